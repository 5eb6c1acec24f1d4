"""What a publisher has changed in a story that was told already, in one line. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from babel.dates import format_date

from aggregator.difference import difference
from aggregator.pages.catalogue import texts
from aggregator.stories.sentences import beginning
from aggregator.stories.tokens import forms
from scrapers.article import BUDAPEST

LONGEST = 200
"""Characters of a sentence that a note shows."""


def change_note(
    changed: datetime, former: Mapping[Any, Any], original: Mapping[Any, Any], language: str
) -> str:
    """A line that says when a publisher changed an article, and what most of all.

    That is its headline, or else the first sentence that is new, one with figures before others;
    what he took back is not repeated. ``former`` and ``original`` are what the article said and
    says.
    """
    gettext = texts(language).gettext
    day = format_date(changed.astimezone(BUDAPEST), "long", locale=language)
    said = [gettext("Changed on %(day)s.") % {"day": day}]
    if forms(former["title"]) != forms(original["title"]):
        said.append(gettext("Its headline is new."))
    elif new := _new_sentence(former["text"], original["text"]):
        said.append(gettext("It now says: “%(sentence)s”") % {"sentence": beginning(new, LONGEST)})
    return " ".join(said)


def _new_sentence(before: str, after: str) -> str | None:
    new = difference(before, after).put_in
    figures = (one for one in new if any(letter.isdigit() for letter in one))
    return next(figures, new[0] if new else None)
