"""The page of one candidate on one vacancy: what the recruiter has to know at each point of the way."""

import pytest
from django.urls import reverse

from samenwerf.agreements.models import Todo
from samenwerf.candidates import actions
from tests import chain


@pytest.fixture
def page_of(sign_in, recruiter):
    client = sign_in(recruiter)

    def page_of(application):
        return client.get(reverse("candidates:application", args=[application.pk])).content.decode()

    page_of.client = client
    return page_of


def test_what_the_manager_has_not_seen_is_not_shown_as_with_the_manager(page_of, open_vacancy, recruiter, at):
    application = actions.add(vacancy=open_vacancy, name="Mo", pitch="Kent SAP goed", by=recruiter, at=at)
    assert "Met de manager" not in page_of(application)
    actions.turn_down(application=application, reason="Te ver weg", by=recruiter, at=at)
    turned_down = page_of(application)
    assert "Met de manager" not in turned_down
    assert "de manager zag deze niet" in turned_down
    assert "Met de manager" in page_of(chain.presented(open_vacancy, at=at))


def test_an_administrator_who_is_the_manager_is_asked_and_not_told_whose_turn_it_is(
    sign_in, admin, vacancy, at
):
    vacancy.hiring_manager = admin
    vacancy.save()
    chain.signed_intake(vacancy, at=at)
    application = chain.presented(vacancy, at=at)
    page = sign_in(admin).get(reverse("candidates:application", args=[application.pk])).content.decode()
    assert "Anna Admin is aan zet" not in page
    assert reverse("candidates:review", args=[application.pk]) in page


def test_the_reason_of_a_candidate_who_stopped_stays_to_be_read(page_of, open_vacancy, recruiter, at):
    application = chain.presented(open_vacancy, at=at)
    actions.withdraw(application=application, reason="Andere baan gevonden", by=recruiter, at=at)
    assert "Andere baan gevonden" in page_of(application)
    everything = reverse("candidates:detail", args=[application.candidate_id])
    assert "Andere baan gevonden" in page_of.client.get(everything).content.decode()


def test_with_an_offer_to_make_stand_the_decision_its_reason_and_the_number_to_call(
    page_of, open_vacancy, recruiter, at
):
    application = chain.offered(open_vacancy, at=at)
    actions.correct(candidate=application.candidate, by=recruiter, at=at, phone="06-12345678")
    for _step in ("make the offer", "hear the answer"):
        page = page_of(application)
        assert "Mark Visser besloot tot een aanbod" in page
        assert "Noemde elke stap" in page
        assert open_vacancy.scorecard.criteria.first().name in page
        assert 'href="tel:06-12345678"' in page
        page_of.client.post(reverse("candidates:make_offer", args=[application.pk]))


def test_after_hiring_the_product_asks_whether_the_vacancy_is_filled(page_of, open_vacancy, recruiter, at):
    application = chain.offered(open_vacancy, at=at)
    chain.new_candidate(open_vacancy, at=at)
    address = reverse("vacancies:detail", args=[open_vacancy.pk])
    assert "close=fill" not in page_of.client.get(address).content.decode()
    actions.make_offer(application=application, by=recruiter, at=application.stage_since)
    actions.hear_offer(application=application, accepted=True, by=recruiter, at=application.stage_since)
    assert f"{address}?close=fill#close" in page_of(application)
    asked = page_of.client.get(f"{address}?close=fill").content.decode()
    assert "1 kandidaat is aangenomen. Is de vacature vervuld?" in asked
    assert '<details class="confirm" open><summary class="button">Zet op vervuld' in asked
    page_of.client.post(reverse("vacancies:status", args=[open_vacancy.pk, "fill"]))
    assert "close=fill" not in page_of(application)


def test_every_question_on_the_page_of_a_vacancy_has_a_way_back(page_of, open_vacancy):
    page = page_of.client.get(reverse("vacancies:detail", args=[open_vacancy.pk])).content.decode()
    questions = page.split('<details class="confirm"')[1:]
    assert len(questions) == 3
    assert all("data-close-details" in question for question in questions)
    assert "Vacature stoppen</summary>" in page


def test_an_offer_that_was_said_to_be_made_by_a_slip_is_still_to_be_made(
    open_vacancy, sign_in, recruiter, at
):
    application = chain.offered(open_vacancy, at=at)
    turn = Todo.objects.get(application_id=application.pk, closed_at=None)
    client = sign_in(recruiter)
    address = f"/applications/{application.pk}/"
    assert f"{address}offer/back/" not in client.get(address).content.decode()
    client.post(f"{address}offer/back/")
    made = client.post(f"{address}offer/", follow=True).content.decode()
    assert made.count(f'action="{address}offer/back/"') == 2  # in the toast, and where it stays
    client.post(f"{address}offer/back/")
    assert Todo.objects.get(application_id=application.pk, closed_at=None) == turn
