"""Inviting, changing roles, leaving and coming back."""

import pytest

from samenwerf.accounts.actions import make_link
from samenwerf.accounts.models import Membership
from samenwerf.history.models import HistoryLine
from samenwerf.outbox.models import Message

INVITE = {"name": "Fatima El Amrani", "email": "fatima@example.org", "role": "hiring_manager"}


def test_a_recruiter_invites_a_manager_by_mail(as_, recruiter):
    as_(recruiter).post("/people/", INVITE)
    member = Membership.objects.get(person__email="fatima@example.org")
    assert (member.role, member.organization) == ("hiring_manager", recruiter.organization)
    assert Message.objects.get().to_email == "fatima@example.org"
    assert HistoryLine.objects.get(verb="member.invited").member == recruiter


def test_inviting_twice_makes_one_member(as_, recruiter):
    as_(recruiter).post("/people/", INVITE)
    page = as_(recruiter).post("/people/", INVITE | {"email": "FATIMA@example.org"})
    assert "email" in page.context["form"].errors
    assert Message.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 500}, "name"),
        ({"email": "nee"}, "email"),
        ({"role": "admin"}, "role"),
        ({"role": "boss"}, "role"),
    ],
)
def test_bad_input_is_told_at_the_field(as_, recruiter, wrong, field):
    page = as_(recruiter).post("/people/", INVITE | wrong)
    assert list(page.context["form"].errors) == [field]
    assert not Membership.objects.filter(person__email="fatima@example.org").exists()


def test_somebody_of_another_organization_can_be_a_member_here_too(as_, recruiter, outsider):
    as_(recruiter).post("/people/", INVITE | {"email": outsider.person.email})
    assert outsider.person.memberships.count() == 2


def test_only_an_administrator_changes_roles_and_one_remains(as_, admin, recruiter, manager):
    path = f"/people/{manager.pk}/role/"
    assert as_(recruiter).post(path, {"role": "recruiter"}).status_code == 404
    as_(admin).post(path, {"role": "recruiter"})
    manager.refresh_from_db()
    assert manager.role == "recruiter"
    as_(admin).post(f"/people/{admin.pk}/role/", {"role": "interviewer"})
    admin.refresh_from_db()
    assert admin.role == "admin"


def test_who_leaves_gets_in_nowhere_and_undo_brings_everything_back(as_, client, recruiter, manager, at):
    link = make_link(member=manager, purpose="intake", target_id=1, at=at)
    as_(recruiter).post(f"/people/{manager.pk}/leave/")
    manager.refresh_from_db()
    link.refresh_from_db()
    assert manager.left_at == link.revoked_at is not None
    client.force_login(manager.person)
    assert client.get("/people/").url == "/me/no-organization/"
    assert client.get("/me/no-organization/").status_code == 200
    as_(recruiter).post(f"/people/{manager.pk}/come-back/")
    link.refresh_from_db()
    manager.refresh_from_db()
    assert (manager.left_at, link.revoked_at) == (None, None)


def test_links_that_were_withdrawn_before_stay_withdrawn(as_, recruiter, manager, at):
    link = make_link(member=manager, purpose="intake", target_id=1, at=at)
    link.revoked_at = at
    link.save()
    as_(recruiter).post(f"/people/{manager.pk}/leave/")
    as_(recruiter).post(f"/people/{manager.pk}/come-back/")
    link.refresh_from_db()
    assert link.revoked_at == at


def test_a_recruiter_does_not_remove_an_administrator_nor_anybody_themselves(as_, recruiter, admin):
    as_(recruiter).post(f"/people/{admin.pk}/leave/")
    as_(admin).post(f"/people/{admin.pk}/leave/")
    assert not Membership.objects.filter(left_at__isnull=False).exists()


def test_the_sign_in_mail_is_sent_on_request(as_, recruiter, manager):
    as_(recruiter).post(f"/people/{manager.pk}/mail/")
    as_(recruiter).post(f"/people/{manager.pk}/mail/")
    assert Message.objects.get().kind == "invitation"


PAGES = [
    "/people/",
    "/people/{pk}/role/",
    "/people/{pk}/leave/",
    "/people/{pk}/come-back/",
    "/people/{pk}/mail/",
]


@pytest.mark.parametrize("page", PAGES)
def test_managers_interviewers_outsiders_and_visitors_stay_out(
    as_, client, manager, interviewer, outsider, recruiter, page
):
    path = page.format(pk=recruiter.pk)
    call = client.get if page == "/people/" else client.post
    assert call(path).url.startswith("/sign-in/")
    for member in (manager, interviewer):
        as_(member)
        assert call(path).status_code == 404
    as_(outsider)
    if page == "/people/":
        assert "Sanne" not in call(path).content.decode()
    else:
        assert call(path, {"role": "interviewer"}).status_code == 404


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"q": "visser mark"}, ["Mark Visser"]),
        ({"q": "INES@"}, ["Ines Bakker"]),
        ({"q": "niemand"}, []),
        ({"q": "\x00" * 300}, ["Anna Admin", "Ines Bakker", "Mark Visser", "Sanne de Wit"]),
        ({"page": "999"}, ["Anna Admin", "Ines Bakker", "Mark Visser", "Sanne de Wit"]),
    ],
)
def test_people_are_found_by_part_of_a_name_or_address(
    as_, recruiter, manager, interviewer, outsider, query, names
):
    page = as_(recruiter).get("/people/", query)
    assert [row.member.name for row in page.context["members"]] == names


def test_the_page_asks_as_much_for_many_as_for_few(
    as_, recruiter, organization, at, django_assert_num_queries
):
    from samenwerf.accounts.actions import find_or_invite

    client = as_(recruiter)
    client.get("/people/")
    for number in range(30):
        find_or_invite(
            organization=organization,
            name=f"P{number}",
            email=f"p{number}@example.org",
            role="interviewer",
            at=at,
        )
    with django_assert_num_queries(5):
        client.get("/people/")
