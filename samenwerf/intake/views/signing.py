"""Reading and signing what was agreed, and the signed versions afterwards."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samenwerf.accounts.gates import MemberRequest, members_only, recruiters_only
from samenwerf.accounts.links import LinkRequest
from samenwerf.core.clock import now
from samenwerf.core.errors import Refused
from samenwerf.core.form_pages import form_on
from samenwerf.intake import actions
from samenwerf.intake.comparison import changes_between
from samenwerf.intake.completeness import missing
from samenwerf.intake.document import read as read_document
from samenwerf.intake.forms import ObjectionForm
from samenwerf.intake.in_words import difference
from samenwerf.intake.models import Intake, IntakeVersion, Signature
from samenwerf.intake.places import Places
from samenwerf.intake.progress import edited_by, signing
from samenwerf.intake.snapshot import content_of, intact_numbers
from samenwerf.intake.views.beforehand import by_intake_link, managers_intake
from samenwerf.intake.views.shared import frame, hours_per_day, intake_for, language


def _reading(
    request: MemberRequest, intake: Intake, places: Places, form: ObjectionForm | None = None
) -> dict[str, Any]:
    """What the reader sees is what the hash is over."""
    member = request.member
    state = signing(intake)
    side = actions.side_of(intake.vacancy, member)
    return {
        "intake": intake,
        "vacancy": intake.vacancy,
        "member": member,
        "places": places,
        "document": read_document(
            content_of(intake), language=language(), hours_per_day=hours_per_day(intake)
        ),
        "gaps": missing(intake, language()),
        "objections": list(intake.objections.filter(settled_at=None).select_related("by__person")),
        "objection_form": form or ObjectionForm(),
        "signing": state,
        "mine": state.by(side),
        **_since_signing(intake, state.outdated_by(side)),
    }


def _since_signing(intake: Intake, signed: Signature | None) -> dict[str, Any]:
    """For who signed an older text: who changed it since, and what."""
    changes = changes_between(signed.content, content_of(intake)) if signed and signed.content else []
    return {
        "mine_is_outdated": signed,
        "edited_by": edited_by(intake, signed.signed_at) if signed else [],
        "edits": [difference(change, intake.vacancy, language()) for change in changes],
    }


def _sign(request: MemberRequest, intake: Intake, places: Places) -> HttpResponseBase:
    try:
        version = actions.sign(
            intake=intake,
            content_hash=request.POST.get("content_hash", ""),
            by=request.member,
            at=now(),
        )
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(places.read)
    if version:
        messages.success(request, _("Signed by both. The vacancy is open."))
    else:
        messages.success(request, _("Signed. Now it is the other side's turn."))
    return redirect(places.beforehand if places.by_link else places.read)


def _object_to(request: MemberRequest, intake: Intake, places: Places) -> HttpResponseBase:
    """Opened by hand, the address of the form leads to the page that it stands on."""
    if request.method != "POST":
        return redirect(places.read)
    form = ObjectionForm(request.POST)
    if form.is_valid():
        try:
            actions.object_to(intake=intake, text=form.cleaned_data["text"], by=request.member, at=now())
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            name = intake.vacancy.recruiter.person.first_name
            messages.success(request, _("Sent. It is %(name)s's turn now.") % {"name": name})
        return redirect(places.read)
    return _show(request, intake, places, form)


def _show(
    request: MemberRequest, intake: Intake, places: Places, form: ObjectionForm | None = None
) -> HttpResponseBase:
    status = 422 if form else 200
    context = _reading(request, intake, places, form)
    if places.by_link:
        return render(request, "intake/guest_read.html", context, status=status)
    return render(request, "intake/read.html", frame(intake, request.member, "read") | context, status=status)


@by_intake_link
@require_GET
def guest_read(request: LinkRequest) -> HttpResponseBase:
    intake = managers_intake(request.member, request.link.target_id)
    places = Places.behind(request.link)
    if intake.is_signed:
        return redirect(places.beforehand)
    return _show(request, intake, places)


@by_intake_link
@require_http_methods(["GET", "HEAD", "POST"])
def guest_object_to(request: LinkRequest) -> HttpResponseBase:
    intake = managers_intake(request.member, request.link.target_id)
    return _object_to(request, intake, Places.behind(request.link))


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def object_to(request: MemberRequest, vacancy_id: int) -> HttpResponseBase:
    """The manager says what is wrong instead of signing."""
    return _object_to(request, managers_intake(request.member, vacancy_id), Places(vacancy_id))


@recruiters_only
@require_POST
def settle_objections(request: MemberRequest, vacancy_id: int) -> HttpResponseBase:
    """The recruiter dealt with what the manager said."""
    intake = intake_for(request, vacancy_id)
    try:
        actions.settle_objections(intake=intake, by=request.member, at=now())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Noted: this is settled."))
    return redirect("intake:read", vacancy_id)


@form_on(lambda request, token: Places.behind(request.link).read)
@by_intake_link
@require_POST
def guest_sign(request: LinkRequest) -> HttpResponseBase:
    intake = managers_intake(request.member, request.link.target_id)
    return _sign(request, intake, Places.behind(request.link))


@members_only
@require_GET
def read(request: MemberRequest, vacancy_id: int) -> HttpResponseBase:
    intake = intake_for(request, vacancy_id)
    version = intake.versions.last()
    if version:
        return redirect("intake:version", vacancy_id, version.number)
    return _show(request, intake, Places(vacancy_id))


@form_on(lambda request, vacancy_id: Places(vacancy_id).read)
@members_only
@require_POST
def sign(request: MemberRequest, vacancy_id: int) -> HttpResponseBase:
    return _sign(request, intake_for(request, vacancy_id), Places(vacancy_id))


def _version(intake: Intake, number: int) -> IntakeVersion:
    version = intake.versions.filter(number=number).first()
    if version is None:
        raise Http404("no such version")
    return version


def signers(version: IntakeVersion) -> list[dict[str, Any]]:
    """Who signed, with the moment as a time."""
    return [{**signer, "moment": datetime.fromisoformat(signer["at"])} for signer in version.signers]


@members_only
@require_GET
def version(request: MemberRequest, vacancy_id: int, number: int) -> HttpResponseBase:
    """One signed version, what changed since the one before, and whether it is still what was signed."""
    intake = intake_for(request, vacancy_id)
    versions = list(intake.versions.all())
    here = next((v for v in versions if v.number == number), None)
    if here is None:
        raise Http404("no such version")
    intact = intact_numbers(versions)
    before = next((v for v in versions if v.number == number - 1), None)
    context = frame(intake, request.member, "read") | {
        "version": here,
        "signers": signers(here),
        "versions": [{"version": v, "is_intact": v.number in intact} for v in reversed(versions)],
        "is_intact": number in intact,
        "before": before,
        "asked": intake.change_requests.filter(version=here).select_related("requested_by__person").first(),
        "differences": [
            difference(change, intake.vacancy, language())
            for change in (changes_between(before.content, here.content) if before else [])
        ],
        "document": read_document(here.content, language=language(), hours_per_day=hours_per_day(intake)),
    }
    return render(request, "intake/version.html", context)


@members_only
@require_GET
def file(request: MemberRequest, vacancy_id: int, number: int) -> HttpResponseBase:
    """One signed version as a page of its own, to keep: HTML without anything outside it."""
    intake = intake_for(request, vacancy_id)
    return _download(intake, _version(intake, number))


@by_intake_link
@require_GET
def guest_file(request: LinkRequest, number: int) -> HttpResponseBase:
    intake = managers_intake(request.member, request.link.target_id)
    return _download(intake, _version(intake, number))


def _download(intake: Intake, version: IntakeVersion) -> HttpResponse:
    html = render_to_string(
        "intake/file.html",
        {
            "vacancy": intake.vacancy,
            "version": version,
            "signers": signers(version),
            "document": read_document(
                version.content, language=language(), hours_per_day=hours_per_day(intake)
            ),
            "language": language(),
        },
    )
    response = HttpResponse(html, content_type="text/html; charset=utf-8")
    name = f"intake-{slugify(intake.vacancy.title) or intake.vacancy_id}-{version.number}.html"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
