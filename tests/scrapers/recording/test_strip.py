"""Bodies without prose: what goes, what stays, and that they read as before."""

import gzip
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.page import LARGEST, Page, Unreadable
from scrapers.recording.prose import PROSE, placeholder, words
from scrapers.recording.strip import strip
from tests.scrapers.tables import rows

TWENTY = (
    "A klaszter tizenkét új tagja közös mérőlabort épít a régi malom udvarán, és pályázik"
    " a felújítására, mert drága a tető."
)
LONG = f"{TWENTY[:-1]}, amelyet a tagok közösen fizetnek, a város pedig utat ad hozzá ingyen."
JSON_LD = '<script type="application/ld+json">{"headline":"Cím","articleBody":"%s"}</script>'


def filled(text: str) -> str:
    text = text.replace("{prose}", TWENTY)
    return re.sub("⟦(.*?)⟧", lambda gone: placeholder(gone[1]), text)


@pytest.mark.parametrize("row", rows("stripped.toml"))
def test_what_is_prose_becomes_placeholders_and_the_rest_stays(row: dict[str, Any]):
    body = filled(row["body"]).encode()
    left = strip(body, row.get("content_type", "text/html")).decode()
    assert left == filled(row.get("stripped", row["body"]))


@pytest.mark.parametrize(
    ("encoding", "content_type"),
    [("iso-8859-2", "text/html; charset=iso-8859-2"), ("windows-1250", ""), ("utf-8", "")],
)
def test_a_body_stays_in_its_own_encoding(encoding: str, content_type: str):
    page = "<h1>Őszi műhely</h1><p>{}</p>"
    assert strip(page.format(TWENTY).encode(encoding), content_type) == page.format(
        placeholder(TWENTY)
    ).encode(encoding)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_stays(encoding: str):
    page = "<rss><title>Őszi műhely</title><description>{}</description></rss>"
    left = strip(page.format(TWENTY).encode(encoding), "application/xml")
    assert left == page.format(placeholder(TWENTY)).encode(encoding)


def test_a_packed_sitemap_is_unpacked():
    sitemap = b"<urlset><url><loc>https://www.minta.example/hir</loc></url></urlset>"
    assert strip(gzip.compress(sitemap), "application/gzip") == sitemap


def test_a_body_that_nobody_would_read_is_not_kept():
    assert strip(b"<p>hir</p>" * (LARGEST // 10 + 1)) == b""


# Whatever comes

PIECES = (
    *("<p>", "</p>", "<div>", "</div>", "<h2>", "</h2>", "<a href='/x'>", "<a name=y>", "</a>"),
    *("<b>", "</b>", "<br>", "<br/>", "<table><tr><td>", "</td></tr></table>", "<li>", "</li>"),
    *("<script>", "</script>", "<style>", "</style>", "<noscript>", "</noscript>", "< ", "&"),
    *('<meta name=description content="', '">', "<img alt='", "'>", "<title>Cím</title>", '"'),
    *(
        "&eacute;",
        "&nbsp;",
        "&lt;p&gt;",
        "k&ouml;z&#246;s ",
        " szó ",
        "őszi\n",
        "2021. június 4-én",
    ),
    *(TWENTY, LONG, f"<h1>{TWENTY}</h1>", JSON_LD % TWENTY),
)
ODD = ("<!--", "-->", "<![CDATA[", "]]>", "<?php", "?>", "<!x", "<title>", "</title>", "<textarea>")
FEEDS = ("<rss>", "<item>", "</item>", "<description>", "<content:encoded>", "</content:encoded>")


def bodies(*pieces: str) -> st.SearchStrategy[bytes]:
    return st.lists(st.sampled_from(pieces), max_size=25).map("".join).map(str.encode)


def lines(body: bytes) -> list[tuple[str, int, bool]]:
    """The lines of a page: where each stands, its words, and whether it is a link."""
    try:
        page = Page.parse(body, "https://www.minta.example/")
    except Unreadable:
        return []
    return [(line.tag, len(line.text.split()), line.linked) for line in page.lines]


@given(bodies(*PIECES, *ODD, *FEEDS))
def test_stripping_twice_changes_nothing(body: bytes):
    assert strip(strip(body)) == strip(body)


@given(bodies(*PIECES))
def test_a_stripped_page_has_the_same_lines_of_as_many_words(body: bytes):
    assert lines(strip(body)) == lines(body)


@given(bodies(*PIECES, *FEEDS))
def test_no_long_paragraph_comes_through(body: bytes):
    assert LONG not in strip(body).decode()


# Placeholders


def test_dates_and_addresses_stay_in_prose_and_words_do_not():
    told = placeholder(
        "Szerdán, 2021. június 14-én vagy szerda délben: https://www.minta.example/uj"
    )
    stay = ("2021.", "június", "14-én", "szerda", "https://www.minta.example/uj")
    assert set(stay) < set(told.split())
    assert not {"Szerdán,", "vagy", "délben:"} & set(told.split())


def alphabets() -> Iterator[str]:
    yield "aáeéoóöőuúüűAÁEÉOÓÖŐ ,.-–\n"
    yield "abcž ßșЖж1234 .&;#x'\"<>"


TEXTS = st.one_of(*(st.text(alphabet) for alphabet in alphabets()))


@given(TEXTS)
def test_a_placeholder_of_a_placeholder_is_itself(text: str):
    assert placeholder(placeholder(text)) == placeholder(text)


@given(TEXTS)
def test_a_placeholder_has_as_many_words(text: str):
    assert words(placeholder(text)) == words(text)


@given(st.text(next(alphabets())))
def test_a_placeholder_has_as_many_letters_with_the_same_capitals_and_signs(text: str):
    def shape(told: str) -> list[str]:
        return [("A" if c.isupper() else "a") if c.isalpha() else c for c in unescape(told)]

    assert shape(placeholder(text)) == shape(text)


def test_no_placeholder_is_a_word_that_stays():
    told = placeholder(" ".join("x" * length for length in range(1, 20) for _ in range(40)))
    assert words(told) > PROSE
    assert placeholder(told) == told
