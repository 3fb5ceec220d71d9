"""An address that is worked out once is the one that Django would give every time."""

from django.urls import reverse

from samenwerf.core.addresses import address_about, address_of


def test_a_page_about_something_has_the_address_with_its_number():
    for number in (7, 8, 1234567):
        assert address_about("candidates:application", number) == reverse(
            "candidates:application", args=[number]
        )
        assert address_about("candidates:review", number) == reverse("candidates:review", args=[number])


def test_a_page_of_which_there_is_one_has_its_address():
    assert address_of("candidates:list") == address_of("candidates:list") == reverse("candidates:list")
