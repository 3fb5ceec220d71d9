"""The requirements editor: typing, moving, testing, wording, undoing."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from samenwerf.history.models import HistoryLine
from samenwerf.history.queries import lines_of
from samenwerf.intake import actions
from samenwerf.intake.models import Requirement
from samenwerf.wording import frame

pytestmark = pytest.mark.django_db

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def intake(vacancy, recruiter, at):
    return actions.start(vacancy=vacancy, mode="full", by=recruiter, at=at)


@pytest.fixture
def add_url(intake):
    return reverse("intake:requirements", args=[intake.vacancy_id])


@pytest.fixture
def requirement(intake, recruiter, at):
    return actions.add_requirement(
        intake=intake, kind="must_have", text="Stressbestendige teamspeler", by=recruiter, at=at
    )


def change(client, requirement, **data):
    address = reverse("intake:change_requirement", args=[requirement.pk])
    response = client.post(address, {"revision": requirement.revision, **data})
    requirement.refresh_from_db()
    return response


def test_typing_and_enter_adds_with_or_without_a_script(add_url, recruiter, sign_in):
    client = sign_in(recruiter)
    assert client.post(add_url, {"text": "Kent SAP", "kind": "nice_to_have"}).status_code == 302
    fragment = client.post(add_url, {"text": "Leidde een ploeg"}, **HTMX)
    assert fragment.status_code == 200
    assert "<html" not in fragment.content.decode()
    assert list(Requirement.objects.values_list("text", "kind")) == [
        ("Kent SAP", "nice_to_have"),
        ("Leidde een ploeg", "must_have"),
    ]


@pytest.mark.parametrize("text", ["", "   ", "x" * 301])
def test_what_cannot_be_added_stays_in_the_field(text, add_url, recruiter, sign_in):
    page = sign_in(recruiter).post(add_url, {"text": text})
    assert page.status_code == 422
    assert page.context["typed"]["text"] == text
    assert not Requirement.objects.exists()


@pytest.mark.parametrize("text", ["🦜 praat", "עברית שוטפת", "e" * 300])
def test_any_line_of_text_can_be_a_requirement(text, add_url, recruiter, sign_in):
    sign_in(recruiter).post(add_url, {"text": text})
    assert Requirement.objects.get().text == text


def test_no_to_the_must_have_test_makes_it_a_nice_to_have(requirement, recruiter, sign_in):
    client = sign_in(recruiter)
    change(client, requirement, is_tested="on")
    assert requirement.is_tested
    change(client, requirement, kind="nice_to_have")
    assert (requirement.kind, requirement.is_tested) == ("nice_to_have", False)


def test_a_reason_for_a_wording_goes_with_the_wording(requirement, recruiter, sign_in):
    client = sign_in(recruiter)
    change(client, requirement, wording_reason="omdat het noodverpleging is")
    assert requirement.wording_reason
    change(client, requirement, text="Blijft rustig als drie alarmen tegelijk afgaan")
    assert requirement.wording_reason == ""


def test_a_source_that_cannot_be_one_is_refused_beside_the_question(requirement, recruiter, sign_in, at):
    actions.change_requirement(requirement=requirement, revision=1, text="Max 35 jaar", by=recruiter, at=at)
    page = change(sign_in(recruiter), requirement, legal_source="x").content.decode()
    assert "Bijvoorbeeld: WGBL art. 7, of cao VVT art. 3.2." in page
    assert f'value="x" aria-invalid="true" aria-describedby="leave-error-{requirement.pk}"' in page
    assert requirement.legal_source == ""
    change(sign_in(recruiter), requirement, legal_source="WGBL art. 7")
    assert requirement.legal_source == "WGBL art. 7"


def test_an_empty_reason_is_asked_for_where_it_was_left_empty(requirement, recruiter, sign_in):
    page = change(sign_in(recruiter), requirement, wording_reason=" ").content.decode()
    assert "Schrijf waarom het zo blijft" in page
    assert f'aria-invalid="true" aria-describedby="leave-error-{requirement.pk}"' in page


def test_a_field_that_was_not_sent_stays_as_it_is(requirement, recruiter, sign_in):
    client = sign_in(recruiter)
    change(client, requirement, lowest_level="Vier weken leren", evidence="cv")
    change(client, requirement, evidence="interview")
    assert (requirement.lowest_level, requirement.evidence) == ("Vier weken leren", "interview")


def edited_by_two(requirement, manager, client):
    """Mark changed the text and the level; Sanne, whose page was older, only the text. Her form, refused."""
    address = reverse("intake:change_requirement", args=[requirement.pk])
    mine = {"revision": requirement.revision, "text": "Van Sanne", "kind": "must_have", "lowest_level": ""}
    change(manager, requirement, text="Van Mark", lowest_level="Vier weken leren")
    page = client.post(address, mine)
    assert page.status_code == 422
    [row] = [row for list in page.context["lists"] for row in list["rows"] if row.get("clash")]
    seen = {f"seen-{part.name}": part.seen for part in row["clash"].parts}
    return address, {**mine, **seen, "revision": row["revision"]}, row["clash"]


def test_of_two_who_edit_the_second_sees_who_and_every_field_that_differs(
    requirement, recruiter, manager, sign_in
):
    client = sign_in(recruiter)
    address, again, clash = edited_by_two(requirement, sign_in(manager), client)
    assert clash.by == manager.name
    assert [(part.name, part.mine, part.theirs) for part in clash.parts] == [
        ("text", "Van Sanne", "Van Mark"),
        ("lowest_level", "", "Vier weken leren"),
    ]
    assert client.post(address, again).status_code == 422
    requirement.refresh_from_db()
    assert (requirement.text, requirement.lowest_level) == ("Van Mark", "Vier weken leren")


def test_and_chooses_field_by_field(requirement, recruiter, manager, sign_in):
    client = sign_in(recruiter)
    address, again, _clash = edited_by_two(requirement, sign_in(manager), client)
    client.post(address, {**again, "keep-text": "mine", "keep-lowest_level": "theirs"})
    requirement.refresh_from_db()
    assert (requirement.text, requirement.lowest_level) == ("Van Sanne", "Vier weken leren")


def test_a_question_about_an_older_text_is_asked_again(requirement, recruiter, manager, sign_in):
    old = requirement.revision
    change(sign_in(manager), requirement, text="Van Mark")
    address = reverse("intake:change_requirement", args=[requirement.pk])
    page = sign_in(recruiter).post(address, {"revision": old, "is_tested": "on"})
    assert page.status_code == 422
    requirement.refresh_from_db()
    assert not requirement.is_tested


def test_the_history_names_each_requirement_and_what_became_of_it(
    requirement, recruiter, sign_in, organization
):
    client = sign_in(recruiter)
    text = requirement.text
    change(client, requirement, text="Leidt een ploeg", lowest_level="Vier weken leren", kind="nice_to_have")
    client.post(reverse("intake:remove_requirement", args=[requirement.pk]))
    with override("en"):
        lines = lines_of(organization=organization, vacancy_id=requirement.intake.vacancy_id, limit=3)
        removed, changed, added = lines
    assert removed.text == "Sanne de Wit removed the requirement “Leidt een ploeg”"
    assert changed.text == f"Sanne de Wit changed the requirement “{text}”"
    assert [(each.label, each.before, each.after) for each in changed.changes] == [
        ("Kind", "must-have", "nice-to-have"),
        ("Text", text, "Leidt een ploeg"),
        ("Lowest level", "", "Vier weken leren"),
    ]
    assert added.text == f"Sanne de Wit added the requirement “{text}”"


def test_saving_without_a_change_writes_nothing(requirement, recruiter, sign_in):
    before = HistoryLine.objects.count()
    change(sign_in(recruiter), requirement, text=requirement.text, kind=requirement.kind)
    assert (requirement.revision, HistoryLine.objects.count()) == (1, before)


def test_the_order_says_which_one_goes_first(requirement, intake, recruiter, sign_in, at):
    other = actions.add_requirement(intake=intake, kind="must_have", text="Tweede", by=recruiter, at=at)
    sign_in(recruiter).post(reverse("intake:move_requirement", args=[other.pk]), {"direction": "up"})
    assert list(intake.requirements.values_list("text", flat=True)) == ["Tweede", requirement.text]


def test_removing_can_be_undone_with_everything_in_it(requirement, recruiter, sign_in, add_url):
    client = sign_in(recruiter)
    change(client, requirement, evidence="cv", legal_source="cao", is_tested="on")
    page = client.post(reverse("intake:remove_requirement", args=[requirement.pk]))
    assert not Requirement.objects.exists()
    [gone] = page.context["lists"][0]["rows"]
    client.post(add_url, gone["kept"])
    back = Requirement.objects.get()
    assert (back.text, back.evidence, back.legal_source, back.is_tested) == (
        requirement.text,
        "cv",
        "cao",
        True,
    )


def test_one_question_at_a_time(intake, recruiter, sign_in, add_url, at):
    def asked():
        rows = client.get(add_url).context["lists"][0]["rows"]
        return rows[0]["ask"]

    client = sign_in(recruiter)
    client.post(add_url, {"text": "Stressbestendig"})
    requirement = Requirement.objects.get()
    assert asked() == "wording"
    change(client, requirement, text="Lost uitval in de nachtdienst binnen een uur op")
    assert asked() == "test"
    change(client, requirement, is_tested="on")
    assert asked() == "evidence"
    change(client, requirement, evidence="interview")
    assert asked() == ""


def test_a_frame_that_is_not_filled_in_keeps_asking(intake, recruiter, sign_in, add_url, at):
    client = sign_in(recruiter)
    unfilled = actions.add_requirement(
        intake=intake, kind="must_have", text=frame("nl"), wording_reason="ja", by=recruiter, at=at
    )
    page = client.get(add_url)
    [row] = page.context["lists"][0]["rows"]
    assert (row["ask"], page.context["concrete"]) == ("wording", 0)
    assert "[situatie], [gedrag], [resultaat]" in page.content.decode()
    change(client, unfilled, text="In de nachtdienst belt deze persoon binnen tien minuten de storingsdienst")
    assert client.get(add_url).context["concrete"] == 1


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("Max 35 jaar", {}),
        ("Max 35 jaar", {"legal_source": "WGBL art. 7"}),
        ("Nederlands als moedertaal", {}),
        ("Stressbestendig", {}),
    ],
)
def test_what_is_red_or_still_open_does_not_count_as_concrete(
    text, fields, intake, recruiter, sign_in, add_url, at
):
    actions.add_requirement(intake=intake, kind="must_have", text="Kent SAP", by=recruiter, at=at)
    actions.add_requirement(intake=intake, kind="must_have", text=text, by=recruiter, at=at, **fields)
    page = sign_in(recruiter).get(add_url)
    assert (page.context["concrete"], page.context["count"]) == (1, 2)


def test_a_double_tap_adds_a_requirement_once(intake, recruiter, add_url, sign_in):
    for _tap in range(2):
        sign_in(recruiter).post(add_url, {"text": "Heeft rijbewijs B", "kind": "must_have"})
    assert Requirement.objects.filter(text="Heeft rijbewijs B").count() == 1
