"""Rows for tests; made inside `isolation.context.system("test")`."""

from datetime import date, timedelta
from typing import Any

import factory
from factory.django import DjangoModelFactory

from challenges.models import Challenge, ChallengeConfidential
from challenges.states import PUBLIC, State
from mint import clock
from mint.accounts.models import User
from mint.places.models import Municipality
from mint.projects.models import FunderProfile, Partner, Period, Project
from mint.tenancy.models import Membership, Organisation


class UserFactory(DjangoModelFactory[User]):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"person{n}@example.test")
    name = factory.Sequence(lambda n: f"Person {n}")
    password = "!"


class MunicipalityFactory(DjangoModelFactory[Municipality]):
    class Meta:
        model = Municipality

    code = factory.Sequence(lambda n: f"{n % 900 + 100}")
    slug = factory.Sequence(lambda n: f"kunta-{n}")
    name_fi = factory.Sequence(lambda n: f"Kunta {n}")
    name_sv = factory.SelfAttribute("name_fi")
    name_en = factory.SelfAttribute("name_fi")
    region_code = "09"
    tile_column = 1
    tile_row = factory.Sequence(lambda n: n % 30)


class OrganisationFactory(DjangoModelFactory[Organisation]):
    class Meta:
        model = Organisation

    kind = "company"
    name = factory.Sequence(lambda n: f"Yritys {n} Oy")
    slug = factory.Sequence(lambda n: f"yritys-{n}")
    municipality = factory.SubFactory(MunicipalityFactory)
    is_verified = True


class MembershipFactory(DjangoModelFactory[Membership]):
    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    roles = factory.LazyFunction(lambda: ["editor"])


class FunderFactory(DjangoModelFactory[FunderProfile]):
    class Meta:
        model = FunderProfile

    key = factory.Sequence(lambda n: f"funder-{n}")
    fund_fi = fund_sv = fund_en = "EAKR"
    sentence_fi = "Euroopan unionin osarahoittama"
    sentence_sv = "Medfinansieras av Europeiska unionen"
    sentence_en = "Co-funded by the European Union"


class ProjectFactory(DjangoModelFactory[Project]):
    class Meta:
        model = Project

    code = factory.Sequence(lambda n: f"A{n:05}")
    short_name = "Hanke"
    name_fi = name_sv = name_en = "Hanke"
    funder = factory.SubFactory(FunderFactory)
    planned_start_on = date(2025, 1, 1)
    planned_end_on = date(2027, 12, 31)


class PartnerFactory(DjangoModelFactory[Partner]):
    class Meta:
        model = Partner

    part = "co_implementer"


class PeriodFactory(DjangoModelFactory[Period]):
    class Meta:
        model = Period

    number = factory.Sequence(lambda n: n + 1)
    starts_on = date(2026, 7, 1)
    ends_on = date(2026, 12, 31)
    due_on = date(2027, 1, 31)


class ChallengeFactory(DjangoModelFactory[Challenge]):
    """A complete challenge in the state given; a public one is published and has a deadline ahead."""

    class Meta:
        model = Challenge

    organisation = factory.SubFactory(OrganisationFactory)
    municipality = factory.SelfAttribute("organisation.municipality")
    title = factory.Sequence(lambda n: f"Haaste {n}")
    problem = "Niitetty ruoko jää rannalle."
    affected = "Viisi kuntaa."
    outcome = "Ruoko kiertoon."
    measure = "Tonnia ruokoa vuodessa: nyt nolla, tavoite sata."
    needs = factory.LazyFunction(lambda: ["technology", "method"])
    themes = factory.LazyFunction(lambda: ["circular-economy"])
    ip_terms, data_terms = "solver", "none"
    deadline_on = factory.LazyFunction(lambda: clock.today() + timedelta(days=60))
    submitted_at = factory.LazyAttribute(lambda o: None if o.state == State.DRAFT else clock.now())
    published_at = factory.LazyAttribute(lambda o: clock.now() if o.state in PUBLIC else None)

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Any:
        """The confidential part is kept in a table of its own."""
        text = kwargs.pop("confidential", "")
        made = super()._create(model_class, *args, **kwargs)
        if text:
            ChallengeConfidential.objects.create(organisation_id=made.organisation_id, challenge=made, text=text)
        return made
