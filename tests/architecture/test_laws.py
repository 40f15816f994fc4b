"""Laws that the import contracts cannot see."""

import ast
import re
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.template.loader import get_template

from mint.celery import app as celery

ROOT = Path(__file__).resolve().parents[2]
APPS = ("mint", "challenges", "experiments", "municipalities", "effort", "companies", "placements", "reports")
ORDER = (
    "pages", "reports", "placements", "experiments", "evaluation", "proposals", "lineage", "curation", "sharing", "questions", "behalf",
    "tagging", "challenges",
    "municipalities", "companies", "matching", "search", "vocabulary", "privacy", "discussion", "jobs",
    "notifications", "projects", "signon", "tenancy", "accounts", "audit", "places", "outbox", "isolation",
)  # fmt: skip
DOMAIN = {"workflow", "actions", "notices", "permissions", "models", "querysets", "states"}


def sources():
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path.relative_to(ROOT), path.read_text()


def templates():
    return sorted((ROOT / "templates").rglob("*.html"))


def test_foreign_keys_point_down():
    up = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model._meta.app_label in ORDER
        for field in model._meta.concrete_fields
        if field.related_model
        and field.related_model._meta.app_label in ORDER
        and ORDER.index(field.related_model._meta.app_label) < ORDER.index(model._meta.app_label)
    ]
    assert up == []


def test_the_domain_knows_no_requests():
    found = [
        str(path)
        for path, text in sources()
        if path.stem in DOMAIN
        and path.parts[0] != "mint"
        and re.search(r"from django\.(http|contrib\.messages|contrib import messages)", text)
    ]
    assert found == []


# A view that reaches rows otherwise than through visible_to(actor), with the reason.
ALLOWED = {
    "challenges/views/public.py": "Challenge.objects.all().public(): the public list reads public rows only",
}


def test_views_reach_rows_through_visible_to():
    with_a_door = [model.__name__ for model in apps.get_models() if hasattr(model._default_manager.all(), "visible_to")]
    assert len(with_a_door) > 25
    door = re.compile(rf"\b({'|'.join(with_a_door)})\.objects\.(?!visible_to)(\w+)")
    found = {
        str(path) for path, text in sources() if ("views" in path.parts or path.stem == "views") and door.search(text)
    }
    assert found <= set(ALLOWED)


def enqueued_names():
    for path, text in sources():
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "enqueue":
                first = node.args[0] if node.args else None
                if isinstance(first, ast.Constant):
                    yield str(path), first.value


def test_every_enqueued_or_scheduled_name_is_a_task():
    celery.loader.import_default_modules()
    names = set(celery.tasks)
    wanted = {name for _, name in enqueued_names()} | {entry["task"] for entry in celery.conf.beat_schedule.values()}
    assert wanted - names == set()
    assert wanted


def test_templates_include_their_own_app_or_components():
    strange = [
        f"{path.name}: {name}"
        for path in templates()
        for own in [path.relative_to(ROOT / "templates").parts[0]]
        for name in re.findall(r'{% include "([^"]+)"', path.read_text())
        if name.split("/")[0] not in {own, "components", "django"} | ({"mfa"} if own == "account" else set())
        and not own.endswith(".html")
    ]
    assert strange == []


def test_every_template_compiles():
    for path in templates():
        get_template(str(path.relative_to(ROOT / "templates")))


def test_no_inline_style_or_script():
    bad = [
        str(path.relative_to(ROOT))
        for path in templates()
        if "emails" not in path.parts
        and re.search(r'\sstyle="|<script(?![^>]*\ssrc=)|\son[a-z]+="|<style', path.read_text())
    ]
    assert bad == []


def test_time_comes_from_the_clock():
    found = [
        str(path)
        for path, text in sources()
        if str(path) != "mint/clock.py"
        and re.search(r"timezone\.now\(|datetime\.now\(|date\.today\(|datetime\.utcnow\(", text)
    ]
    assert found == []


def test_a_day_is_the_finnish_one():
    """`.date()` of a moment kept in UTC is yesterday's until three in the morning: `clock.day_of` is not."""
    utc = re.compile(r"_at\.date\(\)|astimezone\(clock\.LOCAL\)\.date\(\)")
    assert [str(path) for path, text in sources() if utc.search(text)] == []


def test_every_message_has_its_texts():
    kinds = {path.name for path in (ROOT / "templates/emails").iterdir() if path.is_dir()}
    lacking = [
        k for k in kinds for part in ("subject.txt", "body.txt") if not (ROOT / "templates/emails" / k / part).exists()
    ]
    assert lacking == []


def test_no_model_signals_are_plumbing():
    assert [
        str(p)
        for p, text in sources()
        if re.search(r"\b(post_save|pre_save|post_delete|pre_delete|m2m_changed)\b", text)
    ] == []


def test_the_site_knows_its_languages():
    assert [code for code, _ in settings.LANGUAGES] == ["fi", "sv", "en"]
