"""A message that was promised is sent, or shown as failed with the reason."""

from datetime import timedelta

import pytest
from aiosmtpd.smtp import AuthResult
from django.conf import settings
from django.test import override_settings

from samenwerf.accounts.actions import make_link, withdraw_links
from samenwerf.core.due_rows import PAUSES
from samenwerf.outbox.actions import put, put_for_candidate, put_for_person
from samenwerf.outbox.jobs import CLAIM_LASTS, claim, forget_codes, send_due
from samenwerf.outbox.models import Message
from samenwerf.outbox.tests.mail_server import mail_server

INVITATION = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"


@pytest.fixture
def message(manager, at):
    return put(
        to=manager,
        kind="hello",
        subject="Jouw beurt: K-0421",
        body="Hoi Mark,\n\n.Kijk je even?\n\nSanne",
        button="Bekijk K-0421",
        link=make_link(member=manager, purpose="review", target_id=1, at=at),
        at=at,
    )


@pytest.fixture
def several(manager, at):
    """A message about three things, with a link for each."""
    first, *others = [make_link(member=manager, purpose="review", target_id=n, at=at) for n in (1, 2, 3)]
    return put(
        to=manager,
        kind="hello",
        subject="3 kandidaten",
        body="Hoi Mark",
        button="Bekijk K-1",
        link=first,
        more=[(f"Bekijk K-{link.target_id}", link) for link in others],
        at=at,
    )


def state_of(message):
    message.refresh_from_db()
    return message.state, message.problem


def test_a_due_message_is_sent_as_text_and_html_with_its_link(post, message, at):
    assert send_due(at) is True
    assert state_of(message) == ("sent", "")
    assert message.sent_at == at
    assert send_due(at) is False
    [mail] = post.mails
    assert mail["To"] == "Mark Visser <mark@example.org>"
    assert mail["Subject"] == "Jouw beurt: K-0421"
    text = mail.get_body(("plain",)).get_content()
    html = mail.get_body(("html",)).get_content()
    for content in (text, html):
        assert message.link.url in content
    assert "\n.Kijk je even?" in text
    assert 'lang="nl"' in html


def test_a_mail_about_several_things_has_a_button_and_a_link_for_each(post, several, at):
    send_due(at)
    [mail] = post.mails
    links = [several.link, *(each.link for each in several.more.all())]
    for kind in ("plain", "html"):
        content = mail.get_body((kind,)).get_content()
        assert [link.target_id for link in links if link.url in content] == [1, 2, 3]
        assert [n for n in (1, 2, 3) if f"Bekijk K-{n}" in content] == [1, 2, 3]
        assert "Deze links zijn alleen voor jou." in content


def test_an_answer_by_mail_goes_to_the_recruiter(post, manager, recruiter, at):
    put(to=manager, kind="hello", subject="Hoi", body="Hoi", reply_to=recruiter, at=at)
    send_due(at)
    assert post.mails[0]["Reply-To"] == "Sanne de Wit <sanne@example.org>"


def test_a_message_for_later_waits(post, message, at):
    assert send_due(at - timedelta(seconds=1)) is False
    assert state_of(message) == ("waiting", "")


def test_an_invitation_is_a_calendar_part_and_a_file(post, manager, at):
    put(
        to=manager,
        kind="invite",
        subject="Gesprek",
        body="Tot dan",
        at=at,
        calendar=INVITATION,
        calendar_method="REQUEST",
    )
    send_due(at)
    [mail] = post.mails
    parts = {part.get_content_type(): part for part in mail.walk()}
    assert parts["text/calendar"].get_param("method") == "REQUEST"
    assert parts["application/ics"].get_filename() == "invite.ics"
    assert parts["text/plain"].get_content().startswith("Tot dan")


@pytest.mark.parametrize(
    "name",
    [
        "Zoë 🎉 O'Neil",
        'Jan "de baas", Jansen',
        "\u202eشركة 💼",
        "x" * 150,
        "",
        "Piet <piet@evil.example>",
    ],
)
def test_any_name_arrives_as_it_was(post, organization, at, name):
    put_for_candidate(
        organization=organization,
        to_name=name,
        to_email="noor@exämple.org",
        language="en",
        kind="hello",
        subject=f"Hello {name}",
        body=f"Dear {name}\n\n<script>alert(1)</script>",
        at=at,
    )
    send_due(at)
    [mail] = post.mails
    [to] = mail["To"].addresses
    assert (to.display_name, to.addr_spec) == (name, "noor@xn--exmple-cua.org")
    assert "<script>" not in mail.get_body(("html",)).get_content()


def test_without_a_mail_server_it_is_kept(message, at):
    assert send_due(at) is True
    assert state_of(message) == ("kept", "")
    assert send_due(at) is False


def test_the_demo_never_mails_anybody(post, message, organization, at):
    organization.is_demo = True
    organization.save()
    send_due(at)
    assert state_of(message) == ("kept", "")
    assert post.mails == []


def test_a_refused_address_fails_at_once_with_what_the_server_said(post, message, at):
    post.answers["RCPT"] = "550 5.1.1 no such user"
    send_due(at)
    assert state_of(message) == ("failed", "refused")
    assert "no such user" in message.server_said
    assert send_due(at + timedelta(days=1)) is False


def test_a_busy_server_is_tried_again_with_growing_pauses_and_then_fails(post, message, at):
    post.answers["DATA"] = "451 try later"
    for pause in PAUSES:
        send_due(at)
        assert state_of(message) == ("waiting", "busy")
        assert message.next_try_at == at + pause
        assert send_due(at + pause - timedelta(seconds=1)) is False
        at += pause
    send_due(at)
    assert state_of(message) == ("failed", "busy")
    assert message.tries == len(PAUSES) + 1


def test_it_arrives_once_the_server_is_well_again(post, message, at):
    post.answers["RCPT"] = "450 greylisted"
    send_due(at)
    post.answers.clear()
    send_due(at + PAUSES[0])
    assert state_of(message) == ("sent", "")
    assert len(post.mails) == 1


def test_a_server_that_cannot_be_reached_is_tried_again(message, at):
    with override_settings(SMTP={"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": 1, "EMAIL_TIMEOUT": 1}):
        send_due(at)
    assert state_of(message) == ("waiting", "unreachable")


def test_a_server_that_hangs_up_early_is_tried_again(post, message, at):
    post.hang_up_at = "RCPT"
    send_due(at)
    assert state_of(message) == ("waiting", "unreachable")


def test_a_server_that_hangs_up_after_the_mail_is_not_sent_it_again_in_silence(post, message, at):
    post.hang_up_at = "DATA"
    send_due(at)
    assert state_of(message) == ("failed", "unsure")
    assert send_due(at + timedelta(days=2)) is False
    assert len(post.mails) == 1


def test_a_server_that_is_too_slow_leaves_it_unsure(post, message, at, settings):
    settings.SMTP = settings.SMTP | {"EMAIL_TIMEOUT": 0.2}
    post.seconds = 0.6
    send_due(at)
    assert state_of(message) == ("failed", "unsure")


@pytest.mark.filterwarnings("ignore:Requiring AUTH")
@pytest.mark.parametrize(("password", "state"), [("goed", ("sent", "")), ("fout", ("waiting", "login"))])
def test_a_server_that_wants_a_password_gets_it_and_a_wrong_one_is_told(message, at, password, state):
    def check(server, session, envelope, mechanism, given):
        return AuthResult(success=given.password == b"goed", handled=False)

    with (
        mail_server(authenticator=check, auth_required=True, auth_require_tls=False),
        override_settings(
            SMTP=settings.SMTP | {"EMAIL_HOST_USER": "samenwerf", "EMAIL_HOST_PASSWORD": password}
        ),
    ):
        send_due(at)
    assert state_of(message) == state


def test_a_server_that_should_encrypt_and_does_not_gets_nothing(post, message, at, settings):
    settings.SMTP = settings.SMTP | {"EMAIL_USE_TLS": True}
    send_due(at)
    assert state_of(message) == ("waiting", "unreachable")
    assert post.mails == []


def test_an_address_that_cannot_exist_fails_in_plain_words(post, message, at):
    Message.objects.update(to_email="märk@example.org")
    send_due(at)
    assert state_of(message) == ("failed", "bad_address")


def test_a_message_that_cannot_be_made_says_so_and_the_one_behind_it_goes_out(post, message, manager, at):
    behind = put(to=manager, kind="hello", subject="Hoi", body="Hoi", at=at)
    Message.objects.filter(pk=message.pk).update(subject="no mail can\nhave this subject")
    assert send_due(at)
    assert send_due(at)
    assert state_of(message) == ("waiting", "broken")
    assert state_of(behind) == ("sent", "")
    for pause in PAUSES:
        at += pause
        send_due(at)
    assert state_of(message) == ("failed", "broken")


def test_a_worker_that_was_killed_leaves_a_message_that_nobody_knows_about(post, message, at):
    assert claim(at) == message
    assert send_due(at + timedelta(minutes=1)) is False
    assert send_due(at + CLAIM_LASTS) is True
    assert state_of(message) == ("failed", "unsure")
    assert send_due(at + timedelta(days=1)) is False
    assert post.mails == []


def test_sign_in_codes_are_forgotten_after_a_day_and_other_messages_are_not(message, manager, at):
    put_for_person(person=manager.person, kind="code", subject="X", body="X", language="nl", at=at)
    forget_codes(at + timedelta(hours=23))
    assert Message.objects.count() == 2
    forget_codes(at + timedelta(days=1, minutes=1))
    assert Message.objects.get() == message


def test_somebody_who_left_gets_nothing_anymore(post, message, manager, at):
    manager.left_at = at
    manager.save()
    send_due(at)
    assert state_of(message) == ("failed", "left")
    assert post.mails == []


def test_a_mail_about_several_things_goes_out_while_one_of_its_links_still_opens(post, several, at):
    for withdrawn in (1, 2):
        withdraw_links(purpose="review", target_id=withdrawn, at=at)
    send_due(at)
    assert state_of(several) == ("sent", "")


def test_a_mail_of_which_every_link_was_withdrawn_is_not_sent(post, several, at):
    for withdrawn in (1, 2, 3):
        withdraw_links(purpose="review", target_id=withdrawn, at=at)
    send_due(at)
    assert state_of(several) == ("failed", "withdrawn")


def test_a_withdrawn_link_is_not_sent(post, message, at):
    withdraw_links(purpose="review", target_id=1, at=at)
    send_due(at)
    assert state_of(message) == ("failed", "withdrawn")
