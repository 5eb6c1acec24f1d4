"""The whole way over the sample sites: four runs over nine days, with an edit and a loss between.

What is expected stands in sample_sites.toml, written by the editor of the sites.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import feedparser
import pytest
from sqlalchemy import select

import aggregator.demo
from aggregator.archive.archive import open_archive
from aggregator.archive.articles import known_sources, readings_of
from aggregator.archive.schema import event
from aggregator.demo.demo import write_sources
from aggregator.demo.server import SampleSites
from aggregator.exporting import records
from aggregator.publishing.window import LEAST
from aggregator.stories.crediting import credits_of
from tests.aggregator.gold import gold_of
from tests.aggregator.updating import updated

CRAWLED = {file.stem for file in Path(aggregator.demo.__path__[0]).glob("sources/*.toml")}
GOLD = gold_of(CRAWLED)
START = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
FILES = ("feed.rss", "feed.atom", "feed.json")
PINNED = [
    door
    for file in Path(aggregator.demo.__path__[0]).glob("sources/*.toml")
    for door in tomllib.loads(file.read_text(encoding="utf-8")).get("door", ())
]
DOORS = [*PINNED, *(door for door in GOLD["door"] if 1 in door["phases"])]


@dataclass
class Run:
    """What a run said, asked and left behind."""

    told: dict[str, Any]
    requests: list[tuple[str, str, int]]
    articles: dict[str, dict[str, Any]]
    stories: dict[str, list[dict[str, Any]]]
    files: dict[str, bytes]
    events: set[tuple[Any, ...]]
    credits: set[tuple[str, str, str]]
    touched: dict[str, int] = field(default_factory=dict)

    def story_of(self, name: str) -> dict[str, Any]:
        """The membership of the article that the gold calls ``source path``."""
        number = self.articles[name]["id"]
        return next(s for rows in self.stories.values() for s in rows if s["article"] == number)

    def entry_of(self, name: str) -> dict[str, Any]:
        """The entry of the feed whose story the article is in."""
        uid = self.story_of(name)["uid"]
        items = json.loads(self.files["feed.json"])["items"]
        return next(item for item in items if item["id"] == uid)


def look(folder: Path, sites: SampleSites, now: datetime) -> Run:
    sites.requests.clear()
    told = updated(folder, now)
    with open_archive(f"sqlite:///{folder / 'archive.sqlite'}") as archive:
        articles = {
            f"{row['source']} {_target(row['url'])}": row for row in records(archive, "articles")
        }
        stories: dict[str, list[dict[str, Any]]] = {}
        for row in records(archive, "stories"):
            if row["article"] is not None and row["same_as"] is None:
                stories.setdefault(row["uid"], []).append(row)
        with archive.read() as connection:
            names = {row["id"]: name for name, row in articles.items()}
            events = {
                (names[row["article"]], *_event(row))
                for row in connection.execute(select(event)).mappings()
            }
            known = known_sources(connection)
            credits = {
                (names[one.id], credit.source, credit.kind)
                for one in readings_of(connection, names).values()
                for credit in credits_of(one, known)
                if credit.source
            }
    return Run(
        told,
        [(r.host, r.path, r.status) for r in sites.requests],
        articles,
        stories,
        {name: (folder / "output" / name).read_bytes() for name in FILES},
        events,
        credits,
        {name: (folder / "output" / name).stat().st_mtime_ns for name in FILES},
    )


def _event(told: Mapping[str, Any]) -> tuple[Any, ...]:
    """Kind, name in small letters, first and last day, town and status."""
    name = (told.get("name") or "").lower()
    return (told["kind"], name, told["start"], told["end"], told.get("town"), told["status"])


def _target(url: str) -> str:
    parts = urlsplit(url)
    return urlunsplit(("", "", parts.path, parts.query, parts.fragment))


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Run]]:
    folder = tmp_path_factory.mktemp("samples")
    with SampleSites() as sites:
        write_sources(folder / "sources", sites.port)
        first = look(folder, sites, START)
        again = look(folder, sites, START + timedelta(hours=1))
        sites.phase = 2
        edited = look(folder, sites, START + timedelta(hours=2))
        later = look(folder, sites, START + timedelta(days=2))
        gone = look(folder, sites, START + timedelta(days=4))
        yield {"first": first, "again": again, "edited": edited, "later": later, "gone": gone}


def gold(phase: int) -> dict[str, dict[str, Any]]:
    return {f"{a['source']} {a['path']}": a for a in GOLD["article"] if phase in a["phases"]}


@pytest.fixture
def first(runs: dict[str, Run]) -> Run:
    return runs["first"]


def test_every_article_is_found_and_nothing_else(first: Run) -> None:
    assert set(first.articles) == set(gold(1))
    assert first.told["problems"] == []
    assert first.told["dropped"] == []


@pytest.mark.parametrize("name", gold(1))
def test_titles_are_what_the_page_says(first: Run, name: str) -> None:
    assert first.articles[name]["title"] == gold(1)[name]["title"]


@pytest.mark.parametrize("name", gold(1))
def test_dates_are_the_publishers_or_none(first: Run, name: str) -> None:
    told = gold(1)[name].get("published")
    published = first.articles[name]["published"]
    assert published == (told.isoformat() if told else None)


@pytest.mark.parametrize("story", GOLD["story"], ids=lambda story: story["name"])
def test_a_release_and_those_who_carry_it_are_one_story(first: Run, story: dict[str, Any]) -> None:
    original = first.story_of(story["original"])
    assert original["role"] == "original"
    roles = dict.fromkeys(story["reprints"], "reprint")
    roles |= dict.fromkeys(story["quotations"], "quotation")
    for name, role in roles.items():
        assert (name, first.story_of(name)["uid"]) == (name, original["uid"])
        assert (name, first.story_of(name)["role"]) == (name, role)
    assert len(first.stories[original["uid"]]) == 1 + len(roles)


@pytest.mark.parametrize("pair", GOLD["apart"], ids=lambda pair: pair["reason"])
def test_look_alikes_stay_two_stories(runs: dict[str, Run], pair: dict[str, Any]) -> None:
    one, other = (runs["edited"].story_of(name)["uid"] for name in pair["articles"])
    assert one != other


def test_the_number_of_stories_is_right(first: Run) -> None:
    joined = sum(len(s["reprints"]) + len(s["quotations"]) for s in GOLD["story"])
    assert len(first.stories) == len(gold(1)) - joined


def test_the_quoting_cluster_is_shown_with_what_it_adds(first: Run) -> None:
    entry = first.entry_of(
        "portal /2021/06/07/muhelymunkan-formalodott-a-klaszterek-kozos-strategiaja/"
    )
    quotation = entry["_klaszterhirek"]["quotations"][0]
    assert quotation["source"] == "Tölgy Faipari Klaszter"
    opening, closing = quotation["added"]
    assert opening.startswith("A Tölgy Faipari Klaszter is részt vett")
    assert opening.endswith("mondták el a faipari vállalkozások tapasztalatait.")
    assert closing.startswith("A munka hamarosan folytatódik: a következő alkalmat, a július 8-9-i")
    assert entry["_klaszterhirek"]["source"]["name"] == "Minta Klaszterportál"


def test_an_undated_story_has_no_date_in_any_feed(first: Run) -> None:
    name = "tolgy /hirek/11-kozos-faszarito-epul-a-klaszter-tagjainak"
    uid = first.story_of(name)["uid"]
    assert "date_published" not in first.entry_of(name)
    for file in ("feed.rss", "feed.atom"):
        entry = next(e for e in feedparser.parse(first.files[file]).entries if e.id == uid)
        assert "published" not in entry


def test_feeds_say_when_an_undated_story_was_first_seen(first: Run) -> None:
    entry = first.entry_of("tolgy /hirek/11-kozos-faszarito-epul-a-klaszter-tagjainak")
    assert "2026. március 2." in entry["content_html"]


@pytest.mark.parametrize("file", FILES)
def test_every_feed_has_every_story_once(first: Run, file: str) -> None:
    body = first.files[file]
    if file == "feed.json":
        ids = [item["id"] for item in json.loads(body)["items"]]
    else:
        ids = [entry.id for entry in feedparser.parse(body).entries]
    assert len(ids) == len(set(ids)) >= LEAST
    assert set(ids) <= set(first.stories)


def test_the_ids_are_tags_of_the_configured_host(first: Run) -> None:
    assert all(uid.startswith("tag:hirek.example,2026:") for uid in first.stories)


def test_a_door_that_has_not_changed_costs_one_request(runs: dict[str, Run]) -> None:
    asked = [(host, path) for host, path, _ in runs["again"].requests]
    assert len(asked) == len(set(asked)) == len(DOORS)
    assert runs["again"].told["articles"] == 0


def test_robots_txt_is_asked_for_again_after_a_day(runs: dict[str, Run]) -> None:
    asked = {host for host, _, _ in runs["later"].requests}
    rules = {host for host, path, _ in runs["later"].requests if path == "/robots.txt"}
    assert rules == asked


def test_a_second_run_takes_304_for_an_answer(runs: dict[str, Run]) -> None:
    # a clock in one site's pages and a counter in another's interface make them new each time
    restless = ("tolgy.localhost", "sodras.localhost")
    asked = runs["again"].requests
    statuses = [status for host, _, status in asked if host not in restless]
    assert statuses == [304] * (len(DOORS) - len(restless))


def test_a_second_run_touches_no_published_file(runs: dict[str, Run]) -> None:
    assert runs["again"].told["changed"] == []
    assert runs["again"].touched == runs["first"].touched
    assert runs["again"].files == runs["first"].files


@pytest.mark.parametrize("edit", GOLD["edit"], ids=lambda edit: edit["article"])
def test_an_edit_shown_by_the_door_is_read_at_once(
    runs: dict[str, Run], edit: dict[str, str]
) -> None:
    before, after = (runs[run].articles[edit["article"]] for run in ("first", "edited"))
    assert edit["before"] in before["text"]
    assert edit["after"] in after["text"]
    assert after["changed"] is not None
    assert before["id"] == after["id"]


def test_a_moved_deadline_raises_updated_and_leaves_published(runs: dict[str, Run]) -> None:
    name = GOLD["edit"][0]["article"]
    before, after = (runs[run].entry_of(name) for run in ("first", "edited"))
    assert before["id"] == after["id"]
    assert before["date_published"] == after["date_published"]
    assert before["date_modified"] < after["date_modified"]


def test_only_what_changed_is_asked_for(runs: dict[str, Run]) -> None:
    asked = {path for host, path, _ in runs["edited"].requests if host == "portal.localhost"}
    told = [*_new(), *(edit["article"] for edit in GOLD["edit"])]
    changed = {name.split(" ")[1] for name in told if name.startswith("portal ")}
    assert asked - {"/robots.txt", "/feed/"} == changed


def _new() -> list[str]:
    moved = {each["after"] for each in GOLD["moved"]}
    return sorted(set(gold(2)) - set(gold(1)) - moved)


def test_a_new_article_becomes_a_new_story(runs: dict[str, Run]) -> None:
    before = {row["article"] for rows in runs["first"].stories.values() for row in rows}
    numbers = [runs["edited"].articles[name]["id"] for name in _new()]
    assert set(numbers).isdisjoint(before)
    stories = {runs["edited"].story_of(name)["uid"] for name in _new()}
    assert runs["edited"].told["minted"] == len(stories - set(runs["first"].stories)) > 0


@pytest.mark.parametrize("move", GOLD["moved"], ids=lambda move: move["before"])
def test_a_redesign_leaves_every_article_and_story_what_it_was(
    runs: dict[str, Run], move: dict[str, str]
) -> None:
    first, later = runs["first"], runs["edited"]
    assert later.articles[move["after"]]["id"] == first.articles[move["before"]]["id"]
    assert later.story_of(move["after"])["uid"] == first.story_of(move["before"])["uid"]


def test_no_other_entry_changes_with_an_edit(runs: dict[str, Run]) -> None:
    before, after = (
        {item["id"]: item for item in json.loads(runs[run].files["feed.json"])["items"]}
        for run in ("first", "edited")
    )
    touched = [edit["article"] for edit in GOLD["edit"]]
    touched += [move["before"] for move in GOLD["moved"]]
    edited = {runs["first"].story_of(name)["uid"] for name in touched}
    both = before.keys() & after.keys()
    # an edit behind the summary of an article is not seen in its entry
    seen = {uid for uid in both if before[uid]["summary"] != after[uid]["summary"]}
    changed = {uid for uid in both if before[uid] != after[uid]}
    assert seen <= changed <= edited
    assert changed


def test_a_page_that_disappears_is_gone_after_two_days_of_404(runs: dict[str, Run]) -> None:
    moved = {each["before"] for each in GOLD["moved"]}
    (name,) = set(gold(1)) - set(gold(2)) - moved
    assert runs["later"].articles[name]["gone"] is None
    assert runs["gone"].articles[name]["gone"] is not None
    assert runs["gone"].articles[name]["text"] == runs["first"].articles[name]["text"]


# What the articles tell of their sources, and of days to come


def test_who_names_whom_as_source_is_what_the_gold_says(first: Run) -> None:
    named = {(one["article"], one["source"], one["kind"]) for one in GOLD["credit"]}
    assert first.credits == {one for one in named if one[0] in gold(1)}


def test_every_event_and_deadline_of_the_gold_is_told_and_no_other(first: Run) -> None:
    told = {(name, *_event(one)) for one in GOLD["event"] for name in one["articles"]}
    assert first.events == {one for one in told if one[0] in gold(1)}
