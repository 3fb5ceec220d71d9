"""Signing in by code, password or passkey; nobody learns who is known, and codes stay private."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings as real_settings
from django.test import RequestFactory

from samenwerf.core.clock import now
from samenwerf.outbox.models import Message
from samenwerf.people.signing_in import is_own_computer

LOCAL = {"HTTP_HOST": "127.0.0.1:8000", "REMOTE_ADDR": "127.0.0.1"}


def ask_code(client, email, **extra):
    return client.post("/sign-in/mail/", {"email": email}, follow=True, **extra)


def code_in_mail():
    return re.search(r"^[A-Z]{4}-[A-Z]{4}", Message.objects.latest("pk").subject)[0]


def is_signed_in(client):
    return "_auth_user_id" in client.session


def test_a_code_by_mail_signs_in_and_goes_on_where_one_wanted_to_be(client, manager):
    page = client.get("/sign-in/?next=/me/")
    assert b'value="/me/"' in page.content
    client.post("/sign-in/mail/", {"email": "MARK@example.org", "next": "/me/"})
    message = Message.objects.get()
    assert (message.kind, message.to_email, message.organization) == (
        "sign_in_code",
        "mark@example.org",
        None,
    )
    response = client.post("/sign-in/code/", {"code": code_in_mail(), "next": "/me/"})
    assert response.url == "/me/"
    assert is_signed_in(client)


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_signing_in_never_leads_to_another_site(client, manager, elsewhere):
    client.post("/sign-in/mail/", {"email": "mark@example.org", "next": elsewhere})
    assert client.post("/sign-in/code/", {"code": code_in_mail(), "next": elsewhere}).url == "/"


def test_the_code_may_be_typed_sloppily(client, manager):
    ask_code(client, "mark@example.org")
    client.post("/sign-in/code/", {"code": code_in_mail().lower().replace("-", " ")})
    assert is_signed_in(client)


def test_a_wrong_code_says_so_and_three_end_it(client, manager):
    ask_code(client, "mark@example.org")
    for _ in range(2):
        assert "error" in client.post("/sign-in/code/", {"code": "AAAA-AAAA"}).content.decode()
    response = client.post("/sign-in/code/", {"code": "AAAA-AAAA"}, follow=True)
    assert response.redirect_chain[-1][0] == "/sign-in/mail/"
    client.post("/sign-in/code/", {"code": code_in_mail()})
    assert not is_signed_in(client)


def test_a_code_is_old_after_a_quarter_of_an_hour(client, manager, time_machine):
    ask_code(client, "mark@example.org")
    time_machine.move_to(now() + timedelta(minutes=16))
    client.post("/sign-in/code/", {"code": code_in_mail()})
    assert not is_signed_in(client)


def test_a_code_works_only_in_the_browser_that_asked(client, manager, django_user_model):
    ask_code(client, "mark@example.org")
    other = type(client)()
    other.post("/sign-in/code/", {"code": code_in_mail()})
    assert not is_signed_in(other)


def test_an_unknown_address_gets_the_same_page_and_no_mail(client, manager):
    known = ask_code(client, "mark@example.org")
    unknown = ask_code(type(client)(), "nobody@example.org")
    assert known.redirect_chain == unknown.redirect_chain
    strip = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"|mark|nobody|nonce="[^"]*"')
    assert strip.sub(b"", known.content) == strip.sub(b"", unknown.content)
    assert Message.objects.count() == 1


def test_a_password_signs_in(client, manager):
    manager.person.set_password("een goed wachtwoord")
    manager.person.save()
    form = {"login": "Mark@Example.org", "password": "een goed wachtwoord"}
    assert client.post("/sign-in/", form | {"password": "fout"}).status_code == 200
    assert not is_signed_in(client)
    assert client.post("/sign-in/", form).url == "/"
    assert is_signed_in(client)


def test_guessing_passwords_is_stopped(client, manager):
    manager.person.set_password("een goed wachtwoord")
    manager.person.save()
    for _ in range(5):
        client.post("/sign-in/", {"login": "mark@example.org", "password": "fout"})
    client.post("/sign-in/", {"login": "mark@example.org", "password": "een goed wachtwoord"})
    assert not is_signed_in(client)


def test_asking_for_codes_is_stopped_too(client, manager):
    for _ in range(6):
        ask_code(type(client)(), "mark@example.org")
    assert Message.objects.count() == 3


@pytest.mark.parametrize("email", ["", "geen adres", "x" * 500 + "@example.org", "a@b", "🎉@example.org"])
def test_a_bad_address_is_told_so_and_kept(client, organization, email):
    page = client.post("/sign-in/mail/", {"email": email})
    assert page.status_code == 200
    assert 'aria-invalid="true"' in page.content.decode()
    assert email in page.content.decode()


def test_nobody_signs_up_and_unused_pages_do_not_exist(client, organization):
    for path in ("/sign-up/", "/accounts/signup/", "/accounts/login/", "/accounts/password/reset/"):
        assert client.get(path).status_code == 404


def test_somebody_whose_account_is_closed_does_not_get_in(client, manager):
    ask_code(client, "mark@example.org")
    manager.person.is_active = False
    manager.person.save()
    client.post("/sign-in/code/", {"code": code_in_mail()})
    assert not is_signed_in(client)


def test_a_passkey_is_another_way_in_and_not_a_second_step(client, manager):
    Authenticator.objects.create(user=manager.person, type="webauthn", data={"name": "Laptop"})
    ask_code(client, "mark@example.org")
    assert client.post("/sign-in/code/", {"code": code_in_mail()}).url == "/"
    assert is_signed_in(client)


def test_a_passkey_page_offers_a_challenge(client, manager):
    data = client.get("/sign-in/passkey/", headers={"accept": "application/json"}).json()
    assert data["request_options"]["publicKey"]["challenge"]
    response = client.post("/sign-in/passkey/", {"credential": '{"id": "x"}'})
    assert response.status_code == 302
    assert client.post("/sign-in/passkey/", {"credential": "geen json 🎉"}).status_code == 302


class TestCodeOnThePage:
    def test_on_the_own_computer_without_mail_the_code_is_on_the_page(self, client, manager):
        page = ask_code(client, "mark@example.org", **LOCAL)
        assert code_in_mail() in page.content.decode()

    @pytest.mark.parametrize(
        "extra",
        [
            pytest.param({"REMOTE_ADDR": "192.168.1.20"}, id="another computer"),
            pytest.param({"HTTP_HOST": "samenwerf.example"}, id="another name"),
            pytest.param({"HTTP_X_FORWARDED_FOR": "1.2.3.4"}, id="through a proxy"),
            pytest.param({"HTTP_VIA": "1.1 proxy"}, id="through another proxy"),
            pytest.param({"REMOTE_ADDR": ""}, id="through a socket"),
        ],
    )
    def test_from_elsewhere_it_never_is(self, extra, settings):
        request = RequestFactory().get("/", **(LOCAL | extra))
        assert is_own_computer(RequestFactory().get("/", **LOCAL))
        assert not is_own_computer(request)

    def test_with_a_mail_server_or_a_real_address_it_never_is(self, settings):
        request = RequestFactory().get("/", **LOCAL)
        settings.BASE_URL = "https://samenwerf.example"
        assert not is_own_computer(request)
        settings.BASE_URL = real_settings.BASE_URL
        settings.SMTP = {"EMAIL_HOST": "mail.example"}
        settings.BASE_URL = "http://localhost:8000"
        assert not is_own_computer(request)

    def test_a_mail_is_only_promised_where_one_is_sent(self, client, manager, settings):
        ask_code(client, "mark@example.org", **LOCAL)
        page = client.get("/sign-in/code/", **LOCAL).content.decode()
        assert "onderweg" not in page
        assert "geen mailserver" in page
        settings.SMTP = {"EMAIL_HOST": "mail.example"}
        assert "onderweg" in client.get("/sign-in/code/", **LOCAL).content.decode()

    def test_it_is_gone_after_signing_in(self, client, manager):
        ask_code(client, "mark@example.org", **LOCAL)
        client.post("/sign-in/code/", {"code": code_in_mail()}, **LOCAL)
        assert "sign_in_code" not in client.session


class TestPlayingTheDemo:
    @pytest.fixture
    def demo(self, organization):
        organization.is_demo = True
        organization.save()

    def test_on_the_own_computer_one_becomes_anybody_of_the_demo(self, client, demo, recruiter, manager):
        page = client.get("/sign-in/", **LOCAL).content.decode()
        assert page.index("Sanne de Wit") < page.index("Mark Visser")
        client.post(f"/sign-in/as/{manager.pk}/", **LOCAL)
        assert client.session["_auth_user_id"] == str(manager.person_id)

    def test_from_elsewhere_or_outside_the_demo_nobody_does(self, client, demo, manager, outsider):
        assert client.post(f"/sign-in/as/{outsider.pk}/", **LOCAL).status_code == 404
        assert client.post(f"/sign-in/as/{manager.pk}/", REMOTE_ADDR="10.0.0.9").status_code == 404
        assert client.get(f"/sign-in/as/{manager.pk}/", **LOCAL).status_code == 303
        assert "Mark" not in client.get("/sign-in/", REMOTE_ADDR="10.0.0.9").content.decode()
