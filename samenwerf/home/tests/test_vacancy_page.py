"""The page of one vacancy: what is missing, whose turn, and closing, undoing and handing over."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samenwerf.accounts import actions as accounts
from samenwerf.accounts.models import AccessLink, Membership, Role
from samenwerf.agreements.models import Todo
from samenwerf.candidates import actions as candidates
from samenwerf.candidates.models import Application, WaitingPeriod
from samenwerf.core.errors import Refused
from samenwerf.home import actions
from samenwerf.intake import actions as intakes
from samenwerf.interviews import actions as interviews
from samenwerf.outbox.models import Message
from samenwerf.vacancies.models import JobDocument, Vacancy
from samenwerf.vacancies.tests import files
from tests import chain

HOUR = timedelta(hours=1)


@pytest.fixture
def opened(vacancy, at):
    chain.signed_intake(vacancy, at=at)
    return vacancy


def status(vacancy):
    return Vacancy.objects.get(pk=vacancy.pk).status


def stages(vacancy):
    return list(Application.objects.filter(vacancy=vacancy).order_by("pk").values_list("stage", flat=True))


def open_turns(vacancy):
    todos = Todo.objects.filter(vacancy=vacancy, closed_at=None).select_related("owner__person")
    return sorted((todo.kind, todo.owner.name) for todo in todos)


def page(client, vacancy):
    response = client.get(f"/vacancies/{vacancy.pk}/")
    assert response.status_code == 200
    return response


def test_in_intake_the_page_says_what_is_missing(sign_in, recruiter, vacancy, at):
    intakes.start(vacancy=vacancy, mode="express", by=recruiter, at=at)
    client = sign_in(recruiter)
    response = page(client, vacancy)
    assert len(response.context["missing"]) == 13
    assert response.context["hub"].signed_sides == set()
    for place in {gap["url"].split("#")[0] for gap in response.context["missing"]}:
        assert client.get(place).status_code == 200


def test_after_one_signature_it_says_who_still_has_to_sign_and_calls_the_reader_you(
    sign_in, admin, recruiter, manager, vacancy, at
):
    intake = chain.complete_intake(vacancy, at=at)
    assert page(sign_in(recruiter), vacancy).context["waits_for"] == ""
    intakes.sign(intake=intake, content_hash=chain.signable_hash(intake), by=recruiter, at=at)
    said = {
        member: page(sign_in(member), vacancy).content.decode().split('id="main"')[1]
        for member in (recruiter, manager, admin)
    }
    assert "Jij hebt getekend. Mark Visser nog niet." in said[recruiter]
    assert "De recruiter heeft getekend. Jij nog niet." in said[manager]
    assert "De recruiter heeft getekend. Mark Visser nog niet." in said[admin]
    assert ["Lezen en tekenen" in said[member] for member in said] == [False, True, False]


def test_what_was_taken_over_at_once_is_one_line_until_somebody_wants_all(sign_in, recruiter, vacancy, at):
    intake = intakes.start(vacancy=vacancy, mode="full", by=recruiter, at=at)
    for text in chain.MUST_HAVES:
        intakes.add_requirement(intake=intake, kind="must_have", text=text, by=recruiter, at=at)
    address = reverse("vacancies:detail", args=[vacancy.pk])
    short, all_of_it = (
        [line.text for line in sign_in(recruiter).get(address + more).context["hub"].history]
        for more in ("", "?history=all")
    )
    assert "Sanne de Wit voegde 4 eisen toe" in short
    assert len([text for text in all_of_it if "voegde de eis" in text]) == 4


def test_an_open_vacancy_shows_turns_stages_agreements_and_history(sign_in, recruiter, opened, at):
    chain.presented(opened, at=at)
    chain.new_candidate(opened, at=at)
    response = page(sign_in(recruiter), opened)
    hub = response.context["hub"]
    assert [(stage.stage, stage.count) for stage in hub.stages] == [("new", 1), ("presented", 1)]
    assert {turn.todo.kind for turn in hub.turns} == {"present", "review"}
    assert len(hub.agreements) == 6
    assert hub.history[0].text


def test_many_turns_of_a_kind_are_one_line_so_that_the_others_are_in_sight(
    sign_in, recruiter, manager, opened, at
):
    waiting = [chain.presented(opened, at=at) for _ in range(3)]
    first, *_rest = [chain.new_candidate(opened, at=at) for _ in range(30)]
    client = sign_in(recruiter)
    response = page(client, opened)
    lines = [(turn.todo.kind, turn.todo.owner, turn.count) for turn in response.context["hub"].turns]
    assert sorted(lines) == [("present", recruiter, 30), ("review", manager, 3)]
    assert not response.context["hub"].has_more_turns
    text = response.content.decode()
    assert "30 nieuwe kandidaten" in text
    through_them = text.split("Loop ze langs")[0].split("href=")[-1]
    assert reverse("candidates:application", args=[first.pk]) in through_them

    own = page(sign_in(manager), opened).context["hub"].turns
    assert [turn.application for turn in own] == waiting


def test_one_line_for_many_is_due_when_the_most_urgent_of_them_is(sign_in, recruiter, opened, at):
    _first, second = (chain.presented(opened, at=at) for _time in range(2))
    soon = at + HOUR
    Todo.objects.filter(application_id=second.pk, kind="review").update(due_at=soon)
    (line,) = page(sign_in(recruiter), opened).context["hub"].turns
    assert (line.count, line.todo.due_at) == (2, soon)


def test_before_signing_the_candidates_that_wait_for_it_are_one_line(sign_in, recruiter, vacancy, at):
    for _ in range(12):
        chain.new_candidate(vacancy, at=at)
    hub = page(sign_in(recruiter), vacancy).context["hub"]
    assert [(turn.todo.kind, turn.count) for turn in hub.turns] == [("present", 12)]
    assert hub.in_process == 12


def test_a_manager_sees_no_candidates_that_were_not_presented(sign_in, manager, opened, at):
    chain.presented(opened, at=at)
    new = chain.new_candidate(opened, at=at)
    response = page(sign_in(manager), opened)
    hub = response.context["hub"]
    assert [(stage.stage, stage.count) for stage in hub.stages] == [("presented", 1)]
    assert [(turn.todo.kind, turn.application is not None) for turn in hub.turns] == [("review", True)]
    assert new.candidate.code not in response.content.decode()


def test_feedback_on_an_interview_to_come_is_nobodys_turn_on_the_page_either(
    sign_in, recruiter, interviewer, opened, at
):
    interview = chain.planned(chain.presented(opened, at=at), [interviewer], at=at)
    client = sign_in(recruiter)
    assert page(client, opened).context["hub"].turns == []
    interviews.finish(interview=interview, at=interview.ends_at)
    assert [turn.todo.kind for turn in page(client, opened).context["hub"].turns] == ["feedback"]


def test_queries_stay_within_twelve(sign_in, recruiter, vacancy, at):
    client = sign_in(recruiter)
    intake = chain.complete_intake(vacancy, at=at)
    intakes.sign(intake=intake, content_hash=chain.signable_hash(intake), by=vacancy.recruiter, at=at)
    with CaptureQueriesContext(connection) as in_intake:
        page(client, vacancy)
    intakes.sign(intake=intake, content_hash=chain.signable_hash(intake), by=vacancy.hiring_manager, at=at)
    counts = []
    for number in (1, 12):
        for _ in range(number):
            chain.presented(vacancy, at=at)
        with CaptureQueriesContext(connection) as queries:
            page(client, vacancy)
        counts.append(len(queries))
    for _ in range(12):
        chain.new_candidate(vacancy, at=at)
    with CaptureQueriesContext(connection) as queries:
        page(client, vacancy)
    counts.append(len(queries))
    assert len(in_intake) <= 12
    assert max(counts) <= 12


def test_who_may_not_see_it_gets_404(sign_in, vacancy, interviewer, outsider, organization, at):
    other = accounts.find_or_invite(
        organization=organization, name="Olga", email="o@example.org", role=Role.HIRING_MANAGER, at=at
    )
    for member in (interviewer, outsider, other):
        client = sign_in(member)
        assert client.get(f"/vacancies/{vacancy.pk}/").status_code == 404
        assert client.post(f"/vacancies/{vacancy.pk}/cancel/", {"reason": "x"}).status_code == 404
        assert client.post(f"/vacancies/{vacancy.pk}/documents/").status_code == 404


def test_a_manager_changes_no_status(sign_in, manager, opened):
    for verb in ("pause", "resume", "fill", "cancel", "reopen"):
        assert sign_in(manager).post(f"/vacancies/{opened.pk}/{verb}/", {"reason": "x"}).status_code == 404
    assert sign_in(manager).get(f"/vacancies/{opened.pk}/edit/").status_code == 404
    assert status(opened) == "open"


def test_opening_an_address_changes_nothing(sign_in, recruiter, opened):
    for verb in ("pause", "fill", "cancel"):
        assert sign_in(recruiter).get(f"/vacancies/{opened.pk}/{verb}/").status_code == 303
    assert status(opened) == "open"


def test_pausing_asks_why_and_offers_undo(sign_in, recruiter, opened):
    client = sign_in(recruiter)
    response = client.post(f"/vacancies/{opened.pk}/pause/", {"reason": " "})
    assert response.status_code == 422
    assert response.context["reason_form"].errors
    assert status(opened) == "open"
    response = client.post(f"/vacancies/{opened.pk}/pause/", {"reason": "Budget"}, follow=True)
    assert f"/vacancies/{opened.pk}/resume/" in response.content.decode()
    assert "Budget" in response.content.decode()
    client.post(f"/vacancies/{opened.pk}/resume/")
    assert status(opened) == "open"


def test_cancelling_puts_every_candidate_on_the_list_to_be_told_and_undo_brings_all_back(
    sign_in, recruiter, opened, at
):
    chain.presented(opened, at=at)
    chain.new_candidate(opened, at=at)
    told = chain.new_candidate(opened, at=at)
    candidates.turn_down(application=told, reason="Te ver", by=recruiter, at=at + HOUR)
    before = open_turns(opened)
    client = sign_in(recruiter)
    asked = page(client, opened).content.decode()
    assert "3 kandidaten zijn nog in de procedure" in asked
    answer = client.post(f"/vacancies/{opened.pk}/cancel/", {"reason": "Taak vervalt"}, follow=True)
    assert "3 kandidaten moeten het nog horen" in answer.content.decode()
    assert status(opened) == "cancelled"
    assert stages(opened) == ["to_tell", "to_tell", "to_tell"]
    client.post(f"/vacancies/{opened.pk}/reopen/")
    assert status(opened) == "open"
    assert stages(opened) == ["presented", "new", "to_tell"]
    assert open_turns(opened) == before


def test_undo_gives_back_an_interview_and_a_question_due_when_they_were_due(recruiter, manager, opened, at):
    chain.planned(chain.presented(opened, at=at), [manager], at=at)
    asked = chain.presented(opened, at=at)
    candidates.review(application=asked, verdict="question", text="Kan hij in maart?", by=manager, at=at)

    def state():
        todos = Todo.objects.filter(vacancy=opened, closed_at=None).order_by("kind")
        waits = WaitingPeriod.objects.filter(application__vacancy=opened, ended_at=None).order_by("pk")
        return [(t.kind, t.owner_id, t.due_at) for t in todos], sorted(wait.holder for wait in waits)

    turns_before, holders_before = state()
    actions.close(vacancy=opened, status="filled", reason="Vervuld", by=recruiter, at=at + HOUR)
    actions.reopen(vacancy=opened, by=recruiter, at=at + 3 * HOUR)
    turns_after, holders_after = state()
    assert stages(opened) == ["interview", "presented"]
    assert holders_after == holders_before == ["appointment", "recruiter"]
    assert turns_after == turns_before


def test_who_has_heard_the_no_stays_rejected_when_closing_is_undone(recruiter, opened, at):
    heard, waiting = chain.presented(opened, at=at), chain.presented(opened, at=at)
    actions.close(vacancy=opened, status="cancelled", reason="Toch niet", by=recruiter, at=at + HOUR)
    candidates.tell(application=heard, by=recruiter, at=at + 2 * HOUR)
    actions.reopen(vacancy=opened, by=recruiter, at=at + 3 * HOUR)
    assert stages(opened) == ["rejected", "presented"]
    todos = Todo.objects.filter(vacancy=opened, closed_at=None)
    assert [todo.application_id for todo in todos] == [waiting.pk]


def test_cancelling_an_intake_takes_its_turns_away_and_undo_gives_them_back(recruiter, manager, vacancy, at):
    intake = intakes.start(vacancy=vacancy, mode="express", by=recruiter, at=at)
    intakes.ask_manager(intake=intake, by=recruiter, at=at)
    actions.close(vacancy=vacancy, status="cancelled", reason="Toch niet", by=recruiter, at=at + HOUR)
    assert open_turns(vacancy) == []
    actions.reopen(vacancy=vacancy, by=recruiter, at=at + 2 * HOUR)
    assert open_turns(vacancy) == [("answer_intake", "Mark Visser")]
    assert status(vacancy) == "intake"


def test_what_is_not_possible_any_more_says_so(sign_in, recruiter, opened):
    client = sign_in(recruiter)
    client.post(f"/vacancies/{opened.pk}/fill/")
    response = client.post(f"/vacancies/{opened.pk}/fill/", follow=True)
    assert [message.level_tag for message in response.context["messages"]] == ["success", "error"] or [
        message.level_tag for message in response.context["messages"]
    ] == ["error"]
    assert status(opened) == "filled"


def test_handing_over_moves_open_turns_and_closes_the_old_links(
    sign_in, recruiter, manager, opened, organization, at
):
    chain.presented(opened, at=at)
    olga = accounts.find_or_invite(
        organization=organization, name="Olga Prins", email="o@example.org", role=Role.HIRING_MANAGER, at=at
    )
    old = AccessLink.objects.filter(member=manager, purpose="review").get()
    client = sign_in(recruiter)
    data = {
        "title": "Teamleider",
        "department": "",
        "location": "Ede",
        "hiring_manager": olga.pk,
        "recruiter": recruiter.pk,
    }
    response = client.post(f"/vacancies/{opened.pk}/edit/", data)
    assert response.status_code == 302
    opened.refresh_from_db()
    assert (opened.title, opened.location, opened.hiring_manager) == ("Teamleider", "Ede", olga)
    assert open_turns(opened) == [("review", "Olga Prins")]
    old.refresh_from_db()
    assert old.revoked_at is not None


def test_a_wrong_correction_keeps_what_was_typed(sign_in, recruiter, vacancy):
    data = {
        "title": "",
        "department": "Afdeling X",
        "hiring_manager": recruiter.pk,
        "recruiter": recruiter.pk,
    }
    response = sign_in(recruiter).post(f"/vacancies/{vacancy.pk}/edit/", data)
    assert "Afdeling X" in response.content.decode()
    data["title"] = "Kok"
    response = sign_in(recruiter).post(f"/vacancies/{vacancy.pk}/edit/", data)
    assert response.context["form"].non_field_errors()
    vacancy.refresh_from_db()
    assert vacancy.title == "Teamleider productie"


def form_of(client, vacancy):
    """What the page to change a vacancy sends when nothing is touched."""
    form = client.get(f"/vacancies/{vacancy.pk}/edit/").context["form"]
    sent = {bound.name: bound.field.prepare_value(bound.value()) for bound in form}
    inputs = re.findall(r'name="(initial-[a-z_]+)"(?: value="([^"]*)")?', str(form.shown_inputs))
    return {**sent, **dict(inputs)}


@pytest.fixture
def rita(organization, at):
    return accounts.find_or_invite(
        organization=organization, name="Rita Bos", email="r@example.org", role=Role.RECRUITER, at=at
    )


def test_who_changes_the_title_on_an_older_page_leaves_the_vacancy_with_its_new_recruiter(
    sign_in, recruiter, opened, rita
):
    client, address = sign_in(recruiter), f"/vacancies/{opened.pk}/edit/"
    first, second = form_of(client, opened), form_of(client, opened)
    client.post(address, first | {"recruiter": rita.pk})
    assert client.post(address, second | {"title": "Kok"}).status_code == 302
    opened.refresh_from_db()
    assert (opened.title, opened.recruiter) == ("Kok", rita)


def test_where_both_changed_the_same_of_a_vacancy_the_second_chooses(sign_in, recruiter, admin, opened, rita):
    client, address = sign_in(recruiter), f"/vacancies/{opened.pk}/edit/"
    first, second = form_of(client, opened), form_of(client, opened)
    sign_in(admin).post(address, first | {"recruiter": rita.pk, "location": "Ede"})
    mine = second | {"recruiter": admin.pk, "title": "Kok"}
    asked = client.post(address, mine)
    assert asked.status_code == 422
    (part,) = asked.context["clash"].parts
    assert (asked.context["clash"].by, part.mine, part.theirs) == (admin.name, admin.name, rita.name)
    assert part.label in asked.content.decode()
    assert asked.context["form"]["location"].value() == "Ede"
    opened.refresh_from_db()
    assert (opened.title, opened.recruiter) == ("Teamleider productie", rita)

    client.post(address, mine | {"keep-recruiter": "theirs", "seen-recruiter": part.seen})
    opened.refresh_from_db()
    assert (opened.title, opened.location, opened.recruiter) == ("Kok", "Ede", rita)
    client.post(address, mine | {"keep-recruiter": "mine", "seen-recruiter": part.seen})
    opened.refresh_from_db()
    assert opened.recruiter == admin


@pytest.fixture
def petra(organization, at):
    return accounts.find_or_invite(
        organization=organization, name="Petra", email="p@example.org", role=Role.HIRING_MANAGER, at=at
    )


def leaves(member, at):
    Membership.objects.filter(pk=member.pk).update(left_at=at)


def test_a_manager_who_left_stays_to_be_seen_until_somebody_is_chosen(
    sign_in, recruiter, manager, petra, opened, at
):
    leaves(manager, at)
    client, address = sign_in(recruiter), f"/vacancies/{opened.pk}/edit/"
    page = client.get(address).content.decode()
    assert '<option value="">Mark Visser (werkt hier niet meer)</option>' in page
    why = "Mark Visser werkt hier niet meer: kies iemand anders."
    assert why in page
    refused = client.post(address, form_of(client, opened) | {"title": "Kok", "hiring_manager": ""})
    assert refused.context["form"].errors["hiring_manager"] == [why]
    client.post(address, form_of(client, opened) | {"title": "Kok", "hiring_manager": petra.pk})
    opened.refresh_from_db()
    assert (opened.title, opened.hiring_manager) == ("Kok", petra)
    assert manager.name not in client.get(address).content.decode()


def test_an_older_page_with_a_manager_who_left_takes_nobodys_place(
    sign_in, recruiter, manager, petra, opened, at
):
    client, address = sign_in(recruiter), f"/vacancies/{opened.pk}/edit/"
    before = form_of(client, opened)
    client.post(address, before | {"hiring_manager": petra.pk})
    leaves(manager, at)
    assert client.post(address, before | {"title": "Kok"}).status_code == 302
    opened.refresh_from_db()
    assert (opened.title, opened.hiring_manager) == ("Kok", petra)


def test_nobody_who_left_gets_a_vacancy(recruiter, opened, rita, at):
    leaves(rita, at)
    rita.refresh_from_db()
    with pytest.raises(Refused):
        actions.hand_over(
            vacancy=opened, recruiter=rita, hiring_manager=opened.hiring_manager, by=recruiter, at=at
        )


def send(client, vacancy, data, name="profiel.pdf"):
    return client.post(f"/vacancies/{vacancy.pk}/documents/", {"file": SimpleUploadedFile(name, data)})


def test_a_document_is_added_and_served_as_a_download_only(sign_in, recruiter, manager, vacancy):
    data = files.pdf("Organigram")
    assert send(sign_in(manager), vacancy, data, "Orgänigram\r\n <b>.html").status_code == 302
    document = JobDocument.objects.get()
    response = sign_in(recruiter).get(f"/vacancies/documents/{document.pk}/")
    assert b"".join(response.streaming_content) == data
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"].startswith("attachment;")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response.headers["Content-Security-Policy"]


def test_documents_are_for_those_who_see_the_vacancy(
    sign_in, recruiter, interviewer, outsider, manager, vacancy
):
    send(sign_in(recruiter), vacancy, files.pdf("x"))
    document = JobDocument.objects.get()
    for member in (interviewer, outsider):
        assert sign_in(member).get(f"/vacancies/documents/{document.pk}/").status_code == 404
    assert sign_in(manager).post(f"/vacancies/documents/{document.pk}/removal/").status_code == 404


def test_an_organization_chart_may_be_a_picture_and_a_program_may_not(sign_in, recruiter, vacancy):
    client = sign_in(recruiter)
    assert send(client, vacancy, b"\x89PNG\r\n\x1a\n" + bytes(100), "organigram.exe").status_code == 302
    assert JobDocument.objects.get().content_type == "image/png"
    response = send(client, vacancy, b"MZ\x90\x00" + bytes(range(256)) * 9, "organigram.png")
    assert response.context["document_form"].errors
    assert JobDocument.objects.count() == 1


def test_a_removed_document_is_gone_with_its_file(
    sign_in, recruiter, vacancy, django_capture_on_commit_callbacks
):
    client = sign_in(recruiter)
    send(client, vacancy, files.pdf("x"))
    document = JobDocument.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/vacancies/documents/{document.pk}/removal/")
    assert not JobDocument.objects.exists()
    assert not document.file.storage.exists(document.file.name)
    assert client.get(f"/vacancies/documents/{document.pk}/").status_code == 404


def test_closing_takes_coming_interviews_off_the_calendars_and_undo_puts_them_back(
    recruiter, manager, interviewer, opened, at
):
    interview = chain.planned(chain.presented(opened, at=at), [manager, interviewer], at=at)
    Message.objects.all().delete()
    actions.close(vacancy=opened, status="filled", reason="Vervuld", by=recruiter, at=at + HOUR)
    interview.refresh_from_db()
    assert interview.cancelled_at == at + HOUR
    # The candidate hears it from the recruiter, who calls first.
    sent = Message.objects.filter(kind__in=("interview_cancelled", "candidate_cancelled"))
    assert {message.member for message in sent} == {manager, interviewer}
    assert all("METHOD:CANCEL" in message.calendar for message in sent)

    # One of the two had the cancellation before it was undone.
    sent.filter(member=manager).update(state="sent", next_try_at=None)
    actions.reopen(vacancy=opened, by=recruiter, at=at + 2 * HOUR)
    interview.refresh_from_db()
    assert interview.cancelled_at is None
    about = Message.objects.filter(application_id=interview.application_id)
    assert [message.member for message in about.filter(kind="interview_cancelled")] == [manager]
    invited = about.filter(calendar_method="REQUEST")
    assert [message.member for message in invited] == [manager]
    assert stages(opened) == ["interview"]


def test_before_signing_the_recruiter_already_finds_the_candidates_from_the_page(
    sign_in, recruiter, manager, vacancy
):
    board = f"/vacancies/{vacancy.pk}/candidates/"
    assert board in page(sign_in(recruiter), vacancy).content.decode()
    assert board not in page(sign_in(manager), vacancy).content.decode()
