"""Charts: numbers into SVG that stands in a page, in its colours. Pure.

What a chart shows is told by its title, too; each bar tells its own. Nothing but numbers and
escaped texts goes in, and no style: the sheet has the classes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from markupsafe import Markup

from aggregator.pages.strangers import headline, undirected

TEXTURES = (
    "",
    "M-1 7L7 -1",
    "M3 0V3",
    "M0 3H6",
    "M-1 -1L7 7",
    "M3 0V6",
    "M0 3H6M3 0V6",
    "M0 0H6V6H0Z",
)
"""A drawing of six by six for each part of a bar: who does not see colours knows it by that."""
PARTS = len(TEXTURES)
"""Parts that a bar can have."""

_PITCH, _BAR = 14.0, 10.0
"""From one bar to the next, and how wide it is."""
_TOP, _PLOT, _BELOW, _RIGHT = 8.0, 120.0, 20.0, 18.0
_LETTER = 6.5
"""How wide a letter of a label is at most."""
_LINES = 4
"""Lines of a scale, besides that of nothing."""
_SPARK = (100.0, 24.0)


@dataclass(frozen=True, slots=True)
class Column:
    """A bar: its parts from the bottom, what it is called, and the ``label`` under it, if any."""

    name: str
    parts: tuple[int, ...]
    label: str = ""

    @property
    def total(self) -> int:
        """How high it is."""
        return sum(self.parts)


def bars(
    columns: Sequence[Column],
    title: str,
    number: Callable[[int], str] = str,
    *,
    parts: Sequence[str] = (),
    key: str = "chart",
) -> Markup:
    """Bars side by side over a scale; ``parts`` are the names of their parts, if they have any.

    ``key`` tells the textures of this chart from those of others on the page.
    """
    scale = ticks(max((column.total for column in columns), default=0))
    left = _LETTER * max(len(number(tick)) for tick in scale) + 6
    width = left + _PITCH * max(len(columns), 1) + _RIGHT
    said = "; ".join(f"{column.name}: {number(column.total)}" for column in columns)
    return _svg(
        "bars",
        (width, _TOP + _PLOT + _BELOW),
        f"{title}. {said}" if said else title,
        _textures(key, len(parts)),
        *(_gridline(tick, scale[-1], left, width, number) for tick in scale),
        *(
            _column(column, left + _PITCH * at, scale[-1], number, parts, key)
            for at, column in enumerate(columns)
        ),
    )


def swatch(part: int, key: str = "chart") -> Markup:
    """What a part of the bars of a chart looks like, for its legend."""
    return Markup(
        '<svg class="swatch" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">'
        '<rect width="12" height="12" fill="url(#{}-{})"/></svg>'
    ).format(key, part)


def spark(values: Sequence[int], title: str, number: Callable[[int], str] = str) -> Markup:
    """A line through ``values`` no higher than one of text, its last point marked."""
    width, height = _SPARK
    most = max((*values, 1))
    step = (width - 6) / max(len(values) - 1, 1)
    points = [
        (3 + step * at, height - 3 - (height - 6) * (value / most))
        for at, value in enumerate(values)
    ]
    said = ", ".join(number(value) for value in values)
    line = "L".join(f"{_short(x)} {_short(y)}" for x, y in points)
    drawn = [Markup('<path d="M{}"/>').format(line)] if points else []
    if points:
        x, y = map(_short, points[-1])
        drawn.append(Markup('<circle cx="{}" cy="{}" r="2"/>').format(x, y))
    return _svg("spark", _SPARK, f"{title}: {said}" if said else title, *drawn)


def measure(value: int, most: int) -> Markup:
    """A bar beside a number that is told: how much of ``most`` it is."""
    share = _short(100 * (min(value, most) / most)) if most > 0 else "0"
    return Markup(
        '<svg class="measure" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        '<rect width="{}" height="10"/></svg>'
    ).format(share)


def ticks(most: int) -> list[int]:
    """The numbers of a scale from nothing to at least ``most``: whole and round ones."""
    step = 1
    while step * _LINES < most:
        # one, two, five, ten …
        step = step * 5 // 2 if str(step)[0] == "2" else step * 2
    return [step * at for at in range(max(-(-most // step), 1) + 1)]


def _svg(name: str, size: tuple[float, float], title: str, *drawn: Markup) -> Markup:
    width, height = map(_short, size)
    return Markup(
        '<svg class="{}" viewBox="0 0 {} {}" role="img"><title>{}</title>{}</svg>'
    ).format(name, width, height, undirected(title), Markup().join(drawn))


def _gridline(
    tick: int, top: int, left: float, width: float, number: Callable[[int], str]
) -> Markup:
    y = _short(_TOP + _PLOT * (1 - tick / top))
    return Markup(
        '<path class="grid" d="M{} {}H{}"/><text class="tick" x="{}" y="{}">{}</text>'
    ).format(_short(left - 3), y, _short(width - _RIGHT), _short(left - 6), y, number(tick))


def _column(
    column: Column,
    x: float,
    top: int,
    number: Callable[[int], str],
    parts: Sequence[str],
    key: str,
) -> Markup:
    drawn = [
        _part(below / top, (above - below) / top, x, f"url(#{key}-{at})" if parts else None, told)
        for at, (below, above) in enumerate(pairwise(accumulate(column.parts, initial=0)))
        if above > below
        for told in [_told(column, at, number, parts)]
    ]
    label = Markup('<text class="label" x="{}" y="{}">{}</text>').format(
        _short(x + _BAR / 2), _short(_TOP + _PLOT + 14), undirected(column.label)
    )
    return Markup().join([*drawn, label] if column.label else drawn)


def _told(column: Column, at: int, number: Callable[[int], str], parts: Sequence[str]) -> str:
    of = f", {headline(parts[at])}" if parts else ""
    return undirected(f"{column.name}{of}: {number(column.parts[at])}")


def _part(below: float, share: float, x: float, fill: str | None, told: str) -> Markup:
    y = _TOP + _PLOT * (1 - below - share)
    return Markup('<rect x="{}" y="{}" width="{}" height="{}"{}><title>{}</title></rect>').format(
        _short(x),
        _short(max(y, _TOP)),
        _short(_BAR),
        _short(min(_PLOT * share, _TOP + _PLOT - y)),
        Markup(' fill="{}"').format(fill) if fill else "",
        told,
    )


def _textures(key: str, parts: int) -> Markup:
    made = Markup().join(
        Markup(
            '<pattern id="{}-{}" width="6" height="6" patternUnits="userSpaceOnUse">'
            '<rect class="part-{}" width="6" height="6"/><path class="texture" d="{}"/></pattern>'
        ).format(key, at, at, TEXTURES[at] or "M0 0")
        for at in range(parts)
    )
    return Markup("<defs>{}</defs>").format(made) if made else made


def _short(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
