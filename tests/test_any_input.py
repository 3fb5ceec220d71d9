"""Every form of the product, with anything in it: never an error page, and nothing that was typed is lost.

Who walks: an administrator, a recruiter, a manager, an interviewer and somebody without an account, from
every address, every application and every link in a message on along all links. Every form that they meet is
sent in every way of tests/pages.py. So a new form is tried by itself; a new address that takes a POST without
any form that leads to it has to be named here.

They go in three walks, so that these can be walked side by side. Each form is tried in one of them: what is
behind a link in a message by who has no account, what a manager or an interviewer sees and the recruiter does
not by these two, all others at the desk of the recruiter and the administrator.
"""

from collections import Counter, deque
from dataclasses import dataclass, field
from datetime import timedelta
from html import unescape
from urllib.parse import urldefrag, urlencode, urljoin, urlsplit

import pytest
from django.contrib.messages import get_messages
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import Resolver404, resolve, reverse

from samenwerf.accounts import actions as accounts
from samenwerf.accounts.models import AccessLink
from samenwerf.candidates import actions as candidates
from samenwerf.candidates.models import Application, ImportRun
from samenwerf.content import core_questions
from samenwerf.core.forms import clean_text
from samenwerf.feedback import actions as feedback
from samenwerf.intake import actions as intakes
from samenwerf.people import actions as people
from samenwerf.vacancies.models import Vacancy
from tests import chain
from tests.pages import LIST, Field, Form, Page, filled, variants
from tests.world import addresses, arguments, link_for, purpose_in

pytestmark = pytest.mark.django_db

FINE = {200, 204, 302, 403, 404, 409, 410, 413, 422, 429}
# A POST that no form in this world leads to: for scripts, for a demo, or for a state that is not in it.
WITHOUT_A_FORM = {
    "desk": {
        "wording:check",
        "ops:load_demo",
        "people:play",
        "outbox:send_again",
        "candidates:import_go_on",
        "candidates:import_undo",
        "feedback:wait_again",
        "scorecards:restore",
    },
    "team": set(),
    "guests": set(),
}
# A POST that only a form of the manager or an interviewer leads to.
OF_THE_TEAM = {"candidates:take_back", "intake:done", "intake:object"}
# A kind of page has had its turn when so many brought no new form: one for each vacancy.
BARREN = 5


@pytest.fixture
def full_world(world, time_machine):
    """The world, with vacancies and candidates at every point of the chain."""
    vacancy, at, recruiter, manager = world.vacancy, world.at, world.recruiter, world.manager
    start = {"organization": vacancy.organization, "recruiter": recruiter, "hiring_manager": manager}
    new, answering, signing, signed = (
        Vacancy.objects.create(title=title, created_at=at, **start)
        for title in ("Monteur", "Planner", "Chef", "Lasser")
    )
    intakes.start(vacancy=new, mode="full", by=recruiter, at=at)
    wrong = chain.complete_intake(signing, at=at)
    intakes.object_to(intake=wrong, text="De nachtdienst is om de week", by=manager, at=at)
    turned_down = chain.new_candidate(vacancy, at=at)
    candidates.turn_down(application=turned_down, reason="Zoekt acht uur", by=recruiter, at=at)
    answered = intakes.start(vacancy=answering, mode="express", by=recruiter, at=at)
    intakes.ask_manager(intake=answered, by=recruiter, at=at)
    for question in core_questions():
        said = {"question_id": question.id, "text": "Antwoord", "revision": 0, "by": manager}
        intakes.answer(intake=answered, at=at, **said)
    chain.signed_intake(signed, at=at)
    accounts.make_link(member=manager, purpose=AccessLink.Purpose.INTAKE, target_id=answering.pk, at=at)
    accounts.make_link(member=manager, purpose=AccessLink.Purpose.INTAKE, target_id=signing.pk, at=at)
    world.answering = answering

    def review(application, verdict, **said):
        candidates.review(application=application, verdict=verdict, by=manager, at=at, **said)

    def seen_by(*interviewers):
        """An interview that is over."""
        return chain.planned(chain.presented(vacancy, at=at), [*interviewers], at=at)

    def decided(kind):
        interview = seen_by(manager)
        later = interview.starts_at
        chain.handed_in(interview, manager, at=later)
        application, criteria = interview.application, vacancy.scorecard.criteria.all()[:1]
        if kind:
            feedback.decide(
                application=application,
                kind=kind,
                reason="Noemde elke stap",
                criteria=criteria,
                by=manager,
                at=later,
            )
        return application

    chain.new_candidate(vacancy, at=at)
    chain.presented(vacancy, at=at)
    review(chain.presented(vacancy, at=at), "question", text="Welke ploeg?")
    review(
        chain.presented(vacancy, at=at),
        "not",
        text="Noemde geen ploeg",
        requirement=vacancy.intake.requirements.all()[0],
    )
    review(chain.presented(vacancy, at=at), "invite")
    owed = seen_by(manager, world.interviewer)
    chain.handed_in(owed, manager, at=owed.starts_at)
    for kind in ("", "offer", "reject"):
        decided(kind)
    offered, gone = decided("offer"), decided("reject")
    candidates.make_offer(application=offered, by=recruiter, at=owed.ends_at)
    candidates.tell(application=gone, by=recruiter, at=owed.ends_at)
    world.gone = gone
    people.leave(member=world.people["other_interviewer"], by=recruiter, at=at)
    checked = ImportRun.objects.create(
        organization=vacancy.organization, vacancy=vacancy, name="b.csv",
        file=ContentFile(LIST + b"Bo;geen-adres\n", name="b.csv"),
        started_by=recruiter, started_at=at, touched_at=at,
    )  # fmt: skip
    mapping = {"fields": {"name": 0, "email": 1}, "sheet": "", "has_header": True}
    candidates.choose_columns(run=checked, columns=["naam", "e-mail"], mapping=mapping, at=at)
    time_machine.move_to(owed.ends_at + timedelta(hours=1), tick=False)
    return world


@dataclass
class Walker:
    """Somebody who opens pages and sends forms; nothing of what they do is kept."""

    name: str
    client: Client
    starts: list[str]
    post_only: set[str] = field(default_factory=set)

    def ask(self, method: str, address: str, data=None, headers=None, *, before=None, follow=False):
        """The answer, what it reads, and the page that it leads to; `before` is what was sent just before."""
        cookies, headers = self.client.cookies.copy(), headers or {}
        with transaction.atomic():
            if before is not None:
                self.client.post(address, before, headers=headers)
            response = getattr(self.client, method)(address, data, headers=headers)
            page, followed = read(response), None
            if response.status_code == 302 and follow:
                followed = self.client.get(urljoin(address, response["Location"]))
                read(followed)
            transaction.set_rollback(True)
        self.client.cookies = cookies
        return response, page, followed

    def walk(self, met):
        """Every address with forms that nobody `met` yet, and these; who has an account opens no link of a
        message, as the page is the same for who has none.
        """
        waiting, seen, barren = deque(self.starts), set(), Counter()
        while waiting:
            address = waiting.popleft()
            kind = kind_of(address)
            is_enough = barren[kind] >= (2 if "=" in address else BARREN) and address not in self.starts
            if address in seen or kind is None or is_enough or self.is_a_link_of_others(address):
                continue
            seen.add(address)
            page = self.open(address)
            new = [form for form in page.forms if shape_of(form) not in met]
            met.update(map(shape_of, new))
            barren[kind] += not new
            if new:
                yield address, new
            waiting += [urldefrag(urljoin(address, link)).url for link in page.links]

    def is_a_link_of_others(self, address):
        return self.name != "nobody" and urlsplit(address).path.startswith("/l/")

    def open(self, address):
        """This page; one that leads elsewhere is a page with one link."""
        response, html, _followed = self.ask("get", address)
        assert response.status_code in {*FINE, 303}, f"{address}: {response.status_code}"
        page = Page(address, html)
        if response.status_code in (302, 303):
            page.links.append(response["Location"])
        if response.status_code == 303:
            self.post_only.add(kind_of(address).split("?")[0])
        return page

    def met_at(self, address):
        return {shape_of(form) for form in self.open(address).forms}


def read(response) -> str:
    """The page that this answer is, if it is one. A file is closed once it was read."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    is_page = response.get("Content-Type", "").startswith("text/html")
    return content.decode(errors="replace") if is_page else ""


def shape_of(form: Form):
    """Where it goes and what is asked: what is the same for two vacancies or two candidates."""
    return (kind_of(form.action), form.method, *sorted({(each.name, each.kind) for each in form.fields}))


def kind_of(address: str) -> str | None:
    """The name of the address, with the names in its query; None for what is not ours."""
    parts = urlsplit(address)
    if parts.netloc or parts.scheme or "." in parts.path.rsplit("/", 1)[-1]:
        return None
    names = sorted(part.split("=")[0] for part in parts.query.split("&"))
    try:
        return f"{resolve(parts.path).view_name}?{'&'.join(names)}"
    except Resolver404:
        return None


def address_of(world, name, route):
    ids = arguments(world, route, name)
    if "token" in route:
        purpose = purpose_in(route)
        ids["token"] = link_for(world, purpose).path.split("/")[3] if purpose else "0" * 40
    return reverse(name, kwargs=ids)


@pytest.fixture
def walkers(full_world, sign_in):
    own = [address_of(full_world, name, route) for name, route in addresses()]
    own.append(reverse("intake:beforehand", args=[full_world.answering.pk]))
    own.append(reverse("candidates:detail", args=[full_world.gone.candidate_id]))
    applications = Application.objects.values_list("pk", flat=True)
    starts = {
        "recruiter": [*own, *(reverse("candidates:application", args=[pk]) for pk in applications)],
        "manager": [*own, *(reverse("candidates:review", args=[pk]) for pk in applications)],
        "interviewer": own,
        "admin": ["/people/"],
    }
    sent = [link.path for link in AccessLink.objects.order_by("-pk")]
    members = {
        name: Walker(name, sign_in(full_world.people[name]), own_starts)
        for name, own_starts in starts.items()
    }
    return {**members, "nobody": Walker("nobody", Client(), [*own, *sent])}


def with_files(sent):
    """As the client takes it; a file is read once, so each sending has its own."""
    return {
        name: [SimpleUploadedFile(*each) if isinstance(each, tuple) else each for each in values]
        for name, values in sent.items()
    }


def problem(walker: Walker, form: Form, way, sent, *, twice: bool, follow: bool) -> str:
    """What goes wrong when this form is sent like this, or nothing."""
    address, data = form.action, with_files(sent)
    if form.method == "get":
        address, data = f"{urlsplit(address).path}?{urlencode(sent, doseq=True)}", None
    try:
        before = with_files(sent) if twice else None
        response, page, followed = walker.ask(form.method, address, data, way, before=before, follow=follow)
    except Exception as error:
        return f"{type(error).__name__}: {error}"[:300]
    for answer in filter(None, [response, followed]):
        if answer.status_code not in FINE:
            return f"answers {answer.status_code}"
    if form.method == "get" or way or twice or response.status_code in (404, 410):
        return ""
    typed = {name: sent[name][0] for name in form.typed if sent.get(name) and sent[name][0]}
    if response.status_code in (302, 303):
        refused = [str(said) for said in get_messages(response.wsgi_request) if said.level_tag == "error"]
        return f"says “{refused[0]}” and loses {sorted(typed)}" if refused and typed else ""
    shown = unescape(page).replace("\x00", "").replace("\x1f", "")
    lost = sorted(name for name, text in typed.items() if clean_text(text) not in shown)
    return f"answers {response.status_code} and loses {lost}" if lost else ""


def trials(form: Form):
    """Every way to send this form: a name, the headers, what is sent, and whether it goes twice."""
    for way in form.ways:
        for name, sent in variants(form):
            if not way or name in ("sensible", "odd characters", "nothing sent"):
                yield name, way, sent, False
    if form.method == "post":
        yield "twice", {}, filled(form, {}), True


def whose(name, route):
    """The walk that has to find the form that leads to this address."""
    return "guests" if route.startswith("l/") else "team" if name in OF_THE_TEAM else "desk"


@pytest.mark.parametrize(
    ("walk", "who"),
    [
        ("desk", ["recruiter", "admin"]),
        ("team", ["manager", "interviewer"]),
        ("guests", ["nobody"]),
    ],
)
def test_no_form_breaks_on_any_input_and_none_loses_what_was_typed(full_world, walkers, walk, who):
    wrong, met, tried = [], set(), {}
    recruiter, walking = walkers["recruiter"], [walkers[name] for name in who]

    def attempt(walker, form):
        kind, shape = kind_of(form.action), shape_of(form)
        if kind is None or shape in tried:
            return
        tried[shape] = kind.split("?")[0]
        for name, way, sent, twice in trials(form):
            follow = name in ("sensible", "odd characters")
            if found := problem(walker, form, way, sent, twice=twice, follow=follow):
                wrong.append(f"{kind} as {walker.name} ({name} {way or ''}): {found}")

    for walker in walking:
        for address, forms in walker.walk(met):
            tried_at_the_desk = recruiter.met_at(address) if walk == "team" else set()
            for form in forms:
                if shape_of(form) not in tried_at_the_desk:
                    for one in form.sent_by_each_button:
                        attempt(walker, one)
    post_only = set().union(*(walker.post_only for walker in walking))
    unmet = {
        name: address_of(full_world, name, route)
        for name, route in addresses()
        if whose(name, route) == walk and name in post_only - set(tried.values())
    }
    for address in unmet.values():
        form = Form(address, "post", {}, [Field("text", "hidden"), Field("next", "hidden")])
        attempt(walking[0], form)
    assert not wrong, "\n".join(wrong)
    assert set(unmet) == WITHOUT_A_FORM[walk]
