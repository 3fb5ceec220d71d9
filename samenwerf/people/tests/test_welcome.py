"""An empty installation says welcome, once."""

import threading

import pytest
from django.db import connection
from django.urls import reverse

from samenwerf.accounts.models import Membership, Organization, Person
from samenwerf.core.clock import now
from samenwerf.core.errors import Refused
from samenwerf.core.working_time import HOME_ZONE
from samenwerf.people import actions

FORM = {"organization": "Van Dijk", "name": "Sanne de Wit", "email": "Sanne@Example.org", "password": ""}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("said", "kept"), [("Europe/London", "Europe/London"), ("", HOME_ZONE), ("Middle/Earth\x00", HOME_ZONE)]
)
def test_the_organization_keeps_the_time_of_the_browser_that_starts_it(client, said, kept):
    client.post("/welcome/", {**FORM, "time_zone": said})
    assert Organization.objects.get().time_zone == kept


@pytest.mark.django_db
def test_an_empty_database_leads_to_welcome(client):
    assert client.get("/sign-in/?next=/").url == "/welcome/"
    assert client.get("/welcome/").status_code == 200
    assert not Organization.objects.exists()


@pytest.mark.django_db
def test_the_demo_is_offered_on_the_own_computer_only(client):
    own = client.get("/welcome/", HTTP_HOST="127.0.0.1:8000", REMOTE_ADDR="127.0.0.1")
    other = client.get("/welcome/", HTTP_HOST="samenwerf.example", REMOTE_ADDR="10.0.0.1")
    assert reverse("ops:load_demo") in own.content.decode()
    assert reverse("ops:load_demo") not in other.content.decode()


@pytest.mark.django_db
def test_one_form_makes_the_organization_and_signs_in(client):
    assert client.post("/welcome/", FORM).url == "/"
    member = Membership.objects.get()
    assert (member.role, member.person.email) == ("admin", "sanne@example.org")
    assert client.session["_auth_user_id"] == str(member.person_id)
    assert not member.person.has_usable_password()


@pytest.mark.django_db
def test_the_page_follows_the_language_of_the_browser(client):
    client.post("/welcome/", FORM, headers={"accept-language": "en"})
    assert Organization.objects.get().language == "en"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"organization": ""}, "organization"),
        ({"organization": "🏢" * 500}, "organization"),
        ({"name": " "}, "name"),
        ({"name": "x" * 500}, "name"),
        ({"email": "geen adres"}, "email"),
        ({"password": "kort"}, "password"),
        ({"password": "sanne@example.org"}, "password"),
    ],
)
def test_bad_input_is_told_at_the_field_and_kept(client, wrong, field):
    page = client.post("/welcome/", FORM | wrong)
    assert page.status_code == 200
    assert list(page.context["form"].errors) == [field]
    assert "Sanne@Example.org" in page.content.decode() or field == "email"
    assert not Organization.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["Zoë 🎉", "שלום עולם", "O'Neil <b>"])
def test_any_name_is_fine(client, name):
    assert client.post("/welcome/", FORM | {"name": name}).url == "/"
    assert Person.objects.get().name == name


def test_it_is_closed_after_the_first_organization(client, organization):
    assert client.get("/welcome/").url.startswith("/sign-in/")
    assert client.post("/welcome/", FORM).url.startswith("/sign-in/")
    assert Organization.objects.count() == 1


def test_after_the_demo_its_administrator_may_start_for_real_and_others_may_not(
    client, organization, admin, manager
):
    organization.is_demo = True
    organization.save()
    assert client.post("/welcome/", FORM).url.startswith("/sign-in/")
    client.force_login(manager.person)
    assert client.post("/welcome/", FORM).url.startswith("/sign-in/")
    client.force_login(admin.person)
    assert client.get("/welcome/").status_code == 200
    client.post("/welcome/", FORM)
    real = Organization.objects.get(is_demo=False)
    assert client.session["_auth_user_id"] == str(real.memberships.get().person_id)


@pytest.mark.django_db(transaction=True)
def test_of_two_people_at_the_same_moment_one_is_first():
    results = []

    def start(number):
        try:
            actions.start(
                organization_name=f"Org {number}",
                name="Naam",
                email=f"p{number}@example.org",
                password="",
                language="nl",
                at=now(),
            )
            results.append("started")
        except Refused:
            results.append("too late")
        finally:
            connection.close()

    threads = [threading.Thread(target=start, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["started", "too late", "too late", "too late"]
    assert Organization.objects.count() == 1


@pytest.mark.django_db
def test_a_short_password_is_told_in_the_language_of_the_page(client):
    page = client.post("/welcome/", FORM | {"password": "kort"}, headers={"accept-language": "nl"})
    assert "minstens 10 tekens" in page.content.decode()
