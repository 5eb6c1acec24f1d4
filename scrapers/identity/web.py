"""Forms of one page that the web at large knows: index files, AMP, print, comments, sharing."""

from __future__ import annotations

import re

from scrapers.identity.place import Place

LANGUAGE = re.compile(
    "[a-z]{2}(?:[-_][a-z]{2})?|hun|eng|ger|deu|svk|slo|ron|rou|rom|srp|srb|ces|cze"
    "|magyar|angol|english|nemet|deutsch|german|hungarian|romana|romanian|slovensky|srpski|cesky",
    re.IGNORECASE,
)
"""A step of a path that tells the language of what is below it."""

_INDEX = re.compile(r"(?:index|default)\.(?:php\d?|html?|shtml|phtml|aspx?|jsp|cgi)", re.IGNORECASE)

_MODES = frozenset(
    {
        *("amp", "wpamp", "print", "printable", "printview"),
        *("nyomtat", "nyomtatas", "nyomtathato", "tisk", "tlac"),
    }
)
_MODE_NAMES = frozenset({"format", "view", "output", "outputtype", "mode", "layout", "tmpl"})
_YES = frozenset({"", "1", "true", "yes", "on", "y", "igen", *_MODES})
_SUFFIX = re.compile(r"(?<=[\w)])\.(?:amp|print)(?=\.html?$|$)")

_EXTRAS = frozenset({"no_cache", "nocache", "replytocom", "cpage", "noamp", "nonamp"})
_MARKED = frozenset({"highlight", "hilite"})
_PAGERS = frozenset({"page", "start", "limitstart"})
_DEFAULTS = frozenset(
    {("start", "0"), ("limitstart", "0"), ("layout", "default"), ("tmpl", "component")}
)
_BACK = frozenset({"destination", "return", "returnurl", "return_to", "redirect_to", "source"})


def without_index(place: Place) -> Place:
    """``/index.php/hirek`` and ``/hirek/index.html`` are ``/hirek``."""
    path = [step for step in place.path if step.lower() != "index.php"]
    while path and _INDEX.fullmatch(path[-1]):
        path.pop()
    return place._replace(path=tuple(path))


def without_mode(place: Place) -> Place:
    """The AMP and print forms of an article are the article.

    A step *amp* or *print* tells a form only beside what looks like the name of an article: an
    organisation may have a project named AMP.
    """
    path = list(place.path)
    while len(path) > 1 and path[-1].lower() in _MODES and names_article(path[-2]):
        path.pop()
    first = 1 if path and LANGUAGE.fullmatch(path[0]) else 0
    if len(path) > first + 1 and path[first].lower() in _MODES and names_article(path[-1]):
        path.pop(first)
    if path:
        path[-1] = _SUFFIX.sub("", path[-1])
    return place._replace(path=tuple(path)).without(_is_mode)


def without_extras(place: Place) -> Place:
    """Comments, marked words, the way back: the article is the same with and without."""
    path = place.path
    if len(path) > 1 and re.fullmatch(r"comment-page-\d+", path[-1]):
        path = path[:-1]
    return place._replace(path=path).without(_is_extra)


def names_article(step: str) -> bool:
    """Whether a step may be the name of an article: of several words, with a number, a file."""
    return bool(re.search(r"[-_.\d]", step))


def _is_mode(name: str, value: str) -> bool:
    name, value = name.lower(), value.lower()
    return (name in _MODES and value in _YES) or (name in _MODE_NAMES and value in _MODES)


def _is_extra(name: str, value: str) -> bool:
    name = name.lower()
    return (
        name in _EXTRAS
        or (name in _MARKED and not value.isdigit())
        or (name in _PAGERS and not value)
        or (name, value) in _DEFAULTS
        or (name in _BACK and "/" in value)  # where to go afterwards is an address
    )
