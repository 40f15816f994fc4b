"""Set-up steps run again only when what they read has changed."""

import json

import pytest

from mint.local import stamps, steps


@pytest.fixture(autouse=True)
def _own_folder(monkeypatch, tmp_path):
    monkeypatch.setattr(stamps, "ROOT", tmp_path)
    monkeypatch.setattr(stamps, "STAMPS", tmp_path / "stamps")


@pytest.fixture
def asked(monkeypatch):
    """The management commands that the steps ask for."""
    commands = []
    monkeypatch.setattr(steps, "_step", lambda *arguments, **_: commands.append(arguments[0]))
    monkeypatch.setattr(steps, "_recreate", lambda: commands.append("(recreate)"))
    monkeypatch.setattr(steps, "_database", lambda: "this database")
    monkeypatch.setattr(steps, "_embedded", lambda: True)
    return commands


def test_a_hash_knows_names_contents_and_order_does_not_matter(tmp_path):
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_text("a")
    two.write_text("b")
    both = stamps.digest([one, two])
    assert both == stamps.digest([two, one])
    one.write_text("c")
    assert both != stamps.digest([one, two])


def test_migrating_twice_costs_nothing_and_a_new_migration_is_applied(asked, monkeypatch, tmp_path):
    first, second = tmp_path / "0001_a.py", tmp_path / "0002_b.py"
    first.write_text("1")
    found = [first]
    monkeypatch.setattr(steps.paths, "ROOT", tmp_path)
    monkeypatch.setattr(steps, "LIBRARIES", first)
    monkeypatch.setattr(steps, "_found", lambda _: found)
    steps.migrate()
    steps.migrate()
    assert asked == ["migrate"]
    second.write_text("2")
    found.append(second)
    steps.migrate()
    assert asked == ["migrate", "migrate"]
    first.write_text("replaced")
    steps.migrate()
    assert asked == ["migrate", "migrate", "(recreate)", "migrate"]


def test_another_database_has_nothing_to_replace(asked):
    stamps.write("migrate", json.dumps({"database": "another", "files": {"x/0001.py": "old"}}))
    assert steps._replaced({"x/0001.py": "new"}) is False
    assert asked == []


@pytest.mark.parametrize(("demo", "commands"), [("1", ["seed_demo"]), ("0", []), ("", [])])
def test_demo_data_only_in_demo_mode_and_once(asked, monkeypatch, demo, commands):
    monkeypatch.setenv("DEMO", demo)
    monkeypatch.setattr(steps, "_found", lambda _: [])
    steps.seed()
    steps.seed()
    assert asked == commands
