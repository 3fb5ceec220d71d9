"""What somebody recorded is checked by its content, measured, and stored once."""

import io
import struct
import uuid

import pytest

from samenwerf.core.errors import Refused
from samenwerf.history.models import HistoryLine
from samenwerf.memos import sound
from samenwerf.memos.actions import store
from samenwerf.memos.models import VoiceMemo
from samenwerf.memos.tests.sounds import silence, tone, upload


@pytest.fixture
def save(manager, at, settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        }
    }

    def save(content, *, key=None, author=manager, **names):
        return store(
            organization=author.organization,
            author=author,
            device_key=key or uuid.uuid4(),
            upload=upload(content, **names),
            at=at,
        )

    return save


@pytest.mark.parametrize(
    ("format", "codec", "options", "content_type"),
    [
        pytest.param("webm", "libopus", {"live": "1"}, "audio/webm", id="Chrome and Firefox"),
        pytest.param("ogg", "libopus", {}, "audio/ogg", id="older Firefox"),
        pytest.param(
            "mp4", "aac", {"movflags": "frag_keyframe+empty_moov"}, "audio/mp4", id="Safari, in fragments"
        ),
        pytest.param("ipod", "aac", {}, "audio/mp4", id="iPhone voice memo"),
        pytest.param("wav", "pcm_s16le", {}, "audio/wav", id="wav"),
        pytest.param("mp3", "libmp3lame", {}, "audio/mpeg", id="mp3"),
    ],
)
def test_what_browsers_and_phones_record_is_taken_and_measured(save, format, codec, options, content_type):
    memo = save(tone(format, codec, 1.5, **options), name="../../x.exe", content_type="text/html")
    memo.refresh_from_db()
    assert memo.content_type == content_type
    assert memo.seconds == pytest.approx(1.5, abs=0.15)
    assert memo.file.name.startswith("memos/")
    assert "x.exe" not in memo.file.name


@pytest.mark.parametrize(("format", "codec"), [("webm", "libopus"), ("ogg", "libopus"), ("mp4", "libopus")])
def test_what_not_every_browser_knows_becomes_playable(
    save, format, codec, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        memo = save(tone(format, codec, 2))
        assert memo.state == "received"
    memo.refresh_from_db()
    assert memo.state == "ready"
    with memo.playable.open("rb") as file:
        version = sound.examine(io.BytesIO(file.read()))
    assert (version.container, version.codec) == (sound.MP4, "aac")
    assert version.seconds == pytest.approx(2, abs=0.2)


def test_what_plays_everywhere_is_kept_as_it_is(save):
    memo = save(tone("mp3", "libmp3lame"))
    assert (memo.state, memo.playable.name) == ("ready", "")


def test_sending_the_same_recording_again_stores_it_once(save, manager):
    key = uuid.uuid4()
    content = tone("mp3", "libmp3lame")
    first, second = save(content, key=key), save(content, key=key)
    assert first == second
    assert VoiceMemo.objects.count() == 1
    assert HistoryLine.objects.filter(verb="memo.stored").count() == 1


def test_two_people_may_have_the_same_key(save, interviewer):
    key = uuid.uuid4()
    content = tone("mp3", "libmp3lame")
    assert save(content, key=key) != save(content, key=key, author=interviewer)


PLAYLIST = b"#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n"
CONCAT = b"ffconcat version 1.0\nfile /etc/passwd\n"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"\x00", id="one byte"),
        pytest.param(b"Hallo, dit is geen geluid.", id="text"),
        pytest.param(b"<html><script>alert(1)</script></html>", id="a page"),
        pytest.param(b"%PDF-1.7 ...", id="pdf"),
        pytest.param(PLAYLIST, id="a play list that points to files"),
        pytest.param(CONCAT, id="a list of files to join"),
        pytest.param(b"\x1aE\xdf\xa3" + b"\x00" * 500, id="webm in name only"),
        pytest.param(b"OggS" + b"\xff" * 500, id="ogg in name only"),
        pytest.param(struct.pack(">I", 24) + b"ftypM4A " + b"\x00" * 500, id="mp4 in name only"),
        pytest.param(b"RIFF\xff\xff\xff\xffWAVE", id="wav in name only"),
        pytest.param(b"ID3" + b"\x00" * 500, id="mp3 in name only"),
        pytest.param(tone("webm", "libopus", 1, video=True), id="a video"),
    ],
)
def test_what_is_no_sound_is_refused_in_plain_words(save, content):
    with pytest.raises(Refused) as refusal:
        save(content)
    assert str(refusal.value)
    assert VoiceMemo.objects.count() == 0


@pytest.mark.parametrize("cut", [40, 200, 1000])
def test_a_recording_that_broke_off_is_refused_or_kept_as_far_as_it_goes(save, cut):
    try:
        memo = save(tone("webm", "libopus", 2)[:cut])
    except Refused:
        return
    assert memo.seconds < 2


def test_too_long_is_refused(save):
    with pytest.raises(Refused, match="10"):
        save(silence(sound.MAX_SECONDS + 5))


def test_too_large_is_refused_before_it_is_read(save):
    with pytest.raises(Refused, match="15"):
        save(b"\x1aE\xdf\xa3" + bytes(sound.MAX_BYTES))
