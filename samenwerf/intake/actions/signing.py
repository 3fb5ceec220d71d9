"""Signing: both sides agree to exactly the same content, and that opens the vacancy."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samenwerf.accounts.models import Membership
from samenwerf.agreements import actions as agreements
from samenwerf.agreements.models import Todo
from samenwerf.agreements.rules import Kind
from samenwerf.content import suggest
from samenwerf.core.errors import Refused
from samenwerf.intake.actions.objecting import settle
from samenwerf.intake.actions.preparing import editable, told
from samenwerf.intake.completeness import missing
from samenwerf.intake.models import Intake, IntakeVersion, Requirement, Signature
from samenwerf.intake.snapshot import content_of, hash_of
from samenwerf.intake.wording import standing
from samenwerf.scorecards import actions as scorecards
from samenwerf.vacancies import actions as vacancies
from samenwerf.vacancies.models import Vacancy

# A diploma or a registration is seen on paper; the scorecard is for what people rate.
SEEN_ON_PAPER = {Requirement.Evidence.DIPLOMA, Requirement.Evidence.REGISTRATION}
SEEN_AT_WORK = {
    Requirement.Evidence.INTERVIEW,
    Requirement.Evidence.WORK_SAMPLE,
    Requirement.Evidence.REFERENCE,
}


class NotReady(Refused):
    """Something is missing; the page says what."""


class SomethingChanged(Refused):
    """The content is no longer what this person read."""


def side_of(vacancy: Vacancy, member: Membership) -> str:
    """For which side this member signs. Raises Refused for somebody who signs for neither."""
    if member.pk == vacancy.hiring_manager_id:
        return Signature.Side.HIRING_MANAGER
    if member.recruits and member.organization_id == vacancy.organization_id:
        return Signature.Side.RECRUITER
    raise Refused(_("Only the recruiter and the hiring manager of this vacancy sign."))


@transaction.atomic
def sign(*, intake: Intake, content_hash: str, by: Membership, at: datetime) -> IntakeVersion | None:
    """Signs the content with this hash; the version when both sides now have, else None.

    Raises NotReady when something is missing, SomethingChanged when the content was edited since the
    signer's page was made, AlreadySigned.
    """
    locked = editable(intake)
    side = side_of(intake.vacancy, by)
    if missing(locked, get_language() or "nl"):
        raise NotReady(_("The intake is not complete yet; the page says what is missing."))
    content = content_of(locked)
    if hash_of(content) != content_hash:
        raise SomethingChanged(_("Something was changed after you opened this page. Read it again, please."))
    Signature.objects.get_or_create(
        intake=intake,
        side=side,
        content_hash=content_hash,
        defaults={"member": by, "signed_at": at, "content": content},
    )
    agreements.close_todos(
        Todo.objects.filter(vacancy=intake.vacancy, kind__in=(Kind.SIGN_INTAKE, Kind.HOLD_INTAKE), owner=by),
        at=at,
        by=by,
    )
    settle(intake, by=by, at=at)
    told("intake.signed", intake, by, at, side=side)
    signatures = list(
        Signature.objects.filter(intake=intake, content_hash=content_hash).select_related("member__person")
    )
    if len(signatures) == len(Signature.Side):
        return _seal(intake, content, signatures, by, at)
    _ask_the_other(intake, side, at)
    return None


def _ask_the_other(intake: Intake, side: str, at: datetime) -> None:
    vacancy = intake.vacancy
    other = vacancy.hiring_manager if side == Signature.Side.RECRUITER else vacancy.recruiter
    agreements.open_todo(vacancy=vacancy, kind=Kind.SIGN_INTAKE, owner=other, target_id=vacancy.pk, at=at)


def _seal(
    intake: Intake, content: str, signatures: list[Signature], by: Membership, at: datetime
) -> IntakeVersion:
    """Version 1: the vacancy opens, its agreements hold from now on, and a scorecard is proposed."""
    signers = [
        {"side": s.side, "name": s.member.name, "at": s.signed_at.isoformat()}
        for s in sorted(signatures, key=lambda s: s.signed_at)
    ]
    version = add_version(intake, content, signers, at)
    Intake.objects.filter(pk=intake.pk).update(signed_at=at)
    intake.signed_at = at
    vacancy = intake.vacancy
    open_kinds = (Kind.SIGN_INTAKE, Kind.ANSWER_INTAKE, Kind.HOLD_INTAKE)
    agreements.close_todos(Todo.objects.filter(vacancy=vacancy, kind__in=open_kinds), at=at, by=by)
    vacancies.open_with_intake(vacancy=vacancy, intake_hash=version.content_hash, by=by, at=at)
    agreements.agree(vacancy=vacancy, hours=intake.hours, at=at)
    agreements.start_clocks(vacancy=vacancy, at=at)
    sources = criteria_from(intake)
    scorecards.make(vacancy=vacancy, sources=sources, others=others_than(sources, intake), by=by, at=at)
    return version


def add_version(intake: Intake, content: str, signers: list[dict[str, str]], at: datetime) -> IntakeVersion:
    """The next version in the chain of this intake."""
    before = intake.versions.order_by("-number").first()
    previous_hash = before.content_hash if before else ""
    return IntakeVersion.objects.create(
        intake=intake,
        number=before.number + 1 if before else 1,
        content=content,
        previous_hash=previous_hash,
        content_hash=hash_of(content, previous_hash),
        signers=signers,
        signed_at=at,
    )


def criteria_from(intake: Intake) -> list[scorecards.Source]:
    """The requirements that people rate: must-haves first, then nice-to-haves to fill up to four."""
    rated = [requirement for requirement in intake.requirements.all() if is_rated(requirement)]
    must_haves = [r for r in rated if r.kind == Requirement.Kind.MUST_HAVE]
    room = max(scorecards.FEWEST - len(must_haves), 0)
    nice = [r for r in rated if r.kind == Requirement.Kind.NICE_TO_HAVE][:room]
    return [criterion_from(requirement) for requirement in [*must_haves, *nice]]


def others_than(sources: list[scorecards.Source], intake: Intake) -> list[scorecards.Source]:
    """The requirements that are not proposed as a criterion, and that somebody may still want as one."""
    taken = {source.requirement_id for source in sources}
    return [criterion_from(r) for r in intake.requirements.all() if r.pk not in taken and may_be_rated(r)]


def may_be_rated(requirement: Requirement) -> bool:
    return requirement.kind != Requirement.Kind.NO_GO


def is_rated(requirement: Requirement) -> bool:
    """Whether people rate it in an interview; a no-go and what is seen on paper they do not."""
    return may_be_rated(requirement) and not is_seen_on_paper(requirement)


def is_seen_on_paper(requirement: Requirement) -> bool:
    """Whether a CV or a register answers it with yes or no.

    The evidence that both signed decides. Only where that leaves it open, by a CV that also tells of work or
    without any evidence, do the words.
    """
    if requirement.evidence in SEEN_AT_WORK:
        return False
    return requirement.evidence in SEEN_ON_PAPER or suggest.is_on_paper(requirement.text)


def criterion_from(requirement: Requirement) -> scorecards.Source:
    """What the scorecard takes over of a requirement, also on what its wording stands."""
    on, why = standing(
        text=requirement.text,
        legal_source=requirement.legal_source,
        wording_reason=requirement.wording_reason,
    )
    return scorecards.Source(
        requirement.pk,
        requirement.text,
        is_crucial=requirement.kind == Requirement.Kind.MUST_HAVE,
        stands_on=on,
        why_it_stands=why,
        is_on_paper=is_seen_on_paper(requirement),
    )
