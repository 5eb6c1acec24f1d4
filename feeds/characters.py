"""The characters a feed file may contain: one stray byte of a stranger's page spoils no feed.

A single control character makes the XML of a whole feed unreadable, and a lone surrogate cannot be
written in UTF-8 at all. The rule is the ``Char`` production of XML 1.0 (section 2.2), without the
characters the same section discourages and the W3C feed validator warns of (``BadCharacters``).
"""

from __future__ import annotations

import re
from dataclasses import replace

from feeds.direction import balanced
from feeds.feed import Attachment, Category, Entry, Feed, Mention
from feeds.media import essence

_PLANES = range(0, 0x110000, 0x10000)
_LAST_TWO = "".join(chr(plane + 0xFFFE) + chr(plane + 0xFFFF) for plane in _PLANES)
_UNFIT = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef{_LAST_TWO}]")
_UNWRITTEN = re.compile(r"[{}|\\^`<>\" ]")
_SPACES = re.compile("[ \t\n]+")
# Nearly every text is of these alone, and that is soon seen: a feed has many of them.
_PLAIN = re.compile("[\t\n -~\xa0-\u1fff\u2000-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufdcf]*")
# Default_Ignorable_Code_Point of Unicode, and blanks: what is of these alone shows nothing.
_UNSEEN = re.compile(
    r"[\s\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U000e0000-\U000e0fff]*"
)


def text(value: str) -> str:
    """``value`` trimmed, its lines parted by ``\\n``, without any character unfit for XML 1.0.

    Every line boundary Python knows (form feed, NEL, U+2028 …) becomes ``\\n``; two halves of a
    surrogate pair become the character they stand for; U+FFFD, the trace of a wrong decoding,
    becomes ``?``. What is left over of control characters, noncharacters and surrogates is dropped.
    A change of direction ends with the text (`balanced`).
    """
    return value.strip() if _PLAIN.fullmatch(value) else balanced(markup(value))


def line(value: str) -> str:
    """``text(value)`` on one line, single-spaced; no-break spaces stay.

    Empty where there would be nothing to see, such as zero-width spaces alone.
    """
    if value.isprintable() and "  " not in value and "\ufffd" not in value:
        # nearly always: what can be printed is neither a control nor a space other than " "
        folded = value.strip()
    else:
        folded = _SPACES.sub(" ", text(value))
    return "" if not folded.isascii() and _UNSEEN.fullmatch(folded) else folded


def markup(value: str) -> str:
    """HTML in the characters of `text`; directions are left to its elements, which end them."""
    if _PLAIN.fullmatch(value):
        return value.strip()
    paired = value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    return _UNFIT.sub("", "\n".join(paired.splitlines())).replace("\ufffd", "?").strip()


def clean(feed: Feed) -> Feed:
    """The same feed in characters that every format can carry.

    Titles, names and addresses are on one line and never empty: a title of which nothing is left is
    replaced by the address it heads, or else by the entry's id, a publisher's name by its address,
    a feed's title by its id. A media type that is none and a length of nothing are unknown.
    """
    title = line(feed.title) or feed.id
    return replace(
        feed,
        title=title,
        description=line(feed.description) or title,
        entries=tuple(_entry(entry) for entry in feed.entries),
    )


def address(value: str) -> str:
    """``line(value)``, in percent what RFC 3986 has no place for: browsers leave that as it is."""
    return _UNWRITTEN.sub(lambda one: f"%{ord(one[0]):02X}", line(value))


def _entry(entry: Entry) -> Entry:
    url, source_url = address(entry.url), address(entry.source_url)
    return replace(
        entry,
        url=url,
        title=line(entry.title) or url or entry.id,
        source=line(entry.source) or source_url,
        source_url=source_url,
        summary=text(entry.summary),
        content_html=markup(entry.content_html),
        language=line(entry.language or "") or None,
        authors=tuple(filter(None, map(line, entry.authors))),
        image=address(entry.image or "") or None,
        attachments=tuple(_attachment(one) for one in entry.attachments if line(one.url)),
        categories=tuple(_category(one) for one in entry.categories if line(one.term)),
        reprints=tuple(map(_mention, entry.reprints)),
        quotations=tuple(map(_mention, entry.quotations)),
    )


def _attachment(attachment: Attachment) -> Attachment:
    length = attachment.length
    return Attachment(
        url=address(attachment.url),
        title=line(attachment.title),
        type=essence(attachment.type or ""),
        length=length if length is not None and length > 0 else None,
    )


def _category(category: Category) -> Category:
    term = line(category.term)
    return Category(term, line(category.scheme), line(category.label) or term)


def _mention(mention: Mention) -> Mention:
    url = address(mention.url)
    return Mention(
        source=line(mention.source) or url,
        title=line(mention.title) or url,
        url=url,
        added=tuple(filter(None, map(line, mention.added))),
    )
