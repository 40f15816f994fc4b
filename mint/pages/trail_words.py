"""What each event is called in an organisation's log; a test finds the verb that has no words here."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _l

from challenges.timeline import SAID as OF_CHALLENGES
from experiments.history import SAID as OF_EXPERIMENTS
from mint.matching.timeline import verbs as of_matches
from mint.pages.recent import SAID_OF_FACTORS

Words = Mapping[str, "str | Promise"]
UNDONE = _l("undid the move")

OTHERS: dict[str, Promise] = {
    "account.data_asked": _l("asked for their own data"),
    "account.erased": _l("was erased"),
    "account.erasure_asked": _l("asked to be erased"),
    "account.erasure_cancelled": _l("thought again, and stays"),
    "application.accepted": _l("accepted the place"),
    "application.called_off": _l("called off what had been agreed"),
    "application.chosen": _l("chose an applicant"),
    "application.confirmed": _l("confirmed the agreement"),
    "application.credited": _l("confirmed the credits"),
    "application.declined": _l("declined the place"),
    "application.not_chosen": _l("did not choose an applicant"),
    "application.reported": _l("wrote the report of the placement"),
    "application.reserved": _l("put an applicant in reserve"),
    "application.shortlisted": _l("shortlisted an applicant"),
    "application.submitted": _l("sent an application"),
    "application.withdrawn": _l("withdrew an application"),
    "challenge.deleted": _l("deleted the challenge"),
    "company.described": _l("changed the company's details"),
    "company.join_accepted": _l("accepted a request to join"),
    "company.join_asked": _l("asked to join the company"),
    "company.join_declined": _l("declined a request to join"),
    "company.join_withdrawn": _l("withdrew a request to join"),
    "emergency.entered": _l("entered with emergency access"),
    "emergency.left": _l("ended the emergency access"),
    "hold.lifted": _l("lifted a hold"),
    "hold.placed": _l("placed a hold: nothing is erased"),
    "municipality_profile.changed": _l("changed the municipality's profile"),
    "offer.archived": _l("archived the offer"),
    "offer.changed": _l("changed the offer"),
    "offer.created": _l("made an offer"),
    "offer.paused": _l("paused the offer"),
    "offer.resumed": _l("resumed the offer"),
    "organisation.founded": _l("founded the organisation"),
    "organisation.invitation_revoked": _l("took an invitation back"),
    "organisation.invited": _l("invited a member"),
    "organisation.joined": _l("joined as a member"),
    "organisation.joined_by_signon": _l("joined by the organisation's own sign-in"),
    "organisation.left": _l("ended a membership"),
    "organisation.member_paused": _l("paused a membership that nobody had confirmed"),
    "organisation.members_asked": _l("asked the owners to confirm the members"),
    "organisation.members_confirmed": _l("confirmed members"),
    "organisation.registered": _l("registered the company"),
    "organisation.roles_changed": _l("changed a member's roles"),
    "organisation.verified": _l("verified the company"),
    "placement.agreement_opened": _l("opened the agreement again"),
    "placement.archived": _l("archived the place"),
    "placement.cancelled": _l("cancelled the place"),
    "placement.changed": _l("changed the place"),
    "placement.created": _l("began to describe a place"),
    "placement.filled": _l("filled the place"),
    "placement.finished": _l("finished the placement"),
    "placement.interrupted": _l("interrupted the placement"),
    "placement.lapsed": _l("let the place lapse"),
    "placement.opened": _l("opened the place for applications"),
    "placement.returned": _l("returned the place"),
    "placement.started": _l("started the placement"),
    "placement.submitted": _l("sent the place for review"),
    "project.targets_set": _l("set the targets"),
    "report.accepted": _l("recorded the funder's acceptance"),
    "report.approved": _l("recorded the approval of the report"),
    "report.build_cancelled": _l("cancelled the building of the report"),
    "report.build_retried": _l("built the report again"),
    "report.build_started": _l("began to build the report"),
    "report.built": _l("finished the building of the report"),
    "report.created": _l("began the report"),
    "report.reopened": _l("opened the report again"),
    "report.returned": _l("recorded that the report was returned"),
    "report.submitted": _l("locked the report"),
    "signon.domain_claimed": _l("claimed an e-mail domain for sign-in"),
    "signon.domain_confirmed": _l("confirmed an e-mail domain for sign-in"),
    "signon.domain_given_up": _l("gave up an e-mail domain"),
    "signon.set_up": _l("set up the organisation's own sign-in"),
}


def words() -> Words:
    """By verb, in the words of the apps where they have their own."""
    matches = {verb: text.rstrip(".") for verb, (_icon, _tone, text) in of_matches().items()}
    return {**OTHERS, **OF_CHALLENGES, **OF_EXPERIMENTS, **SAID_OF_FACTORS, **matches}


def said(verb: str, known: Words) -> str:
    return str(known.get(verb) or (UNDONE if verb.endswith("_undone") else verb))
