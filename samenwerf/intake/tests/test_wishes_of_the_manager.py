"""The last screen of the manager's link: which requirements come to mind."""

import pytest

from samenwerf.intake import actions
from samenwerf.intake.models import Requirement

pytestmark = pytest.mark.django_db


@pytest.fixture
def intake(vacancy, recruiter, at):
    return actions.start(vacancy=vacancy, mode="express", by=recruiter, at=at)


@pytest.fixture
def page(link):
    return f"{link.path}requirements/"


@pytest.fixture
def name_it(client, page):
    return lambda text: client.post(page, {"text": text})


def texts(intake):
    return list(intake.requirements.values_list("text", flat=True))


def test_the_manager_takes_back_an_own_requirement_and_no_other(client, page, name_it, intake, recruiter, at):
    must_have = Requirement.Kind.MUST_HAVE
    theirs = actions.add_requirement(
        intake=intake, kind=must_have, text="Heeft een rijbewijs", by=recruiter, at=at
    )
    name_it("Kan lassne")
    own = intake.requirements.get(text="Kan lassne")
    answer = client.get(page).content.decode()
    assert f'name="remove" value="{own.pk}"' in answer
    assert f'name="remove" value="{theirs.pk}"' not in answer

    for each in (theirs.pk, own.pk, "9" * 30, "x"):
        assert client.post(page, {"remove": each}).status_code == 302
    assert texts(intake) == ["Heeft een rijbewijs"]


def test_more_than_five_are_kept_and_the_page_says_that_five_remain(client, page, name_it, intake):
    for number in range(1, 6):
        name_it(f"Bedient lijn {number} zelfstandig")
    assert "Dit zijn er" not in client.get(page).content.decode()
    name_it("Bedient lijn 6 zelfstandig")
    assert "Dit zijn er 6" in client.get(page).content.decode()
    assert len(texts(intake)) == 6


def test_underlined_words_are_explained(client, page, name_it):
    name_it("Heeft een rijbewijs B")
    assert "Onderstreept" not in client.get(page).content.decode()
    name_it("Is stressbestendig")
    assert "Onderstreept" in client.get(page).content.decode()
