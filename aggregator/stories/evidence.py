"""Evidence: what a relation's words for a machine say to people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from aggregator.stories.credit import Kind
from aggregator.stories.passages import Passage
from aggregator.stories.relate import SHORT
from aggregator.stories.relation import Relation
from aggregator.stories.sight import ChangeKind

_PLAIN: Mapping[str, str] = {
    "exact": "all their words are the same",
    "short": f"one text has fewer than {SHORT} words: "
    "only equal titles and equal beginnings make it a copy",
    "title": "their titles are equal",
    "start": "both begin alike",
    "item": "the one is an item of the other, which has several under headlines of their own",
    "reworded": "most words all over the texts are the same, and so are names and figures",
    "long": "they share a long passage",
    "stub": "one publisher has the same few words under two titles",
    "ending": "a shared ending was left out",
    "twin:hreflang": "the page of one names that of the other as the same in another language",
    "twin:address": "their addresses differ by the language",
}
_SIDED: Mapping[str, str] = {
    "attribution": "{own} attributes the passage to somebody",
    "marks": "{own} sets the passage in quotation marks",
}
_CREDITS: Mapping[Kind, str] = {
    "writes": "as who writes it",
    "reports": "as who reports it",
    "told": "as who was told it",
    "readable": "as where it can be read",
    "release": "as who sent the press release",
    "relay": "as where it was taken from",
    "source": "in a line for the source",
    "agency": "as the news agency",
    "host line": "by a bare address",
    "link": "by a link",
    "signature": "by a signature",
}
_CHANGES: Mapping[ChangeKind, str] = {
    "subject": "what they are about",
    "date": "dates",
    "weekday": "weekdays",
    "code": "codes",
    "ordinal": "editions",
    "number": "numbers",
    "name": "names",
}
_SPOKEN = {name.replace(" ", "-"): how for name, how in _CREDITS.items()}
_SEEN = {name: f"{what} differ" for name, what in _CHANGES.items()} | {
    f"title-{name}": f"{what} in the titles differ" for name, what in _CHANGES.items()
}
_OTHER = {"a": "b", "b": "a"}


def phrase(word: str) -> str | None:
    """What a word of evidence says, the articles called A and B; ``None`` if it says nothing."""
    name, _, rest = word.partition(":")
    if name in _SEEN and is_change(word):
        return f"{_SEEN[name]}: {' | '.join(rest.split('|', 1))}"
    if name == "event" and rest:
        return f"both tell of the event {rest}"
    side, _, kind = rest.partition(":")
    if side not in _OTHER:
        return _PLAIN.get(word)
    own, other = side.upper(), _OTHER[side].upper()
    if name == "credit" and kind in _SPOKEN:
        return f"{own} names the source of {other} {_SPOKEN[kind]}"
    return _SIDED[name].format(own=own) if name in _SIDED and not kind else None


def is_change(word: str) -> bool:
    """Whether a word tells what differs at a place of both texts."""
    return "|" in word


def mirrored(relation: Relation) -> Relation:
    """The same relation with the two articles exchanged, its evidence included."""
    turned = (Passage(p.b_start, p.b_end, p.a_start, p.a_end) for p in relation.passages)
    return replace(
        relation,
        a_id=relation.b_id,
        b_id=relation.a_id,
        a_share=relation.b_share,
        b_share=relation.a_share,
        passages=tuple(sorted(turned, key=lambda p: (p.a_start, p.b_start))),
        evidence=tuple(_mirrored(word) for word in relation.evidence),
    )


def _mirrored(word: str) -> str:
    name, _, rest = word.partition(":")
    if is_change(word):
        one, other = rest.split("|", 1)
        return f"{name}:{other}|{one}"
    side, colon, kind = rest.partition(":")
    return f"{name}:{_OTHER[side]}{colon}{kind}" if side in _OTHER else word
