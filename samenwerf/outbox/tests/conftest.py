import pytest

from samenwerf.outbox.tests.mail_server import mail_server


@pytest.fixture
def post():
    """A mail server that accepts everything, until the test says otherwise."""
    with mail_server() as server:
        yield server
