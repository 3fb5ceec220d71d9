"""Taking in what was spoken."""

import os
import uuid
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from samenwerf.accounts.models import Membership, Organization
from samenwerf.core.errors import Refused
from samenwerf.history.actions import record
from samenwerf.memos import jobs
from samenwerf.memos.models import VoiceMemo
from samenwerf.memos.sound import MAX_BYTES, examine


def store(
    *,
    organization: Organization,
    author: Membership,
    device_key: uuid.UUID,
    upload: UploadedFile,
    at: datetime,
) -> VoiceMemo:
    """Stores a memo once per author and recording; sending it again gives the one that is there.

    Refused, with a sentence for the speaker, for what is no sound, too long, too large or damaged.
    """
    known = VoiceMemo.objects.filter(author=author, device_key=device_key).first()
    if known is not None:
        return known
    size = upload.size or 0
    if size == 0:
        raise Refused(_("The recording is empty. Please record it again."))
    if size > MAX_BYTES:
        raise Refused(
            _("This file is too large: at most %(megabytes)s MB.") % {"megabytes": MAX_BYTES // 1024**2}
        )
    sound = examine(upload.file)  # type: ignore[arg-type]
    memo = VoiceMemo(
        organization=organization,
        author=author,
        device_key=device_key,
        content_type=sound.container.content_type,
        seconds=sound.seconds,
        size=size,
        state=VoiceMemo.State.READY if sound.plays_everywhere else VoiceMemo.State.RECEIVED,
        created_at=at,
    )
    # A name of our own: what the sender calls it never reaches the disk.
    memo.file.save(f"{uuid.uuid4().hex}.{sound.container.extension}", upload, save=False)
    _flush_to_disk(memo)
    try:
        with transaction.atomic():
            memo.save(force_insert=True)
            record("memo.stored", organization=organization, by=author, at=at, seconds=round(sound.seconds))
    except IntegrityError:
        memo.file.delete(save=False)
        return VoiceMemo.objects.get(author=author, device_key=device_key)
    if memo.state == VoiceMemo.State.RECEIVED:
        transaction.on_commit(lambda: jobs.make_playable.enqueue(memo.pk))
    return memo


def _flush_to_disk(memo: VoiceMemo) -> None:
    """The speaker's device forgets the memo once we say that we have it."""
    with open(memo.file.path, "rb") as file:
        os.fsync(file.fileno())
