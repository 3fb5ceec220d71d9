"""The first page: Today for recruiters, "your turn" for managers and interviewers; and search."""

from urllib.parse import quote

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenwerf.accounts.gates import MemberRequest, members_only, recruiters_only
from samenwerf.accounts.models import Organization
from samenwerf.agreements import access as agreements_access
from samenwerf.agreements import actions as agreements
from samenwerf.agreements.phrases import headline
from samenwerf.candidates import access as candidates_access
from samenwerf.core import clock
from samenwerf.core.errors import Refused
from samenwerf.core.forms import clean_text
from samenwerf.core.going_back import going_back
from samenwerf.home import actions, queries
from samenwerf.outbox.access import where_it_is


@require_GET
def first_page(request: HttpRequest) -> HttpResponse:
    """An empty installation leads to the welcome page."""
    if not request.user.is_authenticated and not Organization.objects.exists():
        return redirect("people:welcome")
    return _first_page(request)  # type: ignore[return-value]


@members_only
def _first_page(request: MemberRequest) -> HttpResponse:
    at = clock.now()
    if request.member.recruits:
        today = queries.today(request.member, at, whole="all" in request.GET)
        first_line = headline(today.waiting, today.mine_total, has_begun=today.has_begun)
        return render(request, "home/today.html", {"today": today, "headline": first_line, "at": at})
    yours = queries.your_turn(request.member, whole="all" in request.GET)
    coming = queries.coming_interviews(request.member, at)
    return render(request, "home/your_turn.html", {"yours": yours, "coming": coming, "at": at})


@require_POST
@recruiters_only
def nudge(request: MemberRequest, pk: int) -> HttpResponse:
    """A friendly mail to whoever has the turn, then back to where one was."""
    todo = agreements_access.todo_for(request.member, pk)
    try:
        agreements.nudge(todo=todo, by=request.member, at=clock.now())
    except Refused as refused:
        messages.info(request, str(refused))
    else:
        said = _("%(name)s gets a friendly message.") % {"name": todo.owner.name}
        messages.success(request, where_it_is(said, request.member.organization))
    return going_back(request, default=reverse("home:today"))


@require_POST
@recruiters_only
def erase_candidate(request: MemberRequest, pk: int) -> HttpResponse:
    """Removes a candidate for good; then back to the list."""
    candidate = candidates_access.candidate_for(request.member, pk)
    try:
        actions.erase_candidate(candidate=candidate, by=request.member, at=clock.now())
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("candidates:detail", pk)
    said = _("%(code)s has been erased, with files, feedback and messages.") % {"code": candidate.code}
    messages.success(request, said)
    return redirect("candidates:list")


@require_GET
@members_only
def search(request: MemberRequest) -> HttpResponse:
    """What holds all the words: a list under the search field, or a page of its own."""
    text = clean_text(request.GET.get("q", ""))[:100]
    found = queries.search(request.member, text, clock.now())
    template = "home/search.html#results" if request.headers.get("HX-Request") else "home/search.html"
    return render(request, template, {"q": text, "found": found, "q_quoted": quote(text)})
