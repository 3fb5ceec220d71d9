"""The door: recruiters see all of the organization, a manager the own ones, nobody else any."""

import pytest
from django.http import Http404

from samenwerf.accounts import actions as accounts
from samenwerf.accounts.models import Role
from samenwerf.vacancies import access, actions
from samenwerf.vacancies.models import JobDocument


@pytest.fixture
def other_manager(organization, at):
    return accounts.find_or_invite(
        organization=organization, name="Olga", email="olga@example.org", role=Role.HIRING_MANAGER, at=at
    )


@pytest.fixture
def document(vacancy, recruiter, at):
    return JobDocument.objects.create(
        vacancy=vacancy,
        name="x.txt",
        content_type="text/plain",
        size=1,
        uploaded_by=recruiter,
        uploaded_at=at,
    )


def test_recruiters_see_all_vacancies_and_a_manager_only_the_own(
    vacancy, recruiter, admin, manager, other_manager, at
):
    other = actions.start(title="Kok", hiring_manager=other_manager, by=admin, at=at)
    assert set(access.visible_to(recruiter)) == set(access.visible_to(admin)) == {vacancy, other}
    assert list(access.visible_to(manager)) == [vacancy]
    assert list(access.visible_to(other_manager)) == [other]


def test_nobody_else_gets_in(vacancy, document, interviewer, outsider, other_manager):
    for member in (interviewer, outsider, other_manager):
        with pytest.raises(Http404):
            access.get_for(member, vacancy.pk)
        with pytest.raises(Http404):
            access.document_for(member, document.pk)


def test_a_document_opens_for_who_sees_its_vacancy(document, recruiter, manager):
    assert (
        access.document_for(recruiter, document.pk) == access.document_for(manager, document.pk) == document
    )


def test_a_draft_opens_only_for_who_uploaded_it(recruiter, admin, outsider, at):
    draft = JobDocument.objects.create(
        name="x.txt", content_type="text/plain", size=1, uploaded_by=recruiter, uploaded_at=at
    )
    assert access.draft_for(recruiter, draft.pk) == draft
    for member in (admin, outsider):
        with pytest.raises(Http404):
            access.draft_for(member, draft.pk)
    with pytest.raises(Http404):
        access.document_for(recruiter, draft.pk)
