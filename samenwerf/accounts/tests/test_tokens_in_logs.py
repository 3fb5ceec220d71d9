"""No token of an access link ends up in the log."""

import logging

from samenwerf.accounts.tokens_in_logs import HideTokens


def logged(message, *args):
    record = logging.LogRecord("x", logging.WARNING, "x", 1, message, args, None)
    assert HideTokens().filter(record)
    return record.getMessage()


def test_a_token_is_hidden_and_the_rest_is_kept():
    assert logged("%s: %s", "Gone", "/l/intake/abc123/part/2/") == "Gone: /l/intake/…/part/2/"
    assert logged('"GET /l/review/abc123 HTTP/1.1" 200') == '"GET /l/review/… HTTP/1.1" 200'


def test_other_lines_stay_as_they_are():
    assert logged("sent %s messages to /mailbox/12/", 3) == "sent 3 messages to /mailbox/12/"


def test_the_console_uses_it(settings):
    assert settings.LOGGING["handlers"]["console"]["filters"] == ["no_tokens"]
