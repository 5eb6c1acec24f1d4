"""Remark: a sentence for whoever asked, in English or in any language of the catalogue. Pure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


class Remark(str):
    """A sentence in English, and what it was made of: its ``wording`` in the catalogue, whose gaps
    the ``values`` fill.
    """

    wording: str
    values: dict[str, Any]

    def __new__(cls, wording: str, **values: Any) -> Remark:
        """The sentence that a wording and what fills its gaps come to."""
        made = super().__new__(cls, wording % values)
        made.wording, made.values = wording, values
        return made

    def said(self, gettext: Callable[[str], str]) -> str:
        """The sentence in the language of ``gettext``."""
        return gettext(self.wording) % self.values
