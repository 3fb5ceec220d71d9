"""A manager who is asked to sign may say instead what is wrong; that is the recruiter's turn."""

import pytest
from django.urls import reverse

from samenwerf.agreements.models import Todo
from samenwerf.intake import actions
from samenwerf.intake.models import Objection
from tests import chain

pytestmark = pytest.mark.django_db

WRONG = "De nachtdienst is om de week, niet elke week."


def turns():
    return sorted(Todo.objects.filter(closed_at=None).values_list("kind", "owner__person__name"))


def signed_by(member, intake, at):
    return actions.sign(intake=intake, content_hash=chain.signable_hash(intake), by=member, at=at)


@pytest.fixture
def asked(intake, recruiter, at):
    """The recruiter signed; now the manager is asked to."""
    signed_by(recruiter, intake, at)
    return intake


@pytest.fixture
def objected(asked, manager, at):
    actions.object_to(intake=asked, text=WRONG, by=manager, at=at)
    return asked


def test_by_the_link_the_manager_says_what_is_wrong_and_the_recruiter_reads_it(
    asked, link, client, recruiter, sign_in
):
    page = client.get(link.path + "read/").content.decode()
    assert "Er klopt iets niet" in page
    answer = client.post(link.path + "objection/", {"text": WRONG}, follow=True).content.decode()
    assert WRONG in answer
    assert "Nu is Sanne aan zet" in client.get(link.path).content.decode()

    assert turns() == [("mend_intake", "Sanne de Wit")]
    desk = sign_in(recruiter)
    assert "Sanne de Wit" in desk.get("/").content.decode()
    assert WRONG in desk.get(reverse("intake:read", args=[asked.vacancy_id])).content.decode()
    assert (
        "Mark tekent nog niet" in desk.get(reverse("intake:detail", args=[asked.vacancy_id])).content.decode()
    )
    assert WRONG in desk.get(reverse("vacancies:detail", args=[asked.vacancy_id])).content.decode()


def test_without_a_word_nothing_is_sent(asked, link, client):
    refused = client.post(link.path + "objection/", {"text": "  "})
    assert refused.status_code == 422
    assert not Objection.objects.exists()
    assert client.get(link.path + "objection/").url == link.path + "read/"


def test_settled_without_a_change_the_manager_is_asked_to_sign_again(objected, recruiter, sign_in):
    sign_in(recruiter).post(reverse("intake:settle_objections", args=[objected.vacancy_id]))
    assert turns() == [("sign_intake", "Mark Visser")]
    assert not Objection.objects.filter(settled_at=None).exists()


def test_after_a_change_the_recruiter_signs_again_and_that_settles_it(objected, recruiter, manager, at):
    actions.add_requirement(intake=objected, kind="nice_to_have", text="Kent AFAS", by=recruiter, at=at)
    signed_by(recruiter, objected, at)
    assert turns() == [("sign_intake", "Mark Visser")]
    assert not Objection.objects.filter(settled_at=None).exists()
    assert signed_by(manager, objected, at).number == 1


def test_a_manager_who_signs_after_all_leaves_nothing_to_settle(objected, manager, at):
    assert signed_by(manager, objected, at).number == 1
    assert turns() == []


def test_what_is_signed_by_both_is_changed_by_request_only(objected, manager, at):
    signed_by(manager, objected, at)
    with pytest.raises(actions.AlreadySigned):
        actions.object_to(intake=objected, text=WRONG, by=manager, at=at)
