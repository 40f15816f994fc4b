"""What each event is called in an organisation's log; a test finds the verb that has no words here."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _l

from challenges.behalf.timeline import SAID as OF_BEHALF
from challenges.proposals.timeline import SAID as OF_PROPOSALS
from challenges.timeline import SAID as OF_CHALLENGES
from experiments.history import SAID as OF_EXPERIMENTS
from mint.matching.timeline import verbs as of_matches
from mint.pages.recent import SAID_OF_FACTORS
from reports.timeline import SAID as OF_REPORTS

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
    "authority_form.added": _l("added a form of the authority"),
    "authority_form.mapped": _l("said what goes into which cell of the authority's form"),
    "challenge.deleted": _l("deleted the challenge"),
    "comment.edited": _l("edited a comment"),
    "comment.moderated": _l("removed another's comment"),
    "comment.narrowed": _l("kept a comment to fewer readers"),
    "comment.removed": _l("removed a comment"),
    "comment.written": _l("wrote a comment"),
    "company.described": _l("changed the company's details"),
    "company.join_accepted": _l("accepted a request to join"),
    "company.join_asked": _l("asked to join the company"),
    "company.join_declined": _l("declined a request to join"),
    "company.join_withdrawn": _l("withdrew a request to join"),
    "decision.passed": _l("passed over a suggested partner"),
    "decision.undone": _l("brought a suggested partner back"),
    "confidential.accepted": _l("accepted the terms of a confidential part"),
    "confidential.allowed_again": _l("gave access to a confidential part again"),
    "confidential.ended": _l("ended an access to a confidential part"),
    "decision.memo_asked": _l("asked for the decision memo"),
    "decision.prepared": _l("began to prepare the decision"),
    "decision.released": _l("released the decision on the proposals"),
    "emergency.entered": _l("entered with emergency access"),
    "emergency.left": _l("ended the emergency access"),
    "evaluation.changed": _l("changed the rules of a phase of scoring"),
    "evaluation.closed": _l("ended the scoring"),
    "evaluation.declared": _l("declared their ties to the proposers"),
    "evaluation.ended": _l("ended an evaluator's access"),
    "evaluation.extended": _l("gave the scoring more time"),
    "evaluation.given": _l("gave a proposal to an evaluator"),
    "evaluation.given_again": _l("gave a score sheet again"),
    "evaluation.invited": _l("asked somebody to evaluate"),
    "evaluation.opened": _l("began the scoring"),
    "evaluation.planned": _l("planned a phase of scoring"),
    "evaluation.reminded": _l("reminded those who had not finished scoring"),
    "evaluation.reopened": _l("opened a score sheet again"),
    "evaluation.scored": _l("sent their scores"),
    "evaluation.shared_out": _l("shared out the proposals to the evaluators"),
    "evaluation.stepped_aside": _l("stepped aside for a conflict of interest"),
    "evaluation.taken_off": _l("took a score sheet off an evaluator"),
    "evaluation.waived": _l("waived a tie"),
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
    "proposal.not_selected": _l("did not select the proposal"),
    "proposal.reserve": _l("put the proposal in reserve"),
    "proposal.selected": _l("selected the proposal"),
    "recomputation.cancelled": _l("cancelled the computing of the suggestions"),
    "recomputation.resumed": _l("went on with the computing of the suggestions"),
    "recomputation.started": _l("began to compute the suggestions"),
    "question.answered": _l("answered a question"),
    "question.asked": _l("asked about a challenge"),
    "question.published": _l("published a question"),
    "share.changed": _l("changed what the municipality puts in and decides"),
    "reply.changed": _l("changed a reply text"),
    "reply.created": _l("wrote a reply text"),
    "reply.deleted": _l("deleted a reply text"),
    "screening.assigned": _l("gave the challenge to somebody to handle"),
    "screening.flagged": _l("changed the flags of the screening"),
    "screening.note_deleted": _l("deleted an internal note"),
    "screening.noted": _l("wrote an internal note"),
    "screening.staged": _l("set the stage of the screening"),
    "signon.domain_claimed": _l("claimed an e-mail domain for sign-in"),
    "signon.domain_confirmed": _l("confirmed an e-mail domain for sign-in"),
    "signon.domain_given_up": _l("gave up an e-mail domain"),
    "signon.set_up": _l("set up the organisation's own sign-in"),
    "stage_template.created": _l("made a template of stages"),
    "stage_template.draft_discarded": _l("deleted the draft of a template of stages"),
    "stage_template.drafted": _l("began a new version of a template of stages"),
    "stage_template.edited": _l("edited the draft of a template of stages"),
    "stage_template.published": _l("published a version of a template of stages"),
    "stage_template.renamed": _l("renamed a template of stages"),
    "stage_template.restored": _l("took a template of stages into use again"),
    "stage_template.retired": _l("took a template of stages out of use"),
    "weights.saved": _l("saved new weights for the suggestions"),
}


def words() -> Words:
    """By verb, in the words of the apps where they have their own."""
    matches = {verb: text.rstrip(".") for verb, (_icon, _tone, text) in of_matches().items()}
    of_apps = {**OF_CHALLENGES, **OF_BEHALF, **OF_PROPOSALS, **OF_EXPERIMENTS, **OF_REPORTS, **SAID_OF_FACTORS}
    return {**OTHERS, **of_apps, **matches}


def said(verb: str, known: Words) -> str:
    return str(known.get(verb) or (UNDONE if verb.endswith("_undone") else verb))
