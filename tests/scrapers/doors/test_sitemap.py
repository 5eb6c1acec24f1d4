import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.doors.sitemap import LARGEST, MOST, PARTS, read
from scrapers.doors.teaser import Reading
from scrapers.looking import Looking, shown_by
from scrapers.memory import Validators
from scrapers.source import SitemapDoor
from tests.scrapers.example import source

URL = "https://www.pelda.hu/sitemap.xml"
SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS = """\
<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
        xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
  <url>
    <loc>https://www.pelda.hu/hirek/regi</loc>
    <news:news>
      <news:publication><news:name>Példa</news:name><news:language>hu</news:language></news:publication>
      <news:publication_date>2026-11-20T08:00:00+01:00</news:publication_date>
      <news:title>Közös  gépparkot épít a klas\u200bzter</news:title>
    </news:news>
  </url>
  <url>
    <loc> https://www.pelda.hu/hirek/uj?utm_source=x </loc>
    <lastmod>2026-11-23</lastmod>
  </url>
  <url><loc>/rolunk</loc><lastmod>2026-11-22</lastmod></url>
  <url><lastmod>2026-11-21</lastmod></url>
</urlset>
"""


def urlset(*entries: str) -> bytes:
    return f'<urlset xmlns="{SPACE}">{"".join(entries)}</urlset>'.encode()


def addresses(reading: Reading) -> list[str]:
    return [teaser.url for teaser in reading.teasers]


def test_addresses_are_shown_newest_first_with_what_a_news_sitemap_says_of_them():
    reading = read(NEWS.encode(), URL)
    assert addresses(reading) == [
        "https://www.pelda.hu/hirek/uj",
        "https://www.pelda.hu/rolunk",
        "https://www.pelda.hu/hirek/regi",
    ]
    assert (reading.trouble, reading.nameless, reading.older) == (None, 1, ())
    new, _, old = reading.teasers
    assert (new.title, new.updated, new.published) == ("", "2026-11-23", None)
    assert old.title == "Közös gépparkot épít a klaszter"
    assert old.published is not None
    assert old.published.iso() == "2026-11-20T08:00:00+01:00"
    assert old.published.found == "feed"


@pytest.mark.parametrize("under", ["https://pelda.hu/hirek", "http://www.pelda.hu/hirek/"])
def test_only_what_lies_under_a_section_is_taken(under: str):
    body = urlset(
        "<url><loc>/hirek/a</loc></url>",
        "<url><loc>/hirek</loc></url>", "<url><loc>/hirek-regen/b</loc></url>",
        "<url><loc>https://mas.hu/hirek/c</loc></url>",
    )  # fmt: skip
    assert addresses(read(body, URL, under)) == ["https://www.pelda.hu/hirek/a"]


def test_the_parts_of_an_index_are_further_pages_the_newest_first():
    parts = "".join(
        f"<sitemap><loc>/part-{n}.xml</loc><lastmod>2026-01-{n:02}</lastmod></sitemap>"
        for n in range(1, PARTS + 5)
    )
    reading = read(f"<sitemapindex xmlns='{SPACE}'>{parts}</sitemapindex>".encode(), URL)
    assert reading.teasers == ()
    assert len(reading.older) == PARTS
    assert reading.older[0] == f"https://www.pelda.hu/part-{PARTS + 4}.xml"


def test_an_index_that_does_not_date_its_parts_is_asked_for_in_full_again():
    seen = Validators(etag="a")
    for date, remembered in (("<lastmod>2026-01-02</lastmod>", seen), ("", Validators())):
        parts = f"<sitemap><loc>/part.xml</loc>{date}</sitemap>"
        reading = read(f"<sitemapindex xmlns='{SPACE}'>{parts}</sitemapindex>".encode(), URL)
        door = SitemapDoor(kind="sitemap", url=URL)
        looking = Looking(source(), door, known=None, validators=seen)
        looking.note(shown_by(reading, source()))
        assert (told := looking.seen())
        assert told.validators == remembered


@pytest.mark.parametrize("space", ["", ' xmlns="http://www.google.com/schemas/sitemap/0.84"'])
def test_a_wrong_name_space_does_no_harm(space: str):
    body = f"<urlset{space}><url><loc>/a</loc></url></urlset>".encode()
    assert addresses(read(body, URL)) == ["https://www.pelda.hu/a"]


def test_a_sitemap_may_be_packed():
    assert read(gzip.compress(NEWS.encode()), URL) == read(NEWS.encode(), URL)


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-2", "windows-1250"])
def test_a_sitemap_in_another_encoding_is_read_by_its_declaration(encoding: str):
    text = NEWS.replace("\u200b", "").replace("UTF-8", encoding)
    assert read(text.encode(encoding), URL) == read(NEWS.encode(), URL)


def test_what_was_torn_off_is_read_up_to_the_tear():
    body = urlset("<url><loc>/a</loc></url>", "<url><loc>/b</loc></url>")
    assert addresses(read(body[:-20], URL))[:1] == ["https://www.pelda.hu/a"]


def test_no_more_than_so_many_addresses_are_taken():
    entries = (f"<url><loc>/{n}</loc></url>" for n in range(MOST + 5))
    assert len(read(urlset(*entries), URL).teasers) == MOST


@pytest.mark.parametrize(
    ("body", "trouble"),
    [
        (b"", "not-a-sitemap"),
        (b"<html><body>404</body></html>", "not-a-sitemap"),
        (b"<rss version='2.0'><channel/></rss>", "not-a-sitemap"),
        (b"\x1f\x8bnot gzip at all", "not-a-sitemap"),
        (gzip.compress(b"<urlset>" + b" " * LARGEST), "too-large"),
        (b'<!DOCTYPE u [<!ENTITY a "b">]><urlset><url><loc>&a;</loc></url></urlset>', "entities"),
        (b'<!DOCTYPE u [<!ENTITY % x SYSTEM "http://mas.hu/x.dtd"> %x;]><urlset/>', "entities"),
        ('<!DOCTYPE u [<!ENTITY a "b">]><urlset/>'.encode("utf-16"), "entities"),
    ],
)
def test_what_is_no_sitemap_or_would_blow_up_is_refused_by_name(body: bytes, trouble: str):
    assert read(body, URL) == Reading(trouble=trouble)


def test_a_document_type_elsewhere_is_not_fetched():
    body = b'<!DOCTYPE urlset SYSTEM "file:///etc/passwd"><urlset><url><loc>/a</loc></url></urlset>'
    assert addresses(read(body, URL)) == ["https://www.pelda.hu/a"]


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://pelda.hu/a", "javascript:x()"])
def test_other_schemes_lead_nowhere(address: str):
    entry = f"<url><loc>{address}</loc></url>"
    index = f"<sitemapindex><sitemap><loc>{address}</loc></sitemap></sitemapindex>".encode()
    assert read(urlset(entry), URL).teasers == ()
    assert read(index, URL).older == ()


PIECES = (
    *("<urlset>", "</urlset>", "<url>", "</url>", "<loc>", "</loc>", "/a", "http://[", "&amp;"),
    *("<sitemapindex>", "<sitemap>", "<lastmod>", "<!--", "-->", "<?x?>", "<!DOCTYPE", "\0"),
)
TROUBLES = {None, "not-a-sitemap", "entities", "too-large"}


@given(st.binary() | st.lists(st.sampled_from(PIECES)).map(lambda some: "".join(some).encode()))
def test_any_bytes_are_read_or_refused_by_name(body: bytes):
    assert read(body, URL).trouble in TROUBLES
    assert read(b"<urlset><url><loc>/a</loc></url>" + body, URL).trouble in TROUBLES
    assert read(gzip.compress(body), URL).trouble in TROUBLES
