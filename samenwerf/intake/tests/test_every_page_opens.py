"""Every page of an intake, before and after signing, for both sides."""

import pytest
from django.urls import reverse

from samenwerf.accounts.actions import make_link
from tests import chain

pytestmark = pytest.mark.django_db

BEFORE = ["detail", "requirements", "questions", "process", "agreements", "read"]


@pytest.fixture
def intake(vacancy, at):
    return chain.complete_intake(vacancy, at=at)


@pytest.mark.parametrize("name", BEFORE)
@pytest.mark.parametrize("side", ["recruiter", "manager"])
def test_before_signing_both_sides_see(name, side, intake, sign_in, request):
    client = sign_in(request.getfixturevalue(side))
    assert client.get(reverse(f"intake:{name}", args=[intake.vacancy_id])).status_code == 200


def test_what_was_brought_for_the_conversation_opens_and_more_can_be_added(intake, recruiter, sign_in, at):
    document = chain.brought_document(intake.vacancy, at=at)
    page = sign_in(recruiter).get(reverse("intake:detail", args=[intake.vacancy_id])).text
    assert f'href="{reverse("vacancies:document", args=[document.pk])}"' in page
    assert f'href="{reverse("vacancies:detail", args=[intake.vacancy_id])}#documents"' in page


def test_every_screen_of_the_meeting_opens(intake, recruiter, sign_in):
    client = sign_in(recruiter)
    page = client.get(reverse("intake:meeting", args=[intake.vacancy_id]), follow=True)
    while page.context["following"]:
        address = reverse("intake:meeting_step", args=[intake.vacancy_id, page.context["following"].id])
        page = client.get(address)
        assert page.status_code == 200


def test_the_link_opens_every_page_of_the_manager(intake, manager, client, at):
    link = make_link(member=manager, purpose="intake", target_id=intake.vacancy_id, at=at, days=3650)
    for path in ("", "1/", "12/", "requirements/", "read/"):
        response = client.get(link.path + path, follow=True)
        assert response.status_code == 200, path
        assert len(response.content) < 60_000


def test_after_signing_there_is_a_version_to_read_keep_and_change(vacancy, recruiter, sign_in, at):
    chain.signed_intake(vacancy, at=at)
    client = sign_in(recruiter)
    assert client.get(reverse("intake:detail", args=[vacancy.pk])).status_code == 200
    assert client.get(reverse("intake:version", args=[vacancy.pk, 1])).status_code == 200
    assert client.get(reverse("intake:changes", args=[vacancy.pk])).status_code == 200
    file = client.get(reverse("intake:file", args=[vacancy.pk, 1]))
    assert file["Content-Disposition"].startswith("attachment")
    assert vacancy.intake_hash in file.content.decode()


@pytest.mark.parametrize("typed", [{"mode": "zz", "meeting_at": "gisteren"}, {"mode": ""}])
def test_a_wrong_moment_for_the_conversation_says_so_on_the_page(typed, intake, recruiter, sign_in):
    answer = sign_in(recruiter).post(reverse("intake:plan", args=[intake.vacancy_id]), typed)
    assert answer.status_code == 422
    assert 'class="error" role="alert"' in answer.content.decode()
