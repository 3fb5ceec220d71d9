"""A file of 100 MB: said at its field and not kept, with the rest of the form as it was typed."""

import re
from io import BytesIO

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from django.urls import reverse
from playwright.sync_api import expect

from samenwerf.candidates.models import Document
from tests import chain

TOO_LARGE = settings.MAX_UPLOAD_BYTES + 1


def test_a_file_that_is_too_large_leaves_the_rest_of_the_form_as_it_was(vacancy_open, recruiter, sign_in):
    url = reverse("candidates:add", args=[vacancy_open.pk])
    typed = {"name": "Ömer 👷 Şahin", "email": "omer@example.org", "pitch": "Bouwde zelf een lijn om."}
    file = SimpleUploadedFile("cv.pdf", b"%PDF-1.4" + b"x" * TOO_LARGE)
    response = sign_in(recruiter).post(url, {**typed, "cv": file})
    page = response.content.decode()
    assert response.status_code == 422
    assert "hooguit 15 MB past" in page
    assert all(text in page for text in typed.values())
    assert not Document.objects.exists()


def test_of_a_file_that_is_too_large_nothing_is_stored_and_its_size_is_known(tmp_path, settings):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    request = RequestFactory().post("/", {"file": SimpleUploadedFile("a.pdf", b"x" * TOO_LARGE), "b": "c"})
    assert request.FILES["file"].size == TOO_LARGE
    assert request.FILES["file"].read() == b""
    assert request.POST["b"] == "c"


class Unread(BytesIO):
    def read(self, *args):
        raise AssertionError("read what would be refused anyway")


def test_what_no_form_can_be_is_refused_unread(db, client):
    announced = {
        "CONTENT_TYPE": "multipart/form-data; boundary=x",
        "CONTENT_LENGTH": str(settings.MAX_REQUEST_BYTES + 1),
        "wsgi.input": Unread(),
    }
    response = client.generic("POST", "/welcome/", **announced)
    assert response.status_code == 413
    assert "een bestand mag hooguit 15 MB zijn" in response.content.decode()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_page_refuses_a_file_that_is_too_large_before_sending_it(
    vacancy_open, recruiter, open_page, tmp_path
):
    file, small = tmp_path / "groot.pdf", tmp_path / "klein.pdf"
    with file.open("wb") as out:
        out.truncate(100 * 1024 * 1024)
    small.write_bytes(b"%PDF-1.4")
    page = open_page(f"/vacancies/{vacancy_open.pk}/candidates/new/", member=recruiter)
    sent = []
    page.on("request", lambda request: request.method == "POST" and sent.append(request.url))
    page.get_by_label("Naam").fill("Ömer")
    page.locator("input[type=file]").set_input_files(file)
    said = page.get_by_text(re.compile("Dit bestand is 100 MB; hooguit 15 MB past"))
    expect(said).to_be_visible()
    page.locator("main button.main").click()
    expect(page.locator("input[type=file]")).to_be_focused()
    expect(page.get_by_label("Naam")).to_have_value("Ömer")
    assert not sent
    page.locator("input[type=file]").set_input_files(small)
    expect(said).to_be_hidden()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_bad_file_for_a_candidate_costs_none_of_the_words_beside_it(
    vacancy_open, recruiter, open_page, tmp_path, at
):
    application = chain.new_candidate(vacancy_open, at=at)
    file = tmp_path / "leeg.pdf"
    file.touch()
    page = open_page(f"/applications/{application.pk}/", member=recruiter)
    page.get_by_label("Waarom deze kandidaat").fill("Bouwde zelf een lijn om.")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Bestand toevoegen").click()
    expect(page.get_by_text("Dit bestand is leeg.")).to_be_visible()
    expect(page.get_by_label("Waarom deze kandidaat")).to_have_value("Bouwde zelf een lijn om.")
