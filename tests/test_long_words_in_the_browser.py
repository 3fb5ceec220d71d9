"""A word without an end, anywhere that people type: it breaks off at the edge and no page grows wider."""

from datetime import timedelta

import pytest
from django.urls import reverse

from samenwerf.accounts.models import Person
from samenwerf.candidates import actions as candidates
from samenwerf.candidates.models import Candidate
from samenwerf.intake import actions as intakes
from samenwerf.intake.models import Answer, Requirement
from samenwerf.scorecards.models import Criterion
from samenwerf.vacancies.models import Vacancy
from tests import chain

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORD = "x" * 190


@pytest.fixture
def long_words(vacancy, recruiter, manager, interviewer, at):
    """A vacancy with one in its title, requirements and answers, and with candidates at several steps."""
    other = Vacancy.objects.create(
        organization=vacancy.organization,
        title="In intake",
        recruiter=recruiter,
        hiring_manager=manager,
        created_at=at,
    )
    intake = intakes.start(vacancy=other, mode="express", by=recruiter, at=at)
    for kind in Requirement.Kind.values:
        intakes.add_requirement(
            intake=intake, kind=kind, text=WORD, evidence="interview", by=recruiter, at=at
        )
    chain.signed_intake(vacancy, at=at)
    new = chain.new_candidate(vacancy, at=at)
    chain.presented(vacancy, at=at)
    down = chain.new_candidate(vacancy, at=at)
    candidates.turn_down(application=down, reason=WORD, by=recruiter, at=at)
    chain.planned(chain.presented(vacancy, at=at), [interviewer], at=at, starts_at=at + timedelta(days=1))
    Requirement.objects.update(text=WORD)
    Criterion.objects.update(name=WORD)
    Answer.objects.update(text=WORD)
    Vacancy.objects.update(title=WORD[:120], department=WORD[:60])
    Candidate.objects.update(name=WORD, source=WORD[:100])
    vacancy.applications.update(pitch=WORD * 3)
    Person.objects.filter(pk=manager.person_id).update(name=WORD[:100])
    vacancy.other, vacancy.new, vacancy.down = other, new, down
    return vacancy


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_a_word_without_an_end_widens_no_page(open_page, long_words, recruiter, manager, size):
    vacancy, other = long_words, long_words.other
    recruiters_pages = [
        reverse("home:today"),
        reverse("home:search") + "?q=xxx",
        reverse("vacancies:list"),
        reverse("vacancies:detail", args=[vacancy.pk]),
        reverse("intake:requirements", args=[other.pk]),
        reverse("intake:read", args=[other.pk]),
        reverse("intake:read", args=[vacancy.pk]),
        reverse("scorecards:detail", args=[vacancy.pk]),
        reverse("candidates:list"),
        reverse("candidates:board", args=[vacancy.pk]),
        reverse("candidates:application", args=[long_words.new.pk]),
        reverse("candidates:application", args=[long_words.down.pk]),
        reverse("candidates:detail", args=[long_words.new.candidate_id]),
        reverse("feedback:debrief", args=[vacancy.pk]),
        reverse("interviews:list"),
    ]
    presented = vacancy.applications.get(stage="presented")
    managers_pages = [reverse("home:today"), reverse("candidates:review", args=[presented.pk])]
    too_wide = {}
    for member, addresses in ((recruiter, recruiters_pages), (manager, managers_pages)):
        page = open_page(member=member, size=size)
        for address in addresses:
            page.goto(address)
            past = page.evaluate(PAST_THE_EDGE)
            if past:
                too_wide[address] = past
    assert too_wide == {}


# What stands out of the page, or out of the card that it is in, unless that is a strip to scroll.
PAST_THE_EDGE = """() => [...document.querySelectorAll("main *")].filter((it) => {
  const elsewhere = ".scroll, .matrix-box, .tabs, .visually-hidden, [hidden], option, svg";
  if (it.closest(`${elsewhere}, details:not([open]) > :not(summary)`)) return false;
  const card = it.parentElement.closest(".card, main").getBoundingClientRect();
  const box = it.getBoundingClientRect();
  return box.width && box.right > Math.min(card.right, innerWidth) + 1;
}).map((it) => `${it.tagName} ${it.className} ${it.textContent.trim().slice(0, 40)}`).slice(0, 5)"""
