"""Fixed words of search: how often it writes, and the words of states that all kinds share (leaf)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Rhythm(models.TextChoices):
    """How often a saved search writes of what is new."""

    NEVER = "never", _("No e-mail")
    DAILY = "daily", _("Once a day")
    WEEKLY = "weekly", _("Once a week")


class Shown(models.TextChoices):
    """The pills: what a state is called whatever has it. Several states of a kind stand under one."""

    DRAFT = "draft", _("Draft")
    OPEN = "open", _("Open")
    MATCH = "match", _("Seeking partners")
    RUN = "run", pgettext_lazy("search", "Under way")
    EVAL = "eval", _("In evaluation")
    DONE = "done", _("Done")
    STOP = "stop", _("Stopped")


# as components/pill.html draws them
PILL_ICONS: dict[str, str] = {
    Shown.DRAFT.value: "pencil-line",
    Shown.OPEN.value: "circle-dot",
    Shown.MATCH.value: "users",
    Shown.RUN.value: "flask-conical",
    Shown.EVAL.value: "scale",
    Shown.DONE.value: "check",
    Shown.STOP.value: "octagon-x",
}


class Order(models.TextChoices):
    BEST = "paras", _("Best first")
    NEWEST = "uusin", _("Newest first")


# What people type after `tila:`, in the three languages.
SHOWN_AS: dict[Shown, tuple[str, ...]] = {
    Shown.DRAFT: ("luonnos", "utkast", "draft"),
    Shown.OPEN: ("avoin", "öppen", "open"),
    Shown.MATCH: ("kumppanihaku", "partnersökning", "matching"),
    Shown.RUN: ("kokeilussa", "käynnissä", "pågår", "running"),
    Shown.EVAL: ("arvioinnissa", "utvärderas", "evaluation"),
    Shown.DONE: ("valmis", "klar", "done"),
    Shown.STOP: ("keskeytetty", "avbruten", "stopped"),
}
FIELDS: dict[str, tuple[str, ...]] = {
    "kunta": ("kunta", "kommun", "municipality"),
    "tila": ("tila", "tillstånd", "state"),
    "tyyppi": ("tyyppi", "typ", "type"),
    "teema": ("teema", "tema", "theme"),
    "tagi": ("tagi", "asiasana", "tagg", "ämnesord", "tag"),
    "minun": ("minun", "min", "mine"),
}
YES = ("kyllä", "ja", "yes", "1")
