"""Files that are larger than we take: counted while they come in, never kept.

What was typed beside such a file comes in with it, so the form can say at its field what is wrong and
still hold the rest, without any script. Only what is larger than a whole form can be is refused unread.
"""

import io
from typing import IO, Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler


class LimitedUploadHandler(TemporaryFileUploadHandler):
    """Takes the files of a form that is too large for memory, each up to MAX_UPLOAD_BYTES.

    A larger one reaches the form as an upload without content that knows its size; forms.UploadField
    refuses it. Raises RequestDataTooBig (an answer 413), before anything is read, for a request of more
    than MAX_REQUEST_BYTES.
    """

    def handle_raw_input(
        self, input_data: IO[bytes], META: dict[str, str], content_length: int, *args: Any, **kwargs: Any
    ) -> None:
        if content_length > settings.MAX_REQUEST_BYTES:
            raise RequestDataTooBig(f"{content_length} bytes")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) <= settings.MAX_UPLOAD_BYTES:
            super().receive_data_chunk(raw_data, start)

    def file_complete(self, file_size: int) -> UploadedFile | None:
        if file_size <= settings.MAX_UPLOAD_BYTES:
            return super().file_complete(file_size)
        self.file.close()
        return UploadedFile(io.BytesIO(), self.file_name, self.content_type, file_size, self.charset)
