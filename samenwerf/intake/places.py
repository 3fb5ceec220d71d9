"""Where the buttons of a page lead: the same pages open signed in and, for the manager, by link."""

from dataclasses import dataclass

from django.urls import reverse

from samenwerf.accounts.models import AccessLink


@dataclass(frozen=True)
class Places:
    """Addresses of one intake, for somebody who signed in or for the holder of a link (`token`)."""

    vacancy_id: int
    token: str = ""

    @classmethod
    def behind(cls, link: AccessLink) -> "Places":
        return cls(vacancy_id=link.target_id, token=AccessLink.token_for(link.nonce))

    @property
    def by_link(self) -> bool:
        return bool(self.token)

    def to(self, name: str, *args: object) -> str:
        """The address of a page that exists for both: guest_NAME by link, NAME signed in."""
        if self.token:
            return reverse(f"intake:guest_{name}", args=[self.token, *args])
        return reverse(f"intake:{name}", args=[self.vacancy_id, *args])

    @property
    def beforehand(self) -> str:
        return self.to("beforehand")

    @property
    def wishes(self) -> str:
        return self.to("wishes")

    @property
    def done(self) -> str:
        return self.to("done")

    @property
    def read(self) -> str:
        return self.to("read")

    @property
    def object_to(self) -> str:
        return self.to("object")

    @property
    def sign(self) -> str:
        return self.to("sign")
