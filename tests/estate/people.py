"""What is one person's: mail, package, searches, sessions; and a hold, a factor."""

from datetime import timedelta
from typing import Any

from allauth.usersessions.models import UserSession
from django.core.files.base import ContentFile

from mint import clock
from mint.outbox.models import Mail
from mint.privacy.models import Download, Hold
from mint.sealing import hashed
from mint.search.links import KIND
from mint.search.models import SavedSearch
from tests.rows.municipalities import make_factor
from tests.rows.notifications import make_calendar
from tests.world import World


def others(world: World) -> dict[str, dict[str, Any]]:
    mail = Mail.objects.create(kind="code", to="owner@example.test", language="fi", subject="Koodi", text="123456")
    package = Download(user=world.people["owner"], language="fi", state="ready", step=3, ready_at=clock.now())
    package.expires_at = clock.now() + timedelta(days=7)
    package.file.save("", ContentFile(b"zip"))
    search = SavedSearch.objects.create(
        user=world.people["owner"], name="Energia", feed_hash=hashed(KIND, "a-feed"), stop_hash=hashed(KIND, "a-stop")
    )
    session = UserSession.objects.create(user=world.people["outsider"], ip="127.0.0.1", session_key="elsewhere")
    return {
        "privacy:package": {"pk": package.pk},
        "privacy:lift": {
            "pk": Hold.objects.create(organisation=world.company, reason="Syy", placed_by=world.people["operator"]).pk
        },
        "municipalities": {"pk": make_factor(world).pk, "slug": world.place.slug},
        "outbox:message": {"pk": mail.pk},
        "notifications:feed": {"token": make_calendar(world.people["owner"])},
        "search": {"pk": search.pk},
        "search:feed": {"token": "a-feed"},
        "search:stop": {"token": "a-stop"},
        "accounts:end_session": {"pk": session.pk},
    }
