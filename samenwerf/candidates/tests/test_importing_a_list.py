"""A recruiter brings in a list: look, say what is what, see what happens, say yes."""

import io
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from samenwerf.agreements.models import Todo
from samenwerf.candidates import actions, jobs, lists
from samenwerf.candidates.actions import importing
from samenwerf.candidates.models import Application, Candidate, ImportRun, StageChange, WaitingPeriod
from samenwerf.candidates.views.importing import safe
from samenwerf.core.errors import Refused
from samenwerf.history.models import HistoryLine
from samenwerf.outbox.models import Message

pytestmark = pytest.mark.django_db

LIST = """Voornaam;Tussenvoegsel;Achternaam;E-mailadres;Mobiel;Bron
Jan;van der;Berg;jan@example.org;612345678;LinkedIn
Eva;;Bos;eva@example.org;06-87654321;Website
;;;leeg@example.org;;
Bo;;Kok;geen-adres;;
Jan;v.d.;Berg;JAN@example.org;;
"""


def upload(client, vacancy, text=LIST, name="lijst.csv"):
    data = text.encode("cp1252") if isinstance(text, str) else text
    return client.post(
        reverse("candidates:import", args=[vacancy.pk]), {"file": SimpleUploadedFile(name, data)}
    )


def check(client, run):
    """Agrees with the columns as they are proposed."""
    page = client.get(reverse("candidates:import_columns", args=[run.pk]))
    form = page.context["form"]
    chosen = {bound.html_name: bound.value() for bound, _samples in form.parts()}
    sheet = form.columns.table.sheet or "-"
    return client.post(
        reverse("candidates:import_columns", args=[run.pk]), {**chosen, "sheet": sheet, "has_header": "on"}
    )


@pytest.fixture
def client(sign_in, recruiter):
    return sign_in(recruiter)


def checked(client, vacancy, text=LIST):
    upload(client, vacancy, text)
    run = ImportRun.objects.latest("pk")
    check(client, run)
    run.refresh_from_db()
    return run


def test_nothing_is_stored_before_the_yes_and_then_each_has_a_turn_and_a_clock(
    client, open_vacancy, recruiter
):
    run = checked(client, open_vacancy)
    assert run.state == "checked"
    assert (run.total, run.good, len(run.problems), len(run.duplicates)) == (5, 2, 3, 0)
    assert [(p["line"], p["reasons"]) for p in run.problems] == [
        (4, ["no_name"]),
        (5, ["bad_email"]),
        (6, ["same_email:2"]),
    ]
    assert not Candidate.objects.exists()

    client.post(reverse("candidates:import_confirm", args=[run.pk]))
    run.refresh_from_db()
    assert (run.state, run.imported) == ("done", 2)
    first, second = Candidate.objects.order_by("pk")
    assert (first.code, first.name, first.email, first.phone, first.source) == (
        "K-0001",
        "Jan van der Berg",
        "jan@example.org",
        "0612345678",
        "LinkedIn",
    )
    assert second.code == "K-0002"
    for application in Application.objects.all():
        (todo,) = Todo.objects.filter(application_id=application.pk, closed_at=None)
        assert (todo.kind, todo.owner, todo.code) == ("present", recruiter, application.candidate.code)
        assert todo.due_at > application.created_at
        assert WaitingPeriod.objects.get(application=application).holder == "recruiter"
        assert StageChange.objects.get(application=application).to_stage == "new"
    (line,) = HistoryLine.objects.filter(verb__startswith="candidate.")
    assert (line.verb, line.details["candidates"], line.vacancy_id) == (
        "candidate.imported",
        2,
        open_vacancy.pk,
    )
    assert not Message.objects.filter(member=recruiter).exists()


GUESSED_WRONG = {"column_0": "first_name", "column_3": "phone", "sheet": "-", "has_header": "on"}
ONLY_FIRST_NAMES = """Roepnaam;Achternaam kandidaat;E-mail;Solli-datum
Zoë;Bakker;zoe@example.org;2026-11-01
Tess;Vos;tess@example.org;2026-11-02
"""


def test_where_a_candidate_came_from_stands_on_their_pages(client, open_vacancy):
    imported(client, open_vacancy)
    application = Application.objects.get(candidate__name="Jan van der Berg")
    for address in (
        reverse("candidates:application", args=[application.pk]),
        reverse("candidates:detail", args=[application.candidate_id]),
    ):
        assert "Bron: LinkedIn" in client.get(address).content.decode()


def test_the_check_shows_the_first_lines_as_they_will_come_in(client, open_vacancy):
    run = checked(client, open_vacancy)
    page = client.get(reverse("candidates:import_run", args=[run.pk]))
    assert [draft.name for draft in page.context["preview"]] == ["Jan van der Berg", "Eva Bos"]
    assert "jan@example.org · 0612345678 · via LinkedIn" in page.content.decode()
    assert page.context["doubts"] == []


def test_the_check_does_not_show_who_is_on_the_vacancy_already_among_who_will_come_in(
    client, open_vacancy, recruiter, at
):
    actions.add(vacancy=open_vacancy, name="Jan", email="jan@example.org", by=recruiter, at=at)
    run = checked(client, open_vacancy)
    page = client.get(reverse("candidates:import_run", args=[run.pk]))
    assert [draft.name for draft in page.context["preview"]] == ["Eva Bos"]


def test_the_history_says_that_a_candidate_came_in_with_a_list_also_after_the_next_step(
    client, open_vacancy, recruiter, at
):
    imported(client, open_vacancy)
    application = Application.objects.first()
    page = reverse("candidates:application", args=[application.pk])
    assert "Binnengekomen met een lijst" in client.get(page).content.decode()
    actions.present(application=application, pitch="", by=recruiter, at=application.created_at)
    history = client.get(page).content.decode().split('id="history"')[1]
    assert "stelde K-0001 voor" in history
    assert "Binnengekomen met een lijst" in history


def test_the_check_warns_about_columns_that_cannot_be_right(client, open_vacancy):
    upload(client, open_vacancy, ONLY_FIRST_NAMES)
    run = ImportRun.objects.get()
    client.post(reverse("candidates:import_columns", args=[run.pk]), GUESSED_WRONG)
    page = client.get(reverse("candidates:import_run", args=[run.pk])).content.decode()
    for words in ("achternaam, of de voornaam", "Geen kolom is het e-mailadres", "lijkt niet op telefoon"):
        assert words in page


def test_who_stands_twice_in_the_list_is_not_counted_as_a_mistake(client, open_vacancy):
    run = checked(client, open_vacancy, LIST + "Jan;van der;Berg;jan@example.org;;\n")
    page = client.get(reverse("candidates:import_run", args=[run.pk]))
    assert (page.context["mistake_count"], page.context["twice_count"]) == (2, 2)
    assert "Dezelfde persoon staat op regel 2." in page.content.decode()
    assert "Zelfde e-mailadres als op regel 2." in page.content.decode()


def mend(client, run, line, **fields):
    """Corrects what stands on this line; what is not named stays as the page shows it."""
    shown = client.get(reverse("candidates:import_run", args=[run.pk])).context["problems"]
    form = next(form for wrong, _why, form in shown if wrong.number == line)
    data = {f"line-{line}-{name}": fields.get(name, value) for name, value in form.initial.items()}
    return client.post(reverse("candidates:import_mend", args=[run.pk, line]), data, follow=True)


def test_the_page_says_whose_turn_it_will_be_and_calls_the_reader_you(client, sign_in, admin, open_vacancy):
    address = reverse("candidates:import_run", args=[checked(client, open_vacancy).pk])
    assert "ben jij aan zet" in client.get(address).content.decode()
    assert "is Sanne de Wit aan zet" in sign_in(admin).get(address).content.decode()


def test_a_wrong_line_is_mended_in_place_and_comes_in_with_the_others(client, open_vacancy):
    run = checked(client, open_vacancy)
    page = mend(client, run, 5, email="bo@example.org")
    assert "Regel 5 klopt nu." in page.content.decode()
    run.refresh_from_db()
    assert (run.state, run.good, [problem["line"] for problem in run.problems]) == ("checked", 3, [4, 6])

    mend(client, run, 4, name="Lea Prins")
    client.post(reverse("candidates:import_confirm", args=[run.pk]))
    assert set(Candidate.objects.values_list("name", "email")) == {
        ("Jan van der Berg", "jan@example.org"),
        ("Eva Bos", "eva@example.org"),
        ("Bo Kok", "bo@example.org"),
        ("Lea Prins", "leeg@example.org"),
    }
    run.refresh_from_db()
    assert run.mended == {}


def test_what_is_still_wrong_with_a_mended_line_is_said_at_its_field_and_stays_typed(client, open_vacancy):
    run = checked(client, open_vacancy)
    page = mend(client, run, 5, email="bo@")
    assert page.status_code == 422
    form = next(form for wrong, _why, form in page.context["problems"] if wrong.number == 5)
    assert form["email"].value() == "bo@"
    assert form.errors["email"]
    run.refresh_from_db()
    assert len(run.problems) == 3


def test_a_mended_line_with_the_address_of_another_is_still_left_out(client, open_vacancy):
    run = checked(client, open_vacancy)
    page = mend(client, run, 5, email="eva@example.org").content.decode()
    assert "Regel 5: Zelfde e-mailadres als op regel 3." in page
    assert "Bo Kok · eva@example.org" in page


def test_only_a_wrong_line_of_a_checked_list_is_mended(client, open_vacancy, at):
    run = checked(client, open_vacancy)
    fields = {"name": "Lea", "email": "", "phone": "", "source": "", "pitch": ""}
    with pytest.raises(Refused):
        actions.mend_line(run=run, line=2, fields=fields, at=at)
    client.post(reverse("candidates:import_confirm", args=[run.pk]))
    with pytest.raises(Refused):
        actions.mend_line(run=run, line=4, fields=fields, at=at)
    assert client.post(reverse("candidates:import_mend", args=[run.pk, 99])).status_code == 302


def test_what_was_mended_stays_when_other_columns_are_chosen(client, open_vacancy):
    run = checked(client, open_vacancy)
    mend(client, run, 5, email="bo@example.org")
    check(client, run)
    run.refresh_from_db()
    assert (run.good, len(run.problems)) == (3, 2)


def test_many_wrong_lines_are_mended_page_by_page_and_a_long_list_is_checked_in_the_background(
    client, open_vacancy, monkeypatch
):
    monkeypatch.setattr(importing, "CHECKED_AT_ONCE", 10)
    wrong = "".join(f"Bo {number};geen-adres\n" for number in range(50))
    run = checked(client, open_vacancy, f"Naam;E-mail\n{wrong}")
    address = reverse("candidates:import_run", args=[run.pk])
    second = client.get(f"{address}?page=2")
    (first, _why, form), *_others = second.context["problems"]
    assert (first.number, form.initial["name"]) == (22, "Bo 20")
    data = {"line-22-name": "Bo 20", "line-22-email": "bo20@example.org"}
    answer = client.post(reverse("candidates:import_mend", args=[run.pk, 22]) + "?page=2", data)
    assert answer["Location"] == f"{address}?page=2#wrong"
    run.refresh_from_db()
    assert (run.state, run.good, len(run.problems)) == ("checked", 1, 49)


def imported(client, vacancy, text=LIST):
    run = checked(client, vacancy, text)
    client.post(reverse("candidates:import_confirm", args=[run.pk]))
    run.refresh_from_db()
    return run


def test_an_import_is_undone_as_if_nobody_came_in(client, open_vacancy, recruiter):
    run = imported(client, open_vacancy)
    undo = reverse("candidates:import_undo", args=[run.pk])
    assert undo in client.get(reverse("candidates:import_run", args=[run.pk])).content.decode()
    client.post(undo)
    run.refresh_from_db()
    assert run.state == "undone"
    for rows in (Candidate, Application, StageChange, WaitingPeriod):
        assert not rows.objects.exists()
    assert not Todo.objects.filter(kind="present").exists()
    line = HistoryLine.objects.latest("pk")
    assert (line.verb, line.details["candidates"]) == ("candidate.import_undone", 2)
    # Twice changes nothing.
    client.post(undo)
    assert HistoryLine.objects.filter(verb="candidate.import_undone").count() == 1
    assert client.get(reverse("candidates:import_run", args=[run.pk])).status_code == 200


def test_whom_we_knew_before_an_import_stays_known_after_undoing_it(
    client, open_vacancy, organization, recruiter, manager, at
):
    from samenwerf.vacancies.models import Vacancy

    other = Vacancy.objects.create(
        organization=organization, title="Andere", recruiter=recruiter, hiring_manager=manager, created_at=at
    )
    actions.add(vacancy=other, name="Eva Bos", email="eva@example.org", by=recruiter, at=at)
    run = imported(client, open_vacancy)
    assert open_vacancy.applications.count() == 2
    client.post(reverse("candidates:import_undo", args=[run.pk]))
    assert not open_vacancy.applications.exists()
    assert [(person.name, person.applications.count()) for person in Candidate.objects.all()] == [
        ("Eva Bos", 1)
    ]


def turn_down(application, recruiter, at):
    actions.turn_down(application=application, reason="Te ver weg", by=recruiter, at=at)


def withdraw(application, recruiter, at):
    actions.withdraw(application=application, reason="Andere baan", by=recruiter, at=at)


def correct(application, recruiter, at):
    actions.correct(candidate=application.candidate, name="Eva Bosch", by=recruiter, at=at)


def attach(application, recruiter, at):
    file = SimpleUploadedFile("cv.txt", b"cv")
    actions.attach(
        candidate=application.candidate,
        file=file,
        name="cv.txt",
        content_type="text/plain",
        by=recruiter,
        at=at,
    )


@pytest.mark.parametrize("happens", [turn_down, withdraw, correct, attach])
def test_an_import_stays_once_something_happened_with_one_of_the_candidates(
    client, open_vacancy, recruiter, happens
):
    run = imported(client, open_vacancy)
    application = Application.objects.latest("pk")
    happens(application, recruiter, run.finished_at + timedelta(hours=1))
    undo = reverse("candidates:import_undo", args=[run.pk])
    assert undo not in client.get(reverse("candidates:import_run", args=[run.pk])).content.decode()
    client.post(undo)
    run.refresh_from_db()
    assert run.state == "done"
    assert open_vacancy.applications.count() == 2


def test_what_happened_and_was_taken_back_does_not_keep_an_import(client, open_vacancy, recruiter):
    run = imported(client, open_vacancy)
    application = Application.objects.latest("pk")
    at = run.finished_at + timedelta(hours=1)
    turn_down(application, recruiter, at)
    actions.take_back_turning_down(application=application, by=recruiter, at=at + timedelta(minutes=1))
    client.post(reverse("candidates:import_undo", args=[run.pk]))
    assert not open_vacancy.applications.exists()


def test_what_came_in_before_a_list_was_stopped_can_be_undone_too(client, open_vacancy, recruiter, at):
    run = importing_run(open_vacancy, recruiter, at)
    drafts, _cells = lists.drafts_of(run)
    importing.import_batch(run=run, drafts=drafts[:10], at=at)
    importing.cancel_import(run=run, at=at)
    client.post(reverse("candidates:import_undo", args=[run.pk]))
    assert not open_vacancy.applications.exists()


def test_the_page_of_an_import_costs_the_same_for_few_and_many(
    client, open_vacancy, django_assert_max_num_queries
):
    run = imported(client, open_vacancy)
    with django_assert_max_num_queries(12):
        client.get(reverse("candidates:import_run", args=[run.pk]))


def test_imported_candidates_go_through_the_rest_of_the_chain(client, open_vacancy, at, recruiter):
    run = checked(client, open_vacancy)
    client.post(reverse("candidates:import_confirm", args=[run.pk]))
    application = Application.objects.earliest("pk")
    actions.present(
        application=application, pitch="Sterk", by=recruiter, at=application.created_at + timedelta(hours=1)
    )
    application.refresh_from_db()
    assert application.stage == "presented"


@pytest.mark.parametrize(("choice", "applications"), [("add", 2), ("skip", 1)])
def test_known_candidates_are_shown_and_the_person_chooses(
    client, open_vacancy, recruiter, manager, organization, at, choice, applications
):
    from samenwerf.vacancies.models import Vacancy

    other = Vacancy.objects.create(
        organization=organization,
        title="Andere",
        recruiter=recruiter,
        hiring_manager=manager,
        created_at=at,
    )
    actions.add(vacancy=other, name="Eva Bos-Bekend", email="eva@example.org", by=recruiter, at=at)
    run = checked(client, open_vacancy)
    assert [(d["known_as"], d["here"]) for d in run.duplicates] == [("Eva Bos-Bekend", False)]
    page = client.get(reverse("candidates:import_run", args=[run.pk])).content.decode()
    assert "Eva Bos-Bekend" in page

    client.post(reverse("candidates:import_confirm", args=[run.pk]), {"known": choice})
    assert open_vacancy.applications.count() == applications
    assert Candidate.objects.filter(email="eva@example.org").count() == 1
    assert Candidate.objects.get(email="eva@example.org").name == "Eva Bos-Bekend"


def test_the_same_list_twice_doubles_nobody_also_without_addresses(client, open_vacancy):
    text = "Naam;Telefoon;E-mail\nZonder Adres;0611111111;\nEva Bos;;eva@example.org\n"
    for _time in range(2):
        run = checked(client, open_vacancy, text)
        client.post(reverse("candidates:import_confirm", args=[run.pk]))
    run.refresh_from_db()
    assert [d["here"] for d in run.duplicates] == [True, True]
    assert open_vacancy.applications.count() == 2


def test_yes_twice_imports_once(client, open_vacancy):
    run = checked(client, open_vacancy)
    for _time in range(2):
        client.post(reverse("candidates:import_confirm", args=[run.pk]))
    assert open_vacancy.applications.count() == 2
    assert HistoryLine.objects.filter(verb="candidate.imported").count() == 1


def importing_run(open_vacancy, recruiter, at, lines=25):
    """An import that has its yes, and a job that nobody works on yet."""
    text = "Naam,E-mail\n" + "".join(f"Naam {n},n{n}@example.org\n" for n in range(lines))
    run = importing.start_import(
        vacancy=open_vacancy,
        data=text.encode(),
        name="a.csv",
        columns=["Naam", "E-mail"],
        mapping={"fields": {"name": 0, "email": 1}, "sheet": "", "has_header": True},
        by=recruiter,
        at=at,
    )
    ImportRun.objects.filter(pk=run.pk).update(state="importing", total=lines)
    run.refresh_from_db()
    return run


def test_a_killed_worker_loses_nothing_and_the_next_doubles_nothing(open_vacancy, recruiter, at, monkeypatch):
    run = importing_run(open_vacancy, recruiter, at)
    monkeypatch.setattr(importing, "BATCH", 10)
    drafts, _cells = lists.drafts_of(run)
    assert importing.import_batch(run=run, drafts=drafts[:10], at=at)
    # The worker is gone in the middle of the second batch: its transaction never ends.
    assert not importing.import_batch(run=run, drafts=drafts[:10], at=at)

    jobs.work_on_import.call(run.pk)
    jobs.work_on_import.call(run.pk)
    run.refresh_from_db()
    assert (run.state, run.imported, run.seen) == ("done", 25, 25)
    assert open_vacancy.applications.count() == 25
    assert Candidate.objects.count() == 25
    assert Todo.objects.filter(kind="present", closed_at=None).count() == 25


def test_cancelling_halfway_keeps_who_is_in_and_throws_the_list_away(
    open_vacancy, recruiter, at, django_capture_on_commit_callbacks
):
    run = importing_run(open_vacancy, recruiter, at)
    name = run.file.name
    drafts, _cells = lists.drafts_of(run)
    importing.import_batch(run=run, drafts=drafts[:10], at=at)
    with django_capture_on_commit_callbacks(execute=True):
        importing.cancel_import(run=run, at=at)
    jobs.work_on_import.call(run.pk)
    run.refresh_from_db()
    assert (run.state, run.imported) == ("cancelled", 10)
    assert open_vacancy.applications.count() == 10
    assert not default_storage.exists(name)
    assert HistoryLine.objects.get(verb="candidate.imported").details["candidates"] == 10


def test_a_batch_of_any_size_takes_the_same_queries(
    open_vacancy, recruiter, at, django_assert_max_num_queries
):
    run = importing_run(open_vacancy, recruiter, at, lines=300)
    drafts, _cells = lists.drafts_of(run)
    with django_assert_max_num_queries(26):
        importing.import_batch(run=run, drafts=drafts[:2], at=at)
    with django_assert_max_num_queries(26):
        importing.import_batch(run=run, drafts=drafts[2:], at=at)


def test_a_standing_still_import_can_go_on(client, open_vacancy, recruiter, at):
    run = importing_run(open_vacancy, recruiter, at)
    assert run.is_stalled(at + timedelta(minutes=2))
    page = client.get(reverse("candidates:import_run", args=[run.pk]))
    assert reverse("candidates:import_go_on", args=[run.pk]) in page.content.decode()
    client.post(reverse("candidates:import_go_on", args=[run.pk]))
    run.refresh_from_db()
    assert (run.state, run.imported) == ("done", 25)


def test_the_mapping_of_a_list_with_the_same_columns_is_remembered(client, open_vacancy):
    text = "Wie;Waar\nEva Bos;eva@example.org\n"
    upload(client, open_vacancy, text)
    run = ImportRun.objects.latest("pk")
    client.post(
        reverse("candidates:import_columns", args=[run.pk]),
        {"column_0": "name", "column_1": "", "sheet": "-", "has_header": "on"},
    )
    upload(client, open_vacancy, text)
    assert ImportRun.objects.latest("pk").fields == {"name": 0}


def test_a_column_twice_or_no_name_is_refused_and_the_choice_stays(client, open_vacancy):
    upload(client, open_vacancy)
    address = reverse("candidates:import_columns", args=[ImportRun.objects.get().pk])
    twice = {"column_0": "email", "column_3": "email", "sheet": "-", "has_header": "on"}
    page = client.post(address, twice)
    assert page.status_code == 422
    assert page.context["form"]["column_3"].value() == "email"
    assert {"column_3", "__all__"} == set(page.context["form"].errors)
    assert ImportRun.objects.get().state == "mapping"


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "2007"),
        ("a.xlsx", b"PK\x03\x04 broken", "beschadigd"),
        ("a.pdf", b"%PDF-1.7", "geen lijst"),
        ("a.csv", b"", "leeg"),
    ],
)
def test_an_unreadable_file_is_refused_with_advice(client, open_vacancy, name, data, words):
    page = upload(client, open_vacancy, data, name)
    assert page.status_code == 422
    assert words in page.content.decode()
    assert not ImportRun.objects.exists()


def test_lines_to_mend_are_safe_in_a_spreadsheet(client, open_vacancy):
    run = checked(client, open_vacancy, 'Naam;E-mail\n"=HYPERLINK(""http://x"")";geen\n+31;@x\n')
    answer = client.get(reverse("candidates:import_problems", args=[run.pk]))
    assert answer["Content-Type"].startswith("text/csv")
    text = answer.content.decode()
    assert "'=HYPERLINK" in text
    assert "'@x" in text
    assert safe(["=1", "a=1", "-2", "\tx"]) == ["'=1", "a=1", "'-2", "'\tx"]


def test_a_list_for_a_closed_vacancy_is_refused(client, open_vacancy, recruiter, at):
    from samenwerf.vacancies import actions as vacancies

    run = checked(client, open_vacancy)
    vacancies.cancel(vacancy=open_vacancy, reason="Weg", by=recruiter, at=at)
    with pytest.raises(Refused):
        importing.confirm_import(run=run, takes_known=True, at=at)
    assert upload(client, open_vacancy).status_code == 422


@pytest.mark.parametrize("who", ["manager", "interviewer", "outsider"])
def test_only_recruiters_of_this_organization_see_a_list(request, sign_in, client, open_vacancy, who):
    run = checked(client, open_vacancy)
    stranger = sign_in(request.getfixturevalue(who))
    for name in ("import_run", "import_columns", "import_problems"):
        assert stranger.get(reverse(f"candidates:{name}", args=[run.pk])).status_code == 404
    for name in ("import_confirm", "import_cancel", "import_go_on", "import_undo"):
        assert stranger.post(reverse(f"candidates:{name}", args=[run.pk])).status_code == 404
    assert stranger.get(reverse("candidates:import", args=[open_vacancy.pk])).status_code == 404
    run.refresh_from_db()
    assert run.state == "checked"


def test_a_workbook_with_sheets_lets_choose_one(client, open_vacancy):
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["Naam", "Mail"])
    book.active.append(["Eva", "eva@example.org"])
    book.create_sheet("Tweede").append(["Volledige naam"])
    book["Tweede"].append(["Bo Kok"])
    stream = io.BytesIO()
    book.save(stream)
    upload(client, open_vacancy, stream.getvalue(), "a.xlsx")
    run = ImportRun.objects.get()
    address = reverse("candidates:import_columns", args=[run.pk])
    page = client.post(address, {"sheet": "Tweede", "has_header": "on", "look": "1"})
    assert [bound.label for bound, _samples in page.context["form"].parts()] == ["Volledige naam"]
    client.post(address, {"sheet": "Tweede", "has_header": "on", "column_0": "name"})
    run.refresh_from_db()
    assert (run.state, run.good) == ("checked", 1)


def test_the_page_asks_for_the_state_alone_while_it_works(client, open_vacancy, recruiter, at):
    run = importing_run(open_vacancy, recruiter, at)
    fragment = client.get(reverse("candidates:import_run", args=[run.pk]), headers={"HX-Request": "true"})
    text = fragment.content.decode()
    assert text.strip().startswith('<div id="state"')
    assert 'hx-trigger="every 1s"' in text


def test_a_list_that_nobody_said_yes_to_is_thrown_away_after_a_week(
    client, open_vacancy, django_capture_on_commit_callbacks
):
    run = checked(client, open_vacancy)
    assert not jobs.forget_lists(run.started_at + timedelta(days=6))
    with django_capture_on_commit_callbacks(execute=True):
        assert jobs.forget_lists(run.started_at + timedelta(days=8))
    assert not jobs.forget_lists(run.started_at + timedelta(days=8))
    assert not default_storage.exists(run.file.name)
