"""A person's own settings."""

import pytest

from samenwerf.accounts.actions import find_or_invite
from samenwerf.accounts.models import Person


@pytest.fixture
def fresh(as_):
    """Signed in just now, by the real door."""

    def sign_in(member):
        from samenwerf.core.clock import now
        from samenwerf.people.signing_in import SIGNED_IN_AT

        client = as_(member)
        session = client.session
        session[SIGNED_IN_AT] = now().timestamp()
        session.save()
        return client

    return sign_in


def test_name_phone_and_language_are_ones_own(as_, manager):
    client = as_(manager)
    client.post("/me/", {"name": "  Mark   de Visser ", "phone": "+31 6 12345678", "language": "en"})
    person = Person.objects.get(pk=manager.person_id)
    assert (person.name, person.phone, person.language) == ("Mark de Visser", "+31 6 12345678", "en")
    assert client.get("/me/")["Content-Language"] == "en"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 500}, "name"),
        ({"phone": "1" * 99}, "phone"),
        ({"language": "xx"}, "language"),
    ],
)
def test_bad_input_is_told_at_the_field(as_, manager, wrong, field):
    page = as_(manager).post("/me/", {"name": "Mark", "phone": "", "language": "browser"} | wrong)
    assert list(page.context["form"].errors) == [field]
    assert Person.objects.get(pk=manager.person_id).name == "Mark Visser"


def test_a_password_needs_a_fresh_sign_in_and_then_ends_other_sessions(as_, fresh, manager):
    stale = as_(manager).post("/me/password/", {"password": "een heel goed wachtwoord"})
    assert stale.status_code == 403
    assert not Person.objects.get(pk=manager.person_id).has_usable_password()
    other = type(as_(manager))()
    other.force_login(manager.person)
    client = fresh(manager)
    assert client.post("/me/password/", {"password": "kort"}).context["form"].errors
    assert client.post("/me/password/", {"password": "een heel goed wachtwoord"}).url == "/me/"
    assert client.get("/me/").status_code == 200
    assert other.get("/me/").status_code == 302


def test_signing_out_everywhere_keeps_this_browser(as_, manager):
    other = type(as_(manager))()
    other.force_login(manager.person)
    client = as_(manager)
    client.post("/me/sign-out-everywhere/")
    assert client.get("/me/").status_code == 200
    assert other.get("/me/").status_code == 302


def test_passkeys_are_added_only_after_a_fresh_sign_in(as_, fresh, manager):
    assert as_(manager).get("/me/passkeys/add/").status_code == 403
    page = fresh(manager).get("/me/passkeys/add/")
    assert page.status_code == 200
    assert b"challenge" in page.content
    again = fresh(manager).post(
        "/me/passkeys/add/", {"name": "Laptop", "credential": '{"x": 1}', "passwordless": "on"}
    )
    assert again.status_code == 200
    assert fresh(manager).post("/me/passkeys/999/remove/").status_code == 404


def test_somebody_of_two_organizations_chooses_one(as_, manager, outsider, at):
    there = find_or_invite(
        organization=outsider.organization, name="Mark", email="mark@example.org", role="recruiter", at=at
    )
    client = as_(manager)
    assert client.get("/me/organizations/").content.decode().count("Bedrijf") == 1
    client.post("/me/organizations/", {"membership": there.pk})
    assert "Otto Buiten" in client.get("/people/").content.decode()
    client.post("/me/organizations/", {"membership": manager.pk})
    assert client.get("/people/").status_code == 404


@pytest.mark.parametrize("choice", ["", "x", "999999"])
def test_nobody_chooses_an_organization_of_others(as_, manager, outsider, choice):
    assert as_(manager).post("/me/organizations/", {"membership": choice or outsider.pk}).status_code == 404


def test_visitors_sign_in_first(client, organization):
    for path in ("/me/", "/me/password/", "/me/organizations/", "/me/passkeys/add/", "/me/no-organization/"):
        assert client.get(path).url.startswith("/sign-in/")
