"""Rule 6: handed-in feedback is never overwritten, not even around the code."""

import uuid

import pytest
from django.db import DatabaseError, connection, transaction

from samenwerf.core.errors import Refused
from samenwerf.feedback import actions
from samenwerf.feedback.models import Feedback, Rating
from samenwerf.scorecards.models import Anchor, Criterion, Scorecard
from tests import chain

pytestmark = pytest.mark.django_db


@pytest.fixture
def feedback(interview, interviewer, after):
    return chain.handed_in(interview, interviewer, at=after, level=2)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE feedback_feedback SET verdict = 4",
        "UPDATE feedback_feedback SET observed = 'anders'",
        "UPDATE feedback_feedback SET handed_in_at = handed_in_at, number = 9",
        "UPDATE feedback_feedback SET author_id = author_id",
        "UPDATE feedback_rating SET level = 4",
        "UPDATE feedback_rating SET level = NULL",
        "UPDATE feedback_rating SET observed = 'anders'",
    ],
)
def test_the_database_itself_refuses_to_change_it(feedback, statement):
    with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
        connection.cursor().execute(statement)
    assert Feedback.objects.get().verdict == 3
    assert {rating.level for rating in Rating.objects.all()} == {2}


def test_neither_save_nor_update_changes_it(feedback):
    feedback.observed = "Anders"
    with pytest.raises(DatabaseError), transaction.atomic():
        feedback.save()
    with pytest.raises(DatabaseError), transaction.atomic():
        Rating.objects.update(level=4)


def test_a_change_is_a_next_version_and_the_first_stays_readable(feedback, interview, interviewer, after):
    again = {
        "interview": interview,
        "author": interviewer,
        "verdict": 4,
        "scores": [],
        "device_key": uuid.uuid4(),
        "at": after,
    }
    with pytest.raises(Refused):
        actions.hand_in(**again)
    second = actions.hand_in(**again, reason="Sprak de referent")
    assert (second.number, second.reason) == (2, "Sprak de referent")
    first = Feedback.objects.get(number=1)
    assert (first.verdict, {rating.level for rating in first.ratings.all()}) == (3, {2})


def test_one_device_key_is_one_feedback_also_around_the_code(feedback):
    with pytest.raises(DatabaseError), transaction.atomic():
        Feedback.objects.create(
            interview=feedback.interview,
            author=feedback.author,
            number=2,
            verdict=1,
            reason="Nog eens",
            device_key=feedback.device_key,
            handed_in_at=feedback.handed_in_at,
        )


def test_a_criterion_of_another_scorecard_is_refused(
    interview, interviewer, organization, after, recruiter, manager
):
    from samenwerf.vacancies.models import Vacancy

    other = Vacancy.objects.create(
        organization=organization,
        title="Ander",
        recruiter=recruiter,
        hiring_manager=manager,
        created_at=after,
    )
    strange = Criterion.objects.create(
        scorecard=Scorecard.objects.create(vacancy=other, made_at=after), name="Vreemd", position=0
    )
    Anchor.objects.create(criterion=strange, level=1, text="x")
    with pytest.raises(Refused):
        actions.hand_in(
            interview=interview,
            author=interviewer,
            verdict=3,
            scores=[actions.Score(strange, 3)],
            device_key=uuid.uuid4(),
            at=after,
        )
    assert not Feedback.objects.exists()
