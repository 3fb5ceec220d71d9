import pytest

from tests import chain


@pytest.fixture
def open_vacancy(vacancy, at):
    """Signed by both, so open."""
    chain.signed_intake(vacancy, at=at)
    vacancy.refresh_from_db()
    return vacancy


@pytest.fixture
def other_manager(organization, at):
    """A hiring manager of the same organization, on other vacancies."""
    from samenwerf.accounts import actions as accounts

    return accounts.find_or_invite(
        organization=organization,
        name="Petra Anders",
        email="petra@example.org",
        role="hiring_manager",
        at=at,
    )
