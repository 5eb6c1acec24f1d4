"""When an article appeared: what its page tells, in the order in which it can be trusted.

Structured data comes first, then the door's word, then a date standing in a line of its own beside
the title. A date elsewhere on the page (a clock in the header, a side box, the text itself) is no
publication date, and a page without one has none. Nor is what a clock would show today.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from lxml.html import HtmlElement

from scrapers import clean, dates
from scrapers.article import BUDAPEST, Published
from scrapers.page import Line, Page

EARLIEST = 1990
"""No article of the web is older; such years are faults of clocks and forms."""
_META = (
    *("article:published_time", "og:published_time", "og:article:published_time", "datepublished"),
    *("publishdate", "publish-date", "pubdate", "dc.date", "dc.date.issued", "dcterms.created"),
    *("dcterms.date", "dcterms.issued", "parsely-pub-date", "sailthru.date", "cxenseparse:time"),
    *("article.published", "publication_date", "date"),
)
_NEAR = 12
_PROSE = 130
_BESIDE = 60
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
# what a date beside the title may be of instead: a change, a deadline; an event, told before it
_OTHER = (
    *("friss", "módos", "updat", "modif", "aktualiz", "actualiz", "geändert"),
    *("határid", "jelentkez", "deadline", "uzávierka", "uzávěrka"),
)
_EVENT = (
    *(
        "időpont",
        "helyszín",
        "esemény",
        "rendezvény",
        "kezd",
        "mikor",
        "event",
        "venue",
        "location",
    ),
    *("termín", "termin"),
)
# a clock: "Ma 2021. június 4., péntek, Bulcsú napja van"; but "30 mai 2024", "30. Mai 2024" are not
_CLOCK = re.compile(
    r"(?<!\d\s)(?<!\d\.\s)\bmai?\b|\btoday\b|névnap|\bnapj(?:a|át)\b", re.IGNORECASE
)
# "4-én", "4-i": a date in a sentence
_INFLECTED = re.compile(r"\d\.?-(?:[áéi]|t[óőé]l|ig)", re.IGNORECASE)
# what heads a box of other articles
_OTHERS = re.compile(
    r"^(?:kapcsolódó|további|legfrissebb|friss hírek|ajánl|hasonló|olvas|ezt is|legolvasottabb"
    r"|előző|következő|related|more |latest|similar|read (?:also|more|next)|see also|previous"
    r"|next)",
    re.IGNORECASE,
)
_LABEL = re.compile(r"közzét|megjelen|publi|posted|feltölt|létrehoz|dátum", re.IGNORECASE)
_MICRODATA = (
    '//*[@itemprop="datePublished"][not(ancestor::aside or ancestor::nav or ancestor::footer)]'
)


def read_published(
    page: Page, title: str, languages: Sequence[str], now: datetime
) -> Published | None:
    """The publication moment that the page itself tells, or ``None``.

    ``title`` is the article's, to know where a byline stands; ``languages`` are the source's.
    Moments before ``EARLIEST`` and more than a day after ``now`` are not believed.
    """
    for found, moment in _candidates(page, title, languages, now):
        if believable(moment.at, now):
            return Published(moment.at, moment.precision, found, moment.text)
    return None


def _may_be_a_clock(line: str, moment: dates.Moment, now: datetime) -> bool:
    """Whether a date without a label is what a clock would show now: today, with its weekday.

    If it is the article's after all, the next look reads it on another day.
    """
    today = moment.at.astimezone(BUDAPEST).date() == now.astimezone(BUDAPEST).date()
    bare = moment.precision == "day" and not _LABEL.search(line.partition(moment.text)[0])
    return today and bare and dates.WEEKDAY.search(moment.text) is not None


def believable(at: datetime, now: datetime) -> bool:
    """Whether an article can have appeared then, seen from ``now``."""
    return at.year >= EARLIEST and at <= now + timedelta(days=1)


def _candidates(
    page: Page, title: str, languages: Sequence[str], now: datetime
) -> Iterator[tuple[str, dates.Moment]]:
    for told in page.articles:
        if moment := dates.machine_moment(str(told.get("datePublished") or "")):
            yield "json-ld", moment
    for name in _META:
        if moment := dates.machine_moment(page.meta.get(name, "")):
            yield "meta", moment
    for node in page.tree.xpath(_MICRODATA):
        if _is_of_another(node, title):
            continue
        if moment := dates.machine_moment(node.get("datetime") or node.get("content") or ""):
            yield "microdata", moment
    label = ""
    for line in _beside_title(page, title):
        said = f"{label} {line.text}"
        label = line.text if _labels_the_next(line.text) else ""
        if tells_another(said):
            continue
        for marked in line.times:
            if moment := dates.machine_moment(marked):
                yield "time", moment
        moment = dates.find_moment(line.text, languages)
        if moment and is_byline(said, moment) and not _may_be_a_clock(said, moment, now):
            yield "byline", moment


def tells_another(line: str) -> bool:
    """Whether the date in a line is, in its words, that of a change or a deadline."""
    return any(word in line.lower() for word in _OTHER)


def _labels_the_next(line: str) -> bool:
    """Whether a line tells of what the line behind it is: a label, or the place of an event."""
    return line[-1] == ":" or line.lower().startswith(_EVENT)


def _is_of_another(node: HtmlElement, title: str) -> bool:
    """Whether microdata belong to something that does not have the title: a box of other news."""
    scopes = (one for one in node.iterancestors() if one.get("itemscope") is not None)
    if (scope := next(scopes, None)) is None:
        return False
    told = " ".join((str(scope.text_content()), *scope.xpath(".//meta/@content")))
    return title.casefold() not in clean.line(told).casefold()


def is_byline(line: str, moment: dates.Moment) -> bool:
    """Whether a line with a date is a line about the date, and no sentence."""
    before, _, behind = line.partition(moment.text)
    if any(word in before.lower() for word in _EVENT) or _CLOCK.search(line):
        return False
    sentence = _INFLECTED.search(line) and not _LABEL.search(before)
    return len(before) + len(behind) <= _BESIDE and not sentence


def _beside_title(page: Page, title: str) -> Iterator[Line]:
    """The short lines from the title's heading down to the first prose or the next heading."""
    wanted = title.casefold()
    places = [at for at, line in enumerate(page.lines) if line.text.casefold() == wanted]
    headings = [at for at in places if page.lines[at].tag in _HEADINGS]
    for at in headings or [at for at in places if not page.lines[at].linked]:
        for behind, line in enumerate(page.lines[at + 1 : at + 1 + _NEAR]):
            # a sub-heading may stand right behind the title
            if len(line.text) > _PROSE or (behind and line.tag in _HEADINGS):
                break
            if _OTHERS.match(line.text):
                break
            yield line
