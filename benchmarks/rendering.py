"""10,000 entries to RSS and to Atom, beside the same two documents written with lxml alone.

Both are timed in turns in one process. What lxml alone does is the least there is to do: elements
from values that are clean already, and bytes; it copies each document that was rendered, element
by element, and the two are compared.
"""

from __future__ import annotations

import gc
from argparse import ArgumentParser
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from statistics import median
from time import process_time
from typing import NamedTuple

from lxml import etree

from feeds import atom, rss
from feeds.feed import Attachment, Category, Entry, Feed, Mention

FIRST = datetime(2026, 1, 1, 8, tzinfo=UTC)
SENTENCE = "A klaszter új mérőlabort nyitott Győrben; a beruházás értéke két milliárd forint. "
KINDS = "https://hirek.example/kinds"


class Piece(NamedTuple):
    """An element as plain values."""

    tag: str
    attributes: dict[str, str]
    text: str | None
    pieces: list[Piece]


def entry(number: int) -> Entry:
    """An entry as the feeds have them: a summary, credits, two others who tell it, a picture."""
    site = f"https://klaszter{number % 90}.example/"
    moment = FIRST + timedelta(minutes=number)
    others = [Mention("Tolna Hírek", f"Új labor nyílt {i}", f"{site}{i}") for i in range(2)]
    return Entry(
        id=f"tag:hirek.example,2026:{number}",
        url=f"{site}hirek/{number}?a=1&b=2",
        title=f"Labor nyílt Győrben: mérés & vizsgálat ({number})",
        updated=moment,
        source=f"Kő & Víz Klaszter {number % 90}",
        source_url=site,
        published=moment,
        summary=SENTENCE * 3,
        content_html=f"<p>{SENTENCE * 6}</p><p>Forrás: <a href='{site}'>Kő &amp; Víz</a></p>",
        authors=("Kovács Éva",),
        language="hu",
        image=f"{site}labor.jpg",
        attachments=(Attachment(f"{site}f.pdf", "Felhívás", "application/pdf", 48213),),
        categories=(Category("hir", KINDS, "Hír"),),
        reprints=(others[0],),
        quotations=(others[1],),
    )


def feed(size: int) -> Feed:
    """A feed of ``size`` entries."""
    entries = [entry(number) for number in range(size)]
    return Feed(
        id="tag:hirek.example,2026:feed",
        title="Klaszterhírek",
        description="Magyar klaszterek hírei",
        language="hu",
        updated=entries[-1].updated,
        entries=entries,
        base="https://hirek.example/",
    )


def piece(element: etree._Element) -> Piece:
    """``element`` as plain values, without the white space between elements."""
    pieces = [piece(one) for one in element]
    text = None if pieces else element.text
    return Piece(str(element.tag), dict(element.attrib), text, pieces)


def written(root: Piece, prefixes: dict[str | None, str]) -> bytes:
    """A document of these values with lxml alone."""
    element = etree.Element(root.tag, root.attributes, nsmap=prefixes)
    element.text = root.text
    for one in root.pieces:
        add(element, one)
    return etree.tostring(element, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def add(parent: etree._Element, told: Piece) -> None:
    """Append what is told to ``parent``."""
    element = etree.SubElement(parent, told.tag, told.attributes)
    element.text = told.text
    for one in told.pieces:
        add(element, one)


def seconds(action: Callable[[], object]) -> float:
    """Of the processor; what is there before is no matter for the collector of garbage."""
    gc.collect()
    gc.freeze()
    start = process_time()
    action()
    return process_time() - start


def compare(render: Callable[[Feed], bytes], sample: Feed, runs: int) -> tuple[float, float]:
    """What rendering takes and what lxml alone takes, the median of ``runs`` in turns."""
    root = etree.fromstring(render(sample))
    plain, prefixes = piece(root), dict(root.nsmap)
    if piece(etree.fromstring(written(plain, prefixes))) != plain:
        raise SystemExit("the two documents differ")
    took = [
        (seconds(lambda: render(sample)), seconds(lambda: written(plain, prefixes)))
        for _ in range(runs)
    ]
    ours, theirs = zip(*took, strict=True)
    return median(ours), median(theirs)


def report(name: str, ours: float, theirs: float) -> None:
    """A line of the result."""
    print(f"{name}: {ours:.2f} s, lxml alone {theirs:.2f} s, {ours / theirs:.2f} times")


def main(size: int, runs: int) -> None:
    """Print what each format takes, and both."""
    sample = feed(size)
    took = {form.SUFFIX: compare(form.render, sample, runs) for form in (rss, atom)}
    for name, (ours, theirs) in took.items():
        report(name, ours, theirs)
    report("both", *map(sum, zip(*took.values(), strict=True)))


if __name__ == "__main__":
    arguments = ArgumentParser(description=__doc__)
    arguments.add_argument("--entries", type=int, default=10_000)
    arguments.add_argument("--runs", type=int, default=5)
    told = arguments.parse_args()
    main(told.entries, told.runs)
