"""What an archive and its output folder come to, without moments, numbers and minted ids."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import feedparser
from lxml import etree

from aggregator.archive.archive import open_archive
from tests.aggregator.archive.findings import contents

NOTES = ".klaszterhirek.json"
Row = Mapping[str, Any]
_VARYING = re.compile(
    r"urn:uuid:[0-9a-f-]{36}"
    r"|tag:[^,\s]+,\d{4}:[0-9a-f-]{36}"
    # what the clock said: no article here is as young as that
    r"|20(?:2[2-9]|30)(?:-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)|\d{4}T\d{6}Z)"
    r"|\w{3}, \d\d \w{3} 20(?:2[2-9]|30) [\d:]+ \S+"
)


def told(address: str, output: Path) -> dict[str, Any]:
    """All that two runs must agree in, however they came there."""
    return {**told_archive(address), "files": told_files(output)}


def told_archive(address: str) -> dict[str, Any]:
    """What an archive holds; fails where it holds anything twice."""
    with open_archive(address, make=False) as archive:
        rows = contents(archive)
    key = {row["id"]: f"{row['source']}:{row['key']}" for row in rows["article"]}
    current = [row for row in rows["membership"] if row["until"] is None]
    members: dict[int, set[str]] = defaultdict(set)
    for row in current:
        members[row["story"]].add(f"{row['role']} {key[row['article']]}")
    story = {number: " + ".join(sorted(of)) for number, of in members.items()}
    each_once(key.values())
    each_once(row["article"] for row in current)
    each_once(story.values())
    each_once(row["uid"] for table in ("story", "feed", "occasion") for row in rows[table])
    each_once((row["source"], row["key"]) for row in rows["page"])
    return {
        "articles": {
            key[row["id"]]: (row["title"], row["text"], row["published_at"], row["kind"])
            for row in rows["article"]
        },
        "waiting": [key[row["id"]] for row in rows["article"] if row["grouped"] != row["digest"]],
        "pages": {
            f"{row['source']}:{row['key']}": (key.get(row["article"]), row["reason"], row["owed"])
            for row in rows["page"]
        },
        "answers": sorted(key[row["article"]] for row in rows["answer"] if row["until"] is None),
        "stories": sorted(story.values()),
        "relations": sorted(
            # who is found to quote whom hangs on who came first
            (row["kind"], *sorted((key[row["article"]], key[row["other"]])))
            for row in rows["relation"]
            if row["until"] is None
        ),
        "entries": sorted(
            f"{row['feed']}: {story[row['story']]}" for row in rows["entry"] if not row["until"]
        ),
        "events": sorted(
            f"{key[row['article']]} {row['key']}" for row in rows["event"] if row["until"] is None
        ),
        "occasions": sorted(f"{story[row['story']]} {row['name']}" for row in rows["occasion"]),
        "revisions": len(rows["revision"]),
        "troubles": [row["problem"] for row in rows["trouble"]],
    }


def told_files(output: Path) -> dict[str, str]:
    """The files of an output folder; fails where one is half."""
    parse_all(output)
    bodies = {path.name: path.read_text(encoding="utf-8") for path in output.iterdir()}
    assert json.loads(bodies.pop(NOTES))["files"].keys() <= bodies.keys()
    return {name: _VARYING.sub("…", body) for name, body in sorted(bodies.items())}


def parse_all(output: Path) -> None:
    """See that every feed file can be read."""
    for path in list(output.glob("[!.]*")):
        body = path.read_bytes()
        match path.suffix:
            case ".rss" | ".atom" | ".opml":
                etree.fromstring(body)
                assert path.suffix == ".opml" or not feedparser.parse(body).bozo, path
            case ".json":
                json.loads(body)
            case ".ics":
                assert body.endswith(b"END:VCALENDAR\r\n"), path
            case ".html":
                assert body.rstrip().endswith(b"</html>"), path


def each_once(values: Iterable[Any]) -> None:
    """Fail where one of them is there twice."""
    twice = [value for value, count in Counter(values).items() if count > 1]
    assert not twice, twice
