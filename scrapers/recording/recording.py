"""Recording: what a source's doors and some of its articles answered, kept as files.

``recordings/SOURCE/`` holds

    SOURCE.toml       the source's file as it was
    recording.json    when it was recorded, its doors, and which file is whose answer
    door-*, article-* the bodies, without their publisher's prose (see ``strip``)
    expected.json     what is read from them (see ``expected``)
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any

from scrapers.recording.strip import strip
from scrapers.source import DOOR, Door, Source, read_source

EXPECTED = "expected.json"
_INDEX = "recording.json"
_SUFFIXES = {"feed": "xml", "wordpress": "json", "sitemap": "xml", "listing": "html"}


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer's body: ``url`` is where it came from, ``asked`` what was asked for."""

    asked: str
    url: str
    content_type: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Recording:
    """A source as it was seen at ``now``; ``file`` is the bytes of its TOML file.

    Of ``articles`` the address asked for is the one that a door shows.
    """

    source: Source
    file: bytes
    now: datetime
    doors: tuple[tuple[Door, Answer], ...]
    articles: tuple[Answer, ...]

    def stripped(self) -> Recording:
        """The same without the publisher's prose."""
        return replace(
            self,
            doors=tuple((door, _stripped(answer)) for door, answer in self.doors),
            articles=tuple(map(_stripped, self.articles)),
        )

    def files(self) -> dict[str, bytes]:
        """The files of its folder by name, but for the expected result.

        A body is named after its address, so that it keeps its name when others come before it.
        """
        doors = [(door, one, _name("door", one, _SUFFIXES[door.kind])) for door, one in self.doors]
        articles = [(one, _name("article", one, "html")) for one in self.articles]
        index = {
            "now": self.now.isoformat(),
            "doors": [
                {**door.model_dump(exclude_none=True), "answer": _told(one, name)}
                for door, one, name in doors
            ],
            "articles": [_told(one, name) for one, name in articles],
        }
        return {
            f"{self.source.id}.toml": self.file,
            _INDEX: json.dumps(index, ensure_ascii=False, indent=2).encode() + b"\n",
            **{name: one.body for _, one, name in doors},
            **{name: one.body for one, name in articles},
        }


def read_recording(folder: Path) -> Recording:
    """The recording in ``folder``, which has the source's name.

    Raises ``OSError`` or ``ValueError`` where there is none, and ``SourceError``.
    """
    file = folder / f"{folder.name}.toml"
    index = json.loads((folder / _INDEX).read_bytes())

    def answer(told: Mapping[str, str]) -> Answer:
        body = (folder / told["file"]).read_bytes()
        return Answer(told["asked"], told["url"], told["content_type"], body)

    def door(told: Mapping[str, Any]) -> tuple[Door, Answer]:
        own = {name: value for name, value in told.items() if name != "answer"}
        return DOOR.validate_python(own), answer(told["answer"])

    return Recording(
        source=read_source(file),
        file=file.read_bytes(),
        now=datetime.fromisoformat(index["now"]),
        doors=tuple(map(door, index["doors"])),
        articles=tuple(map(answer, index["articles"])),
    )


def _stripped(answer: Answer) -> Answer:
    return replace(answer, body=strip(answer.body, answer.content_type))


def _name(what: str, answer: Answer, suffix: str) -> str:
    digest = blake2b(answer.asked.encode(), digest_size=4).hexdigest()
    return f"{what}-{digest}.{suffix}"


def _told(answer: Answer, file: str) -> dict[str, str]:
    told = {"asked": answer.asked, "url": answer.url, "content_type": answer.content_type}
    return {**told, "file": file}
