"""What can be the source of a legal exception."""

import pytest

from samenwerf.intake.legal_source import can_be_source


@pytest.mark.parametrize(
    "text",
    [
        "AWGB art. 2 lid 2",
        "WGBL",
        "cao VVT",
        "CAO Metaal en Techniek",
        "Arbeidstijdenwet",
        "Drank- en Horecawet, artikel 24",
        "art 7:646 BW",
        "raamovereenkomst met de gemeente Zwolle",
        "Richtlijn 2000/78/EG",
        "Equality Act 2010, Schedule 9",
        "§ 3 of the contract",
        "BW 7:646",
    ],
)
def test_a_law_an_article_or_an_agreement_can_be(text):
    assert can_be_source(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "ja",
        "35",
        "omdat wij dat willen",
        "OMDAT WIJ DAT WILLEN",
        "vanaf 18 jaar",
        "because we have always done so",
        "in fact",
        "lid van het team",
    ],
)
def test_a_letter_a_word_or_a_wish_cannot(text):
    assert not can_be_source(text)
