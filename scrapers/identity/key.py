"""When two addresses of a source lead to one article: the key that such addresses share.

Only what is told by the addresses themselves counts. Each rule is a fact about the web or about a
content system that many sites run; none is about one site. Where a rule is in doubt the addresses
stay apart: an article asked for twice is found out by its text, one never asked for is lost.
"""

from __future__ import annotations

import re
from operator import itemgetter

import ada_url

from scrapers import urls
from scrapers.bounded import bounded
from scrapers.identity import systems, web
from scrapers.identity.place import Place, spelled
from scrapers.remembering import remembering

# what is read as a content system's own goes before what anybody may write
_RULES = (web.without_index, *systems.RULES, web.without_mode, web.without_extras)
_ROUNDS = 10
"""One form may hide another. Nobody needs as many as this, but a trap may have hundreds."""


@remembering(4_096, 300)  # as many as a run asks for; hardly any is longer
def key(address: str, aliases: tuple[str, ...] = (), home: str = "") -> str:
    """What two addresses of one article of a source have in common: compare keys, not addresses.

    ``aliases`` and ``home`` are the source's hosts, without ``www.``. The key is blind to scheme,
    host alias, ``www.``, default port, trailing and doubled slashes, index files, percent-encoding,
    the order of parameters, tracking and sessions, and to the AMP and print forms of a page. Case
    in paths, languages, pages of a list and fragments make another key. It begins with the host;
    behind ``https://`` it is an address whose key is itself. What is no address is its own key.
    No key is longer than an index takes (``bounded``).
    """
    bare = urls.canonical(address)
    if bare is None:
        return bounded(address)
    url = ada_url.URL(bare)
    place = _simplified(Place.read(url.pathname, url.search))
    query = sorted(place.query, key=itemgetter(0))  # what has one name keeps its order
    fragment = spelled(ada_url.URL(address).hash.removeprefix("#"), "/?&=+")
    told = "".join(
        (
            _host(urls.host(bare), aliases, home),
            f":{url.port}" if url.port not in ("", "80", "443") else "",
            "".join(f"/{step}" for step in place.path),
            "?" if place.query else "",
            "&".join(f"{name}={value}" if value else name for name, value in query),
            f"#{fragment}" if fragment else "",
        )
    )
    return bounded(told)


def _host(name: str, aliases: tuple[str, ...], home: str) -> str:
    own = {home, *aliases}
    twin = re.sub(r"^(?:amp|m)\.", "", name)
    return home if home and (name in own or twin in own) else name


def _simplified(place: Place) -> Place:
    """What the rules make of ``place``, until none finds anything more."""
    for _ in range(_ROUNDS):
        before = place
        for rule in _RULES:
            place = rule(place)
        if place == before:
            break
    return place
