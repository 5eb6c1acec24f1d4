import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers import wrapper
from scrapers.doors import listing
from scrapers.doors.teaser import Reading, Teaser
from scrapers.source import ListingDoor
from tests.scrapers.example import NOW, source

URL = "https://www.pelda.hu/hirek/"


def read_bytes(body: bytes, content_type: str, selector: str = "a") -> Reading:
    door = ListingDoor(kind="listing", url=URL, links=selector)
    return listing.read(body, URL, content_type, door, source(), NOW)


def read(body: str, selector: str = "a", head: str = "") -> Reading:
    html = f"<html><head>{head}</head><body>{body}</body></html>"
    return read_bytes(html.encode(), "text/html; charset=utf-8", selector)


def shown(reading: Reading) -> list[tuple[str, str]]:
    assert reading.trouble is None
    return [(teaser.url.removeprefix(URL), teaser.title) for teaser in reading.teasers]


def test_the_links_that_the_selector_finds_become_teasers_in_their_order():
    body = (
        "<nav><a href='/'>Kezdőlap</a></nav><ul>"
        "<li><h2><a href='egy'>Első <b>hír</b></a></h2><p>Rövid szöveg.</p></li>"
        "<li><h2><a href='ketto'>\n Második\u200b hír </a></h2></li></ul><a href='regi'>Régiek</a>"
    )
    assert read(body, "li h2 > a") == Reading(
        (Teaser(URL + "egy", "Első hír"), Teaser(URL + "ketto", "Második hír"))
    )


@pytest.mark.parametrize(
    "links",
    [
        "<a href='egy'><img src=k.jpg></a><a href='egy'>Első hír</a><a href='egy'>Tovább</a>",
        "<a href='egy'>Első hír</a><a href='egy'><img src=k.jpg></a>",
        "<a href='egy?utm_source=x'> \u200b</a><a href='/hirek/egy#tovabb'>Első hír</a>",
    ],
)
def test_of_several_links_to_one_article_the_first_with_words_tells_its_title(links: str):
    assert shown(read(links + "<a href='ketto'>Második</a>")) == [
        *(("egy", "Első hír"), ("ketto", "Második")),
    ]


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("egy.html", "https://www.pelda.hu/hirek/egy.html"),
        ("../egy", "https://www.pelda.hu/egy"),
        ("?p=18&amp;lang=hu", "https://www.pelda.hu/hirek/?p=18&lang=hu"),
        (
            "content.php?cid=cont_1&utm_source=x",
            "https://www.pelda.hu/hirek/content.php?cid=cont_1",
        ),
        (" \n/egy ", "https://www.pelda.hu/egy"),
        ("https://idegen.hu/egy", "https://idegen.hu/egy"),
        ("/ő b", "https://www.pelda.hu/%C5%91%20b"),
    ],
)
def test_links_are_joined_and_lose_their_tracking_tails(href: str, url: str):
    assert [one.url for one in read(f"<a href='{href}'>x</a>").teasers] == [url]


@pytest.mark.parametrize(
    ("base", "url"),
    [
        ("https://www.pelda.hu/", "https://www.pelda.hu/egy"),
        ("/archiv/", "https://www.pelda.hu/archiv/egy"),
        ("javascript:alert(1)", "https://www.pelda.hu/hirek/egy"),
        ("", "https://www.pelda.hu/hirek/egy"),
    ],
)
def test_a_base_is_heeded_where_it_is_one(base: str, url: str):
    reading = read("<a href=egy>x</a>", head=f"<base target=_top><base href='{base}'>")
    assert [one.url for one in reading.teasers] == [url]


@pytest.mark.parametrize(
    "body",
    [
        *("<p>Nincs hír.</p>", "<a>Egy</a>", "<a href=''>Egy</a>", "<a name=x>Egy</a>"),
        "<a href='javascript:open()'>Egy</a><a href='mailto:a@pelda.hu'>Kettő</a>",
        "<li>Egy</li>",
    ],
)
def test_a_page_on_which_the_selector_finds_no_way_on_has_no_links(body: str):
    assert read(body, "a, li") == Reading(trouble="no-links")


def test_a_link_to_the_list_itself_is_no_article():
    assert shown(read("<a href='#'>Fel</a><a href='#top'>Fel</a><a href=egy>Egy</a>")) == [
        ("egy", "Egy"),
    ]


@pytest.mark.parametrize(
    ("body", "content_type", "trouble"),
    [
        (b"", "text/html", "empty"),
        (b"<a href=/egy>x</a>", "application/pdf", "not-html"),
        (bytes(5_000), "text/html", "binary"),
        (b"<div>" * 5_000 + b"<a href=/egy>x</a>", "text/html", "too-deep"),
    ],
)
def test_a_body_that_is_no_page_is_refused_by_name(body: bytes, content_type: str, trouble: str):
    assert read_bytes(body, content_type) == Reading(trouble=trouble)


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-2", "windows-1250", "utf-16"])
@pytest.mark.parametrize("declared", [True, False])
def test_titles_come_out_whatever_the_encoding(encoding: str, declared: bool):
    body = "<html><body><p>Hírek</p><a href=egy>Őszi űrkutatás</a></body></html>".encode(encoding)
    content_type = f"text/html; charset={encoding}" if declared else ""
    assert shown(read_bytes(body, content_type)) == [("egy", "Őszi űrkutatás")]


@pytest.mark.parametrize(
    ("selector", "found"),
    [
        ("a[href^='/hirek/']", ["1"]),
        ("li:nth-child(2) a", ["2"]),
        ("li:not(.reklam) a", ["1", "2"]),
        (".lista > li > a, .also a", ["1", "2", "3", "4"]),
        ("h1 a", []),
    ],
)
def test_selectors_are_those_of_css(selector: str, found: list[str]):
    body = (
        "<ul class=lista><li><a href=/hirek/a>1</a></li><li><a href=/b>2</a></li>"
        "<li class='x reklam'><a href=/c>3</a></li></ul><div class=also><a href=/d>4</a></div>"
    )
    assert [one.title for one in read(body, selector).teasers] == found


@given(
    st.lists(
        st.sampled_from(
            [
                *(
                    "<a href=",
                    "'/egy'",
                    "'#'",
                    ">",
                    "</a>",
                    "<base href=",
                    "<li>",
                    "<b>",
                    "Egy",
                    "\0",
                ),
                *("<img src=x>", "<a href='http://['>", "<a href='\ud83d'>", "<table>", "&amp;"),
            ]
        ),
        max_size=20,
    ).map("".join)
)
def test_any_page_is_read_or_refused_by_name(body: str):
    reading = read_bytes(body.encode("utf-8", "replace"), "")
    assert reading.trouble in (None, "no-links", "empty", "binary")
    assert bool(reading.teasers) is (reading.trouble is None)
    assert len({one.url for one in reading.teasers}) == len(reading.teasers)


# Without a selector


LISTED = "https://www.pelda.hu/hirek/"


def inferred(body: str, title: str = "Hírek") -> Reading:
    door = ListingDoor(kind="listing", url=URL)
    html = f"<html lang='hu'><head><title>{title}</title></head><body>{body}</body></html>"
    return listing.read(html.encode(), URL, "text/html; charset=utf-8", door, source(), NOW)


def listed(*told: tuple[str, str]) -> str:
    """A list of records, each of an address and the text of its date."""
    return "".join(
        f"<div><h3><a href='{name}'>Új csarnok épül: {name}</a></h3><p>{date}</p></div>"
        for name, date in told
    )


def test_a_list_is_read_without_a_selector():
    reading = inferred(listed(("egy", "2024. május 4."), ("ketto", "2024. április 9.")))
    assert reading.trouble is None
    assert [(one.url, one.title) for one in reading.teasers] == [
        (LISTED + "egy", "Új csarnok épül: egy"),
        (LISTED + "ketto", "Új csarnok épül: ketto"),
    ]
    assert [
        one.published and (one.published.iso(), one.published.found) for one in reading.teasers
    ] == [
        ("2024-05-04", "listing"),
        ("2024-04-09", "listing"),
    ]


@pytest.mark.parametrize(
    ("told", "title"),
    [
        ((("a", "2024. május 4."), ("b", "2024. június 9.")), "Hírek"),  # oldest first
        ((("a", "2027. május 4."), ("b", "2024. április 9.")), "Hírek"),  # in the future
        ((("a", "2024. május 4."), ("b", "2024. április 9.")), "Rendezvényeink"),
        ((("a", "2024. május 4."), ("b", "2024. április 9.")), "Events | Mintaklaszter"),
        ((("a", "2024. május 4."), ("b", ""), ("c", "")), "Hírek"),  # hardly any has one
        ((("a", "Frissítve: 2024. május 4."), ("b", "Frissítve: 2024. április 9.")), "Hírek"),
        ((("a", "Határidő: 2024. május 4."), ("b", "Határidő: 2024. április 9.")), "Hírek"),
    ],
)
def test_dates_that_may_be_of_something_else_are_none_of_publication(
    told: tuple[tuple[str, str], ...], title: str
):
    reading = inferred(listed(*told), title)
    assert len(reading.teasers) == len(told)
    assert [one.published for one in reading.teasers] == [None] * len(told)


def test_a_pinned_first_record_does_not_spoil_the_dates():
    told = ["2021. január 3.", "2024. május 4.", "2024. május 2.", "2024. április 9."]
    reading = inferred(listed(*zip("abcd", told, strict=True)))
    assert all(one.published for one in reading.teasers)


NEWS = (
    "A tagok közösen vesznek gépet, és a gép órabérét évente egyszer állapítják meg az üléseken, "
    "amelyekre két vendéget is hozhatnak magukkal, ha ezt egy héttel korábban bejelentik."
)


def told_here(*ids: str) -> str:
    return "".join(
        f"<div id='{name}'><h3>Új csarnok épül: {name}</h3><p>2024. május {9 - n}.</p>"
        f"<p>{NEWS} <a href='/tagok'>A tagok</a></p></div>"
        for n, name in enumerate(ids)
    )


def test_news_told_on_the_page_are_articles_with_a_fragment_and_no_teasers():
    reading = inferred(told_here("hir-7", "hir-6"))
    assert (reading.teasers, reading.trouble) == ((), None)
    first, second = reading.articles
    assert (first.url, second.url) == (LISTED + "#hir-7", LISTED + "#hir-6")
    assert (first.source, first.title, first.language) == ("pelda", "Új csarnok épül: hir-7", "hu")
    assert first.text == f"{NEWS} A tagok"
    assert first.published and first.published.iso() == "2024-05-09"
    assert '<a href="https://www.pelda.hu/tagok"' in first.html


def test_the_dates_of_events_told_on_the_page_are_none_of_publication():
    reading = inferred(told_here("a-1", "b-1"), "Események")
    assert [one.published for one in reading.articles] == [None, None]


def test_two_news_of_one_title_are_two_articles():
    body = told_here("x", "y").replace(" id='x'", "").replace(" id='y'", "")
    body = body.replace("épül: y", "épül: x")
    assert [one.url.partition("#")[2] for one in inferred(body).articles] == [
        "uj-csarnok-epul-x",
        "uj-csarnok-epul-x-2",
    ]


def test_scripts_of_a_record_do_not_reach_its_article():
    body = told_here("a-1", "b-1").replace("</p></div>", "</p><script>alert(1)</script></div>")
    assert all("alert" not in one.html + one.text for one in inferred(body).articles)


def test_older_pages_are_told():
    body = listed(("egy", "2024. május 4."), ("ketto", "2024. április 9."))
    pager = "<a href='?start=10'>Következő</a>"
    assert inferred(body + pager).older == (LISTED + "?start=10",)


@pytest.mark.parametrize(
    "body",
    [
        "<ul><li><a href='/rolunk'>Rólunk</a></li><li><a href='/tagok'>Tagok</a></li></ul>",
        f"<h1>A gépről</h1><h2>Mit tud?</h2><p>{NEWS}</p><h2>Hol van?</h2><p>{NEWS}</p>",
        "<p>Az oldal felújítás alatt áll.</p>",
    ],
)
def test_a_page_that_lists_no_news_has_no_links(body: str):
    assert inferred(body) == Reading(trouble="no-links")


def test_a_list_longer_than_is_looked_at_says_so():
    reading = inferred(listed(*((f"hir-{n}", "2024. május 4.") for n in range(3_000))))
    assert reading.trouble == "too-many-links"
    assert len(reading.teasers) == wrapper.MOST_RECORDS


TRICKS = "\u202eK\u200böz\u00adös\ufeff gépparkot\u2028 vesznek\x07 a tagok"


def test_the_headlines_of_inferred_records_hide_nothing():
    records = "".join(
        f"<div class=hir><h3><a href='/hirek/{at}'>{TRICKS} {at}</a></h3><i>2026. 05. 0{at}.</i>"
        f"<p>A munka a jövő héten kezdődik, és {at} tag vesz benne részt.</p></div>"
        for at in range(1, 5)
    )
    door = ListingDoor(kind="listing", url=URL)
    body = f"<html><body>{records}</body></html>".encode()
    reading = listing.read(body, URL, "text/html; charset=utf-8", door, source(), NOW)
    assert [one.title for one in reading.teasers] == [
        f"Közös gépparkot vesznek a tagok {at}" for at in range(1, 5)
    ]


@pytest.mark.parametrize(
    ("prose", "title"),
    [
        ("Az elsõ közös gép és a mûhely egy épületben van.", "Elkészült az elsõ mûhely"),
        ("O São João e a Conceição são a nossa terra.", "São João abre a nova oficina"),
    ],
)
def test_letters_are_mended_in_hungarian_lists_alone(prose: str, title: str):
    records = "".join(
        f"<li><h3><a href='/{at}'>{title} {at}</a></h3><p>{prose}</p></li>" for at in range(4)
    )
    door = ListingDoor(kind="listing", url=URL)
    body = f"<html><body><ul>{records}</ul></body></html>".encode()
    reading = listing.read(body, URL, "text/html; charset=utf-8", door, source(), NOW)
    mended = title.replace("õ", "ő").replace("û", "ű") if "mûhely" in prose else title
    assert [one.title for one in reading.teasers] == [f"{mended} {at}" for at in range(4)]
