"""A diploma, a licence, a registration and years of work are checked once, not scored from 1 to 4."""

import pytest
from django.urls import reverse

from samenwerf.intake import actions as intakes
from tests import chain

pytestmark = pytest.mark.django_db

PAPER = "Hbo-diploma en BIG-registratie"
NICE = "Kent AFAS uit eigen werk"


@pytest.fixture
def scorecard(vacancy, recruiter, at):
    """Four must-haves that people do, one that is on paper, and a nice-to-have for which there is no need."""
    intake = chain.complete_intake(vacancy, at=at)
    for kind, text, evidence in (("must_have", PAPER, "cv"), ("nice_to_have", NICE, "interview")):
        intakes.add_requirement(intake=intake, kind=kind, text=text, evidence=evidence, by=recruiter, at=at)
    for member in (recruiter, vacancy.hiring_manager):
        intakes.sign(intake=intake, content_hash=chain.signable_hash(intake), by=member, at=at)
    return vacancy.scorecard


@pytest.fixture
def page(scorecard):
    return reverse("scorecards:detail", args=[scorecard.vacancy_id])


def names(scorecard):
    return list(scorecard.criteria.values_list("name", flat=True))


def texts(page, which):
    return [each["text"] for each in page.context[which]]


def test_it_is_not_proposed_and_the_page_says_so_and_offers_the_rest(scorecard, page, sign_in, recruiter):
    assert names(scorecard) == chain.MUST_HAVES
    shown = sign_in(recruiter).get(page)
    assert texts(shown, "on_paper") == [PAPER]
    assert texts(shown, "not_taken") == [NICE]
    assert "Uit het cv of een register: ja of nee" in shown.content.decode()


def test_whoever_wants_it_scored_adds_it_with_one_tap(scorecard, page, sign_in, manager):
    client = sign_in(manager)
    client.post(reverse("scorecards:add", args=[scorecard.vacancy_id]), {"name": PAPER})
    added = scorecard.criteria.get(name=PAPER)
    requirement = scorecard.vacancy.intake.requirements.get(text=PAPER)
    assert (added.requirement_id, added.is_crucial) == (requirement.pk, True)
    assert texts(client.get(page), "on_paper") == []


def test_after_an_agreed_change_it_says_what_holds_now(scorecard, page, sign_in, recruiter, manager, at):
    requirement = scorecard.vacancy.intake.requirements.get(text=PAPER)
    request = intakes.request_change(
        intake=scorecard.vacancy.intake,
        subject="requirement",
        target=str(requirement.pk),
        after={"kind": "must_have", "text": "Hbo-diploma", "evidence": "diploma"},
        reason="De registratie hoeft niet",
        by=recruiter,
        at=at,
    )
    intakes.accept_change(request=request, by=manager, at=at)
    assert texts(sign_in(recruiter).get(page), "on_paper") == ["Hbo-diploma"]


def test_what_both_agreed_to_see_in_the_interview_is_scored_whatever_its_words(vacancy, recruiter, at):
    intake = chain.complete_intake(vacancy, at=at)
    intakes.add_requirement(
        intake=intake,
        kind="must_have",
        text="Heftruckcertificaat",
        evidence="interview",
        by=recruiter,
        at=at,
    )
    for member in (recruiter, vacancy.hiring_manager):
        intakes.sign(intake=intake, content_hash=chain.signable_hash(intake), by=member, at=at)
    assert "Heftruckcertificaat" in names(vacancy.scorecard)
    assert vacancy.scorecard.set_aside == []


def test_after_an_agreed_change_of_the_evidence_it_moves_to_the_scorecard(scorecard, recruiter, manager, at):
    requirement = scorecard.vacancy.intake.requirements.get(text=PAPER)
    request = intakes.request_change(
        intake=scorecard.vacancy.intake,
        subject="requirement",
        target=str(requirement.pk),
        after={"kind": "must_have", "text": PAPER, "evidence": "interview"},
        reason="We willen horen wat iemand ermee doet",
        by=recruiter,
        at=at,
    )
    intakes.accept_change(request=request, by=manager, at=at)
    scorecard.refresh_from_db()
    assert names(scorecard) == [*chain.MUST_HAVES, PAPER]
    assert PAPER not in [each["text"] for each in scorecard.set_aside]
