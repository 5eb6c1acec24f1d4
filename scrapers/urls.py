"""One address per article: joining, tidying, and the key by which two addresses are the same.

Parsing and joining follow the WHATWG URL standard (as browsers do), through ada.
"""

from __future__ import annotations

import re

import ada_url

LONGEST = 2_000
"""Addresses longer than this are refused: no site needs them, crawler traps make them."""

_TRACKING = re.compile(
    r"(?:utm_[a-z_]+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_cid|mc_eid|_ga|_gl"
    r"|hsctatracking|wt_mc|at_medium|at_campaign|sigplus)(?:=|$)",
    re.IGNORECASE,
)


def join(base: str, reference: str) -> str | None:
    """The absolute http(s) address that ``reference`` means on the page ``base``.

    ``None`` for anything a crawler may not follow: other schemes, unparsable text, addresses with
    a user name in them, addresses longer than ``LONGEST``.
    """
    try:
        url = ada_url.URL(reference.strip(), base)
    except (ValueError, UnicodeError):
        return None
    if url.protocol not in ("http:", "https:") or url.username or url.password:
        return None
    return url.href if len(url.href) <= LONGEST else None


def canonical(address: str) -> str | None:
    """``address`` in WHATWG normal form, without fragment and tracking tails.

    Every other parameter stays, in its place and spelling: on many sites the query is the
    identity (``content.php?cid=…``). ``None`` as for ``join``. Idempotent.
    """
    joined = join(address, "")
    if joined is None:
        return None
    url = ada_url.URL(joined)
    url.hash = ""
    kept = [part for part in url.search.lstrip("?").split("&") if not _TRACKING.match(part)]
    url.search = "&".join(kept)
    return url.href


def host(address: str) -> str:
    """The host of an absolute address, lower case, without ``www.``; empty if there is none."""
    try:
        return ada_url.URL(address).hostname.removeprefix("www.")
    except ValueError:
        return ""


def key(address: str, aliases: tuple[str, ...] = (), home: str = "") -> str:
    """What two addresses of one page of a source have in common: compare keys, not addresses.

    ``address`` is canonical. The key is blind to scheme, ``www.``, the default port and a trailing
    slash, and writes every host of ``aliases`` as ``home`` (both without ``www.``). Paths keep
    their case: on real sites it matters.
    """
    url = ada_url.URL(address)
    name = url.hostname.removeprefix("www.")
    if name in aliases:
        name = home
    port = f":{url.port}" if url.port else ""
    return f"{name}{port}{url.pathname.rstrip('/')}{url.search}"


def with_query(address: str, name: str, value: str) -> str:
    """``address`` with this value of a query parameter, and the others as they are."""
    url = ada_url.URL(address)
    parameters = ada_url.URLSearchParams(url.search)
    parameters.set(name, value)
    url.search = str(parameters)
    return url.href


def query_value(address: str, name: str) -> str:
    """The first value of a query parameter of an absolute address; empty without it."""
    return ada_url.URLSearchParams(ada_url.URL(address).search).get(name) or ""


def is_front(address: str) -> bool:
    """Whether an absolute address is a host's front page."""
    url = ada_url.URL(address)
    return url.pathname in ("", "/") and not url.search
