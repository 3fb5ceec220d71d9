"""Addresses of pages, worked out once a process: the frame has many, and a list has one on every line."""

from functools import cache

from django.urls import reverse

NUMBER = 987654321


@cache
def address_of(name: str) -> str:
    """Of a page that there is one of, by its name in the urls."""
    return reverse(name)


def address_about(name: str, number: int) -> str:
    """Of the page called `name` about the thing with this number, as `reverse(name, args=[number])`."""
    before, after = _around(name)
    return f"{before}{number}{after}"


@cache
def _around(name: str) -> tuple[str, str]:
    before, _, after = reverse(name, args=[NUMBER]).partition(str(NUMBER))
    return before, after
