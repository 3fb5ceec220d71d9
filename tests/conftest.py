"""What tests across apps share."""

import pytest

from tests import chain
from tests.world import world  # noqa: F401 - a fixture


@pytest.fixture
def vacancy_open(vacancy, at):
    """The vacancy of the cast, opened by a signed intake."""
    chain.signed_intake(vacancy, at=at)
    return vacancy
