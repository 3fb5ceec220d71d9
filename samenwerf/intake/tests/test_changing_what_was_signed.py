"""After signing: asked with a reason, answered by the other side."""

import pytest
from django.urls import reverse

from samenwerf.accounts.actions import make_link
from samenwerf.core.clock import now
from samenwerf.intake.models import ChangeRequest
from samenwerf.intake.snapshot import is_intact
from tests import chain

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed(vacancy, at):
    return chain.signed_intake(vacancy, at=at)


def ask(client, intake, **data):
    fields = {"what": "drop", "requirement": intake.requirements.first().pk, "reason": "Te weinig kandidaten"}
    return client.post(reverse("intake:changes", args=[intake.vacancy_id]), {**fields, **data})


@pytest.fixture
def asked(signed, recruiter, sign_in):
    ask(sign_in(recruiter), signed)
    return ChangeRequest.objects.get()


def test_the_manager_agrees_by_link_and_there_is_a_second_version(asked, signed, manager, client, sign_in):
    link = make_link(member=manager, purpose="change", target_id=asked.pk, at=now())
    assert client.get(link.path).status_code == 200
    client.post(link.path, {"verdict": "accept"})
    asked.refresh_from_db()
    assert asked.state == "accepted"
    assert [is_intact(v) for v in signed.versions.all()] == [True, True]
    page = sign_in(manager).get(reverse("intake:version", args=[signed.vacancy_id, 2]))
    assert [change.what for change in page.context["changes"]] == ["dropped"]
    assert client.post(link.path, {"verdict": "accept"}).status_code == 422


def test_a_no_needs_a_reason(asked, signed, manager, client):
    link = make_link(member=manager, purpose="change", target_id=asked.pk, at=now())
    assert client.post(link.path, {"verdict": "refuse", "answer": " "}).status_code == 422
    client.post(link.path, {"verdict": "refuse", "answer": "Dit blijft nodig."})
    asked.refresh_from_db()
    assert (asked.state, asked.answer) == ("refused", "Dit blijft nodig.")
    assert signed.versions.count() == 1


def test_nobody_answers_their_own_request_but_they_can_take_it_back(asked, recruiter, sign_in):
    client = sign_in(recruiter)
    assert client.post(reverse("intake:reply", args=[asked.pk, "accept"])).status_code == 422
    client.post(reverse("intake:reply", args=[asked.pk, "withdraw"]))
    asked.refresh_from_db()
    assert asked.state == "withdrawn"


@pytest.mark.parametrize(
    "data",
    [
        {"reason": ""},
        {"requirement": ""},
        {"requirement": "999999"},
        {"what": "add", "text": ""},
        {"what": "bogus"},
        {"what": "reword", "text": "x" * 301},
    ],
)
def test_an_incomplete_request_says_what_is_missing_and_keeps_the_rest(data, signed, recruiter, sign_in):
    page = ask(sign_in(recruiter), signed, **data)
    assert page.status_code == 422
    assert page.context["form"].errors
    assert not ChangeRequest.objects.exists()


def test_asking_twice_says_that_one_is_waiting(asked, signed, recruiter, sign_in):
    assert ask(sign_in(recruiter), signed).status_code == 422
    assert ChangeRequest.objects.count() == 1


def test_before_signing_one_simply_edits(intake, recruiter, sign_in):
    page = sign_in(recruiter).get(reverse("intake:changes", args=[intake.vacancy_id]))
    assert page.status_code == 302


def test_a_wording_that_shuts_out_a_group_is_not_asked_for(signed, recruiter, sign_in):
    response = ask(sign_in(recruiter), signed, what="add", kind="must_have", text="Alleen native speakers")
    assert response.status_code == 422
    assert not ChangeRequest.objects.exists()
