"""An intake that can be signed, and the manager's link to it."""

from datetime import datetime

import pytest

from samenwerf.accounts.actions import make_link
from samenwerf.accounts.models import AccessLink, Membership
from samenwerf.core.clock import now
from samenwerf.intake.models import Intake
from samenwerf.vacancies.models import Vacancy
from tests import chain


@pytest.fixture
def intake(vacancy: Vacancy, at: datetime) -> Intake:
    return chain.complete_intake(vacancy, at=at)


@pytest.fixture
def link(intake: Intake, manager: Membership) -> AccessLink:
    return make_link(member=manager, purpose="intake", target_id=intake.vacancy_id, at=now())
