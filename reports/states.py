"""A report's states and kinds, and the words of indicators (leaf)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    COLLECTING = "collecting", _("Being put together")
    PRE_CHECK = "pre_check", _("To be checked")
    APPROVED = "approved", _("Approved by the steering group")
    SUBMITTED = "submitted", _("Locked")
    ACCEPTED = "accepted", _("Accepted by the funder")
    RETURNED = "returned", _("Returned by the funder")


CHANGEABLE = (State.COLLECTING, State.PRE_CHECK)
FROZEN = (State.SUBMITTED, State.ACCEPTED, State.RETURNED)
LOCKED = (State.SUBMITTED, State.ACCEPTED)  # what a second report of the same period would contradict
WAITING = (State.COLLECTING, State.PRE_CHECK, State.APPROVED)
PILLS = {
    State.COLLECTING: ("draft", "pencil-line"),
    State.PRE_CHECK: ("eval", "list-checks"),
    State.APPROVED: ("open", "check"),
    State.SUBMITTED: ("done", "lock"),
    State.ACCEPTED: ("done", "badge-check"),
    State.RETURNED: ("stop", "undo-2"),
}


class Kind(models.TextChoices):
    FUNDER = (
        "funder",
        _("Monitoring report"),
    )  # of a payment period; the word in addresses and manifests stays as it was
    INTERIM = "interim", _("Interim report")
    FINAL = "final", _("Final report")
    ECOSYSTEM = "ecosystem", _("Ecosystem review")


ASKED = (Kind.FUNDER, Kind.INTERIM, Kind.FINAL)  # those that a manager puts together for the funder


class FileKind(models.TextChoices):
    PDF = "pdf", "PDF"
    XLSX = "xlsx", "XLSX"
    CSV = "csv", "CSV"
    DOCX = "docx", "DOCX"
    JSON = "json", "JSON"


class Scheme(models.TextChoices):
    CO = "co", _("Common, 2014–2020")
    RCO = "rco", _("Common output, 2021–2027")
    RCR = "rcr", _("Common result, 2021–2027")
    FI = "fi", _("National")
    MINT = "mint", _("MINT's own")


OWN_SCHEMES = (Scheme.MINT, Scheme.FI)  # those that a project may add its own to; the EU's are the EU's


class IndicatorKind(models.TextChoices):
    OUTPUT = "output", _("Output")
    RESULT = "result", _("Result")


class Aggregation(models.TextChoices):
    SUM = "sum", _("Sum")
    COUNT = "count", _("Count")
    DISTINCT = "distinct_by_business_id", _("Each company once, by business ID")
    LATEST = "latest", _("The latest value of each")


class Breakdown(models.TextChoices):
    SIZE = "size", _("Size class")
    MUNICIPALITY = "municipality", _("Municipality")
    INDUSTRY = "industry", _("Industry")
    GENDER = "gender", _("Gender")


class Unit(models.TextChoices):
    PIECES = "pieces", _("pcs")
    COMPANIES = "companies", _("companies")
    ORGANISATIONS = "organisations", _("organisations")
    PEOPLE = "people", _("people")
    CREDITS = "credits", _("credits")
    FTE = "fte", _("FTE")
    EUR = "eur", _("EUR")


OF_PEOPLE = (Unit.PEOPLE, Unit.CREDITS, Unit.FTE)  # a small cell of these may be somebody


JOB = "report"  # the kind of the long job that builds one
