"""Twins and other accounts in a real archive: found in any order, edited, withdrawn."""

from collections import Counter
from dataclasses import replace
from itertools import permutations
from random import Random

import pytest
from sqlalchemy import select

from aggregator.archive.memory import ArchiveMemory
from aggregator.archive.schema import article as article_table
from aggregator.archive.schema import relation
from aggregator.exporting import records
from aggregator.group import group
from aggregator.showing import story_details
from aggregator.stories.accounts import REACH
from aggregator.stories.twins import SHARED
from scrapers.article import Alternate, Announced
from scrapers.memory import Missing, Unchanged
from tests.aggregator.archive.findings import DAY, MONDAY, contents, kept, published
from tests.aggregator.archive.releases import COLD_STORE, CREDITED, LABORATORY, release

FOURTH = published("2021-06-04")
ENGLISH = """\
The members of the cluster open a measuring laboratory of their own in September. It cost a
hundred and fifty million forints, two thirds of which the member companies paid themselves.

Engineers of three members work there, and all members use the instruments without charge. In the
next year the laboratory will be accredited, and it will then take orders from outside too."""
HU, EN = "https://portal.example.hu/hirek/merolabor", "https://portal.example.hu/en/news/laboratory"


def named(language, url):
    return {"alternates": (Alternate(language, url),)}


HUNGARIAN = release(
    published=FOURTH, **named("en", HU.replace("hirek/merolabor", "en/news/laboratory"))
)
TRANSLATION = release(text=ENGLISH, path="en/news/laboratory", title="A laboratory of our own",
                      language="en", published=FOURTH, **named("hu", HU))  # fmt: skip


def day_of_suppliers(start="2021-06-09", town="Somlóvár"):
    event = Announced("Kékhegyi Beszállítói Nap", start, place="Városi Sportcsarnok", town=town)
    return {"announced": (event,)}


def account(n, source="portal", **more):
    """An article in words of its own that tells of the suppliers' day, ``n`` hours after noon."""
    text = " ".join(f"szó{n}x{word}" for word in range(4))
    at = published(f"2021-05-{10 + n // 24:02}T{n % 24:02}:00", precision="minute")
    told = {"path": f"hirek/{n}", "title": f"Hír {n}", "text": text, "published": at}
    return kept(source=source, **told, **day_of_suppliers(), **more)


def but(finding, **changes):
    """The same page with other fields of its article."""
    return replace(finding, article=replace(finding.article, **changes))


@pytest.fixture
def told(archive):
    """Keep what was found on a day and group it; the relations by twin and event then."""

    def tell(*findings, day=0, everything=False):
        now = MONDAY + day * DAY
        ArchiveMemory(archive).keep(findings, now)
        group(archive, None, now, everything=everything)
        return relations(archive)

    return tell


def rows_of(archive):
    one, other = article_table.alias(), article_table.alias()
    query = (
        select(relation, one.c.url.label("a"), other.c.url.label("b"))
        .join(one, one.c.id == relation.c.article)
        .join(other, other.c.id == relation.c.other)
    )
    with archive.read() as connection:
        return connection.execute(query).mappings().all()


def relations(archive):
    """Which addresses have a current relation by what, with its evidence; by text without."""
    rows = [row for row in rows_of(archive) if row["until"] is None]
    found = {frozenset((row["a"], row["b"])): (row["by"], *evidence(row)) for row in rows}
    assert len(found) == len(rows), "two current relations of one pair"
    return found


def evidence(row):
    return () if row["by"] == "text" else tuple(row["evidence"])


def pair(one, other):
    return frozenset((one, other))


BOTH_WAYS = list(permutations([HUNGARIAN, TRANSLATION]))
TWINS = {pair(HU, EN): ("twin", "twin:hreflang")}
NEAR = "event:event kekhegyi beszallitoi nap 2021-06-09"


# Twins


@pytest.mark.parametrize("order", BOTH_WAYS)
def test_twins_find_each_other_whichever_comes_first(told, order):
    first, second = order
    assert told(first) == {}
    assert told(second, day=1) == TWINS


@pytest.mark.parametrize("order", BOTH_WAYS)
@pytest.mark.parametrize("silent", [HU, EN])
def test_one_page_that_names_the_other_is_enough_whichever_comes_first(told, order, silent):
    first, second = (but(one, alternates=()) if one.url == silent else one for one in order)
    told(first)
    assert told(second, day=1) == TWINS


def test_twins_stay_two_stories(told, archive):
    told(HUNGARIAN, TRANSLATION)
    assert [row["role"] for row in contents(archive)["membership"]] == ["original", "original"]


def test_twins_are_known_by_addresses_alone(told):
    steps = ("hu", "en")
    pages = [
        release(text=text, path=f"{step}/merolabor", title=step, language=step, published=FOURTH)
        for step, text in zip(steps, (LABORATORY, ENGLISH), strict=True)
    ]
    told(pages[0])
    (found,) = told(pages[1], day=1).values()
    assert found == ("twin", "twin:address")


def test_a_page_that_names_no_other_any_more_has_no_twin_and_one_that_does_again_has(told):
    silent = [but(one, alternates=()) for one in (HUNGARIAN, TRANSLATION)]
    assert told(HUNGARIAN, TRANSLATION) == TWINS
    assert told(silent[0], day=1) == TWINS
    assert told(silent[1], day=2) == {}
    assert told(HUNGARIAN, day=3) == TWINS


def test_a_page_in_the_language_of_its_twin_is_none(told):
    told(HUNGARIAN, TRANSLATION)
    assert told(but(TRANSLATION, language="hu"), day=1) == {}


def test_who_is_gone_has_no_twin_until_he_is_back(told):
    told(HUNGARIAN, TRANSLATION)
    assert told(Missing("portal", TRANSLATION.key), day=1) == TWINS
    assert told(Missing("portal", TRANSLATION.key), day=2) == {}
    assert told(Missing("portal", TRANSLATION.key), day=3) == {}
    assert told(Unchanged("portal", TRANSLATION.key), day=4) == TWINS


def test_what_the_texts_say_goes_first(told):
    copy = but(TRANSLATION, title=HUNGARIAN.article.title, text=LABORATORY)
    assert told(HUNGARIAN, copy) == {pair(HU, EN): ("text",)}


def test_a_relation_by_text_ends_one_by_twin_and_the_other_way_round(told, archive):
    copy = but(TRANSLATION, title=HUNGARIAN.article.title, text=LABORATORY)
    assert told(HUNGARIAN, TRANSLATION) == TWINS
    assert told(copy, day=1) == {pair(HU, EN): ("text",)}
    assert told(TRANSLATION, day=2) == TWINS
    assert [row["until"] is None for row in contents(archive)["relation"]] == [False, False, True]


@pytest.mark.parametrize("at_once", [True, False])
def test_an_address_that_very_many_pages_name_is_no_one_s_twin(told, at_once):
    target = but(TRANSLATION, alternates=())
    pages = [but(account(n), announced=(), **named("en", EN)) for n in range(SHARED + 1)]
    pages = [but(page, published=FOURTH) for page in pages]
    if at_once:
        assert told(*pages, target) == {}
        return
    assert len(told(target, *pages[: SHARED - 1])) == SHARED - 1
    assert told(*pages[SHARED - 1 :], day=1) == {}


# Accounts of one event


SOMEWHERE = "https://portal.example.hu/hirek"


@pytest.mark.parametrize("first", [0, 1])
def test_two_stories_that_tell_of_one_event_are_related_whichever_comes_first(told, first):
    accounts = account(0), account(1, "press")
    told(accounts[first])
    assert told(accounts[1 - first], day=1) == {
        pair(f"{SOMEWHERE}/0", "https://press.example.hu/hirek/1"): ("event", NEAR)
    }


def test_an_event_on_another_day_or_in_another_town_ends_the_relation(told):
    there = account(1, "press")
    assert len(told(account(0), there)) == 1
    assert told(but(there, **day_of_suppliers(town="Dombalja")), day=1) == {}
    assert len(told(there, day=2)) == 1
    assert told(but(there, **day_of_suppliers("2022-06-08")), day=3) == {}


def test_a_reprint_is_no_account_of_its_own(told):
    suppliers = day_of_suppliers()
    told(release(published=FOURTH, **suppliers))
    found = told(release("press", CREDITED, published=published("2021-06-05"), **suppliers), day=1)
    assert list(found.values()) == [("text",)]


def test_accounts_whose_stories_become_one_are_related_by_their_texts_only(told):
    suppliers = day_of_suppliers()
    original = release(published=FOURTH, **suppliers)
    copy = release("press", CREDITED, published=published("2021-06-05"), **suppliers)
    before = told(original, but(copy, text=COLD_STORE))
    assert list(before.values()) == [("event", NEAR)]
    assert list(told(copy, day=1).values()) == [("text",)]
    assert told(but(copy, text=COLD_STORE), day=2) == before


def test_a_twin_goes_before_the_event_that_both_tell_of(told):
    suppliers = day_of_suppliers()
    both = [but(one, **suppliers) for one in (HUNGARIAN, TRANSLATION)]
    assert told(*both) == TWINS
    silent = [but(one, alternates=()) for one in both]
    assert told(*silent, day=1) == {pair(HU, EN): ("event", NEAR)}
    assert told(*both, day=2) == TWINS


def test_two_events_in_common_are_one_relation_and_either_may_go(told):
    fair = Announced("Dombvidéki Faipari Vásár", "2021-10-02", place="Vásártér", town="Dombalja")
    one, other = (
        but(account(n, source), announced=(*day_of_suppliers()["announced"], fair))
        for n, source in enumerate(("portal", "press"))
    )
    ((_, first, second),) = told(one, other).values()
    assert {first, second} == {NEAR, "event:event dombvideki faipari vasar 2021-10-02"}
    ((_, left),) = told(but(other, announced=(fair,)), day=1).values()
    assert left == "event:event dombvideki faipari vasar 2021-10-02"


def test_who_is_gone_tells_of_no_event(told):
    there = account(1, "press")
    told(account(0), there)
    for day in (1, 2):
        found = told(Missing("press", there.key), day=day)
    assert found == {}


def test_an_event_that_many_tell_of_has_a_dozen_relations_for_each_in_any_order(told, archive):
    many = [account(n) for n in range(40)]
    Random(5).shuffle(many)
    for day, start in enumerate(range(0, 40, 4)):
        found = told(*many[start : start + 4], day=day)
    expected = {
        pair(f"{SOMEWHERE}/{one}", f"{SOMEWHERE}/{one + step}")
        for one in range(40)
        for step in range(1, REACH + 1)
        if one + step < 40
    }
    assert set(found) == expected
    degrees = Counter(address for both in found for address in both)
    assert max(degrees.values()) == 2 * REACH
    # one that comes late touches only its neighbours
    assert len(rows_of(archive)) < 40 * 4 * REACH


# Again, in any order, and told


@pytest.mark.parametrize("seed", range(3))
def test_shuffles_of_the_same_articles_end_in_the_same_relations(told, file_archive, seed):
    suppliers = day_of_suppliers()
    original = but(HUNGARIAN, **suppliers)
    reprint = release("press", CREDITED, published=published("2021-06-05"), **suppliers)
    elsewhere = but(account(3, "member"), **day_of_suppliers(town="Dombalja"))
    others = [account(n) for n in range(10) if n != 3]
    findings = [original, reprint, TRANSLATION, elsewhere, *others]
    at_once = told(*findings)
    assert Counter(by for by, *_ in at_once.values()).keys() == {"text", "twin", "event"}
    Random(seed).shuffle(findings)
    for day, one in enumerate(findings):
        ArchiveMemory(file_archive).keep([one], MONDAY + day * DAY)
        group(file_archive, None, MONDAY + day * DAY)
    assert relations(file_archive) == at_once


def test_grouping_everything_again_changes_nothing(told, archive):
    told(HUNGARIAN, TRANSLATION, account(0), account(1, "press"))
    before = contents(archive)
    told(day=1, everything=True)
    after = contents(archive)
    assert all(after[name] == before[name] for name in ("relation", "pairing", "membership"))


def test_a_story_tells_its_translation_and_other_accounts(told, archive):
    told(but(HUNGARIAN, **day_of_suppliers()), TRANSLATION, account(1, "press"))
    other = "https://press.example.hu/hirek/1"
    story, *others = (story_details(archive, address) for address in (HU, EN, other))
    twin, account_of = (one["story"] for one in others)
    who = f"Hálózati Portál {EN}"
    assert story["translations"] == [{"who": who, "story": twin, "language": "en"}]
    who = f"Dombvidéki Hírmondó {other}"
    assert story["other accounts"] == [{"who": who, "story": account_of}]


def test_relations_are_exported_with_what_they_were_found_by(told, archive):
    told(HUNGARIAN, TRANSLATION, release("press", CREDITED, published=FOURTH))
    assert Counter(row["by"] for row in records(archive, "relations")) == {"text": 1, "twin": 1}
