import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def nobody_tried_before():
    """Counts of sign-in attempts outlive a test."""
    cache.clear()


@pytest.fixture
def as_(client):
    """The browser, signed in as somebody."""

    def sign_in(member):
        client.force_login(member.person)
        return client

    return sign_in
