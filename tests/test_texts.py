"""Dutch and English are complete and agree: `python manage.py texts --check` says the same."""

from samenwerf.core import text_checks, texts


def test_every_text_has_its_dutch():
    assert text_checks.problems(texts.our_apps()) == []
