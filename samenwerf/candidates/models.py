"""Candidates, their applications, whose turn it is, and how long they have been waiting."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samenwerf.accounts.models import Membership, Organization
from samenwerf.vacancies.models import Vacancy


class Candidate(models.Model):
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    # For chat, mail subjects and calendars: K-0421.
    code = models.CharField(max_length=12)
    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail"), max_length=254, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    source = models.CharField(_("source"), max_length=120, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "code"], name="one_candidate_per_code"),
            models.UniqueConstraint(
                fields=["organization", "email"], condition=~Q(email=""), name="one_candidate_per_email"
            ),
        ]
        indexes = [models.Index(fields=["organization", "name"], name="candidates_by_name")]

    def __str__(self) -> str:
        return self.code


class Document(models.Model):
    """A CV or another file of a candidate; served only through the permission check."""

    # None while the form that it came with still has a mistake: the file is kept, the person mends the form.
    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, null=True, related_name="documents")
    file = models.FileField(upload_to="candidates/%Y/%m", max_length=200)
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    uploaded_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Stage(models.TextChoices):
    NEW = "new", _("new")
    PRESENTED = "presented", _("presented")
    INVITED = "invited", _("to be planned")
    INTERVIEW = "interview", _("interview")
    DECISION = "decision", _("decision")
    OFFER = "offer", _("offer")
    # No, but the candidate has not heard it yet: still somebody's turn.
    TO_TELL = "to_tell", _("to be told")
    HIRED = "hired", _("hired")
    REJECTED = "rejected", _("rejected")
    WITHDRAWN = "withdrawn", _("withdrawn")


IN_PROCESS = [
    Stage.NEW,
    Stage.PRESENTED,
    Stage.INVITED,
    Stage.INTERVIEW,
    Stage.DECISION,
    Stage.OFFER,
    Stage.TO_TELL,
]


class Application(models.Model):
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="applications")
    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="applications")
    stage = models.CharField(_("stage"), max_length=10, choices=Stage.choices, default=Stage.NEW)
    stage_since = models.DateTimeField()
    # Why the recruiter thinks of this candidate; shown to the manager.
    pitch = models.TextField(_("why this candidate"), blank=True)
    created_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    # Given by the form that made it: a second click on "add" finds the application of the first.
    form_key = models.UUIDField(null=True, editable=False)
    # The list that it came in with, if any.
    import_run = models.ForeignKey(
        "ImportRun", on_delete=models.SET_NULL, null=True, db_index=False, related_name="applications"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["vacancy", "form_key"], name="one_application_per_form"),
            models.UniqueConstraint(fields=["vacancy", "candidate"], name="one_application_per_vacancy"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, stage__in=IN_PROCESS)
                | (Q(closed_at__isnull=False) & ~Q(stage__in=IN_PROCESS)),
                name="closed_exactly_when_out_of_process",
            ),
        ]
        indexes = [
            models.Index(fields=["vacancy", "stage", "stage_since"], name="applications_on_board"),
            models.Index(fields=["organization", "-created_at"], name="applications_newest"),
            models.Index(
                fields=["organization", "vacancy"],
                name="applications_in_process",
                condition=Q(closed_at=None),
            ),
            models.Index(
                fields=["import_run"], name="applications_of_import", condition=Q(import_run__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"application {self.pk}"

    @property
    def is_in_process(self) -> bool:
        return self.closed_at is None

    def get_stage_display(self) -> str:  # type: ignore[no-redef]
        """Instead of Django's, which reads every choice each time: this stands on each line of every list."""
        return str(Stage(self.stage).label)


class StageChange(models.Model):
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="stage_changes")
    from_stage = models.CharField(max_length=10, choices=Stage.choices, blank=True)
    to_stage = models.CharField(max_length=10, choices=Stage.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.from_stage} → {self.to_stage}"


class WaitingPeriod(models.Model):
    """Who held the candidate up, from when to when (end exclusive), in calendar time.

    The periods of an application follow each other without gap or overlap from its start to its end.
    """

    class Holder(models.TextChoices):
        RECRUITER = "recruiter", _("recruiter")
        HIRING_MANAGER = "hiring_manager", _("hiring manager")
        INTERVIEWER = "interviewer", _("interviewer")
        CANDIDATE = "candidate", _("candidate")
        APPOINTMENT = "appointment", _("appointment set")

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="waiting_periods")
    holder = models.CharField(max_length=20, choices=Holder.choices)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["started_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=Q(ended_at__isnull=True), name="one_waiting_state_at_a_time"
            ),
            models.UniqueConstraint(fields=["application", "started_at"], name="waiting_starts_once"),
            models.UniqueConstraint(fields=["application", "ended_at"], name="waiting_ends_once"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gt=F("started_at")),
                name="waiting_takes_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["application", "holder"], name="who_is_waited_for", condition=Q(ended_at=None)
            )
        ]

    def __str__(self) -> str:
        return f"{self.holder} since {self.started_at:%Y-%m-%d %H:%M}"

    EMPLOYER_SIDE = (Holder.RECRUITER, Holder.HIRING_MANAGER, Holder.INTERVIEWER)

    def get_holder_display(self) -> str:  # type: ignore[no-redef]
        """As that of the stage above: once for every stretch of the waiting bar."""
        return str(self.Holder(self.holder).label)

    def lasts(self, at: datetime) -> timedelta:
        return (self.ended_at or at) - self.started_at


class Presentation(models.Model):
    """A candidate put before the hiring manager, and everything said about it, oldest first."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="presentations")
    presented_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    presented_at = models.DateTimeField()

    class Meta:
        ordering = ["presented_at", "pk"]

    def __str__(self) -> str:
        return f"presentation {self.pk}"


class ReviewLine(models.Model):
    """One thing said about a presentation: yes, no with a reason, a question, or the answer to one."""

    class Verdict(models.TextChoices):
        INVITE = "invite", _("invite")
        NOT = "not", _("not this one")
        QUESTION = "question", _("a question")
        REPLY = "reply", _("an answer")
        # What was said just before it does not stand.
        TAKEN_BACK = "taken_back", _("took that back")

    presentation = models.ForeignKey(Presentation, on_delete=models.CASCADE, related_name="lines")
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    text = models.TextField(blank=True)
    # The requirement that a "not" rests on, as it was worded then.
    requirement_id = models.BigIntegerField(null=True, blank=True)
    requirement_text = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.verdict


class ImportRun(models.Model):
    """A list of candidates being read in: nothing is stored before the person said yes."""

    class State(models.TextChoices):
        MAPPING = "mapping", _("choose columns")
        CHECKING = "checking", _("being checked")
        CHECKED = "checked", _("checked")
        IMPORTING = "importing", _("being imported")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")
        CANCELLED = "cancelled", _("cancelled")
        UNDONE = "undone", _("undone")

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    vacancy = models.ForeignKey(Vacancy, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    file = models.FileField(upload_to="imports/%Y/%m", max_length=200)
    name = models.CharField(max_length=200)
    started_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.MAPPING)
    # The names of the columns, as they stand in the file; a later list with the same ones is mapped the same.
    columns = models.JSONField(default=list)
    # {"fields": {field: column number}, "sheet": name, "header": row number or null}
    mapping = models.JSONField(default=dict)
    # Whether candidates that we know from another vacancy are added to this one too.
    takes_known = models.BooleanField(default=True)
    total = models.PositiveIntegerField(default=0)
    seen = models.PositiveIntegerField(default=0)
    good = models.PositiveIntegerField(default=0)
    imported = models.PositiveIntegerField(default=0)
    # Lines up to and including this one are in: set in the transaction that brings them in.
    done_through = models.PositiveIntegerField(default=0)
    # A sign of life of the job; without one for a while, another may take over.
    touched_at = models.DateTimeField()
    # [{line, name, candidate, code, known_as, here}] and [{line, reasons, cells}]
    duplicates = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    # Number of a line → the fields that somebody typed instead of what it says.
    mended = models.JSONField(default=dict)
    error = models.CharField(max_length=500, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["organization", "-started_at"], name="imports_newest")]

    def __str__(self) -> str:
        return f"import {self.pk} {self.state}"

    @property
    def is_working(self) -> bool:
        return self.state in (self.State.CHECKING, self.State.IMPORTING)

    @property
    def fields(self) -> dict[str, int]:
        """Field of a candidate → number of the column."""
        return self.mapping.get("fields", {})

    def is_stalled(self, at: datetime) -> bool:
        """Whether the job behind it gave no sign of life for a minute."""
        return self.is_working and at - self.touched_at > timedelta(minutes=1)
