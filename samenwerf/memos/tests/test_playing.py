"""A memo is heard by its author, in parts as players ask for them, and by nobody else."""

import uuid

import pytest

from samenwerf.memos.actions import store
from samenwerf.memos.tests.sounds import tone, upload


@pytest.fixture
def content():
    return tone("mp3", "libmp3lame", 1)


@pytest.fixture
def memo(interviewer, at, content):
    return store(
        organization=interviewer.organization,
        author=interviewer,
        device_key=uuid.uuid4(),
        upload=upload(content),
        at=at,
    )


@pytest.fixture
def address(memo):
    return f"/memos/{memo.pk}/sound/"


def body(response):
    return b"".join(response.streaming_content)


def test_the_author_hears_it_with_a_safe_type(client, interviewer, address, content):
    client.force_login(interviewer.person)
    response = client.get(address)
    assert body(response) == content
    assert response["Content-Type"] == "audio/mpeg"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Length"] == str(len(content))
    assert response["Accept-Ranges"] == "bytes"


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [("bytes=0-1", 0, 2), ("bytes=10-", 10, None), ("bytes=-5", -5, None), ("bytes=0-99999999", 0, None)],
)
def test_players_get_the_part_they_ask_for(client, interviewer, address, content, asked, start, end):
    client.force_login(interviewer.person)
    response = client.get(address, headers={"range": asked})
    part = content[start:end]
    assert (response.status_code, body(response)) == (206, part)
    first = content.index(part) if start >= 0 else len(content) + start
    assert response["Content-Range"] == f"bytes {first}-{first + len(part) - 1}/{len(content)}"


@pytest.mark.parametrize("asked", ["bytes=99999999-", "bytes=5-2", "bytes=-0"])
def test_a_part_that_is_not_there_is_refused(client, interviewer, address, content, asked):
    client.force_login(interviewer.person)
    response = client.get(address, headers={"range": asked})
    assert (response.status_code, response["Content-Range"]) == (416, f"bytes */{len(content)}")


@pytest.mark.parametrize("asked", ["bytes=a-b", "bytes=-", "items=0-1", "bytes=0-1,5-9"])
def test_a_strange_range_gives_the_whole(client, interviewer, address, content, asked):
    client.force_login(interviewer.person)
    response = client.get(address, headers={"range": asked})
    assert (response.status_code, len(body(response))) == (200, len(content))


def test_others_do_not_find_it(client, recruiter, manager, outsider, address):
    for member in (recruiter, manager, outsider):
        client.force_login(member.person)
        assert client.get(address).status_code == 404


def test_a_visitor_signs_in_first_and_nothing_can_be_posted(client, interviewer, address):
    assert client.get(address).status_code == 302
    client.force_login(interviewer.person)
    assert client.post(address).status_code == 405
