"""A requirement gets questions and anchors proposed, or honestly nothing."""

import pytest

from samenwerf.content.suggest import criterion, is_on_paper, nearest_competence, yardstick


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Werkt goed samen met collega's van andere afdelingen", "SAM"),
        ("Je bent een echte teamspeler", "SAM"),
        ("Staat klanten vriendelijk te woord", "KLA"),
        ("Plant het werk van de week en houdt deadlines in de gaten", "PLA"),
        ("Vindt de oorzaak van een storing", "ANA"),
        ("Blijft rustig als het druk is", "DRU"),
        ("Geeft leiding aan zes monteurs", "LEI"),
        ("Gaat zorgvuldig om met vertrouwelijke gegevens", "INT"),
        ("Kan helder schrijven voor bewoners en een presentatie geven", "COM"),
        ("Negotiates with suppliers", "OVE"),
        ("Communicates clearly, in writing and in meetings", "COM"),
        ("Solves problems by looking at the data", "ANA"),
        ("Leads a team of five engineers and coaches them", "LEI"),
        ("Asks for feedback and learns from it", "LER"),
        ("Neemt besluiten met weinig informatie", "BES"),
        ("Haalt de afgesproken resultaten", "RES"),
    ],
)
def test_a_requirement_about_behaviour_gets_the_nearest_competence(text, code):
    proposal = yardstick(text)
    assert proposal is not None
    assert proposal.competence is not None
    assert proposal.competence.code == code
    assert proposal.category == "competence"
    assert {question.competence for question in proposal.questions} == {code}
    assert len(proposal.anchors) == 4


@pytest.mark.parametrize(
    "text",
    [
        "Drie jaar ervaring met het plannen van ploegendiensten",
        "Hbo-diploma verpleegkunde",
        "Kennis van Excel op het niveau van draaitabellen",
        "At least two years of experience leading a team",
        "Driving licence B",
        "Degree in accounting",
    ],
)
def test_a_requirement_about_experience_gets_the_general_yardstick(text):
    proposal = yardstick(text)
    assert proposal is not None
    assert proposal.competence is None
    assert proposal.category == "experience"
    assert len(proposal.questions) == 3
    assert proposal.anchors[3].text("en").endswith("taught others.")


@pytest.mark.parametrize("text", ["", "   ", "Woont in de buurt", "Beschikbaar op zaterdag", "🎈", "Java"])
def test_nothing_is_proposed_when_nothing_fits(text):
    assert yardstick(text) is None


def test_a_word_inside_another_word_does_not_count():
    assert nearest_competence("Kent de steam-installatie") is None


def test_a_proposal_is_written_in_the_asked_language():
    proposal = criterion("Geeft leiding aan zes monteurs", language="en")
    assert (proposal.category, proposal.competence_code) == ("competence", "LEI")
    assert proposal.questions[0].startswith("“Geeft leiding aan zes monteurs”: tell me about the last time")
    assert proposal.questions[1] == "Describe how you helped someone who was stuck at work."
    assert proposal.anchors[0] == "Took over the work or left the other to sink or swim."


def test_a_criterion_always_gets_a_yardstick_the_general_one_if_need_be():
    proposal = criterion("Last RVS in positie", language="nl")
    assert (proposal.category, proposal.competence_code) == ("experience", "")
    assert len(proposal.questions) == 3
    assert len(proposal.anchors) == 4


@pytest.mark.parametrize(
    "text",
    [
        "Hbo-diploma en BIG-registratie",
        "Rijbewijs B",
        "Heftruckcertificaat",
        "Forklift licence",
        "Minimaal 2 jaar ervaring in de wijkverpleging",
        "Drie jaar ervaring met het plannen van ploegendiensten",
        "Minstens 3 jaar gewerkt in een productiebedrijf",
        "Max 35 jaar",
        "Five years' experience in accounting",
        "5+ years of hands-on experience",
        "Experience of at least two years",
        "Registered nurse",
    ],
)
def test_what_a_cv_or_a_register_shows_is_on_paper(text):
    assert is_on_paper(text)


@pytest.mark.parametrize(
    "text",
    [
        "Heeft een ploeg van 10 of meer aangestuurd in een productiebedrijf",
        "Plant drie lijnen een week vooruit in SAP",
        "Houdt de registratie van uren bij",
        "Leidde in de afgelopen twee jaar een verbouwing",
        "Kennis van Excel op het niveau van draaitabellen",
        "Explains a slow SQL query to a colleague",
        "Registers complaints the same day",
    ],
)
def test_what_one_does_is_not(text):
    assert not is_on_paper(text)


def test_the_first_question_is_about_the_requirement_itself():
    for text in ("Explains a slow SQL query", "Last RVS in positie"):
        assert text in criterion(text, language="nl").questions[0]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Forklift licence", "what do you hold, since when"),
        ("Heftruckcertificaat", "what do you hold, since when"),
        ("At least two years of experience leading a team", "where and when did you do this work"),
        ("Available on Saturdays", "can you commit to this, and from when?"),
        ("Solves absence in the night shift within an hour", "tell me about the last time you did this"),
    ],
)
def test_the_first_question_fits_what_is_asked(text, asked):
    first = criterion(text, language="en").questions[0]
    assert first.startswith(f"“{text}”: {asked}")


def test_a_licence_that_is_scored_is_held_or_not_and_used_or_not():
    proposal = criterion("Rijbewijs B", language="nl")
    assert proposal.category == "experience"
    assert proposal.anchors[0] == "Heeft het niet, en is er niet mee bezig."
    assert not any("dit deed" in question for question in proposal.questions)


@pytest.mark.parametrize(
    "text", ["Handelt een klacht diplomatiek af", "Diplomatic with neighbours who complain"]
)
def test_who_is_diplomatic_needs_no_diploma(text):
    assert not is_on_paper(text)
