"""Addresses as a crawler follows and keeps them: joining, and the one form to show  (pure).

When two of them lead to one article is decided in ``identity``. Parsing and joining follow the
WHATWG URL standard (as browsers do), through ada.
"""

from __future__ import annotations

import re

import ada_url

from scrapers.remembering import remembering
from scrapers.tracking import tells_of_visit, without_session

LONGEST = 2_000
"""Addresses longer than this are refused: no site needs them, crawler traps make them."""

_UNWRITTEN = re.compile(r"[{}|\\^`<>\" ]")
_WWW = re.compile(r"^(?:www\.)+(?=[^.]+\.)")


def join(base: str, reference: str) -> str | None:
    """The absolute http(s) address that ``reference`` means on the page ``base``.

    ``None`` for anything a crawler may not follow: other schemes, unparsable text, addresses with
    a user name in them, addresses longer than ``LONGEST``.
    """
    try:
        url = ada_url.URL(reference.strip(), base)
    except (ValueError, UnicodeError):
        return None
    href = url.href
    if not href.startswith(("http:", "https:")) or not url.hostname.strip("."):
        return None
    if "@" in href and (url.username or url.password):
        return None
    return href if len(href) <= LONGEST else None


def written(address: str) -> str:
    """An address of ``join`` as documents write it: what RFC 3986 has no place for is in percent.

    Browsers leave such signs as they are, feeds with them are not valid.
    """
    return _UNWRITTEN.sub(lambda one: f"%{ord(one[0]):02X}", address)


@remembering(256)
def canonical(address: str) -> str | None:
    """``address`` in WHATWG normal form, without fragment, tracking tails and session ids.

    Every other parameter stays, in its place and spelling: on many sites the query is the
    identity (``content.php?cid=…``). ``None`` as for ``join``. Idempotent.
    """
    # remembered: a page's own address, its site's and its doors' are asked for again and again
    joined = join(address, "")
    if joined is None:
        return None
    url = ada_url.URL(joined)
    url.hash = ""
    url.pathname = without_session(url.pathname)
    kept = [part for part in url.search.lstrip("?").split("&") if not tells_of_visit(part)]
    url.search = "&".join(kept)
    return url.href


def on_the_web(link: str) -> str:
    """``link`` as it is, where it says that it is an http(s) address, of a bearable length; else
    nothing.
    """
    says = link.startswith(("http://", "https://"))
    return link if says and len(link) <= LONGEST else ""


@remembering(256)
def host(address: str) -> str:
    """The host of an absolute address, lower case, without ``www.``; empty if there is none."""
    try:
        return _WWW.sub("", ada_url.URL(address).hostname.rstrip("."))
    except ValueError:
        return ""


def is_under(address: str, section: str) -> bool:
    """Whether ``address`` lies below the path of ``section``, both absolute; itself it does not."""
    return _place(address).startswith(_place(section) + "/")


def _place(address: str) -> str:
    url = ada_url.URL(address)
    return f"{host(address)}:{url.port}{url.pathname.rstrip('/')}{url.search}"


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


def path(address: str) -> str:
    """The path of an absolute address; empty if it is none."""
    try:
        return ada_url.URL(address).pathname
    except ValueError:
        return ""


def is_front(address: str) -> bool:
    """Whether an address looks like a front page: no path but perhaps a language or an index."""
    url = ada_url.URL(address)
    shape = r"/(?:[a-z]{2}(?:[-_][a-z]{2})?/?)?(?:(?:index|default|home)(?:\.\w{2,5})?/?)?"
    return not url.search and bool(re.fullmatch(shape, url.pathname, re.IGNORECASE))
