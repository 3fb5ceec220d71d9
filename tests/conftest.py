"""What tests across apps share."""

import pytest

from tests import chain


@pytest.fixture
def vacancy_open(vacancy, at):
    """The vacancy of the cast, opened by a signed intake."""
    chain.signed_intake(vacancy, at=at)
    return vacancy
