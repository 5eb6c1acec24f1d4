import re
import time
from typing import Any

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml.html import document_fromstring

from scrapers import clean
from scrapers.article import Link
from scrapers.body import Body, read_body
from scrapers.prose.attachments import TYPES
from scrapers.prose.block import Block
from scrapers.prose.furniture import mark_of
from tests.scrapers.example import PROSE, TITLE, page
from tests.scrapers.tables import DATA, rows

LONG = "A tagok közösen vesznek gépet, és a gép órabérét évente egyszer állapítják meg az üléseken."
SECOND = "Az első gép már tavasszal megérkezett, a másodikat őszre ígérik a gyártók a csarnokkal."
THIRD = (
    "Aki be akar lépni, annak két ajánló kell a régi tagok közül, és egy évre előre fizet tagdíjat."
)


P1, P2 = PROSE.removeprefix("<p>").removesuffix("</p>").split("</p><p>")
WORDS = {"p1": P1, "p2": P2, "long": LONG, "second": SECOND, "third": THIRD, "title": TITLE}
MARK = 1_776_734_323_666_885_786
BODIES = DATA / "bodies"


def filled(text: str) -> str:
    """``text`` with the example's paragraphs in the places of their names."""
    for name, words in WORDS.items():
        text = text.replace(f"{{{name}}}", words)
    return text


def told(row: dict[str, Any]) -> list[str]:
    return [filled(paragraph) for paragraph in row.get("text", ["{p1}", "{p2}"])]


def read_row(row: dict[str, Any]) -> Body:
    html, head = filled(row["body"]), filled(row.get("head", ""))
    repeating = {mark(paragraph) for paragraph in row.get("furniture", ())}
    read = read_body(page(html, head), row.get("title", TITLE), repeating)
    assert read is not None
    return read


def mark(paragraph: str) -> int:
    node = document_fromstring("<p></p>")
    return mark_of(Block(filled(paragraph), "", node))


@pytest.mark.parametrize(
    "row",
    [
        *(rows("around.toml", folder=BODIES) + rows("shapes.toml", folder=BODIES)),
        *rows("several.toml", folder=BODIES),
    ],
)
def test_a_body_is_the_article_s_text_and_no_more(row: dict[str, Any]):
    read = read_row(row)
    assert read.text.split("\n\n") == told(row)
    assert words(read.html) == read.text.split()


@pytest.mark.parametrize("row", rows("kept.toml", folder=BODIES))
def test_what_belongs_to_a_text_stays_and_keeps_its_form(row: dict[str, Any]):
    read = read_row(row)
    for part in row["html"]:
        assert filled(part) in read.html
    text = " ".join(told(row)).split() if "text" in row else words(read.html)
    assert read.text.split() == text
    assert filled("{p1}") in read.text


@pytest.mark.parametrize("row", rows("repeats.toml", folder=BODIES))
def test_what_repeats_on_a_site_s_other_pages_is_left_out(row: dict[str, Any]):
    read = read_row(row)
    left = {mark(paragraph) for paragraph in row.get("left_out", ())}
    assert read.text.split("\n\n") == told(row)
    assert words(read.html) == read.text.split()
    assert set(read.blocks) >= left | {mark(paragraph) for paragraph in told(row)}


def test_a_mark_is_the_same_for_ever():
    assert mark("Minden jog, fenntartva!") == mark("minden JOG fenntartva") == MARK


def body(html: str, head: str = "") -> Body:
    read = read_body(page(html, head), TITLE)
    assert read is not None
    return read


def words(html: str) -> list[str]:
    spaced = re.sub(r"</?(?:p|li|h[234]|blockquote|td|th|tr|table|ul|ol|br)\b[^>]*>", " ", html)
    return clean.line(BeautifulSoup(spaced, "lxml").get_text()).split()


def test_the_text_is_the_article_s_alone():
    read = body(
        "<header><p>Mintaklaszter – a gépgyártók szövetsége</p></header>"
        "<nav><ul><li><a href=/>Kezdőlap</a></li><li><a href=/hirek>Hírek</a></li></ul></nav>"
        "<main><h1>{title}</h1><p>2021. június 4.</p>{prose}</main>"
        "<aside><h3>Hírlevél</h3><p><a href=/x>Iratkozzon fel!</a></p></aside>"
        "<footer><p>© 2024 Mintaklaszter. Minden jog fenntartva.</p></footer>"
        "<script>document.write('<p>reklám</p>')</script>"
    )
    assert read.html == PROSE
    assert read.text == "\n\n".join(PROSE.removeprefix("<p>").removesuffix("</p>").split("</p><p>"))


@pytest.mark.parametrize(
    "html",
    [
        *("", "<img src=x>", "<script>var x = 'szöveg';</script>", "<h1>{title}</h1>"),
        "<h1>{title}</h1><script>var x = 'szöveg';</script>",
    ],
)
def test_a_page_without_text_has_no_body(html: str):
    assert read_body(page(html), TITLE) is None


def test_reading_leaves_the_page_as_it_was():
    read = page('<h1>{title}</h1>{prose}<p><a href="javascript:print()">Nyomtatás</a></p>')
    before = [line.text for line in read.lines], len(list(read.tree.iter()))
    assert read_body(read, TITLE) == read_body(read, TITLE)
    assert ([line.text for line in read.lines], len(list(read.tree.iter()))) == before


def test_inline_elements_neither_part_words_nor_glue_them():
    read = body(
        f"<h1>{{title}}</h1><p>A <b>Minta</b>klaszter <i>öt</i> <b>új</b> tagja: "
        f"<a href='/tag'>Gép</a>, <em>Szer</em>.{LONG}</p>{{prose}}"
    )
    assert read.text.startswith("A Mintaklaszter öt új tagja: Gép, Szer.A tagok")


def test_links_are_absolute_and_without_script():
    read = body(
        f'<h1>{{title}}</h1><p>{LONG} Lásd <a href="../tagok?id=5">a tagokat</a>.</p>{{prose}}'
    )
    assert (
        '<a href="https://www.pelda.hu/tagok?id=5" rel="noopener noreferrer nofollow">' in read.html
    )


def test_links_are_joined_with_the_page_s_base():
    read = body(
        f'<h1>{{title}}</h1><p>{LONG} <a href="tagok">Tagok</a> listája.</p>{{prose}}',
        '<base href="https://www.pelda.hu/alap/">',
    )
    assert 'href="https://www.pelda.hu/alap/tagok"' in read.html


PARTS = (
    f"<h1>{{title}}</h1><p>{LONG}</p><h2>Lépések</h2><ul><li>{SECOND}</li><li>Második</li></ul>"
    f"<blockquote><p>{THIRD}</p></blockquote>{{prose}}"
)


def test_lists_quotations_and_headings_keep_their_form():
    read = body(f"<article>{PARTS}</article>")
    prose = PROSE.removeprefix("<p>").removesuffix("</p>").split("</p><p>")
    assert read.text.split("\n\n") == [LONG, "Lépések", SECOND, "Második", THIRD, *prose]
    assert read.html == (
        f"<p>{LONG}</p><h2>Lépések</h2><ul><li>{SECOND}</li><li>Második</li></ul>"
        f"<blockquote><p>{THIRD}</p></blockquote>{PROSE}"
    )


def test_a_page_without_boxes_loses_no_text():
    assert body(PARTS).text == body(f"<article>{PARTS}</article>").text


def test_a_loose_notice_on_a_page_with_boxes_changes_nothing():
    boxes = (
        "<div class=content><h1>{title}</h1>{prose}</div>"
        f"<div class=sidebar><p><a href=/a>Más hír</a> {SECOND}</p></div>"
    )
    assert body(f"<p>Ez az oldal sütiket használ.</p>{boxes}").text == body(boxes).text


def test_a_short_text_does_not_begin_with_its_headline():
    assert body(f"<h1>{{title}}</h1><p>{LONG}</p>").text == LONG


def test_a_page_laid_out_in_a_table_gives_its_article_and_no_table():
    read = body(
        "<table><tr><td><a href=/a>Menü</a><br><a href=/b>Tagok</a></td>"
        "<td><h2 class=title>{title}</h2>{prose}</td></tr></table>"
    )
    assert "<table>" not in read.html
    assert words(read.html) == words(PROSE) == read.text.split()


def test_no_empty_paragraph_gets_into_the_html():
    read = body("<table><tr><td>x</td><td><h2 class=title>{title}</h2>{prose}</td></tr></table>")
    assert "<p></p>" not in read.html


def test_a_table_of_figures_stays_a_table():
    read = body(
        "<h1>{title}</h1>{prose}<table><tr><td>Év</td><td>Tagok</td></tr>"
        f"<tr><td>2020</td><td>14</td></tr></table><p>{LONG}</p>"
    )
    assert "<td>2020</td>" in read.html
    assert words(read.html) == read.text.split()


BEFORE = f"<p>{LONG}</p><h1>{{title}}</h1><p>2021. június 4.</p>{{prose}}"


def test_what_stands_before_the_headline_is_no_part_of_the_text():
    assert body(f"<article>{BEFORE}</article>").html == PROSE


def test_what_stands_before_the_headline_goes_on_any_page():
    assert body(f"<div>{BEFORE}</div>").html == PROSE


def test_a_source_line_behind_the_text_stays_and_the_legal_line_goes():
    read = body(
        "<article><h1>{title}</h1>{prose}<p>Forrás: Minta Hírügynökség</p>"
        "<p>© Mintaklaszter, minden jog fenntartva</p><p>Ossza meg!</p></article>"
    )
    assert read.text.endswith("Forrás: Minta Hírügynökség")


@pytest.mark.parametrize(
    "stamp", ["Utolsó frissítés: 2026. 11. 24. 10:12:54", "Last modified today"]
)
def test_a_stamp_behind_the_text_is_no_part_of_it(stamp: str):
    assert body(f"<article><h1>{{title}}</h1>{{prose}}<p>{stamp}</p></article>").html == PROSE


BLOCKS = st.lists(
    st.sampled_from(
        [
            f"<p>{LONG}</p>",
            f"<p>Egy <b>kövér</b> és <a href='/x'>egy link</a>. {LONG}</p>",
            f"<blockquote>{LONG}</blockquote>",
            f"<ul><li>{LONG}</li><li>rövid</li></ul>",
            "<h2>Alcím</h2>",
            "<img src=x onerror=alert(1)>",
            "<table><tr><td>a</td><td>5</td></tr></table>",
            "<script>alert(1)</script>",
            f"{LONG}<br>{LONG}",
            "<div><div><p>rövid</p></div></div>",
            "<svg onload=alert(1)><p>x</p></svg>",
            f"<p onclick=alert(1)>&lt;b&gt; &amp;amp; {LONG}</p>",
        ]
    ),
    max_size=7,
).map("".join)


@given(BLOCKS)
@settings(max_examples=60)
def test_text_and_html_of_any_body_have_the_same_words_and_the_html_is_safe(blocks: str):
    read = read_body(page(f"<h1>{{title}}</h1>{blocks}"), TITLE)
    if read is not None:
        assert words(read.html) == read.text.split()
        assert clean.safe_html(read.html, "https://www.pelda.hu/") == read.html
        assert "alert(1)" not in read.html


CONTENT = "<article><h1>{title}</h1><p>" + LONG + "</p>"


def test_pictures_are_those_of_the_content_in_their_largest_size():
    read = body(
        "<header><img src=/logo.png></header>"
        + CONTENT
        + "<img src=a.jpg>"
        "<figure><img src=/lap.gif srcset='/b-300.jpg 300w, /b-900.jpg 900w'></figure>"
        '<a href="/nagy/c.jpg"><img src=/kis/c.jpg></a><p>{p2}</p>'.replace("{p2}", P2)
        + "<picture><source srcset='/d.webp 2x, /e.webp 1x'><img data-lazy-src=/d.jpg></picture>"
        "<img src='data:image/gif;base64,R0lGOD'><img src=/t.gif width=1 height=1><img src=a.jpg>"
        "<img class='avatar' src=/szerzo.jpg><img src=/img/facebook-icon.png></article>"
        "<aside><img src=/masik-hir.jpg></aside><footer><img src=/partner.jpg></footer>"
    )
    assert read.pictures == tuple(
        f"https://www.pelda.hu/{path}"
        for path in ("hirek/a.jpg", "b-900.jpg", "nagy/c.jpg", "d.webp")
    )


def test_attachments_are_the_documents_of_the_content_in_and_beside_paragraphs():
    read = body(
        "<nav><a href=/alapszabaly.pdf>Alapszabály</a></nav>" + CONTENT + "{prose}"
        "<div class=d><a href='/le/program.PDF?v=2'>A <b>program</b></a> (PDF, 1,2 MB)</div>"
        "<ul><li><a href=/le/urlap.docx>Űrlap</a></li><li><a href=/le/tagok.xls></a></li></ul>"
        "<a href='/le/program.PDF?v=2'>még egyszer</a><a href=/hirek/pdf>PDF-ek</a></article>"
    )
    assert [(one.url, one.title, one.type) for one in read.attachments] == [
        ("https://www.pelda.hu/le/program.PDF?v=2", "A program", "application/pdf"),
        ("https://www.pelda.hu/le/urlap.docx", "Űrlap", TYPES["docx"]),
    ]


def test_attachments_are_what_an_element_behind_the_text_offers_that_is_called_after_it():
    read = body(
        "<article><h1>{title}</h1><div class=text>{prose}</div></article>"
        "<div class='field field-name-csatolmany'><table><tr><td><a href=/le/terv.pdf>Terv</a></td>"
        "<td>3.29 MB</td></tr></table></div>"
        "<div class=sidebar><ul class=downloads><li><a href=/alap.pdf>Alap</a></li></ul></div>"
    )
    assert [one.title for one in read.attachments] == ["Terv"]


def test_a_document_s_link_may_tell_its_kind_with_its_size_alone():
    read = body(
        CONTENT + "{prose}<p>A tervet tavasszal vitatták meg: "
        "<a href='/download.php?did=doc_881'>Felhívás (PDF, 412 kB)</a>, és a "
        "<a href='/download.php?did=doc_882'>PDF 3 oldala</a> is olvasható.</p></article>"
    )
    assert [(one.url, one.type) for one in read.attachments] == [
        ("https://www.pelda.hu/download.php?did=doc_881", "application/pdf")
    ]


def test_links_are_those_of_the_text_with_their_paragraph():
    read = body(
        CONTENT + f"<p>{SECOND} Lásd <a href='../tagok'>a <em>tagok</em> listáját</a> és az "
        "<a href='mailto:minta@pelda.hu'>irodát</a>, <a href='#lap'>fent</a>.</p>{prose}"
        "<p><a href=/masik>Egy másik hír a lapról</a></p></article>"
    )
    paragraph = f"{SECOND} Lásd a tagok listáját és az irodát, fent."
    assert read.links == (Link("https://www.pelda.hu/tagok", "a tagok listáját", paragraph),)


def test_quotations_are_what_markup_sets_off():
    read = body(
        CONTENT + f"<blockquote><p>{SECOND}</p><p>{THIRD}</p></blockquote>{{prose}}"
        f"<blockquote>{THIRD}</blockquote></article>"
    )
    assert read.quotations == (f"{SECOND}\n\n{THIRD}", THIRD)


def test_a_body_of_one_of_several_news_has_the_pictures_and_documents_of_that_one():
    read = body(
        "<div><article><h2>Új tagok</h2><p>2021. május 2.</p><img src=/a.jpg>"
        f"<p>{LONG} {SECOND} <a href=/a.pdf>Lista</a></p></article><article><h2>{{title}}</h2>"
        "<p>2021. június 4.</p><img src=/b.jpg>{prose}<p><a href=/b.pdf>Terv</a></p></article>"
        f"<article><h2>Közgyűlés</h2><p>2021. április 9.</p><img src=/c.jpg><p>{THIRD} {LONG} "
        "<a href=/c.pdf>Jegyzőkönyv</a></p></article></div>"
    )
    assert [address[-5:] for address in read.pictures] == ["b.jpg"]
    assert [one.title for one in read.attachments] == ["Terv"]


@pytest.mark.parametrize("linked", range(55, 65))
def test_a_paragraph_that_is_mostly_a_link_is_all_that_a_page_has_to_say(linked: int):
    html = f"<h1>{{title}}</h1><p><a href=/x>{'a' * linked}</a>{'b' * 30}</p>"
    assert body(html).text == "a" * linked + "b" * 30


@pytest.mark.parametrize(
    "html",
    [
        "<p>" + "a " * 500_000 + "</p>",
        "<p>" + "<br>" * 200_000 + LONG + "</p>",
        "<p>" + f"<b>{LONG}</b><br>" * 5_000 + "</p>",
        "<div>" * 150 + f"<p>{LONG}</p><p><a href=/x>{LONG}</a></p>" * 3_000 + "</div>" * 150,
        "<table>" + "<tr><td>a</td><td>5</td></tr>" * 20_000 + "</table>",
        "<ul>" + f"<li>{LONG}<ul><li>{SECOND}" * 60 + "</ul>" * 61,
        "<p><img srcset='" + "a.jpg 1w, " * 100_000 + "'>" + LONG + "</p>",
        f"<h2>{{title}}</h2><p>{LONG}</p><hr>" * 2_000,
    ],
    ids=["words", "breaks", "bold", "deep", "cells", "lists", "sizes", "news"],
)
def test_a_hostile_page_is_read_in_bounded_time(html: str):
    started = time.process_time()
    read_body(page(f"<h1>{{title}}</h1>{html}"), TITLE)
    assert time.process_time() - started < 30
