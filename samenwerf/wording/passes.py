"""A pass for pages that somebody opened by a link: whoever got such a page may have a text checked.

The check stores nothing and tells nothing about anybody; the pass only keeps strangers from using it.
"""

from django.core import signing

SALT = "wording"
LASTS_SECONDS = 24 * 60 * 60


def make_pass() -> str:
    return signing.TimestampSigner(salt=SALT).sign("page")


def is_valid(given: str) -> bool:
    try:
        signing.TimestampSigner(salt=SALT).unsign(given, max_age=LASTS_SECONDS)
    except signing.BadSignature:
        return False
    return True
