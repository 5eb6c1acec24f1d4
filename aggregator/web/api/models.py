"""What the interface answers, each thing as a model.

Answers are made of these, and the document that describes the interface is generated from them.
Texts are plain unless a name ends in ``html``. A name without a value is always there, and null.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated, Generic, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from scrapers.article import Precision, Published

Moment = Annotated[datetime, AfterValidator(lambda at: at.astimezone(UTC))]
"""A time to the second or finer, in UTC (RFC 3339)."""
Number = Annotated[int, Field(ge=1)]
Clock = Annotated[str, Field(pattern=r"^\d\d:\d\d$")]
_Item = TypeVar("_Item")


class Model(BaseModel):
    """Anything that is answered: nothing of it is changed, nothing comes on top."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Publication(Model):
    """When a publisher says that it published something, as precisely as it says so."""

    at: str = Field(
        pattern=r"^\d{4}-\d\d(-\d\d(T\d\d:\d\d:\d\d(\.\d+)?Z)?)?$",
        description="A time in UTC, a day in Budapest (2021-06-04) or a month there (2021-06).",
    )
    precision: Precision = Field(description="How precise `at` is.")

    @classmethod
    def of(cls, published: Published | None) -> Publication | None:
        """The publication moment of an article or a story, if one is known."""
        if published is None:
            return None
        if published.precision == "minute":
            at = published.at.astimezone(UTC).isoformat().replace("+00:00", "Z")
            return cls(at=at, precision="minute")
        return cls(at=published.iso(), precision=published.precision)


class SourceName(Model):
    """Who published something."""

    id: str
    name: str


class Sector(Model):
    """What a source is about."""

    id: str = Field(description="By this stories and events can be chosen.")
    name: str = Field(description="In the language of the address that was asked.")


class ArticleSummary(Model):
    """An article as its source tells it, in short."""

    number: Number = Field(description="Stays the same for good.")
    source: SourceName
    url: str = Field(description="Its address at its source.")
    title: str
    summary: str = Field(description="Its beginning, in whole sentences.")
    language: str | None = Field(description="Two letters (ISO 639).")
    kind: Literal["news", "call", "event"] | None = Field(
        description="Null until it is put into a story."
    )
    authors: list[str]
    published: Publication | None
    first_seen: Moment = Field(description="When this archive first saw it.")
    changed: Moment | None = Field(description="When it was seen to have been edited last.")
    gone: Moment | None = Field(description="Since when its source no longer shows it.")
    story: Number | None = Field(description="The story that it is in.")


class Article(ArticleSummary):
    """An article, with its text where its source allows that."""

    text: str | None = Field(
        description="Null where its source does not allow it to be shown, or has withdrawn it."
    )


class Attachment(Model):
    """A document that an article offers."""

    url: str
    title: str
    type: str | None = Field(description="Its media type.")
    length: int | None = Field(description="In bytes.")


class ArticleDetails(Article):
    """All that is told of an article."""

    html: str | None = Field(description="As `text`, with its structure; safe to show.")
    image: str | None
    attachments: list[Attachment]
    agency: str | None = Field(description="The news agency that it names as its own source.")
    citation: str = Field(description="A line to cite it by.")


class Hit(ArticleSummary):
    """An article that a search finds. Marks are offsets in characters (code points), from and to.

    They tell what was found in a text.
    """

    title_marks: list[tuple[int, int]]
    snippet: str = Field(description="The piece of its text that it is found by.")
    snippet_marks: list[tuple[int, int]]


class Member(ArticleSummary):
    """An article of a story, and what it says beyond the original."""

    adds: list[str] = Field(description="Passages of plain text, in its order.")


class Elsewhere(Model):
    """An article in another story that is about the same."""

    story: Number
    source: SourceName
    title: str
    url: str
    language: str | None


class Story(Model):
    """A story: an original, and how many reprint and quote it."""

    number: Number = Field(description="Stays the same for good.")
    id: str = Field(description="Its id in the feeds, which stays the same for good.")
    page: str = Field(description="Where people read it, as an address relative to this one.")
    title: str
    url: str = Field(description="The address of the original at its source.")
    source: SourceName
    sector: Sector | None
    summary: str
    language: str | None
    kind: Literal["news", "call", "event"] | None
    published: Publication | None
    first_seen: Moment = Field(description="When this archive first saw the original.")
    updated: Moment = Field(
        description="As in the feeds: when it was published, or else first seen, and then its last "
        "change that matters to a reader. Of a day or a month it is the first midnight in Budapest."
    )
    reprint_count: int = Field(ge=0)
    quotation_count: int = Field(ge=0)


class StoryDetails(Story):
    """A story with its articles."""

    original: Member
    reprints: list[Member] = Field(description="The first 200; reprint_count tells of all.")
    quotations: list[Member] = Field(description="The first 200; quotation_count tells of all.")
    translations: list[Elsewhere]
    accounts: list[Elsewhere] = Field(description="Others that tell of the same event.")


class Witness(Model):
    """An article that tells of an event."""

    article: Number
    story: Number
    source: SourceName
    title: str
    url: str
    sentence: str = Field(description="Where it says so; empty for what its page's data tells.")


class Event(Model):
    """An event, or a deadline, and who tells of it."""

    id: str = Field(description="Stays the same for what is known to be the same event.")
    kind: Literal["event", "deadline"]
    name: str | None
    start: date
    end: date = Field(description="Its last day.")
    begins: Clock | None = Field(description="In Budapest; null where it lasts all day.")
    ends: Clock | None
    town: str | None
    venue: str | None
    link: str | None = Field(description="Where to register.")
    status: Literal["announced", "past", "cancelled", "conditional"]
    certain: bool = Field(description="False for what has to be checked by reading `told_by`.")
    told_by: list[Witness]


class Source(Model):
    """A source of news."""

    id: str = Field(description="Stays the same for good.")
    name: str
    organisation: str
    home: str
    country: str = Field(description="Two letters (ISO 3166), or eu.")
    sector: Sector | None
    full_text: bool = Field(description="Whether the texts of its articles may be shown.")
    article_count: int = Field(ge=0)


class SourceDetails(Source):
    """A source, and how it fares."""

    since: Moment | None = Field(description="Since when the archive knows it.")
    newest: Publication | None = Field(description="Of its newest article that tells a date.")
    checked: Moment | None = Field(description="When it was last looked at.")
    state: Literal["new", "well", "failing"] = Field(description="How that went.")


class Page(Model, Generic[_Item]):
    """Some of a list, and where it goes on."""

    items: list[_Item]
    next: str | None = Field(
        description="The address of what follows, relative to this one; null at the end."
    )


class Stories(Page[Story]):
    """Stories, the newest first."""


class Articles(Page[Article]):
    """Articles, the last that the archive took in first."""


class Events(Page[Event]):
    """Events and deadlines by day."""


class Sources(Page[Source]):
    """Sources by their ids."""


class Hits(Page[Hit]):
    """What a search finds, and what whoever asked should know."""

    remarks: list[str]
    instead: str | None = Field(
        description="A query that would find something, where this one did not."
    )


class Problem(BaseModel):
    """Why something cannot be had (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
