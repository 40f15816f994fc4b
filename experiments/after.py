"""What happens next: one sentence for each move of `workflow.MOVES`, said when it has been made."""

from django.utils.translation import gettext_lazy as _

AFTER = {
    "planned": _("Next, write the plan. The list shows what is needed before the review."),
    "submitted": _("The plan is frozen. The municipality's coordinator or a curator approves it, or returns it with reasons."),
    "returned": _("The plan went back to its author with your reasons, and comes to review again when it has been completed."),
    "approved": _("The plan is approved. The owner starts the experiment on its first day."),
    "started": _("The experiment runs. Next, record the measurements."),
    "paused": _("The experiment is paused, and those concerned are told. It is looked at again on the day you gave."),
    "resumed": _("The experiment runs again. Next, record the measurements."),
    "finished": _("The experiment is evaluated. Next, write the result and the lessons."),
    "decided": _("The decision is recorded, and those concerned are told. Next, it is said how the challenge ended."),
    "followed_up": _("The follow-up has begun. Close the experiment when it has been followed up."),
    "closed": _("The experiment is closed. Its result and lessons stay for others to read."),
    "cancelled": _("The experiment was cancelled, and those concerned are told, with your reason."),
}  # fmt: skip

# What stays of an experiment that stops, said before it is stopped.
KEEPS = {
    "paused": _("The plan, the measurements, the discussion and the stage are kept as they are. On the day you give it is decided whether the experiment goes on."),
    "cancelled": _("The plan with its versions, the discussion, the documents and the log are kept for the parties. The experiment stays out of the public lists, and no new measurements are taken. You may undo within ten minutes."),
}  # fmt: skip

# Moves that nobody is written of: the log has them.
UNTOLD = ("planned", "followed_up")
