"""What a verb says when a rule of the domain forbids it."""


class Refused(Exception):
    """A rule says no. The text is for the person: what is wrong and what to do, in their language.

    Views show it where it happened and keep what was typed.
    """


class Conflict(Refused):
    """Somebody else changed the same thing since this person's page was made."""

    def __init__(self, message: str, *, theirs: object):
        super().__init__(message)
        self.theirs = theirs
