"""The endpoint behind `data-wording`: findings as a fragment, nothing stored."""

import pytest

from samenwerf.history.models import HistoryLine
from samenwerf.wording import check
from samenwerf.wording.passes import make_pass
from samenwerf.wording.templatetags.wording import marked

pytestmark = pytest.mark.django_db

URL = "/wording/check/"


def test_a_member_gets_the_question_beside_the_word(recruiter, sign_in):
    page = sign_in(recruiter).post(URL, {"text": "Een echte teamspeler"})
    assert page.status_code == 200
    assert "teamspeler</mark>" in page.content.decode()
    assert "data-use-frame" in page.content.decode()
    assert not HistoryLine.objects.filter(details__icontains="teamspeler").exists()


def test_a_page_opened_by_link_may_ask_with_its_pass(client):
    assert client.post(URL, {"text": "Een echte teamspeler", "pass": make_pass()}).status_code == 200


@pytest.mark.parametrize(
    ("language", "button"),
    [
        ("nl", "Schrijf het als gedrag: “In [situatie] …, wat blijkt uit [resultaat]”"),
        ("en", "Write it as behaviour: “In [situation] …, which shows in [result]”"),
    ],
)
def test_the_frame_on_its_button_is_a_sentence(recruiter, sign_in, language, button):
    client = sign_in(recruiter)
    client.post("/language/", {"language": language, "next": "/"})
    assert button in client.post(URL, {"text": "Een echte teamspeler"}).content.decode()


@pytest.mark.parametrize("given", ["", "page", "page:x:y", "🦜"])
def test_strangers_may_not(given, client):
    assert client.post(URL, {"text": "Een echte teamspeler", "pass": given}).status_code == 404


@pytest.mark.parametrize("text", ["", "Heeft in SAP drie lijnen een week vooruit gepland"])
def test_nothing_found_is_no_content(text, recruiter, sign_in):
    assert sign_in(recruiter).post(URL, {"text": text}).status_code == 204


@pytest.mark.parametrize("text", ["🦜" * 500, "שלום" * 200, "<b>teamspeler</b>", "x" * 50_000, "\x00"])
def test_any_text_is_fine(text, recruiter, sign_in):
    response = sign_in(recruiter).post(URL, {"text": text})
    assert response.status_code in (200, 204)
    assert "<b>teamspeler" not in response.content.decode()


def test_looking_is_not_asking(recruiter, sign_in):
    assert sign_in(recruiter).get(URL).status_code == 303


def test_marks_never_let_markup_through():
    text = "<i>teamspeler</i> & co"
    assert marked(text, check(text)).replace('<mark class="vague">', "").replace("</mark>", "") == (
        "&lt;i&gt;teamspeler&lt;/i&gt; &amp; co"
    )
