"""A source and a page of it, and how to change one thing about them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from scrapers.page import Page
from scrapers.source import Source

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
HOME = "https://www.pelda.hu/"
URL = "https://www.pelda.hu/hirek/kozos-geppark"
TITLE = "Közös gépparkot épít a Mintaklaszter"
PROSE = (
    "<p>A Mintaklaszter tagjai három megmunkáló központot vesznek közösen, mert egyiküknek sem "
    "jutna elég munka a drága gépekre. A gépek Kisvárason állnak majd, a tagok órára bérlik őket, "
    "a karbantartást pedig az a cég végzi, amelynek csarnokában a gép áll.</p>"
    "<p>Az első közös rendelés tizennégy szerszám volt, amelyet két hónap helyett hat nap alatt "
    "szállítottak le. A következő lépés egy mérőszoba, amelyet a tanműhely diákjai is használnak, "
    "és amelyhez a város adja az épületet.</p>"
)


def source(**changes: Any) -> Source:
    return Source.model_validate(
        {"id": "pelda", "name": "Mintaklaszter", "organisation": "Minta Kft.", "home": HOME}
        | {"aliases": ("regi-pelda.hu",)}
        | changes
    )


def page(body: str, head: str = "", url: str = URL) -> Page:
    """A page whose ``{title}`` and ``{prose}`` are those of the example article."""
    html = f'<!DOCTYPE html><html lang="hu"><head>{head}</head><body>{body}</body></html>'
    filled = html.replace("{title}", TITLE).replace("{prose}", PROSE)
    return Page.parse(filled.encode(), url, "text/html; charset=utf-8")
