"""Who is erased is nowhere any more: in no row, in no file, behind no link. The history keeps the code."""

import uuid

import pytest
from django.apps import apps
from django.core import serializers
from django.core.files.base import ContentFile

from samenwerf.accounts.models import AccessLink
from samenwerf.candidates import actions as candidates
from samenwerf.candidates.models import Candidate, Document
from samenwerf.core.errors import Refused
from samenwerf.feedback import actions as feedback
from samenwerf.history.models import HistoryLine
from samenwerf.home.actions import erase_candidate
from samenwerf.interviews import actions as interviews
from samenwerf.memos.models import VoiceMemo
from samenwerf.memos.tests.sounds import tone, upload
from tests import chain

pytestmark = pytest.mark.django_db

NAME, EMAIL, SAID = "Xaviera Unieknaam", "xaviera@example.net", "Vertelde over de brand in de lakstraat"


def everything_stored() -> str:
    """Every row of every table, in words."""
    models = [model for model in apps.get_models() if model._meta.managed]
    return "".join(serializers.serialize("json", model._base_manager.all()) for model in models)


@pytest.fixture
def turned_down(vacancy_open, manager, interviewer, recruiter, at):
    """Presented with a CV, interviewed, heard in a memo, turned down with a reason, and told so."""
    application = candidates.add(vacancy=vacancy_open, name=NAME, email=EMAIL, by=recruiter, at=at)
    Document.objects.create(
        candidate=application.candidate, name="cv-xaviera.pdf", content_type="application/pdf", size=3,
        uploaded_by=recruiter, uploaded_at=at, file=ContentFile(b"cv", name="a"),
    )  # fmt: skip
    candidates.present(application=application, pitch=f"{NAME} plant in SAP.", by=recruiter, at=at)
    interview = chain.planned(application, [manager, interviewer], at=at)
    interviews.finish(interview=interview, at=interview.ends_at)
    later = interview.ends_at
    recording = feedback.Recording(upload(tone("webm", "libopus")), uuid.uuid4())
    criteria = list(vacancy_open.scorecard.criteria.all())
    for author, spoken in ((manager, None), (interviewer, recording)):
        feedback.hand_in(
            interview=interview, author=author, verdict=2, observed=SAID, recording=spoken,
            scores=[feedback.Score(each, 2) for each in criteria], device_key=uuid.uuid4(), at=later,
        )  # fmt: skip
    feedback.decide(
        application=application, kind="reject", reason=SAID, criteria=criteria[:1], by=manager, at=later
    )
    candidates.tell(application=application, note=f"Gebeld met {NAME}", by=recruiter, at=later)
    application.refresh_from_db()
    return application


def test_nothing_of_an_erased_candidate_is_left_and_nothing_of_others_is_gone(
    turned_down, vacancy_open, recruiter, at, django_capture_on_commit_callbacks
):
    other = chain.presented(vacancy_open, at=at, name="Bram Blijft")
    files = [Document.objects.get().file, VoiceMemo.objects.get().file]
    assert all(trace in everything_stored() for trace in (NAME, EMAIL, SAID, "cv-xaviera"))
    assert all(file.storage.exists(file.name) for file in files)

    with django_capture_on_commit_callbacks(execute=True):
        erase_candidate(candidate=turned_down.candidate, by=recruiter, at=turned_down.closed_at)

    stored = everything_stored()
    assert [trace for trace in (NAME, "Xaviera", EMAIL, SAID, "cv-xaviera") if trace in stored] == []
    assert not any(file.storage.exists(file.name) for file in files)
    assert Candidate.objects.get() == other.candidate
    assert other.candidate.name in stored
    assert set(AccessLink.objects.filter(purpose="review").values_list("target_id", flat=True)) == {other.pk}


def test_the_history_keeps_that_it_happened_under_the_code(turned_down, recruiter):
    code = turned_down.candidate.code
    erase_candidate(candidate=turned_down.candidate, by=recruiter, at=turned_down.closed_at)
    line = HistoryLine.objects.get(verb="candidate.erased")
    assert (line.member, line.details) == (recruiter, {"code": code})


def test_who_is_in_process_hears_from_us_first(vacancy_open, recruiter, at):
    application = chain.presented(vacancy_open, at=at, name=NAME)
    with pytest.raises(Refused):
        erase_candidate(candidate=application.candidate, by=recruiter, at=at)
    assert Candidate.objects.filter(name=NAME).exists()


def test_the_page_of_the_candidate_offers_it_and_leads_to_the_list(turned_down, sign_in, recruiter):
    client, page = sign_in(recruiter), f"/candidates/{turned_down.candidate_id}/"
    assert f"{page}erase/" in client.get(page).content.decode()
    answer = client.post(f"{page}erase/", follow=True)
    assert answer.redirect_chain == [("/candidates/", 302)]
    assert NAME not in answer.content.decode()
    assert client.get(page).status_code == 404


def test_while_in_process_the_page_says_when_it_can_be(vacancy_open, sign_in, recruiter, at):
    application = chain.presented(vacancy_open, at=at)
    client, page = sign_in(recruiter), f"/candidates/{application.candidate_id}/"
    assert f"{page}erase/" not in client.get(page).content.decode()
    answer = client.post(f"{page}erase/", follow=True).content.decode()
    assert "nog in de procedure" in answer
