"""The diary's pages: the notes with one more, one note at its author's, and a file."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from experiments.diary import actions
from experiments.diary.forms import FileForm, NoteForm, WordsForm
from experiments.diary.models import DiaryFile, DiaryNote
from experiments.diary.permissions import ENDED, can_change, can_remove, can_write
from experiments.models import Experiment
from experiments.views.work import found
from mint.files.serve import download
from mint.tenancy.context import Request
from mint.web import paginate

NEWEST_FIRST = ("-noted_on", "-id")


def notes(request: Request, organisation: str, pk: int) -> HttpResponse:
    """The notes, the newest first; POST writes one more."""
    experiment = found(request, pk)
    form = None
    if request.method == "POST":
        if not can_write(request.actor, experiment):
            raise PermissionDenied
        form = NoteForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                return _written(request, experiment, form)
            except actions.FullError as error:  # the text stays in the form
                form.add_error(None, str(error))
    return _page(request, experiment, form)


def _written(request: Request, experiment: Experiment, form: NoteForm) -> HttpResponse:
    data = form.cleaned_data
    note = actions.write(
        experiment,
        actor=request.actor,
        on=data["noted_on"],
        text=data["text"],
        form_key=data["key"],
        language=(get_language() or "fi")[:2],
        attached=form.attached,
    )
    messages.success(request, _("The note is in the diary."))
    return redirect(f"{request.path}#m-{note.pk}")


def _page(request: Request, experiment: Experiment, refused: NoteForm | None) -> HttpResponse:
    rows = DiaryNote.objects.visible_to(request.actor).filter(experiment=experiment)
    page = paginate(request, rows.select_related("author").prefetch_related("files"), by=NEWEST_FIRST, size=20)
    for note in page:
        note.experiment = experiment  # what the permissions ask of it is here already
    may_write = can_write(request.actor, experiment)
    context = {
        "experiment": experiment,
        "nav": "experiments",
        "page": page,
        "rows": [
            {"note": note, "may_change": _is_open(experiment) and can_remove(request.actor, note)} for note in page
        ],
        "may_write": may_write and _is_open(experiment),
        "form": refused or NoteForm(),
    }
    return render(request, "experiments/diary/notes.html", context, status=422 if refused else 200)


def _is_open(experiment: Experiment) -> bool:
    return experiment.state not in ENDED


def note(request: Request, organisation: str, pk: int, note: int) -> HttpResponse:
    """One note, for whoever may change it or take it away."""
    row = _note(request, pk, note)
    form = WordsForm(request.POST if request.method == "POST" else None, note=row)
    if form.is_bound and not can_change(request.actor, row):
        raise PermissionDenied
    if form.is_bound and form.is_valid():
        actions.change(row, actor=request.actor, on=form.cleaned_data["noted_on"], text=form.cleaned_data["text"])
        messages.success(request, _("The note was saved."))
        return redirect("diary:note", organisation, pk, note)
    return _one(request, row, form=form, upload=FileForm())


def _one(request: Request, row: DiaryNote, *, form: WordsForm, upload: FileForm) -> HttpResponse:
    refused = next((each for each in (form, upload) if each.is_bound), None)
    context: dict[str, Any] = {
        "experiment": row.experiment,
        "nav": "experiments",
        "note": row,
        "files": list(row.files.all()),
        "words": form,
        "upload": upload,
        "form": refused,
        "may_change": can_change(request.actor, row),
    }
    return render(request, "experiments/diary/note.html", context, status=422 if refused else 200)


@require_POST
def attach(request: Request, organisation: str, pk: int, note: int) -> HttpResponse:
    row = _note(request, pk, note)
    if not can_change(request.actor, row):
        raise PermissionDenied
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid() or form.attached is None:
        return _one(request, row, form=WordsForm(note=row), upload=form)
    try:
        actions.attach(row, actor=request.actor, attached=form.attached, form_key=form.cleaned_data["key"])
    except actions.FullError as error:
        form.add_error("upload", str(error))
        return _one(request, row, form=WordsForm(note=row), upload=form)
    messages.success(request, _("It is with the note."))
    return redirect("diary:note", organisation, pk, note)


@require_POST
def remove(request: Request, organisation: str, pk: int, note: int) -> HttpResponse:
    actions.remove(_note(request, pk, note), actor=request.actor)
    messages.success(request, _("The note was removed from the diary."))
    return redirect("diary:notes", organisation, pk)


@require_POST
def detach(request: Request, organisation: str, pk: int, file: int) -> HttpResponse:
    row = _file(request, pk, file)
    actions.detach(row, actor=request.actor)
    messages.success(request, _("The file was removed."))
    return redirect("diary:note", organisation, pk, row.note_id)


@require_safe
def file(request: Request, organisation: str, pk: int, file: int) -> HttpResponseBase:
    """Private: for those inside the experiment; a picture is shown from here, too."""
    return download(_file(request, pk, file))


def _note(request: Request, pk: int, note: int) -> DiaryNote:
    """404 for who is not inside, 403 for who neither wrote it nor owns the experiment."""
    experiment = found(request, pk)
    rows = DiaryNote.objects.visible_to(request.actor).filter(experiment=experiment).select_related("author")
    row: DiaryNote = get_object_or_404(rows, pk=note)
    row.experiment = experiment
    if not can_remove(request.actor, row):
        raise PermissionDenied
    return row


def _file(request: Request, pk: int, file: int) -> DiaryFile:
    experiment = found(request, pk)
    rows = DiaryFile.objects.visible_to(request.actor).filter(experiment=experiment).select_related("note")
    row: DiaryFile = get_object_or_404(rows, pk=file)
    row.experiment = row.note.experiment = experiment
    return row
