"""Pages of candidates in a real browser: what can be read and reached on a phone and on a desktop."""

import pytest

from samenwerf.candidates import actions, jobs
from samenwerf.candidates.models import ImportRun

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

COLUMNS = ["Roepnaam", "Achternaam kandidaat", "E-mail", "Mob. nr"]
LIST = f"""{";".join(COLUMNS)}
Zoë;van den Berg;{"x" * 110}.example.org;06-12345678
;;leeg@example.org;
Tess;Vos;tess@example.org;06-87654321
"""


@pytest.fixture
def run(open_vacancy, recruiter, at):
    """A list of which the columns are proposed."""
    fields = {"first_name": 0, "last_name": 1, "email": 2, "phone": 3}
    return actions.start_import(
        vacancy=open_vacancy,
        data=LIST.encode(),
        name="lijst.csv",
        columns=COLUMNS,
        mapping={"fields": fields, "sheet": "", "has_header": True},
        by=recruiter,
        at=at,
    )


def overflow(page) -> int:
    return page.evaluate("document.documentElement.scrollWidth - innerWidth")


def test_what_each_column_is_can_be_read_on_a_phone(open_page, recruiter, run):
    page = open_page(f"/imports/{run.pk}/columns/", member=recruiter, size="phone")
    widths = [page.locator(f"#id_column_{number}").bounding_box()["width"] for number in range(len(COLUMNS))]
    assert min(widths) > 280
    assert overflow(page) <= 0


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_what_is_wrong_with_a_line_has_room_for_its_sentence(
    open_page, assert_accessible, recruiter, run, at, size
):
    actions.choose_columns(run=run, columns=run.columns, mapping=run.mapping, at=at)
    jobs.work_on_import.call(run.pk)
    assert ImportRun.objects.get().state == "checked"
    page = open_page(f"/imports/{run.pk}/", member=recruiter, size=size)
    sentence = page.get_by_role("cell", name="Het e-mailadres is niet compleet")
    assert sentence.bounding_box()["width"] > 280
    assert overflow(page) <= 0
    assert_accessible(page)
