"""The package a person takes along: JSON for machines, HTML to read, and their own files; built by the worker."""

import json
import zipfile
from collections.abc import Iterable
from io import BytesIO
from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from mint import clock
from mint.accounts.models import User
from mint.actor import Actor
from mint.audit.record import record
from mint.outbox.queue import enqueue
from mint.privacy.gathering import Part, Trace, parts_of, traces_of
from mint.privacy.models import Download
from mint.privacy.states import BUILT_WITHIN, FOLDER, KEPT_FOR, DownloadState
from mint.web import MoveError

STEPS = (_l("Gathering what is kept about you"), _l("Writing it down to be read"), _l("Packing the files"))
ATTEMPTS = 3


@transaction.atomic
def ask(user: User, *, language: str, actor: Actor) -> Download:
    """A package will be built; one at a time. The second click of two finds the first one's."""
    waiting = Download.objects.visible_to(actor).filter(state=DownloadState.QUEUED).first()
    if waiting:
        return waiting
    try:
        with transaction.atomic():
            download = Download.objects.create(user=user, language=language, expires_at=clock.now() + KEPT_FOR)
    except IntegrityError as error:
        raise MoveError(_("Your data is being gathered already.")) from error
    record("account.data_asked", user, actor=actor)
    enqueue("privacy.build_download", download_id=download.pk)
    return download


def build(download_id: int) -> None:
    """As mint_system; again without harm: what is ready is left, and half a package is made anew."""
    waiting = Download.objects.filter(pk=download_id, state=DownloadState.QUEUED)
    waiting.update(attempts=F("attempts") + 1)
    download = waiting.select_related("user").first()
    if download is None or not download.user.is_active:
        return
    if download.attempts > ATTEMPTS:
        waiting.update(state=DownloadState.FAILED)  # the page says so, and one may ask again
        return
    with translation.override(download.language):
        parts, traces = parts_of(download.user), traces_of(download.user)
        _step(download, 1)
        texts = {"tiedot.json": as_json(download.user, parts, traces), "tiedot.html": as_html(parts, traces)}
        _step(download, 2)
        packed = pack(texts, parts)
    _finish(download, packed)


def _step(download: Download, number: int) -> None:
    Download.objects.filter(pk=download.pk).update(step=number)


def _finish(download: Download, packed: bytes) -> None:
    with transaction.atomic():
        fresh = Download.objects.select_for_update().get(pk=download.pk)
        if fresh.state != DownloadState.QUEUED:
            return  # another worker was quicker
        now = clock.now()
        fresh.file.save("", ContentFile(packed), save=False)
        fresh.state, fresh.step = DownloadState.READY, len(STEPS)
        fresh.ready_at, fresh.expires_at = now, now + KEPT_FOR
        fresh.save()


def as_json(user: User, parts: Iterable[Part], traces: Iterable[Trace]) -> str:
    content = {
        "made_at": clock.now().isoformat(),
        "person": user.pk,
        "kept": {
            part.table.label: {"purpose": part.table.purpose, "retention": part.table.retention, "rows": part.rows}
            for part in parts
        },
        "done_by_you": [{"of": trace.title, "as": trace.column, "rows": trace.rows} for trace in traces],
    }
    return json.dumps(content, ensure_ascii=False, indent=1, default=str)


def as_html(parts: Iterable[Part], traces: Iterable[Trace]) -> str:
    context: dict[str, Any] = {"parts": parts, "traces": traces, "made_at": clock.now()}
    return render_to_string("privacy/package.html", context | {"language": translation.get_language()})


def pack(texts: dict[str, str], parts: Iterable[Part]) -> bytes:
    """A zip of the texts and the person's own files; a file that is gone is left out."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in texts.items():
            packed.writestr(name, text)
        for number, (name, file) in enumerate((pair for part in parts for pair in part.files), start=1):
            try:
                with file.open("rb") as source:
                    packed.writestr(f"tiedostot/{number}-{PurePath(name).name}", source.read())
            except FileNotFoundError:
                continue
    return target.getvalue()


def delete_unnamed() -> int:
    """A worker killed between the file and the commit leaves a package that no row names."""
    try:
        names = {f"{FOLDER}/{name}" for name in default_storage.listdir(FOLDER)[1]}
    except FileNotFoundError:
        return 0
    unnamed = names - set(Download.objects.values_list("file", flat=True))
    old = [name for name in unnamed if default_storage.get_modified_time(name) < clock.now() - BUILT_WITHIN]
    for name in old:
        default_storage.delete(name)
    return len(old)


def file_name(row: Download) -> str:
    """What its owner saves it as."""
    return f"mint-tiedot-{clock.day_of(row.created_at):%Y-%m-%d}.zip"


def progress_of(row: Download | None) -> dict[str, Any]:
    """For components/progress.html."""
    if row is None:
        return {}
    states = ("done" if number < row.step else "run" if number == row.step else "wait" for number in range(len(STEPS)))
    steps = [{"text": str(text), "state": state} for text, state in zip(STEPS, states, strict=True)]
    now = STEPS[min(row.step, len(STEPS) - 1)]
    return {"steps": steps, "percent": 100 * row.step // len(STEPS), "now": now}
