"""Candidates side by side, and the decision with its reason."""

import uuid
from datetime import timedelta

import pytest
import time_machine

from samenwerf.accounts.models import AccessLink
from samenwerf.agreements.models import Todo
from samenwerf.candidates import actions as candidates
from samenwerf.candidates.models import Stage, WaitingPeriod
from samenwerf.core.clock import now
from samenwerf.feedback import actions, queries
from samenwerf.feedback.models import Decision
from samenwerf.interviews import actions as interviews
from samenwerf.interviews.jobs import finish_due
from samenwerf.outbox.models import Message
from tests import chain

pytestmark = pytest.mark.django_db


@pytest.fixture
def compared(vacancy_open, manager, interviewer, at):
    """Three candidates: one with all feedback in, one with half of it, one who comes later."""
    start = at + timedelta(days=1)
    criteria = list(vacancy_open.scorecard.criteria.all())

    def gives(interview, author, *levels):
        actions.hand_in(
            interview=interview,
            author=author,
            verdict=3,
            scores=[actions.Score(c, level) for c, level in zip(criteria, levels, strict=True)],
            device_key=uuid.uuid4(),
            at=interview.ends_at,
        )

    found = {}
    for name, hours in (("Zoë", 0), ("Bram", 2), ("Anna", 200)):
        application = chain.presented(vacancy_open, at=at, name=name)
        starts_at = start + timedelta(hours=hours)
        found[name] = chain.planned(application, [manager, interviewer], at=at, starts_at=starts_at)
    gives(found["Zoë"], manager, 1, 3, None, 2)
    gives(found["Zoë"], interviewer, 4, 3, None, 3)
    gives(found["Bram"], interviewer, 4, 4, 4, 4)
    with time_machine.travel(start + timedelta(hours=5), tick=False):
        yield found


@pytest.fixture
def page(vacancy_open):
    return f"/vacancies/{vacancy_open.pk}/debrief/"


def names(answer):
    return [row.application.candidate.name for row in answer.context["rows"]]


def cells(answer, name):
    row = next(row for row in answer.context["rows"] if row.application.candidate.name == name)
    return [(c.cell.mean, c.cell.spread, c.cell.levels) for c in row.columns]


def decision(criteria, **others):
    said = {"reason": "Stuurde twaalf mensen aan.", "despite": "Leert het in de inwerkweken."}
    return {"kind": "offer", "criteria": [criteria[0].pk], **said, **others}


def test_the_matrix_holds_each_score_the_mean_and_the_spread(compared, page, sign_in, recruiter):
    answer = sign_in(recruiter).get(page)
    assert cells(answer, "Zoë") == [
        (2.5, 3, (1, 4)),
        (3.0, 0, (3, 3)),
        (None, 0, (None, None)),
        (2.5, 1, (2, 3)),
    ]
    assert cells(answer, "Anna") == [(None, 0, ())] * 4
    text = answer.content.decode()
    assert "3 verschil" in text
    assert "onvoldoende bewijs" in text


def test_the_order_is_by_time_or_by_name_and_never_by_score(compared, page, sign_in, recruiter):
    client = sign_in(recruiter)
    assert names(client.get(page)) == ["Zoë", "Bram", "Anna"]
    assert names(client.get(page + "?order=name")) == ["Zoë", "Anna", "Bram"]
    assert names(client.get(page + "?order=score")) == ["Zoë", "Bram", "Anna"]


def test_who_is_to_be_decided_on_comes_first_and_who_got_a_no_last(
    compared, page, sign_in, recruiter, manager, interviewer, criteria
):
    later = compared["Zoë"].ends_at + timedelta(hours=1)
    zoe = compared["Zoë"].application
    no = {"kind": "reject", "reason": "Deed het nooit zelf.", "criteria": criteria[:1]}
    actions.decide(application=zoe, **no, by=manager, at=later)
    anna = compared["Anna"]
    for author in (manager, interviewer):
        actions.hand_in(
            interview=anna,
            author=author,
            verdict=3,
            scores=[],
            device_key=uuid.uuid4(),
            at=anna.ends_at,
        )
    answer = sign_in(recruiter).get(page)
    assert names(answer) == ["Anna", "Bram", "Zoë"]
    assert [row.application for row in answer.context["to_decide"]] == [anna.application]
    assert f'href="#candidate-{anna.application.pk}"' in answer.content.decode().split("<table")[0]


def test_within_a_candidate_the_largest_disagreement_comes_first(
    compared, page, sign_in, recruiter, criteria
):
    row = sign_in(recruiter).get(page).context["rows"][0]
    assert [column.criterion for column in row.discussion] == [
        criteria[0],
        criteria[3],
        criteria[2],
        criteria[1],
    ]


def test_what_was_observed_is_read_when_a_candidate_is_opened(
    interview, page, sign_in, recruiter, manager, interviewer, after
):
    for author in (manager, interviewer):
        chain.handed_in(interview, author, at=after)
    client, observed = sign_in(recruiter), "Noemde drie stappen"
    opens = f"/applications/{interview.application_id}/feedback/"
    debrief = client.get(page).content.decode()
    assert observed not in debrief
    assert f'href="{opens}"' in debrief
    alone = client.get(opens).content.decode()
    assert alone.count(observed) == 2
    assert "Xaviera Unieknaam" in alone
    in_place = client.get(opens, headers={"HX-Request": "true"}).content.decode()
    assert in_place.count(observed) == 2
    assert "<html" not in in_place


def test_without_an_interview_there_is_nothing_that_people_saw(vacancy_open, sign_in, recruiter, at):
    application = chain.presented(vacancy_open, at=at)
    assert sign_in(recruiter).get(f"/applications/{application.pk}/feedback/").status_code == 404


def test_it_takes_the_same_queries_for_one_and_for_many(
    compared, page, sign_in, recruiter, vacancy_open, manager, interviewer, at, django_assert_num_queries
):
    client = sign_in(recruiter)
    with django_assert_num_queries(12, exact=False) as before:
        client.get(page)
    for number in range(5):
        application = chain.presented(vacancy_open, at=at, name=f"Nog {number}")
        interview = chain.planned(application, [manager, interviewer], at=at)
        for author in (manager, interviewer):
            chain.handed_in(interview, author, at=interview.ends_at)
        actions.decide(
            application=application,
            kind="reject",
            reason="Geen ploeg",
            criteria=list(vacancy_open.scorecard.criteria.all()[:2]),
            by=manager,
            at=interview.ends_at,
        )
    with django_assert_num_queries(len(before) + 1, exact=False) as after:
        client.get(page)
    # One more: the criteria of the decisions, however many there are.
    assert len(after) == len(before) + 1 <= 12


def test_an_empty_debrief_says_what_to_do(vacancy_open, page, sign_in, recruiter):
    assert "Nog niemand om te vergelijken" in sign_in(recruiter).get(page).content.decode()


@pytest.mark.parametrize(
    ("kind", "stage", "turn"),
    [
        ("offer", Stage.OFFER, "make_offer"),
        ("reject", Stage.TO_TELL, "call_back"),
        ("another_round", Stage.INVITED, "plan_interview"),
    ],
)
def test_a_decision_names_its_criteria_and_passes_the_turn(
    compared, page, sign_in, manager, recruiter, criteria, kind, stage, turn
):
    application = compared["Zoë"].application
    answer = sign_in(manager).post(f"/applications/{application.pk}/decision/", decision(criteria, kind=kind))
    assert answer.url == f"{page}#candidate-{application.pk}"
    made = Decision.objects.get()
    assert (made.kind, made.reason, made.decided_by) == (kind, "Stuurde twaalf mensen aan.", manager)
    assert list(made.criteria.all()) == criteria[:1]
    application.refresh_from_db()
    assert application.stage == stage
    todo = Todo.objects.get(application_id=application.pk, closed_at=None)
    assert (todo.kind, todo.owner) == (turn, recruiter)
    assert "Stuurde twaalf mensen aan." in sign_in(manager).get(page).content.decode()


@pytest.mark.parametrize(
    "change",
    [{"kind": ""}, {"kind": "misschien"}, {"criteria": []}, {"criteria": ["999999"]}, {"reason": "  "}],
)
def test_a_decision_without_kind_criterion_or_reason_is_refused_and_kept(
    compared, sign_in, manager, criteria, change
):
    application = compared["Zoë"].application
    typed = decision(criteria, reason="Zag het in het gesprek 👷 مرحبا")
    answer = sign_in(manager).post(f"/applications/{application.pk}/decision/", {**typed, **change})
    assert answer.status_code == 422
    if "reason" not in change:
        assert "Zag het in het gesprek 👷 مرحبا" in answer.content.decode()
    assert not Decision.objects.exists()


def test_the_reason_is_open_to_the_wording_check(compared, page, sign_in, recruiter):
    assert "data-wording" in sign_in(recruiter).get(page).content.decode()


def test_a_decision_is_taken_back_before_anything_followed_and_the_recruiter_hears_so(
    compared, sign_in, manager, recruiter, criteria
):
    application = compared["Zoë"].application
    client = sign_in(manager)
    asked = Message.objects.filter(member=manager, subject__contains="beslissen").count()
    client.post(f"/applications/{application.pk}/decision/", decision(criteria))
    client.post(f"/applications/{application.pk}/decision/back/")
    application.refresh_from_db()
    assert application.stage == Stage.DECISION
    assert Decision.objects.get().taken_back_by == manager
    page = client.get(f"/vacancies/{application.vacancy_id}/debrief/").content.decode()
    assert "teruggenomen" in page
    told = Message.objects.get(kind="decision_taken_back")
    assert (told.member, told.path) == (recruiter, f"/applications/{application.pk}/")
    assert "Mark Visser nam het besluit" in told.body
    assert Message.objects.filter(member=manager, subject__contains="beslissen").count() == asked


def test_after_the_offer_is_made_a_decision_stays(compared, sign_in, manager, recruiter, criteria, at):
    application = compared["Zoë"].application
    client = sign_in(manager)
    client.post(f"/applications/{application.pk}/decision/", decision(criteria))
    candidates.make_offer(application=application, by=recruiter, at=at + timedelta(days=2))
    assert (
        "Het besluit terugnemen"
        not in client.get(f"/vacancies/{application.vacancy_id}/debrief/").content.decode()
    )
    client.post(f"/applications/{application.pk}/decision/back/")
    assert Decision.objects.get().taken_back_at is None


def test_two_people_who_decide_at_once_make_one_decision(compared, sign_in, manager, recruiter, criteria):
    application = compared["Zoë"].application
    address = f"/applications/{application.pk}/decision/"
    assert sign_in(manager).post(address, decision(criteria)).status_code == 302
    answer = sign_in(recruiter).post(address, decision(criteria, kind="reject"))
    assert answer.status_code == 422
    assert Decision.objects.get().kind == "offer"


def notice_of(answer):
    """What is said to whoever comes too late."""
    return answer.content.decode().split("data-focus")[1].split("<details")[0]


def test_whoever_decides_second_hears_it_and_keeps_the_reason(
    compared, client, sign_in, manager, recruiter, criteria
):
    application = compared["Zoë"].application
    link = AccessLink.objects.get(member=manager, purpose="decision", target_id=application.pk).path
    address = f"/applications/{application.pk}/decision/"
    sign_in(recruiter).post(address, decision(criteria, reason="Zag drie stappen."))
    mine = decision(criteria, kind="reject", reason="Noemde geen enkel voorbeeld.")
    for answer in (sign_in(manager).post(address, mine), client.post(link, mine)):
        assert answer.status_code == 422
        said = notice_of(answer)
        assert recruiter.name in said
        assert "Noemde geen enkel voorbeeld." in said
        assert criteria[0].name in said


def test_the_manager_decides_by_link_without_signing_in(compared, client, manager, criteria):
    application = compared["Zoë"].application
    path = AccessLink.objects.get(member=manager, purpose="decision", target_id=application.pk).path
    page = client.get(path)
    assert page.status_code == 200
    assert not Decision.objects.exists()
    assert client.post(path, decision(criteria, kind="")).status_code == 422
    assert client.post(path, decision(criteria)).url == path
    assert Decision.objects.get().decided_by == manager
    decided = client.get(path).content.decode()
    assert "Besloten over Zoë: aanbod" in decided
    assert "Wat doen we met" not in decided
    assert decided.index("Stuurde twaalf mensen aan.") < decided.index(
        "Wat mensen zagen, het grootste verschil eerst"
    )
    client.post(path + "back/")
    assert Decision.objects.get().taken_back_by == manager


def test_only_the_manager_and_recruiters_decide(
    compared, sign_in, interviewer, outsider, admin, criteria, client
):
    application = compared["Zoë"].application
    for member in (interviewer, outsider):
        for address in ("decision/", "decision/back/"):
            answer = sign_in(member).post(f"/applications/{application.pk}/{address}", decision(criteria))
            assert answer.status_code == 404
        assert sign_in(member).get(f"/vacancies/{application.vacancy_id}/debrief/").status_code == 404
    assert client.post(f"/applications/{application.pk}/decision/", decision(criteria)).status_code == 302
    assert sign_in(admin).get(f"/applications/{application.pk}/decision/").status_code == 303
    assert not Decision.objects.exists()


def test_the_recruiter_goes_on_without_somebody_who_does_not_answer(
    compared, sign_in, recruiter, manager, interviewer, at
):
    interview = compared["Bram"]
    while finish_due(interview.ends_at + timedelta(minutes=1)):
        pass
    holder = WaitingPeriod.objects.get(application=interview.application, ended_at=None).holder
    assert holder == "hiring_manager"
    address = f"/interviews/{interview.pk}/without/{manager.pk}/"
    client = sign_in(recruiter)
    client.post(address, {"reason": " "})
    interview.application.refresh_from_db()
    assert interview.application.stage == Stage.INTERVIEW

    client.post(address, {"reason": "Mark is ziek"})
    interview.application.refresh_from_db()
    assert interview.application.stage == Stage.DECISION
    assert Todo.objects.get(kind="feedback", owner=manager, target_id=interview.pk).outcome == "lapsed"
    assert Todo.objects.get(kind="decide", target_id=interview.application_id, closed_at=None)
    # Mark may still hand in, and until then sees no scores.
    assert sign_in(manager).get(f"/interviews/{interview.pk}/feedback/").status_code == 200
    rows = sign_in(manager).get(f"/vacancies/{interview.application.vacancy_id}/debrief/").context["rows"]
    assert next(row for row in rows if row.application == interview.application).hidden


def test_the_recruiter_waits_for_somebody_after_all(compared, sign_in, recruiter, manager):
    interview = compared["Bram"]
    client = sign_in(recruiter)
    address = f"/interviews/{interview.pk}/without/{manager.pk}/"
    client.post(address, {"reason": "Mark is ziek"})
    answer = client.get(f"/interviews/{interview.pk}/").content.decode()
    assert answer.count(f'action="{address}undo/"') == 2  # in the toast, and where it stays
    assert f"{address}undo/" not in sign_in(manager).get(f"/interviews/{interview.pk}/").content.decode()

    client.post(f"{address}undo/")
    interview.application.refresh_from_db()
    assert interview.application.stage == Stage.INTERVIEW
    assert Todo.objects.get(kind="feedback", owner=manager, target_id=interview.pk).is_open
    assert not Todo.objects.filter(kind="decide", target_id=interview.application_id, closed_at=None)
    assert WaitingPeriod.objects.get(application=interview.application, ended_at=None).holder == (
        "hiring_manager"
    )


def test_after_the_decision_nobody_is_waited_for_again(compared, sign_in, recruiter, manager, criteria):
    interview = compared["Bram"]
    client = sign_in(recruiter)
    address = f"/interviews/{interview.pk}/without/{manager.pk}/"
    client.post(address, {"reason": "Mark is ziek"})
    client.post(f"/applications/{interview.application_id}/decision/", decision(criteria, kind="reject"))
    client.post(f"{address}undo/")
    interview.application.refresh_from_db()
    assert interview.application.stage == Stage.TO_TELL
    assert not Todo.objects.get(kind="feedback", owner=manager, target_id=interview.pk).is_open


def test_with_nothing_handed_in_there_is_nothing_to_go_on_with(
    interview, sign_in, recruiter, manager, interviewer, after
):
    sign_in(recruiter).post(f"/interviews/{interview.pk}/without/{manager.pk}/", {"reason": "Ziek"})
    interview.application.refresh_from_db()
    assert interview.application.stage == Stage.INTERVIEW


def test_scores_that_are_kept_back_are_not_called_missing(compared, page, sign_in, manager):
    def scores_of(member, name):
        text = sign_in(member).get(page).content.decode()
        return text.split(f">{name}</a> <span", 1)[1].split("</tr>")[0]

    assert "verborgen tot je de jouwe inlevert" in scores_of(manager, "Bram")
    assert "nog geen scores" not in scores_of(manager, "Bram")
    assert "nog geen scores" in scores_of(manager, "Anna")
    assert "verborgen" not in scores_of(manager, "Zoë")


def test_what_may_not_be_a_reason_is_no_decision(compared, criteria, page, sign_in, recruiter):
    application = compared["Zoë"].application
    answer = sign_in(recruiter).post(
        f"/applications/{application.pk}/decision/",
        decision(criteria, kind="reject", reason="Te oud voor deze ploeg."),
    )
    assert answer.status_code == 422
    assert "“Te oud” mag geen reden zijn" in answer.content.decode()
    assert not Decision.objects.exists()


@pytest.fixture
def doubted(vacancy_open, manager, interviewer, at):
    """Both handed in: the manager gave a 1 on a crucial criterion and said no, nobody saw the second one."""
    application = chain.presented(vacancy_open, at=at, name="Zoë")
    interview = chain.planned(application, [manager, interviewer], at=at)
    criteria = list(vacancy_open.scorecard.criteria.all())
    for author, verdict, levels in ((manager, 2, (1, None, 3, 3)), (interviewer, 3, (3, None, 3, 3))):
        actions.hand_in(
            interview=interview,
            author=author,
            verdict=verdict,
            scores=[actions.Score(c, level) for c, level in zip(criteria, levels, strict=True)],
            device_key=uuid.uuid4(),
            at=interview.ends_at,
        )
    with time_machine.travel(interview.ends_at + timedelta(hours=1), tick=False):
        yield application


def test_who_makes_the_offer_reads_the_doubts_and_why_all_the_same(
    doubted, criteria, sign_in, recruiter, manager
):
    said = {"reason": "Stuurde twaalf mensen aan.", "despite": "Leert het in de inwerkweken."}
    actions.decide(application=doubted, kind="offer", criteria=criteria[:1], by=manager, at=now(), **said)
    client, doubts = sign_in(recruiter), f"/applications/{doubted.pk}/doubts/"
    text = client.get(f"/applications/{doubted.pk}/").content.decode()
    step = text.split('aria-label="Volgende stap"')[1].split("</section>")[0]
    assert f'hx-get="{doubts}" hx-trigger="load"' in step
    assert "Waarom toch een aanbod?" in step
    assert said["despite"] in step
    against = client.get(doubts).content.decode()
    assert f"{criteria[0].name} – Mark gaf een 1" in against
    assert "Mark zei: nee" in against


def test_the_page_says_what_speaks_against_an_offer_and_asks_why_all_the_same(
    doubted, criteria, page, sign_in, recruiter
):
    client = sign_in(recruiter)
    text = client.get(page).content.decode()
    assert f"{criteria[0].name} – Mark gaf een 1" in text
    assert f"{criteria[1].name} – niemand zag er genoeg van" in text
    assert f"{criteria[2].name} –" not in text
    assert "Mark zei: nee" in text
    assert "Ines zei" not in text

    address = f"/applications/{doubted.pk}/decision/"
    refused = client.post(address, decision(criteria, despite=""))
    assert refused.status_code == 422
    assert "Zeg in een paar woorden waarom toch een aanbod" in refused.content.decode()
    assert not Decision.objects.exists()

    # With more that is missing it is asked in the same round.
    [(_row, form)] = client.post(address, {"kind": "offer"}).context["cards"]
    assert set(form.errors) == {"criteria", "reason", "despite"}

    client.post(address, decision(criteria))
    assert Decision.objects.get().kind == "offer"
    assert "Leert het in de inwerkweken" in client.get(page).content.decode()


def test_what_speaks_against_an_offer_asks_nothing_for_a_no(doubted, criteria, sign_in, recruiter):
    address = f"/applications/{doubted.pk}/decision/"
    sign_in(recruiter).post(address, decision(criteria, kind="reject", reason="Noemde geen voorbeeld."))
    assert Decision.objects.get().kind == "reject"


def test_who_still_owes_feedback_does_not_learn_from_the_question_what_others_gave(
    vacancy_open, manager, interviewer, at
):
    interview = chain.planned(chain.presented(vacancy_open, at=at), [manager, interviewer], at=at)
    application = interview.application
    chain.handed_in(interview, interviewer, at=interview.ends_at, level=1)
    assert not queries.doubts_about(application, manager)
    assert queries.doubts_about(application, vacancy_open.recruiter)


@pytest.mark.parametrize(
    ("level", "is_a_doubt"), [(1, True), (2, True), (3, False), (4, False), (None, True)]
)
def test_less_than_good_enough_on_a_crucial_criterion_speaks_against_an_offer(
    vacancy_open, manager, at, level, is_a_doubt
):
    interview = chain.planned(chain.presented(vacancy_open, at=at), [manager], at=at)
    chain.handed_in(interview, manager, at=interview.ends_at, level=level)
    assert bool(queries.doubts_about(interview.application, manager)) == is_a_doubt
    offer = {"kind": "offer", "reason": "Noemde elke stap.", "by": manager, "at": interview.ends_at}
    criteria = list(vacancy_open.scorecard.criteria.all()[:1])
    if is_a_doubt:
        with pytest.raises(actions.UnspokenDoubts):
            actions.decide(application=interview.application, criteria=criteria, **offer)
        offer["despite"] = "Leert het in de inwerkweken."
    assert actions.decide(application=interview.application, criteria=criteria, **offer).kind == "offer"


def test_of_each_person_the_last_score_counts(vacancy_open, manager, at):
    first = chain.planned(chain.presented(vacancy_open, at=at), [manager], at=at)
    chain.handed_in(first, manager, at=first.ends_at, level=2)
    application = first.application
    again = {
        "kind": "another_round",
        "reason": "Noemde nog geen cijfers.",
        "by": manager,
        "at": first.ends_at,
    }
    actions.decide(application=application, criteria=list(vacancy_open.scorecard.criteria.all()[:1]), **again)
    second = interviews.plan(
        application=application,
        round_name="Tweede gesprek",
        starts_at=first.ends_at + timedelta(days=1),
        minutes=60,
        interviewers=[manager],
        by=vacancy_open.recruiter,
        at=first.ends_at,
    )
    chain.handed_in(second, manager, at=second.ends_at, level=3)
    assert not queries.doubts_about(application, manager)


@pytest.mark.parametrize("field", ["reason", "despite"])
def test_a_reason_that_says_nothing_gets_a_question(doubted, criteria, sign_in, recruiter, field):
    address = f"/applications/{doubted.pk}/decision/"
    answer = sign_in(recruiter).post(address, decision(criteria, **{field: "ok"}))
    assert answer.status_code == 422
    assert "“ok” zegt nog niet waarom. Wat zag of hoorde je?" in answer.content.decode()
    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    ("kind", "by_recruiter", "said"),
    [
        ("offer", False, "Besloten. Sanne doet het aanbod."),
        ("offer", True, "Besloten. Jij doet het aanbod."),
        ("reject", False, "Besloten. Sanne belt de kandidaat over de uitkomst."),
        ("another_round", False, "Besloten. Sanne plant het gesprek."),
    ],
)
def test_after_deciding_the_page_says_who_does_what_now(
    doubted, criteria, sign_in, recruiter, manager, kind, by_recruiter, said
):
    decider = recruiter if by_recruiter else manager
    address = f"/applications/{doubted.pk}/decision/"
    page = sign_in(decider).post(address, decision(criteria, kind=kind), follow=True)
    assert said in page.content.decode()
