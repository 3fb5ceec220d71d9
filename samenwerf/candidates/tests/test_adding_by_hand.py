"""One candidate by hand, with a CV; whatever is wrong, nothing that was given gets lost."""

import io
import uuid
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pypdf import PdfWriter

from samenwerf.candidates import actions
from samenwerf.candidates.models import Application, Candidate, Document
from samenwerf.history.models import HistoryLine
from tests import chain

pytestmark = pytest.mark.django_db


def pdf(password: str = "") -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(120_000_000))
    return stream.getvalue()


@pytest.fixture
def add(sign_in, recruiter, open_vacancy):
    client = sign_in(recruiter)
    address = reverse("candidates:add", args=[open_vacancy.pk])

    def add(cv=None, name_of_cv="cv.pdf", **fields):
        data = {"name": "Eva Bos", "email": "eva@example.org", **fields}
        if cv is not None:
            data["cv"] = SimpleUploadedFile(name_of_cv, cv)
        return client.post(address, data)

    add.client = client
    return add


def test_a_candidate_with_a_cv_comes_on_the_vacancy(add):
    answer = add(pdf(), phone="06-12345678", source="LinkedIn", pitch="Sterk in planning")
    application = Application.objects.get()
    assert answer.url == reverse("candidates:application", args=[application.pk])
    assert application.pitch == "Sterk in planning"
    document = Document.objects.get()
    assert (document.candidate, document.content_type, document.name) == (
        application.candidate,
        "application/pdf",
        "cv.pdf",
    )
    assert "cv" not in document.file.name.rsplit("/", 1)[1]


def test_a_cv_is_kept_when_another_field_is_wrong(add):
    page = add(pdf(), email="geen adres", pitch="Dit niet kwijtraken")
    assert page.status_code == 422
    text = page.content.decode()
    assert "cv.pdf" in text
    assert "Dit niet kwijtraken" in text
    assert not Candidate.objects.exists()

    kept = Document.objects.get()
    add(kept=str(kept.pk))
    kept.refresh_from_db()
    assert kept.candidate == Candidate.objects.get()


def test_the_kept_file_of_somebody_else_is_not_taken(add, admin, at):
    theirs = actions.keep_draft(
        file=SimpleUploadedFile("x.pdf", pdf()), name="x.pdf", content_type="application/pdf", by=admin, at=at
    )
    add(kept=str(theirs.pk))
    theirs.refresh_from_db()
    assert theirs.candidate is None
    for nonsense in ("x", "99999999999999999999", "-1"):
        assert add(kept=nonsense).status_code in (302, 422)


UNUSABLE = [
    (b"", "cv.pdf", "leeg"),
    (pdf("geheim"), "cv.pdf", "wachtwoord"),
    (bomb(), "cv.docx", "ingewikkeld"),
    (b"MZ\x90\x00\x03" + bytes(range(32)) * 9, "cv.pdf", "Kies een pdf"),
    (b"<html><script>alert(1)</script>", "cv.pdf", "Kies een pdf"),
    (b"%PDF-1.7 broken", "cv.pdf", "beschadigd"),
    (b"Gewoon een verhaal", "cv.pdf", "maar is het niet"),
    (b"Gewoon een verhaal", "evil.exe", "Kies een pdf"),
    (pdf(), "evil.exe", "Kies een pdf"),
    (b"x" * (15 * 1024 * 1024 + 1), "cv.txt", "15"),
]


@pytest.mark.parametrize(("data", "name", "words"), UNUSABLE)
def test_a_file_that_cannot_be_used_says_why(add, data, name, words):
    page = add(data, name)
    assert page.status_code == 422
    assert words in page.content.decode()
    assert not Candidate.objects.exists()


@pytest.mark.parametrize(("data", "name", "words"), UNUSABLE)
def test_an_unusable_file_for_a_candidate_says_why_at_its_field(add, data, name, words):
    add(email="")
    application = Application.objects.get()
    address = reverse("candidates:attach", args=[application.pk])
    page = add.client.post(address, {"cv": SimpleUploadedFile(name, data)})
    assert page.status_code == 422
    (error,) = page.context["document_form"].errors["cv"]
    assert words in error
    assert f'<p class="error">{error}</p>' in page.content.decode()
    assert not Document.objects.exists()


def test_a_file_of_a_candidate_who_is_on_no_vacancy_opens(add, sign_in, manager, outsider):
    add(pdf())
    document = Document.objects.get()
    Application.objects.get().delete()
    candidate = document.candidate
    page = add.client.get(reverse("candidates:detail", args=[candidate.pk])).content.decode()
    address = reverse("candidates:own_document", args=[candidate.pk, document.pk])
    assert address in page
    assert add.client.get(address).getvalue().startswith(b"%PDF")
    for stranger in (manager, outsider):
        assert sign_in(stranger).get(address).status_code == 404


def test_a_file_of_the_wrong_person_is_taken_away_with_what_is_stored(
    add, sign_in, manager, outsider, django_capture_on_commit_callbacks
):
    add(pdf())
    application, document = Application.objects.get(), Document.objects.get()
    places = {
        "candidates:remove_file": reverse("candidates:application", args=[application.pk]),
        "candidates:remove_own_file": reverse("candidates:detail", args=[application.candidate_id]),
    }
    for name, page in places.items():
        pk = application.pk if name == "candidates:remove_file" else application.candidate_id
        assert reverse(name, args=[pk, document.pk]) in add.client.get(page).content.decode()
    address = reverse("candidates:remove_file", args=[application.pk, document.pk])
    for stranger in (manager, outsider):
        assert sign_in(stranger).post(address).status_code == 404
    with django_capture_on_commit_callbacks(execute=True):
        add.client.post(address)
    assert not Document.objects.exists()
    assert not document.file.storage.exists(document.file.name)
    assert HistoryLine.objects.filter(verb="candidate.file_removed").exists()


@pytest.mark.parametrize("name", ["👩‍🔧 Eva 🎉", "يوسف الحداد", "é" * 200, "<script>alert(1)</script>"])
def test_any_name_is_kept_as_it_is_and_shown_safely(add, name):
    add(name=name, email="")
    application = Application.objects.get()
    assert application.candidate.name == name
    page = add.client.get(reverse("candidates:application", args=[application.pk])).content.decode()
    assert "<script>alert" not in page


@pytest.mark.parametrize(
    "fields", [{"name": ""}, {"name": "x" * 500}, {"email": "x"}, {"phone": "1" * 500}, {"form_key": "x"}]
)
def test_a_wrong_field_says_so_and_stores_nothing(add, fields):
    assert add(**fields).status_code == 422
    assert not Candidate.objects.exists()


def test_two_clicks_add_once_also_without_an_address(add):
    key = str(uuid.uuid4())
    first, second = add(email="", form_key=key), add(email="", form_key=key)
    assert first.url == second.url
    assert Application.objects.count() == 1


def test_a_form_that_comes_back_with_somebody_else_asks_first_and_then_adds(add):
    key = str(uuid.uuid4())
    add(form_key=key)
    asked = add(name="Bo Kok", email="bo@example.org", pitch="Sterk in planning", form_key=key)
    assert asked.status_code == 422
    assert "heeft Eva Bos al toegevoegd" in asked.content.decode()
    assert "Sterk in planning" in asked.content.decode()
    assert Application.objects.count() == 1
    new_key = asked.context["form"]["form_key"].value()
    add(name="Bo Kok", email="bo@example.org", pitch="Sterk in planning", form_key=new_key)
    assert set(Candidate.objects.values_list("name", flat=True)) == {"Eva Bos", "Bo Kok"}


def test_what_was_typed_about_somebody_who_is_on_the_vacancy_already_comes_back_to_copy(add, open_vacancy):
    add()
    page = add(name="E. Bos", phone="06-12345678", pitch="Leidde twaalf mensen")
    assert page.status_code == 422
    said = page.content.decode().split("data-focus>")[1].split("<section")[0]
    for words in ("Eva Bos", "al op deze vacature", "E. Bos", "06-12345678", "Leidde twaalf mensen"):
        assert words in said
    assert Application.objects.get().pitch == ""


def test_a_known_candidate_is_recognised_and_the_new_cv_is_added(add, open_vacancy, recruiter, at):
    known = actions.add(vacancy=open_vacancy, name="Eva", email="eva@example.org", by=recruiter, at=at)
    answer = add(pdf(), email=" EVA@example.org ")
    assert answer.url == reverse("candidates:application", args=[known.pk])
    assert Candidate.objects.count() == 1
    assert known.candidate.documents.count() == 1


def test_a_document_is_served_safely_and_only_to_who_may_see_it(
    add, request, sign_in, open_vacancy, recruiter, manager, at
):
    add(pdf())
    application, document = Application.objects.get(), Document.objects.get()
    address = reverse("candidates:document", args=[application.pk, document.pk])
    for who in ("manager", "interviewer", "outsider", "other_manager"):
        assert sign_in(request.getfixturevalue(who)).get(address).status_code == 404
    actions.present(application=application, pitch="", by=recruiter, at=application.created_at)
    answer = sign_in(manager).get(address)
    assert answer.status_code == 200
    assert answer.getvalue().startswith(b"%PDF")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"] == "application/pdf"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    for who in ("interviewer", "outsider", "other_manager"):
        assert sign_in(request.getfixturevalue(who)).get(address).status_code == 404
    other = chain.new_candidate(open_vacancy, at=at)
    wrong = reverse("candidates:document", args=[other.pk, document.pk])
    assert sign_in(recruiter).get(wrong).status_code == 404
