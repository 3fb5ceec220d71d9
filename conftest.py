"""The cast, the same in every test."""

from datetime import UTC, datetime

import pytest

from samenwerf.accounts import actions as accounts
from samenwerf.accounts.models import Person, Role
from samenwerf.vacancies.models import Vacancy


@pytest.fixture
def at():
    return datetime(2026, 3, 3, 10, 0, tzinfo=UTC)


@pytest.fixture
def organization(db, at):
    person = Person.objects.create_user(email="anna@example.org", name="Anna Admin", created_at=at)
    return accounts.start_organization(name="Van Dijk Techniek", person=person, at=at).organization


@pytest.fixture
def admin(organization):
    return organization.memberships.select_related("person", "organization").get(role=Role.ADMIN)


def _member(organization, name, email, role, at):
    return accounts.find_or_invite(organization=organization, name=name, email=email, role=role, at=at)


@pytest.fixture
def recruiter(organization, at):
    return _member(organization, "Sanne de Wit", "sanne@example.org", Role.RECRUITER, at)


@pytest.fixture
def manager(organization, at):
    return _member(organization, "Mark Visser", "mark@example.org", Role.HIRING_MANAGER, at)


@pytest.fixture
def interviewer(organization, at):
    return _member(organization, "Ines Bakker", "ines@example.org", Role.INTERVIEWER, at)


@pytest.fixture
def outsider(db, at):
    person = Person.objects.create_user(email="otto@example.net", name="Otto Buiten", created_at=at)
    return accounts.start_organization(name="Ander Bedrijf", person=person, at=at)


@pytest.fixture
def vacancy(organization, recruiter, manager, at):
    return Vacancy.objects.create(
        organization=organization,
        title="Teamleider productie",
        recruiter=recruiter,
        hiring_manager=manager,
        created_at=at,
    )
