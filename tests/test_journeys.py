"""The whole chain in a real browser, as people walk it: a desk and a phone, English and Dutch."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from samenwerf.candidates.models import Application, Stage
from samenwerf.core.clock import now
from samenwerf.feedback.models import Feedback
from samenwerf.intake import snapshot
from samenwerf.intake.models import IntakeVersion
from samenwerf.vacancies.models import Vacancy
from tests import chain
from tests.journey import JOB_DESCRIPTION, Visitor, newest_link, reach, the_interview_is_over, today_says

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# As a Dutch Excel saves it: semicolons, Windows-1252, and one line without a name.
LIST = """Naam;E-mailadres;Telefoon
Zoë Müller;zoe@example.org;06 1234 5678
José Núñez;jose@example.org;
;niemand@example.org;
""".encode("cp1252")


# From an empty installation to an open vacancy


def test_an_empty_installation_gets_a_vacancy_that_both_signed(open_page):
    sanne = Visitor(open_page("/", size="desktop", language="en"))
    starts_an_organization(sanne)
    starts_a_vacancy_from_a_job_description(sanne)
    sanne.presses("Ask Mark").sees("Mark was asked and has answered 0 of 12").look()

    mark = Visitor(open_page(newest_link(sanne, "mark@example.org"), size="phone", language="nl"))
    answers_the_core_questions(mark)

    completes_the_requirements(sanne)
    sanne.follows("Read and sign").sees("This is what we agree").look()
    sanne.presses("Sign as Sanne de Wit").sees("You signed this text").look()
    assert Vacancy.objects.get().status == "intake"

    mark.opens(newest_link(sanne, "mark@example.org")).reads("Dit spreken we af")
    mark.presses("Teken als Mark Visser").reads("Getekend: de vacature is open")

    vacancy = Vacancy.objects.get()
    assert vacancy.status == "open"
    assert snapshot.is_intact(IntakeVersion.objects.get())
    sanne.opens(f"/vacancies/{vacancy.pk}/").follows("Scorecard")
    expect(sanne.main.get_by_label("Criterion", exact=True)).to_have_count(4)
    sanne.look()


def starts_an_organization(sanne):
    sanne.reads("Welcome to Samenwerf")
    sanne.writes("What is your organization called?", "Van Dijk Techniek")
    sanne.writes("Your name", "Sanne de Wit").writes("E-mail", "sanne@example.org").presses("Start")
    sanne.sees("Start with your first vacancy").look()


def starts_a_vacancy_from_a_job_description(sanne):
    sanne.follows("New vacancy").reads("New vacancy")
    sanne.writes("Or paste the text", JOB_DESCRIPTION).presses("Read it").reads("What do we keep from it?")
    expect(sanne.main.get_by_label("Job title")).to_have_value("Team lead production")
    for number in (1, 2, 3):
        line = sanne.page.get_by_role("group", name=f"What is requirement {number}?")
        sanne.chooses("must-have", line)
    sanne.writes("Name", "Mark Visser").writes("E-mail", "mark@example.org")
    sanne.chooses("30 minutes, questions answered beforehand").presses("Start the intake")
    sanne.sees("before both can sign").look()
    sanne.follows("Continue the intake").sees("What do Mark and you agree?").look()


def answers_the_core_questions(mark):
    mark.reads("Een paar vragen voordat we beginnen").follows("Begin")
    for number in range(1, 13):
        expect(mark.page.get_by_text(f"{number} van 12")).to_be_visible()
        if number == 1:
            mark.look()
        mark.main.locator("textarea").fill("Karin gaat 1 maart met pensioen.")
        mark.presses("Volgende")
    mark.sees("12 van 12 beantwoord").look()
    mark.presses("Ik ben klaar").reads("Dank je wel, Mark")


def completes_the_requirements(sanne):
    """The three lines of the document and one more: each tested, worded and with its evidence."""
    sanne.opens("/vacancies/").follows("Team lead production").sees("things before both can sign")
    sanne.follows("Continue the intake").sees("Mark is done: 12 of 12").look()
    sanne.follows("Requirements").sees("Next requirement").look()
    sanne.writes("Next requirement", "Is a proactive team player")
    sanne.sees("What should someone start unasked").look()
    sanne.writes("Next requirement", "Reports every failure within the same shift").presses("Add")
    expect(requirement(sanne, "every failure")).to_be_visible()

    german = requirement(sanne, "German")
    expect(german).to_contain_text("at which level?")
    german.get_by_text("Leave as is").click()
    german.get_by_label("Why does this wording stay?").fill("The suppliers write German at level B2.")
    sanne.look().presses("Save", german)
    expect(german).to_contain_text("Why this wording stays: The suppliers")

    for words in ("ten people", "SAP", "German", "every failure"):
        row = requirement(sanne, words)
        sanne.presses("Yes", row).presses("interview", row)
        expect(row.locator(".said")).to_contain_text("· interview")
    sanne.look()


def requirement(sanne, words):
    return sanne.page.locator("li.requirement").filter(has_text=words)


# After signing


def test_an_agreement_changes_by_a_request_that_the_other_side_answers_on_a_phone(
    open_page, vacancy, recruiter, manager
):
    intake = chain.signed_intake(vacancy, at=now() - timedelta(days=3))
    sanne = Visitor(open_page(member=recruiter, size="desktop", language="en"))
    sanne.opens(f"/vacancies/{vacancy.pk}/intake/changes/").follows("An agreement")
    sanne.look().follows("Mark responds within").sees("Agreed now").look()
    sanne.writes("Mark responds within", "500").presses("Ask Mark").sees("between 1 and 400").look()
    sanne.writes("Mark responds within", "8").writes("Why now?", "Two candidates stopped.")
    sanne.presses("Ask Mark").sees("Mark Visser answers the requested change").look()

    mark = Visitor(open_page(newest_link(sanne, manager), size="phone", language="nl"))
    mark.reads("Ga je akkoord met deze wijziging?").sees("16 werkuren").sees("8 werkuren")
    mark.presses("Akkoord").reads("Dit is gewijzigd")
    assert snapshot.is_intact(intake.versions.get(number=2))
    sanne.opens(f"/vacancies/{vacancy.pk}/intake/versions/2/").sees("What changed since version 1")


# From a list of candidates to a decision


def test_a_list_of_candidates_leads_to_a_decision_and_it_is_always_clear_whose_turn_it_is(
    open_page, vacancy, recruiter, manager, interviewer
):
    chain.signed_intake(vacancy, at=now() - timedelta(days=3))
    sanne = Visitor(open_page(member=recruiter, size="desktop", language="en"))
    imports_the_list(sanne, vacancy)
    today_says(sanne, "Your turn", Zoë="present the candidate", José="present the candidate")

    presents(sanne, "José Núñez")
    today_says(sanne, "You are waiting for", José="Mark Visser says who comes for an interview")
    mark = Visitor(open_page(newest_link(sanne, manager), size="phone", language="nl"))
    says_not_this_one(mark)
    presents(sanne, "Zoë Müller")
    mark.opens(newest_link(sanne, manager))
    mark.chooses("Uitnodigen").look().presses("Verstuur").sees("Uitgenodigd").look()
    today_says(sanne, "Your turn", Zoë="plan the interview", José="call the candidate with the outcome")

    plans_the_interview(sanne, interviewer)
    today_says(
        sanne, "Interviews today and tomorrow|Your turn", Zoë="Office, room 3", José="call the candidate"
    )
    the_interview_is_over()
    today_says(sanne, "You are waiting for", Mark="gives feedback", Ines="gives feedback")

    ines = Visitor(open_page(size="phone", language="nl"))
    scores_in_six_taps(ines, newest_link(sanne, interviewer))
    today_says(sanne, "You are waiting for", Zoë="Mark Visser gives feedback")
    sees_no_scores_of_others(Visitor(open_page(member=manager, size="phone", language="nl")), vacancy)
    speaks_a_memo(mark, newest_link(sanne, manager))
    today_says(sanne, "You are waiting for", Zoë="Mark Visser decides")

    compares(sanne, vacancy)
    decides_to_offer(mark, newest_link(sanne, manager))
    today_says(sanne, "Your turn", Zoë="make the offer", José="call the candidate")
    calls(sanne)
    assert set(Application.objects.values_list("stage", flat=True)) == {Stage.HIRED, Stage.REJECTED}
    today_says(sanne, "Your turn")


def imports_the_list(sanne, vacancy):
    sanne.opens(f"/vacancies/{vacancy.pk}/candidates/").follows("Import a list").reads("Import a list")
    file = {"name": "export.csv", "mimeType": "text/csv", "buffer": LIST}
    sanne.main.get_by_label("Your list").set_input_files(file)
    sanne.reads("Which column is what?").sees("José Núñez").presses("Check the list")
    sanne.sees("line with a mistake").sees("There is no name.").look()
    assert not Application.objects.exists()
    sanne.presses("Import 2 candidates").sees("2 candidates imported").look()
    sanne.follows("To the board").sees("Zoë Müller").look()


def presents(sanne, name):
    sanne.opens("/").follows(name).reads(name)
    sanne.writes("Why this candidate", "Led a team of twelve in a bakery.")
    sanne.presses("Present to Mark Visser").sees("presented").look()


def says_not_this_one(mark):
    mark.reads("José Núñez").chooses("Deze niet").presses("Verstuur").sees("Kies de eis").look()
    mark.chooses(chain.MUST_HAVES[3]).writes("Wat zag of miste je?", "Het cv noemt alleen Excel.")
    mark.presses("Verstuur").sees("Genoteerd: deze niet").look()


def plans_the_interview(sanne, interviewer):
    """Tomorrow, whatever day that is: the page proposes the next working day."""
    tomorrow = (now() + timedelta(days=1)).astimezone(interviewer.organization.working_week.zone).date()
    sanne.opens("/").follows("Plan", sanne.main.get_by_role("listitem").filter(has_text="Zoë"))
    sanne.reads("Plan an interview with Zoë Müller").writes("Place", "Office, room 3")
    sanne.writes("Date", tomorrow.isoformat()).main.get_by_label(interviewer.name).check()
    sanne.sees(interviewer.person.email).look()
    sanne.presses("Plan and invite").reads("Interview with Zoë Müller")


def scores_in_six_taps(ines, link):
    ines.opens(link).reads("Zoë Müller").chooses("Zeker wel")
    for criterion in ines.page.locator("section.criterion").all():
        ines.chooses("4", criterion)
    ines.look().presses("Inleveren").reads("Bedankt, Ines. Het is binnen.")
    assert ines.taps <= 6


def sees_no_scores_of_others(mark, vacancy):
    mark.opens(f"/vacancies/{vacancy.pk}/debrief/").sees("Lever eerst je eigen feedback in")
    expect(mark.main).not_to_contain_text(re.compile("zeker wel", re.IGNORECASE))


def speaks_a_memo(mark, link):
    mark.opens(link).presses("Spreek een memo in")
    expect(mark.page.locator("[data-clock]")).to_have_text("0:01")
    mark.presses("Stop")
    expect(mark.page.locator("[data-player]")).to_be_visible()
    mark.look().chooses("Nee").presses("Inleveren").reads("Bedankt, Mark. Het is binnen.")
    mark.sees("zeker wel")
    assert Feedback.objects.get(author__person__name="Mark Visser").memo.seconds > 0.5


def compares(sanne, vacancy):
    sanne.opens(f"/vacancies/{vacancy.pk}/debrief/")
    expect(sanne.main.get_by_role("table")).to_contain_text("Ines 4")
    sanne.main.get_by_text("What people saw").first.click()
    expect(sanne.main.locator("audio").first).to_be_visible()
    sanne.look()
    assert sanne.page.evaluate(PLAYS)


# Whether the memo gets going.
PLAYS = """() => new Promise((done) => { const audio = document.querySelector("main audio");
    audio.addEventListener("timeupdate", () => done(true));
    audio.addEventListener("error", () => done(false));
    audio.play(); })"""


def decides_to_offer(mark, link):
    mark.opens(link).reads("Wat doen we met Zoë Müller?").chooses("Aanbod").presses("Leg het besluit vast")
    mark.sees("De reden").look()
    mark.chooses("Aanbod").chooses(chain.MUST_HAVES[3]).writes(
        "De reden", "Liet haar weekplanning in SAP zien."
    )
    mark.sees("Jij zei: nee").presses("Leg het besluit vast").sees("Zeg in een paar woorden waarom").look()
    mark.writes("Waarom toch een aanbod?", "Ines vroeg door en zag het wel.")
    mark.presses("Leg het besluit vast").sees("Liet haar weekplanning in SAP zien.").look()


def calls(sanne):
    sanne.follows("José Núñez").reads("José Núñez").sees("Het cv noemt alleen Excel.")
    sanne.presses("I have told the candidate").sees("rejected").look()
    sanne.opens("/").follows("Zoë Müller").presses("The offer has been made").sees("Accepted").look()
    sanne.presses("Accepted").sees("hired").look()


# Without a mouse


def test_the_keyboard_leads_to_the_first_action_back_to_today_and_along_the_board(
    open_page, vacancy, recruiter
):
    then = now() - timedelta(days=3)
    chain.signed_intake(vacancy, at=then)
    chain.new_candidate(vacancy, at=then, name="Zoë Müller")
    page = open_page("/", member=recruiter, size="desktop", language="en")
    sanne, keys = Visitor(page), page.keyboard

    reach(page, "Skip to the content")
    keys.press("Enter")
    reach(page, "New vacancy", most=1)
    reach(page, "Present")
    keys.press("Enter")
    sanne.reads("Zoë Müller")
    reach(page, "Why this candidate")
    keys.type("Led a team of twelve in a bakery.")
    reach(page, "Present to Mark Visser")
    keys.press("Enter")
    sanne.sees("Mark Visser says who comes for an interview")
    reach(page, "Today")
    keys.press("Enter")
    waits_for = page.get_by_role("region", name=re.compile("You are waiting for"))
    expect(waits_for).to_contain_text("Zoë Müller")

    page.goto(f"/vacancies/{vacancy.pk}/candidates/")
    reach(page, "Zoë Müller")
    keys.press("Enter")
    sanne.reads("Zoë Müller")
