"""From a job description to a title and requirement lines: what is proposed, and as what."""

import pytest

from samenwerf.vacancies import reading
from samenwerf.vacancies.job_description import MAX_LINES, propose
from samenwerf.vacancies.tests import files, job_descriptions

MUST, NICE, NO_GO = "must_have", "nice_to_have", "no_go"


def lines_of(text):
    return [(line.kind, line.text) for line in propose(text).lines]


TEAMLEIDER = [
    (MUST, "Je hebt minstens twee jaar ervaring met leidinggeven in een productieomgeving"),
    (MUST, "Kennis van SAP"),
    (MUST, "Je spreekt medewerkers aan op veiligheid"),
    (NICE, "Ervaring met Lean is een pré"),
    (MUST, "VCA-VOL, of bereid dat in drie maanden te halen"),
]


def test_list_items_under_a_requirements_heading_are_proposed_and_nothing_else():
    proposal = propose(job_descriptions.TEAMLEIDER)
    assert (proposal.title, proposal.location, proposal.department) == (
        "Teamleider productie",
        "Zwolle",
        "Assemblage",
    )
    assert lines_of(job_descriptions.TEAMLEIDER) == TEAMLEIDER


def test_prose_is_cut_into_sentences_and_desired_ones_are_nice_to_have():
    assert propose(job_descriptions.BELEIDSADVISEUR).title == "Beleidsadviseur mobiliteit"
    assert lines_of(job_descriptions.BELEIDSADVISEUR) == [
        (MUST, "Je hebt een afgeronde wo-opleiding, bijv. planologie of bestuurskunde"),
        (MUST, "Je hebt minimaal drie jaar ervaring met beleid in een politiek-bestuurlijke omgeving"),
        (MUST, "Je schrijft heldere adviezen voor mensen die geen vakgenoot zijn"),
        (NICE, "Ervaring met participatie van bewoners is mooi meegenomen"),
        (NICE, "Kennis van de Omgevingswet"),
    ]


def test_an_english_advertisement_with_marked_headings():
    assert propose(job_descriptions.ENGINEER).title == "Senior Backend Engineer"
    assert lines_of(job_descriptions.ENGINEER) == [
        (MUST, "You have built and run a service that handles more than 1,000 requests a second"),
        (MUST, "Experience with PostgreSQL, including reading query plans"),
        (MUST, "You can explain a design to people outside your team, in English"),
        (MUST, "Right to work in the EU"),
        (NICE, "Experience with route optimisation"),
        (NICE, "Dutch (B1)"),
    ]


def test_without_headings_the_sentences_that_ask_something_are_proposed():
    assert propose(job_descriptions.MAIL).title == "Financieel administrateur"
    assert lines_of(job_descriptions.MAIL) == [
        (MUST, "Je hebt ervaring met Exact Online en je bent nauwkeurig"),
        (NICE, "Liefst iemand met een mbo-diploma niveau 4"),
        (NICE, "In het bezit van rijbewijs B hoeft niet"),
    ]


def test_lines_that_a_pdf_broke_off_become_whole_and_page_numbers_fall_away():
    assert propose(job_descriptions.MESSY_PDF).title == "Verpleegkundige kinderafdeling"
    assert lines_of(job_descriptions.MESSY_PDF) == [
        (MUST, "Een afgeronde hbo-v of mbo-v opleiding, en een BIG-registratie"),
        (MUST, "Je kunt rustig blijven als ouders in paniek zijn"),
        (MUST, "Beschikbaar voor in- en externe diensten, ook in het weekend"),
        (NICE, "Je hebt bij voorkeur ervaring op de afdeling Kindergeneeskunde"),
    ]


def test_numbered_lists_two_languages_no_gos_and_doubles():
    proposal = propose(job_descriptions.MIXED)
    assert (proposal.title, proposal.location, proposal.department) == (
        "Customer Support Agent (Dutch & English)",
        "Rotterdam",
        "Customer Care",
    )
    assert lines_of(job_descriptions.MIXED) == [
        (MUST, "Dutch and English at B2 level, in writing and by phone"),
        (MUST, "At least one year of experience in customer contact"),
        (MUST, "Available on two evenings a week"),
        (NICE, "Experience with Zendesk"),
        (NO_GO, "Kan niet op zaterdag werken"),
    ]


def test_a_bare_list_is_not_taken_for_headings():
    assert propose(job_descriptions.BARE_LIST).title == "Magazijnmedewerker"
    assert lines_of(job_descriptions.BARE_LIST) == [
        (MUST, "Ervaring met een reachtruck"),
        (MUST, "Kennis van een WMS"),
        (MUST, "Je kunt tillen tot 15 kilo"),
        (NICE, "Heftruckcertificaat is een pre"),
    ]


def test_what_is_asked_and_a_wish_in_one_line_are_two():
    text = "Wat vragen wij\n- Goede beheersing van het Nederlands, Duits is een pré\n- Rijbewijs B, C of D"
    assert lines_of(text) == [
        (MUST, "Goede beheersing van het Nederlands"),
        (NICE, "Duits is een pré"),
        (MUST, "Rijbewijs B, C of D"),
    ]


def test_every_line_names_where_it_stands():
    line = propose(job_descriptions.TEAMLEIDER).lines[3]
    assert (line.heading, line.number) == ("Wat breng je mee?", 18)
    assert line.source == "Ervaring met Lean is een pré"


@pytest.mark.parametrize("make", [files.pdf, files.docx], ids=["pdf", "docx"])
def test_the_same_is_proposed_from_a_real_file(make):
    text = job_descriptions.TEAMLEIDER
    if make is files.docx:
        text = text.replace("• ", "- ").replace("\n  productieomgeving", " productieomgeving")
    assert lines_of(reading.read(make(text)).text) == TEAMLEIDER


@pytest.mark.parametrize(
    ("asked", "offered"),
    [
        ("Wat je meebrengt", "Wat je van ons krijgt"),
        ("Wat jij in huis hebt", "Wat wij je bieden"),
        ("Waar je aan voldoet:", "Hoe ziet je dag eruit?"),
        ("You'll need", "Why join us"),
    ],
)
def test_a_heading_that_is_no_question_says_what_stands_below_it_too(asked, offered):
    text = (
        f"Monteur\n\n{asked}\n- Rijbewijs BE\n- Kan een pomp reviseren\n\n{offered}\n- Een bus van de zaak\n"
    )
    assert lines_of(text) == [(MUST, "Rijbewijs BE"), (MUST, "Kan een pomp reviseren")]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Gezocht: een projectleider infra (m/v)\nTekst.", "Projectleider infra"),
        ("FUNCTIEOMSCHRIJVING\nFunctietitel: HR-adviseur – 32 uur\n", "HR-adviseur"),
        ("TEAMLEIDER LOGISTIEK\nWij vragen\n- een heftruckcertificaat", "Teamleider logistiek"),
        ("Kok | Utrecht | 32 uur\n", "Kok"),
        ("In Breda we are looking for an experienced payroll officer who likes figures.", "Payroll officer"),
        ("Job title: Nurse\n", "Nurse"),
        ("Zorggroep Noord zoekt per direct een wijkverpleegkundige in Assen.", "Wijkverpleegkundige"),
        ("Je hebt ervaring.", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_the_title_is_found_where_people_put_it(text, title):
    assert propose(text).title == title


@pytest.mark.parametrize(
    "text", ["", "x", "?" * 5000, "\n" * 5000, "- \n" * 500, "Lorem ipsum dolor sit amet.", "💥" * 99]
)
def test_a_text_without_requirements_proposes_none(text):
    assert propose(text).lines == ()


def test_a_very_long_document_gives_a_list_that_a_person_can_read():
    text = "Wij vragen\n" + "\n".join(f"- eis nummer {n} " + "en nog wat " * 60 for n in range(500))
    lines = propose(text).lines
    assert len(lines) == MAX_LINES
    assert all(len(line.text) <= 300 for line in lines)


@pytest.mark.parametrize("piece", ["woord en\n", "A B\n", "x:\n", "wij zoeken ", "- ", "Vacature: "])
def test_a_strange_document_of_any_length_gives_no_requirements(piece):
    assert propose((piece * 200_000)[:200_000]).lines == ()


def test_a_heading_and_its_text_may_stand_in_one_line():
    assert propose(job_descriptions.FACTS).title == "Medewerker burgerzaken"
    assert lines_of(job_descriptions.FACTS) == [
        (MUST, "Functie-eisen: mbo-4 diploma en twee jaar ervaring aan een balie"),
        (MUST, "Opleiding: cursus BRP, of bereid die te volgen"),
        (NICE, "Pré: kennis van iBurgerzaken"),
    ]
