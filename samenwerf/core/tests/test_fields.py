"""Text as people type it, and how a field is drawn."""

from datetime import UTC, datetime

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Template
from django.utils import timezone, translation

from samenwerf.core.forms import LongTextField, MomentField, TextField, UploadField, clean_text


class Form(forms.Form):
    name = TextField(label="Naam", max_length=10, help_text="Zoals op het cv.")
    story = LongTextField(label="Verhaal", required=False)
    when = MomentField(label="Wanneer", required=False)
    file = UploadField(label="Bestand", required=False, most=2048)
    verdict = forms.ChoiceField(
        label="Verder?", choices=[("1", "nee"), ("2", "ja")], widget=forms.RadioSelect, required=False
    )


def drawn(form, source="{% field form.name %}"):
    return Template("{% load samenwerf %}" + source).render(Context({"form": form}))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Zoë \r\n", "Zoë"),
        ("Zoe\u0308", "Zoë"),
        ("a\x00b\x07c", "abc"),
        ("een\r\ntwee\rdrie\tvier", "een\ntwee\ndrie\tvier"),
        ("👩‍🔧 مرحبا", "👩‍🔧 مرحبا"),
    ],
)
def test_typed_text_is_cleaned_without_losing_meaning(typed, kept):
    assert clean_text(typed) == kept


def test_too_long_a_text_says_how_long_it_is_and_keeps_it():
    with translation.override("nl"):
        form = Form({"name": "Bartholomeus"})
        assert form.errors["name"] == ["Dit zijn 12 tekens; er passen er 10. Maak het iets korter."]
        page = drawn(form)
    assert 'value="Bartholomeus"' in page
    assert "maxlength" not in page


def test_a_field_is_tied_to_its_help_and_its_error():
    page = drawn(Form({}))
    assert 'aria-describedby="id_name_helptext id_name_error"' in page
    assert 'aria-invalid="true"' in page
    assert 'id="id_name_helptext"' in page
    assert 'id="id_name_error"' in page


def test_tag_include_and_whole_form_draw_a_field_alike():
    form = Form({"name": "Amira"})
    field = " ".join(drawn(form).split())
    assert field == " ".join(
        drawn(form, '{% include "components/field.html" with field=form.name %}').split()
    )
    assert field in " ".join(drawn(form, "{{ form }}").split())


def test_what_is_wrong_is_listed_with_a_link_to_each_field():
    page = drawn(Form({"when": "gisteren"}), '{% include "components/form_errors.html" %}')
    assert 'href="#id_name"' in page
    assert 'href="#id_when"' in page
    assert 'href="#id_story"' not in page


def test_radio_buttons_become_large_answers_in_a_named_group():
    page = drawn(Form({"name": "a"}), '{% field form.verdict layout="two" %}')
    assert 'class="choice two" id="id_verdict"' in page
    assert page.count('type="radio"') == 2


def test_a_moment_is_read_and_shown_in_the_time_of_the_organization():
    with timezone.override("Europe/Amsterdam"):
        form = Form({"name": "a", "when": "2026-11-24T16:00"})
        assert form.is_valid()
        assert form.cleaned_data["when"] == datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
        initial = Form(initial={"when": datetime(2026, 11, 24, 15, 0, tzinfo=UTC)})
        assert 'value="2026-11-24T16:00"' in drawn(initial, "{% field form.when %}")


def test_a_file_that_is_too_large_is_refused_with_both_sizes():
    with translation.override("nl"):
        form = Form({"name": "a"}, {"file": SimpleUploadedFile("cv.pdf", b"x" * 4096)})
        assert "4,0 kB" in form.errors["file"][0].replace("\xa0", " ").replace("KB", "kB")
        assert "2,0 kB" in drawn(form, "{% field form.file %}").replace("\xa0", " ").replace("KB", "kB")
