"""The list, the board and the page of one application: who sees them, and what they cost."""

import threading
from datetime import timedelta
from html import unescape

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.urls import reverse
from django.utils.html import strip_tags

from samenwerf.candidates import actions
from samenwerf.candidates.actions import importing
from samenwerf.candidates.mapping import Draft
from samenwerf.candidates.models import Application, ImportRun, Presentation
from samenwerf.core.clock import now
from samenwerf.core.errors import Refused
from samenwerf.intake.models import Requirement
from samenwerf.vacancies import actions as vacancies
from tests import chain

pytestmark = pytest.mark.django_db


@pytest.fixture
def addresses(open_vacancy, at):
    application = chain.presented(open_vacancy, at=at, name="Amira Haddad")
    return {
        "list": reverse("candidates:list"),
        "found": f"{reverse('candidates:list')}?q=amira+haddad&turn=others&stage=presented",
        "board": reverse("candidates:board", args=[open_vacancy.pk]),
        "application": reverse("candidates:application", args=[application.pk]),
        "candidate": reverse("candidates:detail", args=[application.candidate_id]),
    }


@pytest.mark.parametrize("page", ["application", "candidate"])
def test_a_page_costs_the_same_for_one_file_and_for_four(
    sign_in, recruiter, addresses, page, at, django_assert_num_queries
):
    candidate = Application.objects.get().candidate
    client = sign_in(recruiter)
    _attach(candidate, "cv.txt", recruiter, at)
    client.get(addresses[page])
    with django_assert_num_queries(12, exact=False) as one:
        client.get(addresses[page])
    for name in ("letter.txt", "diploma.txt", "list.txt"):
        _attach(candidate, name, recruiter, at)
    with django_assert_num_queries(len(one), exact=True):
        assert "diploma.txt" in client.get(addresses[page]).content.decode()


def _attach(candidate, name, recruiter, at):
    file = ContentFile(b"words", name=name)
    actions.attach(candidate=candidate, file=file, name=name, content_type="text/plain", by=recruiter, at=at)


@pytest.mark.parametrize("page", ["list", "found", "board", "application", "candidate"])
def test_a_page_costs_the_same_for_one_and_for_thirty(
    sign_in, recruiter, open_vacancy, addresses, page, at, django_assert_num_queries
):
    client = sign_in(recruiter)
    client.get(addresses[page])
    with django_assert_num_queries(12, exact=False) as one:
        assert "Amira Haddad" in client.get(addresses[page]).content.decode()
    for number in range(30):
        chain.presented(open_vacancy, at=at, name=f"Amira Haddad {number}")
    with django_assert_num_queries(len(one)):
        client.get(addresses[page])


@pytest.mark.parametrize("who", ["other_manager", "interviewer", "outsider"])
def test_strangers_see_nothing(request, sign_in, addresses, who):
    client = sign_in(request.getfixturevalue(who))
    for name in ("board", "application", "candidate"):
        assert client.get(addresses[name]).status_code == 404
    assert "Amira" not in client.get(addresses["list"]).content.decode()


def test_no_step_can_be_taken_by_a_stranger(request, sign_in, open_vacancy, at):
    application = chain.new_candidate(open_vacancy, at=at)
    steps = ["present", "turn_down", "reply", "tell", "make_offer", "hear_offer"]
    steps += ["take_back_offer", "withdraw", "attach"]
    for who in ("manager", "other_manager", "interviewer", "outsider"):
        client = sign_in(request.getfixturevalue(who))
        for step in steps:
            address = reverse(f"candidates:{step}", args=[application.pk])
            assert client.post(address, {"reason": "x", "pitch": "x", "text": "x"}).status_code == 404
    application.refresh_from_db()
    assert application.stage == "new"


def test_the_list_filters_by_turn_vacancy_and_code(sign_in, recruiter, open_vacancy, at):
    mine = chain.new_candidate(open_vacancy, at=at, name="Mijn Beurt")
    chain.presented(open_vacancy, at=at, name="Beurt Ander")
    client = sign_in(recruiter)

    def found(query: str) -> set[str]:
        page = client.get(f"{reverse('candidates:list')}?{query}")
        return {standing.application.candidate.name for standing in page.context["standings"]}

    assert found("turn=mine") == {"Mijn Beurt"}
    assert found("turn=others") == {"Beurt Ander"}
    assert found(f"q={mine.candidate.code.lower()}") == {"Mijn Beurt"}
    assert found(f"vacancy={open_vacancy.pk}") == {"Mijn Beurt", "Beurt Ander"}
    assert found("vacancy=99999999999999999999&stage=x&turn=x&page=x") == {"Mijn Beurt", "Beurt Ander"}
    assert found("q=%00%F0%9F%8E%89") == set()


@pytest.fixture
def sixty_new(open_vacancy, recruiter, at):
    """Sixty candidates who came in with a list, Naam 1 first."""
    run = ImportRun.objects.create(
        organization=open_vacancy.organization,
        vacancy=open_vacancy,
        started_by=recruiter,
        started_at=at,
        touched_at=at,
        state="importing",
    )
    importing.import_batch(run=run, drafts=[Draft(n, f"Naam {n}") for n in range(1, 61)], at=at)


@pytest.mark.usefixtures("sixty_new")
def test_a_column_shows_fifty_and_leads_to_all_of_them(sign_in, recruiter, open_vacancy):
    client = sign_in(recruiter)
    page = client.get(reverse("candidates:board", args=[open_vacancy.pk]))
    column = page.context["board"].columns[0]
    assert (column.total, len(column.standings), column.more) == (60, 50, 10)
    text = page.content.decode()
    address = unescape(text.split("Alle 60 in een lijst")[0].split('href="')[-1].split('"')[0])
    assert client.get(address).context["page"].paginator.count == 60


@pytest.mark.usefixtures("sixty_new")
def test_part_of_a_name_finds_somebody_on_the_board_also_who_was_not_shown_or_is_done(
    sign_in, recruiter, open_vacancy, at, django_assert_max_num_queries
):
    chain.presented(open_vacancy, at=at, name="Naamgenoot 60")
    done = chain.new_candidate(open_vacancy, at=at, name="Afgezegde 60")
    actions.withdraw(application=done, reason="Andere baan", by=recruiter, at=at)
    client = sign_in(recruiter)
    address = reverse("candidates:board", args=[open_vacancy.pk])
    with django_assert_max_num_queries(12):
        page = client.get(address, {"q": " 60 "})
    board = page.context["board"]
    names = [standing.application.candidate.name for column in board.columns for standing in column.standings]
    assert names == ["Naam 60", "Naamgenoot 60"]
    assert [n for _stage, _label, n in board.closed] == [1]
    assert "2 kandidaten met “60”" in page.content.decode()
    assert page.context["may_present_many"]
    gone = client.get(
        reverse("candidates:board", args=[open_vacancy.pk]), {"q": "afgezegde"}
    ).content.decode()
    assert "Niemand in de procedure met “afgezegde”" in gone
    assert f"?stage=withdrawn&amp;vacancy={open_vacancy.pk}&amp;q=afgezegde" in gone


def test_a_board_that_is_seen_at_a_glance_asks_for_no_name(sign_in, recruiter, open_vacancy, at):
    chain.new_candidate(open_vacancy, at=at)
    page = sign_in(recruiter).get(reverse("candidates:board", args=[open_vacancy.pk])).content.decode()
    assert 'id="part"' not in page


def test_a_card_of_the_board_says_the_turn_in_one_short_line(
    sign_in, recruiter, open_vacancy, at, time_machine
):
    time_machine.move_to(at, tick=False)
    chain.new_candidate(open_vacancy, at=at, name="Amira Haddad")
    chain.presented(open_vacancy, at=at, name="Eva Bos")
    page = sign_in(recruiter).get(reverse("candidates:board", args=[open_vacancy.pk])).content.decode()
    amira, eva = (page.split(f"<b>{name}</b>")[1].split("</a>")[0] for name in ("Amira Haddad", "Eva Bos"))
    assert strip_tags(amira) == "Jij · nog 2 dagen"
    assert strip_tags(eva) == "Mark · nog 2 dagen"


def test_every_stage_has_its_page_and_its_next_step(sign_in, recruiter, open_vacancy, at):
    application = chain.new_candidate(open_vacancy, at=at)
    client = sign_in(recruiter)
    address = reverse("candidates:application", args=[application.pk])

    def page() -> str:
        answer = client.get(address)
        assert answer.status_code == 200
        return answer.content.decode()

    assert reverse("candidates:present", args=[application.pk]) in page()
    client.post(reverse("candidates:present", args=[application.pk]), {"pitch": "Sterk"})
    assert "Sterk" in page()
    actions.review(application=application, verdict="invite", by=open_vacancy.hiring_manager, at=at)
    assert reverse("interviews:plan", args=[application.pk]) in page()
    client.post(reverse("candidates:withdraw", args=[application.pk]), {"reason": "Andere baan"})
    assert reverse("feedback:take_up_again", args=[application.pk]) in page()


def next_offered(client, application, step, **fields):
    """Takes a step and reads whom the page then leads on to, and how many are left."""
    address = reverse(f"candidates:{step}", args=[application.pk])
    page = client.post(address, fields, follow=True)
    found = page.context["next"]
    if found is None:
        return None
    assert reverse("candidates:application", args=[found.pk]) in page.content.decode()
    return found.candidate.name, found.left


def test_after_presenting_or_turning_down_the_next_new_candidate_is_one_press_away(
    sign_in, recruiter, open_vacancy, at, django_assert_max_num_queries
):
    first, second, third = (
        chain.new_candidate(open_vacancy, at=at + timedelta(minutes=n), name=name)
        for n, name in enumerate(["Een", "Twee", "Drie"])
    )
    client = sign_in(recruiter)
    assert next_offered(client, first, "present", pitch="Sterk") == ("Twee", 2)
    assert next_offered(client, second, "turn_down", reason="Te ver weg") == ("Drie", 1)
    assert next_offered(client, third, "withdraw", reason="Andere baan") is None
    page = reverse("candidates:application", args=[first.pk])
    assert client.get(page).context["next"] is None
    chain.new_candidate(open_vacancy, at=at)
    with django_assert_max_num_queries(12):
        assert client.get(page, {"next": "new"}).context["next"]


def test_after_a_call_the_next_one_to_call_is_one_press_away(sign_in, recruiter, open_vacancy, at):
    told = [chain.new_candidate(open_vacancy, at=at, name=name) for name in ("Een", "Twee")]
    client = sign_in(recruiter)
    for application in told:
        actions.turn_down(application=application, reason="Te ver weg", by=recruiter, at=at)
    assert next_offered(client, told[0], "tell") == ("Twee", 1)
    assert next_offered(client, told[1], "tell") is None


def test_a_refused_step_keeps_what_was_typed(sign_in, recruiter, vacancy, at):
    application = chain.new_candidate(vacancy, at=at)
    answer = sign_in(recruiter).post(
        reverse("candidates:present", args=[application.pk]), {"pitch": "Niet kwijtraken"}
    )
    assert answer.status_code == 422
    assert "Niet kwijtraken" in answer.content.decode() or "eerst tekenen" in answer.content.decode()
    application.refresh_from_db()
    assert application.stage == "new"
    assert not Presentation.objects.exists()


@pytest.mark.parametrize("status", ["intake", "paused", "filled", "cancelled"])
def test_nobody_is_presented_on_a_vacancy_that_is_not_open(open_vacancy, recruiter, at, status):
    application = chain.new_candidate(open_vacancy, at=at)
    type(open_vacancy).objects.filter(pk=open_vacancy.pk).update(status=status)
    with pytest.raises(Refused):
        actions.present(application=application, pitch="", by=recruiter, at=at)
    assert not Presentation.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_presenting_while_somebody_pauses_never_presents_on_a_paused_vacancy(open_vacancy, recruiter, at):
    applications = [chain.new_candidate(open_vacancy, at=at) for _number in range(6)]
    ready = threading.Barrier(7)
    outcomes: list[str] = []

    def run(act):
        ready.wait()
        try:
            act()
            outcomes.append("done")
        except Refused:
            outcomes.append("refused")
        finally:
            connection.close()

    def present(application):
        return lambda: actions.present(
            application=application, pitch="", by=recruiter, at=at + timedelta(hours=1)
        )

    def pause():
        vacancies.pause(vacancy=open_vacancy, reason="Even wachten", by=recruiter, at=at + timedelta(hours=1))

    threads = [threading.Thread(target=run, args=(present(each),)) for each in applications]
    threads.append(threading.Thread(target=run, args=(pause,)))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(outcomes) == 7
    open_vacancy.refresh_from_db()
    assert open_vacancy.status == "paused"
    assert Presentation.objects.count() == Application.objects.filter(stage="presented").count()
    late = chain.new_candidate(open_vacancy, at=at)
    with pytest.raises(Refused):
        actions.present(application=late, pitch="", by=recruiter, at=at)


def test_what_may_not_be_a_reason_stops_turning_down_and_stays_in_the_field(
    sign_in, recruiter, open_vacancy, at
):
    application = chain.new_candidate(open_vacancy, at=at)
    address = reverse("candidates:turn_down", args=[application.pk])
    page = sign_in(recruiter).post(address, {"reason": "Te jong en zwanger"})
    assert page.status_code == 422
    assert "“Te jong”, “zwanger” mag geen reden zijn" in page.content.decode()
    assert ">Te jong en zwanger</textarea>" in page.content.decode().replace("\n", "")
    application.refresh_from_db()
    assert application.stage == "new"


def test_turning_down_can_be_taken_back_until_the_candidate_heard_it(sign_in, recruiter, open_vacancy, at):
    application = chain.new_candidate(open_vacancy, at=at)
    client = sign_in(recruiter)
    page = client.post(
        reverse("candidates:turn_down", args=[application.pk]), {"reason": "Zoekt acht uur"}, follow=True
    ).content.decode()
    back = reverse("candidates:take_back_turning_down", args=[application.pk])
    assert page.count(back) == 2  # beside what just happened, and for whoever comes back later
    client.post(back)
    application.refresh_from_db()
    assert application.stage == "new"

    client.post(reverse("candidates:present", args=[application.pk]), {"pitch": ""})
    requirement = open_vacancy.intake.requirements.first()
    actions.review(
        application=application,
        verdict="not",
        requirement=requirement,
        text="Niet gezien",
        by=open_vacancy.hiring_manager,
        at=now(),
    )
    with pytest.raises(actions.NotNow):
        actions.take_back_turning_down(application=application, by=recruiter, at=now())


def test_calling_is_the_main_thing_and_a_note_of_the_call_is_kept(sign_in, recruiter, open_vacancy, at):
    application = chain.new_candidate(open_vacancy, at=at)
    application.candidate.phone = "06 12345678"
    application.candidate.save()
    actions.turn_down(application=application, reason="Zoekt acht uur", by=recruiter, at=at)
    client = sign_in(recruiter)
    page = client.get(reverse("candidates:application", args=[application.pk])).content.decode()
    assert '<a class="button main" href="tel:06 12345678">' in page
    assert '<button class="button">De kandidaat weet het' in page
    told = client.post(
        reverse("candidates:tell", args=[application.pk]),
        {"note": "Wil in mei weer gebeld worden"},
        follow=True,
    ).content.decode()
    assert "Wil in mei weer gebeld worden" in told
    application.refresh_from_db()
    assert application.stage == "rejected"

    back = client.post(reverse("feedback:take_up_again", args=[application.pk]), follow=True)
    assert "Wil in mei weer gebeld worden</textarea>" in back.content.decode()


def test_stopping_without_a_reason_says_so_above_the_form_and_takes_the_reader_there(
    sign_in, recruiter, open_vacancy, at
):
    application = chain.new_candidate(open_vacancy, at=at)
    page = sign_in(recruiter).post(reverse("candidates:withdraw", args=[application.pk]), {"reason": " "})
    form = page.content.decode().split('withdrawal/" novalidate')[1]
    assert form.index("data-focus") < form.index("Nog niet bewaard") < form.index("<textarea")


def test_requirements_stand_under_one_heading_for_each_kind(sign_in, recruiter, vacancy, at):
    intake = chain.complete_intake(vacancy, at=at)
    for position in (0, 50):
        Requirement.objects.create(intake=intake, kind="nice_to_have", text="Kent AFAS", position=position)
    application = chain.new_candidate(chain.sealed(vacancy, at=at), at=at)
    page = sign_in(recruiter).get(reverse("candidates:application", args=[application.pk])).content.decode()
    assert page.count("<h3>Must-have</h3>") == page.count("<h3>Nice-to-have</h3>") == 1
