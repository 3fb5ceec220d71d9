"""A spoken memo comes with the feedback, and is heard by whoever may read that."""

import io
import math
import struct
import uuid
import wave

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from samenwerf.candidates import actions as candidates
from samenwerf.feedback.models import Feedback
from samenwerf.memos.models import VoiceMemo
from tests import chain

pytestmark = pytest.mark.django_db


@pytest.fixture
def sound():
    """Two seconds of a tone, as a WAV file."""
    data = io.BytesIO()
    with wave.open(data, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(8000)
        tone = (int(9000 * math.sin(n / 4)) for n in range(16000))
        out.writeframes(b"".join(struct.pack("<h", each) for each in tone))
    return data.getvalue()


@pytest.fixture
def spoken(client, after, interviewer, link, filled, sound):
    """Ines has handed in with a memo."""
    file = SimpleUploadedFile("memo.wav", sound, "audio/wav")
    answer = client.post(link(interviewer), filled(memo=file, memo_key=str(uuid.uuid4())))
    assert answer.status_code == 302, answer.context["form"].errors
    return Feedback.objects.get().memo


def test_it_is_stored_with_the_feedback_and_heard_in_parts(spoken, client, interviewer, link, sound):
    address = f"{link(interviewer)}memo/{spoken.pk}/"
    whole = client.get(address)
    assert b"".join(whole.streaming_content) == sound
    part = client.get(address, headers={"range": "bytes=0-99"})
    assert (part.status_code, b"".join(part.streaming_content)) == (206, sound[:100])
    assert part["Content-Range"] == f"bytes 0-99/{len(sound)}"


def test_who_may_hear_it_sees_how_long_it_is(spoken, client, interviewer, link):
    assert "Voice memo · 0:02" in client.get(link(interviewer)).content.decode()


def test_others_hear_it_only_when_they_may_see_the_scores(
    spoken, interview, client, sign_in, manager, recruiter, outsider, link, after
):
    def hears(someone, address):
        answer = someone.get(address)
        heard = answer.status_code == 200 and bool(b"".join(answer.streaming_content))
        return 200 if heard else answer.status_code

    by_link = f"{link(manager)}memo/{spoken.pk}/"
    signed_in = f"/feedback/memo/{spoken.pk}/"
    assert hears(client, by_link) == 404
    assert hears(sign_in(manager), signed_in) == 404
    assert hears(sign_in(outsider), signed_in) == 404
    assert hears(sign_in(recruiter), signed_in) == 200

    chain.handed_in(interview, manager, at=after)
    assert hears(client, by_link) == 200
    assert hears(sign_in(manager), signed_in) == 200
    assert hears(client, signed_in) == 302


def test_sending_it_again_over_a_bad_connection_stores_one(client, after, interviewer, link, filled, sound):
    key = str(uuid.uuid4())
    for _try in range(3):
        file = SimpleUploadedFile("memo.wav", sound, "audio/wav")
        client.post(link(interviewer), filled(memo=file, memo_key=key))
    assert (Feedback.objects.count(), VoiceMemo.objects.count()) == (1, 1)


def test_a_refused_form_stores_no_memo_and_the_same_one_can_be_sent_again(
    client, after, interviewer, link, filled, sound
):
    key = str(uuid.uuid4())
    file = SimpleUploadedFile("memo.wav", sound, "audio/wav")
    assert client.post(link(interviewer), filled(verdict="", memo=file, memo_key=key)).status_code == 422
    assert not VoiceMemo.objects.exists()
    file = SimpleUploadedFile("memo.wav", sound, "audio/wav")
    client.post(link(interviewer), filled(memo=file, memo_key=key))
    assert VoiceMemo.objects.get().author == interviewer


def test_a_new_version_keeps_the_memo_unless_told_otherwise(
    spoken, client, sign_in, recruiter, interviewer, link, filled
):
    again = filled(device_key=str(uuid.uuid4()), reason="Typefout")
    client.post(link(interviewer), {**again, "keep_memo": "on"})
    assert Feedback.objects.get(number=2).memo == spoken
    client.post(link(interviewer), filled(device_key=str(uuid.uuid4()), reason="Noemde een naam"))
    assert Feedback.objects.get(number=3).memo is None
    # Whoever took it away does not want others to hear it.
    assert sign_in(recruiter).get(f"/feedback/memo/{spoken.pk}/").status_code == 404


def test_100_megabytes_are_refused_kindly(client, after, interviewer, link, filled):
    file = SimpleUploadedFile("memo.wav", b"RIFF" + bytes(100 * 1024 * 1024), "audio/wav")
    answer = client.post(link(interviewer), filled(memo=file, observed="Blijft staan"))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["memo"]
    assert "Blijft staan" in answer.content.decode()


def test_a_cv_opens_through_the_link_and_only_that_of_this_candidate(
    client, after, interview, vacancy_open, interviewer, recruiter, manager, link, at
):
    def cv(application):
        file = SimpleUploadedFile("cv.pdf", b"%PDF-1.7 inhoud", "application/pdf")
        return candidates.attach(
            candidate=application.candidate,
            file=file,
            name="cv Xaviera.pdf",
            content_type="application/pdf",
            by=recruiter,
            at=at,
        )

    own = cv(interview.application)
    other = cv(chain.presented(vacancy_open, at=at, name="Ander"))
    answer = client.get(f"{link(interviewer)}cv/{own.pk}/")
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 inhoud"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert client.get(f"{link(interviewer)}cv/{other.pk}/").status_code == 404
