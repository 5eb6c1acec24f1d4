"""The Jinja environment of all pages, whoever serves them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache, partial
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from aggregator.pages import arranging, charts, figures, files, names, reasons, strangers
from aggregator.pages.carriers import carriers
from aggregator.pages.catalogue import texts
from aggregator.pages.rhythm import rhythm
from aggregator.pages.troubles import trouble

_OF_A_LANGUAGE: dict[str, Callable[..., str]] = {
    "day": figures.day,
    "published": figures.published,
    "seen": figures.seen,
    "weekday": figures.weekday,
    "month": figures.month,
    "day_name": figures.day_name,
    "short_day_name": figures.short_day_name,
    "short_month": figures.short_month,
    "moment": figures.moment,
    "days": figures.days,
    "hours": figures.hours,
    "number": figures.number,
    "size": figures.size,
    "sector": names.sector,
    "country": names.country,
    "language": names.language,
    "group": names.group,
    "kind": names.kind,
    "carried": reasons.carried,
    "state": names.state,
    "door": names.door,
    "ending": names.ending,
    "rhythm": rhythm,
    "trouble": trouble,
}
_OF_NONE: dict[str, Callable[..., Any]] = {
    "carriers": carriers,
    "by_day": arranging.by_day,
    "by_month": arranging.by_month,
    "by_country": arranging.by_country,
    "by_group": arranging.by_group,
    "day_in_list": arranging.day_in_list,
    "file_type": names.file_type,
    "headline": strangers.headline,
    "own_name": names.own_name,
    "language_tag": strangers.language_tag,
    "linkable": strangers.linkable,
    "reachable": strangers.reachable,
    "undirected": strangers.undirected,
}


@cache
def environment(language: str) -> Environment:
    """Templates that speak ``language``: everything is escaped, an unknown name is an error."""
    made = Environment(
        loader=PackageLoader("aggregator.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.policies["ext.i18n.trimmed"] = True
    made.install_gettext_translations(texts(language), newstyle=True)  # type: ignore[attr-defined]
    made.filters.update(_OF_NONE)
    made.filters.update(
        {name: partial(filter, language=language) for name, filter in _OF_A_LANGUAGE.items()}
    )
    # a page that has a page of each story says where
    made.globals.update(webcal=files.webcal, details={})
    number = partial(figures.number, language=language)
    made.globals.update(
        bars=partial(charts.bars, number=number),
        spark=partial(charts.spark, number=number),
        measure=charts.measure,
        swatch=charts.swatch,
        month_of=partial(date, 2000, day=1),
    )
    return made
