"""What happened to an experiment, in the reader's words."""

from typing import Any

from django.contrib.auth import get_user_model
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from experiments.models import Experiment
from mint.audit.models import Entry
from mint.audit.record import timeline_of
from mint.templating import number

SAID = {
    "experiment.created": _l("began the experiment"),
    "experiment.planned": _l("began to plan"),
    "experiment.plan_written": _l("changed the plan"),
    "experiment.submitted": _l("sent the plan for review"),
    "experiment.returned": _l("returned the plan"),
    "experiment.approved": _l("approved the plan"),
    "experiment.started": _l("started the experiment"),
    "experiment.paused": _l("paused the experiment"),
    "experiment.resumed": _l("resumed the experiment"),
    "experiment.finished": _l("moved the experiment to evaluation"),
    "experiment.result_written": _l("wrote the result"),
    "experiment.outcome_overridden": _l("chose another outcome than the decision rule says"),
    "experiment.evidence_reviewed": _l("reviewed the evidence grade"),
    "experiment.decided": _l("recorded the decision"),
    "experiment.followed_up": _l("began the follow-up"),
    "experiment.closed": _l("closed the experiment"),
    "experiment.cancelled": _l("cancelled the experiment"),
    "experiment.measured": _l("recorded a measurement"),
    "experiment.measurements_imported": _l("brought in measurements"),
    "experiment.measurement_corrected": _l("corrected a measurement"),
    "experiment.measurements_received": _l("received measurements from a sensor"),
    "experiment.occurrence_told": _l("told what happened"),
    "experiment.occurrence_removed": _l("removed what had been told"),
    "experiment.key_made": _l("made a key for a sensor"),
    "experiment.key_revoked": _l("revoked the key of a sensor"),
    "experiment.publication_changed": _l("changed what the public sees"),
    "experiment.told": _l("told the public of cost, contact and licence"),
    "experiment.stage_moved": _l("moved the experiment to the stage"),
    "experiment.stages_changed": _l("moved the experiment to another version of its template"),
    "experiment.stage_ticked": _l("marked as done"),
    "experiment.stage_unticked": _l("took the mark away"),
    "experiment.stage_signed": _l("approved"),
    "experiment.stage_refused": _l("did not approve"),
    "experiment.stage_asked": _l("asked for an approval by link"),
    "experiment.stage_sign_off_taken_back": _l("took back the approval"),
    "experiment.stage_attached": _l("attached a document"),
    "experiment.hours_written": _l("wrote hours of work in kind"),
    "experiment.hours_taken_away": _l("took hours of work in kind away"),
    "experiment.replicated": _l("copied the plan from another experiment"),
    "experiment.context_told": _l("told what differs from where it was copied"),
    "experiment.lesson_added": _l("wrote down a lesson"),
    "experiment.lesson_removed": _l("took a lesson away"),
    "experiment.shelved": _l("put the experiment on the shelf"),
    "experiment.shelf_due": _l("reminded of what rests on the shelf"),
    "experiment.shelf_kept": _l("left the experiment on the shelf"),
    "experiment.shelf_taken": _l("took the experiment from the shelf"),
    "experiment.shelf_dropped": _l("gave up what rested on the shelf"),
    "experiment.follow_up_asked": _l("asked what became of it"),
    "experiment.follow_up_second_asked": _l("asked the second contact what became of it"),
    "experiment.follow_up_bounced": _l("got the question of the follow-up back unread"),
    "experiment.follow_up_answered": _l("noted the answer that came by the link of the follow-up"),
    "experiment.follow_up_written_down": _l("wrote down an answer to the follow-up"),
    "experiment.follow_up_silent": _l("got no answer to the follow-up"),
    "experiment.follow_up_settled": _l("left the follow-up without an answer"),
    "experiment.regraded": _l("changed the grade of the evidence by what the follow-up told"),
    "experiment.party_described": _l("told what a party does"),
    "experiment.party_invited": _l("invited an organisation"),
    "experiment.party_joined": _l("accepted the invitation to take part"),
    "experiment.party_left": _l("left the experiment"),
    "experiment.party_parted": _l("parted from an organisation"),
    "experiment.diary_written": _l("wrote in the diary"),
    "experiment.diary_changed": _l("changed a note of the diary"),
    "experiment.diary_attached": _l("added to a note of the diary"),
    "experiment.diary_detached": _l("took a file away from the diary"),
    "experiment.diary_removed": _l("removed a note of the diary"),
    "experiment.task_given": _l("gave a task"),
    "experiment.task_changed": _l("changed a task"),
    "experiment.task_done": _l("marked a task as done"),
    "experiment.task_reopened": _l("marked a task as not done"),
    "experiment.task_removed": _l("removed a task"),
    "experiment.task_returned": _l("gave back a task whose doer no longer takes part"),
    "experiment.consent_text_written": _l("wrote a version of the text for participants"),
    "experiment.consents_given": _l("recorded consents"),
    "experiment.consent_withdrawn": _l("wrote down that a consent was taken back"),
    "experiment.consent_removed": _l("removed a consent that was recorded by mistake"),
    "experiment.follow_up_contacts_named": _l("named the contacts of the follow-up"),
}
BY_MACHINES = ("experiment.measurements_received",)  # so many that they would hide what people do: the log has them
WITH_TEXT = (
    "experiment.occurrence_",
    "experiment.lesson_",
    "experiment.task_",
    "experiment.party_",
)  # what was told, is to be done, who
ICONS = {
    "experiment.started": ("flask-conical", "run"),
    "experiment.approved": ("clipboard-check", "ok"),
    "experiment.decided": ("scale", "ok"),
    "experiment.measured": ("chart-no-axes-column", ""),
    "experiment.measurements_imported": ("chart-no-axes-column", ""),
    "experiment.measurement_corrected": ("pencil-line", ""),
    "experiment.key_made": ("key-round", ""),
    "experiment.key_revoked": ("key-round", ""),
    "experiment.paused": ("pause", ""),
}


def events(experiment: Experiment) -> list[dict[str, Any]]:
    """For components/timeline.html, newest first; two queries however long it is."""
    rows = timeline_of(experiment, limit=None).exclude(verb__in=BY_MACHINES)
    entries = list(rows[:30])
    ids = {entry.actor_id for entry in entries if entry.actor_id}
    names = dict(get_user_model().objects.filter(pk__in=ids).values_list("pk", "name"))
    return [_event(entry, names) for entry in entries]


def _event(entry: Entry, names: dict[int, str]) -> dict[str, Any]:
    icon, tone = ICONS.get(entry.verb, ("history", ""))
    return {
        "who": names.get(entry.actor_id or 0, _("MINT")),
        "text": _said(entry),
        "at": entry.created_at,
        "note": entry.reason,
        "icon": icon,
        "tone": tone,
    }


def _said(entry: Entry) -> str:
    text = str(SAID.get(entry.verb, _l("undid the move")))
    data, code = entry.data, (get_language() or "fi")[:2]
    if entry.verb == "experiment.stage_moved" and "staff" in data:
        return f"{text} “{data['staff'].get(code, '')}”"
    if entry.verb.startswith(WITH_TEXT):
        return f"{text}: {data.get('text', '')}"
    if entry.verb in {"experiment.key_made", "experiment.key_revoked"}:
        return f"{text}: {data.get('name', '')}"
    if entry.verb.startswith("experiment.hours_"):
        return f"{text}: {data.get('work', '')}, {number(data.get('hours'))} h"
    if "line" in data:
        return f"{text}: {data['line'].get(code, '')}"
    if entry.verb == "experiment.measurement_corrected":
        return f"{text}: {number(data.get('was'))} → {number(data.get('value'))}"
    if entry.verb == "experiment.measured":
        return f"{text}: {number(data.get('value'))}"
    return text
