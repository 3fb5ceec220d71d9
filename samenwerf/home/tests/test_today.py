"""The first page: whose turn it is, with honest numbers, in the same number of queries for few and many."""

from datetime import timedelta

import pytest
from django.urls import reverse

from samenwerf.agreements.jobs import remind_due
from samenwerf.agreements.models import Todo
from samenwerf.candidates import actions as candidates
from samenwerf.core.working_time import add_working_hours
from samenwerf.home import actions, queries
from samenwerf.intake import actions as intakes
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
    assert (today.waiting, today.mine_total) == (2, 1)
    assert "2 kandidaten wachten. Jij bent aan zet: 1." in page.content.decode()


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
    assert (today.mine_total, today.waiting) == (30, 30)
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
    assert (today.mine_total, today.waiting) == (41, 41)
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
    assert today.mine_total == 5


def test_feedback_is_nobodys_turn_before_the_interview_is_over(
    vacancy_open, recruiter, manager, interviewer, at
):
    application = chain.presented(vacancy_open, at=at)
    interview = chain.planned(application, [interviewer], at=at)
    assert queries.today(recruiter, at).others == []
    finish_due(interview.ends_at)
    assert [turn.todo.kind for turn in queries.today(recruiter, interview.ends_at).others] == ["feedback"]


def test_an_offer_that_a_candidate_thinks_about_is_nobody_of_ours_turn(vacancy_open, recruiter, sign_in, at):
    application = chain.offered(vacancy_open, at=at)
    assert [turn.todo.kind for turn in queries.today(recruiter, at).mine] == ["make_offer"]
    candidates.make_offer(application=application, by=recruiter, at=at)
    client = sign_in(recruiter)
    page = client.get(reverse("home:today"))
    today = page.context["today"]
    assert (today.mine, today.mine_total) == ([], 0)
    assert [turn.todo.kind for turn in today.others] == ["hear_offer"]
    assert "seintje" not in page.content.decode().split('id="others"')[1]
    whose = {
        turn: client.get(reverse("candidates:list"), {"turn": turn}).context["page"].paginator.count
        for turn in ("mine", "others")
    }
    assert whose == {"mine": 0, "others": 1}


def test_a_candidate_of_an_unsigned_intake_is_nobodys_turn_until_it_is_signed(
    vacancy, recruiter, sign_in, at
):
    application = chain.new_candidate(vacancy, at=at)
    [todo] = Todo.objects.filter(application_id=application.pk)
    later = at + timedelta(days=30)
    assert remind_due(later) is False
    client = sign_in(recruiter)
    assert queries.today(recruiter, later).mine == []
    page = client.get(reverse("candidates:application", args=[application.pk])).content.decode()
    assert "stelt voor zodra de intake getekend is" in page
    chain.signed_intake(vacancy, at=later)
    [turn] = [turn for turn in queries.today(recruiter, later).mine if turn.todo.kind == "present"]
    assert turn.todo.pk == todo.pk
    todo.refresh_from_db()
    assert todo.due_at == add_working_hours(later, 16, vacancy.organization.working_week)
    assert todo.next_reminder_at == todo.due_at


def test_well_done_is_only_said_to_who_has_done_something_and_has_no_turn(recruiter, sign_in, vacancy, at):
    client = sign_in(recruiter)

    def first_line():
        return client.get(reverse("home:today")).context["headline"]

    assert "Goed bezig" not in first_line()
    intakes.start(vacancy=vacancy, mode="express", by=recruiter, at=at)
    assert first_line() == "Jij bent aan zet: 1."
    chain.signed_intake(vacancy, at=at)
    assert first_line() == "Er wacht nog niemand op ons."
    application = chain.new_candidate(vacancy, at=at)
    candidates.withdraw(application=application, reason="Andere baan", by=recruiter, at=at)
    assert first_line() == "Niemand wacht op ons. Goed bezig."


def test_an_empty_first_page_says_what_to_start_with(recruiter, vacancy, sign_in, at):
    client = sign_in(recruiter)
    vacancy.delete()
    assert reverse("intake:new") in client.get(reverse("home:today")).content.decode().split('id="mine"')[1]
    vacancy.save()
    chain.signed_intake(vacancy, at=at)
    page = client.get(reverse("home:today")).content.decode()
    assert reverse("candidates:board", args=[vacancy.pk]) in page.split('id="mine"')[1]


def test_the_recruiter_reads_that_the_manager_is_ready_with_the_questions(
    recruiter, manager, vacancy, sign_in, at
):
    intake = intakes.start(vacancy=vacancy, mode="express", by=recruiter, at=at)
    client = sign_in(recruiter)
    ready = "Mark Visser heeft de vragen beantwoord"
    assert ready not in client.get(reverse("home:today")).content.decode()
    intakes.ask_manager(intake=intake, by=recruiter, at=at)
    intakes.hand_in_answers(intake=intake, by=manager, at=at)
    assert ready in client.get(reverse("home:today")).content.decode()


def test_who_was_nudged_is_shown_as_nudged_and_not_again_for_a_day(vacancy_open, recruiter, sign_in, at):
    application = chain.presented(vacancy_open, at=at)
    [todo] = Todo.objects.filter(application_id=application.pk, closed_at=None)
    client = sign_in(recruiter)
    places = [
        reverse("home:today"),
        reverse("candidates:application", args=[application.pk]),
    ]
    nudge = reverse("home:nudge", args=[todo.pk])
    assert all(nudge in client.get(place).content.decode() for place in places)
    client.post(nudge)
    again = client.post(nudge, follow=True).content.decode()
    assert "minder dan een dag geleden" in again
    for place in places:
        page = client.get(place).content.decode()
        assert nudge not in page
        assert "seintje gegeven: vandaag" in page


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


def test_where_nothing_is_sent_nobody_is_said_to_get_a_message(
    vacancy_open, recruiter, sign_in, settings, at
):
    client = sign_in(recruiter)

    def said_after_presenting():
        application = chain.new_candidate(vacancy_open, at=at)
        address = reverse("candidates:present", args=[application.pk])
        return client.post(address, {"pitch": "Sterk"}, follow=True).content.decode()

    assert "het bericht staat in het postvak" in said_after_presenting()
    settings.SMTP = {"EMAIL_HOST": "mail.example"}
    assert "het bericht staat in het postvak" not in said_after_presenting()
