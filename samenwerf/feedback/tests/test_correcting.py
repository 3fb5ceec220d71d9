"""What was handed in can be corrected by who wrote it until the decision, and everybody sees that it was."""

import uuid
from datetime import timedelta

import pytest

from samenwerf.candidates.actions import NotNow
from samenwerf.feedback import actions
from samenwerf.feedback.models import Feedback
from tests import chain

pytestmark = pytest.mark.django_db

BAD = "Was wel een leuke jonge meid, zwanger denk ik."


def hand_in(client, address, filled, **others):
    return client.post(address, filled(device_key=str(uuid.uuid4()), **others), follow=True)


@pytest.fixture
def decided(interview, interviewer, manager, after):
    """Both handed in, and the manager decided."""
    chain.handed_in(interview, interviewer, at=after)
    chain.handed_in(interview, manager, at=after)
    return actions.decide(
        application=interview.application,
        kind="reject",
        reason="Noemde geen voorbeeld.",
        criteria=[interview.application.vacancy.scorecard.criteria.first()],
        by=manager,
        at=after,
    )


def test_what_is_typed_is_looked_at_while_typing(client, link, interviewer, after):
    page = client.get(link(interviewer)).content.decode()
    assert page.count('data-use="observation"') == page.count("data-wording>")
    assert 'id="id_observed" data-wording' in page


def test_the_author_is_told_what_may_not_count_and_the_correction_is_what_others_read(
    client, link, filled, interview, interviewer, manager, after
):
    handed_in = hand_in(client, link(interviewer), filled, observed=BAD).content.decode()
    assert "“zwanger” mag niet meetellen" in handed_in
    assert "?change" in handed_in
    corrected = hand_in(
        client, link(interviewer), filled, observed="Noemde drie stappen.", reason="Hoorde er niet in"
    ).content.decode()
    assert "Verbeterd: Hoorde er niet in" in corrected
    assert "mag niet meetellen" not in corrected

    chain.handed_in(interview, manager, at=after)
    others_read = client.get(link(manager)).content.decode()
    assert "verbeterd: Hoorde er niet in" in others_read
    assert "zwanger" not in others_read
    assert Feedback.objects.get(number=1, author=interviewer).observed == BAD


def test_after_the_decision_it_stays_as_it_is(client, link, filled, decided, interviewer, after):
    page = client.get(link(interviewer)).content.decode()
    assert "?change" not in page
    assert "Het besluit rust op wat je inleverde" in page
    assert 'name="verdict"' not in client.get(f"{link(interviewer)}?change").content.decode()
    refused = hand_in(client, link(interviewer), filled, reason="Toch anders")
    assert refused.status_code == 422
    assert Feedback.objects.filter(author=interviewer).count() == 1


def test_once_the_decision_is_taken_back_it_can_be_corrected_again(
    decided, interview, interviewer, manager, after
):
    with pytest.raises(NotNow):
        correct(interview, interviewer, after)
    actions.take_back_decision(application=interview.application, by=manager, at=after)
    assert correct(interview, interviewer, after).number == 2


def test_a_correction_after_scores_of_others_were_in_says_so(
    client, link, filled, interview, interviewer, manager, after
):
    chain.handed_in(interview, interviewer, at=after)
    correct(interview, interviewer, after + timedelta(minutes=1))
    chain.handed_in(interview, manager, at=after + timedelta(minutes=2))
    others_read = client.get(link(manager)).content.decode()
    assert "· verbeterd: Sprak de referent" in others_read

    correct(interview, interviewer, after + timedelta(minutes=3))
    said = "erbeterd toen scores van anderen binnen waren: Sprak de referent"
    assert f"v{said}" in client.get(link(manager)).content.decode()
    assert f"V{said}" in client.get(link(interviewer)).content.decode()


def test_the_page_to_correct_says_what_is_missing_and_leads_back_without_saving(
    client, link, filled, interview, interviewer, after
):
    chain.handed_in(interview, interviewer, at=after)
    page = client.get(f"{link(interviewer)}?change").content.decode()
    assert f'href="{link(interviewer)}">Terug, zonder verbetering' in page
    assert "Verbetering inleveren" in page
    assert "Scores van anderen zie je na inleveren" not in page
    refused = hand_in(client, link(interviewer), filled)
    assert refused.status_code == 422
    assert "Zeg in een paar woorden waarom je" in refused.content.decode()
    assert "Dit veld is verplicht" not in refused.content.decode()


def correct(interview, author, at):
    return actions.hand_in(
        interview=interview,
        author=author,
        verdict=2,
        scores=[],
        device_key=uuid.uuid4(),
        reason="Sprak de referent",
        at=at,
    )


def test_a_manager_who_handed_in_last_finds_the_way_to_the_decision(
    client, link, sign_in, interview, interviewer, manager, after
):
    chain.handed_in(interview, interviewer, at=after)
    chain.handed_in(interview, manager, at=after)
    debrief = f"/vacancies/{interview.application.vacancy_id}/debrief/"
    signed_in = sign_in(manager).get(f"/interviews/{interview.pk}/feedback/").content.decode()
    assert f'href="{debrief}#candidate-{interview.application_id}"' in signed_in
    by_link = client.get(link(manager)).content.decode()
    assert "De link om te vergelijken en te besluiten staat in je mail" in by_link
    assert f"/sign-in/?next={debrief}" in by_link
    assert debrief not in client.get(link(interviewer)).content.decode()
