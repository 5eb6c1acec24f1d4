"""When two addresses of a source lead to one article: the key that such addresses share  (pure).

Only what is told by the addresses themselves counts. Each rule is a fact about the web or about a
content system that many sites run; none is about one site. Where a rule is in doubt the addresses
stay apart: an article asked for twice is found out by its text, one never asked for is lost.
"""

from __future__ import annotations

import re
from operator import itemgetter
from typing import NamedTuple
from unicodedata import normalize
from urllib.parse import quote, unquote_to_bytes

import ada_url

from scrapers import urls


class _Place(NamedTuple):
    """Where on its host an address leads: the steps of the path, and the parameters.

    Both in one spelling. A parameter without value and one with an empty value are the same.
    """

    path: tuple[str, ...]
    query: tuple[tuple[str, str], ...]


def key(address: str, aliases: tuple[str, ...] = (), home: str = "") -> str:
    """What two addresses of one article of a source have in common: compare keys, not addresses.

    ``aliases`` and ``home`` are the source's hosts, without ``www.``. The key is blind to scheme,
    host alias, ``www.``, default port, trailing and doubled slashes, index files, percent-encoding,
    the order of parameters, tracking and sessions, and to the AMP and print forms of a page. Case
    in paths, languages, pages of a list and fragments make another key. It begins with the host;
    behind ``https://`` it is an address whose key is itself. What is no address is its own key.
    """
    joined, bare = urls.join(address, ""), urls.canonical(address)
    if joined is None or bare is None:
        return address
    url = ada_url.URL(bare)
    place = _read(url.pathname, url.search)
    while (simpler := _simplified(place)) != place:
        place = simpler
    query = sorted(place.query, key=itemgetter(0))  # what has one name keeps its order
    fragment = _spelled(ada_url.URL(joined).hash.removeprefix("#"), "/?&=+")
    return "".join(
        (
            _host(urls.host(bare), aliases, home),
            f":{url.port}" if url.port not in ("", "80", "443") else "",
            "".join(f"/{step}" for step in place.path),
            "?" if place.query else "",
            "&".join(f"{name}={value}" if value else name for name, value in query),
            f"#{fragment}" if fragment else "",
        )
    )


def _host(name: str, aliases: tuple[str, ...], home: str) -> str:
    own = {home, *aliases}
    twin = re.sub(r"^(?:amp|m)\.", "", name)
    return home if home and (name in own or twin in own) else name


def _simplified(place: _Place) -> _Place:
    for rule in _RULES:
        place = rule(place)
    return place


# One spelling


def _read(path: str, search: str) -> _Place:
    steps = (_spelled(step, "&=+") for step in path.split("/") if step)
    parameters = (_parameter(part) for part in search.lstrip("?").split("&") if part)
    return _Place(tuple(steps), tuple(dict.fromkeys(parameters)))


def _parameter(part: str) -> tuple[str, str]:
    name, _, value = part.replace("+", " ").partition("=")
    # an & that was escaped once too often leaves the rest of its name behind
    return re.sub(r"^(?:amp;)+", "", _spelled(name, "/?")), _spelled(value, "/?")


def _spelled(text: str, delimiters: str) -> str:
    """``text`` percent-encoded where it must be and nowhere else, accents in composed form."""
    raw = unquote_to_bytes(text)
    try:
        raw = normalize("NFC", raw.decode()).encode()
    except UnicodeDecodeError:
        pass  # an older encoding: the bytes are the name
    return quote(raw, safe="!$()*,:;@[]|" + delimiters)


# Rules of the web at large

_INDEX = re.compile(r"(?:index|default)\.(?:php\d?|html?|shtml|phtml|aspx?|jsp|cgi)", re.I)
_LANGUAGE = re.compile(r"[a-z]{2}(?:[-_][a-z]{2})?|hun|eng|ger|deu|slo|rom|srb|cze", re.I)
_AMP = ("amp",)
_PRINT = ("print", "printable", "printview", "nyomtat", "nyomtatas", "nyomtathato", "tisk", "tlac")
_MODES = frozenset({*_AMP, *_PRINT})
_SUFFIX = re.compile(r"(?<=[\w)])\.(?:amp|print)(?=\.html?$|$)")
_YES = frozenset({"", "1", "true", "yes", "on", "y", *_MODES})
_MODE_NAMES = frozenset({"format", "view", "output", "outputtype", "mode", "layout", "tmpl"})


def _without_index(place: _Place) -> _Place:
    """``/index.php/hirek`` and ``/hirek/index.html`` are ``/hirek``."""
    path = [step for step in place.path if step.lower() != "index.php"]
    while path and _INDEX.fullmatch(path[-1]):
        path.pop()
    return place._replace(path=tuple(path))


def _without_mode(place: _Place) -> _Place:
    """The AMP and print forms of an article are the article.

    A step *amp* or *print* tells a form only beside what looks like the name of an article: an
    organisation may have a project named AMP.
    """
    path = list(place.path)
    while len(path) > 1 and path[-1].lower() in _MODES and _names_article(path[-2]):
        path.pop()
    first = 1 if path and _LANGUAGE.fullmatch(path[0]) else 0
    if len(path) > first + 1 and path[first].lower() in _MODES and _names_article(path[-1]):
        path.pop(first)
    if path:
        path[-1] = _SUFFIX.sub("", path[-1])
    return _Place(tuple(path), tuple(part for part in place.query if not _is_mode(*part)))


def _is_mode(name: str, value: str) -> bool:
    name, value = name.lower(), value.lower()
    return (name in _MODES and value in _YES) or (name in _MODE_NAMES and value in _MODES)


def _names_article(step: str) -> bool:
    return bool(re.search(r"[-_.\d]", step))


_SAME = frozenset({"replytocom", "cpage", "highlight", "hilite", "noamp", "nonamp", "no_cache"})
_PAGERS = frozenset({"page", "start", "limitstart"})
_DEFAULTS = frozenset(
    {("start", "0"), ("limitstart", "0"), ("layout", "default"), ("tmpl", "component")}
)
_BACK = frozenset({"destination", "return", "returnurl", "return_to", "redirect_to", "source"})


def _without_decoration(place: _Place) -> _Place:
    """Comments, marked words, the way back: the article is the same with and without."""
    path = place.path
    if len(path) > 1 and re.fullmatch(r"comment-page-\d+", path[-1]):
        path = path[:-1]
    return _Place(path, tuple(part for part in place.query if not _is_decoration(*part)))


def _is_decoration(name: str, value: str) -> bool:
    name = name.lower()
    return (
        name in _SAME
        or (name in _PAGERS and not value)
        or (name, value) in _DEFAULTS
        or (name in _BACK and "/" in value)
    )


# Rules of content systems

_NUMBERED = re.compile(r"([1-9]\d+)-([A-Za-z%][^.]*)(?:\.html?)?")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ARTICLE = ("component", "content", "article")
_MENU = frozenset({"Itemid", "catid", "sectionid", "showall"})


def _joomla_path(place: _Place) -> _Place:
    """``/hirek/223-cim`` and ``/component/content/article/5-hirek/223-cim`` are one article.

    Joomla reads only the last step; what is before it tells the menu. Elsewhere a number at the
    beginning may be an ordinal, a year or a day, and those are left alone: numbers below ten,
    years, and paths in which a year or a bare number stands.
    """
    *menu, last = place.path or ("",)
    numbered = _NUMBERED.fullmatch(last)
    if not numbered or _YEAR.fullmatch(numbered[1]):
        return place
    if any(step.isdigit() or _YEAR.search(step) for step in menu):
        return place
    languages = (step for step in menu if _LANGUAGE.fullmatch(step))
    query = (part for part in place.query if part[0] not in _MENU)
    return _Place((*languages, f"{numbered[1]}-{numbered[2]}"), tuple(query))


def _joomla_query(place: _Place) -> _Place:
    """``index.php?option=com_content&view=article&id=12:cim``: the number is the identity."""
    told = dict(place.query)
    number = re.fullmatch(r"(\d+)(:.*)?", told.get("id", ""))
    if not number:
        return place
    path, article = place.path, told.get("view") == "article" or told.get("task") == "view"
    if path[-3:] == _ARTICLE and "option" not in told:
        path, article = path[:-3], True
    elif told.get("option") != "com_content" or not article:
        return place
    ours = {"option": "com_content", "view": "article", "id": number[1]}
    dropped = {*_MENU, *ours, "task"}
    kept = (part for part in place.query if part[0] not in dropped)
    return _Place(path, (*ours.items(), *kept))


def _drupal(place: _Place) -> _Place:
    """``/?q=node/12`` and ``/print/12`` are ``/node/12``."""
    path, told = place.path, dict(place.query)
    if not path and "/" in (asked := told.get("q", "")):
        path = tuple(_spelled(step, "&=+") for step in asked.split("/") if step)
        if not {".", ".."} & {*path}:
            return _Place(path, tuple(part for part in place.query if part[0] != "q"))
    if path[-2:-1] == ("print",) and path[-1].isdigit():
        return place._replace(path=(*path[:-2], "node", path[-1]))
    return place


def _typo3(place: _Place) -> _Place:
    """``cHash`` is a sum over the other parameters; the page one came from is not the article."""
    ours = any(name.startswith("tx_") or name == "cHash" for name, _ in place.query)
    query = (
        (name, value)
        for name, value in place.query
        if name != "cHash"
        and not re.fullmatch(r"tx_\w+\[(?:backPid|swords)\]", name)
        and not (ours and (name, value) == ("type", "98"))  # the type of print pages
    )
    return place._replace(query=tuple(query))


def _plone(place: _Place) -> _Place:
    """``/hirek/uj-minosites/view`` is ``/hirek/uj-minosites``."""
    path, views = place.path, ("view", "@@view", "newsitem_view", "document_view")
    if len(path) > 1 and path[-1] in views and _names_article(path[-2]):
        return place._replace(path=path[:-1])
    return place


def _domino(place: _Place) -> _Place:
    """In a database a document is named by its 32 digits, whatever view it was found in."""
    if not any(step.lower().endswith(".nsf") for step in place.path):
        return place
    query = (part for part in place.query if part[0].lower() not in ("opendocument", "open"))
    *base, view, last = place.path if len(place.path) > 2 else ("", "", "")
    if base and base[-1].lower().endswith(".nsf") and re.fullmatch("[0-9A-Fa-f]{32}", last):
        return _Place((*base, "0", last.lower()), tuple(query))
    return place._replace(query=tuple(query))


_RULES = (
    *(_without_index, _drupal, _without_mode, _without_decoration),
    *(_joomla_path, _joomla_query, _typo3, _plone, _domino),
)
