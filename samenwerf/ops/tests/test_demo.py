"""The demo is lived in, obeys the rules of the product, and is made once."""

from samenwerf.agreements.models import Todo
from samenwerf.candidates.models import Application, Candidate, WaitingPeriod
from samenwerf.ops import demo
from samenwerf.outbox.models import Message
from samenwerf.vacancies.models import Vacancy


def test_the_demo_is_lived_in_and_obeys_the_rules(db, at):
    organization = demo.load(at=at)

    assert Vacancy.objects.filter(organization=organization).count() == 6
    assert set(Vacancy.objects.values_list("status", flat=True)) == {"intake", "open", "filled"}
    assert organization.memberships.filter(role="hiring_manager").count() == 4
    assert Candidate.objects.count() == 40
    assert Application.objects.values("stage").distinct().count() >= 8
    assert Todo.objects.filter(closed_at=None, due_at__lt=at).count() >= 5
    assert Todo.objects.filter(closed_at=None, due_at__gt=at).count() >= 5
    assert Todo.objects.exclude(closed_at=None).count() >= 50
    # Nothing happened after now, and no message leaves.
    assert not Application.objects.filter(stage_since__gt=at).exists()
    assert set(Message.objects.values_list("state", flat=True)) == {Message.State.KEPT}
    # Everybody in process has a turn and one waiting state.
    in_process = set(Application.objects.filter(closed_at=None).values_list("pk", flat=True))
    todos = Todo.objects.filter(closed_at=None, application_id__isnull=False)
    assert set(todos.values_list("application_id", flat=True)) == in_process
    waiting = WaitingPeriod.objects.filter(ended_at=None).values_list("application", flat=True)
    assert sorted(waiting) == sorted(in_process)


def test_the_demo_is_made_once_and_also_on_a_sunday_in_english(db, at):
    first = demo.load(at=at.replace(day=29, hour=21), language="en")
    assert demo.load(at=at) == first
    assert Vacancy.objects.filter(title="Production team leader").exists()
