"""Each page for its own people, and looking changes nothing."""

import pytest
from django.urls import reverse

from samenwerf.accounts import actions as accounts
from samenwerf.accounts.models import Role
from samenwerf.core.clock import now
from samenwerf.history.models import HistoryLine
from samenwerf.intake.models import Answer, Requirement, Signature
from tests import chain

pytestmark = pytest.mark.django_db

PAGES = ["detail", "requirements", "questions", "process", "agreements", "read", "meeting", "beforehand"]


@pytest.fixture
def other_manager(organization, at):
    return accounts.find_or_invite(
        organization=organization, name="Eva Ander", email="eva@example.org", role=Role.HIRING_MANAGER, at=at
    )


@pytest.mark.parametrize("who", ["other_manager", "interviewer", "outsider"])
def test_for_others_the_intake_does_not_exist(who, intake, sign_in, request):
    client = sign_in(request.getfixturevalue(who))
    requirement = intake.requirements.first()
    for name in PAGES:
        assert client.get(reverse(f"intake:{name}", args=[intake.vacancy_id])).status_code == 404, name
    posts = [
        reverse("intake:requirements", args=[intake.vacancy_id]),
        reverse("intake:sign", args=[intake.vacancy_id]),
        reverse("intake:answer", args=[intake.vacancy_id, "IN-01"]),
        reverse("intake:change_requirement", args=[requirement.pk]),
        reverse("intake:remove_requirement", args=[requirement.pk]),
        reverse("intake:change_round", args=[intake.rounds.first().pk]),
    ]
    for address in posts:
        assert client.post(address, {"text": "x", "revision": 1}).status_code == 404, address
    assert client.post(reverse("intake:ask", args=[intake.vacancy_id])).status_code == 404


def test_a_link_opens_only_its_own_vacancy(intake, other_manager, client):
    stolen = accounts.make_link(member=other_manager, purpose="intake", target_id=intake.vacancy_id, at=now())
    assert client.get(stolen.path).status_code == 404
    assert client.post(stolen.path + "signature/", {"content_hash": "x"}).status_code == 404
    assert client.post(stolen.path + "1/", {"text": "x", "revision": 0}).status_code == 404


def test_a_link_for_something_else_does_not_open_the_intake(intake, manager, client):
    other = accounts.make_link(member=manager, purpose="review", target_id=intake.vacancy_id, at=now())
    token = other.path.split("/")[-2]
    assert client.get(f"/l/intake/{token}/").status_code == 404


def test_opening_changes_nothing(intake, link, recruiter, sign_in, client):
    def state():
        return (
            HistoryLine.objects.count(),
            Signature.objects.count(),
            list(Answer.objects.values_list("revision", flat=True)),
            list(Requirement.objects.values_list("revision", flat=True)),
            chain.signable_hash(intake),
        )

    before = state()
    for path in ("", "1/", "12/", "requirements/", "read/"):
        client.get(link.path + path)
    for path in ("done/", "signature/"):
        assert client.get(link.path + path).status_code == 303
    signed_in = sign_in(recruiter)
    for name in PAGES[:-1]:
        signed_in.get(reverse(f"intake:{name}", args=[intake.vacancy_id]))
    for name in ("ask", "plan", "sign", "done"):
        assert signed_in.get(reverse(f"intake:{name}", args=[intake.vacancy_id])).status_code == 303
    assert state() == before
