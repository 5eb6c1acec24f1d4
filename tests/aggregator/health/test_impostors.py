import pytest

from aggregator.health.impostors import hacked, parked
from scrapers.discovery.candidates import Candidate
from scrapers.discovery.explore import Discovery, Found, Sample
from scrapers.discovery.sight import Link, Sight
from scrapers.doors.teaser import Teaser
from scrapers.looking import Shown
from scrapers.source import FeedDoor
from tests.scrapers.example import HOME, source


def front(text: str = "", title: str = "", url: str = HOME, labels: tuple[str, ...] = ()) -> Sight:
    links = tuple(Link(f"{HOME}{at}", label) for at, label in enumerate(labels))
    return Sight(url, "page", title=title, text=text, links=links)


@pytest.mark.parametrize(
    "text",
    [
        "pelda.hu\nThis domain may be for sale.",
        "pelda.hu domain eladó! Ajánlatot kérek",
        "Ez a domain eladó. Domainnév eladó.",
        "Diese Domain steht zum Verkauf.",
        "Buy this domain\nRelated searches",
        "The domain has expired. Is this your domain? Renew now.",
    ],
)
def test_a_parking_page_is_known_by_what_it_says(text: str):
    assert parked(front(text), source())


@pytest.mark.parametrize(
    "text",
    [
        "A klaszter hírei. Új domain alatt érhető el honlapunk.",
        "Research in this domain of manufacturing is what the cluster supports.",
        "Eladó gépek börzéje",
        "",
    ],
)
def test_a_page_that_speaks_of_domains_is_not_parked(text: str):
    assert parked(front(text), source()) == ""
    assert parked(None, source()) == ""


def test_a_long_page_with_such_words_is_no_parking_page():
    assert (
        parked(front("Buy this domain. " + "A klaszter tagjai és a munka. " * 200), source()) == ""
    )


def test_a_home_that_leads_elsewhere_says_where():
    assert "mas.hu" in parked(front("Hírek", url="https://mas.hu/"), source())


def discovery(titles: list[str], seen: Sight | None = None) -> Discovery:
    teasers = {f"pelda.hu/{at}": Teaser(f"{HOME}{at}", one) for at, one in enumerate(titles)}
    door = FeedDoor(kind="feed", url=f"{HOME}feed")
    candidate = Candidate(door, Shown(teasers, {}), 0.9, "the site declares it")
    samples = tuple(Sample(key, one.title, "no-text") for key, one in teasers.items())
    return Discovery((Found(candidate, samples),), {}, seen)


def test_spam_among_articles_or_links_is_a_hacked_site():
    spam = ["Best casino bonus", "Free slots today", "Online betting", "Közgyűlés lesz"]
    assert "such as “Best casino bonus”" in hacked(discovery(spam), source())
    assert hacked(discovery(["Közgyűlés"], front(labels=tuple(spam))), source())


def test_a_pharmacy_a_loan_and_a_time_slot_are_no_spam():
    titles = ["Pharmacy cluster meets", "Loans for small firms", "Time slots for B2B", "Best bets"]
    assert hacked(discovery(titles, front(labels=tuple(titles))), source()) == ""


def test_spam_within_a_longer_word_is_none():
    titles = [
        "Smart Specialisation Strategy",
        "Commercialisation of research",
        "Social specialists",
    ]
    assert hacked(discovery(titles, front(labels=tuple(titles))), source()) == ""
    jubilees = ["XXX. nemzetközi vásár", "A XXX. közgyűlés", "XXX. bútoripari konferencia"]
    assert hacked(discovery(jubilees), source()) == ""


def test_a_front_page_in_another_language_is_somebody_elses():
    text = "The best of the offers that we have for you and your friends is on this page. " * 8
    assert "not in hu" in hacked(discovery([], front(text)), source())
    assert hacked(discovery([], front(text)), source(languages=("hu", "en"))) == ""


def test_a_front_page_that_leads_everywhere_but_home_is_somebody_elses():
    links = tuple(Link(f"https://s{at}.example/", "x") for at in range(20))
    page = Sight(HOME, "page", links=(*links, Link(f"{HOME}hirek", "Hírek")))
    assert "20 other sites" in hacked(discovery(["Közgyűlés"], page), source())
    own = tuple(Link(f"{HOME}{at}", "x") for at in range(20))
    page = Sight(HOME, "page", links=(*links, *own))
    assert hacked(discovery(["Közgyűlés"], page), source()) == ""
