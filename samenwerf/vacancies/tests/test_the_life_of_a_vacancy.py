"""A vacancy starts with an intake, opens on a signed one, pauses, ends, and comes back."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from samenwerf.accounts import actions as accounts
from samenwerf.accounts.models import Role
from samenwerf.core.errors import Refused
from samenwerf.history.models import HistoryLine
from samenwerf.vacancies import actions
from samenwerf.vacancies.models import Vacancy

HASH = "a" * 64


def verbs(vacancy):
    lines = HistoryLine.objects.filter(vacancy_id=vacancy.pk).order_by("pk")
    return [line.verb for line in lines]


def status(vacancy):
    return Vacancy.objects.get(pk=vacancy.pk).status


@pytest.fixture
def opened(vacancy, recruiter, at):
    actions.open_with_intake(vacancy=vacancy, intake_hash=HASH, by=recruiter, at=at)
    return vacancy


def test_a_vacancy_starts_with_an_intake_and_a_history_line(recruiter, manager, at):
    vacancy = actions.start(
        title="Kok", department="Keuken", location="Ede", hiring_manager=manager, by=recruiter, at=at
    )
    assert (vacancy.status, vacancy.recruiter, vacancy.organization) == (
        "intake",
        recruiter,
        recruiter.organization,
    )
    assert verbs(vacancy) == ["vacancy.started"]
    assert [(c.from_status, c.to_status) for c in vacancy.status_changes.all()] == [("", "intake")]


def test_a_double_click_makes_one_vacancy(recruiter, manager, outsider, at):
    key = uuid.uuid4()
    first = actions.start(title="Kok", hiring_manager=manager, by=recruiter, at=at, start_key=key)
    second = actions.start(title="Kok", hiring_manager=manager, by=recruiter, at=at, start_key=key)
    assert first == second
    assert Vacancy.objects.count() == 1
    assert verbs(first) == ["vacancy.started"]
    # In another organization the same key opens no door.
    theirs = accounts.find_or_invite(
        organization=outsider.organization, name="Fleur", email="f@example.net", role=Role.INTERVIEWER, at=at
    )
    assert actions.start(title="x", hiring_manager=theirs, by=outsider, at=at, start_key=key) != first


def test_an_interviewer_with_a_vacancy_is_a_hiring_manager(recruiter, interviewer, at):
    actions.start(title="Kok", hiring_manager=interviewer, by=recruiter, at=at)
    interviewer.refresh_from_db()
    assert interviewer.role == Role.HIRING_MANAGER


def test_only_recruiters_start_and_only_with_own_people(recruiter, manager, interviewer, outsider, at):
    for by in (manager, interviewer):
        with pytest.raises(actions.NotARecruiter):
            actions.start(title="Kok", hiring_manager=manager, by=by, at=at)
    for hiring_manager in (outsider, recruiter):
        with pytest.raises(Refused):
            actions.start(title="Kok", hiring_manager=hiring_manager, by=recruiter, at=at)
    assert not Vacancy.objects.exists()


def test_no_intake_no_vacancy(vacancy, recruiter, at):
    with pytest.raises(ValueError, match="signed intake"):
        actions.open_with_intake(vacancy=vacancy, intake_hash="", by=recruiter, at=at)
    for to_status in ("open", "paused", "filled"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Vacancy.objects.filter(pk=vacancy.pk).update(status=to_status)
    assert status(vacancy) == "intake"


def test_a_signed_intake_opens_it_once(opened, recruiter, at):
    assert (status(opened), opened.opened_at, opened.intake_hash) == ("open", at, HASH)
    with pytest.raises(actions.NotPossibleNow):
        actions.open_with_intake(vacancy=opened, intake_hash="b" * 64, by=recruiter, at=at)
    assert Vacancy.objects.get(pk=opened.pk).intake_hash == HASH


def test_pausing_and_resuming_leave_rows_with_the_reason(opened, recruiter, at):
    actions.pause(vacancy=opened, reason=" Budget bevroren ", by=recruiter, at=at)
    assert status(opened) == "paused"
    actions.resume(vacancy=opened, by=recruiter, at=at)
    assert status(opened) == "open"
    assert [(c.from_status, c.to_status, c.reason) for c in opened.status_changes.all()] == [
        ("intake", "open", ""),
        ("open", "paused", "Budget bevroren"),
        ("paused", "open", ""),
    ]
    assert verbs(opened) == ["vacancy.opened", "vacancy.paused", "vacancy.resumed"]


def test_filling_and_cancelling_can_be_undone(opened, recruiter, at):
    actions.pause(vacancy=opened, reason="Vakantie", by=recruiter, at=at)
    actions.cancel(vacancy=opened, reason="Taak vervalt", by=recruiter, at=at + timedelta(hours=1))
    assert (status(opened), opened.closed_at) == ("cancelled", at + timedelta(hours=1))
    undone = actions.reopen(vacancy=opened, by=recruiter, at=at + timedelta(hours=2))
    assert (status(opened), opened.closed_at) == ("paused", None)
    assert undone.at == at + timedelta(hours=1)
    actions.fill(vacancy=opened, by=recruiter, at=at)
    actions.reopen(vacancy=opened, by=recruiter, at=at)
    assert status(opened) == "paused"


@pytest.mark.parametrize(
    ("current", "verb"),
    [
        ("intake", "pause"),
        ("intake", "resume"),
        ("intake", "fill"),
        ("intake", "reopen"),
        ("open", "resume"),
        ("open", "reopen"),
        ("paused", "pause"),
        ("filled", "pause"),
        ("filled", "fill"),
        ("filled", "cancel"),
        ("cancelled", "cancel"),
        ("cancelled", "resume"),
    ],
)
def test_what_is_not_possible_now_says_in_which_status_it_is(vacancy, recruiter, at, current, verb):
    Vacancy.objects.filter(pk=vacancy.pk).update(status=current, intake_hash=HASH)
    reason = {"reason": "Omdat"} if verb in ("pause", "cancel") else {}
    with pytest.raises(actions.NotPossibleNow, match="is “"):
        getattr(actions, verb)(vacancy=vacancy, by=recruiter, at=at, **reason)
    assert status(vacancy) == current
    assert verbs(vacancy) == []


def test_pausing_and_cancelling_ask_for_a_reason(opened, recruiter, at):
    for verb in (actions.pause, actions.cancel):
        with pytest.raises(Refused):
            verb(vacancy=opened, reason="  ", by=recruiter, at=at)
    assert status(opened) == "open"


def test_a_correction_is_told_once(vacancy, recruiter, at):
    same = {"title": vacancy.title, "department": "", "location": ""}
    actions.change(vacancy=vacancy, **same, by=recruiter, at=at)
    assert verbs(vacancy) == []
    actions.change(vacancy=vacancy, **{**same, "location": "Ede"}, by=recruiter, at=at)
    assert Vacancy.objects.get(pk=vacancy.pk).location == "Ede"
    assert verbs(vacancy) == ["vacancy.changed"]


def test_a_vacancy_is_handed_over_within_the_organization_only(
    vacancy, recruiter, admin, interviewer, outsider, at
):
    actions.hand_over(vacancy=vacancy, recruiter=admin, hiring_manager=interviewer, by=recruiter, at=at)
    fresh = Vacancy.objects.get(pk=vacancy.pk)
    assert (fresh.recruiter, fresh.hiring_manager) == (admin, interviewer)
    for wrong in ({"recruiter": outsider}, {"hiring_manager": outsider}, {"recruiter": interviewer}):
        people = {"recruiter": admin, "hiring_manager": interviewer, **wrong}
        with pytest.raises(Refused):
            actions.hand_over(vacancy=vacancy, **people, by=recruiter, at=at)
