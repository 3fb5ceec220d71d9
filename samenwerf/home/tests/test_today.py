"""The first page: whose turn it is, with honest numbers, in the same number of queries for few and many."""

from datetime import timedelta

import pytest
from django.urls import reverse

from samenwerf.agreements.models import Todo
from samenwerf.candidates import actions as candidates
from samenwerf.home import actions, queries
from samenwerf.interviews.jobs import finish_due
from samenwerf.vacancies.models import Vacancy
from tests import chain


@pytest.fixture
def vacancy_open(vacancy, at):
    chain.signed_intake(vacancy, at=at)
    return vacancy


@pytest.fixture(autouse=True)
def now(time_machine, at):
    time_machine.move_to(at + timedelta(hours=2), tick=False)


def test_the_recruiter_sees_the_own_turns_and_whom_they_wait_for(vacancy_open, recruiter, sign_in, at):
    chain.new_candidate(vacancy_open, at=at, name="Nieuwe Nora")
    chain.presented(vacancy_open, at=at, name="Wachtende Willem")
    page = sign_in(recruiter).get(reverse("home:today"))
    today = page.context["today"]
    assert [turn.application.candidate.name for turn in today.mine] == ["Nieuwe Nora"]
    assert [turn.application.candidate.name for turn in today.others] == ["Wachtende Willem"]
    assert (today.waiting, today.waiting_for_me) == (2, 1)


def invited(vacancy, at, name):
    application = chain.presented(vacancy, at=at, name=name)
    candidates.review(application=application, verdict="invite", by=vacancy.hiring_manager, at=at)
    return application


def test_the_numbers_stay_true_when_there_is_more_than_fits(vacancy_open, recruiter, sign_in, at):
    for number in range(queries.MOST_TURNS + 5):
        invited(vacancy_open, at, f"Kandidaat {number}")
    client = sign_in(recruiter)
    today = client.get(reverse("home:today")).context["today"]
    assert len(today.mine) == queries.MOST_TURNS
    assert (today.mine_total, today.waiting, today.waiting_for_me) == (30, 30, 30)
    assert len(client.get(reverse("home:today") + "?all").context["today"].mine) == 30


def test_many_new_candidates_of_a_vacancy_are_one_line_that_leads_through_them(
    vacancy_open, recruiter, sign_in, at
):
    first = chain.new_candidate(vacancy_open, at=at, name="Eerste")
    for number in range(40):
        chain.new_candidate(vacancy_open, at=at, name=f"Kandidaat {number}")
    page = sign_in(recruiter).get(reverse("home:today"))
    today = page.context["today"]
    [turn] = today.mine
    assert (turn.count, turn.todo.application_id) == (41, first.pk)
    assert (today.mine_total, today.waiting, today.waiting_for_me) == (41, 41, 41)
    assert today.is_whole
    text = page.content.decode()
    assert "41 nieuwe kandidaten" in text
    assert "Loop ze langs" in text


def test_two_new_candidates_still_stand_there_by_name(vacancy_open, recruiter, at):
    for name in ("Een", "Twee"):
        chain.new_candidate(vacancy_open, at=at, name=name)
    assert [turn.application.candidate.name for turn in queries.today(recruiter, at).mine] == ["Een", "Twee"]


def test_of_what_is_due_at_one_moment_the_furthest_in_the_process_comes_first(vacancy_open, recruiter, at):
    for number in range(30):
        chain.new_candidate(vacancy_open, at=at, name=f"Nieuw {number}")
    invited(vacancy_open, at, "Te plannen")
    Todo.objects.filter(owner=recruiter).update(due_at=at + timedelta(days=2))
    assert [turn.todo.kind for turn in queries.today(recruiter, at).mine] == ["plan_interview", "present"]


def test_who_has_to_be_called_after_a_vacancy_is_filled_is_one_line(vacancy_open, recruiter, at):
    for number in range(5):
        chain.new_candidate(vacancy_open, at=at, name=f"Kandidaat {number}")
    actions.close(vacancy=vacancy_open, status="filled", reason="Vervuld", by=recruiter, at=at)
    today = queries.today(recruiter, at)
    assert [(turn.todo.kind, turn.count) for turn in today.mine] == [("call_back", 5)]
    assert (today.mine_total, today.waiting_for_me) == (5, 5)


def test_feedback_is_nobodys_turn_before_the_interview_is_over(
    vacancy_open, recruiter, manager, interviewer, at
):
    application = chain.presented(vacancy_open, at=at)
    interview = chain.planned(application, [interviewer], at=at)
    assert queries.today(recruiter, at).others == []
    finish_due(interview.ends_at)
    assert [turn.todo.kind for turn in queries.today(recruiter, interview.ends_at).others] == ["feedback"]


def test_turns_of_the_same_person_on_the_same_vacancy_are_one_line(vacancy_open, recruiter, at):
    for name in ("Een", "Twee", "Drie"):
        chain.presented(vacancy_open, at=at, name=name)
    [turn] = queries.today(recruiter, at).others
    assert len(turn.todos) == 3


def test_today_costs_the_same_for_one_and_for_many(
    vacancy_open, recruiter, sign_in, at, django_assert_max_num_queries
):
    client = sign_in(recruiter)
    for many in (1, 20):
        for number in range(many):
            chain.presented(vacancy_open, at=at, name=f"Kandidaat {many} {number}")
        with django_assert_max_num_queries(12):
            assert client.get(reverse("home:today")).status_code == 200


def test_a_manager_sees_the_own_turns_first_and_nothing_else(vacancy_open, manager, sign_in, at):
    chain.presented(vacancy_open, at=at, name="Wachtende Willem")
    chain.new_candidate(vacancy_open, at=at, name="Nog niet voorgesteld")
    page = sign_in(manager).get(reverse("home:today")).content.decode()
    assert "Wachtende Willem" in page
    assert "Nog niet voorgesteld" not in page


def test_search_finds_by_part_of_a_name_a_code_or_a_title_in_the_own_organization(
    vacancy_open, recruiter, outsider, sign_in, at
):
    application = chain.new_candidate(vacancy_open, at=at, name="Zoë Óçkham 🎉")
    for text in ("zoë", application.candidate.code, "teamleider"):
        assert queries.search(recruiter, text, at)
        assert not queries.search(outsider, text, at)
    client = sign_in(recruiter)
    assert client.get(reverse("home:search"), {"q": "\x00%_'\"" * 50}).status_code == 200


def test_search_says_how_many_there_are_and_leads_to_all_of_them(vacancy_open, recruiter, sign_in, at):
    for number in range(12):
        chain.new_candidate(vacancy_open, at=at, name=f"Lotte Bakker {number}")
    client = sign_in(recruiter)
    page = client.get(reverse("home:search"), {"q": "lotte bakker"}).content.decode()
    assert "8 van 12 kandidaten" in page
    assert f'{reverse("candidates:list")}?q=lotte%20bakker"' in page
    everybody = client.get(reverse("candidates:list"), {"q": "lotte bakker"}).context["page"]
    assert everybody.paginator.count == 12


def test_namesakes_in_a_search_are_told_apart_by_vacancy_and_step(vacancy_open, recruiter, sign_in, at):
    chain.new_candidate(vacancy_open, at=at, name="Lotte Bakker")
    chain.presented(vacancy_open, at=at, name="Lotte Bakker")
    page = sign_in(recruiter).get(reverse("home:search"), {"q": "lotte"}).content.decode()
    assert page.count(f"· {vacancy_open.title}") == 2
    assert "nieuw" in page
    assert "voorgesteld" in page


def test_search_finds_closed_vacancies_too_and_leads_to_all_of_them(recruiter, manager, sign_in, at):
    for number in range(10):
        Vacancy.objects.create(
            organization=recruiter.organization,
            title=f"Monteur {number}",
            recruiter=recruiter,
            hiring_manager=manager,
            created_at=at,
        )
    Vacancy.objects.filter(title="Monteur 3").update(status="cancelled", closed_at=at)
    client = sign_in(recruiter)
    page = client.get(reverse("home:search"), {"q": "monteur"}).content.decode()
    assert "8 van 10 vacatures" in page
    everything = client.get(reverse("vacancies:list"), {"status": "all", "q": "monteur"}).context["found"]
    assert len(everything.rows) == 10


def test_search_costs_the_same_for_few_and_for_many(
    vacancy_open, recruiter, sign_in, at, django_assert_max_num_queries
):
    client = sign_in(recruiter)
    for many in (1, 20):
        for number in range(many):
            chain.new_candidate(vacancy_open, at=at, name=f"Teamleider {many} {number}")
        with django_assert_max_num_queries(12):
            assert client.get(reverse("home:search"), {"q": "teamleider"}).status_code == 200
