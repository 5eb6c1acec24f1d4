"""In which of the program's languages somebody is answered. Pure."""

from __future__ import annotations

from typing import get_args

from aggregator.pages.view import Language

LANGUAGES: tuple[Language, ...] = get_args(Language)


def split(path: str, default: Language) -> tuple[Language, str]:
    """The language that a path asks for, and the path without it.

    ``default`` is that of addresses that name none: ``/en/events`` is ``/events`` in English.
    """
    for language in LANGUAGES:
        prefix = f"/{language}"
        if language != default and (path == prefix or path.startswith(f"{prefix}/")):
            return language, path[len(prefix) :] or "/"
    return default, path


def prefix(language: Language, default: Language) -> str:
    """What stands before the path of a page in a language."""
    return "" if language == default else f"{language}/"


def preferred(header: str, default: Language) -> Language:
    """The language that a browser would rather have (``Accept-Language``, RFC 9110, 12.5.4).

    ``default`` where it would as soon have that, or wants none of ours.
    """
    weights = dict(_weights(header))
    others = [one for one in LANGUAGES if one != default]
    best = max(others, key=lambda one: weights.get(one, 0.0))
    mine = weights.get(default, weights.get("*", 0.0))
    return best if weights.get(best, 0.0) > mine else default


def _weights(header: str) -> list[tuple[str, float]]:
    """How much each language is wanted, the most wanted variety of it counting."""
    found: dict[str, float] = {}
    for part in header[:1_000].lower().split(","):
        tag, _, rest = part.partition(";")
        name, _, value = rest.strip().partition("=")
        language = tag.strip().partition("-")[0]
        try:
            weight = float(value) if name.strip() == "q" else 1.0
        except ValueError:
            weight = 0.0
        if language and 0 <= weight <= 1:
            found[language] = max(found.get(language, 0.0), weight)
    return list(found.items())
