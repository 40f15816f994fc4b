"""What the keys of `fields.toml` mean to people: what data is for, on what ground, who gets it, how long it is kept."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NOTICE = date(2026, 11, 25)  # the version of the privacy notice; a change that matters to people makes a new one
PLATFORM, OWNER = "platform", "organisation"


@dataclass(frozen=True)
class Purpose:
    """`controller` answers for it: who runs the platform, or the organisation whose rows they are."""

    title: Promise
    people: Promise
    data: Promise
    ground: Promise
    recipients: Promise
    controller: str


CONTRACT = _("Contract: the service that the person uses (GDPR 6(1)b)")
PUBLIC_TASK = _("Public interest: the municipality's and the university's task (GDPR 6(1)e)")
LAW = _("Legal obligation: the funder's and the accounts' rules (GDPR 6(1)c)")
INTEREST = _("Legitimate interest: a service that works and is safe (GDPR 6(1)f)")
CONSENT = _("Consent, which may be withdrawn (GDPR 6(1)a)")
NOBODY = _("Nobody outside the service")
MEMBERS = _("Members of the organisation")

PURPOSES: dict[str, Purpose] = {
    "account": Purpose(
        _("Account and sign-in"), _("Users"),
        _("Name, e-mail addresses, phone number if given, language, days of sign-in"),
        CONTRACT, _("Members of one's own organisations see name and address"), PLATFORM,
    ),
    "security": Purpose(
        _("Security"), _("Users, operators"), _("Ways to sign in, sessions, operators' visits"),
        INTEREST, NOBODY, PLATFORM,
    ),
    "access": Purpose(
        _("Who may do what"), _("Members, those invited, those who ask to join, evaluators"),
        _("Roles, title, invitations, requests with their message, access to single cases"),
        CONTRACT, MEMBERS, OWNER,
    ),
    "organisation": Purpose(
        _("Organisations"), _("Sole traders, whose company is known by their name"),
        _("Name, business ID, municipality, industry, website"),
        PUBLIC_TASK, _("Everybody: they are in public registers"), OWNER,
    ),
    "trail": Purpose(
        _("Event log"), _("Users"), _("Who did what, when and for whom, by the number of the account"),
        LAW, _("The organisation's owners; on each thing's page those who see it"), OWNER,
    ),
    "messages": Purpose(
        _("Messages and tasks"), _("Users"), _("Notifications, e-mail messages, what waits to be done in the background"),
        CONTRACT, NOBODY, PLATFORM,
    ),
    "draft": Purpose(
        _("Drafts before sign-in"), _("Visitors"), _("What was typed, and the e-mail address if given"),
        CONTRACT, NOBODY, PLATFORM,
    ),
    "reference": Purpose(
        _("Municipalities, industries, projects"), _("Nobody"), _("No personal data"), PUBLIC_TASK, _("Everybody"), PLATFORM,
    ),
    "challenges": Purpose(
        _("Challenges and their partners"), _("Authors, contact persons"),
        _("Who wrote and who attached what; name and address of the contact person"),
        PUBLIC_TASK, _("The other party, once both are interested"), OWNER,
    ),
    "evaluation": Purpose(
        _("Evaluation of proposals"), _("Evaluators, proposers, those who decide"),
        _("Who scored what and why, ties and waivers, decisions and feedback"),
        PUBLIC_TASK, _("The proposer: own decision and feedback"), OWNER,
    ),
    "discussion": Purpose(
        _("Comments"), _("Those who write, are mentioned or follow"),
        _("What one has written, to whom and for which organisation; who is mentioned; what one follows"),
        PUBLIC_TASK, _("Whom the writer chose: the page says it before one writes"), OWNER,
    ),
    "experiments": Purpose(
        _("Experiments"), _("Authors, approvers, those in charge"), _("Who planned, approved, measured and answers for it"),
        PUBLIC_TASK, _("Parties, the project's curators and manager"), OWNER,
    ),
    "attraction": Purpose(
        _("What makes a municipality attractive"), _("Authors, the municipality's contact person"),
        _("Who wrote; the contact's name and address"), PUBLIC_TASK, _("Everybody, for the contact person"), OWNER,
    ),
    "placements": Purpose(
        _("Placements and internships"), _("Students, applicants, supervisors"),
        _("Application with its files, name, address, report, credits; the supervisor's name, address and phone number"),
        CONTRACT, _("The host, the applicant's school"), OWNER,
    ),
    "reporting": Purpose(
        _("Reports to the funder"), _("Authors"), _("Who built and who attached; figures without persons"),
        LAW, _("The funder and its auditors"), OWNER,
    ),
    "privacy": Purpose(
        _("Rights of the person"), _("Users"), _("Requests to see and to erase one's data, holds on erasing"),
        LAW, NOBODY, PLATFORM,
    ),
    "consent": Purpose(
        _("What one has agreed to"), _("Users"), _("What, which version, given or withdrawn, when"),
        LAW, NOBODY, PLATFORM,
    ),
}  # fmt: skip

RETENTIONS: dict[str, Promise] = {
    "account": _("As long as the account is in use; erased two weeks after the person asks"),
    "session": _("Thirty days at most, or until one signs out"),
    "short": _("A week"),
    "draft": _("Thirty days"),
    "messages": _("E-mail and tasks ninety days, notifications a year"),
    "invitation": _("A year after the answer"),
    "behalf": _(
        "The contact until the company answers, or for two weeks from when it was given or last written to; "
        "the text until the company answers, or half a year unused"
    ),
    "approval": _(
        "The address until the person answers, or two weeks after the link has expired; the name and the answer as long as "
        "the experiment"
    ),
    "follow_up": _(
        "Contacts until the last question of the follow-up has been answered or has ended; a link two weeks after it has "
        "expired, and its address until it is answered"
    ),
    "membership": _("As long as the person belongs to the organisation; confirmed twice a year"),
    "grant": _("Sixty days, or until it is ended"),
    "application": _("Twelve months after the choice"),
    "organisation": _("As long as the organisation uses the service"),
    "funder": _("As long as the funder's terms ask, then archived or deleted by the organisation"),
    "trail": _("As long as what it tells of, by numbers that name nobody once the account is erased"),
    "consent": _("As long as the account is in use"),
}
