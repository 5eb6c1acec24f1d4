"""Sectors in the interface."""

from __future__ import annotations

from aggregator.pages import names
from aggregator.web.api.models import Sector
from aggregator.web.api.operation import Asked
from aggregator.web.choosing import sector_code


def sector(told: str | None, asked: Asked) -> Sector | None:
    """The sector of a source, if it has one, as whoever asks calls it."""
    if not told:
        return None
    return Sector(id=sector_code(told), name=names.sector(told, asked.request.state.language))
