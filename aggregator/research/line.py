"""A line of a file to be imported into an article, or what is wrong with it (pure).

The file is a stranger's: what it says is bounded, cleaned and made safe as what a page says is. It
is read where that can be broken off (see ``scrapers.workers``).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Annotated, Any, Literal, NoReturn, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from scrapers import clean, urls
from scrapers.announced import LONGEST_ADDRESS, LONGEST_NAME, told_in
from scrapers.article import (
    BUDAPEST,
    PLACES,
    Alternate,
    Announced,
    Article,
    Attachment,
    Link,
    Precision,
    Published,
)
from scrapers.checked import plain
from scrapers.folding import letters_of
from scrapers.fragment import Fragment, as_html, read_fragment
from scrapers.language import language_of
from scrapers.page import Unreadable
from scrapers.published import EARLIEST, believable
from scrapers.source import NAME

LONGEST = 16 * 1024 * 1024
"""Bytes of a line; the longest that is written is an article of 4 MiB with all its links."""
LONG, SHORT, MANY = 4 * 1024 * 1024, 10_000, 20_000
"""Characters of a text, of anything shorter, and how many of anything there may be."""
FOUND = "import"
"""Where a date was read that a file tells without saying where it has it from."""

T = TypeVar("T")
_OF_JSON = {
    "string_type": "must be a text",
    "list_type": "must be a list",
    "model_type": "must be an object",
    "datetime_type": "must be a moment; write 2021-06-04T08:30:00Z",
}
"""What is wrong with a value of JSON, where TOML's are called otherwise."""
_FORMS: Mapping[Precision, int] = {"month": 7, "day": 10}
_COARSER: Mapping[str, int] = {"month": 0, "day": 1, "minute": 2}


@dataclass(frozen=True, slots=True)
class Told:
    """What a line tells: an article, and what is known of it.

    ``said`` are the names of the fields that the line has; the article's other fields follow from
    these, or are empty. ``source_name`` and the moments are ``None`` where it does not tell them.
    """

    article: Article
    said: frozenset[str]
    source_name: str | None = None
    first_seen: datetime | None = None
    last_seen: datetime | None = None
    changed: datetime | None = None
    gone: datetime | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Bad:
    """What is wrong with a line, said plainly."""

    why: str


def read_line(line: bytes, now: datetime) -> Told | Bad:
    """What a line tells: a JSON object as ``export`` writes it, or one with part of its fields.

    ``source``, ``url``, ``title`` and one of ``text`` and ``html`` it must have. What is not known
    here, and what follows from the rest, is passed over.
    """
    try:
        checked = _Line.model_validate(_object(line))
        return _told(checked, now)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(map(str, first["loc"]))
        return Bad(f"{field}: {_OF_JSON.get(first['type']) or plain(first)}")
    except _Wrong as wrong:
        return Bad(str(wrong))


class _Wrong(Exception):
    """What is wrong with a line."""


def _object(line: bytes) -> dict[str, Any]:
    if len(line) > LONGEST:
        raise _Wrong(f"is longer than {LONGEST // 1024**2} MiB")
    try:
        values = _whole(json.loads(line.decode("utf-8"), parse_constant=_no_number))
    except UnicodeDecodeError as error:
        raise _Wrong(f"is not UTF-8 at byte {error.start + 1}") from error
    except RecursionError as error:
        raise _Wrong("is no JSON: nested too deep") from error
    except json.JSONDecodeError as error:
        raise _Wrong(f"is no JSON: {error.msg} at column {error.pos + 1}") from error
    except ValueError as error:  # Python makes no number of thousands of digits
        raise _Wrong("is no JSON: a number in it is too long") from error
    if not isinstance(values, dict):
        raise _Wrong("is no JSON object")
    return values


def _whole(value: Any) -> Any:
    """A value of JSON, whose texts may hold halves of characters, without these."""
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "ignore").decode("utf-8")
    if isinstance(value, list):
        return [_whole(one) for one in value]
    if isinstance(value, dict):
        return {_whole(name): _whole(one) for name, one in value.items()}
    return value


def _no_number(name: str) -> NoReturn:
    raise _Wrong(f"is no JSON: {name} is no number")


# What a field may hold


def _absolute(value: str) -> str:
    joined = urls.join(value, value)
    if joined is None:
        raise ValueError("is not an http or https address")
    return joined


def _canonical(value: str) -> str:
    address = urls.canonical(value)
    if address is None:
        raise ValueError("is not an http or https address")
    return address


def _own(value: str) -> str:
    """An article's address; one that is told within a list is known by its fragment."""
    address, _, fragment = _absolute(value).partition("#")
    return f"{_canonical(address)}#{fragment}" if fragment else _canonical(address)


def _source(value: str) -> str:
    if not NAME.fullmatch(value):
        raise ValueError("must be 63 lower-case letters, digits, - and _ at most")
    return value


def _two_letters(value: str) -> str:
    if not re.fullmatch("[a-z]{2}", value):
        raise ValueError("must be two lower-case letters, such as hu")
    return value


def _line_of(value: str) -> str:
    return clean.line(value)


def _visible(value: str) -> str:
    if not value:
        raise ValueError("must not be empty")
    return value


def _moment(value: Any) -> Any:
    if not isinstance(value, str):
        return value  # refused as no text
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        raise ValueError(f"{value[:40]} is no moment; write 2021-06-04T08:30:00Z") from None
    if at.tzinfo is None:
        raise ValueError("has no time zone; write 2021-06-04T08:30:00Z")
    return at


_Short = Annotated[str, Field(max_length=SHORT)]
_Long = Annotated[str, Field(max_length=LONG)]
_Words = Annotated[_Short, AfterValidator(_line_of)]
_Name = Annotated[_Words, AfterValidator(_visible)]
# of an event so much as a crawl takes
_EventName = Annotated[_Short, AfterValidator(lambda value: told_in(value, LONGEST_NAME))]
_EventPart = Annotated[_Short, AfterValidator(lambda value: told_in(value, LONGEST_ADDRESS))]
_Address = Annotated[str, AfterValidator(_absolute)]
_Language = Annotated[str, AfterValidator(_two_letters)]
_Moment = Annotated[datetime, BeforeValidator(_moment)]
_Paragraph = Annotated[_Long, AfterValidator(_line_of)]
_Paragraphs = Annotated[_Long, AfterValidator(clean.paragraphs)]


class _Part(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True)


class _Attachment(_Part):
    url: _Address
    title: _Words
    type: _Words | None = None
    length: Annotated[int, Field(ge=0, lt=2**53)] | None = None


class _Link(_Part):
    url: _Address
    text: _Words
    paragraph: _Paragraph


class _Alternate(_Part):
    language: _Language
    url: Annotated[str, AfterValidator(_canonical)]


class _Announced(_Part):
    name: _EventName
    start: _EventPart
    end: _EventPart = ""
    place: _EventPart = ""
    town: _EventPart = ""
    link: Annotated[_Words, AfterValidator(urls.on_the_web)] = ""
    status: _EventPart = ""


class _Line(_Part):
    source: Annotated[str, AfterValidator(_source)]
    source_name: _Name | None = None
    url: Annotated[str, AfterValidator(_own)]
    title: _Name
    text: _Paragraphs | None = None
    html: _Long | None = None
    published: Annotated[str, Field(max_length=40)] | None = None
    published_precision: Literal["minute", "day", "month"] | None = None
    published_found: _Words | None = None
    published_text: _Short | None = None
    first_seen: _Moment | None = None
    last_seen: _Moment | None = None
    changed: _Moment | None = None
    gone: _Moment | None = None
    kind: Literal["news", "call", "event"] | None = None
    language: _Language | None = None
    authors: Annotated[list[_Name], Field(max_length=MANY)] = []
    agency: _Name | None = None
    image: _Address | None = None
    gallery: Annotated[list[_Address], Field(max_length=MANY)] = []
    attachments: Annotated[list[_Attachment], Field(max_length=MANY)] | None = None
    links: Annotated[list[_Link], Field(max_length=MANY)] | None = None
    quotations: Annotated[list[_Paragraphs], Field(max_length=MANY)] | None = None
    alternates: Annotated[list[_Alternate], Field(max_length=MANY)] | None = None
    announced: Annotated[list[_Announced], Field(max_length=MANY)] | None = None


# What a line comes to


def _told(line: _Line, now: datetime) -> Told:
    _check_moments(line, now)
    body = _body(line)
    if not body.text:
        raise _Wrong("text: is missing, or empty; there is none in html either")

    said = frozenset(line.model_fields_set)
    article = Article(
        source=line.source,
        url=line.url,
        title=line.title,
        text=body.text,
        html=body.html,
        published=_published(line, now),
        authors=tuple(line.authors),
        agency=line.agency,
        image=line.image,
        gallery=tuple(line.gallery),
        attachments=_parts(line.attachments, Attachment, body.attachments),
        links=_parts(line.links, Link, body.links),
        quotations=body.quotations if line.quotations is None else tuple(line.quotations),
        language=line.language if "language" in said else language_of(body.text),
        alternates=_parts(line.alternates, Alternate, ()),
        announced=_parts(line.announced, Announced, ()),
    )
    return Told(
        article,
        said,
        line.source_name,
        line.first_seen,
        line.last_seen,
        line.changed,
        line.gone,
        line.kind,
    )


def _parts(
    told: list[Any] | None, kind: Callable[..., T], otherwise: tuple[T, ...]
) -> tuple[T, ...]:
    return otherwise if told is None else tuple(kind(**one.model_dump()) for one in told)


def _body(line: _Line) -> Fragment:
    """The text and the HTML, each from the other where it is missing.

    Where they say different things the text counts: it is what is searched, compared and cited.
    """
    text = line.text or ""
    if line.html is None or not line.html.strip():
        return Fragment(text, as_html(text))
    try:
        read = read_fragment(line.html, line.url)
    except Unreadable as unreadable:
        raise _Wrong(f"html: is {unreadable.reason}") from unreadable
    if not text:
        return read
    if letters_of(text) not in (letters_of(read.text), letters_of(read.uncaptioned)):
        return Fragment(text, as_html(text))
    return replace(read, text=text)


def _published(line: _Line, now: datetime) -> Published | None:
    told = line.published
    if told is None:
        return None
    form, at = _dated(told)
    precision = line.published_precision or form
    if _COARSER[precision] > _COARSER[form]:
        raise _Wrong(f"published: {told} is no {precision}")
    if not believable(at, now):
        raise _Wrong(f"published: is before {EARLIEST} or to come")
    if precision != "minute":
        day = at.astimezone(BUDAPEST).date()
        at = _midnight(day.replace(day=1) if precision == "month" else day)
    text = told if line.published_text is None else line.published_text
    found = line.published_found if line.published_found in PLACES else FOUND
    return Published(at, precision, found, text)


def _dated(told: str) -> tuple[Precision, datetime]:
    """How precise a date is by its form, and the moment it means or begins at."""
    try:
        if len(told) == _FORMS["month"]:
            return "month", _midnight(date.fromisoformat(f"{told}-01"))
        if len(told) == _FORMS["day"]:
            return "day", _midnight(date.fromisoformat(told))
        at = datetime.fromisoformat(told)
    except (ValueError, OverflowError):
        raise _Wrong(f"published: {told} is no day or moment of ISO 8601") from None
    if at.tzinfo is None:
        raise _Wrong("published: has no time zone; write 2021-06-04T08:30:00Z")
    return "minute", at


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), BUDAPEST)


def _check_moments(line: _Line, now: datetime) -> None:
    for name in ("first_seen", "last_seen", "changed", "gone"):
        at = getattr(line, name)
        if at is None:
            continue
        if not believable(at, now):
            raise _Wrong(f"{name}: is before {EARLIEST} or to come")
        if line.first_seen and at < line.first_seen:
            raise _Wrong(f"{name}: is before first_seen")
