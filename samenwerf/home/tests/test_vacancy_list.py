"""The list of vacancies: whose turn, what is late, who waits; the same number of queries however many."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samenwerf.candidates import actions as candidates
from samenwerf.candidates.models import Application
from samenwerf.candidates.waiting import waiting_since
from samenwerf.home.vacancy_queries import longest_waits, overview
from samenwerf.vacancies import actions as vacancies
from samenwerf.vacancies.models import Vacancy

DAY = timedelta(days=1)


def open_vacancy(title, recruiter, manager, at):
    vacancy = vacancies.start(title=title, hiring_manager=manager, by=recruiter, at=at)
    vacancies.open_with_intake(vacancy=vacancy, intake_hash="a" * 64, by=recruiter, at=at)
    return vacancy


def add_candidates(vacancy, number, at):
    for n in range(number):
        candidates.add(
            vacancy=vacancy, name=f"K {n}", email=f"{vacancy.pk}-{n}@example.org", by=vacancy.recruiter, at=at
        )


def test_the_most_urgent_vacancy_stands_first_with_its_turn(recruiter, manager, at):
    calm = open_vacancy("Kok", recruiter, manager, at)
    late = open_vacancy("Planner", recruiter, manager, at)
    later = open_vacancy("Monteur", recruiter, manager, at)
    add_candidates(late, 2, at)
    add_candidates(later, 1, at + 3 * DAY)
    rows = overview(recruiter, at + 4 * DAY).rows
    assert [row.vacancy for row in rows] == [late, later, calm]
    assert [(row.in_process, row.late) for row in rows] == [(2, 2), (1, 0), (0, 0)]
    assert rows[0].todo.kind == "present"
    assert [row.waits_since for row in rows] == [at, at + 3 * DAY, None]


def test_the_longest_wait_is_the_one_that_the_candidate_feels(recruiter, manager, at):
    vacancy = open_vacancy("Kok", recruiter, manager, at)
    add_candidates(vacancy, 3, at)
    application = Application.objects.first()
    candidates.present(application=application, pitch="", by=recruiter, at=at + DAY)
    application.refresh_from_db()
    candidates.review(application=application, verdict="invite", by=manager, at=at + 2 * DAY)
    expected = min(waiting_since(Application.objects.values_list("pk", flat=True)).values())
    assert longest_waits([vacancy.pk]) == {vacancy.pk: expected}


def test_filters_and_counts(recruiter, manager, vacancy, at):
    opened = open_vacancy("Planner", recruiter, manager, at)
    paused = open_vacancy("Kok", recruiter, manager, at)
    vacancies.pause(vacancy=paused, reason="Budget", by=recruiter, at=at)
    filled = open_vacancy("Monteur", recruiter, manager, at)
    vacancies.fill(vacancy=filled, by=recruiter, at=at)
    expected = {
        "running": {vacancy, opened, paused},
        "intake": {vacancy},
        "open": {opened},
        "paused": {paused},
        "closed": {filled},
        "all": {vacancy, opened, paused, filled},
    }
    for status, found in expected.items():
        assert {row.vacancy for row in overview(recruiter, at, status=status).rows} == found
    assert overview(recruiter, at).counts == {name: len(found) for name, found in expected.items()}


@pytest.mark.parametrize(
    ("text", "found"), [("plan", 1), ("PLAN utr", 1), ("visser", 3), ("plan kok", 0), ("%", 0)]
)
def test_search_finds_all_words_in_title_place_and_manager(recruiter, manager, vacancy, at, text, found):
    open_vacancy("Kok", recruiter, manager, at)
    planner = open_vacancy("Planner", recruiter, manager, at)
    Vacancy.objects.filter(pk=planner.pk).update(location="Utrecht")
    assert len(overview(recruiter, at, text=text).rows) == found


def test_the_page_takes_as_many_queries_for_one_vacancy_as_for_forty(sign_in, recruiter, manager, at):
    client = sign_in(recruiter)
    counts = []
    for titles in (["Eerste"], [f"Vacature {n}" for n in range(40)]):
        for title in titles:
            add_candidates(open_vacancy(title, recruiter, manager, at), 2, at)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get("/vacancies/").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12
    assert client.get("/vacancies/", {"page": "2"}).content.decode().count('class="title"') == 11


def test_a_manager_sees_the_own_ones_and_an_interviewer_and_outsider_none(
    sign_in, manager, interviewer, outsider, vacancy, recruiter, at
):
    assert vacancy.title in sign_in(manager).get("/vacancies/").content.decode()
    for member in (interviewer, outsider):
        response = sign_in(member).get("/vacancies/")
        assert response.status_code == 200
        assert vacancy.title not in response.content.decode()


def test_an_empty_list_says_what_to_do_next(sign_in, recruiter, manager):
    assert "/vacancies/new/" in sign_in(recruiter).get("/vacancies/").content.decode()
    assert "/vacancies/new/" not in sign_in(manager).get("/vacancies/").content.decode()


@pytest.mark.parametrize(
    "query", [{"status": "x"}, {"page": "-1"}, {"page": "zz"}, {"q": "\x00'"}, {"q": "é" * 999}]
)
def test_a_strange_address_gives_a_page(sign_in, recruiter, vacancy, query):
    assert sign_in(recruiter).get("/vacancies/", query).status_code == 200


def test_a_manager_sees_in_the_list_only_who_was_presented(recruiter, manager, at):
    vacancy = open_vacancy("Kok", recruiter, manager, at)
    add_candidates(vacancy, 2, at)
    row = overview(manager, at + 4 * DAY).rows[0]
    assert (row.in_process, row.late, row.todo, row.waits_since) == (0, 0, None, None)
    candidates.present(application=Application.objects.first(), pitch="", by=recruiter, at=at + DAY)
    row = overview(manager, at + DAY).rows[0]
    assert (row.in_process, row.todo.kind) == (1, "review")
    assert overview(recruiter, at + DAY).rows[0].in_process == 2
