"""What the sample sites hold, as their editor wrote it down in sample_sites.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from pathlib import Path
from typing import Any

GOLD: dict[str, list[dict[str, Any]]] = tomllib.loads(
    Path(__file__).with_name("sample_sites.toml").read_text(encoding="utf-8")
)


def gold_of(sources: Collection[str]) -> dict[str, list[dict[str, Any]]]:
    """The gold of these sources alone: what names an article of another one is left out."""

    def known(ref: str) -> bool:
        return ref.partition(" ")[0] in sources

    stories = [
        story | {role: list(filter(known, story[role])) for role in ("reprints", "quotations")}
        for story in GOLD["story"]
        if known(story["original"])
    ]
    return {
        "article": [each for each in GOLD["article"] if each["source"] in sources],
        "door": [each for each in GOLD["door"] if each["source"] in sources],
        "story": [each for each in stories if each["reprints"] or each["quotations"]],
        "edit": [each for each in GOLD["edit"] if known(each["article"])],
        "moved": [each for each in GOLD["moved"] if known(each["before"])],
        "credit": [each for each in GOLD["credit"] if known(each["article"])],
        "event": [each for each in GOLD["event"] if any(map(known, each["articles"]))],
        "apart": [each for each in GOLD["apart"] if all(map(known, each["articles"]))],
    }
