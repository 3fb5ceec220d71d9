"""What exactly is signed: the content of an intake as canonical JSON, and its hash."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from samenwerf.intake.models import Intake, IntakeVersion
from samenwerf.intake.parts import requirement_value, round_value


def content_of(intake: Intake) -> str:
    """Everything the two agree on, as canonical JSON (sorted keys, no spaces, UTF-8 text)."""
    vacancy = intake.vacancy
    content: dict[str, Any] = {
        "vacancy": {
            "title": vacancy.title,
            "department": vacancy.department,
            "location": vacancy.location,
            "recruiter": vacancy.recruiter.name,
            "hiring_manager": vacancy.hiring_manager.name,
        },
        "mode": intake.mode,
        "answers": {
            answer.question_id: answer.text for answer in intake.answers.all() if answer.text.strip()
        },
        "requirements": [
            {"id": requirement.pk, **requirement_value(requirement)}
            for requirement in intake.requirements.all()
        ],
        "rounds": [round_value(step) for step in intake.rounds.all()],
        "hours": intake.hours,
    }
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def hash_of(content: str, previous_hash: str = "") -> str:
    """SHA-256 over the hash of the version before and the content: a version cannot be swapped unseen."""
    return hashlib.sha256(f"{previous_hash}\n{content}".encode()).hexdigest()


def is_intact(version: IntakeVersion) -> bool:
    """Whether this version, and the chain before it, is what was signed."""
    before = IntakeVersion.objects.filter(intake=version.intake, number=version.number - 1).first()
    if version.number > 1 and (before is None or not is_intact(before)):
        return False
    expected = before.content_hash if before else ""
    return (
        version.previous_hash == expected
        and hash_of(version.content, version.previous_hash) == version.content_hash
    )


def intact_numbers(versions: Sequence[IntakeVersion]) -> set[int]:
    """Which of all versions of one intake, in order, are what was signed: the same check without a query."""
    intact: set[int] = set()
    before = ""
    for version in versions:
        if version.previous_hash != before or hash_of(version.content, before) != version.content_hash:
            break
        intact.add(version.number)
        before = version.content_hash
    return intact
