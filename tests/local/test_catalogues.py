"""Texts found in code and templates, and what `manage.py messages --check` complains about."""

import json

import polib
import pytest

from mint.management.catalogues import Key, extract, problems, read_translations, updated

CODE = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext
label = _("Save")
count = ngettext("%(n)s day", "%(n)s days", n) % {"n": n}
other = pgettext("board", "Open")
name = _(variable)
"""
TEMPLATE = """{% load i18n %}
    {% trans "Half is 50 %" %}  {% trans "Open" context "board" %}
  {% blocktrans trimmed count n=n %}
      One row
      found
    {% plural %}{{ n }} rows found{% endblocktrans %}
{% include "x.html" with label=_("Delete") only %}
"""
TEXTS = {
    Key(None, "Save", None): {"app/code.py"},
    Key(None, "%(n)s day", "%(n)s days"): {"app/code.py"},
    Key("board", "Open", None): {"app/code.py", "templates/page.html"},
    Key(None, "Half is 50 %%", None): {"templates/page.html"},
    Key(None, "One row found", "%(n)s rows found"): {"templates/page.html"},
    Key(None, "Delete", None): {"templates/page.html"},
}
TRANSLATED = {
    "Save": {"fi": "Tallenna"},
    "board\x04Open": {"fi": "Avoin"},
    "Half is 50 %": {"fi": "Puolet on 50 %%"},
    "Delete": {"fi": "Poista"},
    "%(n)s day|||%(n)s days": {"fi": ["yksi päivä", "%(n)s päivää"]},
    "One row found|||%(n)s rows found": {"fi": ["Löytyi yksi rivi", "Löytyi %(n)s riviä"]},
}


@pytest.fixture
def project(tmp_path):
    for name, content in {"app/code.py": CODE, "templates/page.html": TEMPLATE, "tests/test_x.py": CODE}.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content)
    return tmp_path


def test_texts_come_from_code_and_templates_and_not_from_tests(project):
    assert extract(project) == TEXTS


def test_merged_translations_leave_nothing_to_complain_about(project):
    (project / "a.json").write_text(json.dumps(TRANSLATED))
    given, conflicts = read_translations(project)
    path = project / "django.po"
    updated(path, TEXTS, given, "fi").save(str(path))
    assert (conflicts, problems(path, TEXTS)) == ([], [])


def test_what_is_missing_stale_or_wrong_is_listed(project):
    path = project / "django.po"
    catalogue = polib.POFile()
    catalogue += [
        polib.POEntry(msgid="Save", msgstr=""),
        polib.POEntry(msgid="Delete", msgstr="Poista %(n)s"),
        polib.POEntry(msgid="Gone", msgstr="Poissa"),
    ]
    catalogue.save(str(path))
    wanted = {key: files for key, files in TEXTS.items() if key.msgid in {"Save", "Delete"}}
    wanted[Key(None, "New", None)] = {"app/code.py"}
    assert problems(path, wanted) == [
        "no longer in the code: 'Gone'",
        "not in the catalogue: 'New' (app/code.py)",
        "other placeholders than the msgid: 'Delete'",
        "untranslated: 'Save' (app/code.py)",
    ]


def test_the_first_of_two_different_translations_wins(tmp_path):
    (tmp_path / "a.json").write_text('{"Save": {"fi": "Tallenna"}}')
    (tmp_path / "b.json").write_text('{"Save": {"fi": "Säilytä"}}')
    given, conflicts = read_translations(tmp_path)
    assert given == {Key(None, "Save", None): {"fi": "Tallenna"}}
    assert conflicts == ["b.json: 'Save' is translated otherwise in an earlier file"]
