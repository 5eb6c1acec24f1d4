import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.describe import country_of, id_of, languages_of, name_of, source_file
from scrapers.discovery.explore import Discovery
from scrapers.discovery.sight import Link, Sight
from scrapers.source import FeedDoor, SitemapDoor, Source

HOME = "https://www.pelda.hu/"


@pytest.mark.parametrize(
    ("host", "taken", "name"),
    [
        ("innoskart.digital", (), "innoskart"),
        ("klaszter.pelda.hu", (), "klaszter"),
        ("en.pelda.hu", (), "pelda"),
        ("hirek.hu", (), "hirek-hu"),
        ("innoskart.hu", ("innoskart",), "innoskart-hu"),
        ("innoskart.hu", ("innoskart", "innoskart-hu"), "innoskart-hu-2"),
        ("xn--szabky-7ya.hu", (), "xn-szabky-7ya"),
    ],
)
def test_a_file_is_named_after_the_telling_part_of_its_host(host: str, taken, name: str):
    assert id_of(host, taken) == name


@pytest.mark.parametrize(
    ("title", "site", "name"),
    [
        ("Kezdőlap - Mintaklaszter", "", "Mintaklaszter"),
        ("Mintaklaszter | Főoldal", "", "Mintaklaszter"),
        ("Mintaklaszter – gépek és emberek", "", "Mintaklaszter"),
        ("Vitajte | Mintaklaster", "", "Mintaklaster"),
        ("Bine ați venit - Mintaclaster", "", "Mintaclaster"),
        ("Kezdőlap :: Mintaklaszter", "", "Mintaklaszter"),
        (":: Mintaklaszter :: Nyitólap", "", "Mintaklaszter"),
        ("Home", "", "pelda.hu"),
        ("", "", "pelda.hu"),
        ("Kezdőlap", "Minta Klaszter", "Minta Klaszter"),
        ("Észak-magyarországi Gépipari Klaszter", "", "Észak-magyarországi Gépipari Klaszter"),
    ],
)
def test_a_source_is_called_what_its_site_calls_itself(title: str, site: str, name: str):
    assert name_of(Sight(HOME, "page", title=title, name=site), "pelda.hu") == name


def test_a_site_that_shows_no_front_page_is_called_by_its_host():
    assert name_of(None, "pelda.hu") == "pelda.hu"


@pytest.mark.parametrize(
    ("language", "twins", "languages"),
    [
        ("hu", ("en", "hu"), ("hu", "en")),
        ("", ("de",), ("de",)),
        ("", (), ("hu",)),
        ("sk", (), ("sk",)),
    ],
)
def test_languages_are_those_that_the_site_declares(language: str, twins, languages):
    links = tuple(Link(HOME + one, one) for one in twins)
    front = Sight(HOME, "page", language=language, twins=links)
    assert languages_of(Discovery((), {}, front)) == languages


@pytest.mark.parametrize(
    ("host", "languages", "country"),
    [
        *(("pelda.hu", ("hu",), "hu"), ("pelda.cz", ("cs",), "cz"), ("pelda.eu", ("en",), "eu")),
        *(
            ("pelda.eu", ("hu", "en"), None),
            ("pelda.com", ("hu",), None),
            ("a.co.uk", ("en",), "gb"),
        ),
        *(("pelda.localhost", ("hu",), None), ("pelda.com", ("en",), "eu")),
    ],
)
def test_a_country_is_told_only_where_the_host_tells_it(host: str, languages, country):
    assert country_of(host, languages) == country


TEXTS = st.text(min_size=1).filter(lambda text: text.split())


@given(name=TEXTS, why=st.text())
def test_whatever_a_site_calls_itself_its_file_can_be_read(name: str, why: str):
    feed = FeedDoor(kind="feed", url=f"{HOME}feed")
    sitemap = SitemapDoor(kind="sitemap", url=f"{HOME}map.xml", under=f"{HOME}hirek/")
    doors = [(feed, why), (sitemap, why)]
    text = source_file(name, HOME, ["regi.hu"], ["hu", "en"], doors, browser=True)
    told = tomllib.loads(text)
    if told["name"]:
        read = Source.model_validate({**told, "id": "pelda"})
        assert read.doors == (feed, sitemap)
        assert read.aliases == ("regi.hu",)
        assert read.browser is True
