"""What is read of one story, on both databases."""

from datetime import timedelta

import pytest

from aggregator.archive.dossiers import dossier_of
from aggregator.archive.events import events_of
from aggregator.archive.feeds import one_story
from aggregator.archive.forgotten import was_forgotten
from aggregator.archive.memory import ArchiveMemory
from aggregator.config import Config
from aggregator.forgetting import forget
from aggregator.group import group
from aggregator.publishing.dossier import carriers, chosen, edit_lines
from tests.aggregator.archive.findings import DAY, MONDAY
from tests.aggregator.archive.releases import (
    ADDRESS,
    CREDITED,
    FIFTH,
    FOURTH,
    LABORATORY,
    QUOTATION,
    RELEASE,
    REPRINT,
    release,
)


def run(archive, *findings, day=0.0):
    ArchiveMemory(archive).keep(findings, MONDAY + day * DAY)
    group(archive, ADDRESS, MONDAY + day * DAY)


def dossier(archive, as_of=None):
    with archive.read() as connection:
        told = one_story(connection, 1, as_of)
        assert told
        return dossier_of(connection, told, as_of)


@pytest.mark.parametrize("findings", [(RELEASE, REPRINT), (REPRINT, RELEASE)])
def test_relations_are_told_from_the_side_of_who_carries_the_original(archive, findings):
    for day, one in enumerate(findings):
        run(archive, one, day=day)
    known = dossier(archive)
    ((number, relation),) = known.relations.items()
    assert (relation.a_id, relation.b_id) == (number, known.told.original["id"])
    assert known.told.original["source"] == "portal"
    assert relation.a_share < relation.b_share == 1
    assert relation.evidence == ("credit:a:source",)


def test_as_of_a_moment_nothing_is_known_that_came_later(archive):
    run(archive, RELEASE)
    run(archive, REPRINT, day=1)
    run(archive, release(text=f"{LABORATORY}\n\nÚj mondat jött.", published=FOURTH), day=2)
    then = dossier(archive, MONDAY + timedelta(hours=1))
    assert (then.relations, then.carriers) == ({}, ())
    assert not any(then.former.values())
    assert len(dossier(archive).relations) == 1


def test_carriers_are_in_the_order_of_time_whatever_they_are(archive):
    late = release("press", CREDITED, published=FIFTH, path="x", title="Mérőlabort kapnak")
    run(archive, RELEASE)
    run(archive, QUOTATION, late, day=1)
    assert [row["source"] for row in carriers(dossier(archive))] == ["press", "member"]
    assert chosen((), 0) is None


def test_edits_of_all_articles_come_newest_first(archive):
    run(archive, RELEASE)
    run(archive, REPRINT, day=1)
    run(archive, release(text=f"{LABORATORY}\n\nÚj mondat jött.", published=FOURTH), day=2)
    title = "Mérőlabort kapnak a műhelyek"
    text = f"{CREDITED}\n\nMég egy mondat."
    run(archive, release("press", text, title=title, published=FIFTH), day=3)
    lines = edit_lines(dossier(archive))
    assert [[one.first for one in line.put_in] for line in lines] == [
        ["Még egy mondat."],
        ["Új mondat jött."],
    ]


def test_events_of_articles_are_found_though_they_are_over(archive):
    text = f"A klaszter 2021. szeptember 14-én 10 órakor konferenciát tart Szegeden. {LABORATORY}"
    run(archive, release(text=text, published=FOURTH))
    with archive.read() as connection:
        days = {str(rows[0]["start"]) for rows in events_of(connection, [1])}
        assert "2021-09-14" in days
        assert events_of(connection, []) == events_of(connection, [2]) == []


def test_a_story_of_which_an_article_was_forgotten_is_known(archive):
    run(archive, RELEASE)
    with archive.read() as connection:
        assert not was_forgotten(connection, 1)
        assert not was_forgotten(connection, 9)
    forget(archive, Config(address=ADDRESS), RELEASE.article.url, MONDAY + DAY)
    with archive.read() as connection:
        assert was_forgotten(connection, 1)
