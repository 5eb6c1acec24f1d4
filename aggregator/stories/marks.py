"""Quotation marks: the plainest sign that a text takes up another's words.

Marks are mixed as typists mix them: „ ”, “ ”, » «, « », opened straight and closed curly. A
quotation may go on over paragraphs, each of which may open it anew.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

MARKS = 5000  # marks and lines of one text that are read: far more than any article has
AHEAD = 60  # marks after which a quotation that is still open was never closed
INDENT = 8  # spaces that may stand before the mark that begins a paragraph
BLOCKS = 200  # markup quotations of one text that are looked for

_MARK = re.compile(r"[„“”»«\"\n]")
# Which marks close what a mark has opened.
_CLOSING = {"„": '”“"', "“": '”"“', "”": '”"', '"': '"”“', "»": "«", "«": "»"}
_NARROW = ("\u00a0", "\u202f")  # spaces that French marks have inside
_OPENERS = ' \t\n\u00a0\u202f([{/–—-„“”»«"…'  # what may stand right before an opening mark

Span = tuple[int, int]


class _Mark(NamedTuple):
    sign: str
    at: int
    opens: bool  # by what stands around it
    closes: bool
    begins: bool  # stands at the beginning of a paragraph


def quoted_passages(text: str, blocks: Sequence[str] = ()) -> tuple[Span, ...]:
    """The places within quotation marks and those of ``blocks``, in order and apart.

    ``blocks`` are passages that markup sets off. A quotation within a quotation is part of it. A
    mark „ or “ that is never closed quotes the rest of its paragraph; other marks that are not
    closed are inches, arrows or slips.
    """
    return tuple(_united([*_between_marks(text), *_of_blocks(text, blocks)]))


def is_quoted(passages: Sequence[Span], at: int) -> bool:
    """Whether the letter at an offset stands in one of these passages."""
    before = bisect_right(passages, at, key=lambda span: span[0]) - 1
    return before >= 0 and at < passages[before][1]


def _between_marks(text: str) -> Iterator[Span]:
    marks = list(_marks(text))
    at = 0
    while at < len(marks):
        if not marks[at].opens:
            at += 1
            continue
        last = _closing(marks, at)
        if last is not None:
            yield _inside(text, marks[at].at + 1, marks[last].at)
        elif marks[at].sign in "„“":
            yield _inside(text, marks[at].at + 1, _paragraph_end(text, marks, at))
        at = at + 1 if last is None else last + 1


def _inside(text: str, start: int, end: int) -> Span:
    """What stands between marks, without the space at either end."""
    said = text[start:end]
    return start + len(said) - len(said.lstrip()), start + len(said.rstrip())


def _marks(text: str) -> Iterator[_Mark]:
    """The marks of a text, and its line ends between them."""
    line = 0
    for match in islice(_MARK.finditer(text), MARKS):
        at = match.start()
        if match[0] == "\n":
            line = at + 1
        begins = at - line <= INDENT and not text[line:at].strip()
        yield _Mark(match[0], at, _opens(text, at), _closes(text, at), begins)


def _opens(text: str, at: int) -> bool:
    before, sign, behind = text[at - 1 : at], text[at], text[at + 1 : at + 2]
    if sign == "\n" or (before and before not in _OPENERS):
        return sign == "„"
    return bool(behind.strip()) or sign in "„«»"  # French ones have spaces inside


def _closes(text: str, at: int) -> bool:
    before, sign, behind = text[at - 1 : at], text[at], text[at + 1 : at + 2]
    if sign in "„\n" or before in ("(", "[", "{", "„"):
        return False
    return bool(before.strip()) or (sign in "«»" and (before in _NARROW or not behind.strip()))


def _closing(marks: Sequence[_Mark], start: int) -> int | None:
    """Which mark closes what the one at ``start`` opens."""
    nested = [marks[start].sign]
    for at in range(start + 1, min(len(marks), start + AHEAD)):
        mark = marks[at]
        if mark.closes and mark.sign in _CLOSING[nested[-1]]:
            nested.pop()
            if not nested:
                return at
        elif mark.opens and not mark.begins:
            nested.append(mark.sign)
    return None


def _paragraph_end(text: str, marks: Sequence[_Mark], start: int) -> int:
    """The end of the paragraph, or the next opening mark in it, whichever comes first."""
    begin = marks[start].at
    for mark in islice(marks, start + 1, None):
        if mark.sign == "\n" or mark.opens:
            return mark.at
    end = text.find("\n", begin)
    return end if end >= 0 else len(text)


def _of_blocks(text: str, blocks: Iterable[str]) -> Iterator[Span]:
    at = 0
    for block in islice(blocks, BLOCKS):
        begin = text.find(block, at) if block.strip() else -1
        if begin >= 0:
            at = begin + len(block)
            yield begin, at


def _united(spans: Iterable[Span]) -> Iterator[Span]:
    """Spans in order; those that touch or overlap are one."""
    start, end = -1, -1
    for begin, stop in sorted(span for span in spans if span[0] < span[1]):
        if begin > end:
            if start >= 0:
                yield start, end
            start, end = begin, stop
        end = max(end, stop)
    if start >= 0:
        yield start, end
