"""Who may do what with whom."""

from samenwerf.accounts.models import Membership, Role


def roles_to_give(by: Membership) -> list[str]:
    """The roles that this member may give when inviting: only an administrator makes administrators."""
    return [role for role in Role.values if by.is_admin or role != Role.ADMIN]


def may_let_go(by: Membership, member: Membership) -> bool:
    """Whether `by` may let this colleague leave: recruiters do not remove each other."""
    return by.recruits and (by.is_admin or not member.recruits) and by.pk != member.pk
