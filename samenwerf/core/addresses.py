"""Addresses of pages and files, worked out once a process: the frame has many, a list one on every line."""

from functools import cache

from django.templatetags.static import static
from django.urls import reverse

NUMBER = 987654321


@cache
def address_of(name: str) -> str:
    """Of a page that there is one of, by its name in the urls."""
    return reverse(name)


@cache
def address_of_file(path: str) -> str:
    """Of a file of the look, as `{% static path %}`: which files there are is settled at the start."""
    return static(path)


def address_about(name: str, number: int) -> str:
    """Of the page called `name` about the thing with this number, as `reverse(name, args=[number])`."""
    before, after = _around(name)
    return f"{before}{number}{after}"


@cache
def _around(name: str) -> tuple[str, str]:
    before, _, after = reverse(name, args=[NUMBER]).partition(str(NUMBER))
    return before, after
