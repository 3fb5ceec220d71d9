"""The mailbox shows every message and the truth about it, to recruiters of the organization only."""

from datetime import timedelta

import pytest

from samenwerf.accounts.actions import make_link
from samenwerf.history.models import HistoryLine
from samenwerf.outbox.actions import put, put_for_candidate, put_for_person
from samenwerf.outbox.models import Message

TEXT = {"kind": "hello", "subject": "Jouw beurt: K-0421", "body": "Hoi Mark,\n\nzie https://example.org/x"}


@pytest.fixture
def message(manager, at):
    return put(
        to=manager,
        button="Bekijk K-0421",
        link=make_link(member=manager, purpose="review", target_id=1, at=at),
        at=at,
        **TEXT,
    )


def become(message, state, **fields):
    fields.setdefault("next_try_at", None)
    Message.objects.filter(pk=message.pk).update(state=state, **fields)


def test_a_recruiter_reads_it_as_the_receiver_does(sign_in, recruiter, message):
    client = sign_in(recruiter)
    assert "Jouw beurt: K-0421" in client.get("/mailbox/").content.decode()
    page = client.get(f"/mailbox/{message.pk}/").content.decode()
    assert "<p>Hoi Mark,</p>" in page
    assert 'href="https://example.org/x"' in page
    assert f'href="{message.link.path}"' in page
    assert "Mark" in page


def test_what_is_in_a_message_is_never_run_as_page(sign_in, recruiter, organization, at):
    message = put_for_candidate(
        organization=organization,
        to_name="<b>x</b>",
        to_email="n@example.org",
        language="nl",
        kind="x",
        subject="<script>1</script>",
        body="<script>alert(1)</script> javascript:alert(1)",
        button="Klik",
        path="/status/",
        at=at,
    )
    page = sign_in(recruiter).get(f"/mailbox/{message.pk}/").content.decode()
    assert "<script>alert" not in page
    assert "<script>1" not in page
    assert 'href="javascript' not in page


def test_once_mail_goes_out_the_link_is_the_receivers_alone(
    sign_in, recruiter, message, settings, organization
):
    settings.SMTP = {"EMAIL_HOST": "mail.example", "EMAIL_PORT": 25}
    client = sign_in(recruiter)
    assert message.link.path not in client.get(f"/mailbox/{message.pk}/").content.decode()
    organization.is_demo = True
    organization.save()
    assert message.link.path in client.get(f"/mailbox/{message.pk}/").content.decode()


@pytest.mark.parametrize(
    "path", ["/mailbox/", "/mailbox/{}/", "/mailbox/{}/invite.ics", "/mailbox/{}/send-again/"]
)
def test_others_find_nothing(client, sign_in, manager, interviewer, outsider, message, path):
    path = path.format(message.pk)
    method = "post" if "again" in path else "get"
    assert getattr(client, method)(path).url.startswith("/sign-in/")
    for member in (manager, interviewer):
        assert getattr(sign_in(member), method)(path).status_code == 404
    answer = getattr(sign_in(outsider), method)(path)
    assert answer.status_code == 404 or "K-0421" not in answer.content.decode()


def test_a_sign_in_code_stands_in_nobodys_mailbox(sign_in, admin, manager, at):
    code = put_for_person(person=manager.person, language="nl", at=at, **TEXT)
    client = sign_in(admin)
    assert TEXT["subject"] not in client.get("/mailbox/").content.decode()
    assert client.get(f"/mailbox/{code.pk}/").status_code == 404


def test_failed_messages_stand_on_top_with_the_reason(sign_in, recruiter, message, at, manager, settings):
    settings.SMTP = {"EMAIL_HOST": "mail.example", "EMAIL_PORT": 25}
    become(message, "failed", problem="refused", server_said="550 no such user")
    put(to=manager, kind="x", subject="Nieuwer", body="x", at=at + timedelta(hours=1))
    client = sign_in(recruiter)
    page = client.get("/mailbox/").content.decode()
    assert page.index("K-0421") < page.index("Nieuwer")
    page = client.get(f"/mailbox/{message.pk}/").content.decode()
    assert "550 no such user" in page


def test_trying_again_puts_it_in_line_once_and_is_in_the_history(sign_in, recruiter, message, settings):
    settings.SMTP = {"EMAIL_HOST": "mail.example", "EMAIL_PORT": 25}
    become(message, "failed", problem="refused", tries=6)
    client = sign_in(recruiter)
    client.post(f"/mailbox/{message.pk}/send-again/")
    client.post(f"/mailbox/{message.pk}/send-again/")
    message.refresh_from_db()
    assert (message.state, message.problem, message.tries) == ("waiting", "", 0)
    assert Message.objects.count() == 1
    assert HistoryLine.objects.get(verb="message.sent_again").member == recruiter


def test_sending_a_sent_one_again_makes_one_copy(sign_in, recruiter, message, settings, at):
    settings.SMTP = {"EMAIL_HOST": "mail.example", "EMAIL_PORT": 25}
    message.more.create(button="Bekijk K-2", link=message.link)
    become(message, "sent", sent_at=at)
    client = sign_in(recruiter)
    client.post(f"/mailbox/{message.pk}/send-again/")
    client.post(f"/mailbox/{message.pk}/send-again/")
    copy = Message.objects.exclude(pk=message.pk).get()
    assert (copy.state, copy.subject, copy.link) == ("waiting", message.subject, message.link)
    assert [(each.button, each.link) for each in copy.more.all()] == [("Bekijk K-2", message.link)]
    message.refresh_from_db()
    assert message.state == "sent"


def test_without_a_mail_server_nothing_is_put_in_line_again(sign_in, recruiter, message):
    become(message, "kept")
    sign_in(recruiter).post(f"/mailbox/{message.pk}/send-again/")
    message.refresh_from_db()
    assert message.state == "kept"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "mark"}, ["A", "B"]),
        ({"q": "mark b"}, ["B"]),
        ({"q": "niemand"}, []),
        ({"state": "sent"}, ["B"]),
        ({"state": "nonsense"}, ["A", "B", "C"]),
        ({"after": "x"}, ["A", "B", "C"]),
        ({"after": "9" * 30}, ["A", "B", "C"]),
        ({"q": "\x00🎉" * 300}, []),
        ({"q": "%"}, []),
    ],
)
def test_searching_and_filtering(sign_in, recruiter, manager, interviewer, at, query, found):
    put(to=manager, kind="x", subject="Onderwerp A", body="x", at=at)
    become(put(to=manager, kind="x", subject="Onderwerp B", body="x", at=at), "sent", sent_at=at)
    put(to=interviewer, kind="x", subject="Onderwerp C", body="x", at=at)
    page = sign_in(recruiter).get("/mailbox/", query)
    assert sorted(m.subject[-1] for m in page.context["page"].messages) == found


def test_older_pages_continue_without_gaps_also_at_the_same_moment(sign_in, recruiter, manager, at):
    for number in range(70):
        put(to=manager, kind="x", subject=f"Nr {number:02}", body="x", at=at)
    client, seen, after = sign_in(recruiter), [], ""
    while True:
        page = client.get("/mailbox/", {"after": after}).context["page"]
        seen += [m.subject for m in page.messages]
        if page.older is None:
            break
        after = page.older.pk
    assert seen == [f"Nr {number:02}" for number in reversed(range(70))]


def test_the_page_asks_as_much_for_many_as_for_few(
    sign_in, recruiter, manager, at, django_assert_num_queries
):
    client = sign_in(recruiter)
    for number in range(40):
        put(to=manager, kind="x", subject=f"Nr {number}", body="x", at=at)
    with django_assert_num_queries(5):
        client.get("/mailbox/")


def test_the_invitation_can_be_saved(sign_in, recruiter, manager, at):
    message = put(to=manager, at=at, calendar="BEGIN:VCALENDAR", calendar_method="REQUEST", **TEXT)
    answer = sign_in(recruiter).get(f"/mailbox/{message.pk}/invite.ics")
    assert answer.content == b"BEGIN:VCALENDAR"
    assert answer["Content-Type"].startswith("text/calendar")
    other = put(to=manager, at=at, **TEXT)
    assert sign_in(recruiter).get(f"/mailbox/{other.pk}/invite.ics").status_code == 404


def test_an_empty_mailbox_says_what_will_come(sign_in, recruiter):
    assert "<h2>" in sign_in(recruiter).get("/mailbox/").content.decode()
