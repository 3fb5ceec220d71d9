"""Pages that open by link: one person, one thing, and an honest page when the link has ended."""

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.template import engines
from django.urls import include, path

from samenwerf.accounts.actions import make_link, withdraw_links
from samenwerf.accounts.links import by_link
from samenwerf.accounts.models import AccessLink
from samenwerf.core.clock import now
from samenwerf.outbox.models import Message


@by_link("intake")
def page(request, part=0):
    body = (
        engines["django"]
        .from_string("{{ member.name }} {{ part }} {{ csrf_token }}")
        .render({"part": part, "member": request.member}, request)
    )
    return HttpResponse(f"{request.method} {request.link.target_id} {body}")


urlpatterns = [
    path("l/intake/<str:token>/", page),
    path("l/intake/<str:token>/part/<int:part>/", page),
    path("", include("samenwerf.urls")),
]


@pytest.fixture(autouse=True)
def _pages(settings):
    settings.ROOT_URLCONF = __name__


@pytest.fixture
def link(manager):
    return make_link(member=manager, purpose="intake", target_id=7, at=now())


def test_the_owner_gets_in_without_signing_in(client, link):
    response = client.get(link.path + "part/3/")
    assert response.content.decode().startswith("GET 7 Mark Visser 3")
    assert "no-store" in response["Cache-Control"]
    assert "noindex" in response["X-Robots-Tag"]
    assert response["Referrer-Policy"] == "same-origin"
    assert "sessionid" not in response.cookies


def test_the_link_goes_before_whoever_is_signed_in(client, link, recruiter):
    client.force_login(recruiter.person)
    assert "Mark Visser" in client.get(link.path).content.decode()


def test_a_guest_posts_with_the_csrf_check_on(link):
    from django.test import Client

    browser = Client(enforce_csrf_checks=True)
    token = browser.get(link.path).content.decode().split()[-1]
    assert browser.post(link.path).status_code == 403
    assert browser.post(link.path, {"csrfmiddlewaretoken": token}).content.startswith(b"POST")


def test_an_unknown_token_or_one_for_another_thing_does_not_exist(client, manager, link):
    other = make_link(member=manager, purpose="review", target_id=7, at=now())
    assert client.get("/l/intake/nonsense/").status_code == 404
    assert client.get(f"/l/intake/{'é' * 300}/").status_code == 404
    assert client.get(other.path.replace("review", "intake")).status_code == 404


def test_opening_any_link_changes_nothing(client, link, manager):
    before = list(AccessLink.objects.values())
    client.get(link.path)
    client.head(link.path)
    AccessLink.objects.update(expires_at=now() - timedelta(days=1))
    client.get(link.path)
    assert client.get(f"/l/again/{AccessLink.token_for(link.nonce)}/").url == link.path
    after = list(AccessLink.objects.values())
    assert [{**row, "expires_at": 0} for row in before] == [{**row, "expires_at": 0} for row in after]
    assert not Message.objects.exists()


def test_an_expired_link_says_so_and_a_new_one_goes_to_the_owner(client, link, recruiter):
    AccessLink.objects.update(expires_at=now() - timedelta(days=1))
    client.force_login(recruiter.person)
    ended = client.get(link.path)
    assert ended.status_code == 410
    again = f"/l/again/{AccessLink.token_for(link.nonce)}/"
    assert again in ended.content.decode()
    assert "mark@example.org" not in ended.content.decode()
    for _ in range(3):
        assert client.post(again).status_code == 200
    message = Message.objects.get()
    assert message.to_email == "mark@example.org"
    assert message.link != link
    assert message.link.target_id == 7
    assert "Mark Visser" in client.get(message.link.path).content.decode()


def test_a_withdrawn_link_stays_withdrawn(client, link):
    withdraw_links(purpose="intake", target_id=7, at=now())
    again = f"/l/again/{AccessLink.token_for(link.nonce)}/"
    ended = client.get(link.path)
    assert ended.status_code == 410
    assert again not in ended.content.decode()
    assert client.post(again).status_code == 404
    assert not Message.objects.exists()


def test_the_link_of_somebody_who_left_no_longer_works(client, link, manager):
    manager.left_at = now()
    manager.save()
    assert client.get(link.path).status_code == 410
    assert client.post(f"/l/again/{AccessLink.token_for(link.nonce)}/").status_code == 404


def test_a_link_that_still_works_is_opened_instead_of_renewed(client, link):
    assert client.post(f"/l/again/{AccessLink.token_for(link.nonce)}/").url == link.path


def test_a_link_page_speaks_the_owners_language(client, link, manager):
    manager.person.language = "en"
    manager.person.save()
    assert client.get(link.path, headers={"accept-language": "nl"})["Content-Language"] == "en"
    client.cookies["django_language"] = "nl"
    assert client.get(link.path)["Content-Language"] == "nl"
