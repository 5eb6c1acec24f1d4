"""Topics: of a source that writes about everything, only what is about one of its words."""

from __future__ import annotations

from collections.abc import Iterable

from scrapers.article import Article
from scrapers.folding import fold

OFF_TOPIC = "off topic"
"""The name under which an article counts that was read well and is about something else."""


def on_topic(article: Article, words: Iterable[str]) -> bool:
    """Whether one of ``words`` occurs in title or text; without words everything is on topic.

    A word counts anywhere, also within a longer one (*klaszter* in *klaszterek*); case and
    accents do not count.
    """
    wanted = [fold(word) for word in words]
    said = fold(f"{article.title}\n{article.text}") if wanted else ""
    return not wanted or any(word in said for word in wanted)
