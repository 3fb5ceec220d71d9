"""The tool that finds texts and their Dutch, tried on an app made for it."""

import pytest
from babel.messages.pofile import read_po

from samenwerf.core import text_checks, texts

PYTHON = """
from django.utils.translation import gettext as _, ngettext, pgettext_lazy
title = _("Plan")
count = ngettext("%(n)d day", "%(n)d days", 2) % {"n": 2}
month = pgettext_lazy("month", "May")
"""
TEMPLATE = """{% extends "base.html" %}{% load i18n %}
{% block page_class %}narrow{% endblock %}
  {% if you %}
    <h1 title="{% translate 'As agreed' %}">{% translate "Hello" %}, {{ name }} ·</h1>
      {% blocktranslate trimmed with name=person.name %}
        Waits for {{ name }}
      {% endblocktranslate %}
  {% endif %}
{% include "x.html" with title=_("Empty") %}
<p lang="nl">Nederlands</p> Samenwerf
"""


@pytest.fixture
def app(tmp_path):
    (tmp_path / "templates" / "demo").mkdir(parents=True)
    (tmp_path / "views.py").write_text(PYTHON)
    (tmp_path / "templates" / "demo" / "page.html").write_text(TEMPLATE)
    return texts.App("demo", tmp_path)


def translate(app, **dutch):
    """Fills the po file; what is not named gets its own English, which counts as a translation."""
    texts.update(app)
    catalog = texts.catalog_of(app)
    for message in catalog:
        if message.id:
            msgid = texts.key_of(message)[1]
            given = dutch.get(msgid, message.id)
            message.string = given
    app.po.write_bytes(b"")
    with app.po.open("wb") as file:
        texts._write_po(file, catalog)


def test_texts_are_found_in_code_and_templates(app):
    assert set(texts.texts_of(app)) == {
        ("", "Plan"),
        ("", "%(n)d day"),
        ("month", "May"),
        ("", "As agreed"),
        ("", "Hello"),
        ("", "Waits for %(name)s"),
        ("", "Empty"),
    }


def test_update_keeps_dutch_and_drops_what_is_gone(app):
    translate(app, Plan="Plannen")
    (app.folder / "templates" / "demo" / "page.html").write_text("")
    assert texts.update(app) == 0
    assert {key: texts.dutch_of(m) for key, m in texts.entries(texts.catalog_of(app)).items()} == {
        ("", "Plan"): ["Plannen"],
        ("", "%(n)d day"): ["%(n)d day", "%(n)d days"],
        ("month", "May"): ["May"],
    }


def test_a_new_text_takes_over_the_dutch_of_another_app(app, tmp_path):
    translate(app, Plan="Plannen")
    other = texts.App("other", tmp_path / "other")
    other.folder.mkdir()
    (other.folder / "views.py").write_text('_("Plan")')
    assert texts.update(other, others=[app]) == 0
    assert "Plannen" in other.po.read_text()


def test_nothing_to_say_when_all_is_translated(app):
    translate(app)
    assert text_checks.problems([app]) == []


@pytest.mark.parametrize(
    ("dutch", "problem"),
    [
        ({"Plan": ""}, "no Dutch for “Plan”"),
        ({"%(n)d day": ("één dag", "")}, "no Dutch for “%(n)d day”"),
        ({"Waits for %(name)s": "Wacht op %(naam)s"}, "placeholders of “Waits for %(name)s”"),
        ({"%(n)d day": ("een dag", "dagen")}, "placeholders of “%(n)d days”"),
        ({"Hello": "<b>Hoi</b>"}, "HTML tags of “Hello”"),
    ],
)
def test_dutch_that_does_not_fit_is_named(app, dutch, problem):
    translate(app, **dutch)
    (found,) = text_checks.problems([app])
    assert problem in found


def test_a_singular_may_leave_its_number_out(app):
    translate(app, **{"%(n)d day": ("één dag", "%(n)d dagen")})
    assert text_checks.problems([app]) == []


def test_dutch_without_its_text_is_named(app):
    translate(app)
    (app.folder / "views.py").write_text("")
    assert len(text_checks.problems([app])) == 3


def test_two_apps_say_the_same_in_the_same_words(app, tmp_path):
    translate(app, Plan="Plannen")
    other = texts.App("other", tmp_path / "other")
    other.folder.mkdir()
    (other.folder / "views.py").write_text('_("Plan")')
    translate(other, Plan="Het plan")
    (found,) = text_checks.problems([app, other])
    assert found == "different Dutch for “Plan”: demo: “Plannen”; other: “Het plan”"


@pytest.mark.parametrize(
    ("template", "problem"),
    [
        ("<p>Hello you</p>", "page.html:1: not translated: “Hello you”"),
        ('<p>\n<input placeholder="Your name">', "page.html:2: not translated: placeholder=“Your name”"),
        ('<button aria-label="Close">×</button>', "page.html:1: not translated: aria-label=“Close”"),
        ('<p translate="no">Acme</p><p>Mistake</p>', "page.html:1: not translated: “Mistake”"),
    ],
)
def test_words_outside_translation_are_named(app, template, problem):
    (app.folder / "views.py").write_text("")
    (app.folder / "templates" / "demo" / "page.html").write_text(template)
    assert text_checks.problems([app]) == [f"demo: {problem}"]


@pytest.mark.parametrize(
    "code", ['Field(label="Your name")', 'raise Refused("Not now")', 'messages.success(request, f"Hi {you}")']
)
def test_unmarked_strings_in_python_are_named(app, code):
    path = app.folder / "forms.py"
    path.write_text(code)
    assert len(text_checks.literal_arguments(path)) == 1


def test_running_twice_changes_nothing(app):
    translate(app)
    before = app.po.read_bytes()
    texts.update(app)
    assert app.po.read_bytes() == before
    with app.po.open("rb") as file:
        assert len(read_po(file)) == 7


@pytest.mark.parametrize(
    "code",
    [
        '''x = f"{name}: {_('Hidden')}"''',
        '''x = f"{name}: {gettext('Hidden'):>{width}}"''',
        '''x = f"{translation.ngettext('one', 'more', n) % n}"''',
    ],
)
def test_a_text_inside_an_f_string_is_named_because_it_is_not_found(app, code):
    path = app.folder / "views.py"
    path.write_text(code)
    assert [line for line, _what in text_checks.texts_in_f_strings(path)] == [1]


def test_a_text_before_an_f_string_is_fine(app):
    path = app.folder / "views.py"
    path.write_text('''text = _("Seen")\nx = f"{name}: {text}"''')
    assert text_checks.texts_in_f_strings(path) == []
