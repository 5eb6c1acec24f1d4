"""The text that a page tells in its JSON-LD, for pages whose scripts show it later."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from scrapers import clean
from scrapers.page import Page

_LINES = re.compile(r"\r?\n|\u2028|\u2029")
_MARKUP = re.compile(r"<[a-z/][^<>]{0,500}>", re.IGNORECASE)


def told_text(page: Page, least: int) -> str:
    """The ``articleBody`` of the page's JSON-LD as paragraphs, where it has ``least`` characters.

    Empty where there is none, or none as long.
    """
    if not any(_length(node) >= least for node in page.json_ld):
        return ""
    text = str(max(page.articles, key=_length, default={}).get("articleBody") or "")
    if _MARKUP.search(text):
        return clean.text_of(text)
    return clean.paragraphs(_LINES.sub("\n\n", text))


def _length(node: Mapping[str, Any]) -> int:
    told = node.get("articleBody")
    return len(told) if isinstance(told, str) else 0
