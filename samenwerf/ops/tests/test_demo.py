"""The demo is lived in, obeys the rules of the product, and is made once."""

from samenwerf.agreements.models import Todo
from samenwerf.candidates.models import Application, Candidate, WaitingPeriod
from samenwerf.ops import demo
from samenwerf.outbox.models import Message
from samenwerf.vacancies.models import Vacancy


def test_the_demo_has_vacancies_in_different_phases_and_things_done_and_late(db, at):
    organization = demo.load(at=at)

    assert Vacancy.objects.filter(organization=organization).count() == 6
    assert set(Vacancy.objects.values_list("status", flat=True)) == {"intake", "open", "filled"}
    assert organization.memberships.filter(role="hiring_manager").count() == 4
    assert Candidate.objects.count() == 40
    assert Application.objects.values("stage").distinct().count() >= 8
    assert Todo.objects.filter(closed_at=None, due_at__lt=at).count() >= 5
    assert Todo.objects.filter(closed_at=None, due_at__gt=at).count() >= 5
    assert Todo.objects.exclude(closed_at=None).count() >= 50


def test_everybody_in_process_has_a_turn_and_one_waiting_state(db, at):
    demo.load(at=at)
    for application in Application.objects.filter(closed_at=None):
        assert Todo.objects.filter(application_id=application.pk, closed_at=None).exists()
        assert WaitingPeriod.objects.filter(application=application, ended_at=None).count() == 1


def test_nothing_in_the_demo_happened_after_now_and_no_message_leaves(db, at):
    demo.load(at=at)
    assert not Application.objects.filter(stage_since__gt=at).exists()
    assert set(Message.objects.values_list("state", flat=True)) == {Message.State.KEPT}


def test_the_demo_is_made_once_and_also_on_a_sunday_in_english(db, at):
    sunday = at.replace(day=29, hour=21)
    first = demo.load(at=sunday, language="en")
    assert demo.load(at=at) == first
    assert Vacancy.objects.filter(title="Production team leader").exists()
