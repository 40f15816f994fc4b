"""What of a challenge is not published, in a table of its own: a policy hides rows, not columns."""

from django.conf import settings
from django.db import models

from challenges.models.challenge import Challenge
from challenges.querysets import AcceptanceQuerySet, ConfidentialQuerySet
from challenges.states import PUBLIC, SUBMITTED
from mint import clock
from mint.isolation.constraints import Isolated, TenantKey
from mint.isolation.rules import all_of, any_of, coordinated, curated, mine, seen_by, through, within, written_by
from mint.places.models import Municipality
from mint.tenancy.models import Organisation

CHALLENGE = "challenges_challenge"
SENT, SHOWN = within("parent.state", SUBMITTED), within("parent.state", PUBLIC)
DIGEST = "encode(sha256(convert_to(parent.confidential_terms, 'UTF8')), 'hex')"
GRANTED = "parent.id = ANY((SELECT mint.my_granted())::bigint[])"
# Accepted by me, for an organisation of mine, in the words that stand there now.
ACCEPTED = f"""EXISTS (SELECT 1 FROM challenges_confidentialacceptance a WHERE a.challenge_id = parent.id
  AND {mine("a.user_id")} AND {written_by("a.partner_id")} AND a.ended_at IS NULL AND a.terms_hash = {DIGEST})"""  # noqa: S608 - our own words
COORDINATED = through(CHALLENGE, "challenge_id", all_of(SENT, coordinated("parent.municipality_id")))
CURATED = through(CHALLENGE, "challenge_id", all_of(SENT, curated("parent.project_id")))
OPENED = through(CHALLENGE, "challenge_id", any_of(all_of(SENT, GRANTED), all_of(SHOWN, ACCEPTED)))
JOINED = f"""EXISTS (SELECT 1 FROM challenges_coowner o WHERE o.challenge_id = challenges_challengeconfidential.challenge_id
  AND {coordinated("o.municipality_id")} AND o.state = 'joined')"""  # noqa: S608 - our own words
WRITTEN = any_of(written_by(), COORDINATED)


class ChallengeConfidential(models.Model):
    """The confidential part: for the owner's side, its curators and evaluators, and who accepts its terms."""

    created_at = models.DateTimeField(default=clock.now)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    challenge = models.OneToOneField(Challenge, models.CASCADE, related_name="kept_apart")
    text = models.TextField(max_length=4000)

    objects = ConfidentialQuerySet.as_manager()

    class Meta:
        constraints = [
            TenantKey(name="confidential_of_own_challenge", parent="challenge"),
            Isolated(
                name="challenge_confidential_isolated",
                read=any_of(seen_by(), COORDINATED, CURATED, OPENED, JOINED),
                insert=WRITTEN,
                update=WRITTEN,
                delete=WRITTEN,
            ),
        ]

    def __str__(self) -> str:
        return str(self.challenge_id)


PARTNER = """EXISTS (SELECT 1 FROM tenancy_organisation o WHERE o.id = partner_id AND o.is_verified
  AND o.kind IN ('company', 'university'))"""
AS_OFFERED = through(
    CHALLENGE,
    "challenge_id",
    all_of(
        SHOWN,
        "parent.confidential_terms <> ''",
        f"terms_hash = {DIGEST}",
        "parent.municipality_id = challenges_confidentialacceptance.municipality_id",
    ),
)
ACCEPTS = all_of(mine(), written_by("partner_id"), "ended_at IS NULL", PARTNER, AS_OFFERED)


class ConfidentialAcceptance(models.Model):
    """One person has accepted the terms of a confidential part, for one organisation; ended by the owner's side.

    `terms_hash` is of the text that was accepted: other words ask again, and this row stays as evidence.
    """

    created_at = models.DateTimeField(default=clock.now)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", help_text="Of the challenge.")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="acceptances")
    partner = models.ForeignKey(Organisation, models.PROTECT, related_name="+", help_text="For whom it was accepted.")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    terms_hash = models.CharField(max_length=64)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = AcceptanceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["challenge", "user", "partner", "terms_hash"], name="accepted_once"),
            TenantKey(name="acceptance_of_own_challenge", parent="challenge"),
            Isolated(
                name="confidential_acceptance_isolated",
                read=any_of(mine(), seen_by(), coordinated()),
                insert=ACCEPTS,
                update=any_of(written_by(), coordinated(), all_of(mine(), "ended_at IS NULL")),
                changed=any_of(written_by(), coordinated(), ACCEPTS),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} · {self.challenge_id}"

    def audit_readers(self) -> list[int]:
        """The organisation for which it was accepted reads of it in its own log."""
        return [self.partner_id]
