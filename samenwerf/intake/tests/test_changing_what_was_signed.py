"""After signing: any part can be changed, asked with a reason and answered by the other side."""

from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.urls import reverse

from samenwerf.accounts.actions import find_or_invite, make_link
from samenwerf.agreements.models import Agreement, Todo
from samenwerf.core.clock import now
from samenwerf.core.errors import Refused
from samenwerf.intake import actions
from samenwerf.intake.models import ChangeRequest, Requirement, Round
from samenwerf.intake.parts import parts, requirement_value, round_value
from samenwerf.intake.snapshot import is_intact
from samenwerf.interviews import actions as interviews
from samenwerf.outbox.models import Message
from samenwerf.vacancies.models import Vacancy
from tests import chain

pytestmark = pytest.mark.django_db

WHY = "Te weinig kandidaten"


@pytest.fixture
def signed(vacancy, at):
    return chain.signed_intake(vacancy, at=at)


def page_of(intake):
    return reverse("intake:changes", args=[intake.vacancy_id])


def typed_for(intake, subject, target):
    """What the form of this part holds when it opens."""
    return {"subject": subject, "target": str(target), "version": 1, **parts(intake, subject)[str(target)]}


def ask(client, intake, subject="requirement", target="", **data):
    target = target or intake.requirements.first().pk
    fields = {"subject": subject, "target": target, "version": 1, "reason": WHY}
    if subject == "requirement" and not data:
        data = {"what": "drop"}
    return client.post(page_of(intake), {**fields, **data})


@pytest.fixture
def asked(signed, recruiter, sign_in):
    ask(sign_in(recruiter), signed)
    return ChangeRequest.objects.get()


def request(intake, by, at, **fields):
    return actions.request_change(intake=intake, by=by, at=at, reason=WHY, **fields)


def agreed_by(member, asked, at):
    return actions.accept_change(request=ChangeRequest.objects.get(pk=asked.pk), by=member, at=at)


# Every kind of part, from the form to the next version.


def test_agreed_hours_change_and_what_is_open_keeps_its_due_time(signed, recruiter, manager, sign_in, at):
    chain.presented(signed.vacancy, at=at, name="Kees Kandidaat")
    waiting = Todo.objects.get(kind="review")
    client = sign_in(recruiter)
    shown = client.get(page_of(signed), {"subject": "hours", "target": "review"})
    assert shown.context["form"]["hours"].value() == 16
    assert "1 open" in " ".join(shown.context["effects"])
    ask(client, signed, "hours", "review", hours=8)
    made = ChangeRequest.objects.get()
    assert (made.before, made.after) == ({"hours": 16}, {"hours": 8})

    agreed_by(manager, made, at)
    assert Agreement.objects.get(vacancy=signed.vacancy, kind="review").hours == 8
    assert Todo.objects.get(pk=waiting.pk).due_at == waiting.due_at
    chain.presented(signed.vacancy, at=at, name="Lies Later")
    assert Todo.objects.filter(kind="review").latest("pk").due_at < waiting.due_at


def test_a_step_is_added_where_it_belongs(signed, recruiter, manager, sign_in, at):
    data = {"name": "Meeloopdag", "minutes": 240, "caller": "hiring_manager", "call_within": 4, "place": 1}
    response = ask(sign_in(recruiter), signed, "round", "new", with_whom="De ploeg", tests="", **data)
    assert response.status_code == 302
    agreed_by(manager, ChangeRequest.objects.get(), at)
    assert [step.name for step in Round.objects.filter(intake=signed)][1] == "Meeloopdag"
    assert len(Round.objects.filter(intake=signed)) == 3


def test_a_renamed_step_is_still_the_step_that_was_held(signed, recruiter, manager, interviewer, at):
    first = signed.rounds.first()
    application = chain.presented(signed.vacancy, at=at)
    interview = chain.planned(application, [interviewer], at=at)
    type(interview).objects.filter(pk=interview.pk).update(round_name=first.name)
    value = {**round_value(first), "name": "Kennismaking"}
    agreed_by(manager, request(signed, recruiter, at, subject="round", target=str(first.pk), after=value), at)
    step = Round.objects.get(pk=first.pk)
    assert (step.name, step.names) == ("Kennismaking", {"Kennismaking", first.name})
    with pytest.raises(Refused, match="K-"):
        request(signed, recruiter, at, subject="round", target=str(step.pk))


def test_a_step_with_somebody_in_it_stays_until_they_are_through(
    signed, recruiter, manager, interviewer, sign_in, at
):
    step = signed.rounds.first()
    application = chain.presented(signed.vacancy, at=at)
    interview = chain.planned(application, [interviewer], at=at)
    type(interview).objects.filter(pk=interview.pk).update(round_name=step.name)
    client = sign_in(recruiter)
    shown = client.get(page_of(signed), {"subject": "round", "target": step.pk})
    assert application.candidate.code in shown.context["in_the_way"]
    refused = ask(client, signed, "round", step.pk, what="drop")
    assert refused.status_code == 422
    assert application.candidate.code in str(refused.context["form"].non_field_errors())

    interviews.cancel(interview=interview, reason="ziek", by=recruiter, at=at)
    assert ask(client, signed, "round", step.pk, what="drop").status_code == 302
    agreed_by(manager, ChangeRequest.objects.get(), at)
    assert [each.name for each in Round.objects.filter(intake=signed)] == [signed.rounds.last().name]


def test_somebody_who_comes_into_the_step_meanwhile_keeps_it(signed, recruiter, manager, interviewer, at):
    step = signed.rounds.first()
    made = request(signed, recruiter, at, subject="round", target=str(step.pk))
    interview = chain.planned(chain.presented(signed.vacancy, at=at), [interviewer], at=at)
    type(interview).objects.filter(pk=interview.pk).update(round_name=step.name)
    with pytest.raises(Refused, match="K-"):
        agreed_by(manager, made, at)
    made.refresh_from_db()
    assert made.state == "open"
    assert Round.objects.filter(pk=step.pk).exists()


def test_the_answer_about_the_salary_changes(signed, recruiter, manager, sign_in, at):
    ask(sign_in(recruiter), signed, "answer", "IN-29", text="€ 3.800 tot € 4.600")
    version = agreed_by(manager, ChangeRequest.objects.get(), at)
    assert "€ 3.800 tot € 4.600" in version.content
    assert [is_intact(each) for each in signed.versions.all()] == [True, True]


def test_a_requirement_changes_and_its_criterion_follows(signed, recruiter, manager, sign_in, at):
    requirement = signed.requirements.first()
    typed = typed_for(signed, "requirement", requirement.pk) | {"text": "Stuurde 5 mensen aan", "reason": WHY}
    assert sign_in(recruiter).post(page_of(signed), typed).status_code == 302
    agreed_by(manager, ChangeRequest.objects.get(), at)
    criterion = signed.vacancy.scorecard.criteria.get(requirement_id=requirement.pk)
    assert criterion.name == Requirement.objects.get(pk=requirement.pk).text == "Stuurde 5 mensen aan"


def test_a_new_must_have_gets_a_criterion_and_a_dropped_one_loses_it(signed, recruiter, manager, at):
    new = {**requirement_value(signed.requirements.first()), "text": "Leest een stroomschema"}
    agreed_by(manager, request(signed, recruiter, at, subject="requirement", after=new), at)
    added = Requirement.objects.get(text="Leest een stroomschema")
    assert signed.vacancy.scorecard.criteria.filter(requirement_id=added.pk).exists()
    agreed_by(manager, request(signed, recruiter, at, subject="requirement", target=str(added.pk)), at)
    assert not signed.vacancy.scorecard.criteria.filter(requirement_id=added.pk).exists()
    assert signed.versions.count() == 3


def test_a_scorecard_that_is_in_use_stays_as_it_is(signed, recruiter, manager, interviewer, at):
    interview = chain.planned(chain.presented(signed.vacancy, at=at), [interviewer], at=at)
    chain.handed_in(interview, interviewer, at=interview.starts_at + timedelta(hours=2))
    before = list(signed.vacancy.scorecard.criteria.values_list("name", flat=True))
    target = str(signed.requirements.first().pk)
    agreed_by(manager, request(signed, recruiter, at, subject="requirement", target=target), at)
    assert list(signed.vacancy.scorecard.criteria.values_list("name", flat=True)) == before


# Old and new stand beside each other wherever somebody reads it.

EVERY_KIND = ["requirement", "round", "hours", "answer"]


def change_of_kind(kind, intake, by, at):
    if kind == "hours":
        return request(intake, by, at, subject=kind, target="decide", after={"hours": 5})
    if kind == "answer":
        return request(intake, by, at, subject=kind, target="IN-29", after={"text": "Schaal 9"})
    rows = intake.requirements if kind == "requirement" else intake.rounds
    name = "text" if kind == "requirement" else "name"
    target = str(rows.first().pk)
    after = {**parts(intake, kind)[target], name: "Schaal 9"}
    return request(intake, by, at, subject=kind, target=target, after=after)


def old_and_new(kind, intake):
    return {
        "hours": ["16 werkuren", "5 werkuren"],
        "answer": ["Antwoord", "Schaal 9"],
        "requirement": [intake.requirements.first().text, "Schaal 9"],
        "round": [intake.rounds.first().name, "Schaal 9"],
    }[kind]


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_old_and_new_stand_in_the_message_the_page_and_the_versions(
    kind, signed, recruiter, manager, client, sign_in, at
):
    expected = old_and_new(kind, signed)
    made = change_of_kind(kind, signed, recruiter, at)
    message = Message.objects.filter(member=manager).latest("pk")
    link = make_link(member=manager, purpose="change", target_id=made.pk, at=now())
    pages = [message.body, unescape(client.get(link.path).content.decode())]
    assert WHY in message.body
    client.post(link.path, {"verdict": "accept", "answer": "Goed idee"})
    signed_in = sign_in(recruiter)
    version = reverse("intake:version", args=[signed.vacancy_id, 2])
    pages += [unescape(signed_in.get(address).content.decode()) for address in (version, made_page(made))]
    pages.append(Message.objects.filter(member=recruiter, kind="change_answered").get().body)
    for page in pages:
        assert [words for words in expected if words not in page] == []
    assert "Goed idee" in pages[-1]


def made_page(made):
    return reverse("intake:change", args=[made.pk])


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_each_form_opens_with_what_was_signed(kind, signed, manager, sign_in):
    client = sign_in(manager)
    target, value = next(iter(parts(signed, kind).items()))
    chosen = client.get(page_of(signed), {"subject": kind})
    assert target in [each["target"] for each in chosen.context["choices"]]
    form = client.get(page_of(signed), {"subject": kind, "target": target}).context["form"]
    assert {name: form[name].value() for name in value} == value


@pytest.mark.parametrize("subject", ["", "bogus", "hours"])
@pytest.mark.parametrize("target", ["", "new", "bogus", "9" * 30])
def test_an_address_that_points_nowhere_shows_what_can_be_chosen(subject, target, signed, manager, sign_in):
    page = sign_in(manager).get(page_of(signed), {"subject": subject, "target": target})
    assert page.status_code == 200
    assert page.context["form"] is None


# What is refused, with a sentence, and without losing what was typed.


@pytest.mark.parametrize(
    ("subject", "target", "data"),
    [
        ("bogus", "x", {}),
        ("hours", "review", {"hours": 0}),
        ("hours", "review", {"hours": "veel"}),
        ("hours", "review", {"hours": 16}),
        ("hours", "review", {"hours": 8, "reason": ""}),
        ("hours", "bogus", {"hours": 8}),
        ("answer", "IN-29", {"text": " "}),
        ("hours", "review", {"hours": 8, "version": "²"}),
        ("hours", "review", {"hours": 8, "version": "9" * 30}),
        ("answer", "IN-11", {"text": "Een vraag die een ander deel stelt"}),
        ("answer", "IN-29", {"text": "x" * 5001}),
        ("round", "new", {"name": "Kort", "minutes": 1, "caller": "recruiter", "call_within": 8}),
        ("round", "new", {"name": "", "minutes": 60, "caller": "recruiter", "call_within": 8}),
        ("round", "new", {"name": "X", "minutes": 60, "caller": "de buurman", "call_within": 8}),
        ("round", "new", {"name": "Eerste gesprek", "minutes": 60, "caller": "recruiter", "call_within": 8}),
        ("round", "999999999999999999999999", {"what": "drop"}),
        ("requirement", "new", {"kind": "must_have", "text": "", "evidence": "cv"}),
        ("requirement", "new", {"kind": "must_have", "text": "Kan rekenen"}),
        ("requirement", "new", {"kind": "must_have", "text": "Alleen native speakers", "evidence": "cv"}),
        ("requirement", "new", {"kind": "nice_to_have", "text": "Jong van geest", "evidence": "cv"}),
        ("requirement", "new", {"kind": "x", "text": "Kan rekenen", "evidence": "cv"}),
        ("requirement", "new", {"kind": "must_have", "text": "x" * 301, "evidence": "cv"}),
    ],
)
def test_what_cannot_be_asked_says_why_and_stays_on_the_page(
    subject, target, data, signed, recruiter, sign_in
):
    response = ask(sign_in(recruiter), signed, subject, target, **data)
    assert response.status_code == 422
    assert not ChangeRequest.objects.exists()
    page = unescape(response.content.decode())
    assert 'role="alert"' in page
    typed = {"reason": WHY, **data}
    assert [typed[name] for name in ("reason", "text", "name") if typed.get(name, "") not in page] == []


def test_the_last_step_and_the_sixth_must_have_would_leave_the_intake_incomplete(signed, recruiter, at):
    manager = signed.vacancy.hiring_manager
    first, last = signed.rounds.all()
    agreed_by(manager, request(signed, recruiter, at, subject="round", target=str(first.pk)), at)
    with pytest.raises(Refused):
        request(signed, recruiter, at, subject="round", target=str(last.pk))
    assert Round.objects.filter(pk=last.pk).exists()
    new = {**requirement_value(signed.requirements.first()), "text": "Nummer vijf"}
    agreed_by(manager, request(signed, recruiter, at, subject="requirement", after=new), at)
    with pytest.raises(Refused):
        request(signed, recruiter, at, subject="requirement", after={**new, "text": "Nummer zes"})
    assert Requirement.objects.filter(intake=signed).count() == 5


def test_somebody_who_typed_on_an_older_version_looks_again_first(signed, recruiter, manager, sign_in, at):
    agreed_by(manager, change_of_kind("answer", signed, recruiter, at), at)
    client = sign_in(recruiter)
    data = {"subject": "answer", "target": "IN-29", "text": "Schaal 10", "reason": WHY}
    late = client.post(page_of(signed), {**data, "version": 1})
    assert late.status_code == 422
    assert late.context["agreed"][0].old == "Schaal 9"
    assert late.context["form"]["text"].value() == "Schaal 10"
    assert late.context["version"].number == 2
    assert client.post(page_of(signed), {**data, "version": 2}).status_code == 302


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_a_yes_to_something_that_is_no_longer_so_changes_nothing(
    kind, signed, recruiter, manager, sign_in, at
):
    made = change_of_kind(kind, signed, recruiter, at)
    Requirement.objects.filter(intake=signed).update(text="Iets anders")
    Round.objects.filter(intake=signed).update(minutes=15)
    signed.answers.update(text="Iets anders")
    type(signed).objects.filter(pk=signed.pk).update(hours=dict.fromkeys(signed.hours, 99))
    page = sign_in(manager).post(reverse("intake:reply", args=[made.pk, "accept"]))
    assert page.status_code == 422
    assert page.context["error"]
    made.refresh_from_db()
    assert made.state == "open"
    assert signed.versions.count() == 1


# Who asks and who answers.


def test_a_manager_asks_and_the_recruiter_answers(signed, recruiter, manager, sign_in):
    ask(sign_in(manager), signed, "hours", "feedback", hours=16)
    made = ChangeRequest.objects.get()
    assert Todo.objects.get(kind="agree_change").owner == recruiter
    client = sign_in(recruiter)
    client.post(reverse("intake:reply", args=[made.pk, "refuse"]), {"answer": "Een dag is te laat."})
    letter = Message.objects.get(member=manager, kind="change_answered")
    assert "Een dag is te laat." in letter.body
    assert letter.link.target_id == made.pk
    assert not Todo.objects.filter(kind="agree_change", closed_at=None).exists()


def test_nobody_answers_their_own_request_but_they_can_take_it_back(asked, recruiter, sign_in):
    client = sign_in(recruiter)
    assert client.post(reverse("intake:reply", args=[asked.pk, "accept"])).status_code == 422
    client.post(reverse("intake:reply", args=[asked.pk, "withdraw"]))
    asked.refresh_from_db()
    assert asked.state == "withdrawn"


def test_two_times_yes_makes_one_version(asked, signed, manager, client):
    link = make_link(member=manager, purpose="change", target_id=asked.pk, at=now())
    client.post(link.path, {"verdict": "accept"})
    assert client.post(link.path, {"verdict": "accept"}).status_code == 422
    assert signed.versions.count() == 2
    assert Message.objects.filter(kind="change_answered").count() == 1


def test_a_no_needs_a_reason(asked, signed, manager, client):
    link = make_link(member=manager, purpose="change", target_id=asked.pk, at=now())
    assert client.post(link.path, {"verdict": "refuse", "answer": " "}).status_code == 422
    client.post(link.path, {"verdict": "refuse", "answer": "Dit blijft nodig."})
    asked.refresh_from_db()
    assert (asked.state, asked.answer) == ("refused", "Dit blijft nodig.")
    assert signed.versions.count() == 1


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_each_page_asks_the_database_at_most_twelve_times(
    kind, signed, recruiter, manager, sign_in, at, django_assert_max_num_queries
):
    chain.presented(signed.vacancy, at=at)
    client = sign_in(recruiter)
    target = next(iter(parts(signed, kind)))
    for data in ({}, {"subject": kind}, {"subject": kind, "target": target}):
        with django_assert_max_num_queries(12):
            client.get(page_of(signed), data)
    made = change_of_kind(kind, signed, recruiter, at)
    with django_assert_max_num_queries(12):
        client.get(made_page(made))
    agreed_by(manager, made, at)
    with django_assert_max_num_queries(12):
        client.get(made_page(made))


def test_for_others_there_is_nothing_to_change(
    asked, signed, interviewer, outsider, organization, sign_in, at
):
    other = find_or_invite(
        organization=organization, name="Eva Ander", email="eva@example.org", role="hiring_manager", at=at
    )
    for member in (interviewer, outsider, other):
        client = sign_in(member)
        assert client.get(page_of(signed), {"subject": "hours"}).status_code == 404
        assert ask(client, signed, "hours", "review", hours=8).status_code == 404
        for verdict in ("accept", "refuse", "withdraw"):
            assert client.post(reverse("intake:reply", args=[asked.pk, verdict])).status_code == 404
        link = make_link(member=member, purpose="change", target_id=asked.pk, at=now())
        assert client.post(link.path, {"verdict": "accept"}).status_code == 404
    asked.refresh_from_db()
    assert asked.state == "open"


def test_parts_of_another_vacancy_cannot_be_pointed_at(signed, recruiter, manager, sign_in, at):
    other = Vacancy.objects.create(
        organization=recruiter.organization,
        title="Andere baan",
        recruiter=recruiter,
        hiring_manager=manager,
        created_at=at,
    )
    foreign = chain.signed_intake(other, at=at).rounds.first()
    assert ask(sign_in(recruiter), signed, "round", foreign.pk, what="drop").status_code == 422
    assert not ChangeRequest.objects.exists()


def test_asking_twice_says_that_one_is_waiting_and_shows_what_was_typed(asked, signed, recruiter, sign_in):
    page = ask(sign_in(recruiter), signed, "answer", "IN-29", text="Schaal 12")
    assert page.status_code == 422
    assert "Schaal 12" in page.content.decode()
    assert ChangeRequest.objects.count() == 1


def test_before_signing_one_simply_edits(intake, recruiter, sign_in):
    assert sign_in(recruiter).get(page_of(intake)).status_code == 302


def test_looking_changes_nothing(asked, signed, manager, client, sign_in):
    link = make_link(member=manager, purpose="change", target_id=asked.pk, at=now())
    client.get(link.path)
    sign_in(manager).get(made_page(asked))
    asked.refresh_from_db()
    assert asked.state == "open"
    assert Requirement.objects.filter(intake=signed).count() == 4


# Requests from before every part could change.


@pytest.mark.django_db(transaction=True)
def test_the_migration_keeps_what_was_asked_and_goes_back(vacancy, recruiter, manager, sign_in, at):
    intake = chain.signed_intake(vacancy, at=at)
    old = [("intake", "0002_written_once")]
    new = MigrationExecutor(connection).loader.graph.leaf_nodes("intake")
    requirement = intake.requirements.first()
    try:
        executor = MigrationExecutor(connection)
        executor.migrate(old)
        Old = executor.loader.project_state(old).apps.get_model("intake", "ChangeRequest")
        common = {"intake_id": intake.pk, "reason": WHY, "requested_by_id": recruiter.pk, "requested_at": at}
        Old.objects.create(
            what="reword", requirement_id=requirement.pk, kind="must_have", text="Nieuw",
            old_text=requirement.text, **common,
        )  # fmt: skip
        Old.objects.create(what="drop", kind="no_go", old_text="Weg", state="accepted", **common)

        executor = MigrationExecutor(connection)
        executor.migrate(new)
        asked, dropped = ChangeRequest.objects.order_by("pk")
        assert (asked.what, asked.target) == ("change", str(requirement.pk))
        assert asked.before == requirement_value(requirement)
        assert asked.after == {**asked.before, "text": "Nieuw"}
        assert (dropped.before, dropped.after) == ({"text": "Weg", "kind": "no_go"}, {})

        ChangeRequest.objects.create(
            subject="hours", target="review", what="change", before={"hours": 16}, after={"hours": 8},
            state="refused", **common,
        )  # fmt: skip
        executor = MigrationExecutor(connection)
        executor.migrate(old)
        back = Old.objects.order_by("pk").values_list("what", "text", "old_text", "requirement_id")
        assert list(back) == [
            ("reword", "Nieuw", requirement.text, requirement.pk),
            ("drop", "", "Weg", None),
            ("reword", "8", "16", None),
        ]
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(new)
    asked, *answered = ChangeRequest.objects.order_by("pk")
    agreed_by(manager, asked, at)
    assert Requirement.objects.get(pk=requirement.pk).text == "Nieuw"
    client = sign_in(recruiter)
    pages = [page_of(intake), made_page(asked), *map(made_page, answered)]
    assert [client.get(page).status_code for page in pages] == [200] * 4
