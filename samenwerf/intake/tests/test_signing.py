"""Both sides sign the same text, and that opens the vacancy."""

import pytest
from django.urls import reverse

from samenwerf.agreements.models import Todo
from samenwerf.core.clock import now
from samenwerf.home import actions as home
from samenwerf.intake import actions
from samenwerf.intake.models import Requirement, Signature
from samenwerf.outbox.models import Message
from samenwerf.wording import frame
from tests import chain

pytestmark = pytest.mark.django_db


def sign_as_recruiter(client, intake, content_hash=None):
    return client.post(
        reverse("intake:sign", args=[intake.vacancy_id]),
        {"content_hash": content_hash or chain.signable_hash(intake)},
        follow=True,
    )


def test_the_recruiter_signs_here_and_the_manager_through_the_link(intake, link, recruiter, sign_in, client):
    sign_as_recruiter(sign_in(recruiter), intake)
    intake.vacancy.refresh_from_db()
    assert intake.vacancy.status == "intake"
    assert Todo.objects.get(kind="sign_intake", closed_at=None).owner == intake.vacancy.hiring_manager

    page = client.get(link.path + "read/")
    shown = page.context["signing"].content_hash
    client.post(link.path + "signature/", {"content_hash": shown})

    intake.vacancy.refresh_from_db()
    assert intake.vacancy.status == "open"
    assert intake.vacancy.intake_hash == intake.versions.get().content_hash
    assert not Todo.objects.filter(kind="sign_intake", closed_at=None).exists()


def test_the_link_leads_straight_to_the_text_once_there_is_only_to_read_and_sign(intake, link, client):
    opened = client.get(link.path)
    assert (opened.status_code, opened["Location"]) == (302, link.path + "read/")
    page = client.get(link.path + "read/")
    client.post(link.path + "signature/", {"content_hash": page.context["signing"].content_hash})
    assert "Je hebt getekend" in client.get(link.path).content.decode()


def test_a_link_with_questions_left_leads_to_the_questions(intake, link, client):
    intake.answers.filter(question_id="IN-01").delete()
    assert client.get(link.path).status_code == 200


def test_a_change_after_the_first_signature_voids_it(intake, link, recruiter, manager, sign_in, client, at):
    sign_as_recruiter(sign_in(recruiter), intake)
    actions.add_requirement(intake=intake, kind="nice_to_have", text="Kent AFAS", by=manager, at=at)

    page = client.get(link.path + "read/")
    assert page.context["signing"].recruiter is None
    client.post(link.path + "signature/", {"content_hash": page.context["signing"].content_hash})

    intake.vacancy.refresh_from_db()
    assert intake.vacancy.status == "intake"
    again = sign_in(recruiter).get(reverse("intake:read", args=[intake.vacancy_id]))
    assert again.context["mine_is_outdated"]
    sign_as_recruiter(sign_in(recruiter), intake)
    intake.vacancy.refresh_from_db()
    assert intake.vacancy.status == "open"


def turns_to_sign(intake):
    todos = Todo.objects.filter(vacancy=intake.vacancy, kind="sign_intake", closed_at=None)
    return {todo.owner for todo in todos}


def edit(intake, member, at):
    actions.set_hours(intake=intake, hours={"review": 24}, by=member, at=at)


def test_before_an_edit_one_hears_whose_signature_it_voids(intake, recruiter, manager, sign_in, at):
    pages = ("requirements", "questions", "process", "agreements")
    addresses = [reverse(f"intake:{page}", args=[intake.vacancy_id]) for page in pages]
    assert not any(sign_in(manager).get(address).context["voids"] for address in addresses)
    sign_as_recruiter(sign_in(recruiter), intake)
    for address in addresses:
        assert recruiter.name in sign_in(manager).get(address).content.decode().split("<main")[1]
    edit(intake, manager, at)
    assert not any(sign_in(manager).get(address).context["voids"] for address in addresses)


def test_whose_signature_was_voided_has_the_turn_to_sign_again_and_sees_what_changed(
    intake, recruiter, manager, sign_in
):
    client = sign_in(recruiter)
    sign_as_recruiter(client, intake)
    edit(intake, manager, now())
    assert turns_to_sign(intake) == {recruiter, manager}

    page = client.get(reverse("intake:read", args=[intake.vacancy_id]))
    assert page.context["edited_by"] == [manager.name]
    [difference] = page.context["edits"]
    assert ("16" in difference.lines[0].old, "24" in difference.lines[0].new) == (True, True)
    assert manager.name in client.get(reverse("intake:detail", args=[intake.vacancy_id])).content.decode()

    sign_as_recruiter(client, intake)
    assert turns_to_sign(intake) == {manager}


def test_the_manager_hears_it_by_mail_with_a_link(intake, recruiter, manager, at):
    actions.sign(intake=intake, content_hash=chain.signable_hash(intake), by=manager, at=at)
    before = Message.objects.filter(member=manager).count()
    for number in (24, 32):
        actions.set_hours(intake=intake, hours={"review": number}, by=recruiter, at=at)
    [message] = list(Message.objects.filter(member=manager).order_by("pk"))[before:]
    assert recruiter.name in message.body
    assert message.link


def test_an_edit_that_is_undone_asks_nobody_to_sign_again(intake, recruiter, manager, sign_in, at):
    sign_as_recruiter(sign_in(recruiter), intake)
    edit(intake, manager, at)
    actions.set_hours(intake=intake, hours={"review": 16}, by=manager, at=at)
    assert turns_to_sign(intake) == {manager}


@pytest.mark.parametrize("what", ["answer", "title"])
def test_any_edit_of_the_text_counts(what, intake, recruiter, manager, at):
    actions.sign(intake=intake, content_hash=chain.signable_hash(intake), by=manager, at=at)
    if what == "answer":
        actions.answer(intake=intake, question_id="IN-01", text="Nieuw", revision=1, by=recruiter, at=at)
    else:
        home.change(
            vacancy=intake.vacancy,
            title="Teamleider nacht",
            department="",
            location="",
            recruiter=recruiter,
            hiring_manager=manager,
            by=recruiter,
            at=at,
        )
    assert manager in turns_to_sign(intake)


def test_nobody_signs_another_text_than_the_one_on_the_page(intake, recruiter, sign_in, at):
    client = sign_in(recruiter)
    shown = client.get(reverse("intake:read", args=[intake.vacancy_id])).context["signing"].content_hash
    actions.add_requirement(intake=intake, kind="nice_to_have", text="Kent AFAS", by=recruiter, at=at)
    sign_as_recruiter(client, intake, shown)
    assert not Signature.objects.exists()


def test_pressing_twice_signs_once(intake, recruiter, sign_in):
    client = sign_in(recruiter)
    sign_as_recruiter(client, intake)
    assert sign_as_recruiter(client, intake).status_code == 200
    assert Signature.objects.count() == 1


def test_what_is_missing_is_said_and_blocks(vacancy, recruiter, sign_in, at):
    intake = actions.start(vacancy=vacancy, mode="express", by=recruiter, at=at)
    client = sign_in(recruiter)
    page = client.get(reverse("intake:read", args=[vacancy.pk]))
    assert len(page.context["gaps"]) > 5
    assert "content_hash" not in page.content.decode()
    sign_as_recruiter(client, intake)
    assert not Signature.objects.exists()


@pytest.mark.parametrize(
    ("fields", "may_sign"),
    [
        ({}, False),
        ({"wording_reason": "omdat wij dat willen"}, False),
        ({"legal_source": "x"}, False),
        ({"legal_source": "AWGB art. 2 lid 2"}, True),
    ],
)
def test_a_red_wording_needs_a_legal_source(fields, may_sign, intake, recruiter, sign_in, at):
    requirement = Requirement.objects.filter(intake=intake).first()
    actions.change_requirement(
        requirement=requirement, revision=1, by=recruiter, at=at, text="Alleen mannen", **fields
    )
    sign_as_recruiter(sign_in(recruiter), intake)
    assert Signature.objects.exists() is may_sign


def test_a_legal_exception_stays_marked_for_both_and_on_the_scorecard(
    intake, link, recruiter, sign_in, client, at
):
    exception, as_is = intake.requirements.all()[:2]
    for requirement, fields in (
        (exception, {"text": "Max 35 jaar", "legal_source": "WGBL art. 7"}),
        (as_is, {"text": "Stressbestendig", "wording_reason": "Drie alarmen tegelijk"}),
    ):
        actions.change_requirement(requirement=requirement, revision=1, by=recruiter, at=at, **fields)
    for page in (
        sign_in(recruiter).get(reverse("intake:read", args=[intake.vacancy_id])),
        client.get(link.path + "read/"),
    ):
        document = page.content.decode()
        assert '<mark class="red">Max 35 jaar</mark> <span class="tag late">' in document
        assert "Bron: WGBL art. 7" in document
        assert '<mark class="vague">Stressbestendig</mark> <span class="quiet">' in document
        assert document.count("Waarom het zo blijft staan: Drie alarmen tegelijk") == 1

    sign_as_recruiter(sign_in(recruiter), intake)
    client.post(link.path + "signature/", {"content_hash": chain.signable_hash(intake)})
    scorecard = sign_in(recruiter).get(reverse("scorecards:detail", args=[intake.vacancy_id]))
    assert "Berust op een wettelijke uitzondering: WGBL art. 7" in scorecard.content.decode()
    assert "Deze woorden blijven: Drie alarmen tegelijk" in scorecard.content.decode()


def test_a_frame_is_filled_in_before_anybody_signs(intake, recruiter, sign_in, at):
    requirement = Requirement.objects.filter(intake=intake).first()
    actions.change_requirement(
        requirement=requirement, revision=1, by=recruiter, at=at, text=frame("nl"), wording_reason="ja"
    )
    client = sign_in(recruiter)
    page = sign_as_recruiter(client, intake)
    assert "Vul in wat tussen haken staat" in page.content.decode()
    assert not Signature.objects.exists()


def test_after_signing_nothing_can_be_edited(vacancy, recruiter, sign_in, at):
    intake = chain.signed_intake(vacancy, at=at)
    before = chain.signable_hash(intake)
    client = sign_in(recruiter)
    requirement = intake.requirements.first()
    step = intake.rounds.first()
    client.post(reverse("intake:requirements", args=[vacancy.pk]), {"text": "Nieuw"})
    client.post(reverse("intake:change_requirement", args=[requirement.pk]), {"revision": 1, "text": "Nieuw"})
    client.post(reverse("intake:move_requirement", args=[requirement.pk]), {"direction": "down"})
    client.post(reverse("intake:remove_requirement", args=[requirement.pk]))
    client.post(reverse("intake:answer", args=[vacancy.pk, "IN-01"]), {"text": "Nieuw", "revision": 1})
    client.post(reverse("intake:remove_round", args=[step.pk]))
    client.post(reverse("intake:agreements", args=[vacancy.pk]), dict.fromkeys(intake.hours, 99))
    client.post(reverse("intake:plan", args=[vacancy.pk]), {"mode": "full"})
    assert chain.signable_hash(intake) == before
