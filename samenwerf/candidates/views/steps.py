"""The verbs of an application, each a POST that leads back to its page."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages as toasts
from django.forms import Form
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from samenwerf.accounts.gates import MemberRequest, View, recruiters_only
from samenwerf.candidates import access, actions
from samenwerf.candidates.forms import PitchForm, ReasonForm, ReplyForm, TellForm, TurnDownForm
from samenwerf.candidates.views.pages import GOES_ON, GONE_THROUGH, show_application
from samenwerf.core.clock import now
from samenwerf.core.errors import Refused
from samenwerf.outbox.access import where_it_is


def _step(
    verb: Callable[..., object],
    done: str | Promise,
    *,
    form_class: type[Form] = Form,
    form_name: str = "",
    undo: str = "",
    sends: bool = False,
) -> View:
    """The view of a verb whose arguments are the fields of its form, by whom and when.

    `sends`: what is `done` is a message, that stays in the mailbox without a mail server.
    A mistake or a refusal shows on the page of the application and keeps what was typed in `form_name`.
    After a step that one goes through many candidates with, that page leads to the next.
    """

    @require_POST
    @recruiters_only
    def view(request: MemberRequest, pk: int) -> HttpResponseBase:
        application = access.get_for(request.member, pk)
        came_from = application.stage
        form = form_class(request.POST)
        if form.is_valid():
            try:
                verb(application=application, **form.cleaned_data, by=request.member, at=now())
            except Refused as refused:
                if not form_name:
                    toasts.error(request, str(refused))
                    return redirect("candidates:application", pk)
                form.add_error(None, str(refused))
        if form.errors:
            # As it is now: somebody may have been first.
            application = access.get_for(request.member, pk)
            return show_application(request, application, status=422, **{form_name: form})
        said = where_it_is(str(done), request.member.organization) if sends else str(done)
        toasts.success(request, said, extra_tags=reverse(undo, args=[pk]) if undo else "")
        page = reverse("candidates:application", args=[pk])
        return redirect(f"{page}?{GOES_ON}={came_from}" if came_from in GONE_THROUGH else page)

    return view


present = _step(
    actions.present,
    _("Presented. The manager has a message with a link."),
    form_class=PitchForm,
    form_name="pitch_form",
    sends=True,
)
turn_down = _step(
    actions.turn_down,
    _("Not presented. Tell the candidate, with the reason."),
    form_class=TurnDownForm,
    form_name="turn_down_form",
    undo="candidates:take_back_turning_down",
)
take_back_turning_down = _step(
    actions.take_back_turning_down, _("Taken back. You can still present this candidate.")
)
reply = _step(
    actions.reply,
    _("Answered. It is the manager's turn again."),
    form_class=ReplyForm,
    form_name="reply_form",
)
withdraw = _step(
    actions.withdraw,
    _("Noted: this candidate has withdrawn."),
    form_class=ReasonForm,
    form_name="withdraw_form",
    undo="feedback:take_up_again",
)
tell = _step(
    actions.tell,
    _("Done. The candidate has been told."),
    form_class=TellForm,
    form_name="tell_form",
    undo="feedback:take_up_again",
)
make_offer = _step(
    actions.make_offer,
    _("The offer has been made. Now it is the candidate's turn."),
    undo="candidates:take_back_offer",
)
take_back_offer = _step(actions.take_back_offer, _("Taken back. You still make the offer."))
_accepted = _step(
    partial(actions.hear_offer, accepted=True),
    _("Congratulations, both of you!"),
    undo="feedback:take_up_again",
)
_declined = _step(
    partial(actions.hear_offer, accepted=False),
    _("Noted: the offer was declined."),
    undo="feedback:take_up_again",
)


def hear_offer(request: HttpRequest, pk: int) -> HttpResponseBase:
    answer = _accepted if request.POST.get("answer") == "yes" else _declined
    return answer(request, pk)
