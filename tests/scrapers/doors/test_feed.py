import warnings
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.article import Published
from scrapers.doors import feed
from scrapers.doors.teaser import Reading, Teaser

pytestmark = pytest.mark.filterwarnings("ignore:To avoid breaking existing:DeprecationWarning")

URL = "https://www.pelda.hu/hirek/feed/"
WRITTEN = "Fri, 04 Jun 2021 12:30:00 +0200"
BOMB = '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def rss(items: str, head: str = "", encoding: str = "utf-8") -> bytes:
    return (
        f'<?xml version="1.0" encoding="{encoding}"?>{head}<rss version="2.0" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Minta</title>'
        f"<link>https://www.pelda.hu/</link>{items}</channel></rss>"
    ).encode(encoding)


def item(link: str = "/egy", title: str = "Egy", more: str = "") -> str:
    return f"<item><title>{title}</title><link>{link}</link>{more}</item>"


def atom(entries: str) -> bytes:
    return (
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Minta</title>'
        f"<id>urn:x</id><updated>2021-06-09T00:00:00Z</updated>{entries}</feed>"
    ).encode()


def only(body: bytes, content_type: str = "") -> Teaser:
    reading = feed.read(body, URL, content_type)
    assert reading.trouble is None
    (teaser,) = reading.teasers
    return teaser


def addresses(reading: Reading) -> list[str]:
    return [teaser.url for teaser in reading.teasers]


def test_an_rss_item_becomes_a_teaser():
    more = (
        f"<pubDate>{WRITTEN}</pubDate>"
        "<description>&lt;p&gt;Közös &lt;b&gt;gép&lt;/b&gt;park.&lt;/p&gt;"
        "&lt;p&gt;Tovább&amp;hellip;&lt;/p&gt;</description>"
    )
    read = only(rss(item("https://www.pelda.hu/egy", "Gép &amp;amp; park", more)))
    assert (read.url, read.title, read.summary) == (
        *("https://www.pelda.hu/egy", "Gép & park", "Közös géppark.\n\nTovább…"),
    )
    assert read.published == Published(
        datetime(2021, 6, 4, 10, 30, tzinfo=UTC), "minute", "feed", WRITTEN
    )


def test_an_atom_entry_becomes_a_teaser():
    entry = (
        '<entry><title type="html">Gép &amp;amp; &lt;b&gt;park&lt;/b&gt;</title><id>urn:1</id>'
        '<link rel="enclosure" href="/hang.mp3"/><link rel="self" href="/egy.atom"/>'
        '<link rel="alternate" href="../egy"/><published>2021-06-04T12:30:00+02:00</published>'
        "<updated>2021-06-09T08:00:00Z</updated><summary>Közös géppark.</summary></entry>"
    )
    assert only(atom(entry)) == Teaser(
        url="https://www.pelda.hu/hirek/egy",
        title="Gép & park",
        summary="Közös géppark.",
        updated="2021-06-09T08:00:00Z",
        published=Published(
            *(datetime(2021, 6, 4, 10, 30, tzinfo=UTC), "minute", "feed"),
            "2021-06-04T12:30:00+02:00",
        ),
    )


def test_an_old_rdf_feed_is_read():
    body = (
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        b'xmlns="http://purl.org/rss/1.0/"><channel><title>x</title></channel>'
        b"<item><title>Egy</title><link>https://www.pelda.hu/egy</link></item></rdf:RDF>"
    )
    assert only(body) == Teaser("https://www.pelda.hu/egy", "Egy")


# Dates, as written.


@pytest.mark.parametrize(
    "written",
    [WRITTEN, "Fri, 04 Jun 2021 10:30:00 GMT", "2021-06-04T12:30:00+02:00", "4 Jun 2021 10:30 UT"],
)
def test_the_date_of_an_item_is_read_and_kept_as_written(written: str):
    published = only(rss(item(more=f"<pubDate> {written}\n</pubDate>"))).published
    assert published is not None
    assert published.at == datetime(2021, 6, 4, 10, 30, tzinfo=UTC)
    assert (published.text, published.found) == (written, "feed")


@pytest.mark.parametrize("written", ["", "tegnap", "2021. június", "0000-00-00 00:00:00", "Fri"])
def test_a_date_that_cannot_be_read_is_none(written: str):
    assert only(rss(item(more=f"<pubDate>{written}</pubDate>"))).published is None


def test_the_date_of_an_update_is_no_publication():
    updated = "<updated>2021-06-09T08:00:00Z</updated>"
    entry = f"<entry><title>Egy</title><link href='/egy'/>{updated}</entry>"
    assert only(atom(entry)) == Teaser(
        "https://www.pelda.hu/egy", "Egy", updated="2021-06-09T08:00:00Z"
    )


def test_a_door_that_tells_no_update_says_none():
    assert only(rss(item(more=f"<pubDate>{WRITTEN}</pubDate>"))).updated == ""


def test_the_authors_of_an_entry_are_names_and_no_mailboxes():
    more = "<dc:creator>Minta Iroda</dc:creator><author>iroda@pelda.hu</author>"
    body = rss(item(more=more))
    assert only(body).authors == ("Minta Iroda",)


# Addresses.


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("https://www.pelda.hu/egy", "https://www.pelda.hu/egy"),
        (" \n https://www.pelda.hu/egy\n ", "https://www.pelda.hu/egy"),
        ("/egy", "https://www.pelda.hu/egy"),
        ("egy", "https://www.pelda.hu/hirek/feed/egy"),
        ("//kepek.pelda.hu/egy", "https://kepek.pelda.hu/egy"),
        ("https://www.pelda.hu/egy?utm_source=rss&amp;utm_medium=feed", "https://www.pelda.hu/egy"),
        ("/c.php?cid=cont_1&amp;utm_source=rss#x", "https://www.pelda.hu/c.php?cid=cont_1"),
        ("https://www.pelda.hu/út", "https://www.pelda.hu/%C3%BAt"),
    ],
)
def test_links_are_joined_and_lose_their_tracking_tails(link: str, url: str):
    assert only(rss(item(link))).url == url


def test_a_base_in_the_feed_is_heeded():
    entry = '<entry xml:base="https://kepek.pelda.hu/a/"><title>x</title><link href="egy"/></entry>'
    assert only(atom(entry)).url == "https://kepek.pelda.hu/a/egy"


def test_a_permanent_guid_serves_where_there_is_no_link():
    items = (
        "<item><guid>https://www.pelda.hu/egy</guid><title>a</title></item>"
        '<item><guid isPermaLink="false">https://www.pelda.hu/ketto</guid><title>b</title></item>'
    )
    assert addresses(feed.read(rss(items), URL)) == ["https://www.pelda.hu/egy"]


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "mailto:a@pelda.hu", "file:///etc/passwd", "http://[", ""]
)
def test_an_entry_that_leads_nowhere_is_left_out(link: str):
    reading = feed.read(rss(item(link) + item("/ketto")), URL)
    assert addresses(reading) == ["https://www.pelda.hu/ketto"]


def test_each_address_comes_once_in_the_order_shown():
    items = item("/b") + item("/a") + item("/b?utm_source=x") + item("/c")
    reading = feed.read(rss(items), URL)
    assert [url[-1] for url in addresses(reading)] == ["b", "a", "c"]


def test_entries_beyond_the_most_are_left_out():
    items = "".join(item(f"/{n}") for n in range(feed.MOST + 5))
    reading = feed.read(rss(items), URL)
    assert len(reading.teasers) == feed.MOST
    assert addresses(reading)[0] == "https://www.pelda.hu/0"


# Letters.


@pytest.mark.parametrize("content_type", ["", "application/rss+xml", "text/html", "text/plain"])
@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-2", "windows-1250", "utf-16"])
def test_the_letters_come_out_whatever_the_encoding(encoding: str, content_type: str):
    body = rss(item(title="Őszi űrkutatás"), encoding=encoding)
    assert only(body, content_type).title == "Őszi űrkutatás"


def test_a_wrong_charset_in_the_header_is_no_trouble():
    body = rss(item(title="Őszi űrkutatás"), encoding="iso-8859-2")
    assert only(body, "text/xml; charset=utf-8").title == "Őszi űrkutatás"


def test_a_title_is_one_line_without_elements_or_invisible_characters():
    title = "&lt;b&gt;Két&lt;/b&gt;\n\u200b sor&amp;nbsp;van &lt;script&gt;x&lt;/script&gt;"
    assert only(rss(item(title=title))).title == "Két sor van"
    assert only(rss(item(title="<![CDATA[K&F: 5 < 6]]>"))).title == "K&F: 5 < 6"


# What is no feed, or no whole one.


@pytest.mark.parametrize(
    "body",
    [
        *(b"", b"   ", b"szia", b"\x89PNG\r\n\x1a\n\x00\x00", b'{"version": "1.1", "items": []}'),
        b"<html><body><h1>404</h1></body></html>",
        b"<?xml version='1.0'?><urlset><url><loc>https://www.pelda.hu/</loc></url></urlset>",
    ],
)
def test_what_is_no_feed_is_not_a_feed(body: bytes):
    assert feed.read(body, URL, "text/html") == Reading(trouble="not-a-feed")


def test_a_feed_without_entries_is_no_trouble():
    assert feed.read(rss(""), URL) == Reading()
    assert feed.read(atom(""), URL) == Reading()


@pytest.mark.parametrize("lost", [10, 40, 65])
def test_a_feed_that_breaks_off_gives_what_came_before_and_says_so(lost: int):
    body = rss(item("/egy") + item("/ketto") + item("/harom"))
    reading = feed.read(body[:-lost], URL)
    assert reading.trouble == "broken-xml"
    assert addresses(reading)[:2] == ["https://www.pelda.hu/egy", "https://www.pelda.hu/ketto"]


@pytest.mark.parametrize("title", ["K&F", "K&nbsp;F", "a < b", "<b>a", "\x00", "\x1b"])
def test_a_feed_with_a_fault_in_it_says_so_and_loses_no_entry(title: str):
    reading = feed.read(rss(item("/egy") + item("/ketto", title) + item("/harom")), URL)
    assert reading.trouble == "broken-xml"
    assert {url[-3:] for url in addresses(reading)} >= {"egy", "rom"}


@pytest.mark.parametrize(
    "body",
    [
        rss(item(title="&b;"), BOMB),
        rss(item(title="x"), BOMB),
        rss(item(title="&b;"), BOMB, encoding="utf-16"),
        rss(item(title="&b;"), f"<!--{'x' * 70_000}-->{BOMB}"),
    ],
    ids=["used", "unused", "UTF-16", "far down"],
)
def test_a_document_that_declares_entities_is_refused(body: bytes):
    assert feed.read(body, URL) == Reading(trouble="entities")


def test_a_text_about_entities_is_no_declaration():
    assert only(rss(item(title="<![CDATA[Mire jó a &lt;!ENTITY> és a <!ENTITY?]]>")))


def test_no_file_of_ours_is_ever_read(tmp_path: Path):
    secret = tmp_path / "secret.xml"
    secret.write_bytes(rss(item(title="titok")))
    assert feed.read(str(secret).encode(), URL) == Reading(trouble="not-a-feed")


def test_a_body_that_is_an_address_is_not_asked_for():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert feed.read(b"http://127.0.0.1:9/feed", URL) == Reading(trouble="not-a-feed")


PIECES = st.sampled_from(
    [
        *("<rss version='2.0'>", "<channel>", "<item>", "</item>", "<title>", "</title>", "<link>"),
        *(
            "</link>",
            "/egy",
            "&amp;",
            "&",
            "<",
            ">",
            "]]>",
            "<![CDATA[",
            "<!DOCTYPE rss>",
            "ő",
            "\0",
        ),
        *("<feed xmlns='http://www.w3.org/2005/Atom'>", "<entry>", "<link href='/a'/>", "</entry>"),
        *("<pubDate>", "</pubDate>", WRITTEN, "<?xml version='1.0'?>", "<guid>", "http://[", "a"),
    ]
)


@given(st.lists(PIECES, max_size=25).map("".join).map(str.encode) | st.binary(max_size=200))
def test_any_body_is_read_or_refused_by_name(body: bytes):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        reading = feed.read(body, URL)
    assert reading.trouble in (None, "not-a-feed", "entities", "broken-xml")
    assert all(teaser.url.startswith(("http://", "https://")) for teaser in reading.teasers)


# A teaser's mark.


def test_the_mark_changes_with_everything_that_a_teaser_shows():
    published = Published(datetime(2021, 6, 4, tzinfo=UTC), "day", "feed", "2021-06-04")
    teasers = [
        Teaser("https://pelda.hu/a"),
        Teaser("https://pelda.hu/b"),
        Teaser("https://pelda.hu/a", title="x"),
        Teaser("https://pelda.hu/a", summary="x"),
        Teaser("https://pelda.hu/a", updated="x"),
        Teaser("https://pelda.hu/a", published=published),
        Teaser("https://pelda.hu/a", title="x", summary="y"),
        Teaser("https://pelda.hu/a", title="xy"),
    ]
    assert len({teaser.mark for teaser in teasers}) == len(teasers)
    assert Teaser("https://pelda.hu/a", title="x").mark == teasers[2].mark
