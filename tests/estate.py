"""One row of each noun that a route names, among the cast; and what stands in a route's address for it.

Nearly all of it is the `company`'s, in `place` and in the project of `university` and `municipality`. Two of the people
have no membership: the `evaluator` has a grant on the challenge in review, the `outsider` has asked to join the company.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Any

from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Permission
from django.core.files.base import ContentFile

from challenges.models import EVALUATE, Challenge, ChallengeAttachment, ChallengeGrant
from companies.models import CompanyProfile
from experiments.models import Experiment
from experiments.states import Publication
from mint import clock
from mint.outbox.models import Mail
from mint.privacy.models import Download, Hold
from mint.signon.models import Domain, Provider
from mint.tenancy.actions import hashed
from mint.tenancy.models import Invitation, JoinRequest, Membership
from placements.models import ApplicationAttachment
from reports import catalogue
from reports.models import Figure, FigureRow, Indicator, Report, ReportFile
from tests.factories import ChallengeFactory, OrganisationFactory, UserFactory
from tests.rows.experiments import add_measurement, make_experiment
from tests.rows.matching import agreed, make_match, make_need, make_offer
from tests.rows.municipalities import make_factor
from tests.rows.placements import make_application, make_placement
from tests.world import World

TOKEN = "an-invitation-to-the-stranger"


class MissingFixtureError(Exception):
    """A route has a parameter that the estate has nothing for."""


@dataclass
class Estate:
    """`parts` says what stands in an address: by namespace, or by route where that differs; `@` and the variant."""

    world: World
    parts: dict[str, dict[str, Any]] = field(default_factory=dict)

    def part(self, name: str, variant: str, parameter: str) -> Any:
        """Of the route in this variant; a variant that the estate does not know is itself the word in the address."""
        namespace = name.partition(":")[0]
        for place in (f"{name}@{variant}", f"{namespace}@{variant}", name, namespace):
            if parameter in self.parts.get(place, {}):
                return self.parts[place][parameter]
        if variant and parameter in SPELLED:
            return variant
        raise MissingFixtureError(f"{name}: {parameter}")


SPELLED = ("move", "verb", "party")


def build(world: World) -> Estate:
    world.people["evaluator"] = UserFactory(email="evaluator@example.test", name="Evaluator")
    estate = Estate(world)
    for build_part in (_challenges, _experiments, _matching, _placements, _reports, _organisations, _signon, _others):
        estate.parts |= build_part(world)
    return estate


def _file(name: str) -> dict[str, Any]:
    content = ContentFile(name.encode(), name)
    return {"file": content, "name": name, "content_type": "text/plain", "size": len(name)}


def _challenges(world: World) -> dict[str, dict[str, Any]]:
    def made(state: str) -> dict[str, Any]:
        row = ChallengeFactory(organisation=world.company, project=world.project, state=state)
        kept = ChallengeAttachment.objects.create(organisation=world.company, challenge=row, **_file("liite.txt"))
        return {"pk": row.pk, "slug": row.slug, "attachment": kept.pk}

    in_review = made("in_review")
    _grant(world, Challenge.objects.get(pk=in_review["pk"]))
    words = {"number": 1, "person": world.people["evaluator"].pk}
    return {"challenges": in_review | words, "challenges@draft": made("draft"), "challenges@open": made("open")}


def _grant(world: World, challenge: Challenge) -> None:
    ChallengeGrant.objects.create(
        permission=Permission.objects.get(codename=EVALUATE, content_type__app_label="challenges"),
        content_object=challenge,
        user=world.people["evaluator"],
        organisation=world.company,
        municipality=world.place,
        expires_at=clock.now() + timedelta(days=30),
    )


def _experiments(world: World) -> dict[str, dict[str, Any]]:
    def parts(row: Experiment) -> dict[str, Any]:
        metric = row.metrics.get()
        return {
            "pk": row.pk,
            "slug": row.slug,
            "metric": metric.pk,
            "measurement": add_measurement(metric, 3, "2.5").pk,
        }

    return {
        "experiments": parts(make_experiment(world, "running", publication=Publication.OPEN)),
        "experiments@planning": parts(make_experiment(world, "planning", publication=Publication.OPEN)),
        "experiments@unpublished": parts(make_experiment(world, "running", publication=Publication.NONE)),
    }


def _matching(world: World) -> dict[str, dict[str, Any]]:
    need, offer = make_need(world), make_offer(world.partner)
    match = make_match(need, world.partner)
    settled = make_match(make_need(world, 2), world.partner, **agreed())
    of_offer = {"pk": offer.pk}
    return {
        "matching": {"need": need.pk, "offer": offer.pk, "pk": match.pk},
        "matching@settled": {"pk": settled.pk},
        "matching:offer_edit": of_offer,
        "matching:offer_move": of_offer,
    }


OF_APPLICATION = (
    "application", "undo_application", "delete_application", "report", "credit", "confirm", "attachment",
    "move_application",
)  # fmt: skip


def _placements(world: World) -> dict[str, dict[str, Any]]:
    placement, draft = make_placement(world), make_placement(world, "draft")
    application = make_application(world, placement)
    kept = ApplicationAttachment.objects.create(application=application, **_file("hakemus.txt"))
    of_application = {"pk": application.pk, "attachment": kept.pk}
    return {
        "placements": {"pk": placement.pk, "slug": placement.slug},
        "placements@draft": {"pk": draft.pk, "slug": draft.slug},
        **{f"placements:{name}": of_application for name in OF_APPLICATION},
    }


def _reports(world: World) -> dict[str, dict[str, Any]]:
    catalogue.ensure()
    owner = {"organisation": world.university}
    period = world.project.periods.get()
    report = Report.objects.create(
        **owner, project=world.project, period=period, starts_on=period.starts_on, ends_on=period.ends_on
    )
    indicator = Indicator.objects.get(code="RCO10")
    words = {"code": indicator.code, "unit": indicator.unit, "aggregation": indicator.aggregation}
    names = {"name_fi": "Yritykset", "name_sv": "Företag", "name_en": "Companies"}
    figure = Figure.objects.create(**owner, report=report, indicator=indicator, **words, **names)
    FigureRow.objects.create(
        **owner, report=report, figure=figure, record="challenges.challenge", object_id=1, title="Haaste",
        on=period.starts_on, in_period=Decimal(1), in_total=Decimal(1),
    )  # fmt: skip
    kept = ReportFile.objects.create(**owner, report=report, kind="csv", sha256="0" * 64, **_file("raportti.csv"))
    parts = {"pk": report.pk, "figure_pk": figure.pk, "file_pk": kept.pk, "project_pk": world.project.pk}
    return {"reports": parts}


def _organisations(world: World) -> dict[str, dict[str, Any]]:
    company = world.company
    CompanyProfile.objects.create(organisation=company, is_listed=True)
    CompanyProfile.objects.create(organisation=world.partner, is_listed=False)
    unverified = OrganisationFactory(municipality=world.place, is_verified=False)
    asked = JoinRequest.objects.create(
        organisation=company, asker=world.people["outsider"], created_at=clock.now() - timedelta(days=15)
    )
    invitation = Invitation.objects.create(
        organisation=company, email="stranger@example.test", roles=["viewer"], token_hash=hashed(TOKEN),
        invited_by=world.people["owner"], expires_at=clock.now() + timedelta(days=7),
    )  # fmt: skip
    return {
        "companies": {"pk": asked.pk},
        "companies:detail": {"pk": company.pk, "slug": company.slug},
        "companies:detail@unlisted": {"pk": world.partner.pk, "slug": world.partner.slug},
        "companies:verify": {"pk": unverified.pk},
        "tenancy:accept": {"token": TOKEN},
        "tenancy:revoke": {"pk": invitation.pk},
        "tenancy:remove": {"pk": Membership.objects.get(user=world.people["viewer"]).pk},
        "tenancy:roles": {"pk": Membership.objects.get(user=world.people["viewer"]).pk},
    }


def _signon(world: World) -> dict[str, dict[str, Any]]:
    provider = Provider.objects.create(
        organisation=world.company, server_url="https://127.0.0.1:9", client_id="mint", is_on=True
    )
    domain = Domain.objects.create(
        organisation=world.company, provider=provider, name="company.test", confirmed_at=clock.now(),
        confirmed_by=world.people["operator"], confirmed_url=provider.server_url,
    )  # fmt: skip
    connected = SocialAccount.objects.create(user=world.people["outsider"], provider=provider.key, uid="1")
    return {
        "signon": {"slug": world.company.slug, "provider_id": provider.key, "pk": domain.pk},
        "signon:disconnect": {"pk": connected.pk},
    }


def _others(world: World) -> dict[str, dict[str, Any]]:
    mail = Mail.objects.create(kind="code", to="owner@example.test", language="fi", subject="Koodi", text="123456")
    package = Download(user=world.people["owner"], language="fi", state="ready", step=3, ready_at=clock.now())
    package.expires_at = clock.now() + timedelta(days=7)
    package.file.save("", ContentFile(b"zip"))
    session = UserSession.objects.create(user=world.people["outsider"], ip="127.0.0.1", session_key="elsewhere")
    return {
        "privacy:package": {"pk": package.pk},
        "privacy:lift": {
            "pk": Hold.objects.create(organisation=world.company, reason="Syy", placed_by=world.people["operator"]).pk
        },
        "municipalities": {"pk": make_factor(world).pk, "slug": world.place.slug},
        "outbox:message": {"pk": mail.pk},
        "accounts:end_session": {"pk": session.pk},
    }
