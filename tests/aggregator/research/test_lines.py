"""Lines of a stranger's file: what they tell, and what is wrong with them."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.research.line import LONGEST, Bad, Told, read_line
from scrapers.article import PLACES, Alternate, Announced, Attachment, Link
from scrapers.fragment import as_html
from tests.aggregator.archive.findings import MONDAY, published
from tests.aggregator.archive.releases import LABORATORY

NOW = datetime(2021, 6, 14, tzinfo=UTC)
LEAST = {
    "source": "portal",
    "url": "https://portal.example.hu/hirek/1",
    "title": "Közös mérőlabor nyílik",
    "text": "Első bekezdés.\n\nMásodik.",
}


def read(**more):
    """What a line tells that has the least that it must, and ``more``; ``...`` takes out."""
    values = {name: value for name, value in (LEAST | more).items() if value is not ...}
    return read_line(json.dumps(values).encode(), NOW)


def told(**more):
    line = read(**more)
    assert isinstance(line, Told), line
    return line.article


def why(**more):
    line = read(**more)
    assert isinstance(line, Bad), line
    assert line.why.count("\n") == 0
    return line.why


# What is told


def test_the_least_that_a_line_must_have_is_an_article():
    one = told()
    assert (one.source, one.url, one.title, one.text) == tuple(LEAST.values())
    assert one.html == "<p>Első bekezdés.</p><p>Második.</p>"
    assert one.published is None
    assert one.authors == ()


def test_a_text_is_what_its_html_shows():
    html = (
        '<h2>Alcím</h2><p>Első <a href="/a.pdf">melléklet</a>.</p><script>alert(1)</script>'
        "<blockquote>Mondta <b>valaki</b>.</blockquote>"
    )
    one = told(text=..., html=html)
    assert one.text == "Alcím\n\nElső melléklet.\n\nMondta valaki."
    assert "<script" not in one.html
    assert "<strong>valaki</strong>" in one.html
    address = "https://portal.example.hu/a.pdf"
    assert one.links == (Link(address, "melléklet", "Első melléklet."),)
    assert one.quotations == ("Mondta valaki.",)
    assert [(a.url, a.type) for a in one.attachments] == [(address, "application/pdf")]


@pytest.mark.parametrize(
    "html",
    [
        "<p onclick=alert(1)>a</p>",
        "<img src=x onerror=alert(1)>a",
        '<p>b <a href="javascript:alert(1)">a</a></p>',
        "<svg><script>alert(1)</script></svg>a",
        "<iframe src=//x.hu></iframe>a",
        "<style>@import url(//x.hu)</style>a",
        f"<p>a\x00\x1b\u202e{LABORATORY}</p>",
    ],
)
def test_html_is_never_believed_to_be_safe(html):
    one = told(html=html, text=...)
    for bad in ("script", "onclick", "onerror", "iframe", "style", "\x1b", "\u202e", "\x00"):
        assert bad not in one.html


@pytest.mark.parametrize(
    ("said", "precision", "meant"),
    [
        ("2021-06-04", None, published("2021-06-04", "import", text="2021-06-04")),
        ("2021-06", None, published("2021-06-01", "import", "month", "2021-06")),
        ("2021-06-04T08:30:00Z", None, ("2021-06-04T08:30:00+00:00", "minute")),
        ("2021-06-04T10:30+02:00", None, ("2021-06-04T10:30:00+02:00", "minute")),
        ("2021-06-04T23:30:00Z", "day", ("2021-06-05", "day")),
        ("2021-06-04", "month", ("2021-06", "month")),
        (None, None, None),
    ],
)
def test_a_date_is_as_precise_as_its_form_or_coarser_if_that_is_told(said, precision, meant):
    one = told(published=said, published_precision=precision).published
    if isinstance(meant, tuple):
        assert (one.iso(), one.precision, one.found, one.text) == (*meant, "import", said)
    else:
        assert one == meant


@pytest.mark.parametrize("place", PLACES)
def test_where_a_date_was_found_is_told_by_the_names_of_such_places(place):
    assert told(published="2021-06-04", published_found=place).published.found == place


@pytest.mark.parametrize("place", ["JSON-LD", "my own eyes", "", "=1+1", None])
def test_where_else_a_date_was_found_counts_as_imported(place):
    assert told(published="2021-06-04", published_found=place).published.found == "import"


def test_what_a_line_tells_is_what_it_has():
    line = read(
        published="2021-06-04", published_found="json-ld", published_text="június 4.",
        source_name="Hálózati Portál", language="hu", authors=["Kis Éva "], agency="MTI",
        image="https://portal.example.hu/k.jpg#a", gallery=["https://portal.example.hu/l.jpg"],
        attachments=[{"url": "https://portal.example.hu/a.pdf", "title": "Melléklet"}],
        links=[{"url": "https://x.hu/#b", "text": "x", "paragraph": "x y"}],
        quotations=["Idézet."], alternates=[{"language": "en", "url": "https://x.hu/en"}],
        announced=[{"name": "Nap", "start": "2021-07-14"}], kind="news",
        first_seen="2021-06-07T05:30:00+00:00", last_seen="2021-06-08T05:30:00Z",
        id=5, sha256="x", citation="x", story=7,
    )  # fmt: skip
    one = line.article
    assert one.published == published("2021-06-04", text="június 4.")
    assert (one.authors, one.agency, one.language) == (("Kis Éva",), "MTI", "hu")
    assert (one.image, one.gallery) == (
        "https://portal.example.hu/k.jpg#a",
        ("https://portal.example.hu/l.jpg",),
    )
    assert one.attachments == (Attachment("https://portal.example.hu/a.pdf", "Melléklet"),)
    assert one.links == (Link("https://x.hu/#b", "x", "x y"),)
    assert one.quotations == ("Idézet.",)
    assert one.alternates == (Alternate("en", "https://x.hu/en"),)
    assert one.announced == (Announced("Nap", "2021-07-14"),)
    assert (line.source_name, line.kind) == ("Hálózati Portál", "news")
    assert (line.first_seen, line.last_seen) == (MONDAY, MONDAY.replace(day=8))


def test_of_an_event_so_much_is_told_as_a_crawl_takes():
    odd = {"name": "n " * 4_000, "start": "2021-07-14" + "x" * 300, "place": "p" * 300}
    (one,) = told(announced=[odd | {"link": "javascript:alert(1)", "status": "s" * 300}]).announced
    assert one.name == ("n " * 150).strip()
    assert (len(one.start), len(one.place), len(one.status)) == (200, 200, 200)
    assert one.link == ""
    (one,) = told(announced=[odd | {"link": "https://portal.example.hu/nap"}]).announced
    assert one.link == "https://portal.example.hu/nap"


def test_what_is_told_to_be_empty_is_not_found_out():
    html = f'<p><a href="/a.pdf">a</a></p>{as_html(LABORATORY)}'
    one = told(html=html, links=[], attachments=[], language=None, text=...)
    assert (one.links, one.attachments, one.language) == ((), (), None)
    one = told(html=html, text=...)
    assert (len(one.links), len(one.attachments), one.language) == (1, 1, "hu")


@pytest.mark.parametrize("html", ['<p>Más <a href="/a.pdf">hír</a>', "", " ", "<p> </p>"])
def test_html_that_says_something_else_than_the_text_is_made_from_the_text(html):
    one = told(html=html)
    assert one.html == "<p>Első bekezdés.</p><p>Második.</p>"
    assert one.links == ()


@pytest.mark.parametrize(
    "html",
    [
        "<ul><li>Első <b>bekezdés</b></li></ul><h2>második</h2>",
        "<p>Első bekezdés</p><figure><img src=/k.jpg><figcaption>Kép</figcaption></figure>Második.",
    ],
)
def test_html_that_says_the_same_in_its_own_way_or_with_captions_stays(html):
    one = told(html=html)
    assert one.text == LEAST["text"]
    assert ("<ul>" in one.html, "<figcaption>" in one.html) == ("<ul>" in html, "<fig" in html)


def test_a_text_with_its_captions_is_a_text_too():
    html = "<p>Első.</p><figure><img src=/k.jpg><figcaption>Kép</figcaption></figure>"
    assert "<figure>" in told(html=html, text="Első.\n\nKép").html


def test_an_address_is_the_one_to_store_and_keeps_the_fragment_that_a_list_gave_it():
    assert told(url="HTTPS://Portal.example.hu/a?utm_source=x").url == "https://portal.example.hu/a"
    listed = "https://portal.example.hu/hirek#hir-6"
    assert told(url=listed).url == listed


def test_no_control_characters_are_told():
    dirty = "a\x00\x1b[31m\u202e\ud800b"
    one = told(title=dirty, text=f"{dirty}\r\n\r\n{dirty}", authors=[dirty], published="2021-06-04",
               published_text=dirty, quotations=[dirty])  # fmt: skip
    for text in (one.title, one.text.replace("\n", ""), *one.authors, *one.quotations):
        assert text.isprintable()


def test_the_same_line_tells_the_same_when_it_is_told_again():
    one = told(html="<p>a<b>b</b><div>c", text=...)
    again = told(html=one.html, text=one.text)
    assert replace(again, links=one.links) == one


# What is wrong


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"", "is no JSON: "),
        (b"hello", "is no JSON: "),
        (b'{"source": "portal"', "is no JSON: "),
        (b'"text"', "is no JSON object"),
        (b"[1]", "is no JSON object"),
        (b"null", "is no JSON object"),
        (b"[" * 100_000, "is no JSON: nested too deep"),
        (b'{"a":' * 100_000, "is no JSON: nested too deep"),
        (b'{"a": NaN}', "is no JSON: NaN is no number"),
        (b'{"a": -Infinity}', "is no JSON: -Infinity is no number"),
        (b'{"a": ' + b"9" * 5000 + b"}", "is no JSON: a number in it is too long"),
        (b'{"a":\n', "is no JSON: Expecting value at column 7"),
        (b'{"a" 1}', "is no JSON: Expecting ':' delimiter at column 6"),
        (b'{"title": "\xe1"}', "is not UTF-8 at byte 12"),
        (b'{"title": "a\nb"}', "is no JSON: "),
        (b" " * (LONGEST + 1), "is longer than 16 MiB"),
        (b"{}", "source: is missing"),
    ],
)
def test_a_line_that_is_no_record_is_told_as_such(line, said):
    bad = read_line(line, NOW)
    assert isinstance(bad, Bad)
    assert bad.why.startswith(said)
    assert len(bad.why) < 300


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("source", ..., "source: is missing"),
        ("source", "Portál", "source: "),
        ("source", "../portal", "source: "),
        ("source", "portal\n", "source: "),
        ("source", "", "source: must be 63 lower-case letters, digits, - and _ at most"),
        ("source", "a" * 64, "source: must be 63 lower-case letters, digits, - and _ at most"),
        ("source", 5, "source: must be a text"),
        ("url", ..., "url: is missing"),
        ("url", "hirek/1", "url: is not an http or https address"),
        ("url", "ftp://portal.example.hu/1", "url: is not an http or https address"),
        ("url", "javascript:alert(1)", "url: is not an http or https address"),
        ("url", "https://a:b@portal.example.hu/1", "url: is not an http or https address"),
        ("url", f"https://portal.example.hu/{'a' * 3000}", "url: is not an http or https address"),
        ("title", ..., "title: is missing"),
        ("title", None, "title: must be a text"),
        ("title", " \u200b\x00", "title: must not be empty"),
        ("title", "a" * 10_001, "title: is longer than 10,000 characters"),
        ("text", ..., "text: is missing, or empty"),
        ("text", "", "text: is missing, or empty"),
        ("text", " \n\u200b", "text: is missing, or empty"),
        ("text", ["a"], "text: must be a text"),
        ("html", "<div>" * 5_000 + "a", "html: is too-deep"),
        ("html", 7, "html: must be a text"),
        ("published", "tegnap", "published: tegnap is no day or moment"),
        ("published", "2021-13-01", "published: 2021-13-01 is no day or moment"),
        ("published", "2021-06-04T10:30:00", "published: has no time zone"),
        ("published", "1789-07-14", "published: is before 1990 or to come"),
        ("published", "2021-06-20", "published: is before 1990 or to come"),
        ("published", "9999-12-31T23:59:59-23:59", "published: is before 1990 or to come"),
        ("published", "0001-01-01T00:00:00+23:59", "published: is before 1990 or to come"),
        ("published", 20210604, "published: must be a text"),
        (
            "published_precision",
            "second",
            "published_precision: must be minute, day or month",
        ),
        ("last_seen", "2021-06-07T05:30:00", "last_seen: has no time zone"),
        ("last_seen", "2031-06-07T05:30:00Z", "last_seen: is before 1990 or to come"),
        ("first_seen", "0001-01-01T00:00:00+23:00", "first_seen: is before 1990 or to come"),
        ("first_seen", "2021-06-07", "first_seen: has no time zone"),
        ("first_seen", "egyszer", "first_seen: egyszer is no moment"),
        ("first_seen", 5, "first_seen: must be a moment"),
        ("language", "magyar", "language: must be two lower-case letters, such as hu"),
        ("language", "HU", "language: must be two lower-case letters, such as hu"),
        ("language", "hu\n", "language: must be two lower-case letters, such as hu"),
        ("authors", "Kis Éva", "authors: must be a list"),
        ("authors", [5], "authors.0: must be a text"),
        ("authors", [" "], "authors.0: must not be empty"),
        ("image", "kep.jpg", "image: is not an http or https address"),
        ("gallery", ["kep.jpg"], "gallery.0: is not an http or https address"),
        ("links", [{"url": "https://x.hu"}], "links.0.text: is missing"),
        ("attachments", [{"url": "data:,x", "title": "x"}], "attachments.0.url: is not"),
        (
            "attachments",
            [{"url": "https://x.hu", "title": "x", "length": -1}],
            "attachments.0.length: must be 0 or more",
        ),
        (
            "attachments",
            [{"url": "https://x.hu", "title": "x", "length": "sok"}],
            "attachments.0.length: must be a whole number",
        ),
        ("links", [5], "links.0: must be an object"),
        ("authors", ["a"] * 20_001, "authors: has more than 20,000 entries"),
        ("kind", "hír", "kind: must be news, call or event"),
    ],
)
def test_a_wrong_field_is_named(name, value, said):
    assert why(**{name: value}).startswith(said)


def test_a_date_cannot_be_more_precise_than_it_is():
    assert why(published="2021-06", published_precision="day") == "published: 2021-06 is no day"
    assert why(published="2021-06-04", published_precision="minute").endswith("is no minute")


def test_moments_come_in_their_order():
    seen = {"first_seen": "2021-06-07T05:30:00Z"}
    for name in ("last_seen", "changed", "gone"):
        assert why(**seen, **{name: "2021-06-06T05:30:00Z"}) == f"{name}: is before first_seen"


# Anything at all

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
FIELDS = (
    *("source", "url", "title", "text", "html", "published", "published_precision", "first_seen"),
    *("last_seen", "changed", "gone", "language", "authors", "links", "attachments", "alternates"),
    *("announced", "gallery", "image", "kind", "source_name", "published_text", "quotations"),
)
ODD = st.sampled_from(
    ["https://x.hu/ű#\ud800", "2021-06-04T99:00Z", "2021-W22-5", "20210604", "<p>a", "\ud800", "\0"]
)


@given(st.binary())
def test_any_bytes_are_told_or_told_to_be_bad(line):
    assert isinstance(read_line(line, NOW), Bad)


@given(st.dictionaries(st.sampled_from(FIELDS), JSON | ODD))
def test_any_fields_are_told_or_told_to_be_bad(fields):
    line = read(**fields)
    assert isinstance(line, Told | Bad)
    if isinstance(line, Bad):
        assert 0 < len(line.why.splitlines()[0]) < 500


@given(st.dictionaries(st.sampled_from(FIELDS), st.text() | ODD))
def test_what_is_told_can_be_stored(fields):
    line = read(**fields)
    if isinstance(line, Told):
        one = line.article
        for text in (one.title, one.text, one.html, one.url, *one.authors, *one.quotations):
            assert text.encode("utf-8").count(b"\0") == 0
        assert one.text
        assert one.title
