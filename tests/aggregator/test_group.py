from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

import pytest
from sqlalchemy import select, update

from aggregator.archive.feeds import one_story
from aggregator.archive.memory import ArchiveMemory
from aggregator.archive.schema import story as story_table
from aggregator.archive.schema import wording
from aggregator.archive.sources import keep_sources
from aggregator.group import BATCH, Grouped, group
from aggregator.stories.tokens import tokenize
from aggregator.stories.wording import pack, wording_of
from scrapers.memory import Missing
from tests.aggregator.archive.findings import DAY, MONDAY, contents, kept, published, source
from tests.aggregator.archive.releases import (
    ADDRESS,
    COLD_STORE,
    CREDITED,
    FIFTH,
    FOURTH,
    LABORATORY,
    OTHER,
    QUOTATION,
    QUOTED,
    RELEASE,
    REPRINT,
    SIXTH,
    release,
    yearly,
)
from tests.aggregator.archive.telling import newest_stories


@pytest.fixture
def told(archive):
    """Keep what was found on a day and group it; the stories then, newest first."""

    def tell(*findings, day=0, everything=False):
        now = MONDAY + day * DAY
        ArchiveMemory(archive).keep(findings, now)
        tell.done = group(archive, ADDRESS, now, everything=everything)
        return stories(archive)

    return tell


def stories(archive):
    with archive.read() as connection:
        return newest_stories(connection)


def place(row):
    return row["url"].split("/")[2].split(".")[0]


def roles(one):
    """A story as the sources that have it: original, reprints, quotations."""
    return place(one.original), [place(r) for r in one.reprints], [place(q) for q in one.quotations]


def edited(finding, old, new):
    text = finding.article.text
    assert old in text
    return release(
        finding.source,
        text.replace(old, new),
        title=finding.article.title,
        published=finding.article.published,
    )


# Who belongs together


def test_an_article_alone_is_a_story_of_its_own(told):
    (one,) = told(RELEASE)
    assert roles(one) == ("portal", [], [])
    assert one.original["text"] == LABORATORY
    assert told.done == Grouped(articles=1, minted=1)


def test_a_verbatim_reprint_joins_its_original(told):
    (one,) = told(RELEASE, release("press", published=FIFTH))
    assert roles(one) == ("portal", ["press"], [])
    assert told.done == Grouped(articles=2, minted=1)


def test_a_release_that_many_reprint_stays_one_story_where_a_source_has_it_twice(archive, told):
    names = [f"lap-{at}" for at in range(6)]
    with archive.write() as connection:
        keep_sources(connection, [source(name, name) for name in names])
    twice = [*names, names[-1]]
    (one,) = told(
        *(
            release(name, f"{LABORATORY}\n\n{at}. lapszám", path=f"hirek/{at}", published=FIFTH)
            for at, name in enumerate(twice)
        )
    )
    assert len(one.reprints) == len(names)


def test_a_quotation_with_credit_joins_what_it_quotes(told):
    (one,) = told(RELEASE, QUOTATION)
    assert roles(one) == ("portal", [], ["member"])
    assert one.quotations[0]["text"] == QUOTED


def test_original_reprint_and_quotation_are_one_story(told):
    (one,) = told(RELEASE, REPRINT, QUOTATION)
    assert roles(one) == ("portal", ["press"], ["member"])


def test_a_credit_tells_the_original_where_no_date_does(told):
    (one,) = told(release("press", CREDITED), release())
    assert roles(one) == ("portal", ["press"], [])


def test_the_same_event_in_two_years_is_two_stories(told):
    invitations = [
        release(text=yearly("VI.", 2020, "június 3-án", "Somlóváron"), path="2020",
                title="Beszállítói nap", published=published("2020-05-03")),
        release(text=yearly("VII.", 2021, "június 9-én", "Dombalján"), path="2021",
                title="Beszállítói nap", published=published("2021-05-03")),
    ]  # fmt: skip
    assert [roles(one) for one in told(*invitations)] == [("portal", [], [])] * 2


def test_different_news_are_different_stories_newest_first(told):
    assert [roles(one) for one in told(RELEASE, OTHER)] == [("press", [], []), ("portal", [], [])]


def test_one_source_telling_it_at_two_addresses_tells_one_story(told):
    (one,) = told(RELEASE, release(path="archivum/12", published=FIFTH))
    assert roles(one) == ("portal", ["portal"], [])


def test_more_copies_than_are_compared_are_still_one_story(told):
    copies = [release("press", path=f"hirek/{n}", published=FIFTH) for n in range(30)]
    (one,) = told(*copies, RELEASE)
    assert (place(one.original), len(one.reprints)) == ("portal", 30)


@pytest.mark.parametrize("first", [[RELEASE], [REPRINT], [QUOTATION], [QUOTATION, REPRINT]])
def test_the_order_of_arrival_does_not_decide_who_belongs_together(told, first):
    told(*first)
    (one,) = told(*[f for f in (RELEASE, REPRINT, QUOTATION) if f not in first], day=1)
    assert roles(one) == ("portal", ["press"], ["member"])


def test_articles_of_several_batches_meet(file_archive):
    many = [
        kept(path=f"hirek/{n}", title=f"Hír {n}", text=" ".join(f"szó{n}x{w}" for w in range(25)))
        for n in range(BATCH)
    ]
    ArchiveMemory(file_archive).keep([RELEASE, *many, REPRINT], MONDAY)
    heard = []
    done = group(file_archive, None, MONDAY, on_progress=lambda *progress: heard.append(progress))
    assert done == Grouped(articles=BATCH + 2, minted=BATCH + 1)
    assert heard == [(BATCH, BATCH + 2), (BATCH + 2, BATCH + 2)]


# Run again


def test_an_empty_archive_has_no_stories(told):
    assert told() == []
    assert told.done == Grouped(0, 0)


def test_grouping_twice_does_nothing_the_second_time(told, archive):
    told(RELEASE, REPRINT, QUOTATION, OTHER)
    before = contents(archive)
    told(day=1)
    assert told.done == Grouped(0, 0)
    assert contents(archive) == before


def test_grouping_everything_again_moves_no_story_and_no_member(told, archive):
    before = told(RELEASE, REPRINT, QUOTATION, OTHER)
    memberships = contents(archive)["membership"]
    assert told(day=1, everything=True) == before
    assert told.done == Grouped(articles=4, minted=0)
    assert contents(archive)["membership"] == memberships


def test_grouping_everything_again_changes_nothing_in_the_archive(told, archive):
    told(RELEASE, REPRINT, QUOTATION, OTHER)
    before = contents(archive)
    told(day=1, everything=True)
    assert contents(archive) == before


def test_grouping_everything_again_reads_the_words_anew(told, archive):
    told(RELEASE, REPRINT)
    before = contents(archive)
    with archive.write() as connection:  # as a program kept them that tokenized otherwise
        connection.execute(update(wording).values(forms=pack(wording_of(tokenize("Más szavak.")))))
    told(day=1, everything=True)
    assert contents(archive) == before


def test_an_article_seen_again_is_not_compared_again(told):
    told(RELEASE)
    told(RELEASE, day=1)
    assert told.done == Grouped(0, 0)


# Ids


def test_an_id_is_minted_under_the_address_in_the_year_of_the_first_sight(told):
    (one,) = told(RELEASE)
    assert one.uid.startswith("tag:example.org,2021:")


def test_an_id_stays_whatever_becomes_of_the_article(told):
    uid = told(RELEASE)[0].uid
    day = 1
    for finding in (
        edited(RELEASE, "Somlóváron", "Dombalján"),
        release(title="Egészen más cím", published=FOURTH),
        release(text=COLD_STORE, published=published("2019-01-01")),
        REPRINT,
        QUOTATION,
    ):
        assert uid in {one.uid for one in told(finding, day=day)}
        day += 1
    assert uid in {one.uid for one in told(day=day, everything=True)}


def test_a_late_original_takes_the_lead_under_the_same_id(told):
    (before,) = told(REPRINT)
    (after,) = told(RELEASE, day=1)
    assert roles(before) == ("press", [], [])
    assert roles(after) == ("portal", ["press"], [])
    assert after.uid == before.uid


def test_stories_that_turn_out_to_be_one_keep_the_older_id(told, archive):
    (old,) = told(OTHER)
    (young,) = [one for one in told(RELEASE, day=1) if one.uid != old.uid]
    # the older story's article turns out to be a later reprint of the younger one's
    became = release("press", CREDITED, path="hirek/hutohaz", published=FIFTH)
    (merged,) = told(became, day=2)
    assert merged.uid == old.uid != young.uid
    assert roles(merged) == ("portal", ["press"], [])
    assert merged.published == old.published
    assert told(day=3, everything=True)[0].uid == old.uid
    with archive.read() as connection:
        numbers = dict(map(tuple, connection.execute(select(story_table.c.uid, story_table.c.id))))
        assert one_story(connection, numbers[young.uid]).uid == old.uid


def test_a_story_that_falls_apart_keeps_its_id_where_its_original_is(told):
    (whole,) = told(RELEASE, release("press", published=FIFTH))
    parts = told(release("press", COLD_STORE, published=FIFTH), day=1)
    by_place = {place(one.original): one for one in parts}
    assert len(parts) == 2
    assert by_place["portal"].uid == whole.uid
    assert by_place["press"].uid != whole.uid


def test_two_stories_never_swap(told):
    told(RELEASE)
    before = {place(one.original): one.uid for one in told(OTHER, day=1)}
    assert set(before) == {"portal", "press"}
    # each now says what the other said
    swapped = [
        release(text=COLD_STORE, published=FOURTH),
        release("press", LABORATORY, path="hirek/hutohaz", published=FIFTH),
    ]
    after = told(*swapped, day=2)
    assert {place(one.original): one.uid for one in after} == before


# Moments


def moment_of(one):
    return one.published and one.published.at


def moments(one):
    return moment_of(one), one.updated


def test_a_dated_story_is_published_and_updated_when_its_original_was(told):
    (one,) = told(RELEASE)
    assert moments(one) == (FOURTH.at, FOURTH.at)


def test_an_undated_story_is_updated_when_it_was_first_seen_and_not_published(told):
    (one,) = told(release())
    assert moments(one) == (None, MONDAY)


def test_published_never_moves(told):
    told(REPRINT)
    (one,) = told(RELEASE, day=1)
    assert moment_of(one) == FIFTH.at
    (one,) = told(release(title="Javítva", published=published("2021-06-01")), day=2)
    assert moment_of(one) == FIFTH.at
    (one,) = told(day=3, everything=True)
    assert moment_of(one) == FIFTH.at


def test_an_undated_story_gets_its_published_once(told):
    told(release("press", CREDITED))
    (one,) = told(release(published=SIXTH), day=1)
    assert (roles(one), moment_of(one)) == (("portal", ["press"], []), SIXTH.at)
    (one,) = told(release("member", published=FOURTH), day=2)
    assert moment_of(one) == SIXTH.at


def test_an_undated_story_gets_its_published_when_its_page_tells_a_date_at_last(told):
    told(release())
    (one,) = told(release(published=FOURTH), day=1)
    assert moment_of(one) == FOURTH.at


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("szeptember 14-én", "szeptember 21-én"),
        ("szeptember 14-én", "október 14-én"),
        ("közös mérőlaborját Somlóváron", "közös mérőlaborját Dombalján"),
        ("A következő évben", "2022-ben"),
    ],
)
def test_updated_rises_for_another_date_place_or_figure(told, old, new):
    told(RELEASE)
    (one,) = told(edited(RELEASE, old, new), day=1)
    assert moments(one) == (FOURTH.at, MONDAY + DAY)


def test_updated_rises_for_another_headline(told):
    told(RELEASE)
    (one,) = told(release(title="Elmarad a mérőlabor megnyitója", published=FOURTH), day=1)
    assert one.updated == MONDAY + DAY


def test_updated_rises_for_a_large_share_of_the_text(told):
    told(RELEASE)
    first, _, _ = LABORATORY.partition("\n\n")
    (one,) = told(release(text=f"{first}\n\n{COLD_STORE}", published=FOURTH), day=1)
    assert one.updated == MONDAY + DAY


def test_updated_is_never_before_published(told):
    told(release("press", CREDITED))
    (one,) = told(release(published=published("2021-06-09")), day=3)
    assert moment_of(one) == published("2021-06-09").at
    assert one.published.at <= one.updated


@pytest.mark.parametrize(
    "later",
    [
        edited(RELEASE, "nyitja meg", "nyítja meg"),
        edited(RELEASE, "akkreditációt szerez", "akkreditációra tesz szert"),
        edited(RELEASE, "\n\n", " "),
        release(published=FOURTH, html="<p><strong>más</strong></p>"),
        release(published=published("2021-06-03")),
    ],
    ids=["a typing error", "a word", "paragraphs", "layout", "its date"],
)
def test_updated_stays_for_less(told, later):
    told(RELEASE)
    (one,) = told(later, day=1)
    assert moments(one) == (FOURTH.at, FOURTH.at)


def test_updated_stays_when_others_join_or_change(told):
    told(RELEASE)
    told(REPRINT, day=1)
    told(QUOTATION, day=2)
    told(release("press", f"2021 nyarán\n\n{CREDITED}", title="Új cím", published=FIFTH), day=3)
    (one,) = told(day=4, everything=True)
    assert roles(one) == ("portal", ["press"], ["member"])
    assert moments(one) == (FOURTH.at, FOURTH.at)


def test_updated_rises_once_for_a_change(told):
    told(RELEASE)
    told(edited(RELEASE, "szeptember 14-én", "szeptember 21-én"), day=1)
    (one,) = told(day=2, everything=True)
    assert one.updated == MONDAY + DAY
    later = edited(RELEASE, "szeptember 14-én nyitja", "szeptember 21-én nyítja")
    (one,) = told(later, day=3)
    assert one.updated == MONDAY + DAY


def test_a_material_change_counts_also_when_a_smaller_one_follows_before_grouping(told, archive):
    told(RELEASE)
    moved = edited(RELEASE, "szeptember 14-én", "szeptember 21-én")
    ArchiveMemory(archive).keep([moved], MONDAY + DAY)
    (one,) = told(edited(moved, "nyitja meg", "nyítja meg"), day=2)
    assert one.updated > FOURTH.at


def test_stories_are_told_newest_first_the_undated_by_first_sight(told):
    told(RELEASE, OTHER)
    undated = release(
        "member", " ".join(f"egyéb{n}" for n in range(40)), path="hir/3", title="Egyéb"
    )
    assert [place(one.original) for one in told(undated, day=1)] == ["member", "press", "portal"]


def test_a_story_whose_original_is_withdrawn_is_not_told_until_it_is_back(told):
    before = told(RELEASE, REPRINT)
    for day in (1, 2):
        after = told(Missing("portal", RELEASE.key), day=day)
    assert after == []
    (back,) = told(RELEASE, day=3)
    assert (back.uid, moments(back)) == (before[0].uid, moments(before[0]))


def test_a_reprint_that_is_gone_is_not_told(told):
    told(RELEASE, REPRINT)
    for day in (1, 2):
        (after,) = told(Missing("press", REPRINT.key), day=day)
    assert roles(after) == ("portal", [], [])


def test_a_story_is_told_at_the_address_that_its_source_still_has(told):
    """A site made anew has its articles elsewhere, and the old addresses are missing."""
    (before,) = told(RELEASE)
    told(release(path="uj/labor", published=FOURTH), day=1)
    for day in (2, 3):
        after = told(Missing("portal", RELEASE.key), day=day)
    (one,) = after
    assert one.uid == before.uid
    assert one.original["url"].endswith("/uj/labor")
    assert one.reprints == ()


def test_who_loses_what_it_quoted_is_grouped_anew_in_the_same_run(told):
    """A digest of two releases is nobody's quotation; when one is replaced, it is the other's."""
    both = release("member", f"Két hír.\n\n{LABORATORY}\n\nÉs még egy.\n\n{COLD_STORE}",
                   path="hir/ket", title="Két hír", published=SIXTH)  # fmt: skip
    assert len(told(RELEASE, OTHER, both)) == 3
    replaced = " ".join(f"egészen{n}" for n in range(40))
    after = told(release(text=replaced, published=FOURTH), day=1)
    again = told(day=2, everything=True)
    assert [roles(one) for one in after] == [roles(one) for one in again]
    assert ("press", [], ["member"]) in [roles(one) for one in after]


def test_a_page_that_shows_another_s_text_for_a_day_takes_no_story_away(told):
    """The story goes back to who founded it, whoever was its original in between."""
    (before,) = told(RELEASE)
    mistaken = release("press", LABORATORY, path="hirek/hutohaz", published=published("2021-06-02"))
    (merged,) = told(mistaken, day=1)
    assert roles(merged) == ("press", ["portal"], [])
    mended = release("press", COLD_STORE, path="hirek/hutohaz", published=published("2021-06-02"))
    after = {place(one.original): one.uid for one in told(mended, day=2)}
    assert after["portal"] == before.uid != after["press"]


def test_what_is_edited_while_a_run_is_under_way_is_compared_in_the_same_run(told, archive):
    told(RELEASE, OTHER)
    ArchiveMemory(archive).keep([REPRINT], MONDAY + DAY)

    def edit(done, total):
        ArchiveMemory(archive).keep([release("press", COLD_STORE, published=FIFTH)], MONDAY + DAY)

    group(archive, ADDRESS, MONDAY + DAY, on_progress=edit)
    assert group(archive, ADDRESS, MONDAY + 2 * DAY).articles == 0
    assert ("portal", [], []) in [roles(one) for one in stories(archive)]


def test_a_change_counts_though_the_publisher_s_clock_is_ahead(told):
    ahead = release(published=published("2021-06-08T04:00", precision="minute"))
    told(ahead)
    (one,) = told(edited(ahead, "szeptember 14-én", "szeptember 21-én"), day=0.5)
    assert one.updated == MONDAY + 0.5 * DAY


def test_what_is_minted_is_aware_and_of_the_run(told, archive):
    told(RELEASE)
    (row,) = contents(archive)["story"]
    assert row["minted"] == MONDAY == datetime(2021, 6, 7, 5, 30, tzinfo=UTC)


def test_two_runs_at_once_leave_every_article_in_one_story(archive):
    texts = [" ".join(f"szó{n}x{word}" for word in range(60)) for n in range(30)]
    findings = [
        release(source, text, path=f"hir/{n}", title=f"Hír {n}")
        for n, text in enumerate(texts)
        for source in ("portal", "press")
    ]
    ArchiveMemory(archive).keep(findings, MONDAY)
    together = Barrier(2)

    def run(_):
        together.wait(10)
        return group(archive, ADDRESS, MONDAY)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(run, range(2)))
    rows = [row for row in contents(archive)["membership"] if row["until"] is None]
    assert len(rows) == len({row["article"] for row in rows}) == 60
    assert len(stories(archive)) == 30
