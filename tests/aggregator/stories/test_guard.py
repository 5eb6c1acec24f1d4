from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.stories.guard import look
from aggregator.stories.passages import common
from aggregator.stories.sight import CORRECTED, Change, Sight
from tests.aggregator.stories.articles import SEEN, article

BEFORE = "A hálózat tagjai és az érdeklődő vállalkozások szakmai találkozót tartanak"
AFTER = "ahol az új gépek, a közös beszerzés és a jövő évi munkaterv kerül szóba."
LATER = "A részvétel ingyenes, a jelentkezéseket az iroda a szokott módon fogadja."


def seen(
    one: str,
    two: str,
    *,
    titles: tuple[str, str] = ("Cím", "Cím"),
    source: str = "daily",
    days: int = 0,
) -> Sight:
    """What the guard sees where the sentence has ``one`` in one text and ``two`` in the other.

    The other is published by ``source`` so many days later.
    """
    a = article(1, f"{BEFORE} {one} {AFTER} {LATER}", title=titles[0], published=SEEN)
    text = f"{BEFORE} {two} {AFTER} {LATER}"
    later = SEEN + timedelta(days=days)
    b = article(2, text, title=titles[1], source=source, published=later)
    return look(a, b, common(a.wording, b.wording))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("2021. június 3-án", "2021. június 10-én"),
        ("június 3-4-én", "június 9-10-én"),
        ("2021. június 3-án", "2022. május 31-én"),
        ("2018.10.10-én", "2018.11.08-án"),
        ("2018. 10. 10.", "2018. 12. 04."),
        ("június 3-án", "szeptember 3-án"),
        ("november 20-22. között", "november 25-27. között"),
        ("a GINOP-1.1.6-25 felhívásról", "a GINOP-1.2.4-25 felhívásról"),
        ("az 1483/2023. számú határozatról", "az 1102/2019. számú határozatról"),
        ("a VIII. Klaszterkonferencián", "a IX. Klaszterkonferencián"),
    ],
)
def test_another_date_code_or_edition_is_another_event(one: str, two: str) -> None:
    assert seen(one, two).another_event


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("2021. június 3-án", "szerdán"),
        ("2021. június 3-án", "június 3-i napon"),
        ("2021. június 3-án", "2021. 06. 03-án"),
        ("2018. november 20-22. között", "2018.11.20–22. között"),
        ("június 3-4-én", "június 3-án"),
        ("Szegeden", "Debrecenben"),
        ("Szegeden", "a szegedi Városházán"),
        ("42 teremben", "43 teremben"),
        ("10 órakor 42 teremben", "11 órakor 43 teremben"),
        ("1 200 széken", "1.200 széken"),
        ("reggel nyolckor", "délután"),
    ],
)
def test_a_correction_or_another_spelling_is_the_same_event(one: str, two: str) -> None:
    assert not seen(one, two).another_event


def test_insertions_and_deletions_never_count() -> None:
    added = seen("", "2021. június 3-án Szegeden, a IX. Klaszterkonferencián")
    assert added.changes == ()


def test_two_other_names_are_another_event_and_one_is_not() -> None:
    one = "a Tavaszmezei Egyetem vendégeként, és a termet a Kékfrank adja,"
    two = "a Malomvölgyi Egyetem vendégeként, és a termet a Kékfrank adja,"
    both = "a Malomvölgyi Egyetem vendégeként, és a termet a Zöldpont adja,"
    assert not seen(one, two).another_event
    assert seen(one, both).another_event


def test_one_publisher_tells_the_same_of_two_people_and_corrects_no_name_on_another_page() -> None:
    one, two = "ahol Hajdú Emesét választották meg,", "ahol Pocsai Leventét választották meg,"
    assert not seen(one, two).another_event
    assert seen(one, two, source="portal").another_event
    misspelt = "ahol Hajdu Emessét választották meg,"
    assert not seen(one, misspelt, source="portal").another_event


def test_a_month_later_one_other_name_or_number_is_another_event() -> None:
    one, two = "a Kőhíd házában 52 cég részvételével", "a Holdfény házában 52 cég részvételével"
    assert not seen(one, two, days=CORRECTED).another_event
    assert seen(one, two, days=CORRECTED + 1).another_event
    other = one.replace("52", "61")
    assert not seen(one, other, days=CORRECTED).another_event
    assert seen(one, other, days=CORRECTED + 1).another_event


def test_another_weekday_is_another_week_s_meeting_unless_it_is_that_of_who_tells_it() -> None:
    one, two = "e héten kedden", "e héten csütörtökön"
    assert not seen(one, two, days=1).another_event
    assert seen(one, two, days=7).another_event
    assert seen(one, two, source="portal").another_event
    towns = seen("a Szombathelyi úton", "a Péntekfalvi úton")
    assert [change.kind for change in towns.changes] == ["name"]


def test_an_office_written_out_is_the_same_name() -> None:
    written = seen("a Közép Dunai Iroda házában", "a KDI házában")
    assert written.changes == ()


def test_three_other_numbers_are_another_month_and_two_are_a_correction() -> None:
    text = "amelyre {} cég és {} iskola jelentkezett, a keret pedig {} hely,"
    assert seen(text.format(52, 13, 99), text.format(61, 24, 120)).another_event
    assert not seen(text.format(52, 13, 99), text.format(61, 24, 99)).another_event


@pytest.mark.parametrize(
    ("titles", "another"),
    [
        (("Klaszternap 2020", "Klaszternap 2021"), True),
        (("8. Digitális Napok", "9. Digitális Napok"), True),
        (("VIII. Textiles Találkozó", "IX. Textiles Találkozó"), True),
        (("120 milliót kapnak a klaszterek", "130 milliót kapnak a klaszterek"), False),
        (("Megalakult a Tiszavirág részvételével", "Megalakult a Fecskefű részvételével"), False),
        (("Összefogtak 2020-ban", "Új pályán a gyártók 2021 elején"), False),
        (("KÖZGYŰLÉST TARTOTT A KÉKFRANK", "KÖZGYŰLÉST TARTOTT A ZÖLDPONT"), False),
    ],
)
def test_titles_that_are_mostly_equal_count(titles: tuple[str, str], another: bool) -> None:
    assert seen("hamarosan", "hamarosan", titles=titles).another_event is another


def test_a_name_in_the_title_counts_where_the_text_makes_the_same_exchange() -> None:
    titles = "Új tagunk a Tiszavirág", "Új tagunk a Fecskefű"
    assert seen("a Tiszavirág házában", "a Fecskefű házában", titles=titles).another_event
    assert not seen("a Kőhíd házában", "a Holdfény házában", titles=titles).another_event


def test_a_line_that_tells_who_posted_it_and_when_is_no_matching_place() -> None:
    frame = "Közzétette: {}, 2021. június {}."
    one, two = (f"{frame.format(*who)}\n" for who in (("Nyári Szerk", 3), ("Téli Szerk", 9)))
    assert not seen(f"\n{one}", f"\n{two}").another_event


def test_what_the_guard_saw_can_be_told() -> None:
    saw = seen("június 3-án", "június 9-én", titles=("Nap 2020", "Nap 2021"))
    assert [change.word() for change in saw.changes] == ["title-date:2020|2021", "date:3-án|9-én"]
    assert saw.mirrored().changes[1] == Change("date", "text", "9-én", "3-án")


def test_a_bar_in_a_title_blurs_not_which_side_says_what() -> None:
    saw = seen("egy", "egy", titles=("Klaszternap 2021 | Győr", "Klaszternap 2022 | Pécs"))
    (word,) = (change.word() for change in saw.changes)
    assert word.partition(":")[2] == "2021 Győr|2022 Pécs"


place = st.sampled_from(
    [
        "2021",
        "június",
        "3-án",
        "12",
        "1.1.6-25",
        "Szegeden",
        "IX.",
        "és",
        "a",
        "\n",
        "fő:",
        "x",
        "፩",
    ]
)


@given(st.lists(place, max_size=12).map(" ".join), st.lists(place, max_size=12).map(" ".join))
def test_any_two_places_are_judged_and_equal_ones_differ_in_nothing(one: str, two: str) -> None:
    assert seen(one, one).changes == ()
    for change in seen(one, two).changes:
        assert change.a
        assert change.b


def test_what_the_title_and_the_text_exchange_again_and_again_is_what_they_are_about() -> None:
    text = "ahol a {} feladata a napi munka, a {} bére megegyezés szerinti, a {} lakhatást is kap,"
    titles = "Könyvelőt keres a társaság", "Lakatost keres a társaság"
    one, two = (text.format(*[word] * 3) for word in ("könyvelő", "lakatos"))
    assert seen(one, two, titles=titles).changes[0].kind == "subject"
    assert seen(one, two, titles=titles).another_event
    once = "ahol a {} feladata a napi munka,"
    one, two = (once.format(word) for word in ("könyvelő", "lakatos"))
    assert not seen(one, two, titles=titles).another_event
    assert not seen(one, two).another_event


def test_one_such_exchange_is_enough_within_a_source_where_a_figure_differs_besides() -> None:
    text = "ahol a {} feladata a napi munka, a bére {} ezer forint, {}"
    titles = "Könyvelőt keres a társaság", "Lakatost keres a társaság"
    one = text.format("könyvelő", "450", "itt " + " ahol ".join("abcdef"))
    two = text.format("lakatos", "420", "itt " + " ahol ".join("ghijkl"))
    assert seen(one, two, titles=titles, source="portal").another_event
    assert not seen(one, two, titles=titles).another_event
    same_pay = two.replace("420", "450")
    assert not seen(one, same_pay, titles=titles, source="portal").another_event


def test_one_such_exchange_is_enough_within_a_source_where_hardly_anything_else_differs() -> None:
    text = "ahol a {} feladata a napi munka, a bére megegyezés szerinti,"
    titles = "Könyvelőt keres a társaság", "Lakatost keres a társaság"
    one, two = text.format("könyvelő"), text.format("lakatos")
    assert seen(one, two, titles=titles, source="portal").another_event
    assert not seen(one, two, titles=titles).another_event


def test_one_such_exchange_is_enough_where_a_name_and_a_figure_differ_besides() -> None:
    text = "ahol a {} feladata a napi munka Ordasligeten, a társaság {} telepén {} ezer forintért,"
    titles = "Könyvelőt keres a társaság", "Lakatost keres a társaság"
    one, two = text.format("könyvelő", "Csillag", "450"), text.format("lakatos", "Hajnal", "420")
    assert seen(one, two, titles=titles).another_event
    assert not seen(one, two).another_event
    assert not seen(one, two.replace("Hajnal", "Csillag"), titles=titles).another_event


def test_a_name_in_titles_in_capitals_is_not_what_differs_besides() -> None:
    titles = "KOVÁCS BÉLA MEGNYITOTTA A CSARNOKOT", "SZABÓ ERNŐ MEGNYITOTTA A CSARNOKOT"
    text = "ahol a kapukat ünnepélyesen {} nyitotta meg, {} ember előtt,"
    one, two = text.format("Kovács Béla", "300"), text.format("Szabó Ernő", "320")
    assert not seen(one, two, titles=titles).another_event


def test_a_name_is_the_same_in_title_and_text_whatever_stands_around_it() -> None:
    titles = "Meghívó: ruhajavítás – Gödöllő", "Meghívó: szerződéskötés – Mátészalka"
    one, two = "Gödöllőn, az ipari parkban", "Mátészalkán, a tudományos parkban"
    assert seen(one, two, titles=titles).another_event
    titles = "Elnököt választott: Kovács Anna", "Elnököt választott: Nagy Béla"
    assert not seen("Kiss Anna szerint", "Szabó Béla szerint", titles=titles).another_event
