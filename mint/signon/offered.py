"""Organisations' own sign-ins that work now, as a visitor's request may know them: read as mint_system, secret included."""

from dataclasses import dataclass

from mint.isolation import context
from mint.sealing import opened
from mint.signon.models import Provider
from mint.signon.querysets import ProviderQuerySet


@dataclass(frozen=True)
class Offered:
    """`domains` are the confirmed ones only."""

    key: str
    organisation_id: int
    slug: str
    name: str
    kind: str
    server_url: str
    client_id: str
    secret: str
    domains: frozenset[str]

    def owns(self, email: str) -> bool:
        return domain_of(email) in self.domains


def domain_of(email: str) -> str:
    return email.rpartition("@")[2].strip().lower()


def by_slug(slug: str) -> Offered | None:
    return _first(organisation__slug=slug)


def by_key(key: str) -> Offered | None:
    """The one that has this key still."""
    number = key.partition("-")[0]
    found = _first(organisation_id=int(number)) if number.isdecimal() and len(number) < 18 else None
    return found if found and found.key == key else None


def by_email(email: str) -> Offered | None:
    found = _first(domains__name=domain_of(email), domains__confirmed_at__isnull=False)
    return found if found and found.owns(email) else None


def of_organisations(ids: list[int]) -> list[Offered]:
    with context.system("signon.offer"):
        return [each for row in _rows().filter(organisation_id__in=ids) if (each := _offered(row)).domains]


def _rows() -> ProviderQuerySet:
    return Provider.objects.filter(is_on=True).select_related("organisation").prefetch_related("domains__provider")


def _first(**where: object) -> Offered | None:
    with context.system("signon.offer"):
        row = _rows().filter(**where).first()
        found = _offered(row) if row else None
    return found if found and found.domains else None


def _offered(row: Provider) -> Offered:
    return Offered(
        key=row.key,
        organisation_id=row.organisation_id,
        slug=row.organisation.slug,
        name=row.organisation.name,
        kind=row.organisation.kind,
        server_url=row.server_url,
        client_id=row.client_id,
        secret=opened(row.sealed_secret),
        domains=frozenset(domain.name for domain in row.domains.all() if domain.is_confirmed),
    )
