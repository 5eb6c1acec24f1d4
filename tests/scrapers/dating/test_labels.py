import pytest

from scrapers.dating import labels

PIECES = {
    "2021. június 4.": [("2021. június 4.", None)],
    "Közzétéve: 2021. június 4.": [("2021. június 4.", "published")],
    "Kis AnnaPublished June 4 Updated June 9": [
        ("Kis Anna", None),
        ("June 4", "published"),
        ("June 9", "updated"),
    ],
    "Publikované 4. 6. 2021, aktualizované 9. 6. 2021": [
        ("4. 6. 2021,", "published"),
        ("9. 6. 2021", "updated"),
    ],
    "Publicat: 4 iunie 2021 | Actualizat: 9 iunie 2021": [
        ("4 iunie 2021 |", "published"),
        ("9 iunie 2021", "updated"),
    ],
    "Објављено 4. јуна 2021": [("4. јуна 2021", "published")],
    "公開日：2021/06/04": [("2021/06/04", "published")],
    "Jelentkezési határidő: 2021. június 4.": [
        ("2021. június 4.", "other"),
    ],
    "Stand: 4.6.2021": [("4.6.2021", "state")],
    "Standort Kisváros": [("Standort Kisváros", None)],
}


@pytest.mark.parametrize("line", PIECES)
def test_a_line_is_parted_at_its_labels(line: str):
    assert list(labels.pieces(line)) == PIECES[line]


def test_the_last_label_before_a_date_is_the_date_s():
    assert labels.label_of("Frissítve, először közzétéve:") == "published"
    assert labels.label_of("Kis Anna") is None


@pytest.mark.parametrize(
    "line", ["Kapcsolódó cikkek", "Súvisiace články", "Read next", "Повезане вести"]
)
def test_a_box_of_others_is_known_by_its_heading(line: str):
    assert labels.heads_others(line)


def test_a_clock_is_known_by_the_words_beside_it():
    assert labels.tells_a_clock("Ma 2021. június 4., péntek, Bulcsú napja van")
    assert not labels.tells_a_clock("30. Mai 2024")


def test_a_line_without_an_end_does_no_harm():
    assert list(labels.pieces("a" * 1_000_000)) == [("a" * 1_000_000, None)]
    assert not labels.heads_others("-" * 1_000_000)
    assert not labels.tells_a_clock("ma" * 500_000)
