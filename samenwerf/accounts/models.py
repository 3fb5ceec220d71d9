"""People, the organizations they work for, and the links that let one person do one thing."""

import hashlib
import hmac
from datetime import datetime, time

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from samenwerf.core.working_time import HOME_ZONE, WorkingWeek


class People(BaseUserManager["Person"]):
    def create_user(self, email: str, password: str | None = None, **fields: object) -> "Person":
        person = self.model(email=email.strip().lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """Somebody who signs in, or who only ever opens links: no password needed for that."""

    class Language(models.TextChoices):
        BROWSER = "", _("As my browser")
        DUTCH = "nl", "Nederlands"
        ENGLISH = "en", "English"

    email = models.EmailField(_("e-mail"), unique=True, max_length=254)
    name = models.CharField(_("name"), max_length=150)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    language = models.CharField(
        _("language"), max_length=2, choices=Language.choices, default=Language.BROWSER, blank=True
    )
    is_active = models.BooleanField(default=True)
    # Counting it up ends every session that was started before: "sign out everywhere".
    session_round = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(null=True)

    objects = People()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="one_person_per_email")]

    def __str__(self) -> str:
        return self.name

    def get_session_auth_hash(self) -> str:
        return salted_hmac(
            "samenwerf.accounts.Person.session", f"{self.password}:{self.session_round}", algorithm="sha256"
        ).hexdigest()

    @property
    def first_name(self) -> str:
        return self.name.split(" ")[0] if self.name else ""


class Organization(models.Model):
    name = models.CharField(_("name"), max_length=120)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, default="nl")
    time_zone = models.CharField(_("time zone"), max_length=60, default=HOME_ZONE)
    opens_at = models.TimeField(_("working day starts"), default=time(9, 0))
    closes_at = models.TimeField(_("working day ends"), default=time(17, 0))
    weekdays = models.CharField(_("working days"), max_length=7, default="01234")
    country = models.CharField(_("country of the public holidays"), max_length=2, default="NL", blank=True)
    last_candidate_number = models.PositiveIntegerField(default=0)
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closes_at__gt=models.F("opens_at")),
                name="working_day_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def working_week(self) -> WorkingWeek:
        return WorkingWeek(
            time_zone=self.time_zone,
            opens=self.opens_at,
            closes=self.closes_at,
            weekdays=frozenset(int(day) for day in self.weekdays),
            country=self.country,
        )


class Role(models.TextChoices):
    ADMIN = "admin", _("administrator")
    RECRUITER = "recruiter", _("recruiter")
    HIRING_MANAGER = "hiring_manager", _("hiring manager")
    INTERVIEWER = "interviewer", _("interviewer")


class Membership(models.Model):
    """A person in an organization, in one role. Everything that happens is done by a membership."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "person"], name="one_membership_per_organization")
        ]

    def __str__(self) -> str:
        return self.person.name

    @property
    def name(self) -> str:
        return self.person.name

    @property
    def first_name(self) -> str:
        return self.person.first_name

    @property
    def recruits(self) -> bool:
        """Whether this member works on all vacancies of the organization."""
        return self.role in (Role.ADMIN, Role.RECRUITER)

    @property
    def part(self) -> str:
        """What this member does in the work, in words: an administrator recruits."""
        return str(Role(Role.RECRUITER if self.recruits else self.role).label)

    @property
    def is_admin(self) -> bool:
        return self.role == Role.ADMIN


class AccessLink(models.Model):
    """Lets one member do one thing without signing in, until it expires or is withdrawn.

    The token is derived from the secret key and a nonce, so that a message can be sent (again)
    while the database alone, which holds only the hash, never opens a door.
    """

    class Purpose(models.TextChoices):
        INTAKE = "intake", _("answer and sign the intake")
        REVIEW = "review", _("say yes or no to a candidate")
        INTERVIEW = "interview", _("prepare an interview and give feedback")
        DECISION = "decision", _("compare candidates and decide")
        CHANGE = "change", _("agree to a change of the intake")

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="links")
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    target_id = models.BigIntegerField()
    nonce = models.CharField(max_length=40)
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["member", "purpose", "target_id"], name="accesslink_by_thing")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.target_id}"

    @staticmethod
    def token_for(nonce: str) -> str:
        key = settings.SECRET_KEY.encode()
        return hmac.new(key, b"access-link:" + nonce.encode(), hashlib.sha256).hexdigest()[:40]

    @staticmethod
    def hash_of(token: str) -> str:
        return hashlib.sha256(token.encode()).hexdigest()

    @property
    def path(self) -> str:
        return f"/l/{self.purpose}/{self.token_for(self.nonce)}/"

    @property
    def url(self) -> str:
        return settings.BASE_URL + self.path

    def is_valid(self, at: datetime) -> bool:
        return self.revoked_at is None and at < self.expires_at

    @property
    def is_of_a_member(self) -> bool:
        """Whether its owner is still here."""
        return self.member.left_at is None and self.member.person.is_active

    def opens(self, at: datetime) -> bool:
        """Whether it works at this moment: valid, and of somebody who is still a member."""
        return self.is_valid(at) and self.is_of_a_member

    def can_be_renewed(self, at: datetime) -> bool:
        """Only what merely expired: whoever withdrew a link meant it, and the holder may not undo that."""
        return self.revoked_at is None and at >= self.expires_at and self.is_of_a_member
