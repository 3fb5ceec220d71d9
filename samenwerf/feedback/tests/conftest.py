"""An interview that is over, and the links of the two people who held it."""

from datetime import timedelta

import pytest
import time_machine

from samenwerf.accounts.models import AccessLink
from tests import chain


@pytest.fixture
def vacancy_open(vacancy, at):
    chain.signed_intake(vacancy, at=at)
    return vacancy


@pytest.fixture
def interview(vacancy_open, manager, interviewer, at):
    """Mark and Ines hold it, from a day after `at`, for an hour."""
    application = chain.presented(vacancy_open, at=at, name="Xaviera Unieknaam")
    return chain.planned(application, [manager, interviewer], at=at)


@pytest.fixture
def after(interview):
    """The clock stands at ten minutes after the interview."""
    moment = interview.ends_at + timedelta(minutes=10)
    with time_machine.travel(moment, tick=False):
        yield moment


@pytest.fixture
def link(interview):
    def path(member, of=None):
        target = (of or interview).pk
        return AccessLink.objects.get(member=member, purpose="interview", target_id=target).path

    return path


@pytest.fixture
def criteria(vacancy_open):
    return list(vacancy_open.scorecard.criteria.all())


@pytest.fixture
def filled(criteria):
    """What somebody fills in, as the browser sends it."""

    def values(level="3", verdict="3", **others):
        scores = {f"level_{criterion.pk}": level for criterion in criteria}
        return {
            "verdict": verdict,
            **scores,
            "device_key": "5f0e7f5e-6b9b-4d7f-9d3c-6a2f4f1c0a11",
            **others,
        }

    return values
