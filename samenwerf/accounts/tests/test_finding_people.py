"""A name and an address are enough to be somebody here, also when two people say so at once."""

import threading

import pytest
from django.db import connection

from samenwerf.accounts.access import colleagues_of
from samenwerf.accounts.actions import find_or_invite, make_link, start_organization
from samenwerf.accounts.models import AccessLink, Membership, Person
from samenwerf.core.clock import now


def test_the_same_address_is_the_same_person_however_it_is_written(organization, manager, at):
    again = find_or_invite(
        organization=organization, name="Anders", email=" MARK@Example.org ", role="recruiter", at=at
    )
    assert (again, again.name, again.role) == (manager, "Mark Visser", "hiring_manager")


def test_somebody_who_had_left_is_a_member_again(organization, manager, at):
    manager.left_at = at
    manager.save()
    again = find_or_invite(
        organization=organization, name="Mark", email="mark@example.org", role="interviewer", at=at
    )
    assert (again.pk, again.left_at, again.role) == (manager.pk, None, "interviewer")


@pytest.mark.parametrize("name", ["", "x" * 500, "🎉 שלום"])
def test_any_name_will_do(organization, name, at):
    member = find_or_invite(
        organization=organization, name=name, email="n@example.org", role="recruiter", at=at
    )
    member.person.refresh_from_db()
    assert member.name == (name or "n@example.org")[:150]


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_moment_find_one_person():
    owner = Person.objects.create_user(email="anna@example.org", name="Anna", created_at=now())
    organization = start_organization(name="Van Dijk", person=owner, at=now()).organization
    found, problems = [], []

    def find():
        try:
            found.append(
                find_or_invite(
                    organization=organization, name="Mark", email="m@example.org", role="recruiter", at=now()
                ).pk
            )
        except Exception as problem:
            problems.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=find) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    assert len(set(found)) == 1
    assert Membership.objects.filter(organization=organization).count() == 2


def test_colleagues_are_of_the_same_organization_and_still_there(recruiter, manager, outsider, at):
    manager.left_at = at
    manager.save()
    names = [member.name for member in colleagues_of(recruiter)]
    assert "Sanne de Wit" in names
    assert not {"Mark Visser", "Otto Buiten"} & set(names)


def test_the_database_alone_opens_no_door(manager, at):
    link = make_link(member=manager, purpose="intake", target_id=1, at=at)
    token = AccessLink.token_for(link.nonce)
    assert token not in str(AccessLink.objects.values().get())
    assert make_link(member=manager, purpose="intake", target_id=1, at=at) == link
    assert make_link(member=manager, purpose="intake", target_id=2, at=at) != link
