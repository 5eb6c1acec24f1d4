"""What is decided before it is known in which language it is told. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from aggregator.pages.msgid import ORIGIN


@dataclass(frozen=True, slots=True)
class Trouble:
    """What goes wrong, by the name that crawls have for it (see ``troubles``)."""

    name: str


@dataclass(frozen=True, slots=True)
class Saying:
    """A text of the catalogue, named in English, and what fills its gaps.

    Days, troubles and sayings in gaps are told in the language of the text, all else as it is.
    """

    text: str
    gaps: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.told(ORIGIN)

    def told(self, language: str) -> str:
        """The text in a language, its gaps filled."""
        # loaded when something is told: much is decided and never told
        from aggregator.pages.catalogue import texts

        filled = {name: _told(value, language) for name, value in self.gaps.items()}
        return texts(language).gettext(self.text) % filled


def _told(value: object, language: str) -> object:
    from aggregator.pages.figures import day
    from aggregator.pages.troubles import trouble

    match value:
        case Saying():
            return value.told(language)
        case Trouble(name):
            return trouble(name, language)
        case date():
            return day(value, language)
    return value
