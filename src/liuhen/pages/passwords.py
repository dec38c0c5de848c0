"""A first password is judged before anything is written, so that a weak one leaves nothing half done."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from liuhen.access.models import Account
from liuhen.regulation.grammar import Refusal


def refuse_weak(username: str, password: str, what: str) -> None:
    """Refusal saying that ``what`` did not happen, and why the password will not do."""
    try:
        validate_password(password, Account(username=username))
    except ValidationError as error:
        raise Refusal(f"{what}。{''.join(error.messages)}", code="weak_password") from error
