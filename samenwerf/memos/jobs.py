"""Making memos playable in every browser."""

import logging
import tempfile
import uuid
from pathlib import Path

import av
from django.core.files import File
from django_tasks import task

from samenwerf.memos import sound
from samenwerf.memos.models import VoiceMemo

logger = logging.getLogger(__name__)


@task()
def make_playable(memo_id: int) -> None:
    """Adds the version for every browser. Doing it twice is harmless; until then the original is played."""
    memo = VoiceMemo.objects.filter(pk=memo_id, state=VoiceMemo.State.RECEIVED).first()
    if memo is None:
        return
    source = Path(memo.file.path)
    with source.open("rb") as file:
        container = sound.container_of(file.read(16))
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "memo.m4a"
        try:
            if container is None:
                raise ValueError("not a sound file")
            sound.make_playable(source, container.reader, target)
        except (av.FFmpegError, ValueError):
            logger.warning("memo %s cannot be made playable", memo_id)
            VoiceMemo.objects.filter(pk=memo_id).update(state=VoiceMemo.State.BROKEN)
            return
        with target.open("rb") as result:
            memo.playable.save(f"{uuid.uuid4().hex}.m4a", File(result), save=False)
    updated = VoiceMemo.objects.filter(pk=memo_id, state=VoiceMemo.State.RECEIVED).update(
        playable=memo.playable.name, state=VoiceMemo.State.READY
    )
    if not updated:
        memo.playable.delete(save=False)
