"""The characters a feed file may contain: one stray byte of a stranger's page spoils no feed.

A single control character makes the XML of a whole feed unreadable, and a lone surrogate cannot be
written in UTF-8 at all. The rule is the ``Char`` production of XML 1.0 (section 2.2), without the
characters the same section discourages and the W3C feed validator warns of (``BadCharacters``).
"""

from __future__ import annotations

import re
from dataclasses import replace

from feeds.feed import Entry, Feed, Mention

_PLANES = range(0, 0x110000, 0x10000)
_LAST_TWO = "".join(chr(plane + 0xFFFE) + chr(plane + 0xFFFF) for plane in _PLANES)
_UNFIT = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef{_LAST_TWO}]")
_SPACES = re.compile("[ \t\n]+")


def text(value: str) -> str:
    """``value`` trimmed, its lines parted by ``\\n``, without any character unfit for XML 1.0.

    Every line boundary Python knows (form feed, NEL, U+2028 …) becomes ``\\n``; two halves of a
    surrogate pair become the character they stand for; U+FFFD, the trace of a wrong decoding,
    becomes ``?``. What is left over of control characters, noncharacters and surrogates is dropped.
    """
    paired = value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    return _UNFIT.sub("", "\n".join(paired.splitlines())).replace("\ufffd", "?").strip()


def line(value: str) -> str:
    """``text(value)`` on one line, single-spaced; no-break spaces stay."""
    return _SPACES.sub(" ", text(value))


def clean(feed: Feed) -> Feed:
    """The same feed in characters that every format can carry.

    Titles, names and addresses are on one line and never empty: a title of which nothing is left is
    replaced by the address it heads, a publisher's name by its address, a feed's title by its id.
    """
    title = line(feed.title) or feed.id
    return replace(
        feed,
        title=title,
        description=line(feed.description) or title,
        entries=tuple(_entry(entry) for entry in feed.entries),
    )


def _entry(entry: Entry) -> Entry:
    url, source_url = line(entry.url), line(entry.source_url)
    return replace(
        entry,
        url=url,
        title=line(entry.title) or url,
        source=line(entry.source) or source_url,
        source_url=source_url,
        summary=text(entry.summary),
        content_html=text(entry.content_html),
        language=line(entry.language or "") or None,
        authors=tuple(filter(None, map(line, entry.authors))),
        image=line(entry.image or "") or None,
        reprints=tuple(map(_mention, entry.reprints)),
        quotations=tuple(map(_mention, entry.quotations)),
    )


def _mention(mention: Mention) -> Mention:
    url = line(mention.url)
    return Mention(
        source=line(mention.source) or url,
        title=line(mention.title) or url,
        url=url,
        added=tuple(filter(None, map(line, mention.added))),
    )
