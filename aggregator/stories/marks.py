"""Quotation marks: the plainest sign that a text takes up another's words."""

from __future__ import annotations

import re

# a mark of any language, straight or curly, perhaps with the dots of what was left out
_OPENING = re.compile(r"[\"„“”»«]\s*(?:[(\[]?(?:\.{2,3}|…)[)\]]?\s*)?\Z")
_BEFORE = 8


def opens(text: str, at: int) -> bool:
    """Whether a quotation mark stands right before ``text[at]``."""
    return bool(_OPENING.search(text[max(0, at - _BEFORE) : at]))
