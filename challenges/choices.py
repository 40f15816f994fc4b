"""What a brief's owner chooses from: who may answer, how, and what follows (leaf)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Answerer(models.TextChoices):
    """Who may answer; where none is chosen, anybody."""

    COMPANY = "company", _("Companies")
    UNIVERSITY = "university", _("Universities")
    STUDENTS = "students", _("Student groups")
    ASSOCIATION = "association", _("Associations")
    PERSON = "person", _("Single people")
    PUBLIC = "public", _("Municipalities and other public bodies")


class AnswerForm(models.TextChoices):
    """How far an answer must have come."""

    IDEA = "idea", _("An idea on one page")
    PLAN = "plan", _("A plan with a timetable and costs")
    PROTOTYPE = "prototype", _("A prototype or a demonstration")
    PRODUCT = "product", _("A finished product or service")


class Afterwards(models.TextChoices):
    """What happens to the answer that is chosen."""

    EXPERIMENT = "experiment", _("An experiment together")
    ASSIGNMENT = "assignment", _("A small assignment")
    PURCHASE = "purchase", _("A purchase, put out to tender separately where the law asks for it")
    COOPERATION = "cooperation", _("Research and development cooperation")
    NOTHING = "nothing", _("Nothing is promised yet")


class MaterialsAccess(models.TextChoices):
    """How one gets to the data and materials."""

    OPEN = "open", _("Open to everybody")
    ON_REQUEST = "on_request", _("On request, to whoever answers")
    CONFIDENTIAL = "confidential", _("Confidential, to the partners chosen")


class Publicity(models.TextChoices):
    """What is told publicly of the answers."""

    CHOSEN = "chosen", _("The chosen answer, summarised")
    ALL = "all", _("All answers, summarised")
    NUMBER = "number", _("How many answers came, and no more")
