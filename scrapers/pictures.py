"""The pictures of an article: the lead one, and the gallery beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from scrapers import urls
from scrapers.page import Page
from scrapers.picture import is_ornament, original, sameness, width_in
from scrapers.prose.pictures import pictures_of

LARGE = 400
"""Pixels of width below which a picture is no lead, where its address tells them."""
_MOST = 200
"""Pictures of a page that are looked at."""
_META = ("og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src")


class Pictures(NamedTuple):
    """An article's pictures by their addresses: the lead one and those beside it, each once."""

    lead: str | None = None
    gallery: tuple[str, ...] = ()


def read_pictures(page: Page, within: Sequence[str]) -> Pictures:
    """The lead picture as the metadata tells it, else the first large one of the text.

    ``within`` are the pictures in and around the text; all but the lead are the gallery.
    A picture that the page shows in several sizes is one. It is taken in the largest that is
    shown: what metadata tells is often a card to share, cut and with words on it.
    """
    inside = [one for one in map(original, within) if not is_ornament(one)]
    forms = _largest((*_shown(page), *inside))
    told = next(_told(page), None)
    large = (sameness(one) for one in inside if not 0 < width_in(one) < LARGE)
    lead = sameness(told) if told else next(large, None)
    shown = forms.get(lead) if lead else None
    # a small copy of the lead stands among other news as well
    best = told if told and (shown is None or 0 < width_in(shown) < LARGE) else shown
    others = dict.fromkeys(one for one in map(sameness, inside) if one != lead)
    return Pictures(best, tuple(forms[one] for one in others))


def _largest(addresses: Iterable[str]) -> dict[str, str]:
    """Each picture once, in the largest of its sizes, by what they have in common."""
    forms: dict[str, str] = {}
    for address in addresses:
        key = sameness(address)
        if key not in forms or width_in(address) > width_in(forms[key]):
            forms[key] = address
    return forms


def _shown(page: Page) -> Iterator[str]:
    images = islice(page.body.iter("img"), _MOST)
    shown = (address for image in images for address in pictures_of([image], page.base))
    return (one for one in map(original, shown) if not is_ornament(one))


def _told(page: Page) -> Iterator[str]:
    """What the metadata tells, without ornaments such as the site's logo."""
    told = [page.meta[name] for name in _META if name in page.meta]
    told += [image for node in page.articles for image in _images(page, node.get("image"))]
    for address in told:
        joined = urls.join(page.base, address)
        if joined and not is_ornament(picture := original(joined)):
            yield picture


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
    told = (node.get("url") or node.get("contentUrl") for node in page.described(reference))
    return next(told, None)
