import json
from datetime import UTC, datetime
from typing import Any

import pytest

from scrapers.article import BUDAPEST, Published
from scrapers.doors.teaser import Teaser
from scrapers.extract import extract
from scrapers.page import Page, Unreadable
from tests.scrapers.example import HOME, NOW, PROSE, TITLE, URL, page, source
from tests.scrapers.tables import rows

TOLD = Published(
    datetime(2021, 6, 3, 8, 0, tzinfo=UTC), "minute", "feed", "Thu, 03 Jun 2021 08:00 Z"
)
TEASER = Teaser(URL, title="A teaser címe", published=TOLD)


def ld(**told: Any) -> str:
    script = json.dumps({"@type": "NewsArticle", **told})
    return f'<script type="application/ld+json">{script}</script>'


def test_an_article_says_all_that_its_page_says():
    head = (
        f"<title>{TITLE} | Mintaklaszter</title>"
        '<link rel="canonical" href="/hirek/kozos-geppark">'
        '<meta property="article:published_time" content="2021-06-04T12:30:00+02:00">'
        '<meta name="author" content="Szerző: Szerkesztőség">'
        '<meta property="og:image" content="/kepek/geppark.jpg">'
    )
    article = extract(
        page("<nav><a href=/>Kezdőlap</a></nav><h1>{title}</h1>{prose}", head), source(), NOW
    )
    assert article.source == "pelda"
    assert article.url == URL
    assert article.title == TITLE
    assert article.published == Published(
        *(datetime.fromisoformat("2021-06-04T12:30:00+02:00"), "minute", "meta"),
        "2021-06-04T12:30:00+02:00",
    )
    assert article.authors == ("Szerkesztőség",)
    assert article.image == "https://www.pelda.hu/kepek/geppark.jpg"
    assert article.language == "hu"
    first, second = PROSE.removeprefix("<p>").removesuffix("</p>").split("</p><p>")
    assert article.text == f"{first}\n\n{second}"
    assert article.html == PROSE


def test_a_bare_page_is_an_article_that_says_no_more():
    bare = Page.parse(f"<h1>{TITLE}</h1>{PROSE}".encode(), URL)
    article = extract(bare, source(languages=["hu", "en"]), NOW)
    assert (article.published, article.authors, article.agency, article.image) == (
        *(None, (), None, None),
    )
    assert article.language == "hu"


def test_no_moment_of_the_extraction_gets_into_an_undated_article():
    one = extract(page("<h1>{title}</h1>{prose}"), source(), NOW)
    other = extract(page("<h1>{title}</h1>{prose}"), source(), datetime(1999, 1, 1, tzinfo=UTC))
    assert one == other


@pytest.mark.parametrize(
    ("head", "body", "reason"),
    [
        ("", "{prose}", "no-title"),
        ("<title>{title}</title>", "<img src=x>", "no-text"),
        (ld(headline="Cím"), "<script>var x = 'szöveg';</script>", "script-only"),
        ("", "<script>var x = 'szöveg';</script>", "script-only"),
    ],
)
def test_a_page_without_title_or_text_is_refused_by_name(head: str, body: str, reason: str):
    with pytest.raises(Unreadable) as caught:
        extract(page(body, head), source(), NOW)
    assert caught.value.reason == reason


# What the door showed.


def test_the_teaser_gives_the_title_that_the_page_lacks():
    assert extract(page("{prose}"), source(), NOW, TEASER).title == "A teaser címe"
    assert extract(page("<h1>{title}</h1>{prose}"), source(), NOW, TEASER).title == TITLE


@pytest.mark.parametrize(
    ("body", "head", "found"),
    [
        ("<h1>{title}</h1>{prose}", "", "feed"),
        ("<h1>{title}</h1><p>2021. június 4.</p>{prose}", "", "feed"),
        ("<h1>{title}</h1>{prose}", ld(datePublished="2021-06-04"), "json-ld"),
        ("<h1>{title}</h1>{prose}", '<meta name="date" content="2021-06-04">', "meta"),
    ],
)
def test_the_door_s_word_on_the_date_stands_between_metadata_and_byline(
    body: str, head: str, found: str
):
    published = extract(page(body, head), source(), NOW, TEASER).published
    assert published is not None
    assert published.found == found


def test_a_byline_counts_where_the_door_tells_no_date():
    read = page("<h1>{title}</h1><p>2021. június 4.</p>{prose}")
    published = extract(read, source(), NOW, Teaser(URL, title=TITLE)).published
    assert published == Published(
        datetime(2021, 6, 4, tzinfo=BUDAPEST), "day", "byline", "2021. június 4."
    )


@pytest.mark.parametrize("year", [1970, 2031])
def test_a_door_s_absurd_date_is_no_publication_date(year: int):
    absurd = Published(datetime(year, 1, 1, tzinfo=UTC), "day", "feed", "x")
    article = extract(page("<h1>{title}</h1>{prose}"), source(), NOW, Teaser(URL, published=absurd))
    assert article.published is None


# Address, authors, picture, language.


@pytest.mark.parametrize("row", rows("canonical.toml"))
def test_a_page_names_its_address_within_the_hosts_of_its_source_only(row: dict[str, Any]):
    url = row.get("page", "https://www.pelda.hu/hirek/1?utm_source=x")
    read = page("<h1>{title}</h1>{prose}", row["head"], url)
    assert extract(read, source(), NOW).url == row["url"]


@pytest.mark.parametrize(
    ("head", "authors"),
    [
        ("", ()),
        ('<meta name="author" content="Minta Iroda">', ("Minta Iroda",)),
        ('<meta name="author" content=" Írta:  Minta  Iroda ">', ("Minta Iroda",)),
        ('<meta property="article:author" content="https://kozosseg.hu/minta">', ()),
        (ld(author="Minta Iroda"), ("Minta Iroda",)),
        (ld(author={"@type": "Person", "name": "Minta Iroda"}), ("Minta Iroda",)),
        (
            ld(author=[{"name": "Minta Iroda"}, "Gépész Klub", {"name": "Minta Iroda"}]),
            ("Minta Iroda", "Gépész Klub"),
        ),
        (ld(author=[None, 5, {}, {"name": None}, {"name": ["x"]}, ""]), ()),
        (
            ld(author="Minta Iroda") + '<meta name="author" content="admin">',
            ("Minta Iroda",),
        ),
    ],
)
def test_authors_are_named_once_as_the_metadata_names_them(head: str, authors: tuple[str, ...]):
    assert extract(page("<h1>{title}</h1>{prose}", head), source(), NOW).authors == authors


@pytest.mark.parametrize(
    ("head", "image"),
    [
        ("", None),
        ('<meta property="og:image" content="k.jpg">', "https://www.pelda.hu/hirek/k.jpg"),
        ('<meta name="twitter:image" content="//k.hu/k.jpg">', "https://k.hu/k.jpg"),
        (ld(image="https://k.hu/k.jpg"), "https://k.hu/k.jpg"),
        (ld(image={"@type": "ImageObject", "url": "/k.jpg"}), "https://www.pelda.hu/k.jpg"),
        (ld(image=["/1.jpg", "/2.jpg"]), "https://www.pelda.hu/1.jpg"),
        (ld(image=[]) + ld(image=5) + ld(image={}), None),
        ('<meta property="og:image" content="data:image/png;base64,x">', None),
        (
            '<meta property="og:image" content="javascript:x">' + ld(image="/k.jpg"),
            "https://www.pelda.hu/k.jpg",
        ),
    ],
)
def test_the_lead_image_is_the_first_that_can_be_fetched(head: str, image: str | None):
    assert extract(page("<h1>{title}</h1>{prose}", head), source(), NOW).image == image


SHORT = "<p>OK 2021: A+B, 3 × 4.</p>" * 30


@pytest.mark.parametrize(
    ("declared", "languages", "prose", "language"),
    [
        ("en", ["en"], PROSE, "hu"),
        ("", ["en", "sk"], PROSE, "hu"),
        ("hu", ["hu", "en"], SHORT, "hu"),
        ("EN_us", ["hu", "en"], SHORT, "en"),
        ("de", ["hu", "en"], SHORT, None),
        ("en", ["hu"], SHORT, "hu"),
        ("", ["sk"], SHORT, "sk"),
        ("", ["hu", "sk"], SHORT, None),
        ("x", ["hu", "sk"], SHORT, None),
    ],
)
def test_the_language_is_the_text_s_else_one_of_its_source_s(
    declared: str, languages: list[str], prose: str, language: str | None
):
    html = f'<html lang="{declared}"><body><h1>{TITLE}</h1>{prose}</body></html>'
    article = extract(Page.parse(html.encode(), URL), source(languages=languages), NOW)
    assert article.language == language


@pytest.mark.parametrize(
    "control", ["\x01", "\x0b", "\x1f", "\ufffe", "&#8;", "&#x1f;", "&#11;", "&#x0B"]
)
def test_a_control_character_costs_no_article(control: str):
    read = extract(
        page(f"<h1>{{title}}</h1><p>Egy{control}kettő. &#81;</p>{{prose}}"), source(), NOW
    )
    assert "Egy kettő. Q" in read.text


@pytest.mark.parametrize("address", ["http://[", "//[", "https://[abcd/efgh", "http://a\u2100b/"])
@pytest.mark.parametrize("link", ["{}", "https://portal.example/share?u={}"])
def test_a_link_that_is_no_address_costs_no_article(address: str, link: str):
    told = f'<p><a href="{link.format(address)}">A teljes közlemény itt olvasható.</a></p>'
    read = extract(page(f"<h1>{{title}}</h1>{{prose}}{told}{{prose}}", url=HOME), source(), NOW)
    assert read.text.startswith("A Mintaklaszter tagjai")


def test_a_headline_that_is_no_heading_is_known_by_what_the_door_shows():
    laid_out = (
        "<table><tr><td>Menü</td><td>{title}</td></tr><tr><td></td><td>2021. június 4.</td></tr>"
        "<tr><td></td><td>Egy alcím a cikkben</td></tr><tr><td></td><td>{prose}</td></tr></table>"
    )
    bare = page(laid_out, "<title>Mintaklaszter</title>")
    shown = extract(bare, source(), NOW, Teaser(URL, TITLE))
    assert (shown.title, shown.published and shown.published.iso()) == (TITLE, "2021-06-04")
    other = extract(bare, source(), NOW, Teaser(URL, "Ami nincs is a lapon"))
    assert other.title == "Egy alcím a cikkben"


def test_the_authors_are_those_of_the_page_else_of_the_feed():
    teaser = Teaser(URL, TITLE, authors=("Minta Iroda",))
    assert extract(page("<h1>{title}</h1>{prose}"), source(), NOW, teaser).authors == (
        "Minta Iroda",
    )
    told = page("<h1>{title}</h1>{prose}", '<meta name="author" content="Lap Szerkesztő">')
    assert extract(told, source(), NOW, teaser).authors == ("Lap Szerkesztő",)


LISTED = Published(datetime(2021, 6, 3, tzinfo=BUDAPEST), "day", "listing", "2021. június 3.")


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("<h1>{title}</h1>{prose}", "listing"),
        ("<h1>{title}</h1><p>2021. június 4.</p>{prose}", "byline"),
        ("<h1>{title}</h1><p><time datetime='2021-06-05'>ma</time></p>{prose}", "time"),
    ],
)
def test_the_date_that_a_list_shows_comes_after_any_of_the_page_itself(body: str, found: str):
    published = extract(page(body), source(), NOW, Teaser(URL, TITLE, published=LISTED)).published
    assert published is not None
    assert published.found == found
