"""An interviewer opens the link on a phone and hands in."""

import uuid

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from samenwerf.accounts.models import AccessLink
from samenwerf.agreements.models import Todo
from samenwerf.feedback.models import Feedback
from samenwerf.history.models import HistoryLine
from samenwerf.interviews import actions
from samenwerf.outbox.models import Message
from tests import chain

pytestmark = pytest.mark.django_db


def test_before_the_interview_the_page_is_the_kit(client, interview, interviewer, link, at):
    with time_machine.travel(at, tick=False):
        page = client.get(link(interviewer)).content.decode()
    assert "Wanneer was dit, waar, en wie waren erbij?" in page
    assert "Heb je kinderen of wil je die?" in page
    for criterion in interview.application.vacancy.scorecard.criteria.all():
        assert criterion.name in page
        assert criterion.question_lines[0] in page
        assert criterion.anchors.get(level=3).text in page
    assert 'name="verdict"' not in page


def test_from_the_start_on_the_page_is_the_form(client, interview, interviewer, link):
    with time_machine.travel(interview.starts_at, tick=False):
        page = client.get(link(interviewer)).content.decode()
    assert page.count('name="verdict"') == 4
    assert page.count('type="radio"') == 4 + 4 * 5
    for anchor in interview.application.vacancy.scorecard.criteria.first().anchors.all():
        assert anchor.text in page


def test_handing_in_stores_everything_and_passes_the_turn(client, after, interviewer, link, filled, criteria):
    first = criteria[0]
    typed = filled(observed="Noemde drie stappen.", **{f"observed_{first.pk}": "Stuurde twaalf mensen aan."})

    answer = client.post(link(interviewer), typed)

    assert (answer.status_code, answer.url) == (302, link(interviewer))
    feedback = Feedback.objects.get()
    assert (feedback.author, feedback.verdict, feedback.observed) == (interviewer, 3, "Noemde drie stappen.")
    assert {(r.criterion, r.level, r.observed) for r in feedback.ratings.all()} == {
        (c, 3, "Stuurde twaalf mensen aan." if c == first else "") for c in criteria
    }
    assert not Todo.objects.filter(kind="feedback", owner=interviewer, closed_at=None).exists()
    assert "Bedankt" in client.get(link(interviewer)).content.decode()


def test_what_is_left_empty_counts_as_not_enough_evidence(client, after, interviewer, link, criteria):
    client.post(
        link(interviewer), {"verdict": "2", f"level_{criteria[0].pk}": "0", "device_key": uuid.uuid4()}
    )
    assert [r.level for r in Feedback.objects.get().ratings.all()] == [None] * len(criteria)


def test_a_double_tap_stores_it_once(client, after, interviewer, link, filled):
    for _tap in range(3):
        assert client.post(link(interviewer), filled()).status_code == 302
    assert Feedback.objects.count() == 1


def test_without_a_verdict_the_page_says_so_and_keeps_what_was_filled_in(
    client, after, interviewer, link, filled
):
    typed = filled(observed="Belde de monteur zelf. 👷 مرحبا")
    del typed["verdict"]

    answer = client.post(link(interviewer), typed)

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Kies een van de vier" in page
    assert "Belde de monteur zelf. 👷 مرحبا" in page
    assert page.count("checked") == 4
    assert typed["device_key"] in page
    assert Feedback.objects.count() == 0


def test_a_script_gets_the_errors_by_field_and_else_where_to_go(client, after, interviewer, link, filled):
    refused = client.post(link(interviewer), filled(verdict="9"), headers={"accept": "application/json"})
    assert (refused.status_code, list(refused.json()["errors"])) == (422, ["verdict"])

    stored = client.post(link(interviewer), filled(), headers={"accept": "application/json"})
    assert (stored.status_code, stored.json()) == (200, {"next": link(interviewer)})


def test_somebody_who_is_signed_in_hands_in_on_the_same_page(client, after, interview, interviewer, filled):
    client.force_login(interviewer.person)
    page = f"/interviews/{interview.pk}/feedback/"
    assert client.get(page).status_code == 200
    assert client.post(page, filled()).url == page
    assert Feedback.objects.get().author == interviewer


@pytest.mark.parametrize(
    "file",
    [
        SimpleUploadedFile("memo.webm", b"", "audio/webm"),
        SimpleUploadedFile("memo.webm", b"<html>geen geluid</html>" * 50, "audio/webm"),
        SimpleUploadedFile("cv.pdf", b"%PDF-1.7 " * 50, "application/pdf"),
    ],
)
def test_a_file_that_is_no_sound_is_refused_and_nothing_is_lost(
    client, after, interviewer, link, filled, file
):
    answer = client.post(link(interviewer), filled(observed="Blijft staan", memo=file))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["memo"]
    assert "Blijft staan" in answer.content.decode()
    assert Feedback.objects.count() == 0


def test_a_text_of_500_characters_fits_and_one_of_5000_is_refused_kindly(
    client, after, interviewer, link, filled
):
    answer = client.post(link(interviewer), filled(observed="ü" * 5000))
    assert answer.status_code == 422
    assert "ü" * 5000 in answer.content.decode()
    client.post(link(interviewer), filled(observed="ü" * 500))
    assert Feedback.objects.get().observed == "ü" * 500


def test_opening_the_link_changes_nothing(client, after, interviewer, link):
    def everything():
        models = (Feedback, Todo, HistoryLine, AccessLink, Message)
        return [list(model.objects.order_by("pk").values()) for model in models]

    before = everything()
    for query in ("", "?kit", "?change"):
        client.get(link(interviewer) + query)
        client.head(link(interviewer) + query)
    assert everything() == before


def test_a_change_is_a_new_version_with_a_reason(client, after, interviewer, link, filled):
    client.post(link(interviewer), filled(level="2", observed="Eerst"))
    page = client.get(link(interviewer) + "?change").content.decode()
    assert "Eerst" in page
    assert page.count(" checked") == 5

    changed = filled(level="4", device_key=str(uuid.uuid4()))
    assert client.post(link(interviewer), changed).status_code == 422
    client.post(link(interviewer), {**changed, "reason": "Vergat de rondleiding"})

    versions = Feedback.objects.order_by("number")
    assert [(v.number, v.reason, v.ratings.first().level) for v in versions] == [
        (1, "", 2),
        (2, "Vergat de rondleiding", 4),
    ]


def test_a_cancelled_interview_says_so(client, interview, interviewer, recruiter, link, at):
    with time_machine.travel(at, tick=False):
        path = link(interviewer)
        actions.cancel(interview=interview, reason="Ziek", by=recruiter, at=at)
        page = client.get(path).content.decode()
    assert "gaat niet door" in page


def test_the_subject_of_the_page_is_the_code_and_never_the_name(client, after, interviewer, link):
    page = client.get(link(interviewer)).content.decode()
    title = page[page.index("<title>") : page.index("</title>")]
    assert "K-0001" in title
    assert "Unieknaam" not in title


def test_the_last_to_hand_in_gets_no_question_any_more(client, after, interview, manager, interviewer, link):
    chain.handed_in(interview, interviewer, at=after)
    chain.handed_in(interview, manager, at=after)
    asked = Message.objects.filter(kind="feedback_question").values_list("member", flat=True)
    assert list(asked) == [manager.pk]
