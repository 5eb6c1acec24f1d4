import json
import os
import re
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.etree import ElementTree

import pytest

from aggregator.archive.memory import ArchiveMemory
from aggregator.archive.sources import keep_sources
from aggregator.config import Config
from aggregator.errors import OutputError, OutputFailed
from aggregator.group import group
from aggregator.publishing.directory import DESCRIPTION
from aggregator.publishing.listing import list_stories
from aggregator.publishing.output import NOTES
from aggregator.publishing.publish import check_output, publish
from aggregator.publishing.window import LEAST
from aggregator.summary import summary
from scrapers.memory import Missing
from tests.aggregator.archive.findings import DAY, MONDAY, PORTAL, kept, published
from tests.aggregator.archive.releases import (
    COLD_STORE,
    CREDITED,
    LABORATORY,
    QUOTED,
    release,
)

NAMES = ("feed.rss", "feed.atom", "feed.json")
ADDRESS = "https://example.org/hirek/"
RELEASE = release(published=published("2021-06-04"))
REPRINT = release("press", CREDITED, title="Labort kapunk", published=published("2021-06-05"))
QUOTATION = release(
    "member", QUOTED, title="Mérni is tudunk majd", published=published("2021-06-06")
)
STORY = (RELEASE, REPRINT, QUOTATION)
OWN = (QUOTED.split("\n\n")[0], QUOTED.split("\n\n")[-1])
"""What the quotation adds."""


def fill(archive, *findings, day=0):
    now = MONDAY + day * DAY
    ArchiveMemory(archive).keep(findings, now)
    group(archive, ADDRESS, now)


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "public"


@pytest.fixture
def config(output):
    return Config(address=ADDRESS, output=output)


@pytest.fixture
def published_feed(file_archive, config, output):
    """Keep findings, group, publish; the JSON feed then."""

    def tell(*findings, day=0, **told):
        fill(file_archive, *findings, day=day)
        publish(file_archive, config.model_copy(update=told), MONDAY + day * DAY)
        return json.loads((output / "feed.json").read_text(encoding="utf-8"))

    return tell


def state(folder):
    """Bytes, time and place of every file of a folder."""
    return {
        path.name: (path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_ino)
        for path in folder.iterdir()
    }


# What an entry says


def test_a_story_is_one_entry_with_its_original_its_reprints_and_its_quotations(
    archive, config, output
):
    fill(archive, *STORY)
    publish(archive, config, MONDAY)
    (item,) = json.loads((output / "feed.json").read_text(encoding="utf-8"))["items"]
    own, content = item.pop("_klaszterhirek"), item.pop("content_html")
    assert item.pop("id").startswith("tag:example.org,2021:")
    assert item.pop("summary") == summary(LABORATORY)
    assert item == {
        "url": "https://portal.example.hu/hirek/merolabor",
        "title": "Közös mérőlabor nyílik Somlóváron",
        "date_published": "2021-06-04T00:00:00+02:00",
        "date_modified": "2021-06-04T00:00:00+02:00",
        "authors": [{"name": "Hálózati Portál", "url": "https://portal.example.hu/"}],
        "language": "hu",
    }
    (quotation,) = own.pop("quotations")
    added = quotation.pop("added")
    assert own == {
        "source": {"name": "Hálózati Portál", "url": "https://portal.example.hu/"},
        "reprints": [
            {
                "source": "Dombvidéki Hírmondó",
                "title": "Labort kapunk",
                "url": "https://press.example.hu/hirek/merolabor",
                "added": [],
            }
        ],
    }
    assert quotation == {
        "source": "Tölgyliget Faipari Klaszter",
        "title": "Mérni is tudunk majd",
        "url": "https://member.example.hu/hirek/merolabor",
    }
    assert added == [*OWN]
    for said, source, name in (
        ("Eredeti", "portal", "Hálózati Portál"),
        ("Átvette", "press", "Dombvidéki Hírmondó"),
        ("Idézi", "member", "Tölgyliget Faipari Klaszter"),
    ):
        rel = 'rel="noopener noreferrer nofollow"'
        link = f'<a href="https://{source}.example.hu/hirek/merolabor" {rel}>{name}</a>'
        assert f"{said}: {link}" in content
    assert "".join(f"<p>{passage}</p>" for passage in added) in content


def test_the_three_files_say_the_same_story(file_archive, config, output):
    fill(file_archive, *STORY)
    assert publish(file_archive, config, MONDAY)[:3] == NAMES
    (item,) = json.loads((output / "feed.json").read_text(encoding="utf-8"))["items"]
    atom = "{http://www.w3.org/2005/Atom}"
    entry = ElementTree.parse(output / "feed.atom").getroot().find(f"{atom}entry")
    assert entry.findtext(f"{atom}id") == item["id"]
    assert entry.findtext(f"{atom}published") == item["date_published"]
    rss = ElementTree.parse(output / "feed.rss").getroot().find("channel/item")
    assert rss.findtext("guid") == item["id"]
    assert rss.findtext("link") == item["url"]


def test_entries_are_newest_first(published_feed):
    other = release("press", COLD_STORE, path="b", title="B", published=published("2021-06-05"))
    old = kept(path="c", title="C", published=published("2021-05-05"))
    titles = [item["title"] for item in published_feed(old, RELEASE, other)["items"]]
    assert titles == ["B", RELEASE.article.title, "C"]


def test_an_undated_story_says_when_it_was_first_seen_and_claims_no_date(published_feed):
    (item,) = published_feed(release())["items"]
    assert "date_published" not in item
    assert item["date_modified"] == "2021-06-07T07:30:00+02:00"
    assert item["_klaszterhirek"]["undated"] is True
    assert "mi ekkor láttuk először: 2021. június 7." in item["content_html"]


def test_the_program_speaks_the_configured_language(published_feed):
    feed = published_feed(*STORY, language="en", title="Cluster news")
    assert (feed["title"], feed["language"]) == ("Cluster news", "en")
    assert feed["description"] == DESCRIPTION
    (item,) = feed["items"]
    assert "Reprinted by: <a " in item["content_html"]
    assert item["language"] == "hu"


HTML = '<p>Első <em>bekezdés</em>.</p><script>alert(1)</script><p onclick="x()">Második.</p>'


def test_full_text_only_where_the_source_permits_it(file_archive, config, output):
    def content():
        publish(file_archive, config, MONDAY)
        (item,) = json.loads((output / "feed.json").read_text(encoding="utf-8"))["items"]
        return item["content_html"]

    fill(file_archive, release(html=HTML))
    assert "<em>bekezdés</em>" not in content()
    assert summary(LABORATORY) in content()
    with file_archive.write() as connection:
        keep_sources(connection, [PORTAL.model_copy(update={"full_text": True})])
    assert "<p>Első <em>bekezdés</em>.</p><p>Második.</p>" in content()


def test_strangers_text_is_no_markup(file_archive, config, output):
    sharp = PORTAL.model_copy(update={"name": 'A<b>&"B'})
    with file_archive.write() as connection:
        keep_sources(connection, [sharp])
    fill(file_archive, release(text="<script>alert(1)</script> & társai", title="<b>Cím</b> & Co"))
    publish(file_archive, config, MONDAY)
    (item,) = json.loads((output / "feed.json").read_text(encoding="utf-8"))["items"]
    assert item["title"] == "<b>Cím</b> & Co"
    assert "<script" not in item["content_html"]
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; társai" in item["content_html"]
    assert "A&lt;b&gt;&amp;" in item["content_html"]


def test_what_a_quotation_adds_is_no_markup(published_feed):
    text = QUOTED.replace("Régóta várunk", "<script>alert(1)</script> Régóta várunk")
    (item,) = published_feed(RELEASE, release("member", text))["items"]
    assert "<script" not in item["content_html"]
    assert "&lt;script&gt;alert(1)&lt;/script&gt; Régóta" in item["content_html"]


def test_letters_that_xml_cannot_carry_spoil_no_feed(file_archive, config, output):
    fill(file_archive, release(text="a\x0bb\x1b\ufffe", title="\x08Cím\x00", authors=("\x07X",)))
    publish(file_archive, config, MONDAY)
    for name in ("feed.rss", "feed.atom"):
        titles = [node.text for node in ElementTree.parse(output / name).iterfind(".//{*}title")]
        assert "Cím" in titles


def test_an_empty_archive_is_an_empty_feed(published_feed, output):
    assert published_feed()["items"] == []
    assert {path.name for path in output.iterdir()} > {*NAMES, "feed.html", "index.html"}


def test_an_article_that_is_gone_leaves_the_feed(published_feed):
    missing = Missing("portal", RELEASE.key)
    published_feed(RELEASE)
    published_feed(missing, day=1)
    assert published_feed(missing, day=2)["items"] == []


def test_stories_that_became_one_are_one_entry(published_feed):
    first = published_feed(RELEASE, release("press", COLD_STORE, published=published("2021-06-05")))
    assert len(first["items"]) == 2
    (item,) = published_feed(REPRINT, day=1)["items"]
    assert item["id"] in {one["id"] for one in first["items"]}


def test_old_stories_leave_when_there_are_enough(published_feed):
    old = [
        kept(path=str(n), title=f"Hír {n}", text=f"Rövid {n}.", published=published("2019-06-04"))
        for n in range(LEAST + 5)
    ]
    assert len(published_feed(RELEASE, *old)["items"]) == LEAST


# The same bytes


def test_publishing_twice_touches_nothing(file_archive, config, output):
    fill(file_archive, *STORY)
    publish(file_archive, config, MONDAY)
    before = state(output)
    assert publish(file_archive, config, MONDAY) == ()
    assert state(output) == before


def test_another_day_touches_only_what_depends_on_it(file_archive, config, output):
    fill(file_archive, *STORY)
    publish(file_archive, config, MONDAY)
    before = state(output)
    publish(file_archive, config, MONDAY + 400 * DAY)
    after = state(output)
    touched = {name for name in after if after[name] != before[name]}
    assert touched <= {NOTES, "index.html", "events.html", "sources.html"}


def test_only_the_files_that_differ_are_told(file_archive, config, output):
    fill(file_archive, RELEASE)
    publish(file_archive, config, MONDAY)
    (output / "feed.atom").write_bytes(b"half a f")
    (output / "somebody.html").write_bytes(b"somebody's own")
    before = state(output)
    assert publish(file_archive, config, MONDAY) == ("feed.atom",)
    after = state(output)
    assert {name for name in after if after[name] != before[name]} == {NOTES, "feed.atom"}


def test_a_further_reprint_changes_the_entry_but_neither_its_dates_nor_its_id(published_feed):
    (before,) = published_feed(RELEASE)["items"]
    (after,) = published_feed(REPRINT, day=1)["items"]
    assert after != before
    names = ("id", "title", "url", "date_published", "date_modified")
    assert [after[name] for name in names] == [before[name] for name in names]


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
        {"TZ": "America/Anchorage", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2", "PYTHONUTF8": "1"},
    ],
    ids=["Tokyo", "Anchorage"],
)
def test_bytes_are_the_same_in_another_process_zone_and_locale(
    file_archive, config, output, tmp_path, elsewhere
):
    other = release("press", COLD_STORE, path="b", title="Hűtőház", authors=("Szerkesztőség",))
    fill(file_archive, *STORY, other)
    publish(file_archive, config, MONDAY)
    (tmp_path / "klaszterhirek.toml").write_text(f'address = "{ADDRESS}"\n')
    again = tmp_path / "again"
    done = subprocess.run(
        (sys.executable, "-c", "from aggregator.cli import main; main()", "publish",
         "--archive", f"sqlite:///{tmp_path / 'archive.sqlite'}", "--output", str(again)),
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3]), **elsewhere},
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert {name: (again / name).read_bytes() for name in NAMES} == {
        name: (output / name).read_bytes() for name in NAMES
    }


def test_another_address_moves_no_id(file_archive, config, output):
    def ids():
        atom = ElementTree.parse(output / "feed.atom").getroot()
        return [node.text for node in (*atom.iterfind("{*}id"), *atom.iterfind("{*}entry/{*}id"))]

    fill(file_archive, *STORY)
    publish(file_archive, config, MONDAY)
    before = ids()
    moved = config.model_copy(update={"address": "https://other.example.net/"})
    assert set(publish(file_archive, moved, MONDAY + DAY)) > {*NAMES}
    assert ids() == before
    assert len(before) == 2
    assert "https://other.example.net/feed.atom" in (output / "feed.atom").read_text()


def test_without_an_address_ids_are_uuids_and_no_address_is_claimed(file_archive, output):
    ArchiveMemory(file_archive).keep([RELEASE], MONDAY)
    group(file_archive, None, MONDAY)
    publish(file_archive, Config(output=output), MONDAY)
    feed = json.loads((output / "feed.json").read_text(encoding="utf-8"))
    assert feed["items"][0]["id"].startswith("urn:uuid:")
    assert "feed_url" not in feed


# Where it cannot be written


def unwritable(archive, config, about):
    with pytest.raises(OutputFailed) as caught:
        publish(archive, config, MONDAY)
    assert str(caught.value).startswith(f"{about}: ")
    assert "\n" not in str(caught.value)
    assert caught.value.exit_code == 74


def test_a_file_in_the_place_of_the_folder_is_told(file_archive, config, output):
    output.write_text("a file")
    fill(file_archive, RELEASE)
    unwritable(file_archive, config, output)
    assert output.read_text() == "a file"


def test_a_folder_in_the_place_of_a_file_leaves_the_others_as_they_were(
    file_archive, config, output
):
    fill(file_archive, RELEASE)
    publish(file_archive, config, MONDAY)
    (output / "feed.json").unlink()
    (output / "feed.json").mkdir()
    (output / "feed.json" / "mine").touch()
    before = {name: (output / name).read_bytes() for name in NAMES[:2]}
    fill(file_archive, REPRINT, day=1)
    unwritable(file_archive, config, output)
    assert {name: (output / name).read_bytes() for name in NAMES[:2]} == before


def test_a_folder_that_cannot_be_used_is_told_before_anything_is_written(tmp_path):
    (tmp_path / "file").write_text("a file")
    for folder in (tmp_path / "file", tmp_path / "file" / "feeds"):
        with pytest.raises(OutputError, match=re.escape(f"{folder}: ")):
            check_output(folder)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_folder_that_can_be_used_is_left_as_it_is(tmp_path):
    check_output(tmp_path / "public" / "feeds")
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "public").mkdir()
    check_output(tmp_path / "public")
    assert list((tmp_path / "public").iterdir()) == []


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """A disk that fails: this process may write no file longer than ``size`` bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_disk_that_fails_leaves_the_old_files_whole(file_archive, config, output):
    fill(file_archive, RELEASE)
    publish(file_archive, config, MONDAY)
    before = state(output)
    fill(file_archive, REPRINT, day=1)
    list_stories(file_archive, ADDRESS, MONDAY)  # so that it is not the archive that fails
    with files_of_at_most(500):
        unwritable(file_archive, config, output)
    assert {name: state(output)[name] for name in NAMES} == {name: before[name] for name in NAMES}
    assert set(publish(file_archive, config, MONDAY)) >= {*NAMES}


def test_a_disk_that_fails_leaves_all_files_as_they_were(file_archive, config, output, tmp_path):
    fill(file_archive, RELEASE)
    publish(file_archive, config, MONDAY)
    before = state(output)
    fill(file_archive, REPRINT, day=1)
    publish(file_archive, config.model_copy(update={"output": tmp_path / "trial"}), MONDAY)
    first, second = (len((tmp_path / "trial" / name).read_bytes()) for name in NAMES[:2])
    assert first < second
    with files_of_at_most(first):
        unwritable(file_archive, config, output)
    assert state(output) == before
