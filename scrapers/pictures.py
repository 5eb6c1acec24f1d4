"""The pictures of an article: the lead one, and the gallery beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from lxml.etree import XPath
from lxml.html import HtmlElement

from scrapers import urls
from scrapers.page import Page
from scrapers.picture import is_ornament, is_picture, original, sameness, width_in

SMALLEST = 150
"""Pixels of width or height below which a picture is an ornament, where the page tells them."""
LARGE = 400
"""Pixels of width below which a picture that is shown is no match for what metadata tells."""
_MOST = 100
"""Pictures of a page that are looked at."""
_READ = 8_000
"""Characters of a list of addresses that are read."""
_META = ("og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src")
_SOURCES = ("data-src", "data-lazy-src", "data-original", "data-full-url", "src")
_SETS = ("data-srcset", "data-lazy-srcset", "srcset")
_IMAGES: Callable[[HtmlElement], list[HtmlElement]] = XPath(  # type: ignore[assignment]
    "descendant::img[not(ancestor::nav or ancestor::aside or ancestor::footer)]"
)
_WIDE = re.compile(r"(\S+)\s+(\d{1,5})w")
_NUMBER = re.compile(r"\s*(\d{1,5})(?:px)?\s*")


class Form(NamedTuple):
    """A picture in one of its sizes; ``width`` is 0 where nothing tells it."""

    address: str
    width: int


class Pictures(NamedTuple):
    """An article's pictures by their addresses: the lead one and those beside it, each once."""

    lead: str | None = None
    gallery: tuple[str, ...] = ()


def read_pictures(page: Page, within: Sequence[str] | None = None) -> Pictures:
    """The lead picture as the metadata tells it, else the first of the text; and all the others.

    ``within`` are the pictures in the text as far as known, else those of the page's main part.
    A picture that the page shows in several sizes is one. It is taken in the largest that is
    shown: what metadata tells is often a card to share, cut and with words on it.
    """
    forms = _forms_by_picture(page)
    inside = list(_main(page)) if within is None else within
    for address in inside:
        forms.setdefault(sameness(address), Form(address, 0))
    told = next(_told(page), None)
    lead = sameness(told) if told else next(map(sameness, inside), None)
    shown = forms.get(lead) if lead else None
    others = [one for one in dict.fromkeys(map(sameness, inside)) if one != lead]
    # a small copy of the lead stands among other news as well
    best = told if told and (shown is None or 0 < shown.width < LARGE) else shown and shown.address
    return Pictures(best, tuple(forms[one].address for one in others))


def _forms_by_picture(page: Page) -> dict[str, Form]:
    """Every picture of a page in the largest form that is shown of it."""
    forms: dict[str, Form] = {}
    for node in islice(_IMAGES(page.tree.body), _MOST):
        if form := form_of(node, page.base):
            key = sameness(form.address)
            if key not in forms or form.width > forms[key].width:
                forms[key] = form
    return forms


def _told(page: Page) -> Iterator[str]:
    """What the metadata tells, without ornaments such as the site's logo."""
    told = [page.meta[name] for name in _META if name in page.meta]
    told += [image for node in page.articles for image in _images(page, node.get("image"))]
    for address in told:
        joined = urls.join(page.base, original(address))
        if joined and not is_ornament(joined):
            yield joined


def _images(page: Page, value: object) -> Iterator[str]:
    """Addresses in JSON-LD, where an image is told by its address, an object or a reference."""
    waiting = [value]
    for _ in range(_MOST):
        one = waiting.pop(0) if waiting else None
        if isinstance(one, list):
            waiting[:0] = one[:_MOST]
        elif isinstance(one, dict):
            inner = one.get("url") or one.get("contentUrl")
            waiting[:0] = [inner or _described(page, one.get("@id"))]
        elif isinstance(one, str):
            yield one


def _described(page: Page, reference: object) -> object:
    nodes = (node for node in page.json_ld if reference and node.get("@id") == reference)
    return next((node.get("url") or node.get("contentUrl") for node in nodes), None)


# What the page shows


def form_of(image: HtmlElement, base: str) -> Form | None:
    """The largest form of an ``img``; ``None`` for ornaments and what has no address."""
    sizes = [_NUMBER.fullmatch(image.get(name) or "") for name in ("width", "height")]
    if any(size and int(size[1]) < SMALLEST for size in sizes):
        return None
    for told, width in _forms(image):
        address = urls.join(base, original(told))
        if address and not is_ornament(address):
            return Form(address, width or width_in(address))
    return None


def _forms(image: HtmlElement) -> Iterator[tuple[str, int]]:
    """The addresses of one picture with their widths (0 if unknown), the largest first."""
    parent = image.getparent()
    link = parent.get("href") if parent.tag == "a" else None
    if link and is_picture(link):
        yield link, 0
    boxes = [image, *(parent.iterchildren("source") if parent.tag == "picture" else ())]
    wide = (
        (int(found[2]), found[1].lstrip(","))
        for box in boxes
        for name in _SETS
        for found in _WIDE.finditer((box.get(name) or "")[:_READ])
    )
    yield from ((address, width) for width, address in sorted(wide, reverse=True)[:1])
    yield from ((value, 0) for name in _SOURCES if (value := image.get(name)))


def _main(page: Page) -> Iterator[str]:
    """The pictures in that part of a page that holds most of its prose."""
    prose: dict[HtmlElement, int] = {}
    for paragraph in page.tree.body.iter("p"):
        parent = paragraph.getparent()
        prose[parent] = prose.get(parent, 0) + len(paragraph.text_content())
    area = max(prose, key=prose.__getitem__, default=page.tree.body)
    for node in islice(_IMAGES(area), _MOST):
        if form := form_of(node, page.base):
            yield form.address
