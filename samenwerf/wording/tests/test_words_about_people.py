"""The same words matter differently in a requirement, a criterion, an observation and a reason."""

import pytest

from samenwerf.core.errors import Refused
from samenwerf.wording.uses import Use, check_reason, findings_for, may_not_count

URL = "/wording/check/"


def asked(sign_in, member, text, use):
    return sign_in(member).post(URL, {"text": text, "use": use}).content.decode()


@pytest.mark.django_db
def test_a_reason_and_an_observation_are_asked_what_was_seen_and_know_of_no_intake(recruiter, sign_in):
    for use, said in ((Use.REASON, "Dit mag geen reden zijn"), (Use.OBSERVATION, "Dit mag niet meetellen")):
        page = asked(sign_in, recruiter, "Te oud voor dit team", use)
        assert said in page
        assert "Wat zag of hoorde je?" in page
        assert "gaat over leeftijd" in page
        assert "intake" not in page
        assert "leertempo" not in page


@pytest.mark.django_db
def test_a_criterion_is_not_told_to_wait_for_a_signature(recruiter, sign_in):
    page = asked(sign_in, recruiter, "Maximaal 35 jaar", Use.CRITERION)
    assert "Hierop mag je niemand scoren" in page
    assert "intake" not in page


@pytest.mark.django_db
def test_a_judgement_without_what_was_seen_is_asked_about_without_the_frame_of_a_requirement(
    recruiter, sign_in
):
    page = asked(sign_in, recruiter, "Een echte teamspeler", Use.OBSERVATION)
    assert "Waaraan zag of hoorde je dit?" in page
    assert "data-use-frame" not in page


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Te jong en zwanger, en een moslima", ["Te jong", "zwanger", "moslima"]),
        ("Too young for this", ["Too young"]),
        ("Te oud", ["Te oud"]),
        ("Hij is rustig gebleven en noemde drie stappen", []),
        ("Kon een boze man aan de balie niet kalmeren", []),
        ("Geen ervaring met mensen met dementie", []),
        ("Werkte vijf jaar met jonge kinderen", []),
    ],
)
def test_what_is_said_of_a_person_counts_and_what_is_said_of_the_work_does_not(text, words):
    assert may_not_count(text) == words


def test_how_people_talk_about_somebody_is_no_finding():
    assert not findings_for("She has planned three lines", Use.OBSERVATION).risk


def test_what_may_not_be_a_reason_is_refused_with_the_words():
    with pytest.raises(Refused, match="Te jong”, “zwanger"):
        check_reason("Te jong en zwanger")
    check_reason("Noemde geen enkel voorbeeld van een conflict")


@pytest.mark.parametrize("text", ["ok", "Oké!", "Heel goed.", "fine", "n.v.t.", "x", "-", "Geen match"])
def test_a_reason_that_says_nothing_is_asked_for(text):
    [asked] = findings_for(text, Use.REASON).vague
    assert asked.span == text
    with pytest.raises(Refused, match="nog niet waarom"):
        check_reason(text)


@pytest.mark.parametrize("text", ["Salaris", "Past niet in het rooster", "Noemde elke stap", "", " "])
def test_one_word_with_content_is_a_reason(text):
    assert not [each for each in findings_for(text, Use.REASON).vague if each.entry == "nothing"]
    check_reason(text)
