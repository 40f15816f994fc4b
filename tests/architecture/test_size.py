"""The size budgets of the house: what outgrows them is split by what it is about."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
APPS = ("mint", "challenges", "experiments", "municipalities", "companies", "placements", "reports")
SOURCES = sorted(
    path
    for app in APPS
    for path in (ROOT / app).rglob("*.py")
    if "migrations" not in path.parts and not path.name.startswith("seed")
)
BANNED = {"utils", "helpers", "common", "core", "misc", "base", "manager", "managers", "service", "services"}
FUNCTION, CLASS, FILE, TEMPLATE, STYLE, VIEW, PARAMETERS = 40, 150, 400, 120, 150, 20, 4


def lines(path):
    return len(path.read_text().splitlines())


def functions():
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                yield path.relative_to(ROOT), node


def length(node):
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_files_stay_within_their_budget():
    assert [str(p.relative_to(ROOT)) for p in SOURCES if lines(p) > FILE] == []


def test_functions_and_classes_stay_within_their_budget():
    long = [
        f"{path}:{node.name}"
        for path, node in functions()
        if length(node) > (CLASS if isinstance(node, ast.ClassDef) else FUNCTION)
    ]
    assert long == []


def test_views_stay_thin():
    long = [
        f"{path}:{node.name} {length(node)}"
        for path, node in functions()
        if "views" in str(path) and isinstance(node, ast.FunctionDef) and length(node) > VIEW + 5
    ]
    assert long == []


def test_past_four_parameters_they_are_named():
    crowded = [
        f"{path}:{node.name}"
        for path, node in functions()
        if isinstance(node, ast.FunctionDef)
        and len(
            [
                a
                for a in (*node.args.posonlyargs, *node.args.args)
                if a.arg not in {"self", "cls", "request", "organisation"}
            ]
        )
        > PARAMETERS + 1
    ]
    assert crowded == []


@pytest.mark.parametrize(
    ("pattern", "most"),
    [("templates/**/*.html", TEMPLATE), ("static/css/**/*.css", STYLE), ("static/js/**/*.js", STYLE)],
)
def test_templates_and_styles_stay_within_their_budget(pattern, most):
    assert [str(p.relative_to(ROOT)) for p in ROOT.glob(pattern) if lines(p) > most] == []


def test_no_module_is_a_junk_drawer():
    assert [str(p) for p in SOURCES if p.stem in BANNED] == []
