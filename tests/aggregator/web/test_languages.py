"""In which language somebody is answered: by the address, and on the first page by his browser."""

from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.web.languages import LANGUAGES, preferred, prefix, split
from tests.aggregator.publishing.newsroom import short
from tests.aggregator.web.conftest import served
from tests.aggregator.web.paging import read, tree

DEFAULTS = st.sampled_from(LANGUAGES)
TAGS = st.sampled_from(("hu", "en", "en-GB", "HU-hu", "de", "*", "x-klingon", ""))
WEIGHTS = st.sampled_from(("", ";q=0", ";q=0.5", "; Q=1", ";q=1.1", ";q=-1", ";q=nan", ";q=", ";"))
HEADERS = st.one_of(
    st.text(),
    st.lists(st.tuples(TAGS, WEIGHTS).map("".join)).map(", ".join),
)


@given(HEADERS, DEFAULTS)
def test_any_header_prefers_one_of_the_languages(header, default):
    assert preferred(header, default) in LANGUAGES


@given(DEFAULTS)
def test_who_says_nothing_gets_the_default(default):
    assert preferred("", default) == default
    assert preferred("*", default) == default


@given(st.floats(0, 1), st.floats(0, 1))
def test_the_one_with_the_greater_weight_is_preferred_and_at_par_the_default(hungarian, english):
    header = f"hu;q={hungarian:.3f},en;q={english:.3f}"
    better = round(english, 3) > round(hungarian, 3)
    assert preferred(header, "hu") == ("en" if better else "hu")


@pytest.mark.parametrize(
    ("header", "default", "language"),
    [
        ("en", "hu", "en"),
        ("en-GB,en;q=0.9", "hu", "en"),
        ("hu-HU,hu;q=0.9,en;q=0.8", "hu", "hu"),
        ("en-US,en;q=0.9,hu;q=0.8", "hu", "en"),
        ("de,en;q=0.5,*;q=0.1", "hu", "en"),
        ("de", "hu", "hu"),
        ("hu", "en", "hu"),
        ("en;q=0", "hu", "hu"),
        ("EN", "hu", "en"),
    ],
)
def test_browsers_prefer_what_they_say(header, default, language):
    assert preferred(header, default) == language


@given(st.one_of(st.text(), st.text().map("/hu".__add__), st.text().map("/en/".__add__)), DEFAULTS)
def test_any_path_is_in_a_language_and_the_rest_is_a_path(path, default):
    language, rest = split(path, default)
    assert language in LANGUAGES
    assert rest == path or rest.startswith("/")
    assert language != default or rest == path


@given(st.sampled_from(LANGUAGES), DEFAULTS, st.sampled_from(("", "events", "story/1", "hungary")))
def test_what_stands_before_a_path_is_read_again(language, default, path):
    assert split(f"/{prefix(language, default)}{path}", default) == (language, f"/{path}")


def test_the_first_page_alone_asks_the_browser(client):
    english = {"Accept-Language": "en"}
    answer = client.get("/", headers=english)
    assert (answer.status_code, answer.headers["location"]) == (307, "/en/")
    assert "Accept-Language" in answer.headers["vary"]
    assert client.get("/", headers=english).headers["content-security-policy"]
    for address in ("/events", "/about", "/feeds", "/search", "/?kind=news", "/en/"):
        assert client.get(address, headers=english).status_code == 200
    assert "Accept-Language" in client.get("/").headers["vary"]
    assert client.get("/events").headers.get("vary", "") in ("", "Accept-Encoding")


def language(page):
    return page.get("lang")


@pytest.mark.parametrize("address", ["/en/", "/en/?in=hu", "/en/?kind=news&language=en"])
def test_a_browser_that_would_rather_have_english_is_let_back_without_a_cookie(room, address):
    room.run(short(1, language="en"))
    client = served(room)
    headers = {"Accept-Language": "en"}
    for _ in range(4):
        page = read(client, address, headers=headers)
        assert language(page) == "en"
        (back,) = page.xpath("//nav//a[@hreflang='hu']/@href")
        page = read(client, back, headers=headers)
        assert language(page) == "hu"
        following = urljoin(back, str(page.xpath("//nav//a[@hreflang='en']/@href")[0]))
        # nothing piles up, and what was chosen is kept
        assert "in=" not in following
        assert ("kind=news" in following, "language=en" in following) == (
            "kind=news" in address,
            "language=en" in address,
        )
        address = following
    assert not client.cookies


def test_a_page_leads_to_itself_in_the_other_language(client):
    page = read(client, "/en/search?q=klaszter&order=best")
    assert page.xpath("//nav//a[@hreflang='hu']/@href") == ["/search?q=klaszter&order=best"]


def test_a_page_that_is_not_there_leads_to_its_own_address_in_the_other_language(client):
    page = tree(client.get("/a%3Fb%23c%25").content)
    assert page.xpath("//nav//a[@hreflang='en']/@href") == ["/en/a%3Fb%23c%25"]


def test_an_operator_may_speak_english(room):
    client = served(room, language="en")
    assert language(read(client, "/", headers={"Accept-Language": "en"})) == "en"
    assert client.get("/", headers={"Accept-Language": "hu"}).headers["location"] == "/hu/"
    assert language(read(client, "/hu/events")) == "hu"
    assert language(read(client, "/events", headers={"Accept-Language": "hu"})) == "en"
    assert client.get("/en/events").status_code == 404


@pytest.mark.parametrize("path", ["/enx", "/en/nothing", "/hu/", "/en//"])
def test_what_is_no_language_is_no_page(client, path):
    assert client.get(path).status_code == 404
