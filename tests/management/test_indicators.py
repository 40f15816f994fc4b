"""A new installation gets its indicators from the operator, once."""

from django.core.management import call_command

from mint.isolation import context
from reports.counting.catalogue import ENTRIES
from reports.models import Indicator


def test_the_catalogue_is_entered_once_and_its_names_come_up_to_date(db, capsys):
    call_command("indicators")
    with context.system("test"):
        Indicator.objects.update(name_sv="Gammalt namn")
    call_command("indicators")
    with context.system("test"):
        found = dict(Indicator.objects.values_list("code", "name_sv"))
    assert found == {entry.code: entry.name[1] for entry in ENTRIES}
    assert capsys.readouterr().out.count(f"{len(ENTRIES)} indicators and 4 templates") == 2
