"""Starting a vacancy from a job description or by hand: nothing is taken over unseen or lost."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from samenwerf.accounts.models import Person
from samenwerf.intake.models import Requirement
from samenwerf.outbox.models import Message
from samenwerf.vacancies.models import JobDocument, Vacancy
from samenwerf.vacancies.tests import files, job_descriptions

NEW = "/vacancies/new/"
DETAILS = "/vacancies/new/details/"


@pytest.fixture
def client(sign_in, recruiter):
    return sign_in(recruiter)


def typed(**fields):
    return {
        "title": "Teamleider productie",
        "mode": "full",
        "manager_name": "Joke Jansen",
        "manager_email": "joke@example.org",
        "start_key": str(uuid.uuid4()),
        **fields,
    }


def upload(data, name="vacature.pdf"):
    return {"file": SimpleUploadedFile(name, data)}


@pytest.fixture
def draft(client):
    client.post(NEW, upload(files.pdf(job_descriptions.TEAMLEIDER)))
    return JobDocument.objects.get()


def test_by_hand_a_title_and_a_manager_are_enough(client, recruiter):
    assert client.get(DETAILS).status_code == 200
    response = client.post(DETAILS, typed())
    vacancy = Vacancy.objects.get()
    assert response.headers["Location"] == f"/vacancies/{vacancy.pk}/"
    assert (vacancy.status, vacancy.recruiter, vacancy.hiring_manager.name) == (
        "intake",
        recruiter,
        "Joke Jansen",
    )
    assert vacancy.intake.mode == "full"
    assert not vacancy.intake.requirements.exists()
    assert not Message.objects.exists()


def test_a_known_manager_is_chosen_from_the_list(client, manager, interviewer):
    page = client.get(DETAILS).content.decode()
    assert "Mark Visser" in page
    client.post(DETAILS, typed(manager=manager.pk, manager_name="", manager_email="", mode="express"))
    vacancy = Vacancy.objects.get()
    assert (vacancy.hiring_manager, vacancy.intake.mode) == (manager, "express")


def test_a_document_is_read_and_kept_and_its_lines_are_shown_with_their_source(client, draft, recruiter):
    assert (draft.vacancy, draft.uploaded_by, draft.content_type) == (None, recruiter, "application/pdf")
    response = client.get(DETAILS, {"document": draft.pk})
    page = response.content.decode()
    assert response.context["form"]["title"].value() == "Teamleider productie"
    assert response.context["form"]["location"].value() == "Zwolle"
    assert [choice.kind for choice in response.context["choices"]] == [""] * 5
    assert "Kennis van SAP" in page
    assert "Wat breng je mee?" in page
    assert not Vacancy.objects.exists()


def test_a_line_that_is_a_direct_distinction_is_said_to_be_where_it_is_chosen(client):
    client.post(NEW, {"text": "Wat vragen wij?\n- Max 35 jaar\n- Kennis van SAP"})
    page = client.get(DETAILS, {"document": JobDocument.objects.get().pk})
    assert [len(choice.red) for choice in page.context["choices"]] == [1, 0]
    assert page.content.decode().count('class="ask red"') == 1


def test_only_the_chosen_lines_come_along_as_they_were_edited(client, draft):
    client.post(
        DETAILS,
        typed(
            document=draft.pk,
            **{
                "text-0": "Heeft een ploeg van twaalf geleid",
                "kind-0": "must_have",
                "text-1": "Kennis van SAP",
                "kind-1": "",
                "text-3": "Lean",
                "kind-3": "nice_to_have",
                "text-4": "VCA",
                "kind-4": "nonsense",
            },
        ),
    )
    assert list(Requirement.objects.values_list("kind", "text")) == [
        ("must_have", "Heeft een ploeg van twaalf geleid"),
        ("nice_to_have", "Lean"),
    ]
    draft.refresh_from_db()
    assert draft.vacancy == Vacancy.objects.get()


def test_pasted_text_works_like_a_file(client):
    response = client.post(NEW, {"text": job_descriptions.MIXED})
    response = client.get(response.headers["Location"])
    assert response.context["form"]["title"].value() == "Customer Support Agent (Dutch & English)"
    assert len(response.context["choices"]) == 5


@pytest.mark.parametrize("field", ["title", "manager_email"])
def test_bad_input_keeps_everything_that_was_typed_and_the_document(client, draft, field):
    data = typed(document=draft.pk, department="Ploeg 🎉", **{"text-0": "Anders", "kind-0": "no_go"})
    data[field] = ""
    response = client.post(DETAILS, data)
    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    page = response.content.decode()
    for kept in ("Ploeg 🎉", "Joke Jansen", ">Anders</textarea>", f'name="document" value="{draft.pk}"'):
        assert kept in page
    assert response.context["choices"][0].kind == "no_go"
    assert not Vacancy.objects.exists()
    assert not Person.objects.filter(email="joke@example.org").exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "x" * 161},
        {"title": "   "},
        {"manager_email": "geen adres"},
        {"mode": "later"},
        {"mode": ""},
        {"manager": "999999"},
        {"manager": "mij"},
        {"start_key": "geen sleutel"},
        {"manager_email": "SANNE@example.org"},
        {"department": "y" * 121},
    ],
)
def test_nonsense_gets_a_message_at_its_field(client, fields):
    response = client.post(DETAILS, typed(**fields))
    assert response.status_code == 200
    assert response.context["form"].errors
    assert not Vacancy.objects.exists()


def test_a_form_that_comes_back_with_another_vacancy_asks_first_and_then_starts_it(client):
    first = typed()
    assert client.post(DETAILS, first).url == client.post(DETAILS, first).url
    asked = client.post(DETAILS, first | {"title": "Kok"})
    assert "al de vacature Teamleider productie gestart" in asked.content.decode()
    assert asked.context["form"]["title"].value() == "Kok"
    assert Vacancy.objects.count() == 1
    client.post(DETAILS, first | {"title": "Kok", "start_key": asked.context["form"]["start_key"].value()})
    assert set(Vacancy.objects.values_list("title", flat=True)) == {"Teamleider productie", "Kok"}


@pytest.mark.parametrize("title", ["🚀 مدير فريق", "O'Neil & <b>zonen</b>", "x" * 160, "NUL\x00erin"])
def test_names_of_every_kind_are_taken_and_shown_safely(client, title):
    client.post(DETAILS, typed(title=title))
    vacancy = Vacancy.objects.get()
    page = client.get(f"/vacancies/{vacancy.pk}/").content.decode()
    assert vacancy.title == title.replace("\x00", "")
    assert "<b>zonen" not in page


def test_somebody_chosen_and_somebody_typed_is_a_question(client, manager):
    response = client.post(DETAILS, typed(manager=manager.pk))
    assert list(response.context["form"].errors) == ["manager"]


def test_a_line_that_is_too_long_or_empty_says_so_and_saves_nothing(client, draft):
    lines = {"text-0": "x" * 301, "kind-0": "must_have", "text-1": " ", "kind-1": "must_have"}
    response = client.post(DETAILS, typed(document=draft.pk, **lines))
    assert [bool(choice.error) for choice in response.context["choices"]] == [True, True, False, False, False]
    assert "x" * 301 in response.content.decode()
    assert not Vacancy.objects.exists()


def test_a_double_click_makes_one_vacancy(client, draft):
    data = typed(document=draft.pk, **{"text-0": "Een eis", "kind-0": "must_have"})
    first, second = client.post(DETAILS, data), client.post(DETAILS, data)
    assert first.headers["Location"] == second.headers["Location"]
    by_hand = typed()
    client.post(DETAILS, by_hand)
    client.post(DETAILS, by_hand)
    assert Vacancy.objects.count() == 2
    assert Requirement.objects.count() == 1


@pytest.mark.parametrize(
    ("data", "part"),
    [
        (b"", "leeg"),
        (b"\xff\xd8\xff\xe0" + bytes(500), "geen PDF"),
        (files.encrypted_pdf("x", "geheim"), "wachtwoord"),
        (files.pdf(""), "geen tekst"),
        (files.docx_bomb(), "te lang"),
        (b"%PDF-1.7\n" + bytes(900), "beschadigd"),
    ],
    ids=["empty", "picture", "encrypted", "scan", "bomb", "broken"],
)
def test_a_file_that_cannot_be_read_says_why_and_keeps_the_pasted_text(client, data, part):
    response = client.post(NEW, {**upload(data), "text": "Wat ik al had"})
    assert response.status_code == 200
    assert part in str(response.context["form"].errors["file"])
    assert "Wat ik al had" in response.content.decode()
    assert not JobDocument.objects.exists()


def test_a_file_of_more_than_15_mb_is_refused(client):
    response = client.post(NEW, upload(bytes(15 * 1024 * 1024 + 1)))
    assert list(response.context["form"].errors) == ["file"]


def test_nothing_chosen_says_what_to_do(client):
    assert list(client.post(NEW, {}).context["form"].errors) == ["file"]


def test_the_draft_of_somebody_else_does_not_exist(client, draft, sign_in, admin, outsider):
    for member in (admin, outsider):
        other = sign_in(member)
        assert other.get(DETAILS, {"document": draft.pk}).status_code == 404
        assert other.post(DETAILS, typed(document=draft.pk)).status_code == 404
    assert client.get(DETAILS, {"document": "12; drop"}).status_code == 200


def test_only_recruiters_start_vacancies(sign_in, manager, interviewer, db):
    for member in (manager, interviewer):
        for address in (NEW, DETAILS):
            assert sign_in(member).get(address).status_code == 404
            assert sign_in(member).post(address, typed()).status_code == 404
