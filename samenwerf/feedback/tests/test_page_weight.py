"""The guest page is light: measured as the browser loads it, without any compression."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

pytestmark = pytest.mark.django_db

MOST = 60 * 1024


@pytest.mark.parametrize("query", ["", "?kit", "?change"])
def test_the_first_load_is_under_60_kilobytes(client, after, interviewer, link, vacancy_open, query):
    for criterion in vacancy_open.scorecard.criteria.all():
        for anchor in criterion.anchors.all():
            anchor.text = "Zocht de ander op, benoemde het verschil en hield zich eraan. " * 3
            anchor.save()
    page = client.get(link(interviewer) + query).content
    files = re.findall(rb'(?:src|href)="/static/([^"]+)"', page)
    assert files
    assert not [name for name in files if b"htmx" in name]
    sizes = {name.decode(): Path(finders.find(name.decode())).stat().st_size for name in files}
    assert len(page) + sum(sizes.values()) < MOST, (len(page), sizes)
