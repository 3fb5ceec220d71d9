"""Handing out the sound of a memo, whole or in parts. Who may hear it was decided before."""

import re
from collections.abc import Iterator
from typing import IO

from django.core.files import File
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

from samenwerf.memos.models import VoiceMemo
from samenwerf.memos.sound import MP4

CHUNK = 64 * 1024
RANGE = re.compile(r"bytes=(\d*)-(\d*)$")


def serve(request: HttpRequest, memo: VoiceMemo) -> HttpResponseBase:
    """The sound of a memo, whole or the part that the player asks for: Safari plays nothing without parts.

    The caller has checked that this visitor may hear it.
    """
    stored = memo.playable or memo.file
    try:
        file: File[bytes] = stored.open("rb")
    except FileNotFoundError as error:
        raise Http404("the recording is gone") from error
    size = file.size
    start, end, status = _part(request.headers.get("Range", ""), size)
    response: HttpResponseBase
    if status == 416:
        file.close()
        response = HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    else:
        if request.method == "HEAD":
            file.close()
            response = HttpResponse(status=status)
        else:
            response = StreamingHttpResponse(_read(file, start, end), status=status)
        response["Content-Length"] = str(end - start + 1)
        if status == 206:
            response["Content-Range"] = f"bytes {start}-{end}/{size}"
    # Ours, from the content at upload; never what the sender called it.
    response["Content-Type"] = MP4.content_type if memo.playable else memo.content_type
    response["Content-Disposition"] = f'inline; filename="memo-{memo.pk}"'
    response["Accept-Ranges"] = "bytes"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _part(header: str, size: int) -> tuple[int, int, int]:
    """First and last byte and the status for a Range header (RFC 9110, 14.2); a strange one is ignored."""
    match = RANGE.match(header)
    if match is None or match.groups() == ("", ""):
        return 0, size - 1, 200
    first, last = match.groups()
    if first:
        start, end = int(first), min(int(last), size - 1) if last else size - 1
    else:
        start, end = max(0, size - int(last)), size - 1
    if start >= size or (first and last and int(last) < int(first)) or (last == "0" and not first):
        return 0, 0, 416
    return start, end, 206


def _read(file: IO[bytes], start: int, end: int) -> Iterator[bytes]:
    with file:
        file.seek(start)
        left = end - start + 1
        while left > 0 and (chunk := file.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk
