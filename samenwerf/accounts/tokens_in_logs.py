"""Keeps access links out of the log: an address with a token is a key."""

import logging
import re

TOKEN = re.compile(r"(/l/[a-z_]+/)[^/\s\"']+")


class HideTokens(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        hidden = TOKEN.sub(r"\1…", message)
        if hidden != message:
            record.msg, record.args = hidden, ()
        return True
