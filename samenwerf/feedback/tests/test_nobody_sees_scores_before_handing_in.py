"""Rule 5: nobody sees another's scores, or their average, before handing in their own. Tried in every way."""

import itertools
import uuid
from datetime import timedelta

import pytest
import time_machine

from samenwerf.accounts import actions as accounts
from samenwerf.accounts.models import AccessLink
from samenwerf.candidates import actions as candidates
from samenwerf.feedback import access, actions
from samenwerf.feedback.models import Feedback
from samenwerf.interviews import actions as interviews
from tests import chain

pytestmark = pytest.mark.django_db

SECRET = "Ze-noemde-zeven-storingen"


def secretly(interview, author, criteria, *, at, level=1):
    return actions.hand_in(
        interview=interview,
        author=author,
        verdict=1,
        observed=SECRET,
        scores=[actions.Score(criterion, level, SECRET) for criterion in criteria],
        device_key=uuid.uuid4(),
        at=at,
    )


@pytest.fixture
def one_is_in(interview, interviewer, criteria, after):
    """Ines has handed in, Mark (the manager) owes."""
    return secretly(interview, interviewer, criteria, at=after)


@pytest.fixture
def pages(interview, link, sign_in):
    """Every page on which somebody could meet the scores of this candidate."""

    def of(member):
        pk, vacancy = interview.pk, interview.application.vacancy_id
        addresses = [
            f"/interviews/{pk}/",
            f"/interviews/{pk}/feedback/",
            f"/interviews/{pk}/feedback/?change",
            f"/interviews/{pk}/feedback/?kit",
            f"/vacancies/{vacancy}/debrief/",
            f"/vacancies/{vacancy}/debrief/?order=name",
            f"/applications/{interview.application_id}/feedback/",
            "/interviews/",
        ]
        links = AccessLink.objects.filter(member=member).exclude(purpose="intake")
        addresses += [each.path + query for each in links for query in ("", "?change", "?kit")]
        client = sign_in(member)
        return {address: client.get(address) for address in addresses}

    return of


def leaks(pages):
    return [
        address
        for address, page in pages.items()
        if page.status_code == 200 and SECRET in page.content.decode()
    ]


def shown_levels(pages):
    """Means and scores in the matrix, wherever it stands."""
    found = []
    for page in pages.values():
        for row in (page.context or {}).get("rows", []) if page.context else []:
            found += [one.level for column in row.columns for one in column.given]
    return found


def test_the_manager_who_owes_meets_nothing_on_any_page(one_is_in, manager, pages):
    found = pages(manager)
    assert {page.status_code for page in found.values()} <= {200, 404}
    assert leaks(found) == []
    assert shown_levels(found) == []


def test_what_speaks_against_an_offer_waits_for_the_own_feedback_too(
    one_is_in, interview, manager, recruiter, sign_in
):
    address = f"/applications/{interview.application_id}/doubts/"
    assert "Ines" not in sign_in(manager).get(address).content.decode()
    assert "Ines gaf een 1" in sign_in(recruiter).get(address).content.decode()


def test_after_handing_in_the_manager_sees_all(one_is_in, interview, manager, after, pages):
    chain.handed_in(interview, manager, at=after)
    seen = leaks(pages(manager))
    assert f"/interviews/{interview.pk}/" in seen
    assert f"/interviews/{interview.pk}/feedback/" in seen
    assert f"/applications/{interview.application_id}/feedback/" in seen


def test_a_recruiter_who_holds_no_interview_reads_along_and_one_who_owes_does_not(
    interview, recruiter, manager, interviewer, criteria, at, pages
):
    interviews.replan(
        interview=interview,
        starts_at=interview.starts_at,
        minutes=60,
        interviewers=[recruiter, interviewer],
        by=recruiter,
        at=at,
    )
    with time_machine.travel(interview.ends_at, tick=False):
        secretly(interview, interviewer, criteria, at=interview.ends_at)
        assert leaks(pages(recruiter)) == []
        chain.handed_in(interview, recruiter, at=interview.ends_at)
        assert leaks(pages(recruiter)) != []


def test_who_owes_for_a_second_round_sees_no_first_round(
    one_is_in, interview, manager, interviewer, recruiter, criteria, after, pages
):
    chain.handed_in(interview, manager, at=after)
    application = interview.application
    actions.decide(
        application=application,
        kind="another_round",
        reason="Nog een keer, op de vloer",
        criteria=criteria[:1],
        by=manager,
        at=after,
    )
    interviews.plan(
        application=application,
        round_name="Tweede gesprek",
        starts_at=after + timedelta(hours=1),
        minutes=60,
        place="Vloer",
        interviewers=[manager],
        by=recruiter,
        at=after,
    )
    assert leaks(pages(manager)) == []
    assert leaks(pages(recruiter)) != []


def test_an_interviewer_reads_only_the_interviews_that_they_held(
    one_is_in, interview, manager, recruiter, organization, criteria, after, sign_in
):
    chain.handed_in(interview, manager, at=after)
    actions.decide(
        application=interview.application,
        kind="another_round",
        reason="Nog een keer",
        criteria=criteria[:1],
        by=manager,
        at=after,
    )
    second = accounts.find_or_invite(
        organization=organization, name="Tess Twee", email="tess@example.org", role="interviewer", at=after
    )
    later = interviews.plan(
        application=interview.application,
        round_name="Tweede gesprek",
        starts_at=after + timedelta(minutes=1),
        minutes=30,
        place="Vloer",
        interviewers=[second],
        by=recruiter,
        at=after,
    )
    chain.handed_in(later, second, at=later.ends_at)
    assert [f.author for f in access.visible_to(second)] == [second]
    assert sign_in(second).get(f"/interviews/{interview.pk}/").status_code == 404


def test_another_organization_meets_nothing(one_is_in, outsider, pages):
    found = pages(outsider)
    assert {page.status_code for page in found.values()} == {200, 404}
    assert [a for a, page in found.items() if page.status_code == 200] == ["/interviews/"]
    assert leaks(found) == []
    assert not access.visible_to(outsider).exists()


def test_a_link_opens_only_its_own_interview(
    one_is_in, interview, vacancy_open, manager, interviewer, criteria, at, after, client, link
):
    other = chain.presented(vacancy_open, at=at, name="Yara Anders")
    elsewhere = chain.planned(other, [manager, interviewer], at=at)
    path = link(interviewer, of=elsewhere)
    page = client.get(path).content.decode()
    assert "Yara Anders" in page
    assert "Unieknaam" not in page
    assert SECRET not in page
    memo_of_other = path + "memo/1/"
    assert client.get(memo_of_other).status_code == 404
    assert client.get(path.replace("/interview/", "/decision/")).status_code == 404


def test_a_link_that_was_withdrawn_or_of_somebody_who_left_shows_no_scores(
    one_is_in, interviewer, link, client, after
):
    path = link(interviewer)
    accounts.withdraw_links(purpose="interview", target_id=one_is_in.interview_id, at=after)
    answer = client.get(path)
    assert answer.status_code == 410
    assert SECRET not in answer.content.decode()


def test_the_decision_link_shows_no_scores_while_its_owner_owes_elsewhere_on_the_candidate(
    one_is_in, interview, manager, recruiter, criteria, after, client
):
    """Somebody is added later: the link to decide exists, and yet the rule holds."""
    chain.handed_in(interview, manager, at=after)
    path = AccessLink.objects.get(member=manager, purpose="decision").path
    assert SECRET in client.get(path).content.decode()
    actions.decide(
        application=interview.application,
        kind="another_round",
        reason="Nog een keer",
        criteria=criteria[:1],
        by=manager,
        at=after,
    )
    interviews.plan(
        application=interview.application,
        round_name="Tweede",
        starts_at=after + timedelta(hours=2),
        minutes=30,
        place="Vloer",
        interviewers=[manager],
        by=recruiter,
        at=after,
    )
    assert SECRET not in client.get(path).content.decode()


def test_in_every_order_of_handing_in_one_sees_others_exactly_after_ones_own(
    interview, manager, interviewer, criteria, after
):
    for order in itertools.permutations([manager, interviewer]):
        Feedback.objects.all().delete()
        done = []
        for author in order:
            for member in (manager, interviewer):
                seen = {feedback.author for feedback in access.visible_to(member)}
                assert seen == (set(done) if member in done else set())
            secretly(interview, author, criteria, at=after)
            done.append(author)


def test_taking_part_no_longer_does_not_open_the_scores(
    interview, recruiter, manager, interviewer, criteria, at
):
    """Whoever was left out holds nothing any more, and so sees nothing."""
    interviews.replan(
        interview=interview,
        starts_at=interview.starts_at,
        minutes=60,
        interviewers=[manager],
        by=recruiter,
        at=at,
    )
    secretly(interview, manager, criteria, at=interview.ends_at)
    assert not access.visible_to(interviewer).exists()


def test_a_candidate_who_withdrew_keeps_the_rule(one_is_in, interview, recruiter, manager, after, pages):
    candidates.withdraw(application=interview.application, reason="Andere baan", by=recruiter, at=after)
    assert leaks(pages(manager)) == []
