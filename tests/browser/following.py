"""After the decision: the follow-up begins, three months go by, and who owns it now answers by the mailed link."""

from __future__ import annotations

import re

from tests.browser import story
from tests.browser.instance import Instance
from tests.browser.person import Person, Town

TASK = "follow_up.tend"
CONTACT, ADDRESS = "Huollon työnjohto", "tyonjohto@unelmaranta.example"
DECIDED = "UPDATE experiments_experiment SET decided_at = decided_at - interval '1 hour' WHERE id = %s RETURNING id"
DUE = "UPDATE follow_up_round SET due_on = current_date WHERE experiment_id = %s AND months = 3 RETURNING id"
ROUND = "SELECT answer, owned_by FROM follow_up_round WHERE experiment_id = %s AND months = 3"
MAILED = "SELECT text FROM outbox_mail WHERE kind = 'experiment_follow_up_asked' AND \"to\" = %s"


def begins_the_follow_up(curator: Person, experiment: int) -> None:
    curator.open(f"/fi/t/{story.UNIVERSITY}/kokeilut/{experiment}/")
    curator.follow(f"/kokeilut/{experiment}/followed_up/")
    curator.submit(responsible="Unto Rantala, huollon omistaja")


def months_go_by(curator: Person, experiment: int, instance: Instance) -> None:
    """The questions are laid out by themselves; a contact is named, and the first question falls due."""
    assert instance.rows(DECIDED, experiment)  # what can still be undone is asked of nobody
    instance.beats(TASK, ROUND, experiment)
    curator.open(f"/fi/t/{story.UNIVERSITY}/kokeilut/{experiment}/seuranta/")
    curator.send("/seuranta/yhteyshenkilot/", first_name=CONTACT, first_email=ADDRESS, first_language="fi")
    assert instance.rows(DUE, experiment)
    instance.beats(TASK, MAILED, ADDRESS)


def is_answered_by_the_link(town: Town, experiment: int, instance: Instance) -> None:
    """Nobody signs in; opening the link answers nothing, its button does."""
    found = re.search(r"/\w\w/kokeilut/seuranta/[\w-]+/", str(instance.value(MAILED, ADDRESS)))
    assert found, "the mail has no link"
    contact = town.visitor(CONTACT, phone=True)
    contact.open(found[0])
    assert instance.rows(ROUND, experiment) == [("", "")]
    contact.submit(vastaus="scaled")
    contact.send("/lisatiedot/", annual_cost="1 200", owned_by="Mökkihuollon työnjohto", note="Nyt kahdesti vuodessa.")
    assert instance.rows(ROUND, experiment) == [("scaled", "Mökkihuollon työnjohto")]


def is_told(curator: Person, experiment: int) -> None:
    curator.open(f"/fi/t/{story.UNIVERSITY}/kokeilut/{experiment}/")
    curator.sees("Mökkihuollon työnjohto")
