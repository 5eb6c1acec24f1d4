from itertools import pairwise
from urllib.parse import quote

from scrapers.dating.own import is_told, own_address
from tests.scrapers.example import TITLE, page

OWN = "https://pelda.hu/2021/06/04/geppark"
OTHER = "https://pelda.hu/2020/01/01/mas"
SERVICES = (
    "https://www.facebook.com/sharer/sharer.php?u={}",
    "https://x.com/intent/tweet?text=N%C3%A9zd&url={}",
    "https://api.whatsapp.com/send?text=N%C3%A9zd+{}",
    "https://www.linkedin.com/shareArticle?mini=true&url={}",
    "mailto:?subject=Cikk&body=Olvasd:%20{}",
    "https://pelda.hu/belepes?vissza={}",
)


def told(*links: str) -> str | None:
    anchors = "".join(f'<a href="{link}">x</a>' for link in links)
    return own_address(page(f"<h1>{{title}}</h1>{{prose}}{anchors}"), TITLE)


def sharing(address: str, *services: str) -> list[str]:
    return [service.format(quote(address, safe="")) for service in services]


def test_any_two_services_that_carry_the_same_address_tell_it():
    for first, second in pairwise(SERVICES):
        assert told(*sharing(OWN, first, second)) == OWN


def test_one_service_tells_it_with_the_title():
    assert told(f"mailto:?subject={quote(TITLE)}&body={quote(OWN, safe='')}") == OWN
    assert told(*sharing(OWN, SERVICES[0])) is None


def test_campaigns_and_places_within_the_page_are_no_part_of_it():
    links = sharing(OWN + "/?utm_source=fb#hozzaszolas", *SERVICES[:2])
    assert told(*links) == OWN


def test_the_address_that_most_carry_is_the_page_s_and_of_equals_none_is():
    assert told(*sharing(OWN, *SERVICES[:3]), *sharing(OTHER, *SERVICES[:2])) == OWN
    assert told(*sharing(OWN, *SERVICES[:2]), *sharing(OTHER, *SERVICES[:2])) is None


def test_neither_a_home_page_nor_a_picture_is_an_article():
    assert told(*sharing("https://pelda.hu/", *SERVICES)) is None
    assert told(*sharing("https://pelda.hu/2021/06/04/kep.jpg", *SERVICES)) is None


def test_what_scripts_are_called_with_counts_as_well():
    buttons = "".join(
        f"""<a href="#" onclick="{name}('{OWN}'); return false;">x</a>""" for name in ("fb", "tw")
    )
    assert own_address(page(f"<h1>{{title}}</h1>{{prose}}{buttons}"), TITLE) == OWN


def test_a_host_alone_names_no_page():
    assert is_told(OWN)
    assert not is_told("http://file.invalid/")
    assert not is_told("https://pelda.hu")


def test_thousands_of_links_and_a_link_of_a_megabyte_do_no_harm():
    assert told(*sharing(OWN, *SERVICES[:2]) * 5_000) == OWN
    assert told("https://pelda.hu/?u=" + "https://" * 120_000) is None
