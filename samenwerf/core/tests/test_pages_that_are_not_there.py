"""Somebody who is signed in and took a wrong turn has the navigation; a stranger or a guest has none."""

import pytest

from samenwerf.accounts.actions import make_link
from samenwerf.core.clock import now

pytestmark = pytest.mark.django_db

NAVIGATION = 'aria-label="Hoofdmenu"'


def test_a_member_finds_the_way_back_in_the_navigation(sign_in, recruiter):
    page = sign_in(recruiter).get("/applications/999999/")
    assert page.status_code == 404
    assert NAVIGATION in page.content.decode()
    assert "ingelogd" not in page.content.decode()


def test_a_stranger_and_a_guest_with_a_link_get_the_page_alone(client, interviewer):
    link = make_link(member=interviewer, purpose="interview", target_id=999999, at=now())
    for address in ("/applications/999999/nowhere/", link.path):
        page = client.get(address)
        assert page.status_code == 404
        assert NAVIGATION not in page.content.decode()
