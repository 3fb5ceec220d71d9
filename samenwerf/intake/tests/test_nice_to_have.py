"""A nice-to-have does not say in its words that it is one: the list says so."""

import pytest

from samenwerf.intake import actions
from samenwerf.intake.nice_to_have import without_saying_so


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Ervaring met Ons (Nedap) is een pré", "Ervaring met Ons (Nedap)"),
        ("Rijbewijs B is een pre.", "Rijbewijs B"),
        ("Kennis van SAP (pré)", "Kennis van SAP"),
        ("Duits, een groot pluspunt!", "Duits"),
        ("Pré: kennis van AFAS", "Kennis van AFAS"),
        ("Experience with Lean is an advantage", "Experience with Lean"),
        ("SQL would be a plus", "SQL"),
        ("A second language is a big plus", "A second language"),
        ("is een pré", "is een pré"),
        ("Een pré", "Een pré"),
        ("Werkt met Google Plus", "Werkt met Google Plus"),
        ("Heeft een presentatie gegeven", "Heeft een presentatie gegeven"),
        ("Calculates the bonus", "Calculates the bonus"),
    ],
)
def test_the_words_that_say_it_is_one_go(text, bare):
    assert without_saying_so(text) == bare


@pytest.mark.django_db
def test_choosing_it_takes_those_words_out(vacancy, recruiter, at):
    intake = actions.start(vacancy=vacancy, mode="full", by=recruiter, at=at)
    text = "Kennis van SAP is een pré"
    must, nice = (
        actions.add_requirement(intake=intake, kind=kind, text=text, by=recruiter, at=at)
        for kind in ("must_have", "nice_to_have")
    )
    assert (must.text, nice.text) == (text, "Kennis van SAP")
    actions.change_requirement(requirement=must, revision=1, kind="nice_to_have", by=recruiter, at=at)
    assert must.text == "Kennis van SAP"
