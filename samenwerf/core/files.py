"""Handing out files of people: as a file and never as a page, whatever is in it."""

from django.core.files.base import File
from django.http import FileResponse

# What a browser may show in its own window; everything else is downloaded.
SHOWN = {"application/pdf", "image/png", "image/jpeg", "text/plain"}


def serve(file: File[bytes], *, name: str, content_type: str) -> FileResponse:
    """The answer with this file. The caller has checked who asks.

    The content type is ours, not guessed by the browser (nosniff), and the sandbox keeps anything inside
    from running.
    """
    shown = content_type in SHOWN
    response = FileResponse(
        file.open("rb"),
        as_attachment=not shown,
        filename=name,
        content_type=content_type if shown else "application/octet-stream",
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'; style-src 'unsafe-inline'"
    response["Cache-Control"] = "private, no-store"
    return response
