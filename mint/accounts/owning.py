"""Whose an e-mail address is."""

from mint.accounts.models import User


def owner_of(email: str) -> User | None:
    """Who has proved the address, else who has signed up with it.

    An address that somebody has only added to their account is not theirs yet: a code sent there would sign whoever
    reads it in to a stranger's account, and prove the address for the stranger.
    """
    people = User.objects.filter(is_active=True)
    proved = people.filter(emailaddress__email__iexact=email, emailaddress__verified=True).first()
    return proved or people.filter(email__iexact=email).first()


def has_account(email: str) -> bool:
    """Has anybody this address, proved or only added, active or not? Then it is not given to a new person."""
    return (
        User.objects.filter(email__iexact=email).exists()
        or User.objects.filter(emailaddress__email__iexact=email).exists()
    )
