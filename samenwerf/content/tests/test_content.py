"""The content is complete and its ids are stable."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest

from samenwerf import content
from samenwerf.content import Bilingual


def everything() -> dict[str, object]:
    return {
        "groups": content.groups(),
        "intake_questions": content.intake_questions(),
        "closing_statement": content.closing_statement(),
        "competences": content.competences(),
        "starr_questions": content.starr_questions(),
        "starr_opening": content.starr_opening(),
        "probes": content.probes(),
        "experience": content.experience(),
        "scale": tuple(content.scale().values()),
        "no_evidence": content.no_evidence(),
        "interview_rules": content.interview_rules(),
        "checkin_agenda": content.checkin_agenda(),
    }


def texts_in(thing: object) -> Iterator[Bilingual]:
    if isinstance(thing, Bilingual):
        yield thing
    elif isinstance(thing, tuple):
        for part in thing:
            yield from texts_in(part)
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from texts_in(getattr(thing, field.name))


@pytest.mark.parametrize("subject", everything())
def test_every_text_is_there_in_both_languages(subject):
    texts = list(texts_in(everything()[subject]))
    assert texts
    for text in texts:
        assert text.nl.strip() == text.nl != ""
        assert text.en.strip() == text.en != ""


def test_the_counts_and_ids_are_those_of_the_catalogue():
    assert [question.id for question in content.intake_questions()] == [f"IN-{n:02}" for n in range(1, 47)]
    assert [question.id for question in content.starr_questions()] == [f"SQ-{n:02}" for n in range(1, 41)]
    assert [rule.id for rule in content.interview_rules()] == [f"QA-{n:02}" for n in range(1, 11)]
    assert "".join(group.id for group in content.groups()) == "ABCDEFGHIJK"
    assert [c.code for c in content.competences()] == [
        "SAM", "KLA", "RES", "PLA", "ANA", "BES", "COM", "OVE", "DRU", "LER", "LEI", "INT",
    ]  # fmt: skip
    assert [probe.id for probe in content.probes()] == ["S", "T", "A", "A-WE", "R", "R2", "NONE"]
    assert len(content.checkin_agenda()) == 5


def test_ids_are_unique():
    ids = [
        *[question.id for question in content.intake_questions()],
        *[question.id for question in content.starr_questions()],
        *[question.id for question in content.experience().questions],
        *[rule.id for rule in content.interview_rules()],
        *[competence.code for competence in content.competences()],
    ]
    assert [id for id, count in Counter(ids).items() if count > 1] == []


def test_35_of_the_46_questions_are_required():
    assert sum(question.required for question in content.intake_questions()) == 35


def test_the_core_set_fits_a_phone_and_is_asked_in_words():
    core = content.core_questions()
    assert len(core) == 12
    assert all(question.required and not question.covered_by for question in core)


def test_no_question_is_asked_twice():
    covered = {q.id: q.covered_by for q in content.intake_questions() if q.covered_by}
    assert covered == {
        **dict.fromkeys(
            ["IN-11", "IN-12", "IN-13", "IN-14", "IN-15", "IN-16", "IN-17", "IN-19", "IN-20"], "requirements"
        ),
        **dict.fromkeys(["IN-21", "IN-22"], "scorecard"),
        **dict.fromkeys(["IN-33", "IN-40"], "rounds"),
        **dict.fromkeys(["IN-38", "IN-39"], "hours"),
    }
    assert len(content.asked_questions()) == 46 - len(covered)


def test_every_competence_has_questions_and_four_anchors():
    for competence in content.competences():
        assert len(content.starr_questions(competence.code)) >= 3
        assert [anchor.level for anchor in content.anchors(competence.code)] == [1, 2, 3, 4]
    assert {question.competence for question in content.starr_questions()} == {
        competence.code for competence in content.competences()
    }


def test_the_scale_has_four_levels():
    assert list(content.scale()) == [1, 2, 3, 4]
    assert content.scale()[3].text("nl") == "Op niveau"


def test_a_rule_without_alternative_says_to_ask_nothing():
    assert [rule.id for rule in content.interview_rules() if rule.instead is None] == ["QA-02", "QA-10"]


def test_placeholders_are_the_same_in_both_languages():
    for name in content._file("texts")["texts"]:
        text = content.text(name)
        assert re.findall(r"{\w+}", text.nl) == re.findall(r"{\w+}", text.en) or set(
            re.findall(r"{\w+}", text.nl)
        ) == set(re.findall(r"{\w+}", text.en))


def test_the_language_may_be_a_dialect_and_falls_back_to_dutch():
    text = content.closing_statement()
    assert text.text("en-gb") == text.en
    assert text.text("nl-be") == text.text("fr") == text.nl


def test_an_unknown_id_is_an_error():
    with pytest.raises(KeyError):
        content.question("IN-99")
    with pytest.raises(KeyError):
        content.anchors("XXX")
