"""Nobody leaves, or gets a lesser role, while a candidate would wait for somebody who cannot answer."""

from datetime import timedelta

import pytest
from django.urls import reverse

from samenwerf.accounts.actions import find_or_invite
from samenwerf.agreements import actions as agreements
from samenwerf.agreements.models import Todo
from samenwerf.candidates import actions as candidates
from samenwerf.core.errors import Refused
from samenwerf.feedback import actions as feedback
from samenwerf.home import actions as home
from samenwerf.interviews import actions as interviews
from tests import chain

pytestmark = pytest.mark.django_db


@pytest.fixture
def open_vacancy(vacancy, at):
    chain.signed_intake(vacancy, at=at)
    return vacancy


@pytest.fixture
def somebody_else(organization, at):
    return find_or_invite(
        organization=organization, name="Lotte Bos", email="lotte@example.org", role="hiring_manager", at=at
    )


@pytest.fixture
def leave(sign_in, recruiter):
    """`leave(member)` opens the page that asks, `leave(member, sure=True)` says yes."""

    def leave(member, *, sure=False):
        client, url = sign_in(recruiter), reverse("people:leave", args=[member.pk])
        return client.post(url) if sure else client.get(url)

    return leave


def is_here(member):
    member.refresh_from_db()
    return member.left_at is None


def hand_over(vacancy, by, at, **people):
    team = {"recruiter": vacancy.recruiter, "hiring_manager": vacancy.hiring_manager, **people}
    home.hand_over(vacancy=vacancy, by=by, at=at, **team)


def test_a_manager_of_a_running_vacancy_leaves_after_another_was_chosen(
    leave, open_vacancy, manager, recruiter, somebody_else, at
):
    chain.presented(open_vacancy, at=at)
    page = leave(manager).content.decode()
    assert open_vacancy.title in page
    assert "1 open beurt" in page
    assert reverse("vacancies:edit", args=[open_vacancy.pk]) in page
    assert "Ja, Mark werkt hier niet meer" not in page
    assert leave(manager, sure=True).status_code == 409
    assert is_here(manager)

    hand_over(open_vacancy, recruiter, at, hiring_manager=somebody_else)
    assert "Ja, Mark werkt hier niet meer" in leave(manager).content.decode()
    assert is_here(manager)
    leave(manager, sure=True)
    assert not is_here(manager)
    assert set(Todo.objects.filter(closed_at=None).values_list("owner", flat=True)) == {somebody_else.pk}


def test_an_interviewer_leaves_after_another_holds_the_interview(
    leave, open_vacancy, interviewer, manager, recruiter, at
):
    interview = chain.planned(chain.presented(open_vacancy, at=at), [interviewer], at=at)
    page = leave(interviewer).content.decode()
    assert reverse("feedback:interview", args=[interview.pk]) in page
    assert leave(interviewer, sure=True).status_code == 409
    interviews.replan(
        interview=interview,
        starts_at=interview.starts_at,
        minutes=60,
        interviewers=[manager],
        by=recruiter,
        at=at,
    )
    leave(interviewer, sure=True)
    assert not is_here(interviewer)


def test_an_interviewer_leaves_after_we_no_longer_wait_for_the_feedback(
    leave, open_vacancy, interviewer, manager, recruiter, at
):
    interview = chain.planned(chain.presented(open_vacancy, at=at), [interviewer, manager], at=at)
    interviews.finish(interview=interview, at=interview.ends_at)
    chain.handed_in(interview, manager, at=interview.ends_at)
    assert leave(interviewer, sure=True).status_code == 409
    feedback.go_on_without(
        interview=interview, member=interviewer, reason="Uit dienst", by=recruiter, at=interview.ends_at
    )
    leave(interviewer, sure=True)
    assert not is_here(interviewer)


def test_a_recruiter_with_a_call_left_on_a_filled_vacancy_hands_that_over_first(
    open_vacancy, recruiter, admin, sign_in, at
):
    chain.presented(open_vacancy, at=at)
    home.close(vacancy=open_vacancy, status="filled", reason="Vervuld", by=recruiter, at=at)
    url = reverse("people:leave", args=[recruiter.pk])
    assert sign_in(admin).post(url).status_code == 409
    hand_over(open_vacancy, admin, at, recruiter=admin)
    sign_in(admin).post(url)
    assert not is_here(recruiter)


def test_a_closed_vacancy_keeps_nobody(leave, open_vacancy, manager, recruiter, at):
    home.close(vacancy=open_vacancy, status="filled", reason="Vervuld", by=recruiter, at=at)
    leave(manager, sure=True)
    assert not is_here(manager)


@pytest.mark.parametrize(("who", "role"), [("manager", "interviewer"), ("recruiter", "hiring_manager")])
def test_a_role_that_takes_away_what_somebody_needs_is_refused(
    who, role, request, open_vacancy, admin, sign_in
):
    member = request.getfixturevalue(who)
    url = reverse("people:role", args=[member.pk])
    page = sign_in(admin).post(url, {"role": role}, follow=True).content.decode()
    assert f"“{open_vacancy.title}”" in page
    was = member.role
    member.refresh_from_db()
    assert member.role == was


def test_a_role_in_which_everything_can_still_be_done_is_fine(open_vacancy, manager, admin, sign_in):
    sign_in(admin).post(reverse("people:role", args=[manager.pk]), {"role": "recruiter"})
    manager.refresh_from_db()
    assert manager.role == "recruiter"


@pytest.fixture
def left_before(open_vacancy, manager, at):
    """Left when that was still possible with work to do."""
    type(manager).objects.filter(pk=manager.pk).update(left_at=at)


def test_nobody_is_presented_to_a_manager_who_left(left_before, open_vacancy, recruiter, at, sign_in):
    application = chain.new_candidate(open_vacancy, at=at)
    with pytest.raises(Refused, match="Mark Visser werkt hier niet meer"):
        candidates.present(application=application, pitch="", by=recruiter, at=at)
    url = reverse("candidates:present", args=[application.pk])
    page = sign_in(recruiter).post(url, {"pitch": "Sterk in planning"})
    assert "Kies eerst een andere manager" in page.content.decode()
    assert "Sterk in planning" in page.content.decode()


def test_nobody_is_nudged_who_left(open_vacancy, recruiter, manager, at):
    chain.presented(open_vacancy, at=at)
    type(manager).objects.filter(pk=manager.pk).update(left_at=at)
    with pytest.raises(Refused, match="werkt hier niet meer"):
        agreements.nudge(todo=Todo.objects.get(kind="review"), by=recruiter, at=at + timedelta(hours=1))


def test_nobody_becomes_manager_by_saving_another_title(
    left_before, open_vacancy, somebody_else, recruiter, sign_in
):
    client, url = sign_in(recruiter), reverse("vacancies:edit", args=[open_vacancy.pk])
    form = client.get(url).context["form"]
    assert str(form["hiring_manager"]).count("selected") == 0
    assert next(iter(form.fields["hiring_manager"].choices))[0] == ""
    typed = {"title": "Teamleider", "recruiter": recruiter.pk, "hiring_manager": ""}
    assert client.post(url, typed).status_code == 422
    client.post(url, {**typed, "hiring_manager": somebody_else.pk})
    open_vacancy.refresh_from_db()
    assert open_vacancy.hiring_manager == somebody_else
