"""A parameter of the interface: how it is checked, and how it is described, by one value. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from aggregator.web.parameters import LONGEST, BadParameter, Parameters

MOST = 100
"""Items of an answer at most."""
_HIGHEST = 10**15 - 1


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter by its ``name``: what it ``says``, what it must be, and what it is read as.

    ``schema`` describes that as JSON Schema does. ``where`` it stands: in the *query* or the
    *path*.
    """

    name: str
    says: str
    schema: Mapping[str, Any]
    read: Callable[[Parameters], Any]
    is_required: bool = False
    where: Literal["query", "path"] = "query"


def text(name: str, says: str) -> Parameter:
    """A line of text."""
    told = {"type": "string", "maxLength": LONGEST}
    return Parameter(name, says, told, lambda asked: asked.text(name))


def choice(name: str, says: str, options: Sequence[str]) -> Parameter:
    """One of some words."""
    told = {"type": "string", "enum": list(options)}
    return Parameter(name, says, told, lambda asked: asked.choice(name, options))


def switch(name: str, says: str) -> Parameter:
    """*true* or *false*, which it is where nothing is said."""
    told = {"type": "boolean", "default": False}
    return Parameter(
        name, says, told, lambda asked: asked.choice(name, ("false", "true")) == "true"
    )


def limit(default: int, most: int = MOST) -> Parameter:
    """How many items are wanted at most."""
    told = {"type": "integer", "minimum": 1, "maximum": most, "default": default}
    return Parameter(
        "limit", "Items at most.", told, lambda asked: asked.whole("limit", 1, most, default)
    )


def day(name: str, says: str) -> Parameter:
    """A day."""
    told = {"type": "string", "format": "date"}
    return Parameter(name, says, told, lambda asked: asked.day(name))


def cursor(name: str, read: Callable[[Parameters], Any]) -> Parameter:
    """Where a list goes on: as ``next`` says it, in whatever form."""
    says = "Where the list goes on, as `next` of an answer says it."
    return Parameter(name, says, {"type": "string", "maxLength": LONGEST}, read)


def number(name: str, says: str) -> Parameter:
    """A number of the archive, in the path."""
    told = {"type": "integer", "minimum": 1, "maximum": _HIGHEST}
    return in_path(Parameter(name, says, told, lambda asked: asked.whole(name, 1, _HIGHEST, 0)))


def in_path(one: Parameter) -> Parameter:
    """The same as a part of the path."""
    return replace(one, where="path", is_required=True)


def number_before(name: str) -> Parameter:
    """A cursor that is a number: what has a lower one follows."""
    return cursor(name, lambda asked: asked.whole(name, 1, _HIGHEST, 0) or None)


def required(one: Parameter) -> Parameter:
    """The same, without which nothing is answered."""

    def read(asked: Parameters) -> Any:
        told = one.read(asked)
        if told is None:
            raise BadParameter(one.name, "is needed")
        return told

    return replace(one, read=read, is_required=True)
