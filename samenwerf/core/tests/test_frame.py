"""What every page has around it: the living page, the choice of language, errors."""

import pytest
from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.template import Context
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from samenwerf.accounts.models import Person
from samenwerf.core import error_pages, living
from samenwerf.core.templatetags.samenwerf import turn


@pytest.mark.parametrize("theme", ["", "?theme=light", "?theme=dark", "?theme=nonsense"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_living_page_shows_every_component(client, db, theme, language):
    page = client.get(f"/components/{theme}", headers={"Accept-Language": language}).content.decode()
    for name in living.TITLES:
        assert f'id="{name}"' in page
    chosen = theme.removeprefix("?theme=") if theme in ("?theme=light", "?theme=dark") else ""
    said = f' data-theme="{chosen}"' if chosen else ""
    assert f'<html lang="{language}"{said}>' in page


def test_the_living_page_forgets_no_example():
    assert {path.stem for path in living.FOLDER.glob("*.html")} == set(living.TITLES)


def test_a_recruiter_sees_the_living_page_in_the_rail(sign_in, recruiter):
    assert 'class="rail"' in sign_in(recruiter).get("/components/").content.decode()


def test_a_guest_chooses_the_language_on_this_device(client, db):
    answer = client.post("/language/", {"language": "en", "next": "/components/"})
    assert answer.headers["Location"] == "/components/"
    assert '<html lang="en"' in client.get("/components/").content.decode()


def test_a_member_keeps_the_chosen_language(sign_in, recruiter):
    sign_in(recruiter).post("/language/", {"language": "en", "next": "/"})
    assert Person.objects.get(pk=recruiter.person_id).language == "en"


@pytest.mark.parametrize(
    "bad",
    [{"language": "xx"}, {}, {"language": "nl", "next": "https://evil.example/"}, {"next": "//evil.example"}],
)
def test_a_strange_choice_of_language_leads_to_the_first_page(client, db, bad):
    assert client.post("/language/", bad).headers["Location"] == "/"


def test_a_page_that_is_not_there_says_what_to_do(client, db):
    answer = client.get("/nowhere/", headers={"Accept-Language": "nl"})
    assert answer.status_code == 404
    assert "Deze pagina is er niet" in answer.content.decode()


def test_a_form_without_its_token_loses_nothing(db):
    answer = Client(enforce_csrf_checks=True).post("/language/", headers={"Accept-Language": "nl"})
    assert answer.status_code == 403
    assert "Er is niets kwijt" in answer.content.decode()
    assert "data-back" in answer.content.decode()


def test_too_much_in_one_form_is_said(client, db, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    answer = client.post("/language/", "x" * 500, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 413


def test_the_page_after_a_fault_of_ours_needs_nothing_of_ours():
    answer = error_pages.server_error(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert "Hier ging bij ons iets mis" in answer.content.decode()
    assert "Something went wrong on our side" in answer.content.decode()


def test_an_undo_posts_to_its_address(rf):
    shown = [Message(messages.SUCCESS, "Klaar.", extra_tags="/undo/"), Message(messages.ERROR, "Mis.")]
    page = render_to_string("components/toasts.html", {"messages": shown}, request=None)
    assert 'action="/undo/"' in page
    assert 'class="toast error"' in page


def test_the_turn_line_says_you_to_its_owner(recruiter, manager, at):
    def line(reader):
        return turn(Context({"at": at, "member": reader}), party="recruiter", owner=recruiter)

    assert "<b>Sanne de Wit</b>" in line(manager)
    assert "<b>Jij</b>" in line(recruiter) or "<b>You</b>" in line(recruiter)
