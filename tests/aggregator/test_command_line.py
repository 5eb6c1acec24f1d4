"""The program as people and cron run it: its exit code, its one line, what it writes."""

import csv
import io
import json
import logging
import os
import re
import subprocess
import sys
import tomllib
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from shutil import copytree

import pytest
from sqlalchemy import create_engine, text

from aggregator.archive.archive import open_archive
from aggregator.archive.memory import ArchiveMemory
from aggregator.archive.sources import keep_reports, keep_sources
from aggregator.cli import main
from aggregator.exporting import COLUMNS
from aggregator.group import group
from aggregator.log import LOGGER
from scrapers.memory import DoorSeen, Validators
from scrapers.report import CrawlReport
from scrapers.source import FeedDoor
from tests.aggregator.archive.findings import DAY, MONDAY, PORTAL, SOURCES, kept, published
from tests.aggregator.archive.releases import COLD_STORE, CREDITED, LABORATORY, QUOTED, release
from tests.hostile import GARDEN, article

ROOT = Path(__file__).parents[2]
PROGRAM = (sys.executable, "-c", "from aggregator.cli import main; main()")
STORY = (
    release(published=published("2021-06-04"), authors=("Szerkesztőség", "Titkárság")),
    release("press", CREDITED, title="Labort kapunk", published=published("2021-06-05")),
    release("member", QUOTED, title="Mérni is tudunk majd", published=published("2021-06-06")),
    release(text=COLD_STORE, path="hirek/hutohaz", title="=Új hűtőház", language="de"),
)
PORTAL_TOML = """\
name = "Hálózati Portál"
organisation = "Hálózati Portál Kft."
home = "https://portal.example.hu/"

[[door]]
kind = "feed"
url = "https://portal.example.hu/feed/"
"""


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    code: int
    out: str
    err: str


class Home:
    """A folder to work in, with a folder of sources, and nothing of the user's own.

    ``run`` calls ``main()`` in this process, ``alone`` in one of its own: that costs a second.
    """

    def __init__(self, folder: Path, here: Callable[..., Done]) -> None:
        self.folder, self._here = folder, here
        self.archive = f"sqlite:///{folder / 'archive.sqlite'}"
        (folder / "sources").mkdir(exist_ok=True)
        (folder / "sources" / "portal.toml").write_text(PORTAL_TOML, encoding="utf-8")

    def run(self, *words: str, **environment: str) -> Done:
        return self._here(self.folder, words, environment)

    def alone(self, *words: str) -> Done:
        done = subprocess.run(
            [*PROGRAM, *words],
            cwd=self.folder, env=self.environment(), text=True, encoding="utf-8",
            stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=60,
        )  # fmt: skip
        return Done(done.returncode, done.stdout, done.stderr)

    def environment(self) -> dict[str, str]:
        inherited = {k: v for k, v in os.environ.items() if not k.startswith("KLASZTERHIREK_")}
        data = str(self.folder / "data")
        return inherited | {"XDG_DATA_HOME": data, "PYTHONPATH": str(ROOT)}

    def told(self, *words: str, **environment: str) -> str:
        """What a command that goes well writes."""
        done = self.run(*words, **environment)
        assert (done.code, done.err) == (0, "")
        return done.out

    def files(self) -> set[str]:
        return {str(path.relative_to(self.folder)) for path in self.folder.rglob("*")}


@pytest.fixture
def here(monkeypatch, capsys):
    """Run the program in this process: in a folder, with its words and its environment."""
    handlers, levels = logging.root.handlers[:], (logging.root.level, LOGGER.level)

    def run(folder: Path, words: tuple[str, ...], environment: dict[str, str]) -> Done:
        with monkeypatch.context() as patch:
            patch.chdir(folder)
            patch.setattr(sys, "argv", ["klaszterhirek", *words])
            for name in [name for name in os.environ if name.startswith("KLASZTERHIREK_")]:
                patch.delenv(name)
            for name, value in environment.items():
                patch.setenv(name, value)
            with pytest.raises(SystemExit) as ended:
                main()
        return Done(ended.value.code or 0, *capsys.readouterr())

    yield run
    logging.root.handlers[:] = handlers
    logging.root.setLevel(levels[0])
    LOGGER.setLevel(levels[1])


@pytest.fixture
def home(tmp_path, here):
    """Nothing has been run here yet."""
    return Home(tmp_path, here)


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A folder with an archive of two stories: one that all three sources carry, one undated."""
    folder = tmp_path_factory.mktemp("home")
    report = CrawlReport("portal", MONDAY, articles=2, dropped={"no-text": 3}, problem="http 500")
    feed = FeedDoor(kind="feed", url="https://portal.example.hu/feed/")
    door = DoorSeen("portal", feed, "x", Validators(), {})
    with open_archive(f"sqlite:///{folder / 'archive.sqlite'}") as archive:
        with archive.write() as connection:
            keep_sources(connection, SOURCES)
            keep_reports(connection, [report])
        ArchiveMemory(archive).keep([*STORY, door], MONDAY)
        group(archive, None, MONDAY)
    return folder


@pytest.fixture
def prepared(filled, here):
    return Home(filled, here)


# What cannot be done


def refused(home, *words, alone=False):
    """The line with which a command ends that cannot do what it was told."""
    before = home.files()
    done = (home.alone if alone else home.run)(*words)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("klaszterhirek: ")
    assert done.err.endswith("\n")
    assert len(done.err.splitlines()) == 1
    assert home.files() == before
    return done.err.removeprefix("klaszterhirek: ").rstrip("\n")


def test_a_mistake_in_a_source_is_told_with_file_line_and_key(home):
    file = home.folder / "sources" / "portal.toml"
    file.write_text(PORTAL_TOML.replace("organisation", "organization"), encoding="utf-8")
    options = ("--sources", "sources", "--archive", home.archive)
    line = refused(home, "update", *options, alone=True)
    assert line == "sources/portal.toml:2: organization: unknown key"


def test_a_source_that_is_not_toml_is_told_with_its_line(home):
    (home.folder / "sources" / "portal.toml").write_text('name = "a"\nhome = https://x.hu/\n')
    assert refused(home, "sources", "--sources", "sources").startswith(
        "sources/portal.toml:2: not TOML: "
    )


def test_an_unknown_source_is_told(home):
    line = refused(home, "sources", "nobody", "--sources", "sources")
    assert line == "nobody: there is no such source; see klaszterhirek sources"


def test_a_missing_folder_of_sources_is_told(home):
    assert refused(home, "sources", "--sources", "nowhere").startswith("nowhere: ")


def test_without_a_contact_nobody_is_asked(home):
    options = ("--sources", "sources", "--archive", home.archive)
    line = refused(home, "update", *options, alone=True)
    assert line.startswith("klaszterhirek.toml: contact is not set")
    assert 'contact = "' in line
    assert "klaszterhirek init" in line


def test_a_mistake_in_the_configuration_is_told_with_its_key(home):
    (home.folder / "klaszterhirek.toml").write_text('contct = "a@example.org"\n')
    assert refused(home, "search", "x") == "klaszterhirek.toml:1: contct: unknown key"


def test_a_day_that_is_none_is_told_with_its_option(prepared):
    line = refused(prepared, "search", "x", "--since=holnap", "--archive", prepared.archive)
    assert line == "--since: holnap is no day; write 2021-06-04 or 7d"


@pytest.mark.parametrize("bound", [("--until", "9999-12-31"), ("--since", "0001-01-01")])
def test_any_day_of_the_calendar_is_a_bound(prepared, bound):
    assert "hűtőház" in prepared.told("search", "hűtőház", *bound, "--archive", prepared.archive)


def test_bytes_that_are_no_letters_are_a_query(prepared):
    # what Python makes of the byte E1 on a command line in UTF-8
    written = prepared.told("search", "qqq\udce1", "--archive", prepared.archive)
    assert written == "nothing found\n"


@pytest.mark.parametrize("which", ["99", "https://portal.example.hu/nincs", "labor"])
def test_an_unknown_story_is_told(prepared, which):
    line = refused(prepared, "show", which, "--archive", prepared.archive)
    assert line == f"{which}: there is no such story or article in the archive"


def test_a_newer_archive_is_refused(home):
    open_archive(home.archive).__exit__(None, None, None)
    engine = create_engine(home.archive)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0099'"))
    engine.dispose()
    before = (home.folder / "archive.sqlite").read_bytes()
    line = refused(home, "search", "x", "--archive", home.archive, alone=True)
    assert "newer klaszterhirek" in line
    assert (home.folder / "archive.sqlite").read_bytes() == before


def test_a_file_that_is_no_archive_is_refused(home):
    (home.folder / "archive.sqlite").write_text("napló\n" * 300)
    assert "not a database" in refused(home, "export", "--archive", home.archive)


def test_an_output_folder_that_cannot_be_written_is_refused(home):
    (home.folder / "public").write_text("a file")
    line = refused(home, "publish", "--output", "public", "--archive", home.archive)
    assert line.startswith("public: ")
    assert "--output" in line


def test_a_page_that_is_not_there_is_told(home):
    line = refused(home, "try", "none.html", "--sources", "sources")
    assert line.startswith("none.html: cannot be read")


LISTED = """<html lang="hu"><head><meta charset="utf-8"><title>Hírek</title></head><body>
<div><h3><a href="merolabor">Közös mérőlabor nyílik</a></h3><p>2021. június 6.</p></div>
<div><h3><a href="hutohaz">Új hűtőház épül a \x1b[2Jvárosban</a></h3><p>2021. május 4.</p></div>
<a href="?start=2">Következő</a></body></html>"""


def page(home: Home, html: str, name: str = "hirek.html") -> str:
    """The name of a file with this page."""
    (home.folder / name).write_text(html, encoding="utf-8")
    return name


def test_links_shows_what_a_listing_page_leads_to(home):
    file, address = page(home, LISTED), "https://portal.example.hu/hirek/"
    told = home.told("links", file, "--url", address, "--sources", "sources")
    assert told.splitlines() == [
        "url: https://portal.example.hu/hirek/",
        *(line for line in told.splitlines() if line.startswith("score: 0.")),
        "links:",
        "  url: https://portal.example.hu/hirek/merolabor",
        "  title: Közös mérőlabor nyílik",
        "  date: 2021-06-06",
        "  url: https://portal.example.hu/hirek/hutohaz",
        "  title: Új hűtőház épül a [2Jvárosban",
        "  date: 2021-05-04",
        "older:",
        "  https://portal.example.hu/hirek/?start=2",
    ]


def test_links_in_json_is_a_line_for_each_page_and_status_one_where_one_has_none(home):
    files = page(home, LISTED), page(home, "<p>Felújítás alatt</p>", "ures.html")
    done = home.run("links", *files, "--json", "--sources", "sources")
    assert (done.code, done.err) == (1, "")
    one, none = map(json.loads, done.out.splitlines())
    assert [link["url"] for link in one["links"]] == [
        "http://file.invalid/merolabor",
        "http://file.invalid/hutohaz",
    ]
    assert 0.25 < one["score"] < 1
    assert (one["asked"], one["url"], one["refused"], one["articles"]) == (files[0], None, None, [])
    assert none == {
        "asked": files[1], "url": None, "score": 0.0, "links": [], "articles": [], "older": [],
        "refused": "no-links",
    }  # fmt: skip


def test_a_listing_page_that_is_not_there_is_told(home):
    line = refused(home, "links", "none.html", "--sources", "sources")
    assert line.startswith("none.html: cannot be read")


# What the archive answers


def test_search_is_three_lines_an_article_newest_first(prepared):
    told = prepared.told("search", "", "--archive", prepared.archive).splitlines()
    assert told[2].startswith("            A Dombvidéki Gyümölcs Klaszter új hűtőházat bérel")
    del told[2::3]
    # undated ones count by the day they were first seen
    assert told == [
        "undated     =Új hűtőház",
        "            Hálózati Portál  https://portal.example.hu/hirek/hutohaz",
        "2021-06-06  Mérni is tudunk majd",
        "            Tölgyliget Faipari Klaszter  https://member.example.hu/hirek/merolabor",
        "2021-06-05  Labort kapunk",
        "            Dombvidéki Hírmondó  https://press.example.hu/hirek/merolabor",
        "2021-06-04  Közös mérőlabor nyílik Somlóváron",
        "            Hálózati Portál  https://portal.example.hu/hirek/merolabor",
    ]


def test_search_that_finds_nothing_says_so(prepared):
    assert prepared.told("search", "tengerpart", "--archive", prepared.archive) == "nothing found\n"


def test_search_in_json_has_everything(prepared):
    options = ("--format", "json", "--source", "portal", "--language", "hu")
    written = prepared.told("search", "MEROLABOR", *options, "--archive", prepared.archive)
    (record,) = json.loads(written)
    assert record.pop("summary").startswith("A Kékhegyi Ipari Klaszter")
    assert record.pop("snippet").startswith("A Kékhegyi Ipari Klaszter")
    assert record.pop("citation").startswith(
        "Hálózati Portál: Közös mérőlabor nyílik Somlóváron. 2021-06-04. https://portal.example.hu/"
    )
    ((start, end),) = record.pop("snippet_marks")[:1]
    assert start < end
    assert record == {
        "id": 1,
        "published": "2021-06-04",
        "first_seen": "2021-06-07T05:30:00+00:00",
        "source": "portal",
        "source_name": "Hálózati Portál",
        "title": "Közös mérőlabor nyílik Somlóváron",
        "title_marks": [[6, 15]],
        "url": "https://portal.example.hu/hirek/merolabor",
        "language": "hu",
        "kind": "news",
        "gone": None,
    }


def test_search_takes_the_day_until_with_it(prepared):
    options = ("--since", "2021-06-05", "--until", "2021-06-06", "--format", "jsonl")
    written = prepared.told("search", "", *options, "--archive", prepared.archive)
    days = [json.loads(line)["published"] for line in written.splitlines()]
    assert days == ["2021-06-06", "2021-06-05"]


def test_search_in_csv_starts_no_formula(prepared):
    options = ("--format", "csv", "--limit", "1")
    written = prepared.told("search", "", *options, "--archive", prepared.archive)
    assert list(csv.reader(io.StringIO(written))) == [
        ["id", "published", "source", "title", "url"],
        ["4", "", "portal", "'=Új hűtőház", "https://portal.example.hu/hirek/hutohaz"],
    ]


@pytest.mark.parametrize("which", ["1", "https://press.example.hu/hirek/merolabor?utm_source=x"])
def test_show_tells_a_story_by_number_or_address(prepared, which):
    written = prepared.told("show", which, "--archive", prepared.archive)
    lines = written.splitlines()
    assert lines[0] == "story: 1"
    for line in (
        "title: Közös mérőlabor nyílik Somlóváron",
        "published: 2021-06-04",
        "first seen: 2021-06-07 07:30",
        "original: Hálózati Portál https://portal.example.hu/hirek/merolabor",
        "reprinted by:",
        "  who: Dombvidéki Hírmondó https://press.example.hu/hirek/merolabor",
        "quoted by:",
        "  who: Tölgyliget Faipari Klaszter https://member.example.hu/hirek/merolabor",
    ):
        assert line in lines
    assert "bérmérésre jelentkeznek" in written
    assert re.search(r"  in common: \d+% of it, \d+% of the original\n  because:\n", written)


def test_show_knows_a_story_by_the_id_that_it_prints(prepared):
    where = ("--archive", prepared.archive)
    (story,) = json.loads(prepared.told("show", "1", "--json", *where))
    assert json.loads(prepared.told("show", story["id"], "--json", *where)) == [story]


def test_show_in_json_is_one_story(prepared):
    (story,) = json.loads(prepared.told("show", "2", "--json", "--archive", prepared.archive))
    assert story["id"].startswith("urn:uuid:")
    assert (story["story"], story["title"], story["published"]) == (2, "=Új hűtőház", None)
    assert story["reprinted by"] == story["quoted by"] == []


def test_show_tells_the_number_of_the_story_that_another_turned_out_to_be(home):
    with open_archive(home.archive) as archive:
        with archive.write() as connection:
            keep_sources(connection, SOURCES)
        stages = (STORY[0], release("press", COLD_STORE)), (STORY[1],)
        for day, findings in enumerate(stages):
            ArchiveMemory(archive).keep(findings, MONDAY + day * DAY)
            group(archive, None, MONDAY + day * DAY)
    one, two = (
        json.loads(home.told("show", number, "--json", "--archive", home.archive))
        for number in ("1", "2")
    )
    assert one == two


def test_sources_are_told_with_their_last_crawl(prepared, home):
    options = ("--sources", "sources", "--archive", prepared.archive)
    (record,) = json.loads(prepared.told("sources", *options, "--format", "json"))
    assert record == {
        "source": "portal",
        "name": "Hálózati Portál",
        "country": "hu",
        "home": "https://portal.example.hu/",
        "status": "alive",
        "doors": "feed",
        "articles": 2,
        "last crawl": "2021-06-07T05:30:00+00:00",
        "problem": "http 500",
    }
    table = prepared.told("sources", *options).splitlines()
    assert table[0].split() == ["source", "status", "doors", "articles", "last", "crawl", "problem"]
    assert "2021-06-07 07:30" in table[1]
    header, row = home.told("sources", *options, "--format", "csv").splitlines()
    assert header == "source,name,country,status,doors,articles,last crawl,problem"
    assert "Hálózati Portál" in row


def test_one_source_is_told_with_its_doors(prepared):
    options = ("--sources", "sources", "--archive", prepared.archive)
    lines = [line.strip() for line in prepared.told("sources", "portal", *options).splitlines()]
    for line in (
        "source: portal",
        "kind: feed",
        "address: https://portal.example.hu/feed/",
        "last read: 2021-06-07 07:30",
        "articles: 2",
        "no-text: 3",
        "problem: http 500",
    ):
        assert line in lines


def exported(home, what, form):
    return home.told("export", "--what", what, "--format", form, "--archive", home.archive)


def test_articles_are_exported_whole(prepared):
    records = [json.loads(line) for line in exported(prepared, "articles", "jsonl").splitlines()]
    assert [record["id"] for record in records] == [1, 2, 3, 4]
    assert tuple(records[0]) == COLUMNS["articles"]
    told = STORY[0].article
    for name in ("source", "url", "title", "text", "html", "language", "image"):
        assert records[0][name] == getattr(told, name)
    assert records[0]["published"] == "2021-06-04"
    assert records[0]["published_precision"] == "day"
    assert records[0]["authors"] == ["Szerkesztőség", "Titkárság"]
    assert records[0]["first_seen"] == "2021-06-07T05:30:00+00:00"
    assert records[3]["published"] is None


def test_stories_are_exported_a_record_for_each_article(prepared):
    records = [json.loads(line) for line in exported(prepared, "stories", "jsonl").splitlines()]
    assert [(r["id"], r["article"], r["role"]) for r in records] == [
        (1, 1, "original"),
        (1, 2, "reprint"),
        (1, 3, "quotation"),
        (2, 4, "original"),
    ]
    assert len({record["uid"] for record in records}) == 2


def test_relations_are_exported_with_their_reasons(prepared):
    records = [json.loads(line) for line in exported(prepared, "relations", "jsonl").splitlines()]
    by_pair = {frozenset((r["article"], r["other"])): r for r in records}
    copy, quotation = by_pair[frozenset((1, 2))], by_pair[frozenset((1, 3))]
    assert (copy["kind"], quotation["kind"], quotation["host"]) == ("copy", "quotes", 3)
    assert any(word.startswith("credit:") for word in quotation["evidence"])
    assert copy["until"] is None


@pytest.mark.parametrize("what", ["articles", "stories", "relations", "dictionary"])
def test_every_export_is_csv_too(prepared, what):
    head, *rows = csv.reader(io.StringIO(exported(prepared, what, "csv"), newline=""))
    assert tuple(head) == COLUMNS[what]
    assert len(rows) >= 3
    assert {len(row) for row in rows} == {len(head)}


# Why, and an editor's last word

PORTAL_URL, PRESS_URL, MEMBER_URL = (
    f"https://{place}.example.hu/hirek/merolabor" for place in ("portal", "press", "member")
)


@pytest.fixture
def edited(filled, tmp_path, here):
    """The archive of ``prepared``, where an editor may speak."""
    copytree(filled, tmp_path, dirs_exist_ok=True)
    return Home(tmp_path, here)


def test_explain_tells_what_two_articles_are_to_each_other(prepared):
    written = prepared.told("explain", PORTAL_URL, MEMBER_URL, "--archive", prepared.archive)
    lines = written.splitlines()
    for line in (
        "A:",
        "  title: Közös mérőlabor nyílik Somlóváron",
        "  address: https://portal.example.hu/hirek/merolabor",
        "  source: Tölgyliget Faipari Klaszter",
        "relation: B quotes A",
        "story: both in story 1",
        "found: by their texts",
        "since: 2021-06-07 07:30",
        "  B names the source of A as who writes it",
        "  B: írja hírei között a www.portal.example.hu oldal",
    ):
        assert line in lines
    assert re.search(r"^in common: \d+% of A, \d+% of B$", written, re.MULTILINE)
    assert re.search(r"^passages:\n  A and B: A Kékhegyi .* \[…\] ", written, re.MULTILINE)


def test_explain_in_json_has_the_places_of_the_passages(prepared):
    written = prepared.told("explain", "3", "1", "--json", "--archive", prepared.archive)
    (record,) = json.loads(written)
    assert (record["kind"], record["host"], record["stories"]) == ("quotes", "A", {"A": 1, "B": 1})
    assert record["evidence"] == ["credit:a:writes"]
    (passage,) = record["passages"]
    assert LABORATORY[passage["B from"] : passage["B to"]].startswith("A Kékhegyi Ipari Klaszter")
    assert QUOTED[passage["A from"] : passage["A to"]].startswith("A Kékhegyi Ipari Klaszter")


def test_explain_tells_the_absence_of_a_relation(prepared):
    written = prepared.told("explain", "1", "4", "--archive", prepared.archive)
    assert "\nrelation: A and B have nothing in common that counts\n" in written
    assert "\nstory: A in story 1, B in story 2\n" in written
    assert "\n  fingerprints in common: 0 (A has " in written
    assert "None" not in written


def test_join_and_split_undo_each_other(edited):
    where = ("--archive", edited.archive)

    def stories():
        homes = defaultdict(set)
        for line in exported(edited, "stories", "jsonl").splitlines():
            record = json.loads(line)
            homes[record["id"]].add((record["article"], record["role"]))
        return {frozenset(members) for members in homes.values()} - {frozenset({(None, None)})}

    before = stories()
    assert edited.told("join", "4", PRESS_URL, *where).splitlines() == [
        "articles:",
        "  =Új hűtőház – Hálózati Portál https://portal.example.hu/hirek/hutohaz",
        "  Labort kapunk – Dombvidéki Hírmondó https://press.example.hu/hirek/merolabor",
        "now: in one story, 1",
        "before: in two stories",
    ]
    assert len(json.loads(edited.told("show", "1", "--json", *where))[0]["reprinted by"]) == 2
    assert edited.told("split", "4", *where).splitlines()[:2] == [
        "article: =Új hűtőház – Hálózati Portál https://portal.example.hu/hirek/hutohaz",
        "now: in story 3, alone",
    ]
    assert stories() == before


def test_what_was_joined_or_split_is_told_as_such_and_published(edited):
    where = ("--archive", edited.archive)
    edited.told("publish", "--output", "public", *where)
    assert "now: in story 3, alone\n" in edited.told("split", MEMBER_URL, *where)
    assert "editor: keeps them apart, since " in edited.told("explain", "1", MEMBER_URL, *where)
    assert "files (feed.rss, feed.atom, " in edited.told("publish", "--output", "public", *where)
    again = edited.told("split", MEMBER_URL, *where)
    assert "nobody: it was alone before" in again
    assert edited.told("publish", "--output", "public", *where).startswith("no file")


@pytest.mark.parametrize("command", [("explain", "1"), ("join", "1"), ("split",)])
def test_an_unknown_article_is_one_line(prepared, command):
    for which in ("99", "https://portal.example.hu/nincs", "valami"):
        said = refused(prepared, *command, which, "--archive", prepared.archive)
        assert said == f"{which}: there is no such article in the archive"


@pytest.mark.parametrize("command", ["explain", "join"])
def test_one_article_named_twice_is_one_line(prepared, command):
    said = refused(prepared, command, "1", PORTAL_URL, "--archive", prepared.archive)
    assert said == f"{PORTAL_URL}: names the same article as the other; name two"


# Options, environment, file


def test_an_option_wins_over_the_environment_and_that_over_the_file(prepared, home):
    def found(*options, **environment):
        return home.told("search", "", "--limit", "1", *options, **environment)

    empty, full = home.archive, prepared.archive
    open_archive(empty).__exit__(None, None, None)
    (home.folder / "klaszterhirek.toml").write_text(f'archive = "{full}"\n')
    assert found() != "nothing found\n"
    assert found(KLASZTERHIREK_ARCHIVE=empty) == "nothing found\n"
    assert found("--archive", full, KLASZTERHIREK_ARCHIVE=empty) != "nothing found\n"


def test_a_bare_command_works_in_the_data_folder(home):
    assert home.alone("search", "valami") == Done(0, "nothing found\n", "")
    assert (home.folder / "data" / "klaszterhirek" / "archive.sqlite").is_file()


def test_a_command_that_reads_makes_no_archive_where_it_was_told_to_look(home):
    two = ("1", "2")
    for command in (
        *(("search", "x"), ("show", "1"), ("export",)),
        *(("explain", *two), ("join", *two), ("split", "1")),
    ):
        said = refused(home, *command, "--archive", "sqlite:///uj/mappa/archive.sqlite")
        assert (
            said
            == "uj/mappa/archive.sqlite: there is no archive yet; klaszterhirek update makes one"
        )
    assert not (home.folder / "uj").exists()


def test_a_source_or_language_that_is_none_is_told(prepared, home):
    where = ("--archive", prepared.archive)
    assert refused(home, "search", "x", "--source", "nincs", *where).startswith("nincs: ")
    assert refused(home, "search", "x", "--language", "hungarian", *where).startswith("--language")


def test_the_version_is_told(home):
    assert home.told("--version") == f"klaszterhirek {version('klaszterhirek')}\n"


def test_init_writes_a_configuration_and_never_another(home):
    assert "klaszterhirek update" in home.told("init")
    file = home.folder / "klaszterhirek.toml"
    assert tomllib.loads(file.read_text(encoding="utf-8")) == {}
    assert refused(home, "init").startswith("klaszterhirek.toml: is there already")


# Trying


def test_try_reads_what_a_crawl_would_leave_out_and_says_so(home):
    for name, site, topic in (("a", "lap.example", "klaszter"), ("b", "kert.lap.example", "ágyás")):
        text = f'name = "{name}"\norganisation = "{name}"\nhome = "http://{site}/"\n'
        file = home.folder / "sources" / f"{name}.toml"
        file.write_text(f'{text}topics = ["{topic}"]\n', encoding="utf-8")
        (home.folder / f"{name}.html").write_bytes(article("Kerti hír", prose=GARDEN))
    addresses = ("--url", "http://lap.example/x", "--url", "http://kert.lap.example/x")
    words = ("try", "a.html", "b.html", *addresses, "--sources", "sources")
    lines = home.told(*words, "--json").splitlines()
    told = [(one["title"], one["refused"], one["left_out"]) for one in map(json.loads, lines)]
    assert told == [("Kerti hír", None, "off topic"), ("Kerti hír", None, None)]
    assert home.told(*words).count("left_out: off topic\n") == 1


# Stages alone


def test_group_and_publish_run_alone_and_twice_without_harm(home):
    with open_archive(home.archive) as archive:
        with archive.write() as connection:
            keep_sources(connection, SOURCES)
        ArchiveMemory(archive).keep(STORY, MONDAY)
    options = ("--archive", home.archive)
    assert home.told("group", *options) == "4 articles compared, 2 new stories\n"
    assert home.told("group", *options) == "0 articles compared, 0 new stories\n"
    options += ("--output", "public")
    told = home.told("publish", *options)
    assert re.fullmatch(
        r"\d+ files \(feed.rss, feed.atom, feed.json, .* …\) changed in public\n", told
    )
    assert home.told("publish", *options) == "no file changed in public\n"
    assert home.told("publish", "--quiet", *options) == ""


def test_grouping_shows_on_a_terminal_how_far_it_is(home):
    with open_archive(home.archive) as archive:
        with archive.write() as connection:
            keep_sources(connection, SOURCES)
        ArchiveMemory(archive).keep(STORY, MONDAY)
    options = ("group", "--archive", home.archive)
    done = home.run(*options, FORCE_COLOR="1")  # what makes Rich see a terminal
    assert "articles" in done.err
    assert "4/4" in done.err
    assert home.run(*options, "--all", "--quiet", FORCE_COLOR="1").err == ""


def test_a_source_without_a_door_fails_with_one_line(home):
    (home.folder / "sources" / "portal.toml").write_text(PORTAL_TOML.partition("[[")[0])
    options = ("--sources", "sources", "--archive", home.archive, "--output", "public")
    done = home.alone("update", "--quiet", *options, "--allow-network", "127.0.0.0/8")
    assert done == Done(
        1, "", "portal: no door is known yet; https://portal.example.hu/: host not found\n"
    )
    with open_archive(home.archive) as archive, archive.read() as connection:
        told = connection.execute(text("SELECT problem FROM report")).scalars().all()
    assert told == ["no door is known yet"]
    assert (home.folder / "public" / "feed.atom").is_file()


def test_the_first_update_that_has_anything_to_tell_says_where_to_subscribe(home):
    (home.folder / "sources" / "portal.toml").write_text(PORTAL_TOML.partition("[[")[0])
    options = ("--sources", "sources", "--archive", home.archive, "--output", "public")
    options += ("--allow-network", "127.0.0.0/8")
    assert "subscribe to" not in home.alone("update", *options).out
    with open_archive(home.archive) as archive:
        with archive.write() as connection:
            keep_sources(connection, SOURCES)
        ArchiveMemory(archive).keep(STORY, MONDAY)
    told = home.alone("update", *options).out
    assert "subscribe to: " in told
    assert "/public/feed.rss, " in told
    assert "/public/index.html" in told
    assert "subscribe to" not in home.alone("update", *options).out


# A reader that leaves


def test_a_reader_that_leaves_is_no_error_to_tell(home):
    with open_archive(home.archive) as archive:
        with archive.write() as connection:
            keep_sources(connection, [PORTAL])
        many = [kept(path=str(n), text=LABORATORY * 20) for n in range(100)]
        ArchiveMemory(archive).keep(many, MONDAY)
    with subprocess.Popen(
        [*PROGRAM, "export", "--archive", home.archive],
        cwd=home.folder, env=home.environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        process.stdout.read(10)
        process.stdout.close()
        said = process.stderr.read()
        assert process.wait(60) != 0
    assert said == b""


# Whose turn it is


@pytest.fixture
def crawled(home):
    """A folder whose one source was crawled a minute ago, and does not answer now."""
    lost = PORTAL_TOML.replace("https://portal.example.hu", "http://portal.localhost:9")
    (home.folder / "sources" / "portal.toml").write_text(lost, encoding="utf-8")
    (home.folder / "klaszterhirek.toml").write_text('contact = "a@example.org"\n')
    began = datetime.now(UTC) - timedelta(minutes=1)
    with open_archive(home.archive) as archive, archive.write() as connection:
        keep_sources(connection, SOURCES)
        keep_reports(connection, [CrawlReport("portal", began)])
    return home


@pytest.mark.parametrize("command", ["update", "crawl"])
def test_a_source_that_is_not_due_is_not_asked_and_the_run_says_so(crawled, command):
    written = crawled.told(command, "--sources", "sources", "--archive", crawled.archive)
    assert written.startswith("0 sources")
    assert ", 1 not due" in written.splitlines()[0]


@pytest.mark.parametrize("words", [("portal",), ("--allow-network", "10.0.0.0/8")])
def test_a_source_that_is_named_or_not_on_the_public_web_has_its_turn(crawled, words):
    done = crawled.alone("crawl", *words, "--sources", "sources", "--archive", crawled.archive)
    assert (done.code, done.out) == (1, "1 sources crawled, 0 articles read\n")
    assert "private address refused" in done.err


def test_an_interval_in_a_source_s_file_counts_everywhere(crawled):
    file = crawled.folder / "sources" / "portal.toml"
    file.write_text(f'every = "6h"\n{file.read_text(encoding="utf-8")}', encoding="utf-8")
    options = ("--allow-network", "10.0.0.0/8", "--sources", "sources")
    assert "1 not due" in crawled.told("crawl", *options, "--archive", crawled.archive)


def test_a_source_says_when_it_is_due_and_why(prepared):
    options = ("--sources", "sources", "--archive", prepared.archive)
    written = prepared.told("sources", "portal", *options)
    assert "\nnext crawl: 2021-06-09 07:30\n" in written
    assert re.search(r"\nbecause: it publishes every \d+ days\n", written)
