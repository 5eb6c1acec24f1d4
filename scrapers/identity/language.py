"""What an address tells of its page's language, and what is left of it in every language."""

from __future__ import annotations

from typing import NamedTuple

from scrapers.identity.web import LANGUAGE

_NAMES = frozenset(
    {"lang", "language", "lng", "ln", "l", "langid", "lang_id", "hl", "locale", "nyelv"}
)


class Parted(NamedTuple):
    """A key without what tells a language, and that: ``hu``, ``lang=en``, or nothing."""

    rest: str
    language: str


def without_language(key: str) -> Parted:
    """The key of an address (see ``identity.key``) parted from the language that it tells.

    A language is told by a sub-domain, by the first step of the path that is one's name or code,
    and by parameters.
    """
    place, _, fragment = key.partition("#")
    place, _, query = place.partition("?")
    host, *steps = place.split("/")
    first, _, above = host.partition(".")
    told = [first] if "." in above and LANGUAGE.fullmatch(first) else []
    host = above if told else host
    if step := next(filter(LANGUAGE.fullmatch, steps), None):
        steps.remove(step)
        told.append(step)
    asked = query.split("&")
    languages = [one for one in asked if one.partition("=")[0].lower() in _NAMES]
    left = "&".join(one for one in asked if one not in languages)
    rest = "/".join((host, *steps))
    rest += (f"?{left}" if left else "") + (f"#{fragment}" if fragment else "")
    return Parted(rest, " ".join((*told, *languages)))
