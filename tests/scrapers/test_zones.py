import pytest

from scrapers.zones import zone_of
from tests.scrapers.example import source

ZONES = {
    "hu": "Europe/Budapest",
    "ro": "Europe/Bucharest",
    "rs": "Europe/Belgrade",
    "ua": "Europe/Kyiv",
    "de": "Europe/Berlin",
    "es": "Europe/Madrid",
    "eu": "Europe/Brussels",
    "zz": "Europe/Budapest",
}


@pytest.mark.parametrize("country", ZONES)
def test_a_country_goes_by_the_clock_of_most_of_its_people(country: str):
    assert zone_of(country).key == ZONES[country]


def test_a_source_s_clock_times_are_meant_where_it_works():
    assert source(country="ro").zone.key == "Europe/Bucharest"
