"""Two who correct the details of a candidate: what both changed is chosen, the rest of both stays."""

import re

import pytest
from django.urls import reverse

from samenwerf.candidates import actions
from samenwerf.core.errors import Conflict

pytestmark = pytest.mark.django_db


@pytest.fixture
def eva(vacancy, recruiter, at):
    return actions.add(
        vacancy=vacancy, name="Eva", email="eva@example.org", phone="06-1", by=recruiter, at=at
    ).candidate


def form_of(client, candidate):
    """What the page sends when nothing is touched."""
    form = client.get(reverse("candidates:detail", args=[candidate.pk])).context["form"]
    shown = re.findall(r'name="(initial-[a-z_]+)"(?: value="([^"]*)")?', str(form.shown_inputs))
    return {bound.name: bound.value() for bound in form} | dict(shown)


def test_of_two_who_correct_different_things_both_stay(sign_in, recruiter, admin, eva):
    address = reverse("candidates:correct", args=[eva.pk])
    first, second = form_of(sign_in(admin), eva), form_of(sign_in(recruiter), eva)
    sign_in(admin).post(address, first | {"name": "Eva Bos"})
    assert sign_in(recruiter).post(address, second | {"phone": "06-2"}).status_code == 302
    eva.refresh_from_db()
    assert (eva.name, eva.phone) == ("Eva Bos", "06-2")


def test_where_both_corrected_the_same_the_second_chooses(sign_in, recruiter, admin, eva):
    address = reverse("candidates:correct", args=[eva.pk])
    first, second = form_of(sign_in(admin), eva), form_of(sign_in(recruiter), eva)
    sign_in(admin).post(address, first | {"name": "Eva Bos"})
    mine = second | {"name": "Eva de Bos", "phone": "06-2"}
    asked = sign_in(recruiter).post(address, mine)
    assert asked.status_code == 422
    (part,) = asked.context["clash"].parts
    assert (asked.context["clash"].by, part.mine, part.theirs) == (admin.name, "Eva de Bos", "Eva Bos")
    assert "<details open><summary>" in asked.content.decode()
    eva.refresh_from_db()
    assert (eva.name, eva.phone) == ("Eva Bos", "06-1")
    sign_in(recruiter).post(address, mine | {"keep-name": "mine", "seen-name": part.seen})
    eva.refresh_from_db()
    assert (eva.name, eva.phone) == ("Eva de Bos", "06-2")


def test_a_correction_that_comes_between_the_page_and_the_saving_is_not_overwritten(eva, recruiter, at):
    shown = {"name": "Eva"}
    actions.correct(candidate=eva, shown=shown, name="Eva Bos", by=recruiter, at=at)
    with pytest.raises(Conflict):
        actions.correct(candidate=eva, shown=shown, name="Eva Vos", by=recruiter, at=at)
