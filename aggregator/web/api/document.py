"""The document that describes the interface to programs (OpenAPI 3.1), from its operations."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from aggregator.web.api.models import Problem
from aggregator.web.api.operation import MEDIA_TYPE, Operation
from aggregator.web.api.parameter import Parameter

PROBLEM = "application/problem+json"
VERSION = "1"
_REF = "#/components/schemas/{model}"
_ALWAYS = (400, 503)
"""What may be wrong with every request."""


def document(operations: Iterable[Operation], server: str, title: str) -> dict[str, Any]:
    """The description of these operations, whose paths are below the address ``server``."""
    some = tuple(operations)
    models: list[type[BaseModel]] = [Problem, *dict.fromkeys(one.answers for one in some)]
    _, schemas = models_json_schema([(one, "serialization") for one in models], ref_template=_REF)
    return {
        "openapi": "3.1.0",
        "info": {"title": title, "version": VERSION},
        "servers": [{"url": server}],
        "paths": {one.path: {"get": _operation(one)} for one in some},
        "components": {"schemas": {name: _open(told) for name, told in schemas["$defs"].items()}},
    }


def _operation(one: Operation) -> dict[str, Any]:
    problems = sorted({*_ALWAYS, *one.problems})
    moved = {"308": {"description": HTTPStatus(308).phrase}} if one.may_move else {}
    return {
        "operationId": one.name,
        "summary": one.says,
        "parameters": list(map(_parameter, one.parameters)),
        "responses": {
            "200": {"description": "OK", "content": _content(MEDIA_TYPE, one.answers.__name__)},
            "304": {"description": "It is as it was."},
            **moved,
            **{str(code): _problem(HTTPStatus(code).phrase) for code in problems},
            "default": _problem("Anything else that may be wrong."),
        },
    }


def _parameter(one: Parameter) -> dict[str, Any]:
    return {
        "name": one.name,
        "in": one.where,
        "description": one.says,
        "required": one.is_required,
        "schema": dict(one.schema),
    }


def _problem(says: str) -> dict[str, Any]:
    return {"description": says, "content": _content(PROBLEM, Problem.__name__)}


def _content(media_type: str, model: str) -> dict[str, Any]:
    return {media_type: {"schema": {"$ref": _REF.format(model=model)}}}


def _open(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema that lets names come on top: who reads answers must not break on new ones."""
    return {name: value for name, value in schema.items() if name != "additionalProperties"}
