"""Every attack of the list has a test, or a reason why it has none yet: never both, never neither."""

import ast
from pathlib import Path

from tests.attacks import ATTACKS, NOT_YET

TESTS = Path(__file__).resolve().parents[1]


def marked():
    """The numbers that tests carry, by the file and name of the test."""
    for path in TESTS.rglob("test_*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            for decorator in node.decorator_list if isinstance(node, ast.FunctionDef) else ():
                if isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == "pytest.mark.attack":
                    yield f"{path.name}::{node.name}", {argument.value for argument in decorator.args}


def test_every_attack_has_a_test_or_a_reason_and_not_both():
    tested = set().union(*(numbers for _name, numbers in marked()))
    assert tested <= set(ATTACKS)
    assert (sorted(set(ATTACKS) - tested - set(NOT_YET)), sorted(tested & set(NOT_YET))) == ([], [])


def test_the_list_counts_from_one_without_a_gap():
    assert list(ATTACKS) == list(range(1, 49))
    assert set(NOT_YET) <= set(ATTACKS)
    assert all(reason.strip() for reason in NOT_YET.values())


def test_a_marked_test_is_one_that_runs():
    assert [name for name, numbers in marked() if not name.split("::")[1].startswith("test_") or not numbers] == []
