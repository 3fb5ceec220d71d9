"""Real sound files, made here: a tone of so many seconds in the format that a browser or phone gives."""

import io
import wave
from fractions import Fraction

import av
import numpy as np
from django.core.files.uploadedfile import SimpleUploadedFile

RATE = 48000


def tone(format, codec, seconds=1.0, video=False, **options):
    """The bytes of a tone: e.g. webm and libopus from Chrome, mp4 and aac from Safari."""
    buffer = io.BytesIO()
    with av.open(buffer, mode="w", format=format, options=options) as container:
        stream = container.add_stream(codec, rate=RATE, layout="mono")
        picture = container.add_stream("libvpx", rate=10) if video else None
        if picture:
            picture.width = picture.height = 16
            picture.pix_fmt = "yuv420p"
            frame = av.VideoFrame.from_ndarray(np.zeros((16, 16, 3), dtype=np.uint8), format="rgb24")
            container.mux(picture.encode(frame))
        step = RATE // 10
        for part in range(round(seconds * 10)):
            times = (np.arange(step) + part * step) / RATE
            samples = (np.sin(2 * np.pi * 440 * times) * 8000).astype(np.int16)
            frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16", layout="mono")
            frame.sample_rate = RATE
            frame.pts = part * step
            frame.time_base = Fraction(1, RATE)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
        if picture:
            container.mux(picture.encode(None))
    return buffer.getvalue()


def upload(content, name="memo.webm", content_type="audio/webm"):
    return SimpleUploadedFile(name, content, content_type=content_type)


def silence(seconds):
    """A long WAV of nothing, made at once."""
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(8000)
        file.writeframes(b"\x80" * 8000 * seconds)
    return buffer.getvalue()
