"""The manager looks at a presented candidate through the link: invite, not, or a question."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from samenwerf.accounts.actions import find_or_invite, make_link
from samenwerf.accounts.models import AccessLink
from samenwerf.agreements.models import Todo
from samenwerf.candidates import actions
from samenwerf.candidates.models import ReviewLine
from samenwerf.core.clock import now
from samenwerf.core.errors import Refused
from samenwerf.intake.models import Requirement
from samenwerf.outbox.models import Message
from samenwerf.vacancies.actions import hand_over
from tests import chain

pytestmark = pytest.mark.django_db


@pytest.fixture
def application(open_vacancy, at):
    return chain.presented(open_vacancy, at=at, name="Amira Haddad")


@pytest.fixture
def path(application, manager):
    return make_link(member=manager, purpose="review", target_id=application.pk, at=now()).path


def test_opening_the_link_shows_everything_and_changes_nothing(client, path, application):
    for _time in range(2):
        page = client.get(path)
    text = page.content.decode()
    assert page.status_code == 200
    for expected in ("Amira Haddad", "Sterk in planning.", *chain.MUST_HAVES):
        assert expected in text
    application.refresh_from_db()
    assert application.stage == "presented"
    assert not ReviewLine.objects.exists()
    assert len(page.content) < 30_000


def test_invite_needs_one_tap_and_the_page_says_what_comes_next_and_can_be_taken_back(
    client, path, application
):
    page = client.post(path, {"verdict": "invite"}, follow=True)
    application.refresh_from_db()
    assert application.stage == "invited"
    assert "Uitgenodigd" in page.content.decode()
    assert f"{path}take-back/" in page.content.decode()

    client.post(f"{path}take-back/")
    application.refresh_from_db()
    assert application.stage == "presented"
    assert 'name="verdict"' in client.get(path).content.decode()


def test_what_was_taken_back_says_so_to_both_and_what_was_typed_is_there_again(
    client, path, application, sign_in, recruiter
):
    requirement = application.vacancy.intake.requirements.first()
    client.post(path, {"verdict": "not", "requirement": requirement.pk, "text": "Hooguit drie"})
    client.post(f"{path}take-back/")
    page = client.get(path)
    form = page.context["form"]
    typed = [form[name].value() for name in ("verdict", "requirement", "text")]
    assert typed == ["not", requirement.pk, "Hooguit drie"]
    assert "Hooguit drie</textarea>" in page.content.decode()
    for answer in (page, sign_in(recruiter).get(f"/applications/{application.pk}/")):
        assert "teruggenomen" in answer.content.decode()


def test_a_late_answer_that_is_taken_back_stays_late_and_is_asked_for_once(application, manager, recruiter):
    asked = Todo.objects.get(application_id=application.pk, kind="review")
    mails = Message.objects.filter(member=manager).count()
    late = asked.due_at + timedelta(days=1)
    actions.review(application=application, verdict="invite", by=manager, at=late)
    actions.take_back_review(application=application, by=manager, at=late + timedelta(minutes=1))
    turn = Todo.objects.get(application_id=application.pk, closed_at=None)
    assert (turn, turn.due_at) == (asked, asked.due_at)
    assert turn.is_late(late)
    assert Message.objects.filter(member=manager).count() == mails


def test_a_turn_taken_back_after_handing_over_is_that_of_the_new_manager(
    application, manager, recruiter, organization, at
):
    olga = find_or_invite(
        organization=organization, name="Olga Prins", email="o@example.org", role="hiring_manager", at=at
    )
    actions.withdraw(application=application, reason="Andere baan", by=recruiter, at=at)
    hand_over(vacancy=application.vacancy, recruiter=recruiter, hiring_manager=olga, by=recruiter, at=at)
    actions.reopen(application=application, by=recruiter, at=at + timedelta(hours=1))
    assert Todo.objects.get(application_id=application.pk, closed_at=None).owner == olga
    assert Message.objects.filter(member=olga, kind="your_turn").count() == 1


def test_not_asks_for_the_requirement_and_what_was_seen_and_keeps_what_was_typed(client, path, application):
    page = client.post(path, {"verdict": "not", "text": "Hooguit drie mensen aangestuurd"})
    assert page.status_code == 422
    assert "Hooguit drie mensen aangestuurd" in page.content.decode()
    assert set(page.context["form"].errors) == {"requirement"}

    requirement = application.vacancy.intake.requirements.first()
    client.post(path, {"verdict": "not", "requirement": requirement.pk, "text": "Hooguit drie"})
    line = ReviewLine.objects.get()
    assert (line.verdict, line.requirement_text, line.text) == ("not", requirement.text, "Hooguit drie")
    application.refresh_from_db()
    assert application.stage == "to_tell"


def test_a_requirement_of_another_vacancy_is_no_reason(
    client, path, application, organization, recruiter, manager, at
):
    from samenwerf.vacancies.models import Vacancy

    other = Vacancy.objects.create(
        organization=organization, title="B", recruiter=recruiter, hiring_manager=manager, created_at=at
    )
    foreign = chain.complete_intake(other, at=at).requirements.first()
    page = client.post(path, {"verdict": "not", "requirement": foreign.pk, "text": "x"})
    assert page.status_code == 422
    application.refresh_from_db()
    assert application.stage == "presented"


def test_a_question_goes_to_the_recruiter_and_comes_back_with_the_answer(
    client, path, application, recruiter
):
    client.post(path, {"verdict": "question", "text": "Hoe groot was de ploeg?"})
    page = client.get(path).content.decode()
    assert "Je vraag is gesteld" in page
    assert 'name="verdict"' not in page
    actions.reply(application=application, text="Twaalf mensen", by=recruiter, at=now())
    page = client.get(path).content.decode()
    assert "Twaalf mensen" in page
    assert 'name="verdict"' in page


def test_the_recruiter_reads_the_question_right_above_the_answer(
    sign_in, application, recruiter, manager, at
):
    actions.review(application=application, verdict="question", text="Hoe groot?", by=manager, at=at)
    page = sign_in(recruiter).get(reverse("candidates:application", args=[application.pk])).content.decode()
    step = page[page.index('aria-label="Volgende stap"') : page.index("Stuur het antwoord")]
    assert f"{manager.person.name} vraagt:" in step
    assert "Hoe groot?" in step


def test_the_mail_after_an_answer_is_about_the_question(application, recruiter, manager, at):
    actions.review(application=application, verdict="question", text="Hoe groot?", by=manager, at=at)
    actions.reply(application=application, text="Twaalf mensen", by=recruiter, at=at)
    first, second = Message.objects.filter(application_id=application.pk, kind="your_turn").order_by("pk")
    assert second.subject == f"{application.candidate.code} · Teamleider productie: je vraag is beantwoord"
    assert "Hoe groot?" in second.body
    assert "Twaalf mensen" in second.body
    assert "je vraag" not in first.subject
    assert second.link.purpose == "review"


def test_what_is_answered_already_is_said_kindly(client, path, application, recruiter):
    actions.withdraw(application=application, reason="Andere baan", by=recruiter, at=now())
    page = client.get(path)
    assert page.status_code == 200
    assert "Dit is beantwoord" in page.content.decode()
    late = client.post(path, {"verdict": "invite"})
    assert late.status_code == 422
    application.refresh_from_db()
    assert application.stage == "withdrawn"


def test_a_second_send_of_the_same_answer_changes_nothing(client, path, application):
    client.post(path, {"verdict": "invite"})
    client.post(path, {"verdict": "invite"})
    assert ReviewLine.objects.count() == 1


def test_the_link_opens_only_its_own_candidate_and_mails_the_others(
    client, path, application, open_vacancy, manager, at
):
    second = chain.presented(open_vacancy, at=at, name="Tweede Kandidaat")
    page = client.post(path, {"verdict": "invite"}, follow=True).content.decode()
    assert "Tweede Kandidaat" not in page
    assert "Nog 1 kandidaat wacht op jou" in page
    before = Message.objects.filter(member=manager).count()
    for _time in range(2):
        client.post(f"{path}others/")
    sent = Message.objects.filter(member=manager).order_by("-pk")[: Message.objects.count() - before]
    assert Message.objects.filter(member=manager).count() == before + 1
    assert sent[0].application_id == second.pk


def test_signed_in_the_next_one_is_one_tap_away(sign_in, application, open_vacancy, manager, at):
    second = chain.presented(open_vacancy, at=at, name="Tweede Kandidaat")
    client = sign_in(manager)
    page = client.post(
        reverse("candidates:review", args=[application.pk]), {"verdict": "invite"}, follow=True
    )
    assert reverse("candidates:review", args=[second.pk]) in page.content.decode()


@pytest.mark.parametrize("purpose", ["interview", "decision", "intake", "change"])
def test_a_link_for_another_thing_opens_nothing(client, application, manager, purpose):
    link = make_link(member=manager, purpose=purpose, target_id=application.pk, at=now())
    token = link.path.split("/")[3]
    assert client.get(f"/l/review/{token}/").status_code == 404
    assert client.post(f"/l/review/{token}/", {"verdict": "invite"}).status_code == 404


def test_a_link_to_a_candidate_on_somebody_elses_vacancy_opens_nothing(client, application, other_manager):
    path = make_link(member=other_manager, purpose="review", target_id=application.pk, at=now()).path
    assert client.get(path).status_code == 404
    assert client.post(path, {"verdict": "invite"}).status_code == 404


@pytest.mark.parametrize("who", ["other_manager", "interviewer", "outsider"])
def test_signed_in_nobody_else_can_answer(request, sign_in, application, who):
    client = sign_in(request.getfixturevalue(who))
    address = reverse("candidates:review", args=[application.pk])
    assert client.get(address).status_code == 404
    assert client.post(address, {"verdict": "invite"}).status_code == 404
    assert client.post(reverse("candidates:take_back", args=[application.pk])).status_code == 404


def test_a_recruiter_reads_along_but_does_not_answer(sign_in, application, recruiter):
    client = sign_in(recruiter)
    address = reverse("candidates:review", args=[application.pk])
    assert 'name="verdict"' not in client.get(address).content.decode()
    client.post(address, {"verdict": "invite"})
    application.refresh_from_db()
    assert application.stage == "presented"


def test_nobody_at_all_signs_in_first(application):
    address = reverse("candidates:review", args=[application.pk])
    assert Client().get(address).status_code == 302


def test_what_may_not_be_a_reason_stops_the_no_until_it_is_changed(client, path, application):
    requirement = application.vacancy.intake.requirements.first()
    no = {"verdict": "not", "requirement": requirement.pk}
    page = client.post(path, {**no, "text": "Te oud voor dit team"})
    assert page.status_code == 422
    assert "“Te oud” mag geen reden zijn" in page.content.decode()
    assert "intake getekend" not in page.content.decode()
    assert not ReviewLine.objects.exists()
    client.post(path, {**no, "text": "Stuurde hooguit drie mensen aan"})
    assert ReviewLine.objects.get().verdict == "not"


def test_no_way_around_the_page_gets_such_a_reason_in(application, manager, at):
    requirement = application.vacancy.intake.requirements.first()
    with pytest.raises(Refused, match="mag geen reden zijn"):
        actions.review(
            application=application,
            verdict="not",
            requirement=requirement,
            text="Te jong",
            by=manager,
            at=at,
        )


def test_a_nice_to_have_is_no_reason_and_another_reason_in_words_is(client, vacancy, recruiter, manager, at):
    intake = chain.complete_intake(vacancy, at=at)
    nice = Requirement.objects.create(intake=intake, kind="nice_to_have", text="Kent AFAS")
    no_go = Requirement.objects.create(intake=intake, kind="no_go", text="Werkt ook bij de concurrent")
    application = chain.presented(chain.sealed(vacancy, at=at), at=at)
    path = make_link(member=manager, purpose="review", target_id=application.pk, at=now()).path
    choices = dict(client.get(path).context["form"].fields["requirement"].choices)
    assert nice.pk not in choices
    assert choices[no_go.pk] == "No-go: Werkt ook bij de concurrent"
    with pytest.raises(Refused, match="nooit een reden"):
        actions.review(
            application=application, verdict="not", requirement=nice, text="Kent het niet", by=manager, at=at
        )

    seen = {"verdict": "not", "requirement": "another", "text": "Zoekt 24 uur, wij 36"}
    assert client.post(path, {**seen, "text": ""}).status_code == 422
    client.post(path, seen)
    line = ReviewLine.objects.get()
    assert (line.requirement_id, line.requirement_text, line.text) == (None, "", "Zoekt 24 uur, wij 36")


def test_a_question_is_taken_back_as_long_as_it_was_not_answered(
    client, path, application, recruiter, manager
):
    client.post(path, {"verdict": "question", "text": "Hoe groot was de ploeg?"})
    assert f"{path}take-back/" in client.get(path).content.decode()
    client.post(f"{path}take-back/")
    assert 'name="verdict"' in client.get(path).content.decode()
    turn = Todo.objects.get(application_id=application.pk, closed_at=None)
    assert (turn.kind, turn.owner) == ("review", manager)

    client.post(path, {"verdict": "question", "text": "En waar?"})
    actions.reply(application=application, text="In Breda", by=recruiter, at=now())
    assert client.post(f"{path}take-back/").status_code == 409


def test_who_signs_in_from_the_link_goes_on_to_the_next_and_mailing_is_offered_once(
    client, path, application, open_vacancy, at
):
    second = chain.presented(open_vacancy, at=at, name="Tweede Kandidaat")
    page = client.post(path, {"verdict": "invite"}, follow=True).content.decode()
    assert f"?next={reverse('candidates:review', args=[second.pk])}" in page
    mailed = client.post(f"{path}others/", follow=True).content.decode()
    assert "Onderweg" in mailed
    assert f"{path}others/" not in mailed


def test_what_is_missing_is_a_list_with_the_words_of_the_answer(client, path):
    page = client.post(path, {"verdict": "not"})
    summary = page.content.decode().split('role="alert"')[1].split("</div>")[0]
    assert "?," not in summary
    assert summary.count("<li>") == 2
    assert 'href="#id_requirement"' in summary
    assert 'href="#id_text"' in summary
    assert "Wat zag of miste je?" in summary


def test_the_reason_carries_the_name_of_who_presented_also_after_a_hand_over(
    sign_in, application, recruiter, manager, admin
):
    application.vacancy.recruiter = admin
    application.vacancy.save()
    page = sign_in(manager).get(reverse("candidates:review", args=[application.pk])).content.decode()
    assert f"Waarom {recruiter.person.first_name} deze kandidaat voorstelt" in page
    assert f"Waarom {admin.person.first_name}" not in page


ENDED = "Deze link werkt niet meer"
TYPED = "Welke storingen loste ze zelf op, <en> hoe vaak?"


@pytest.mark.parametrize("end", ["revoked_at", "expires_at"])
def test_what_was_sent_by_a_link_that_ended_meanwhile_is_given_back_with_whom_to_ask(
    client, path, application, end
):
    AccessLink.objects.update(**{end: now()})
    page = client.post(path, {"verdict": "ask", "text": TYPED, "requirement": "12"})
    shown = page.content.decode()
    assert page.status_code == 410
    assert ENDED in shown
    assert escape(TYPED) in shown
    assert "Wat je typte is niet verstuurd" in shown
    assert application.vacancy.title in shown
    assert application.vacancy.recruiter.name in shown
    assert "Amira Haddad" not in shown
    assert not ReviewLine.objects.exists()


def test_an_ended_link_tells_nothing_more_to_who_left_and_an_invented_one_nothing_at_all(
    client, path, application, manager
):
    manager.left_at = now()
    manager.save()
    left = client.post(path, {"text": TYPED}).content.decode()
    assert ENDED in left
    assert application.vacancy.title not in left
    assert application.vacancy.recruiter.name not in left

    invented = client.post(f"/l/review/{'0' * 40}/", {"text": TYPED})
    assert invented.status_code == 404
    assert application.vacancy.title not in invented.content.decode()


def test_a_script_that_saves_by_an_ended_link_hears_that_it_was_not_saved(client, path):
    AccessLink.objects.update(revoked_at=now())
    answer = client.post(path, {"text": TYPED}, headers={"accept": "application/json"})
    assert answer.status_code == 410
    assert "niet bewaard" in answer.json()["error"]
