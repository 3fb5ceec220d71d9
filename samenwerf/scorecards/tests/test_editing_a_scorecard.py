"""The yardstick is edited by recruiter and manager until the first feedback."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from samenwerf.history.models import HistoryLine
from samenwerf.history.queries import lines_of
from samenwerf.scorecards import actions
from samenwerf.scorecards.models import Criterion
from tests import chain

pytestmark = pytest.mark.django_db

JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def scorecard(vacancy, at):
    chain.signed_intake(vacancy, at=at)
    return vacancy.scorecard


@pytest.fixture
def criterion(scorecard):
    return scorecard.criteria.first()


def typed(criterion, **data):
    return {
        "revision": criterion.revision,
        "name": criterion.name,
        "category": criterion.category,
        "questions": criterion.questions,
        **{f"anchor_{anchor.level}": anchor.text for anchor in criterion.anchors.all()},
        **data,
    }


def url_of(name, criterion):
    return reverse(f"scorecards:{name}", args=[criterion.pk])


def test_before_signing_the_page_says_where_the_scorecard_comes_from(vacancy, recruiter, sign_in):
    page = sign_in(recruiter).get(reverse("scorecards:detail", args=[vacancy.pk]))
    assert page.status_code == 200
    assert reverse("intake:detail", args=[vacancy.pk]) in page.content.decode()


@pytest.mark.parametrize("side", ["recruiter", "manager"])
def test_both_sides_edit_a_card(side, criterion, sign_in, request):
    client = sign_in(request.getfixturevalue(side))
    new = typed(criterion, name="Leidt een ploeg", is_crucial="on", anchor_4="Leidde 🦜 dertig mensen")
    assert client.post(url_of("change", criterion), new, **JSON).json() == {"revision": 2}
    criterion.refresh_from_db()
    assert (criterion.name, criterion.is_crucial) == ("Leidt een ploeg", True)
    assert criterion.anchors.get(level=4).text == "Leidde 🦜 dertig mensen"


def test_saving_what_is_stored_already_is_no_change(criterion, recruiter, manager, sign_in):
    same = typed(criterion) | ({"is_crucial": "on"} if criterion.is_crucial else {})
    assert sign_in(recruiter).post(url_of("change", criterion), same, **JSON).json() == {"revision": 1}
    sign_in(manager).post(url_of("change", criterion), same | {"name": "Van Mark"})
    later = sign_in(recruiter).post(url_of("change", criterion), same | {"name": "Van Mark"}, **JSON)
    assert later.json() == {"revision": 2}
    assert HistoryLine.objects.filter(verb="scorecard.criterion_changed").count() == 1


def of_two(criterion, recruiter, manager, sign_in):
    """The manager saved his name and level 3; the recruiter's page still shows the old ones."""
    theirs = typed(criterion, name="Van Mark", anchor_3="Van Mark", is_crucial="on")
    mine = typed(criterion, name="Van Sanne", anchor_4="Van Sanne", is_crucial="on")
    sign_in(manager).post(url_of("change", criterion), theirs)
    return sign_in(recruiter), mine


def test_of_two_people_the_second_sees_who_and_every_part_that_differs(
    criterion, recruiter, manager, sign_in
):
    client, mine = of_two(criterion, recruiter, manager, sign_in)
    said = client.post(url_of("change", criterion), mine, **JSON)
    assert said.status_code == 409
    assert manager.name in said.json()["conflict"]

    page = client.post(url_of("change", criterion), mine)
    assert page.status_code == 422
    [card] = [card for card in page.context["cards"] if card.clash]
    assert card.clash.by == manager.name
    assert [(part.name, part.mine) for part in card.clash.parts] == [
        ("name", "Van Sanne"),
        ("anchor_3", mine["anchor_3"]),
        ("anchor_4", "Van Sanne"),
    ]


def test_pressing_save_again_without_a_choice_overwrites_nothing(criterion, recruiter, manager, sign_in):
    client, mine = of_two(criterion, recruiter, manager, sign_in)
    page = client.post(url_of("change", criterion), mine)
    shown = next(card for card in page.context["cards"] if card.clash)
    assert client.post(url_of("change", criterion), mine | {"revision": shown.revision}).status_code == 422
    criterion.refresh_from_db()
    assert criterion.name == "Van Mark"


def test_each_part_becomes_what_was_chosen_for_it(criterion, recruiter, manager, sign_in):
    client, mine = of_two(criterion, recruiter, manager, sign_in)
    page = client.post(url_of("change", criterion), mine)
    [clash] = [card.clash for card in page.context["cards"] if card.clash]
    seen = {f"seen-{part.name}": part.seen for part in clash.parts}
    choices = {"keep-name": "mine", "keep-anchor_3": "theirs", "keep-anchor_4": "mine"}
    assert client.post(url_of("change", criterion), mine | seen | choices).status_code == 302
    criterion.refresh_from_db()
    anchors = dict(criterion.anchors.values_list("level", "text"))
    assert (criterion.name, anchors[3], anchors[4]) == ("Van Sanne", "Van Mark", "Van Sanne")


def test_a_choice_about_what_changed_once_more_does_not_count(criterion, recruiter, manager, sign_in):
    client, mine = of_two(criterion, recruiter, manager, sign_in)
    page = client.post(url_of("change", criterion), mine)
    [clash] = [card.clash for card in page.context["cards"] if card.clash]
    seen = {f"seen-{part.name}": part.seen for part in clash.parts}
    choices = {f"keep-{part.name}": "mine" for part in clash.parts}
    criterion.refresh_from_db()
    again = typed(criterion, name="Nog eens van Mark", is_crucial="on")
    sign_in(manager).post(url_of("change", criterion), again)
    assert client.post(url_of("change", criterion), mine | seen | choices).status_code == 422
    criterion.refresh_from_db()
    assert criterion.name == "Nog eens van Mark"


@pytest.mark.parametrize("data", [{"name": ""}, {"name": "x" * 301}, {"category": "x"}, {"revision": "?"}])
def test_what_cannot_be_saved_stays_on_the_card(data, criterion, recruiter, sign_in):
    new = typed(criterion, anchor_1="Dit typte ik") | data
    page = sign_in(recruiter).post(url_of("change", criterion), new)
    assert page.status_code == 422
    assert "Dit typte ik" in page.content.decode()


def cards(scorecard):
    fields = ("pk", "name", "questions", "requirement_id", "stands_on", "why_it_stands")
    criteria = list(scorecard.criteria.all())
    return [([getattr(c, f) for f in fields], [a.text for a in c.anchors.all()]) for c in criteria]


def test_removing_can_be_undone_with_everything_in_its_place(criterion, scorecard, recruiter, sign_in):
    scorecard.criteria.filter(pk=criterion.pk).update(stands_on="exception", why_it_stands="WGBL art. 7")
    client, before = sign_in(recruiter), cards(scorecard)
    page = client.post(url_of("remove", criterion), follow=True)
    assert scorecard.criteria.count() == len(before) - 1
    assert page.context["too_few"]
    [said] = page.context["messages"]
    assert criterion.name in str(said)
    for _tap in range(2):
        client.post(said.extra_tags)
        assert cards(scorecard) == before
    with override("en"):
        lines = lines_of(organization=recruiter.organization, vacancy_id=scorecard.vacancy_id, limit=2)
    assert [line.text for line in lines] == [
        f"Sanne de Wit added “{criterion.name}” to the scorecard",
        f"Sanne de Wit removed “{criterion.name}” from the scorecard",
    ]


def test_what_was_never_removed_here_is_not_put_back(criterion, scorecard, recruiter, sign_in):
    address = reverse("scorecards:restore", args=[scorecard.vacancy_id, criterion.pk + 999])
    assert sign_in(recruiter).post(address).status_code == 422
    assert scorecard.criteria.count() == len(chain.MUST_HAVES)


def test_a_card_moves_down(criterion, scorecard, recruiter, sign_in):
    sign_in(recruiter).post(url_of("move", criterion), {"direction": "down"})
    assert list(scorecard.criteria.values_list("pk", flat=True))[1] == criterion.pk


@pytest.mark.parametrize(("name", "is_asked"), [("Een echte teamspeler", False), ("Max 35 jaar", True)])
def test_a_reason_lets_vague_words_stand_and_no_direct_distinction(
    name, is_asked, criterion, scorecard, recruiter, sign_in
):
    Criterion.objects.filter(pk=criterion.pk).update(
        name=name, stands_on="as_is", why_it_stands="Zo heet het in onze cao"
    )
    page = sign_in(recruiter).get(reverse("scorecards:detail", args=[scorecard.vacancy_id]))
    assert ("data-finding=" in page.content.decode()) == is_asked


def test_at_most_six(scorecard, recruiter, sign_in):
    client = sign_in(recruiter)
    add = reverse("scorecards:add", args=[scorecard.vacancy_id])
    for number in range(3):
        response = client.post(add, {"name": f"Criterium {number}"})
    assert response.status_code == 422
    assert scorecard.criteria.count() == 6


def test_after_the_first_feedback_it_stays_as_it_is(criterion, scorecard, recruiter, sign_in, at):
    actions.fix(scorecard=scorecard, at=at)
    client = sign_in(recruiter)
    client.post(url_of("change", criterion), typed(criterion, name="Anders"))
    client.post(url_of("remove", criterion))
    client.post(url_of("move", criterion), {"direction": "down"})
    client.post(reverse("scorecards:add", args=[scorecard.vacancy_id]), {"name": "Nieuw"})
    assert list(Criterion.objects.values_list("name", flat=True)) == chain.MUST_HAVES
    page = client.get(reverse("scorecards:detail", args=[scorecard.vacancy_id]))
    assert "data-autosave" not in page.content.decode()


def test_the_interviewers_view_shows_questions_and_examples(criterion, scorecard, manager, sign_in):
    page = sign_in(manager).get(reverse("scorecards:kit", args=[scorecard.vacancy_id])).content.decode()
    assert criterion.name in page
    assert criterion.anchors.get(level=3).text in page


@pytest.mark.parametrize("who", ["interviewer", "outsider"])
def test_for_others_it_does_not_exist(who, criterion, scorecard, sign_in, request):
    client = sign_in(request.getfixturevalue(who))
    assert client.get(reverse("scorecards:detail", args=[scorecard.vacancy_id])).status_code == 404
    assert client.get(reverse("scorecards:kit", args=[scorecard.vacancy_id])).status_code == 404
    for name in ("change", "move", "remove"):
        assert client.post(url_of(name, criterion), typed(criterion)).status_code == 404
    assert (
        client.post(reverse("scorecards:add", args=[scorecard.vacancy_id]), {"name": "x"}).status_code == 404
    )
