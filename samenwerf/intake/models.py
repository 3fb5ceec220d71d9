"""The intake: what recruiter and manager agree before a vacancy opens, and what both signed."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samenwerf.accounts.models import Membership
from samenwerf.agreements.rules import DEFAULT_HOURS, Party
from samenwerf.vacancies.models import Vacancy

# What is proposed before anybody looked: it only counts as done after that.
SETTLED_PARTS = ("process", "agreements")


def default_hours() -> dict[str, int]:
    return dict(DEFAULT_HOURS)


class Intake(models.Model):
    class Mode(models.TextChoices):
        FULL = "full", _("60 minutes together")
        EXPRESS = "express", _("30 minutes, questions answered beforehand")

    vacancy = models.OneToOneField(Vacancy, on_delete=models.CASCADE, related_name="intake")
    mode = models.CharField(_("kind of conversation"), max_length=8, choices=Mode.choices, default=Mode.FULL)
    meeting_at = models.DateTimeField(_("date of the conversation"), null=True, blank=True)
    # Working hours for each kind of to-do that the two agree on; becomes Agreements when signed.
    hours = models.JSONField(default=default_hours)
    # Which parts with a proposal (SETTLED_PARTS) somebody changed or found good as it stands.
    settled = models.JSONField(default=list, blank=True)
    started_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"intake of {self.vacancy_id}"

    @property
    def is_signed(self) -> bool:
        return self.signed_at is not None


class Answer(models.Model):
    """The answer to one question of the catalogue. Lists and tables are lines of text."""

    intake = models.ForeignKey(Intake, on_delete=models.CASCADE, related_name="answers")
    question_id = models.CharField(max_length=10)
    text = models.TextField(blank=True)
    # What the manager wrote, kept beside what the conversation makes of it.
    beforehand = models.TextField(blank=True)
    answered_by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField()
    # What a page showed when somebody started typing; a save on an older one is a conflict to solve.
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["intake", "question_id"], name="one_answer_a_question")
        ]

    def __str__(self) -> str:
        return self.question_id


class Requirement(models.Model):
    class Kind(models.TextChoices):
        MUST_HAVE = "must_have", _("must-have")
        NICE_TO_HAVE = "nice_to_have", _("nice-to-have")
        NO_GO = "no_go", _("no-go")

    class Evidence(models.TextChoices):
        UNKNOWN = "", _("not chosen yet")
        CV = "cv", _("CV")
        INTERVIEW = "interview", _("interview")
        WORK_SAMPLE = "work_sample", _("work sample")
        DIPLOMA = "diploma", _("diploma")
        REGISTRATION = "registration", _("registration")
        REFERENCE = "reference", _("reference")

    intake = models.ForeignKey(Intake, on_delete=models.CASCADE, related_name="requirements")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    text = models.CharField(_("requirement"), max_length=300)
    evidence = models.CharField(
        _("how we see it"), max_length=12, choices=Evidence.choices, default=Evidence.UNKNOWN, blank=True
    )
    lowest_level = models.CharField(_("lowest level that still works"), max_length=300, blank=True)
    legal_source = models.CharField(_("law, agreement or contract it comes from"), max_length=300, blank=True)
    # Why a vague or risky wording stays, or the legal exception of a red one; empty when none was needed.
    wording_reason = models.CharField(_("why this wording stays"), max_length=500, blank=True)
    # The must-have test was answered with yes: an otherwise excellent candidate who lacks this is rejected.
    is_tested = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)
    proposed_by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text

    def get_kind_display(self) -> str:  # type: ignore[no-redef]
        """Instead of Django's, which reads every choice each time: this stands behind every requirement."""
        return str(self.Kind(self.kind).label)


class Round(models.Model):
    """One step of the process: who meets the candidate, what it tests, and who calls back by when."""

    intake = models.ForeignKey(Intake, on_delete=models.CASCADE, related_name="rounds")
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(_("step"), max_length=120)
    with_whom = models.CharField(_("with whom"), max_length=200, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=60)
    tests = models.CharField(_("what it tests"), max_length=300, blank=True)
    caller = models.CharField(
        _("who calls the candidate back"), max_length=20, choices=Party.choices, default=Party.RECRUITER
    )
    call_within = models.PositiveSmallIntegerField(_("within how many working hours"), default=8)
    # Interviews keep the name that their step had when they were planned.
    earlier_names = models.JSONField(default=list, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(minutes__gte=5, minutes__lte=480), name="round_takes_minutes")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def names(self) -> set[str]:
        """What interviews of this step may be called."""
        return {self.name, *self.earlier_names}


class Signature(models.Model):
    """Somebody agreed to exactly this content. Any later edit makes it a signature on an older text."""

    class Side(models.TextChoices):
        RECRUITER = "recruiter", _("recruiter")
        HIRING_MANAGER = "hiring_manager", _("hiring manager")

    intake = models.ForeignKey(Intake, on_delete=models.CASCADE, related_name="signatures")
    side = models.CharField(max_length=20, choices=Side.choices)
    member = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    # The text itself, to say what changed since; empty in older signatures.
    content = models.TextField(blank=True)
    content_hash = models.CharField(max_length=64)
    signed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["intake", "side", "content_hash"], name="one_signature_per_side")
        ]

    def __str__(self) -> str:
        return f"{self.side} {self.content_hash[:8]}"


class Objection(models.Model):
    """What the manager says is wrong when asked to sign; the recruiter settles it, or both sign after all."""

    intake = models.ForeignKey(Intake, on_delete=models.CASCADE, related_name="objections")
    text = models.TextField()
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"objection {self.pk}"


class IntakeVersion(models.Model):
    """What both signed: written once (the database refuses updates), each version tied to the one before.

    `content` is canonical JSON; `content_hash` its SHA-256 together with the hash of the version before.
    """

    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.TextField()
    previous_hash = models.CharField(max_length=64, blank=True)
    content_hash = models.CharField(max_length=64)
    signers = models.JSONField()
    signed_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["intake", "number"], name="one_intake_version_a_number")
        ]

    def __str__(self) -> str:
        return f"version {self.number}"


class ChangeRequest(models.Model):
    """The only way to change a signed intake: asked by one side, with a reason, accepted by the other."""

    class State(models.TextChoices):
        OPEN = "open", _("waiting for an answer")
        ACCEPTED = "accepted", _("accepted")
        REFUSED = "refused", _("refused")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class Subject(models.TextChoices):
        REQUIREMENT = "requirement", _("A requirement")
        ROUND = "round", _("The process")
        HOURS = "hours", _("An agreement")
        ANSWER = "answer", _("An answer")

    class What(models.TextChoices):
        ADD = "add", _("add")
        DROP = "drop", _("drop")
        CHANGE = "change", _("change")

    intake = models.ForeignKey(Intake, on_delete=models.CASCADE, related_name="change_requests")
    subject = models.CharField(
        _("what changes"), max_length=12, choices=Subject.choices, default=Subject.REQUIREMENT
    )
    # Which one: the id of a requirement or a step, a kind of to-do, or the id of a question.
    target = models.CharField(max_length=20, blank=True)
    what = models.CharField(max_length=8, choices=What.choices)
    # The part as it is signed, and as it becomes; of the same shape (see parts.py), empty when there is none.
    before = models.JSONField(default=dict, blank=True)
    after = models.JSONField(default=dict, blank=True)
    reason = models.TextField(_("why now"))
    requested_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    # How many candidates were in process when it was asked.
    candidates_in_process = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    answered_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=500, blank=True)
    version = models.ForeignKey(IntakeVersion, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["intake"], condition=Q(state="open"), name="one_open_change_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.subject} {self.state}"
