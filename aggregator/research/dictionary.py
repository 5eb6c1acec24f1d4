"""The data dictionary: every field that ``export`` writes, and what it says (pure).

docs/data.md is written from it, and ``export --what dictionary`` writes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

THEN = "then"
NOW = "now"
FIXED = "never changes"
THEN_OR_EMPTY = "then; empty where it was set later"


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a record.

    ``kind`` is how its values are written, ``unit`` what they count or are counted in. ``empty``
    is what it means that there is none; a field that always has a value has none. ``as_of`` is
    which of its values ``--as-of`` writes: that of the day, or today's.
    """

    field: str
    kind: str
    says: str
    unit: str = ""
    empty: str = ""
    as_of: str = FIXED


_SEEN = "UTC"
_BY_PRECISION = "day in Budapest, or the publisher's moment in Budapest's time"
_UNDATED = "no date is known"
_STANDS = "it stands"
_DISTANT = "it is not known, or there is none"


def _kept(which: str) -> tuple[Field, ...]:
    """What articles and their former versions have in common."""
    return (
        Field("title", "text", f"The headline{which}.", as_of=THEN),
        Field(
            "published", "date",
            "When the publisher says that it appeared, no more precise than that is known:"
            " 2021-06, 2021-06-04 or 2021-06-04T10:30:00+02:00.",
            _BY_PRECISION, f"{_UNDATED}; it is never guessed", THEN,
        ),
        Field("published_precision", "text", "minute, day or month.", "", _UNDATED, THEN),
        Field(
            "published_found", "text",
            "Where the date was read: json-ld, meta, microdata, time (what the page tells"
            " machines), feed, byline, dateline, address, listing; relative where it was counted"
            " from the fetch; import where an imported file told it.",
            "", _UNDATED, THEN,
        ),
        Field(
            "published_text", "text", "What stood there, letter by letter.", "",
            f"{_UNDATED}, or its words were not kept", THEN,
        ),
    )  # fmt: skip


def _lasts(what: str) -> tuple[Field, Field]:
    return (
        Field(
            "since", "moment", f"Since when {what}.", _SEEN, "before beginnings were noted", FIXED
        ),
        Field("until", "moment", f"Until when {what}.", _SEEN, _STANDS, "empty"),
    )


_SHA = "SHA-256 of the text in UTF-8, in hexadecimal: what sha256sum says of exactly these letters."

FIELDS: Mapping[str, Sequence[Field]] = {
    "articles": (
        Field("id", "integer", "The archive's number of the article."),
        Field("source", "text", "The source's id: the name of its file."),
        Field("source_name", "text", "What people call the source.", as_of=THEN),
        Field("url", "address", "Its address, without what tells of a visit.", as_of=NOW),
        *_kept(""),
        Field("first_seen", "moment", "When the archive saw it first.", _SEEN),
        Field(
            "last_seen", "moment", "When its page last answered with it.", _SEEN,
            "only with --as-of: it was seen again later", THEN_OR_EMPTY,
        ),
        Field(
            "changed", "moment", "When its text or title was last seen edited.", _SEEN,
            "it has not been", THEN,
        ),
        Field(
            "gone", "moment", "Since when its page has been gone from its site.", _SEEN,
            "it is there", THEN,
        ),
        Field("kind", "text", "news, call or event.", "", "it has not been grouped yet", THEN),
        Field("language", "text", "Two letters (ISO 639-1).", "", "it is not known", THEN),
        Field("authors", "list of texts", "The people who wrote it.", "", "none is told", NOW),
        Field(
            "agency", "text", "The news agency that wrote it, by its short name (MTI).", "",
            "none is told", NOW,
        ),
        Field("image", "address", "Its lead picture.", "", "it has none", NOW),
        Field("gallery", "list of addresses", "The pictures beside it.", as_of=NOW),
        Field(
            "attachments", "list of records",
            "The documents that it offers: url, title, type (media type) and length (bytes), the"
            " last two where they are known.",
            as_of=NOW,
        ),
        Field(
            "links", "list of records",
            "The links in its text: url, text and the paragraph that each stands in.", as_of=NOW,
        ),
        Field(
            "quotations", "list of texts", "What its markup sets off as a quotation.", as_of=NOW
        ),
        Field(
            "alternates", "list of records",
            "What its page names as the same in other languages: language and url.", as_of=NOW,
        ),
        Field(
            "announced", "list of records",
            "Events in the structured data of its page, in its own words: name, start, end, place,"
            " town, link, status.",
            as_of=NOW,
        ),
        Field(
            "text", "text", "Plain text; an empty line stands between paragraphs.", as_of=THEN
        ),
        Field(
            "html", "text", "The same in a safe subset of HTML, with pictures and captions.",
            as_of=THEN,
        ),
        Field("sha256", "text", _SHA, as_of=THEN),
        Field(
            "citation", "text",
            "One line to cite it by; with --as-of it names the day.", as_of=THEN,
        ),
    ),
    "stories": (
        Field("id", "integer", "The archive's number of the story."),
        Field("uid", "text", "The permanent id of the story, as the feeds tell it."),
        Field(
            "article", "integer", "The article of this record: a story has one for each.", "",
            "no article stands in it", THEN,
        ),
        Field(
            "role", "text", "original, reprint or quotation.", "", "no article stands in it", THEN
        ),
        Field(
            "published", "date",
            "When it was published: the date of the original that dated it. It is set once and"
            " stays.",
            _BY_PRECISION, "no original of it has had a date", NOW,
        ),
        Field(
            "updated", "moment",
            "When it last changed in what matters: a date, a place, a figure, much of the text.",
            _SEEN, "only with --as-of: it changed again later", THEN_OR_EMPTY,
        ),
        Field("minted", "moment", "When it got its id.", _SEEN),
        Field(
            "same_as", "integer", "The older story that it turned out to be.", "",
            "it is a story of its own", THEN,
        ),
    ),
    "relations": (
        Field("article", "integer", "One article."),
        Field("other", "integer", "The other one; its number is the greater."),
        Field(
            "kind", "text",
            "copy, contains, quotes, series (the same words of another event) or related.",
        ),
        Field(
            "by", "text",
            "What it was found by: text, event (both tell of one) or twin (one in another"
            " language).",
        ),
        Field(
            "host", "integer", "For contains and quotes: the article that holds the other.", "",
            "the kind has no direction",
        ),
        Field("share", "number", "How much of the article stands in the other.", "0 to 1"),
        Field("other_share", "number", "How much of the other stands in the article.", "0 to 1"),
        Field(
            "passages", "list of lists",
            "What they have in common: start and end in the article's text, then in the other's.",
            "characters",
        ),
        Field(
            "evidence", "list of texts",
            "Why it was found so, in words for machines (docs/stories.md).",
        ),
        *_lasts("the archive has held them for that"),
    ),
    "events": (
        Field("id", "integer", "The archive's number of what is told."),
        Field("article", "integer", "The article that tells of it."),
        Field("key", "text", "What is the same wherever the same event is told."),
        Field("kind", "text", "event or deadline."),
        Field("name", "text", "What it is called.", "", "it has no name"),
        Field(
            "series", "text", "The name without edition and year, folded.", "", "it has no name"
        ),
        Field("ordinal", "integer", "Which edition of the series it is.", "", "none is told"),
        Field("start", "day", "Its first day.", "local day"),
        Field("end", "day", "Its last day, included.", "local day"),
        Field("begins", "time", "When it begins on the first day.", "local time", "all day"),
        Field("ends", "time", "When it ends.", "local time", "it is not told"),
        Field("town", "text", "Its town, by one name in all languages.", "", "none is told"),
        Field("venue", "text", "The house.", "", "none is told"),
        Field("link", "address", "Where to register.", "", "none is told"),
        Field("status", "text", "announced, past, cancelled or conditional."),
        Field(
            "certain", "boolean",
            "Whether structured data, or an explicit day with name and place, tell it. All else"
            " is to be reviewed.",
        ),
        Field("sentence", "text", "The sentence that tells it.", "", "structured data tells it"),
        Field("found", "text", "json-ld or prose."),
        *_lasts("the article has told it"),
    ),
    "revisions": (
        Field("id", "integer", "The archive's number of the former version."),
        Field("article", "integer", "The article that said so."),
        *(
            Field(one.field, one.kind, one.says, one.unit, one.empty)
            for one in _kept(", as it was")
        ),
        Field(
            "language", "text", "Two letters (ISO 639-1).", "",
            "it is not known, or was not noted: then it is the article's",
        ),
        Field("since", "moment", "When the archive first saw it so.", _SEEN),
        Field("until", "moment", "When the archive saw that it had been edited.", _SEEN),
        Field("text", "text", "Plain text, as it was."),
        Field("html", "text", "A safe subset of HTML, as it was."),
        Field("sha256", "text", _SHA),
    ),
    "credits": (
        Field("id", "integer", "The archive's number of the credit."),
        Field("article", "integer", "The article whose text names somebody as its source."),
        Field(
            "kind", "text",
            "How: writes, reports, told, readable, release, relay, source, agency, host line,"
            " link or signature.",
        ),
        Field("who", "text", "The name as the text tells it.", "", "it tells no name"),
        Field(
            "source", "text", "The id of the source that is meant.", "",
            "it is no source of the archive",
        ),
        Field("host", "text", "The host that the text or the link tells.", "", _DISTANT),
        Field("link", "address", "The address behind the name.", "", _DISTANT),
        Field("passage", "text", "The clause or line that says so."),
        Field("start", "integer", "Where it begins in the text.", "characters"),
        Field("end", "integer", "Where it ends in the text.", "characters"),
        *_lasts("the article has said so"),
    ),
    "answers": (
        Field("WARC-Type", "text", "resource; the first record is warcinfo."),
        Field("WARC-Record-ID", "address", "urn:uuid: of the record, made of what it says."),
        Field("WARC-Warcinfo-ID", "address", "The first record's id."),
        Field("WARC-Date", "moment", "When the answer came.", _SEEN),
        Field("WARC-Target-URI", "address", "The address that answered."),
        Field("WARC-Payload-Digest", "text", "sha256: of the body, in base 32."),
        Field("WARC-Block-Digest", "text", "The same: a resource is nothing but its body."),
        Field(
            "Content-Type", "text", "The media type that came with the answer; else"
            " application/octet-stream.",
        ),
        Field("Content-Length", "integer", "The length of the body.", "bytes"),
        Field("Klaszterhirek-Article", "integer", "The article that was read from it."),
    ),
    "dictionary": (
        Field("record", "text", "Which kind of record the field is of: what --what names."),
        Field("field", "text", "Its name."),
        Field("kind", "text", "How its values are written."),
        Field("unit", "text", "What they count or are counted in.", "", "nothing"),
        Field("says", "text", "What it says."),
        Field("empty", "text", "What it means that there is none.", "", "there always is one"),
        Field("as_of", "text", "Which of its values --as-of writes."),
    ),
}  # fmt: skip
"""The fields of each kind of record, in the order of the CSV."""

VIEWED: Mapping[str, Sequence[Field]] = {
    "readings": (
        Field("id", "integer", "The archive's number of the reading."),
        Field("article", "integer", "The article whose page was read so."),
        *(
            Field(one.field, one.kind, one.says, one.unit, one.empty)
            for one in _kept(", as it was read")
        ),
        Field(
            "language", "text", "Two letters (ISO 639-1).", "",
            "it is not known, or was not noted: then it is the article's",
        ),
        Field("text", "text", "Plain text, as it was read."),
        Field("html", "text", "A safe subset of HTML, as it was read."),
        Field("until", "moment", "When a better reading took its place.", _SEEN),
    ),
    "former_kinds": (
        Field("id", "integer", "The archive's number of what it was taken for."),
        Field("article", "integer", "The article that was taken for it."),
        Field("kind", "text", "news, call or event."),
        Field("until", "moment", "When it was found to be of another kind.", _SEEN),
    ),
}  # fmt: skip
"""The fields of what only a view shows: what an export as of a day is made of as well."""

KINDS: Mapping[str, str] = {
    "text": "Unicode, without control characters but line ends",
    "integer": "a whole number",
    "number": "a number with a decimal point",
    "boolean": "true or false; in CSV True or False",
    "date": "ISO 8601: a month, a day, or a moment with its offset from UTC",
    "day": "ISO 8601: 2021-06-04",
    "time": "ISO 8601: 10:30:00",
    "moment": "ISO 8601 in UTC: 2021-06-04T08:30:00+00:00",
    "address": "an absolute address",
    "list of texts": "a JSON list, in CSV within the cell; empty: []",
    "list of addresses": "a JSON list, in CSV within the cell; empty: []",
    "list of records": "a JSON list of objects, in CSV within the cell; empty: []",
    "list of lists": "a JSON list of lists, in CSV within the cell; empty: []",
}
"""How values are written, by ``Field.kind``; what is empty is null, in CSV nothing."""


def entries() -> Iterator[dict[str, str]]:
    """The dictionary as records of the kind *dictionary*."""
    for record, fields in FIELDS.items():
        for one in fields:
            values = {"record": record, **asdict(one)}
            yield {field.field: values[field.field] for field in FIELDS["dictionary"]}
