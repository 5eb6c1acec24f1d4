"""``record``: what is fetched becomes files, and recording it again shows what changed."""

import asyncio
import json
import re
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from aggregator.archive.archive import open_archive
from aggregator.archive.doors import take_doors
from aggregator.archive.sources import keep_sources
from aggregator.demo import samples
from aggregator.demo.demo import write_sources
from aggregator.demo.server import SampleSites
from aggregator.recording import Recorded, keep
from scrapers.fetch import Fetched
from scrapers.recording.recording import EXPECTED, read_recording
from scrapers.recording.strip import strip
from scrapers.source import Source

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "tests" / "scrapers" / "recordings"
PORT = 8000
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


def answer(address: str, phase: int, today: date) -> Fetched:
    """What a sample site says to ``address``."""
    parts = urlsplit(address)
    target = f"{parts.path}?{parts.query}" if parts.query else parts.path
    said = samples.answer(str(parts.hostname), target, phase, PORT, today)
    if said.status != 200:
        return Fetched(address, address, problem=f"http {said.status}")
    return Fetched(address, address, said.body, said.headers["Content-Type"])


@pytest.fixture
def portal(tmp_path: Path) -> Source:
    sources = write_sources(tmp_path / "sources", PORT)
    return next(source for source in sources if source.id == "portal")


def recorded(source: Source, folder: Path, phase: int = 1, now: datetime = NOW) -> Recorded:
    """The source's recording made of its door and all that its feed links to."""
    door = answer(source.doors[0].url, phase, now.date())
    links = re.findall(r"<link>(.+/\d{4}/.+)</link>", door.body.decode())
    articles = [answer(link, phase, now.date()) for link in links]
    file = b'name = "as it was"\n'
    return asyncio.run(keep(source, file, [(source.doors[0], door)], articles, folder, now))


def files(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_recording_again_what_has_not_changed_touches_nothing(portal: Source, tmp_path: Path):
    file = (tmp_path / "sources" / "portal.toml").read_bytes()
    door = answer(portal.doors[0].url, 1, NOW.date())

    def again(now: datetime) -> Recorded:
        return asyncio.run(keep(portal, file, [(portal.doors[0], door)], [], tmp_path, now))

    first = again(NOW)
    assert first.changed
    before = files(tmp_path / "portal")
    later = again(NOW + timedelta(days=1))
    assert (later.changed, later.diff) == ((), "")
    assert files(tmp_path / "portal") == before


def test_recording_again_after_a_change_tells_it_as_a_diff(portal: Source, tmp_path: Path):
    recorded(portal, tmp_path)
    done = recorded(portal, tmp_path, phase=2)
    assert '+          "title": "Tatán találkoztak a klasztermenedzserek",' in done.diff
    assert not any(line.startswith("-") and '"title"' in line for line in done.diff.splitlines())
    assert any("Tatán" in line for line in done.told())


def test_files_of_what_is_no_longer_recorded_go(portal: Source, tmp_path: Path):
    recorded(portal, tmp_path, phase=2)
    done = recorded(portal, tmp_path)
    index = json.loads((tmp_path / "portal" / "recording.json").read_bytes())
    kept = {one["file"] for one in index["articles"]}
    assert {name for name in files(tmp_path / "portal") if name.startswith("article")} == kept
    assert set(done.changed) > {EXPECTED}


def test_the_source_file_is_kept_as_it_was(portal: Source, tmp_path: Path):
    recorded(portal, tmp_path)
    assert files(tmp_path / "portal")["portal.toml"] == b'name = "as it was"\n'


def test_what_did_not_answer_is_told_and_the_rest_recorded(portal: Source, tmp_path: Path):
    door = answer(portal.doors[0].url, 1, NOW.date())
    lost = Fetched("http://portal.localhost:8000/x", "", problem="http 500")
    done = asyncio.run(keep(portal, b"", [(portal.doors[0], door)], [lost], tmp_path, NOW))
    assert done.missing == ("http://portal.localhost:8000/x: http 500",)
    assert done.problem is None


@pytest.mark.parametrize("answered", [False, True])
def test_without_a_door_nothing_is_written(portal: Source, tmp_path: Path, answered: bool):
    lost = Fetched(portal.doors[0].url, "", problem="http 500")
    doors = [(portal.doors[0], lost)] if answered else []
    done = asyncio.run(keep(portal, b"", doors, [], tmp_path / "new", NOW))
    assert done.problem == ("no door answered" if answered else "no door is known yet")
    assert not (tmp_path / "new").exists()


def without_its_door(file: Path) -> None:
    file.write_text(file.read_text("utf-8").partition("[[door]]")[0], "utf-8")


def test_the_command_records_a_source_through_the_door_that_was_found(tmp_path: Path):
    address = f"sqlite:///{tmp_path / 'archive.sqlite'}"
    with SampleSites() as sites:
        sources = write_sources(tmp_path / "sources", sites.port)
        source = next(source for source in sources if source.id == "statikus")
        without_its_door(tmp_path / "sources" / "statikus.toml")
        with open_archive(address) as archive, archive.write() as connection:
            keep_sources(connection, [source])
            take_doors(connection, source.id, [(source.doors[0], "it lists news")], (), NOW)
        command = [sys.executable, "-c", "from aggregator.cli import main; main()"]
        told = {
            "--sources": tmp_path / "sources",
            "--archive": address,
            "--folder": tmp_path / "recordings",
            "--allow-network": "127.0.0.0/8",
        }
        options = [str(word) for pair in told.items() for word in pair]
        done = subprocess.run(
            [*command, "record", "statikus", *options], capture_output=True, text=True, check=False
        )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("statikus: 9 files changed in ")
    recording = read_recording(tmp_path / "recordings" / "statikus")
    assert recording.file == (tmp_path / "sources" / "statikus.toml").read_bytes()
    assert [door for door, _ in recording.doors] == list(source.doors)
    assert len(recording.articles) == 5
    assert recording.stripped() == recording


SENT = [one for one in sorted(SAMPLES.iterdir()) if not read_recording(one).source.browser]


@pytest.mark.parametrize("folder", SENT, ids=lambda folder: folder.name)
def test_the_recordings_of_sample_sites_are_what_they_send(folder: Path):
    recording = read_recording(folder)
    today = recording.now.date()
    for one in (*(answer for _, answer in recording.doors), *recording.articles):
        said = answer(one.asked, 1, today)
        assert one.body == strip(said.body, said.content_type), one.asked
