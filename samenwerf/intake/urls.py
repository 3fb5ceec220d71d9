from django.urls import include, path, register_converter

from samenwerf.intake import views_start
from samenwerf.intake.views import (
    beforehand,
    changes,
    meeting,
    overview,
    process,
    questions,
    requirements,
    signing,
)


class Verdict:
    """How a change request ends."""

    regex = "accept|refuse|withdraw"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Verdict, "verdict")

app_name = "intake"

of_a_vacancy = [
    path("", overview.detail, name="detail"),
    path("plan/", overview.plan, name="plan"),
    path("ask/", overview.ask, name="ask"),
    path("requirements/", requirements.requirements, name="requirements"),
    path("questions/", questions.questions, name="questions"),
    path("questions/<str:question_id>/", questions.answer, name="answer"),
    path("process/", process.process, name="process"),
    path("agreements/", process.agreements, name="agreements"),
    path("settled/", process.settle, name="settle"),
    path("meeting/", meeting.start, name="meeting"),
    path("meeting/<str:step_id>/", meeting.step, name="meeting_step"),
    path("read/", signing.read, name="read"),
    path("signature/", signing.sign, name="sign"),
    path("objection/", signing.object_to, name="object"),
    path("objections-settled/", signing.settle_objections, name="settle_objections"),
    path("versions/<int:number>/", signing.version, name="version"),
    path("versions/<int:number>/file/", signing.file, name="file"),
    path("changes/", changes.changes, name="changes"),
    path("beforehand/", beforehand.beforehand, name="beforehand"),
    path("beforehand/<int:number>/", beforehand.beforehand_question, name="beforehand_question"),
    path("beforehand/requirements/", beforehand.wishes, name="wishes"),
    path("beforehand/done/", beforehand.done, name="done"),
]

# The same for the manager without an account; see accounts.links.
by_link = [
    path("", beforehand.guest_beforehand, name="guest_beforehand"),
    path("<int:number>/", beforehand.guest_beforehand_question, name="guest_beforehand_question"),
    path("requirements/", beforehand.guest_wishes, name="guest_wishes"),
    path("done/", beforehand.guest_done, name="guest_done"),
    path("read/", signing.guest_read, name="guest_read"),
    path("signature/", signing.guest_sign, name="guest_sign"),
    path("objection/", signing.guest_object_to, name="guest_object"),
    path("versions/<int:number>/file/", signing.guest_file, name="guest_file"),
]

urlpatterns = [
    path("vacancies/new/", views_start.new, name="new"),
    path("vacancies/new/details/", views_start.new_details, name="new_details"),
    path("vacancies/<int:vacancy_id>/intake/", include(of_a_vacancy)),
    path("l/intake/<str:token>/", include(by_link)),
    path("l/change/<str:token>/", changes.guest_change, name="guest_change"),
    path("intake/requirements/<int:pk>/", requirements.change, name="change_requirement"),
    path("intake/requirements/<int:pk>/move/", requirements.move, name="move_requirement"),
    path("intake/requirements/<int:pk>/removal/", requirements.remove, name="remove_requirement"),
    path("intake/rounds/<int:pk>/", process.change_round, name="change_round"),
    path("intake/rounds/<int:pk>/move/", process.move_round, name="move_round"),
    path("intake/rounds/<int:pk>/removal/", process.remove_round, name="remove_round"),
    path("intake/changes/<int:pk>/", changes.change, name="change"),
    path("intake/changes/<int:pk>/<verdict:verdict>/", changes.reply, name="reply"),
]
