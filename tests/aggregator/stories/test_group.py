from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import permutations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.stories.credit import Credit
from aggregator.stories.group import Group, arrange
from aggregator.stories.passages import Passage
from aggregator.stories.reading import Reading
from aggregator.stories.relation import Kind, Relation
from tests.aggregator.stories.articles import SEEN, arranged, article
from tests.aggregator.stories.corpus.prose import news, sentences
from tests.aggregator.stories.corpus.stream import corpus

ONE, TWO, THREE = (news(Random(at), date(2021, 6, 3), 150) for at in range(3))
OWN, OTHER, MORE, LAST = (" ".join(sentences(Random(at), 6)) for at in (11, 12, 13, 14))
BRIEF = " ".join(sentences(Random(15), 2))
PORTAL = " – írja hírei között a www.portal.example.hu oldal.\n\n"


def copy(a: int, b: int, a_share: float = 1.0, b_share: float = 1.0) -> Relation:
    return Relation(a, b, "copy", None, a_share, b_share, (Passage(0, 10, 0, 10),))


def quoting(host: int, quoted: int, of_host: float = 0.5, start: int = 0) -> Relation:
    place = Passage(start, start + 10, 0, 10)
    return Relation(host, quoted, "quotes", host, of_host, 0.9, (place,))


def holding(
    host: int, other: int, kind: Kind, *evidence: str, of_host: float = 0.5, of_other: float = 0.5
) -> Relation:
    """One that tells by its evidence how it knows the host."""
    place = (Passage(0, 10, 0, 10),)
    return Relation(host, other, kind, host, of_host, of_other, place, evidence)


def dated(id: int, day: int) -> Reading:
    return article(id, f"szöveg {id}", source=f"s{id}", published=date(2021, 6, day))


def undated(id: int, seen: int) -> Reading:
    first_seen = datetime(2021, 6, seen, 12, tzinfo=UTC)
    return article(id, f"szöveg {id}", source=f"s{id}", first_seen=first_seen)


def plain(*ids: int) -> list[Reading]:
    return [article(id, f"szöveg {id}", source=f"s{id}") for id in ids]


def test_a_release_its_reprints_and_who_quotes_it_are_one_story() -> None:
    readings = [
        article(1, ONE.text, source="portal", published=date(2021, 6, 3)),
        article(2, ONE.text, source="daily", title="Más cím", published=date(2021, 6, 4)),
        article(3, f"{OWN}\n\n„{ONE.text}”{PORTAL}{OTHER}", source="member"),
    ]
    assert arranged(readings) == (Group(1, (2,), (3,)),)


def test_two_articles_that_quote_one_release_join_it_and_not_each_other() -> None:
    hosts = [
        article(3, f"{OWN}\n\n„{ONE.text}”{PORTAL}{OTHER}", source="member"),
        article(4, f"{MORE}\n\n„{ONE.text}”{PORTAL}{LAST}", source="daily"),
    ]
    assert arranged(hosts) == (Group(4), Group(3))
    release = article(1, ONE.text, published=date(2021, 6, 3))
    assert arranged([*hosts, release]) == (Group(1, (), (4, 3)),)


def test_a_quoting_article_is_no_reprint_because_a_reprint_holds_the_same_words() -> None:
    readings = [
        article(1, ONE.text, source="portal", published=date(2021, 6, 3)),
        article(2, f"{ONE.text}\n\nForrás: Hálózati Portál", source="daily"),
        article(3, f"{BRIEF}\n\n„{ONE.text}”{PORTAL}", source="member"),
    ]
    assert arranged(readings) == (Group(1, (2,), (3,)),)


def test_an_article_without_relations_is_a_story_of_its_own() -> None:
    assert arrange(plain(1, 2), [], {}) == (Group(1), Group(2))
    assert arrange([], [], {}) == ()


def test_a_digest_of_several_stories_is_its_own_story_and_no_bridge() -> None:
    releases_ = (ONE, TWO, THREE)
    digest = "Heti hírlevelünk.\n\n" + "\n\n".join(one.text for one in releases_)
    readings = [article(at, one.text, title=one.title) for at, one in enumerate(releases_)]
    readings.append(article(9, digest, source="member", title="Hírlevél"))
    assert {group.original for group in arranged(readings)} == {0, 1, 2, 9}


def test_a_digest_that_opens_with_a_release_does_not_join_it_as_a_copy() -> None:
    digest = f"{ONE.text}\n\n{TWO.text}"
    readings = [article(1, ONE.text), article(2, TWO.text), article(3, digest, source="member")]
    assert len(arranged(readings)) == 3


def test_the_reprint_of_a_digest_joins_the_digest() -> None:
    digest = f"{ONE.text}\n\n{TWO.text}"
    readings = [
        article(1, ONE.text),
        article(2, TWO.text),
        article(3, digest, source="member"),
        article(4, digest, source="daily"),
    ]
    assert Group(4, (3,)) in arranged(readings)  # same day: the sources' names decide


def test_what_quotes_only_a_host_does_not_join_through_it() -> None:
    chain = [quoting(2, 1), quoting(3, 2)]
    assert arrange(plain(1, 2, 3), chain, {}) == (Group(1, (), (2,)), Group(3))


def test_a_chain_in_which_each_holds_the_one_before_is_one_story() -> None:
    chain = [quoting(2, 1), quoting(3, 2), quoting(3, 1)]
    assert arrange(plain(1, 2, 3), chain, {}) == (Group(1, (), (2, 3)),)


def test_a_small_quotation_does_not_make_the_host_part_of_the_story() -> None:
    small = Relation(2, 1, "quotes", 2, 0.1, 0.1, (Passage(0, 10, 0, 10),))
    assert arrange(plain(1, 2), [small], {}) == (Group(1), Group(2))


def test_two_stories_that_quote_each_other_become_one() -> None:
    mutual = [copy(1, 3), copy(2, 4), quoting(1, 2), quoting(4, 3)]
    assert arrange(plain(1, 2, 3, 4), mutual, {}) == (Group(1, (3,), (2, 4)),)


def test_copies_do_not_unite_what_a_series_parts() -> None:
    """A teaser without a date is a copy of both years' announcements; it joins the closer one."""
    between = [
        copy(1, 3, 0.7, 0.9),
        copy(2, 3, 0.7, 1.0),
        Relation(1, 2, "series", None, 0.9, 0.9),
    ]
    assert arrange(plain(1, 2, 3), between, {}) == (Group(1), Group(2, (3,)))


def test_a_host_does_not_join_the_other_year_of_the_series() -> None:
    other_year = [copy(1, 3), quoting(2, 1), Relation(2, 3, "series", None, 0.9, 0.9)]
    assert arrange(plain(1, 2, 3), other_year, {}) == (Group(1, (3,)), Group(2))


def test_relations_with_unknown_articles_and_with_itself_are_left_out() -> None:
    strange = [copy(1, 99), quoting(98, 1), copy(1, 1)]
    assert arrange(plain(1), strange, {}) == (Group(1),)


def test_the_original_is_the_one_that_the_others_credit_even_if_it_was_seen_last() -> None:
    readings = [
        article(1, ONE.text + "\n\nForrás: portal.example.hu", source="daily"),
        article(2, ONE.text + "\n\nForrás: Hálózati Portál", source="member"),
        article(3, ONE.text, source="portal", first_seen=SEEN + timedelta(days=9)),
    ]
    assert arranged(readings) == (Group(3, (1, 2)),)


def test_the_quoting_article_testifies_who_is_the_original() -> None:
    readings = [
        article(1, ONE.text, source="daily", published=date(2021, 6, 3)),
        article(2, ONE.text, source="portal", published=date(2021, 6, 4)),
        article(3, f"{OWN}\n\n„{ONE.text}”{PORTAL}{OTHER}", source="member"),
    ]
    assert arranged(readings) == (Group(2, (1,), (3,)),)


def test_without_credit_the_earlier_day_is_the_original_not_the_first_seen() -> None:
    early = article(2, ONE.text, source="daily", published=date(2021, 6, 3))
    late = article(1, ONE.text, published=date(2021, 6, 4))
    late = replace(late, first_seen=SEEN - timedelta(days=30))
    assert arranged([late, early]) == (Group(2, (1,)),)


def test_the_ends_of_the_calendar_are_days_like_others() -> None:
    first = article(1, ONE.text, published=datetime.min.replace(tzinfo=UTC))
    last = article(2, ONE.text, first_seen=datetime.max.replace(tzinfo=UTC))
    assert arranged([last, first]) == (Group(1, (2,)),)


def test_midnight_in_budapest_is_a_day_and_not_the_evening_before_it() -> None:
    day_only = datetime(2021, 6, 2, 22, tzinfo=UTC)  # 3 June, 00:00 in Budapest
    a = article(1, ONE.text, published=day_only, first_seen=SEEN + timedelta(hours=1))
    b = article(2, ONE.text, published=date(2021, 6, 3), first_seen=SEEN)
    assert arranged([a, b]) == (Group(2, (1,)),)


def test_an_undated_article_is_no_younger_than_its_first_sight() -> None:
    undated = article(1, ONE.text, first_seen=datetime(2021, 6, 2, tzinfo=UTC))
    dated = article(2, ONE.text, published=date(2021, 6, 3))
    assert arranged([dated, undated]) == (Group(1, (2,)),)
    same_day = replace(undated, first_seen=datetime(2021, 6, 3, 5, tzinfo=UTC))
    assert arranged([dated, same_day]) == (Group(2, (1,)),)


@pytest.mark.parametrize("told", [partial(dated, day=1), partial(undated, seen=1)])
@pytest.mark.parametrize("ids", [*permutations((1, 2, 3))])
def test_a_host_quotes_the_copies_and_no_later_reprint_of_them_quotes_the_host(
    ids: tuple[int, int, int], told: Callable[[int], Reading]
) -> None:
    first, host, late = ids
    readings = [told(first), dated(host, 3), dated(late, 5)]
    known = [
        copy(first, late),
        holding(host, first, "contains", of_other=0.9),
        holding(late, host, "quotes", "long", of_host=0.9),
    ]
    expected = (Group(first, (late,), (host,)),)
    assert arrange(readings, known, {}) == expected
    assert arrange(readings, [*map(turned, known)], {}) == expected


def test_who_surely_came_first_quotes_nothing_though_it_attributes_what_both_have() -> None:
    readings, told = [dated(1, 1), dated(2, 5)], holding(1, 2, "quotes", "attribution:a")
    assert arrange(readings, [told], {}) == (Group(1, (), (2,)),)


@pytest.mark.parametrize("evidence", ["credit:a:told", "marks:a"])
def test_who_names_or_marks_what_he_quotes_is_the_host_whatever_the_days_say(
    evidence: str,
) -> None:
    readings, told = [dated(1, 1), dated(2, 5)], holding(1, 2, "quotes", evidence)
    assert arrange(readings, [told], {}) == (Group(2, (), (1,)),)


def test_what_an_article_contains_that_came_later_is_not_where_it_is_from() -> None:
    readings, told = [dated(1, 1), dated(2, 5)], holding(1, 2, "contains", of_other=0.9)
    for group in arrange(readings, [told], {}) + arrange(readings, [turned(told)], {}):
        assert group.original == 1 or group.members == (2,)


@pytest.mark.parametrize("contained", [undated(2, 5), dated(2, 1)])
def test_days_that_are_not_surely_later_leave_the_container_a_host(contained: Reading) -> None:
    told = holding(1, 2, "contains", of_other=0.9)
    assert arrange([dated(1, 1), contained], [told], {}) == (Group(2, (), (1,)),)


def test_shuffled_and_renumbered_articles_end_in_the_same_stories() -> None:
    expected = by_address(archive())
    assert len(expected) > 20
    for seed in range(2):
        readings = archive()
        Random(seed).shuffle(readings)
        renumbered = [replace(one, id=id) for id, one in enumerate(readings, start=100)]
        assert by_address(renumbered) == expected


ids = st.integers(0, 7)
kinds: st.SearchStrategy[Kind] = st.sampled_from(
    ["copy", "contains", "quotes", "series", "related", "none"]
)
shares = st.sampled_from([0.1, 0.3, 0.5, 0.7, 0.9, 1.0])


@st.composite
def relations(draw: st.DrawFn) -> list[Relation]:
    """At most one relation for every pair of eight articles."""
    found = []
    for a, b in draw(st.sets(st.tuples(ids, ids).filter(lambda pair: pair[0] < pair[1]))):
        kind = draw(kinds)
        host = draw(st.sampled_from([a, b])) if kind in ("contains", "quotes") else None
        start = draw(st.sampled_from([0, 5, 50, 90]))
        place = (Passage(start, start + 10, start, start + 10),)
        found.append(Relation(a, b, kind, host, draw(shares), draw(shares), place))
    return found


@given(relations(), st.randoms(use_true_random=False))
def test_every_article_is_in_one_story_and_the_order_does_not_matter(
    known: list[Relation], random: Random
) -> None:
    readings = plain(*range(8))
    credits = {
        1: [Credit("writes", "", 0, 1, source="s2")],
        4: [Credit("told", "", 0, 1, source="s1")],
    }
    groups = arrange(readings, known, credits)
    members = [id for g in groups for id in (g.original, *g.reprints, *g.quotations)]
    assert sorted(members) == list(range(8))
    shuffled = [turned(one) if random.random() < 0.5 else one for one in known]
    random.shuffle(shuffled)
    random.shuffle(readings)
    assert arrange(readings, shuffled, credits) == groups


@given(relations())
def test_two_articles_of_a_series_are_never_in_one_story(known: list[Relation]) -> None:
    home = {
        id: number
        for number, group in enumerate(arrange(plain(*range(8)), known, {}))
        for id in (group.original, *group.reprints, *group.quotations)
    }
    parted = [one for one in known if one.kind == "series"]
    assert all(home[one.a_id] != home[one.b_id] for one in parted)


def test_ten_thousand_articles_of_one_template_are_ten_thousand_stories() -> None:
    readings = plain(*range(10_000))
    series = [
        Relation(one, other, "series", None, 0.9, 0.9)
        for one in range(10_000)
        for other in range(one + 1, min(one + 12, 10_000))
    ]
    assert len(arrange(readings, series, {})) == 10_000


def archive() -> list[Reading]:
    """Releases with reprints and hosts, look-alikes, digests."""
    return [
        article(one.id, one.text, title=one.title, source=one.source, url=one.url,
                published=one.published)
        for one in corpus(60, seed=3)
    ]  # fmt: skip


def by_address(readings: list[Reading]) -> set[tuple[str, frozenset[str], frozenset[str]]]:
    address = {reading.id: reading.url for reading in readings}
    return {
        (
            address[group.original],
            frozenset(address[id] for id in group.reprints),
            frozenset(address[id] for id in group.quotations),
        )
        for group in arranged(readings)
    }


def turned(one: Relation) -> Relation:
    back = tuple(Passage(p.b_start, p.b_end, p.a_start, p.a_end) for p in one.passages)
    return Relation(one.b_id, one.a_id, one.kind, one.host_id, one.b_share, one.a_share, back)


def test_who_holds_a_teaser_holds_as_much_of_the_story_as_the_teaser_tells() -> None:
    release = article(1, ONE.text, source="portal", published=date(2021, 6, 1))
    teaser = article(2, " ".join(ONE.text.split()[:30]), source="lap", published=date(2021, 6, 2))
    host = article(3, f"{OWN} {OTHER} {MORE}", source="member", published=date(2021, 6, 3))
    relations = [
        copy(1, 2, 0.2, 1.0),
        holding(3, 2, "quotes", "credit:a:writes", of_host=0.1, of_other=1.0),
        holding(3, 1, "quotes", "credit:a:writes", of_host=0.1, of_other=0.2),
    ]
    assert arrange([release, teaser, host], relations, {}) == (Group(1, (2,)), Group(3))
    # the same of a text that no longer one is known of
    assert Group(2, (), (3,)) in arrange([teaser, host], relations[1:2], {})


def test_a_digest_of_teasers_is_a_digest_however_little_they_tell() -> None:
    stories = [article(at, one.text, source=f"s{at}") for at, one in ((1, ONE), (2, TWO))]
    teasers = [
        article(at, " ".join(one.text.split()[:30]), source=f"s{at}")
        for at, one in ((3, ONE), (4, TWO))
    ]
    digest = article(5, OWN, source="portal")
    relations = [
        *(copy(at, at + 2, 0.2, 1.0) for at in (1, 2)),
        replace(quoting(5, 3, 0.45, start=0), b_share=1.0, evidence=("marks:a",)),
        replace(quoting(5, 4, 0.35, start=50), b_share=1.0, evidence=("marks:a",)),
    ]
    assert Group(5) in arrange([*stories, *teasers, digest], relations, {})


@pytest.mark.parametrize("source", ["aaa", "zzz"])
def test_who_names_one_copy_of_what_he_quotes_names_all_whatever_his_days_say(source: str) -> None:
    host = article(1, OWN, source=source, published=date(2021, 6, 1))
    copies = [article(at, ONE.text, source=f"m{at}", published=date(2021, 6, 2)) for at in (2, 3)]
    relations = [
        copy(2, 3),
        holding(1, 2, "quotes", "attribution:a"),
        holding(1, 3, "quotes", "credit:a:writes"),
    ]
    assert arrange([host, *copies], relations, {}) == (Group(2, (3,), (1,)),)


def test_a_day_that_had_not_come_when_an_article_was_seen_makes_nobody_earlier() -> None:
    seen = datetime(2021, 6, 3, tzinfo=UTC)
    early = article(1, ONE.text, source="s1", published=date(2021, 6, 10), first_seen=seen)
    early = replace(early, first_seen=seen)
    host = undated(2, 6)
    assert arrange([early, host], [holding(2, 1, "contains")], {}) == (Group(1, (), (2,)),)
