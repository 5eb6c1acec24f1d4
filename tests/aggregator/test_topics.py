"""A newspaper over real HTTP: what is taken of it, what is not, and what is asked for again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.aggregator.updating import updated
from tests.hostile import HostileSites

START = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
OFF_TOPIC = ("/a", "/b", "/c")


def write_source(folder: Path, host: str, port: int) -> None:
    home = f"http://{host}.localhost:{port}/"
    (folder / "sources").mkdir(exist_ok=True)
    (folder / "sources" / f"{host}.toml").write_text(
        f"""\
name = "{host}"
organisation = "{host}"
home = "{home}"
topics = ["virágklaszter", "faiskola"]

[[door]]
kind = "feed"
url = "{home}feed"
""",
        encoding="utf-8",
    )


def test_of_a_newspaper_only_what_is_on_topic_is_taken_and_the_rest_is_left_in_peace(
    tmp_path: Path,
) -> None:
    with HostileSites() as sites:
        write_source(tmp_path, "daily", sites.port)
        first = updated(tmp_path, START)
        asked = [path for _, path in sites.requests]
        sites.requests.clear()
        second = updated(tmp_path, START + timedelta(days=2))
        again = [path for _, path in sites.requests]
    assert (first["articles"], first["minted"], first["problems"]) == (1, 1, [])
    assert first["dropped"] == [{"off topic": 3}]
    assert {*OFF_TOPIC, "/d"} <= set(asked)
    assert "/d" in again
    assert not {*OFF_TOPIC} & set(again)
    assert (second["articles"], second["problems"], second["dropped"]) == (0, [], [])


def test_a_newspaper_that_writes_only_of_other_things_has_not_failed(tmp_path: Path) -> None:
    with HostileSites() as sites:
        write_source(tmp_path, "garden", sites.port)
        told = updated(tmp_path, START)
    assert (told["articles"], told["dropped"], told["problems"]) == (0, [{"off topic": 3}], [])
