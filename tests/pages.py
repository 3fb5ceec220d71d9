"""Reads the forms and links of a page, as a browser would, and fills forms in: sensibly or with rubbish."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from html.parser import HTMLParser
from typing import Any

from samenwerf.core.clock import now
from samenwerf.vacancies.tests import files

TEXTS = {"text", "textarea", "tel", "url", "email", "search"}
MOMENTS = {"date", "datetime-local", "time"}


@dataclass
class Field:
    name: str
    kind: str
    value: str = ""
    chosen: bool = False
    options: list[str] = field(default_factory=list)
    action: str = ""


@dataclass
class Form:
    action: str
    method: str
    attributes: dict[str, str]
    fields: list[Field] = field(default_factory=list)

    @property
    def is_by_script(self) -> bool:
        return "data-autosave" in self.attributes or "data-hand-in" in self.attributes

    @property
    def ways(self) -> list[dict[str, str]]:
        """The headers that it is sent with: without scripts, and as our scripts do."""
        scripted = {"accept": "application/json"} if self.is_by_script else {}
        htmx = {"hx-request": "true"} if "hx-post" in self.attributes else {}
        return [{}, *filter(None, [scripted, htmx])]

    @property
    def sent_by_each_button(self) -> list["Form"]:
        """Once for each button, of which a browser sends only the one that was pressed."""
        others = [each for each in self.fields if each.kind != "button"]
        buttons = [each for each in self.fields if each.kind == "button"] or [Field("", "button")]
        return [replace(self, fields=[*others, one], action=one.action or self.action) for one in buttons]

    @property
    def typed(self) -> set[str]:
        """The names of the fields that somebody types words into."""
        return {each.name for each in self.fields if each.kind in TEXTS}


class Page(HTMLParser):
    """`forms` and `links` of a page at `address`."""

    def __init__(self, address: str, html: str):
        super().__init__()
        self.address, self.forms, self.links = address, [], []
        self._by_id: dict[str, Form] = {}
        self._loose: list[tuple[str, Field]] = []
        self._form: Form | None = None
        self._field: Field | None = None
        self.feed(html)
        for form_id, loose in self._loose:
            self._by_id[form_id].fields.append(loose)

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        if tag == "a":
            self.links.append(given.get("href", ""))
        elif tag == "form" and given.get("method") != "dialog":
            action = given.get("action") or self.address
            self._form = Form(action, given.get("method", "get").lower(), given)
            self._by_id[given.get("id", "")] = self._form
            self.forms.append(self._form)
        elif tag in ("input", "button", "select", "textarea"):
            kind = given.get("type", "text") if tag == "input" else tag
            if given.get("type") == "button" or given.get("name") == "csrfmiddlewaretoken":
                return
            self._field = Field(given.get("name", ""), kind, given.get("value", ""), "checked" in given)
            self._field.action = given.get("formaction", "")
            if "form" in given:
                self._loose.append((given["form"], self._field))
            elif self._form:
                self._form.fields.append(self._field)
        elif tag == "option" and self._field:
            self._field.options.append(given.get("value", ""))
            if "selected" in given:
                self._field.value = given.get("value", "")

    def handle_endtag(self, tag):
        if tag == "form":
            self._form = None
        elif tag in ("textarea", "select"):
            self._field = None

    def handle_data(self, data):
        if self._field and self._field.kind == "textarea":
            self._field.value += data


ODD = "👩‍🔧 Zoë مرحبا \u202eabc '\"; <b>&amp;{{ x }} %s a\x00b\x1fc"
LARGE = "9" * 20
LIST = b"naam;e-mail\nJan;jan@example.org\n"
ODD_LIST = b'na"am;e-mail\nJan;"jan@\n'


def _broken_list() -> bytes:
    return files.docx("x").replace(b"word/document", b"xl/workbook")


# What goes into the fields of each kind; fields without an entry are filled in sensibly.
Rubbish = dict[str, Any]
RUBBISH: dict[str, Rubbish] = {
    "nothing typed": {"text": "", "moment": "", "number": "", "file": ("cv.pdf", b"")},
    "500 characters": {"text": "x" * 500, "file": ("x" * 500 + ".csv", LIST)},
    "100,000 characters": {"text": "Een woord. " * 9091, "number": "9" * 5000},
    "odd characters": {"text": ODD, "email": "eva@example.org", "file": ("👩‍🔧 مرحبا.csv", ODD_LIST)},
    "odd choices": {"choice": ODD, "hidden": ODD, "number": ODD, "file": ("a.xlsx", _broken_list())},
    "odd numbers": {"choice": "-1", "hidden": "²", "number": "-1", "file": ("a.txt", b"MZ\x00\x01")},
    "large numbers": {"choice": LARGE, "hidden": LARGE, "number": LARGE, "email": "a\x00b@example.org"},
    "the first day of all": {"moment": "0001-01-01"},
    "the last day of all": {"moment": "9999-12-31"},
    "no day at all": {"moment": "2026-02-30"},
    "a moment that is past": {"moment": "2020-01-01"},
    "a locked file": {"file": ("cv.pdf", files.encrypted_pdf("x", "geheim"))},
}


def filled(form: Form, rubbish: Rubbish) -> dict[str, list[Any]]:
    """What a browser would send of this form, with this rubbish in it."""
    sent: dict[str, list[Any]] = {}
    for each in form.fields:
        values = sent.setdefault(each.name, [])
        if each.kind in TEXTS:
            values.append(_typed(each, rubbish))
        elif each.kind in MOMENTS:
            values.append(_moment(each, rubbish))
        elif each.kind == "number":
            values.append(rubbish.get("number", each.value or "30"))
        elif each.kind == "hidden":
            values.append(rubbish.get("hidden", each.value))
        elif each.kind == "button":
            values.append(each.value)
        elif each.kind == "file":
            values += [rubbish["file"]] if "file" in rubbish else []
        elif each.kind == "password":
            values.append(rubbish.get("text", "een lang wachtwoord"))
        elif "choice" in rubbish:
            values[:] = [rubbish["choice"]]
        elif each.kind == "select":
            values.append(each.value or next(filter(None, each.options), ""))
        elif each.kind == "radio":
            values[:] = [each.value] if each.chosen or not values else values
        elif each.kind == "checkbox":
            values.append(each.value or "on")
    return {name: values for name, values in sent.items() if name and values}


def _typed(each: Field, rubbish: Rubbish) -> str:
    if each.kind == "email" and "email" in rubbish:
        return rubbish["email"]
    text = rubbish.get("text")
    if text is None:
        return each.value or ("eva@example.org" if each.kind == "email" else f"Zoals besproken, {each.name}.")
    return text and (f"{text}@example.org" if each.kind == "email" else f"{text} {each.name}")


def _moment(each: Field, rubbish: Rubbish) -> str:
    day = rubbish.get("moment", (now() + timedelta(days=1)).date().isoformat())
    time = "12:00" if "moment" not in rubbish else "00:00"
    return {"date": day, "time": day and time, "datetime-local": day and f"{day}T{time}"}[each.kind]


def variants(form: Form) -> Iterator[tuple[str, dict[str, list[Any]]]]:
    """This form filled in in every way that makes a difference."""
    seen = []
    ways = {name: filled(form, rubbish) for name, rubbish in {"sensible": {}, **RUBBISH}.items()}
    for name, sent in {**ways, "nothing sent": {}}.items():
        if sent not in seen:
            seen.append(sent)
            yield name, sent
