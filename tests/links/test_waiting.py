"""A draft waits under a token: its holder alone reads it, for thirty days."""

from datetime import timedelta
from secrets import token_urlsafe

import pytest

from mint import clock
from mint.isolation import context
from mint.links import actions
from mint.links.models import WaitingDraft
from mint.privacy import retention
from mint.sealing import hashed
from mint.web import MoveError


def kept(token, **data):
    return actions.keep("challenge", token, data=data or {"title": "Ruoko"}, language="fi")


def rows():
    with context.system("test"):
        return list(WaitingDraft.objects.order_by("pk"))


def test_the_holder_of_the_token_finds_the_draft_and_nobody_else(db):
    token = token_urlsafe(32)
    kept(token)
    found = actions.find("challenge", token)
    assert (found.data["title"], actions.find("challenge", token_urlsafe(32))) == ("Ruoko", None)
    assert (actions.find("interest", token), token in rows()[0].token_hash) == (None, False)


def test_the_application_cannot_list_change_or_delete_drafts(db):
    kept(token_urlsafe(32))
    assert list(WaitingDraft.objects.all()) == []
    assert WaitingDraft.objects.update(email="x@example.test") == 0
    assert WaitingDraft.objects.all().delete()[0] == 0
    assert [row.email for row in rows()] == [""]


def test_an_expired_draft_is_gone_and_swept(db):
    old, new = token_urlsafe(32), token_urlsafe(32)
    kept(old)
    kept(new)
    with context.system("test"):
        WaitingDraft.objects.filter(token_hash=hashed("challenge", old)).update(expires_at=clock.now())
    assert (actions.find("challenge", old), actions.hold("challenge", old)) == (None, None)
    with context.system("privacy.retain"):
        assert retention.follow()["drafts"] == 1
    assert [row.token_hash for row in rows()] == [hashed("challenge", new)]


def test_a_draft_is_kept_thirty_days_from_its_last_change(db):
    draft = kept(token_urlsafe(32))
    assert timedelta(days=29) < draft.expires_at - clock.now() <= timedelta(days=30)


def test_a_megabyte_is_refused_and_nothing_is_kept(db):
    with pytest.raises(MoveError):
        kept(token_urlsafe(32), problem="x" * 1_000_000)
    assert rows() == []


def test_what_was_claimed_keeps_no_text_and_gives_way_to_a_new_draft(world):
    token = token_urlsafe(32)
    draft = kept(token)
    actions.settle(actions.hold("challenge", token), user_id=world.people["owner"].pk)
    (row,) = rows()
    assert (set(row.data), row.email, actions.find("challenge", token)) == ({"form_key"}, "", None)
    assert kept(token).data["form_key"] != draft.data["form_key"]
