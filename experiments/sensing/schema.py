"""The published form of a delivery and of its answers, as it is served: JSON Schema 2020-12, and OpenAPI 3.1 around it."""

from typing import Any

from experiments.sensing.reading import MOST, NOTE, SUBJECT

NUMBER = {"type": "number", "exclusiveMinimum": -(10**12), "exclusiveMaximum": 10**12, "multipleOf": 0.000001}
MEASUREMENT: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["metric", "value"],
    "oneOf": [{"required": ["at"]}, {"required": ["on"]}],
    "properties": {
        "metric": {"type": "integer", "description": "The number of a metric that the key opens."},
        "at": {
            "type": "string",
            "format": "date-time",
            "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})$",
            "description": "The moment, with its time zone. Of each moment one value.",
        },
        "on": {
            "type": "string",
            "format": "date",
            "pattern": r"^\d{4}-\d{2}-\d{2}$",
            "description": "The day, in place of the moment, where one value a day is measured.",
        },
        "value": {**NUMBER, "description": "In the unit of the metric; for shares and counts how many."},
        "out_of": {
            "type": "number",
            "exclusiveMinimum": 0,
            "exclusiveMaximum": 10**12,
            "multipleOf": 0.000001,
            "description": "For shares of how many, for counts in how large an exposure.",
        },
        "group": {"enum": ["own", "comparison"], "default": "own"},
        "subject": {"type": "string", "maxLength": SUBJECT, "description": "A code of the one measured. No names."},
        "note": {"type": "string", "maxLength": NOTE, "description": "Published with the value. No names."},
    },
}
ANSWER = {
    "type": "object",
    "required": ["received", "new", "known"],
    "properties": {
        "received": {"type": "integer", "description": "Values in the delivery."},
        "new": {"type": "integer", "description": "Values that were saved."},
        "known": {"type": "integer", "description": "Values that were there already, the same."},
    },
}
PROBLEM = {
    "description": "As RFC 9457 (application/problem+json). Nothing of a refused delivery is saved.",
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"pointer": {"type": "string"}, "detail": {"type": "string"}},
            },
        },
    },
}
SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "A delivery of measurements to MINT",
    "description": (
        "POST /api/v1/experiments/{id}/measurements with Authorization: Bearer <key>, Content-Type: application/json and, "
        "so that a delivery sent again is done once, Idempotency-Key: <a text of your own, 1 to 100 characters>."
    ),
    "type": "object",
    "additionalProperties": False,
    "required": ["measurements"],
    "properties": {
        "measurements": {"type": "array", "minItems": 1, "maxItems": MOST, "items": {"$ref": "#/$defs/measurement"}}
    },
    "$defs": {"measurement": MEASUREMENT, "answer": ANSWER, "problem": PROBLEM},
}

TAKEN = {201: "Saved.", 200: "The same delivery was saved before: its answer again."}
IDEMPOTENCY = {"type": "string", "minLength": 1, "maxLength": 100, "pattern": r"^[!-~]+$"}
ADDRESS = "/api/v1/experiments/{id}/measurements"
PARTS = "#/components/schemas/"
REFUSALS = {
    400: "What was sent cannot be read.",
    401: "There is no key, or it was revoked, or its time is over.",
    403: "Who made the key may no longer measure here.",
    404: "The key does not open this experiment.",
    409: "The experiment takes no measurements now, or the Idempotency-Key was used for another delivery.",
    413: "The delivery is too large.",
    415: "It is not JSON.",
    422: "Some of the values cannot be taken.",
    429: "Too many deliveries.",
}


def _content(part: str, kind: str = "application/json") -> dict[str, Any]:
    return {kind: {"schema": {"$ref": f"{PARTS}{part}"}}}


def openapi() -> dict[str, Any]:
    """The whole of the API, for tools: one address that takes deliveries."""
    taken = {str(code): {"description": said, "content": _content("answer")} for code, said in TAKEN.items()}
    refused = {
        str(code): {"description": said, "content": _content("problem", "application/problem+json")}
        for code, said in REFUSALS.items()
    }
    delivery = {name: SCHEMA[name] for name in ("type", "additionalProperties", "required")}
    sent = {**SCHEMA["properties"]["measurements"], "items": {"$ref": f"{PARTS}measurement"}}
    return {
        "openapi": "3.1.0",
        "info": {"title": SCHEMA["title"], "version": "1", "description": SCHEMA["description"]},
        "paths": {
            ADDRESS: {
                "post": {
                    "operationId": "sendMeasurements",
                    "security": [{"key": []}],
                    "parameters": [
                        {"name": "id", "in": "path", "required": True, "schema": {"type": "integer", "minimum": 1}},
                        {"name": "Idempotency-Key", "in": "header", "schema": IDEMPOTENCY},
                    ],
                    "requestBody": {"required": True, "content": _content("delivery")},
                    "responses": taken | refused,
                }
            }
        },
        "components": {
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
            "schemas": {**SCHEMA["$defs"], "delivery": {**delivery, "properties": {"measurements": sent}}},
        },
    }
