"""What is in an audio file, by its content; and a version of it that every browser plays."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import IO

import av
from av.audio.stream import AudioStream
from django.utils.translation import gettext as _

from samenwerf.core.errors import Refused

MAX_SECONDS = 10 * 60
MAX_BYTES = 15 * 1024 * 1024
# What plays in Chrome, Firefox and in Safari of any age.
EVERYWHERE = {("mp4", "aac"), ("mp3", "mp3"), ("mp3", "mp3float"), ("wav", "pcm_s16le")}


@dataclass(frozen=True)
class Container:
    """A kind of file: how FFmpeg calls its reader, and how we store and serve it."""

    name: str
    reader: str
    extension: str
    content_type: str


WEBM = Container("webm", "matroska", "webm", "audio/webm")
OGG = Container("ogg", "ogg", "ogg", "audio/ogg")
MP4 = Container("mp4", "mp4", "m4a", "audio/mp4")
WAV = Container("wav", "wav", "wav", "audio/wav")
MP3 = Container("mp3", "mp3", "mp3", "audio/mpeg")


@dataclass(frozen=True)
class Sound:
    container: Container
    codec: str
    seconds: float

    @property
    def plays_everywhere(self) -> bool:
        return (self.container.name, self.codec) in EVERYWHERE


def container_of(head: bytes) -> Container | None:
    """The kind of file from its first bytes; None for anything that is not one of ours.

    FFmpeg is told which reader to use: when it guesses, a text file can turn out to be a play list that
    makes it open other files and addresses.
    """
    if head[:4] == b"\x1aE\xdf\xa3":
        return WEBM
    if head[:4] == b"OggS":
        return OGG
    if head[4:8] == b"ftyp":
        return MP4
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return WAV
    if head[:3] == b"ID3" or (len(head) > 1 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2):
        return MP3
    return None


def examine(file: IO[bytes]) -> Sound:
    """What this file holds, measured; Refused with a sentence for the speaker when it is no memo of ours.

    Browsers write no duration into what they record, so it is counted from the packets.
    """
    file.seek(0)
    container = container_of(file.read(16))
    file.seek(0)
    if container is None:
        raise Refused(_("This is not a sound file that we know. Record it here, or choose MP3, M4A or WAV."))
    try:
        with av.open(file, mode="r", format=container.reader) as source:
            if any(not _is_cover(stream) for stream in source.streams.video):
                raise Refused(_("This is a video. Please send only sound."))
            if not source.streams.audio:
                raise Refused(_("There is no sound in this file."))
            stream = source.streams.audio[0]
            codec = stream.codec_context.name
            seconds = _measure(source.demux(stream))
        file.seek(0)
        with av.open(file, mode="r", format=container.reader) as source:
            if next(source.decode(audio=0), None) is None:
                raise Refused(_("There is no sound in this file."))
    except (av.FFmpegError, ValueError, LookupError, OSError) as error:
        raise Refused(_("This recording is damaged. Please record it again.")) from error
    file.seek(0)
    if seconds > MAX_SECONDS + 1:
        raise Refused(
            _("This memo is longer than %(minutes)s minutes. Please keep it short.")
            % {"minutes": MAX_SECONDS // 60}
        )
    return Sound(container, codec, round(seconds, 1))


def _is_cover(stream: "av.VideoStream") -> bool:
    """A picture in an MP3 counts as a video stream for FFmpeg."""
    return bool(stream.disposition & av.stream.Disposition.attached_pic)


def _measure(packets: Iterator["av.Packet"]) -> float:
    start: Fraction | None = None
    end = Fraction(0)
    for packet in packets:
        if packet.pts is None or packet.time_base is None:
            continue
        begins = packet.pts * packet.time_base
        start = begins if start is None else min(start, begins)
        end = max(end, begins + (packet.duration or 0) * packet.time_base)
        if end - start > MAX_SECONDS + 1:
            break
    return max(0.0, float(end - (start or 0)))


def make_playable(source: Path, reader: str, target: Path) -> None:
    """Writes the sound of `source` to `target` as AAC in MP4; av.FFmpegError when it cannot be read."""
    with (
        av.open(str(source), mode="r", format=reader) as original,
        av.open(str(target), mode="w", format="mp4", options={"movflags": "+faststart"}) as result,
    ):
        output: AudioStream = result.add_stream("aac", rate=44100, layout="mono")
        output.bit_rate = 64_000
        resampler = av.AudioResampler(format="fltp", layout="mono", rate=44100)
        for frame in original.decode(audio=0):
            for piece in resampler.resample(frame):
                result.mux(output.encode(piece))
        for piece in resampler.resample(None):
            result.mux(output.encode(piece))
        result.mux(output.encode(None))
