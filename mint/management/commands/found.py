"""The operator's way to bring a municipality or a university to MINT."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from mint.accounts.models import User
from mint.isolation import context
from mint.places.models import Municipality
from mint.tenancy.forms import clean_business_id
from mint.tenancy.founding import FIRST_ROLES, FOUNDER, found
from mint.tenancy.roles import Kind
from mint.web import MoveError


class Command(BaseCommand):
    help = (
        "Found a municipality, university or public body and invite its first owner by e-mail, e.g. "
        "found municipality 'Kunta' --business-id 1234567-1 --place 739 --owner a@kunta.example --operator me@mint.example"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", choices=[kind.value for kind in FIRST_ROLES])
        parser.add_argument("name")
        parser.add_argument("--business-id", default="", help="1234567-8")
        parser.add_argument("--place", default="", help="code of the home municipality, three digits")
        parser.add_argument("--owner", required=True, help="address that is invited to own it")
        parser.add_argument("--operator", required=True, help="your own address, of an operator's account")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with context.system(FOUNDER):
                organisation = found(**_checked(options))
        except (MoveError, ValidationError) as error:
            raise CommandError("; ".join(getattr(error, "messages", [str(error)]))) from error
        self.stdout.write(f"{organisation.name}: /fi{organisation.get_absolute_url()[3:]}; its owner has been invited.")


def _checked(options: dict[str, Any]) -> dict[str, Any]:
    """Clean arguments of `found`; CommandError or ValidationError says which is wrong."""
    validate_email(options["owner"])
    operator = User.objects.filter(email__iexact=options["operator"], is_active=True).first()
    if operator is None:
        raise CommandError(f"nobody has an account with the address {options['operator']}.")
    place = Municipality.objects.filter(code=options["place"]).first() if options["place"] else None
    if place is None and (options["place"] or options["kind"] == Kind.MUNICIPALITY):
        raise CommandError("--place must be the code of a municipality that MINT knows.")
    return {
        "kind": Kind(options["kind"]),
        "name": options["name"].strip(),
        "business_id": clean_business_id(options["business_id"]) if options["business_id"] else "",
        "municipality": place,
        "owner": options["owner"],
        "operator": operator,
    }
