"""explain(): what two articles are to each other, as a record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aggregator.explaining.pair import NamedArticle, Pair
from aggregator.explaining.quoting import PASSAGES, quoted, quoted_credits, quoted_lines
from aggregator.explaining.standing import standing
from aggregator.stories.candidates import RARE, SHARED
from aggregator.stories.evidence import is_change, phrase
from aggregator.stories.fingerprint import fingerprints
from aggregator.stories.relate import relate
from aggregator.stories.relation import Relation
from aggregator.stories.tokens import forms

_BY = {
    "text": "by their texts",
    "event": "by the event that both tell of",
    "twin": "by their addresses, or what their pages link to",
}


def explain(pair: Pair) -> dict[str, Any]:
    """A record for ``tell``, the two articles called A and B.

    What the archive keeps is told as it is kept; only articles of which it keeps no relation are
    compared. The offsets of passages count characters of the two texts.
    """
    found = [each.relation for each in pair.found] or [_compared(pair)]
    one = found[0]
    waits = bool(pair.found) and (pair.a.waiting or pair.b.waiting)
    # the same may differ at several places
    words = dict.fromkeys(word for each in found for word in each.evidence)
    return {
        "A": _article(pair.a),
        "B": _article(pair.b),
        "relation": _in_words(one),
        "kind": one.kind,
        "host": _letter(one, one.host_id),
        **standing(pair),
        "in common": f"{one.a_share:.0%} of A, {one.b_share:.0%} of B" if one.passages else None,
        "shares": {"A": one.a_share, "B": one.b_share},
        "found": ", ".join(_BY[each.by] for each in pair.found) or None,
        "since": pair.found[0].since if pair.found else None,
        "not kept": None if pair.found else _unrelated(pair),
        "because": [_phrase(word) for word in words if not is_change(word)],
        "different": [_phrase(word) for word in words if is_change(word)],
        "evidence": list(words),
        "credits": [*quoted_credits(pair.a, pair.b, words)],
        "left out": [*quoted_lines(pair.a, pair.b)],
        # of a text that was edited since nothing stands where it stood
        "passages": [] if waits else quoted(pair.a, pair.b, one.passages),
        "further passages": max(0, len(one.passages) - PASSAGES) or None,
    }


def for_people(record: Mapping[str, Any]) -> dict[str, Any]:
    """The record of ``explain`` without what only programs read."""
    programs = ("kind", "host", "shares", "evidence", "stories")
    told = {name: value for name, value in record.items() if name not in programs}
    told["passages"] = [_shown(one) for one in record["passages"]]
    return told


def _shown(passage: Mapping[str, Any]) -> dict[str, Any]:
    if passage["A"] != passage["B"]:
        return {"A": passage["A"], "B": passage["B"]}
    between = "" if passage["equal"] else ", with changes in between"
    return {f"A and B{between}": passage["A"]}


def _compared(pair: Pair) -> Relation:
    return relate(pair.a.reading, pair.b.reading, pair.a.credits, pair.b.credits)


def _article(one: NamedArticle) -> dict[str, Any]:
    reading = one.reading
    return {
        "number": reading.id,
        "title": reading.title,
        "source": one.source,
        "address": reading.url,
        "published": one.published,
        "first seen": reading.first_seen,
        "words": len(reading.wording) + sum(line.stop - line.start for line in reading.left_out),
    }


def _phrase(word: str) -> str:
    return phrase(word) or word  # an archive may keep what another version found


def _letter(one: Relation, number: int | None) -> str | None:
    return None if number is None else "A" if number == one.a_id else "B"


def _in_words(one: Relation) -> str:
    host = _letter(one, one.host_id)
    other = "B" if host == "A" else "A"
    return {
        "copy": "A and B are copies of one text",
        "contains": f"{host} holds {other} within words of its own, without saying so",
        "quotes": f"{host} quotes {other}",
        "series": "A and B tell of two events in the same words",
        "related": "A and B are related, each a story of its own",
        "none": "A and B have nothing in common that counts",
    }[one.kind]


def _unrelated(pair: Pair) -> list[str]:
    """What is to be said where the archive keeps no relation."""
    a, b = pair.a.reading, pair.b.reading
    ours, theirs = fingerprints(a.wording), fingerprints(b.wording)
    equal = forms(a.title) == forms(b.title) != ()
    return [
        "the archive keeps no relation of A and B: they were compared for this answer",
        f"fingerprints in common: {len(ours & theirs)} (A has {len(ours)}, B has {len(theirs)}); "
        f"articles are compared that share {SHARED}, or {RARE} that hardly any other has",
        f"titles: {'equal' if equal else 'different'}",
    ]
