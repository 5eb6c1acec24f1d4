"""Why articles are one story, in words for readers: what evidence says. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from babel.numbers import format_percent

from aggregator.pages.catalogue import texts
from aggregator.pages.msgid import msgid
from aggregator.stories.carriage import Carriage
from aggregator.stories.credit import Kind
from aggregator.stories.relation import Relation
from aggregator.stories.sight import ChangeKind

MOST = 12
"""Reasons that are told of one article."""

CARRIAGES: Mapping[Carriage, str] = {
    "unchanged": msgid("reprints it unchanged"),
    "extended": msgid("reprints it and adds to it"),
    "shortened": msgid("reprints it shortened"),
    "reworded": msgid("reprints it in other words"),
    "edited": msgid("reprints it with small changes"),
    "reprint": msgid("reprints it"),
    "whole": msgid("quotes all of it"),
    "part": msgid("quotes a part of it"),
    "quotation": msgid("quotes it"),
}
_PLAIN: Mapping[str, str] = {
    "exact": msgid("All their words are the same."),
    "short": msgid("Both texts are very short; they begin alike."),
    "title": msgid("The headlines are the same."),
    "start": msgid("Both begin alike."),
    "item": msgid("One is an item of the other, which tells several news."),
    "reworded": msgid("Most of the words are the same, and so are names and figures."),
    "long": msgid("They share a long passage."),
    "stub": msgid("One publisher has the same few words under two headlines."),
    "ending": msgid("An ending that both have was not counted."),
    "twin:hreflang": msgid("The page of one names the other as the same in another language."),
    "twin:address": msgid("Their addresses differ by the language."),
    "attribution:a": msgid("It says whose words the passage is."),
    "attribution:b": msgid("The original says whose words the passage is."),
    "marks:a": msgid("It sets the passage in quotation marks."),
    "marks:b": msgid("The original sets the passage in quotation marks."),
}
_CREDITS: Mapping[Kind, str] = {
    "writes": msgid("as who writes it"),
    "reports": msgid("as who reports it"),
    "told": msgid("as who was told it"),
    "readable": msgid("as where it can be read"),
    "release": msgid("as who sent the press release"),
    "relay": msgid("as where it was taken from"),
    "source": msgid("in a line for the source"),
    "agency": msgid("as the news agency"),
    "host line": msgid("by its bare address"),
    "link": msgid("by a link"),
    "signature": msgid("by a signature"),
}
_NAMED: Mapping[str, str] = {
    "a": msgid("It names the source of the original %(how)s."),
    "b": msgid("The original names the source of this %(how)s."),
}
_CHANGES: Mapping[ChangeKind, str] = {
    "subject": msgid("Another subject"),
    "date": msgid("Another date"),
    "weekday": msgid("Another weekday"),
    "code": msgid("Another code"),
    "ordinal": msgid("Another edition"),
    "number": msgid("Another number"),
    "name": msgid("Another name"),
}
_CHANGED = msgid("%(what)s: “%(theirs)s” in the original, “%(own)s” here.")
_CHANGED_TITLE = msgid("%(what)s in the headline: “%(theirs)s” in the original, “%(own)s” here.")
_SHARES = msgid("%(own)s of it stands in the original, %(theirs)s of the original stands in it.")

_CREDIT_WORDS = {kind.replace(" ", "-"): how for kind, how in _CREDITS.items()}
_CHANGE_WORDS = {str(kind): what for kind, what in _CHANGES.items()}


def carried(code: Carriage, language: str) -> str:
    """How an article carries the original, in words."""
    return texts(language).gettext(CARRIAGES[code])


def reasons(
    relation: Relation | None, language: str, *, through: str = "", is_ruled: bool = False
) -> tuple[str, ...]:
    """Why an article is in the story, in sentences of which its relation's evidence is made.

    The relation is that to the original, from the article's side. Where there is none, ``through``
    names whom it is there through, if that is known. ``is_ruled``: an editor said so.
    """
    words = texts(language)
    told: list[str] = []
    if is_ruled:
        told.append(words.gettext("An editor has brought them together."))
    if relation:
        told += dict.fromkeys(_told(relation, language))
    elif through:
        told.append(words.gettext("It belongs here through %(name)s.") % {"name": through})
    elif not is_ruled:
        told.append(words.gettext("It belongs here through others that carry the story."))
    return tuple(told[:MOST])


def phrase(word: str, language: str) -> str | None:
    """What a word of evidence says, ``a`` being the article; ``None`` if it says nothing."""
    gettext = texts(language).gettext
    if word in _PLAIN:
        return gettext(_PLAIN[word])
    name, _, rest = word.partition(":")
    side, _, kind = rest.partition(":")
    if name == "credit" and side in _NAMED and kind in _CREDIT_WORDS:
        return gettext(_NAMED[side]) % {"how": gettext(_CREDIT_WORDS[kind])}
    what = _CHANGE_WORDS.get(name.removeprefix("title-"))
    if what is None or "|" not in rest:
        return None
    own, theirs = rest.split("|", 1)
    sentence = _CHANGED_TITLE if name.startswith("title-") else _CHANGED
    return gettext(sentence) % {"what": gettext(what), "own": own, "theirs": theirs}


def _told(relation: Relation, language: str) -> Iterator[str]:
    if relation.passages:
        yield texts(language).gettext(_SHARES) % {
            "own": _share(relation.a_share, language),
            "theirs": _share(relation.b_share, language),
        }
    for word in relation.evidence:
        if said := phrase(word, language):
            yield said


def _share(value: float, language: str) -> str:
    return format_percent(value, locale=language)
