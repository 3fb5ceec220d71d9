"""Every verb that the code records can be read as a sentence, in both languages."""

import ast
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.utils import translation

import samenwerf
from samenwerf.history.actions import record
from samenwerf.history.queries import lines_of
from samenwerf.history.sentences import SENTENCES, VARIANTS

VERB = re.compile(r"[a-z]+\.[a-z_]+")


def recorded_verbs():
    """Every string like "noun.verb" that is the first argument of a call named for recording or telling."""
    for path in Path(samenwerf.__file__).parent.rglob("*.py"):
        if "tests" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name.strip("_") in {"record", "told", "tell"}:
                for part in ast.walk(node.args[0]):
                    if isinstance(part, ast.Constant) and VERB.fullmatch(str(part.value)):
                        yield part.value


def test_every_recorded_verb_has_a_sentence():
    verbs = set(recorded_verbs())
    assert len(verbs) > 20
    assert verbs - set(SENTENCES) == set()


def test_every_variant_belongs_to_a_verb_with_variants():
    for key in SENTENCES:
        verb, _, variant = key.partition(":")
        assert not variant or (verb in SENTENCES and verb in VARIANTS)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("verb", sorted(SENTENCES))
def test_every_sentence_reads_without_gaps_in_both_languages(organization, recruiter, at, verb, language):
    details = {name: "x" for name in re.findall(r"%\((\w+)\)s", str(SENTENCES[verb])) if name != "who"}
    verb, _, _variant = verb.partition(":")
    record(verb, organization=organization, by=recruiter, at=at, vacancy_id=5, **details)
    with translation.override(language):
        [line] = lines_of(organization=organization, vacancy_id=5)
    assert "%" not in line.text
    assert "–" not in line.text
    assert line.text != verb


def test_the_variant_is_chosen_by_what_happened(organization, recruiter, at):
    with translation.override("en"):
        for number, verdict in enumerate(["invite", "not", "question"]):
            record(
                "candidate.reviewed",
                organization=organization,
                by=recruiter,
                at=at + timedelta(minutes=number),
                application_id=3,
                code="K-0421",
                verdict=verdict,
            )
        before = at - timedelta(minutes=1)
        record(
            "todo.reminded", organization=organization, by=None, at=before, application_id=3, kind="decide"
        )
        texts = [line.text for line in lines_of(organization=organization, application_id=3)]
    assert texts == [
        "Sanne de Wit asked a question about K-0421",
        "Sanne de Wit says no to K-0421",
        "Sanne de Wit invites K-0421",
        "– got a reminder: decide",
    ]


def test_history_of_another_organization_is_not_read(organization, recruiter, outsider, at):
    record("vacancy.paused", organization=organization, by=recruiter, at=at, vacancy_id=5, reason="Budget")
    assert lines_of(organization=outsider.organization, vacancy_id=5) == []
    [line] = lines_of(organization=organization, vacancy_id=5)
    assert line.reason == "Budget"


def test_the_list_can_be_read_on_from_the_last_line(organization, recruiter, at):
    for number in range(5):
        record(
            "vacancy.changed",
            organization=organization,
            by=recruiter,
            at=at + timedelta(hours=number),
            vacancy_id=5,
        )
    first = lines_of(organization=organization, vacancy_id=5, limit=2)
    then = lines_of(organization=organization, vacancy_id=5, limit=9, before=first[-1].at)
    assert (len(first), len(then)) == (2, 3)


def test_an_old_verb_or_missing_detail_does_not_break_the_page(organization, recruiter, at):
    record("something.forgotten", organization=organization, by=recruiter, at=at, vacancy_id=5)
    record("todo.nudged", organization=organization, by=recruiter, at=at, vacancy_id=5)
    html = render_to_string(
        "history/lines.html", {"lines": lines_of(organization=organization, vacancy_id=5)}
    )
    assert "something.forgotten" in html
    assert "<script" not in html


def test_an_empty_history_says_what_will_come(organization):
    assert "<p" in render_to_string("history/lines.html", {"lines": []})
