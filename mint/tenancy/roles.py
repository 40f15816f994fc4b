"""Kinds of organisation and the roles each may give (leaf)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    MUNICIPALITY = "municipality", _("Municipality")
    COMPANY = "company", _("Company")
    UNIVERSITY = "university", _("University")
    PUBLIC_BODY = "public_body", _("Other public body")


class Role(models.TextChoices):
    OWNER = "owner", _("Owner")
    EDITOR = "editor", _("Editor")
    VIEWER = "viewer", _("Viewer")
    COORDINATOR = "coordinator", _("Coordinator")
    CURATOR = "curator", _("Curator")
    TEACHER = "teacher", _("Teacher")
    STUDENT = "student", _("Student")
    PROJECT_MANAGER = "project_manager", _("Project manager")


GENERAL = (Role.OWNER, Role.EDITOR, Role.VIEWER)
ROLES_OF: dict[str, tuple[Role, ...]] = {
    Kind.MUNICIPALITY: (*GENERAL, Role.COORDINATOR, Role.PROJECT_MANAGER),
    Kind.COMPANY: GENERAL,
    Kind.UNIVERSITY: (
        *GENERAL,
        Role.CURATOR,
        Role.TEACHER,
        Role.STUDENT,
        Role.PROJECT_MANAGER,
    ),
    Kind.PUBLIC_BODY: (*GENERAL, Role.PROJECT_MANAGER),
}
