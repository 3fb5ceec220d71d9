"""The cast, the same in every test: real rows, made by the verbs that the product uses."""

import gc
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db.models.signals import post_migrate
from django.test import Client
from django.utils.translation.reloader import translation_file_changed

from samenwerf.accounts import actions as accounts
from samenwerf.accounts.middleware import SESSION_KEY
from samenwerf.accounts.models import Membership, Organization, Person, Role
from samenwerf.core import texts
from samenwerf.vacancies.models import Vacancy

# By default Python looks through all that was imported many times in every test, which takes a twentieth
# of the suite's time.
gc.set_threshold(100_000, 50, 100)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What touches no database is the same with every database: it is not run on a second one."""
    if os.environ.get("TEST_DATABASE"):
        without = [item for item in items if not touches_the_database(item)]
        config.hook.pytest_deselected(items=without)
        items[:] = [item for item in items if touches_the_database(item)]


def touches_the_database(item: pytest.Item) -> bool:
    uses = {"db", "transactional_db"} & set(getattr(item, "fixturenames", ()))
    return bool(uses) or item.get_closest_marker("django_db") is not None


def pytest_sessionstart() -> None:
    """Dutch is what it is in the po files at this moment; what was read of it before is forgotten."""
    if texts.compile_all():
        translation_file_changed(sender=None, file_path=Path("django.mo"))


pytest_plugins = ["tests.browser"]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> None:
    """Emptying the tables after a test would write Django's permissions anew; nobody uses them."""
    post_migrate.receivers.clear()


@pytest.fixture
def at() -> datetime:
    """A fixed Tuesday, 24 November 2026, 10:00 in Amsterdam: a working day, an hour after it started."""
    return datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture
def organization(db: None, at: datetime) -> Organization:
    """Keeps Amsterdam's time, works Monday to Friday from nine to five."""
    person = Person.objects.create_user(email="anna@example.org", name="Anna Admin", created_at=at)
    return accounts.start_organization(name="Van Dijk Techniek", person=person, at=at).organization


@pytest.fixture
def admin(organization: Organization) -> Membership:
    return organization.memberships.select_related("person", "organization").get(role=Role.ADMIN)


@pytest.fixture
def recruiter(organization: Organization, at: datetime) -> Membership:
    return _member(organization, "Sanne de Wit", "sanne@example.org", Role.RECRUITER, at)


@pytest.fixture
def manager(organization: Organization, at: datetime) -> Membership:
    return _member(organization, "Mark Visser", "mark@example.org", Role.HIRING_MANAGER, at)


@pytest.fixture
def interviewer(organization: Organization, at: datetime) -> Membership:
    return _member(organization, "Ines Bakker", "ines@example.org", Role.INTERVIEWER, at)


@pytest.fixture
def outsider(db: None, at: datetime) -> Membership:
    """A recruiter, and administrator, of another organization: may see nothing of ours."""
    person = Person.objects.create_user(email="otto@example.net", name="Otto Buiten", created_at=at)
    return accounts.start_organization(name="Ander Bedrijf", person=person, at=at)


@pytest.fixture
def vacancy(organization: Organization, recruiter: Membership, manager: Membership, at: datetime) -> Vacancy:
    """In intake: nothing is signed yet."""
    return Vacancy.objects.create(
        organization=organization,
        title="Teamleider productie",
        recruiter=recruiter,
        hiring_manager=manager,
        created_at=at,
    )


@pytest.fixture
def sign_in(db: None) -> Callable[[Membership], Client]:
    """`sign_in(member)` gives a test client in which this member is signed in."""

    def sign_in(member: Membership) -> Client:
        client = Client()
        client.force_login(member.person)
        session = client.session
        session[SESSION_KEY] = member.pk
        session.save()
        return client

    return sign_in


def _member(organization: Organization, name: str, email: str, role: str, at: datetime) -> Membership:
    return accounts.find_or_invite(organization=organization, name=name, email=email, role=role, at=at)
