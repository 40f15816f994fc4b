"""The address that sensors send to, and the form of what they send: no page, no session, no cookie."""

import re
from http import HTTPStatus
from typing import Any

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from experiments.sensing.actions import find, receive
from experiments.sensing.models import Key
from experiments.sensing.problems import ProblemError
from experiments.sensing.reading import MOST_BYTES, Fault, FaultsError
from experiments.sensing.schema import SCHEMA, openapi
from mint.web import MoveError

BEARER = re.compile(r"Bearer +(\S{1,200}) *", re.IGNORECASE)
JSON = "application/json"


@csrf_exempt
@login_not_required
def measurements(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a delivery: 201 with what was new, or a problem that says why not, and then nothing is saved."""
    try:
        key = _key(request, pk)
        sent = receive(key, body=_body(request), idempotency_key=request.headers.get("Idempotency-Key", ""))
    except ProblemError as problem:
        return _answered(problem)
    except FaultsError as error:
        return _answered(
            ProblemError(422, "values", _("Some of the values cannot be taken. Nothing was saved.")), error.faults
        )
    except PermissionDenied:
        return _answered(
            ProblemError(403, "not-allowed", _("Who made this key may no longer measure here. Make a new key."))
        )
    except MoveError as error:
        return _answered(ProblemError(409, "not-now", str(error)))
    response = JsonResponse(sent.answer, status=200 if sent.is_repeated else 201)
    response["Cache-Control"] = "no-store"
    return response


def _key(request: HttpRequest, pk: int) -> Key:
    """The key of the request's header, if it opens this experiment now. Raises ProblemError."""
    if request.method != "POST":
        raise ProblemError(405, "method", _("Send measurements with POST."), Allow="POST")
    found = BEARER.fullmatch(request.headers.get("Authorization", ""))
    key = find(found[1]) if found else None
    if key is None:
        if not ratelimit.consume(request, action="sensor_unknown"):
            raise _too_often()
        raise _unknown(_("Give the sensor’s key: Authorization: Bearer mint_…"))
    if not ratelimit.consume(request, action="sensor", key=key.token_hash):
        raise _too_often()
    if not key.works:
        raise _unknown(_("The key was revoked, or its time is over. Make a new one on the experiment’s page."))
    if key.experiment_id != pk:
        raise ProblemError(404, "not-found", _("The key does not open this experiment."))
    return key


def _too_often() -> ProblemError:
    detail = _("Too many deliveries. Wait a minute, and send more values at once.")
    return ProblemError(429, "too-often", detail, **{"Retry-After": "60"})


def _unknown(detail: str) -> ProblemError:
    return ProblemError(401, "key", detail, **{"WWW-Authenticate": 'Bearer realm="mint"'})


def _body(request: HttpRequest) -> bytes:
    if request.content_type != JSON:
        raise ProblemError(415, "content-type", _("Send JSON: Content-Type: application/json."))
    length = request.headers.get("Content-Length", "0")
    if not length.isdecimal() or int(length) > MOST_BYTES:
        raise ProblemError(413, "too-large", _("A delivery is 256 kilobytes at most. Send it in parts."))
    return request.body


def _answered(problem: ProblemError, faults: list[Fault] | None = None) -> HttpResponse:
    said: dict[str, Any] = {
        "type": f"urn:mint:problem:{problem.kind}",
        "title": HTTPStatus(problem.status).phrase,
        "status": problem.status,
        "detail": problem.detail,
    }
    if faults:
        said["errors"] = [{"pointer": fault.pointer, "detail": fault.detail} for fault in faults[:50]]
    response = JsonResponse(said, status=problem.status, content_type="application/problem+json")
    response["Cache-Control"] = "no-store"
    for name, value in problem.headers.items():
        response[name] = value
    return response


@login_not_required
@require_safe
def schema(request: HttpRequest) -> HttpResponse:
    """What a delivery looks like, for machines; the page with the keys says it to people."""
    return JsonResponse(SCHEMA, content_type="application/schema+json", json_dumps_params={"indent": 1})


@login_not_required
@require_safe
def description(request: HttpRequest) -> HttpResponse:
    return JsonResponse(openapi(), json_dumps_params={"indent": 1})
