"""A version that was changed outside the program is shown as such."""

import pytest

from samenwerf.intake.models import IntakeVersion
from samenwerf.intake.snapshot import hash_of, intact_numbers


def version(number, content, previous):
    return IntakeVersion(
        number=number, content=content, previous_hash=previous, content_hash=hash_of(content, previous)
    )


@pytest.fixture
def versions():
    first = version(1, "een", "")
    second = version(2, "twee", first.content_hash)
    return [first, second, version(3, "drie", second.content_hash)]


def test_untouched_versions_are_what_was_signed(versions):
    assert intact_numbers(versions) == {1, 2, 3}


def test_a_changed_text_breaks_itself_and_all_that_rest_on_it(versions):
    versions[1].content = "twee en een beetje"
    assert intact_numbers(versions) == {1}


def test_a_swapped_version_does_not_fit_the_chain(versions):
    versions[1] = version(2, "iets anders", versions[0].content_hash)
    assert intact_numbers(versions) == {1, 2}
