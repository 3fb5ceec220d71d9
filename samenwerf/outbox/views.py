"""The mailbox: every message, with the truth about what became of it."""

from django.conf import settings
from django.contrib import messages as notes
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samenwerf.accounts.gates import MemberRequest, recruiters_only
from samenwerf.core.clock import now
from samenwerf.outbox import actions, queries
from samenwerf.outbox.access import is_kept_here, may_play_receiver, message_for
from samenwerf.outbox.models import Message


@require_safe
@recruiters_only
def mailbox(request: MemberRequest, message_id: int | None = None) -> HttpResponse:
    """The list, and beside it the message that is being read."""
    search = request.GET.get("q", "").replace("\x00", "")[:100]
    state = request.GET.get("state", "")
    after = request.GET.get("after", "")
    page = queries.mailbox(
        request.member,
        search=search,
        state=state,
        after=int(after) if after.isdecimal() and len(after) < 18 else None,
    )
    message = message_for(request.member, message_id) if message_id is not None else None
    return render(
        request,
        "outbox/mailbox.html",
        {
            "page": page,
            "search": search,
            "state": state,
            "states": Message.State.choices,
            "has_mail_server": bool(settings.SMTP),
            "message": message,
            "plays": message is not None and may_play_receiver(message),
            "kept_here": message is not None and is_kept_here(message),
        },
    )


@require_POST
@recruiters_only
def send_again(request: MemberRequest, message_id: int) -> HttpResponse:
    message = message_for(request.member, message_id)
    if is_kept_here(message):
        notes.error(request, _("There is no mail server yet, so nothing can be sent."))
        return redirect("outbox:message", message.pk)
    again = actions.send_again(message=message, by=request.member, at=now())
    notes.success(request, _("The message goes out again."))
    return redirect("outbox:message", again.pk)


@require_safe
@recruiters_only
def invitation(request: MemberRequest, message_id: int) -> HttpResponse:
    """The calendar file of an invitation."""
    message = message_for(request.member, message_id)
    if not message.calendar:
        raise Http404("no invitation")
    return HttpResponse(
        message.calendar,
        content_type="text/calendar; charset=utf-8",
        headers={
            "Content-Disposition": 'attachment; filename="invite.ics"',
            "X-Content-Type-Options": "nosniff",
        },
    )
