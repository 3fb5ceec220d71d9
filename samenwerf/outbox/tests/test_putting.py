"""A message is put in, once, in the language of whoever reads it."""

import pytest
from django.db import transaction
from django.utils.translation import gettext

from samenwerf.outbox.actions import in_language_of, put, put_for_candidate, put_for_person
from samenwerf.outbox.models import Message

HELLO = {"kind": "hello", "subject": "Hello", "body": "Hello there"}


def test_a_message_waits_with_everything_it_needs(manager, at):
    message = put(to=manager, at=at, button="Open", path="/today/", vacancy_id=4, **HELLO)
    message.refresh_from_db()
    assert (message.state, message.next_try_at, message.to_email) == ("waiting", at, "mark@example.org")
    assert message.language == "nl"
    assert message.url.endswith("/today/")


def test_the_same_promise_is_put_in_once(manager, at):
    assert put(to=manager, at=at, once="reminder-1-1", **HELLO) is not None
    assert put(to=manager, at=at, once="reminder-1-1", **HELLO) is None
    assert Message.objects.count() == 1


def test_a_second_promise_leaves_the_transaction_of_the_verb_usable(manager, at):
    with transaction.atomic():
        put(to=manager, at=at, once="x", **HELLO)
        put(to=manager, at=at, once="x", **HELLO)
        put(to=manager, at=at, **HELLO)
    assert Message.objects.count() == 2


def test_a_message_that_was_rolled_back_was_never_promised(manager, at):
    with transaction.atomic():
        put(to=manager, at=at, once="x", **HELLO)
        transaction.set_rollback(True)
    assert put(to=manager, at=at, once="x", **HELLO) is not None


def test_the_own_language_goes_before_that_of_the_organization(manager, at):
    with in_language_of(manager) as language:
        assert language == "nl"
    manager.person.language = "en"
    manager.person.save()
    with in_language_of(manager) as language:
        assert language == "en"
        assert gettext("sent") == "sent"
    assert put(to=manager, at=at, **HELLO).language == "en"


def test_a_candidate_and_a_person_without_organization_get_messages_too(organization, manager, at):
    candidate = put_for_candidate(
        organization=organization,
        to_name="Noor",
        to_email="noor@example.org",
        language="nl",
        at=at,
        **HELLO,
    )
    assert (candidate.member, candidate.organization) == (None, organization)
    code = put_for_person(person=manager.person, language="nl", at=at, **HELLO)
    assert (code.organization, code.member) == (None, None)


@pytest.mark.parametrize("subject", ["x" * 500, "one\r\nBcc: all@example.org", "🎉 \u202eשלום " * 40])
def test_any_subject_becomes_one_line_that_fits(manager, at, subject):
    message = put(to=manager, at=at, kind="hello", subject=subject, body="Hello")
    message.refresh_from_db()
    assert len(message.subject) <= 200
    assert "\n" not in message.subject
    assert "\r" not in message.subject
