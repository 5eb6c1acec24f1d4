import gzip
import json
import zlib
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.encoding import decode
from scrapers.page import DEEPEST, LARGEST, MOST_OBJECTS, Page, Unreadable
from tests.scrapers.example import PROSE, URL, page

TEXT = "Árvíztűrő tükörfúrógép – „első” és ŐSZI ŰRHAJÓ"
LATIN_2 = TEXT.replace("–", "-").replace("„", '"').replace("”", '"')
NOISE = Random(1).randbytes(40_000)


def html(text: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head>{head}<title>x</title></head><body>{text}</body></html>"


def header(charset: str) -> str:
    return f"text/html; charset={charset}"


# Which letters the bytes are.

DECODED: dict[str, tuple[bytes, str]] = {
    "UTF-8 and nobody says so": (html(TEXT).encode(), ""),
    "UTF-8 and the header says ISO-8859-2": (html(TEXT).encode(), header("iso-8859-2")),
    "UTF-8 and the document says windows-1250": (
        *(html(TEXT, '<meta charset="windows-1250">').encode(), ""),
    ),
    "a mark against header and document": (
        b"\xef\xbb\xbf" + html(TEXT, '<meta charset="iso-8859-1">').encode(),
        header("windows-1250"),
    ),
    "UTF-16 with a mark, little end first": (b"\xff\xfe" + html(TEXT).encode("utf-16-le"), ""),
    "UTF-16 with a mark, big end first": (b"\xfe\xff" + html(TEXT).encode("utf-16-be"), ""),
    "UTF-16 by its header": (html(TEXT).encode("utf-16-le"), header("UTF-16LE")),
    "UTF-32 with a mark": (html(TEXT).encode("utf-32"), ""),
    "windows-1250 and nobody says so": (html(TEXT).encode("windows-1250"), ""),
    "windows-1250 and the header says so": (
        *(html(TEXT).encode("windows-1250"), header('"Windows-1250"')),
    ),
    "windows-1250 and the header says UTF-8": (html(TEXT).encode("windows-1250"), header("utf-8")),
    "windows-1250 and both say UTF-8": (
        *(html(TEXT, '<meta charset="utf-8">').encode("windows-1250"), header("UTF8")),
    ),
    "windows-1250 and the header says nonsense": (
        *(html(TEXT).encode("windows-1250"), header("klingon")),
    ),
}
DECODED_2: dict[str, tuple[bytes, str]] = {
    "the header says so": (html(LATIN_2).encode("iso-8859-2"), header("ISO-8859-2")),
    "the document says so": (
        *(html(LATIN_2, '<meta charset="iso-8859-2">').encode("iso-8859-2"), ""),
    ),
    "the document says so in the old way": (
        html(
            LATIN_2, '<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-2">'
        ).encode("iso-8859-2"),
        "text/html",
    ),
    "the XML declaration says so": (
        *(('<?xml version="1.0" encoding="ISO-8859-2"?>' + html(LATIN_2)).encode("iso-8859-2"), ""),
    ),
    "nobody says so": (html(LATIN_2).encode("iso-8859-2"), ""),
    "the header says UTF-8": (html(LATIN_2).encode("iso-8859-2"), header("utf-8")),
    "the header says nonsense, the document the truth": (
        *(html(LATIN_2, '<meta charset="iso-8859-2">').encode("iso-8859-2"), header("none")),
    ),
}


@pytest.mark.parametrize("name", DECODED)
def test_the_letters_come_out_whatever_is_declared(name: str):
    body, content_type = DECODED[name]
    assert TEXT in decode(body, content_type)
    assert Page.parse(body, URL, content_type).lines[0].text == TEXT


@pytest.mark.parametrize("name", DECODED_2)
def test_iso_8859_2_comes_out_when(name: str):
    body, content_type = DECODED_2[name]
    assert LATIN_2 in decode(body, content_type)


def test_the_header_is_believed_before_the_document():
    body = html("kõszû", '<meta charset="iso-8859-1">').encode("iso-8859-1")
    assert "kőszű" in decode(body, header("iso-8859-2"))
    assert "kõszû" in decode(body)


@given(st.text(st.characters(codec="utf-8"), max_size=200))
def test_any_text_in_utf_8_is_itself(text: str):
    assert decode(text.encode()) == text.removeprefix("\ufeff")


@given(
    st.binary(max_size=300), st.sampled_from(["", "utf-8", "iso-8859-2", "utf-16", "utf-7", "x"])
)
def test_any_bytes_have_letters(body: bytes, charset: str):
    assert isinstance(decode(body, header(charset)), str)


@pytest.mark.parametrize("missing", [1, 2, 3])
@pytest.mark.parametrize("content_type", ["", header("utf-8")])
def test_a_page_in_utf_8_that_is_cut_in_half_stays_utf_8(missing: int, content_type: str):
    whole = html(PROSE * 8 + "😀").encode()
    cut = whole[: whole.index("😀".encode()) + 4 - missing]
    assert PROSE in decode(cut, content_type)


def test_a_short_page_in_utf_8_that_is_cut_in_half_stays_utf_8():
    body = html(TEXT + " vége, ő").encode()
    assert TEXT in decode(body[: body.rindex("ő".encode()) + 1])


@pytest.mark.parametrize("letters", ["ő", "őű", "őűÁ"])
@pytest.mark.parametrize("head", ["", '<meta charset="utf-8">'])
def test_a_page_in_windows_1250_with_few_letters_of_its_own_keeps_them(letters: str, head: str):
    body = html(f"{letters} is the name", head).encode("windows-1250")
    assert f"{letters} is the name" in decode(body)


@pytest.mark.parametrize("byte", [b"\x81", b"\x83", b"\x90", b"\x98"])
def test_a_byte_that_is_nothing_in_windows_1250_costs_one_letter_only(byte: bytes):
    assert TEXT in decode(html(TEXT + " @").encode("windows-1250").replace(b"@", byte))


def shown(text: str) -> str:
    return Page.parse(html(text).encode(), URL, header("utf-8")).lines[0].text


def test_hungarian_letters_misread_on_the_way_are_put_right():
    misread = "Az elsõ együttmûködés és egy jövõ, ÕSSZEL: ÛRKUTATÁS"
    assert shown(misread) == "Az első együttműködés és egy jövő, ŐSSZEL: ŰRKUTATÁS"


def test_they_are_where_few_common_words_tell_the_language_or_a_form_names_the_letters():
    assert shown("Köszönjük önkénteseinknek, jövõre újra vár a mûhely") == (
        "Köszönjük önkénteseinknek, jövőre újra vár a műhely"
    )
    assert shown("Az els&otilde; m&ucirc;hely és egy m&#251;vezet&#245;") == (
        "Az első műhely és egy művezető"
    )


@pytest.mark.parametrize(
    "text",
    [
        "João e as suas razões: tu és, nós somos",
        "Põllumajandus ja kõik muu",
        "Az õszi vásáron és egy másikon Tõnu Õim is ott volt, később elment",
    ],
    ids=["Portuguese", "Estonian", "an Estonian in a Hungarian text"],
)
def test_letters_that_are_right_as_they_are_stay(text: str):
    assert shown(text) == text


# What is no page.


def png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data).to_bytes(4, "big")
        return len(data).to_bytes(4, "big") + kind + data + check

    size = b"\0\0\0\x64\0\0\0\x64\x08\x02\0\0\0"
    pixels = zlib.compress(NOISE[:30_100])
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


BINARY = {
    "png": png(),
    "gzip": gzip.compress(NOISE),
    "jpeg": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00" + NOISE,
    "pdf": b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\nstream\n" + zlib.compress(NOISE) + b"\n%%EOF",
    "noise": NOISE,
    "zeros": bytes(5_000),
    "UTF-16 without a mark": html(TEXT).encode("utf-16-le"),
}
EMPTY = [
    b"",
    b"  \r\n\t ",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"<!-- x -->",
    b"<?php ?>",
    b"<!DOCTYPE html>",
]
NOT_HTML = ["application/pdf", "image/png", "application/json", "text/calendar; charset=utf-8", "x"]


def refusal(body: bytes, content_type: str = "text/html") -> str:
    with pytest.raises(Unreadable) as caught:
        Page.parse(body, URL, content_type)
    return caught.value.reason


@pytest.mark.parametrize("name", BINARY)
def test_what_is_no_text_is_binary(name: str):
    assert refusal(BINARY[name]) == "binary"


@pytest.mark.parametrize("body", EMPTY, ids=repr)
def test_a_body_without_anything_in_it_is_empty(body: bytes):
    assert refusal(body) == "empty"


@pytest.mark.parametrize("content_type", NOT_HTML)
def test_another_type_of_document_is_not_html(content_type: str):
    assert refusal(html(TEXT).encode(), content_type) == "not-html"


@pytest.mark.parametrize(
    "content_type", ["", "text/html", "TEXT/HTML ;charset=x", "application/xhtml+xml", "text/plain"]
)
def test_types_under_which_pages_are_sent_are_read(content_type: str):
    assert Page.parse(html(TEXT).encode(), URL, content_type).lines[0].text == TEXT


def test_a_body_may_be_as_large_as_the_largest_and_no_larger():
    whole = html(TEXT).encode()
    assert Page.parse(whole + b" " * (LARGEST - len(whole)), URL).lines[0].text == TEXT
    assert refusal(whole + b" " * (LARGEST - len(whole) + 1)) == "too-large"


@pytest.mark.parametrize("tag", ["div", "b", "blockquote", "table><tr><td"])
def test_a_tree_that_is_nested_too_deep_is_refused(tag: str):
    assert refusal(html(f"<{tag}>" * (DEEPEST + 1) + "x").encode()) == "too-deep"
    assert refusal(html(f"<{tag}>" * 5_000 + "x").encode()) == "too-deep"


def test_a_tree_may_be_as_deep_as_the_deepest():
    divs = DEEPEST - len(["html", "body"])
    assert Page.parse(html("<div>" * divs + "mélyen").encode(), URL).lines[0].text == "mélyen"
    assert refusal(html("<div>" * (divs + 1) + "mélyen").encode()) == "too-deep"


def test_a_wide_tree_is_not_deep():
    assert len(page("<div><p>x</p></div>" * 3_000).lines) == 3_000


@given(st.binary(max_size=400) | st.text(max_size=200).map(lambda text: html(text).encode()))
def test_any_body_is_a_page_or_refused_by_name(body: bytes):
    try:
        read = Page.parse(body, URL)
    except Unreadable as refused:
        assert refused.reason in ("binary", "empty", "too-deep")
    else:
        assert read.tree.body is not None
        assert all(line.text for line in read.lines)
        assert (read.meta, read.json_ld, read.articles) is not None


def test_half_a_page_is_read_as_far_as_it_goes():
    whole = html(f"<h1>Cím</h1>{PROSE}", '<meta name="author" content="Szerkesztőség">').encode()
    read = Page.parse(whole[: whole.index("szerszám".encode())], URL)
    assert read.meta == {"author": "Szerkesztőség"}
    assert [line.text[-10:] for line in read.lines] == ["Cím", "a gép áll.", " tizennégy"]


# JSON-LD.


def ld(*scripts: str, kind: str = "application/ld+json") -> Page:
    return page("x", "".join(f'<script type="{kind}">{script}</script>' for script in scripts))


def names(read: Page) -> list[object]:
    return [node.get("name") for node in read.json_ld]


@pytest.mark.parametrize(
    ("scripts", "found"),
    [
        (['{"name": "a"}'], ["a"]),
        (['{"name": "a"}', '{"name": "b"}'], ["a", "b"]),
        (['[{"name": "a"}, {"name": "b"}]'], ["a", "b"]),
        (['[[{"name": "a"}], 5, null, "x"]'], ["a"]),
        (['{"@graph": [{"name": "a"}, {"name": "b"}]}'], [None, "a", "b"]),
        (['{"@graph": {"name": "a"}}'], [None, "a"]),
        (['{"name": "a", "mainEntity": {"name": "b"}}'], ["a", "b"]),
        (['{"name": "a\tb\nc"}'], ["a\tb\nc"]),
        (['{"name": "<b>&amp;</b>"}'], ["<b>&amp;</b>"]),
        (['\n {"name": "\\u0151sz"} \n'], ["ősz"]),
        (["{broken", '{"name": "b"}'], ["b"]),
        (['{"name": "a",}', '{"name": "b"}'], ["b"]),
        (["", "5", '"text"', "null", "NaN"], []),
        (["[" * 100_000], []),
        (['{"name": ' + "9" * 10_000 + "}"], []),
        (['{"@graph": ' * 500 + '{"name": "a"}' + "}" * 500], [None] * 500 + ["a"]),
    ],
)
def test_every_object_of_json_ld_is_found_and_broken_ones_are_left_out(
    scripts: list[str], found: list[object]
):
    assert names(ld(*scripts)) == found


def test_objects_beyond_the_most_are_not_read():
    assert len(ld(json.dumps([{"name": "a"}] * (MOST_OBJECTS + 1))).json_ld) == MOST_OBJECTS


def test_a_reference_is_to_the_objects_with_its_id():
    page = ld(json.dumps([{"@id": "#a", "name": "a"}, {"@id": ["#a"]}, {"name": "b"}]))
    assert [node["name"] for node in page.described("#a")] == ["a"]
    assert [*page.described("#b"), *page.described(["#a"]), *page.described(None)] == []


def test_other_scripts_are_no_json_ld():
    assert ld('{"name": "a"}', kind="application/json").json_ld == ()
    assert names(ld('{"name": "a"}', kind="application/ld+json; charset=utf-8")) == ["a"]


def test_the_type_of_a_script_may_be_in_capitals():
    assert names(ld('{"name": "a"}', kind="Application/LD+JSON")) == ["a"]


@pytest.mark.parametrize(
    ("kind", "is_article"),
    [
        ("Article", True),
        ("NewsArticle", True),
        ("BlogPosting", True),
        ("Report", True),
        (["WebPage", "NewsArticle"], True),
        ("http://schema.org/NewsArticle", True),
        ("WebPage", False),
        ("Organization", False),
        ("ArticleList", False),
        ([], False),
        (None, False),
        (5, False),
        ({"x": "Article"}, False),
    ],
)
def test_articles_are_the_objects_of_an_article_s_kind(kind: Any, is_article: bool):
    assert bool(ld(json.dumps({"@type": kind})).articles) is is_article


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["@graph", "mainEntity", "@type", "name"]), inner)
    ),
    max_leaves=10,
)


@given(JSON)
def test_any_json_is_read_without_a_fault(value: object):
    read = ld(json.dumps(value).replace("<", "\\u003c"))
    assert all(isinstance(node, dict) for node in read.json_ld)
    assert set(map(id, read.articles)) <= set(map(id, read.json_ld))


# Meta, links and lines.


def test_the_first_meta_of_a_name_wins_whatever_its_case():
    head = (
        '<meta name="Author" content=" Szerkesztőség "><meta property="author" content="más">'
        '<meta itemprop="datePublished" content="2021-06-04"><meta property="og:title" content=" ">'
        '<meta property="OG:Title" content="Cím"><meta charset="utf-8"><meta content="x">'
    )
    assert page("x", head).meta == {
        **{"author": "Szerkesztőség", "datepublished": "2021-06-04", "og:title": "Cím"},
    }


def test_the_first_link_of_a_relation_that_leads_somewhere_is_found():
    head = (
        '<link rel="canonical"><link rel="Shortlink Canonical" href="/a">'
        '<link rel="canonical" href="/b"><link rel="canonicals" href="/c">'
    )
    assert page("x", head).link("canonical") == "/a"
    assert page("x", head).link("next") is None


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("<p>egy</p><p>kettő</p>", ["egy", "kettő"]),
        ("egy<br>kettő", ["egy", "kettő"]),
        ("<div>egy <span>és</span> <b>fél</b><a>!</a></div>", ["egy és fél!"]),
        ("<div>egy<div>kettő</div>három</div>", ["egy", "kettő", "három"]),
        ("<ul><li>egy<li>kettő</ul>", ["egy", "kettő"]),
        ("<table><tr><td>egy</td><td>kettő</td></tr></table>", ["egy", "kettő"]),
        ("egy<script>x</script><style>y</style><template>z</template> fél", ["egy fél"]),
        ("egy<!-- x --><?x y?> fél", ["egy fél"]),
        ("<select><option>január</select>egy<textarea>x</textarea>", ["egy"]),
        ("<p> \u200b </p><p></p>egy", ["egy"]),
        ("<frameset><frame></frameset>", []),
    ],
)
def test_lines_are_what_a_reader_sees_below_each_other(body: str, lines: list[str]):
    assert [line.text for line in page(body).lines] == lines


def test_a_line_has_the_machine_times_marked_up_in_it():
    read = page(
        '<p>Megjelent: <time datetime="2021-06-04">pénteken</time></p><p>szöveg</p>'
        '<time datetime="2021-06-05">szombat</time><time>vasárnap</time>'
    )
    assert [(line.text, line.times) for line in read.lines] == [
        ("Megjelent: pénteken", ("2021-06-04",)),
        ("szöveg", ()),
        ("szombatvasárnap", ("2021-06-05",)),
    ]


def test_a_line_knows_its_block_and_whether_it_is_a_link_as_a_whole():
    read = page(
        "<h2><a href=/>egy</a></h2><p><a href=/>két</a> szó</p>három<br><b><a href=/>x</a></b>"
    )
    assert [(line.text, line.tag, line.linked) for line in read.lines] == [
        *(("egy", "h2", True), ("két szó", "p", False)),
        *(("három", "body", False), ("x", "body", True)),
    ]


@pytest.mark.parametrize(
    ("head", "base"),
    [
        ("", URL),
        ("<base target=_top><base href='/alap/'><base href='/x/'>", "https://www.pelda.hu/alap/"),
        ("<base href='https://masik.hu/a'>", "https://masik.hu/a"),
        ("<base href='javascript:alert(1)'>", URL),
        ("<base href='data:text/html,x'>", URL),
    ],
)
def test_the_base_of_a_page_is_what_it_says_or_itself(head: str, base: str):
    assert page("x", head).base == base


@pytest.mark.parametrize(
    "hidden", ["<noscript><p>x</p></noscript>", "<template><p>x</p></template>"]
)
def test_nothing_inside_what_is_not_shown_is_a_line(hidden: str):
    assert [line.text for line in page(f"<p>egy</p>{hidden}").lines] == ["egy"]
