"""The people of the organization."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samenwerf.accounts.access import member_of
from samenwerf.accounts.gates import MemberRequest, admins_only, recruiters_only
from samenwerf.accounts.models import Role
from samenwerf.core.clock import now
from samenwerf.core.errors import Refused
from samenwerf.outbox.access import where_it_is
from samenwerf.people import actions, queries
from samenwerf.people import messages as mails
from samenwerf.people.access import may_let_go
from samenwerf.people.forms import InviteForm
from samenwerf.people.work import work_of

PAGE = 50


@recruiters_only
def people(request: MemberRequest) -> HttpResponse:
    """Everybody, and the form to invite somebody."""
    form = InviteForm(request.POST or None, by=request.member)
    if request.method == "POST" and form.is_valid():
        try:
            member = actions.invite(**form.cleaned_data, by=request.member, at=now())
        except Refused as refusal:
            form.add_error("email", str(refusal))
        else:
            said = _("%(name)s has been invited.") % {"name": member.name}
            messages.success(request, where_it_is(said, request.member.organization))
            return redirect("people:list")
    search = request.GET.get("q", "").replace("\x00", "")[:100]
    page = Paginator(queries.people_of(request.member, search=search), PAGE).get_page(request.GET.get("page"))
    rows = queries.rows_for(request.member, page.object_list)
    return render(
        request,
        "people/people.html",
        {
            "form": form,
            "page": page,
            "search": search,
            "members": [row for row in rows if row.member.left_at is None],
            "gone": [row for row in rows if row.member.left_at is not None],
            "roles": Role.choices,
        },
    )


@require_POST
@admins_only
def role(request: MemberRequest, member_id: int) -> HttpResponse:
    member = member_of(request.member, member_id)
    wanted = request.POST.get("role", "")
    if wanted in Role.values:
        try:
            actions.change_role(member=member, role=wanted, by=request.member, at=now())
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(
                request,
                _("%(name)s is now %(role)s.") % {"name": member.name, "role": member.get_role_display()},
            )
    return redirect("people:list")


@require_http_methods(["GET", "HEAD", "POST"])
@recruiters_only
def leave(request: MemberRequest, member_id: int) -> HttpResponse:
    """Asks once; while somebody still has something to do, it lists that and where another takes over."""
    member = member_of(request.member, member_id)
    work = work_of(member)
    if member.left_at is None and may_let_go(request.member, member) and (work or request.method != "POST"):
        status = 409 if request.method == "POST" else 200
        return render(request, "people/leave.html", {"leaver": member, "work": work}, status=status)
    try:
        actions.leave(member=member, by=request.member, at=now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        # With an address as extra tag the message shows an undo button.
        messages.success(
            request,
            _("%(name)s no longer has access.") % {"name": member.name},
            extra_tags=reverse("people:come_back", args=[member.pk]),
        )
    return redirect("people:list")


@require_POST
@recruiters_only
def come_back(request: MemberRequest, member_id: int) -> HttpResponse:
    member = member_of(request.member, member_id)
    try:
        actions.come_back(member=member, by=request.member, at=now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("people:list")


@require_POST
@recruiters_only
def mail(request: MemberRequest, member_id: int) -> HttpResponse:
    """Sends the invitation once more."""
    member = member_of(request.member, member_id)
    if member.left_at is None:
        mails.invitation(member=member, by=request.member, at=now())
        messages.success(request, _("%(name)s gets an e-mail about signing in.") % {"name": member.name})
    return redirect("people:list")
