"""The pages that are measured, each with somebody who opens it."""

from samenwerf.accounts.models import Membership, Organization
from samenwerf.candidates.models import Application
from samenwerf.vacancies.models import Vacancy


def addresses(organization: Organization) -> list[tuple[str, Membership, str]]:
    recruiter = organization.memberships.select_related("person").get(role="admin")
    vacancy = Vacancy.objects.filter(organization=organization, status="open").order_by("pk")[3]
    manager = Membership.objects.select_related("person").get(pk=vacancy.hiring_manager_id)
    application = Application.objects.filter(organization=organization, stage="decision").order_by("pk")[0]
    waiting = Application.objects.filter(
        organization=organization, stage="presented", vacancy__hiring_manager=manager
    ).order_by("pk")[0]
    return [
        ("(nothing)", recruiter, "/bench/nothing/"),
        ("(frame)", recruiter, "/bench/frame/"),
        ("today", recruiter, "/"),
        ("your turn (manager)", manager, "/"),
        ("vacancies", recruiter, "/vacancies/"),
        ("one vacancy", recruiter, f"/vacancies/{vacancy.pk}/"),
        ("intake", recruiter, f"/vacancies/{vacancy.pk}/intake/"),
        ("scorecard", recruiter, f"/vacancies/{vacancy.pk}/scorecard/"),
        ("pipeline board", recruiter, f"/vacancies/{vacancy.pk}/candidates/"),
        ("debrief", recruiter, f"/vacancies/{application.vacancy_id}/debrief/"),
        ("candidates", recruiter, "/candidates/"),
        ("candidates, searched", recruiter, "/candidates/?q=sanne+bos"),
        ("one candidate", recruiter, f"/candidates/{application.candidate_id}/"),
        ("one application", recruiter, f"/applications/{application.pk}/"),
        ("review (manager)", manager, f"/applications/{waiting.pk}/review/"),
        ("interviews", recruiter, "/interviews/"),
        ("search", recruiter, "/search/?q=jansen"),
        ("mailbox", recruiter, "/mailbox/"),
    ]
