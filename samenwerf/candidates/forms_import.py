"""What people say about a list: the file, and which column is what."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samenwerf.candidates import lists, reading
from samenwerf.candidates.mapping import LONGEST
from samenwerf.candidates.messages import why_unreadable
from samenwerf.core.forms import LongTextField, TextField, UploadField

# In the order of the page. A name is one column, or it comes in parts.
FIELDS = {
    "name": gettext_lazy("Name"),
    "first_name": gettext_lazy("First name"),
    "infix": gettext_lazy("Prefix of the last name"),
    "last_name": gettext_lazy("Last name"),
    "email": gettext_lazy("E-mail"),
    "phone": gettext_lazy("Phone"),
    "source": gettext_lazy("Source"),
    "pitch": gettext_lazy("Why this candidate"),
}


class ListForm(forms.Form):
    """The file; the cleaned form knows the bytes and the rows."""

    file = UploadField(
        label=gettext_lazy("Your list"),
        accept=".csv,.txt,.tsv,.xlsx,.xlsm",
        help_text=gettext_lazy("Excel (.xlsx) or CSV, with a candidate on each line. At most 50,000 lines."),
    )
    content: bytes
    table: reading.Table

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        self.content = upload.read()
        try:
            self.table = reading.read(self.content, most=lists.SAMPLE)
        except reading.UnreadableList as error:
            raise ValidationError(why_unreadable(error)) from error
        return upload


class LineForm(forms.Form):
    """A wrong line, to mend: what it says in the fields of a candidate."""

    name = TextField(
        label=FIELDS["name"],
        max_length=LONGEST["name"],
        error_messages={"required": gettext_lazy("There is no name.")},
    )
    email = forms.EmailField(
        label=FIELDS["email"],
        max_length=LONGEST["email"],
        required=False,
        error_messages={"invalid": gettext_lazy("The e-mail address is not complete or has a typing error.")},
        # What is not an address yet can be sent too, and is answered beside the field.
        widget=forms.TextInput(attrs={"inputmode": "email", "autocapitalize": "none", "spellcheck": "false"}),
    )
    phone = TextField(label=FIELDS["phone"], max_length=LONGEST["phone"], required=False)
    source = TextField(label=FIELDS["source"], max_length=LONGEST["source"], required=False)
    pitch = LongTextField(label=FIELDS["pitch"], max_length=LONGEST["pitch"], required=False)

    def __init__(self, line: lists.WrongLine, data: Any = None) -> None:
        super().__init__(data, prefix=f"line-{line.number}", initial=line.fields)
        self.fields["pitch"].widget.attrs["rows"] = 2


class ColumnsForm(forms.Form):
    """Which column is what: for each column the field that it holds, or nothing."""

    sheet = forms.CharField(required=False)
    has_header = forms.BooleanField(
        label=gettext_lazy("The first line holds the names of the columns"), required=False
    )

    def __init__(self, data: Any = None, *, columns: lists.Columns, fields: dict[str, int], **kwargs: Any):
        kwargs.setdefault("initial", {"sheet": columns.table.sheet, "has_header": columns.header is not None})
        super().__init__(data, **kwargs)
        self.columns = columns
        held = {number: field for field, number in fields.items()}
        for number, name in enumerate(columns.names):
            self.fields[f"column_{number}"] = forms.ChoiceField(
                label=name or _("Column %(number)d") % {"number": number + 1},
                choices=[("", _("leave out")), *FIELDS.items()],
                required=False,
                initial=held.get(number, ""),
            )

    def parts(self) -> list[tuple[forms.BoundField, list[str]]]:
        """Each column with what stands in its first lines."""
        rows = self.columns.rows[:5]
        return [
            (self[f"column_{number}"], [row.cells[number] if number < len(row.cells) else "" for row in rows])
            for number in range(len(self.columns.names))
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        chosen: dict[str, int] = {}
        for number in range(len(self.columns.names)):
            field = cleaned.get(f"column_{number}")
            if not field:
                continue
            if field in chosen:
                self.add_error(
                    f"column_{number}",
                    _("Two columns are “%(field)s”. Leave one of them out.") % {"field": FIELDS[field]},
                )
            else:
                chosen[field] = number
        if not {"name", "first_name", "last_name"} & set(chosen):
            raise ValidationError(_("Say which column holds the name: without it nobody can be imported."))
        if "name" in chosen and {"first_name", "last_name"} & set(chosen):
            raise ValidationError(_("Choose the whole name, or its parts: not both."))
        cleaned["fields"] = chosen
        return cleaned

    @property
    def mapping(self) -> dict[str, Any]:
        return {
            "fields": self.cleaned_data["fields"],
            "sheet": self.columns.table.sheet,
            "has_header": self.columns.header is not None,
        }
