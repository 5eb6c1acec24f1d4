"""Saved real pages with what is true of them, and how a reading of them is scored.

A folder DATA holds ``articles/`` (pages ``ID.html.gz`` and ``gold.jsonl`` with id, url, text,
title, date, author, image) and ``listings/`` (the same with the article links of each page).

Text: shingles of four words, F1 of mean precision and mean recall. Date: right when the day is one
the gold allows, wrong when it is another. Title: equal but for case and punctuation. Author: mean
F1 of the names, among which the gold has agencies. Image: the same file name.
"""

from __future__ import annotations

import gzip
import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from lxml.html import HTMLParser, fromstring, tostring

from scrapers.article import Article

TOLD_BY_MACHINES = {"datetime", "itemprop", "itemtype", "itemscope", "content", "property", "rel"}


class Told(NamedTuple):
    """What somebody reads on a page; ``day`` is an ISO date or empty."""

    text: str = ""
    day: str = ""
    title: str = ""
    authors: tuple[str, ...] = ()
    image: str = ""


NOTHING = Told()


def told_by(article: Article) -> Told:
    """What the project reads."""
    return Told(
        article.text,
        article.published.iso()[:10] if article.published else "",
        article.title,
        (*article.authors, *filter(None, [article.agency])),
        article.image or "",
    )


def gold(data: Path, kind: str) -> Iterator[dict[str, Any]]:
    """The records of the gold."""
    for line in (data / kind / "gold.jsonl").open(encoding="utf-8"):
        yield json.loads(line)


def body_of(data: Path, kind: str, name: str) -> bytes:
    """A saved page."""
    return gzip.decompress((data / kind / f"{name}.html.gz").read_bytes())


def bare(body: bytes) -> bytes:
    """A page without anything that is told to machines: as small sites write them."""
    tree = fromstring(body, parser=HTMLParser(encoding="utf-8"))
    for node in list(tree.iter("script", "meta", "link", "noscript")):
        if not (node.tag == "meta" and node.get("charset")):
            node.drop_tree()
    for node in tree.iter():
        if isinstance(node.tag, str):
            for name in {*node.attrib} & TOLD_BY_MACHINES | _data_of(node.attrib):
                del node.attrib[name]
    return bytes(tostring(tree, encoding="utf-8", doctype="<!DOCTYPE html>"))


def _data_of(names: Mapping[str, str]) -> set[str]:
    return {name for name in names if name.startswith("data-")}


def score(data: Path, found: Mapping[str, Told]) -> dict[str, float]:
    """Means over the pages of the gold; a page that is not ``found`` has told nothing."""
    sums: defaultdict[str, list[float]] = defaultdict(list)
    for record in gold(data, "articles"):
        for name, value in _scores(record, found.get(record["id"], NOTHING)):
            sums[name].append(float(value))
    means = {name: sum(values) / len(values) for name, values in sums.items()}
    return {"text F1": f1(means["text precision"], means["text recall"]), **means}


def _scores(record: Mapping[str, Any], told: Told) -> Iterator[tuple[str, float]]:
    if "text" in record:
        got, wanted = shingles(told.text), shingles(record["text"])
        hit = (got & wanted).total()
        yield "text precision", hit / got.total() if got else 0.0
        yield "text recall", hit / wanted.total()
    if "date" in record:
        yield "date right", told.day in record["date"]
        yield "date wrong", told.day != "" and told.day not in record["date"]
        yield "date missing", told.day == ""
    if "title" in record:
        yield "title", letters(told.title) == letters(record["title"])
    if "author" in record:
        yield "author F1", _overlap(told.authors, record["author"])
    if "image" in record:
        yield "image", file_name(told.image) in map(file_name, record["image"])


def _overlap(got: Iterable[str], wanted: Iterable[str]) -> float:
    ours, theirs = set(map(letters, got)), set(map(letters, wanted))
    return 2 * len(ours & theirs) / (len(ours) + len(theirs))


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Runs of four words with their counts."""
    words = re.findall(r"\w+", text)
    runs = range(max(1, len(words) - 3)) if words else ()
    return Counter(tuple(words[at : at + 4]) for at in runs)


def letters(text: str) -> str:
    """Only the letters and digits, without case."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).casefold())


def file_name(url: str) -> str:
    """The last part of an address's path."""
    return unquote(urlsplit(url).path).rsplit("/", 1)[-1].lower()


def f1(precision: float, recall: float) -> float:
    """The harmonic mean."""
    total = precision + recall
    return 2 * precision * recall / total if total else 0.0
