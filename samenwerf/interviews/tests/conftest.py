import pytest

from samenwerf.candidates import actions as candidates
from tests import chain


@pytest.fixture
def vacancy_open(vacancy, at):
    chain.signed_intake(vacancy, at=at)
    return vacancy


@pytest.fixture
def invited(vacancy_open, manager, at):
    """A candidate whom the manager wants to meet."""
    application = chain.presented(vacancy_open, at=at, name="Xaviera Unieknaam")
    candidates.review(application=application, verdict="invite", by=manager, at=at)
    application.refresh_from_db()
    return application
