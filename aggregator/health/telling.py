"""How a source fares, in words, and what to do about it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from aggregator.health.fields import Lost
from aggregator.health.kinds import Cause
from aggregator.health.silence import Silence
from aggregator.pages.msgid import msgid
from aggregator.pages.saying import Saying, Trouble
from scrapers.net import indexing, names
from scrapers.source import Source

WELL = Saying(msgid("it is read regularly"))
NEW = Saying(msgid("it has not been read yet"))
SAID_FROZEN = Saying(msgid("its file says that nothing is added to it any more"))
SAID_LOST: Mapping[str, Saying] = {
    "lapsed": Saying(msgid("its file says that its address is no longer its organisation's")),
    "hacked": Saying(msgid("its file says that its site was broken into")),
}
_FAILING: Mapping[Cause, str] = {
    "down": msgid("it has not answered since %(day)s: %(why)s"),
    "blocked": msgid("it has not let us in since %(day)s: %(why)s"),
    "redesigned": msgid("its pages answer, but its news has not been found since %(day)s: %(why)s"),
    "no door": msgid("no way to its news is known"),
    "hindered": msgid("it could not be read by this program since %(day)s: %(why)s"),
}
_MENDING: Mapping[Cause, str] = {
    "down": msgid(
        "open %(home)s; if the site has moved, put its new address into its file;"
        ' if it is gone, put status = "lapsed"'
    ),
    "blocked": msgid("ask its operator to let us in; %(home)s tells whom to write to"),
    "redesigned": msgid(
        "look at %(home)s where its news is now, see what is read there with:"
        " klaszterhirek links ADDRESS, and put the address into its file as a door"
    ),
    "no door": msgid(
        "look at %(home)s where its news is, see what is read there with:"
        " klaszterhirek links ADDRESS, and put the address into its file as a door"
    ),
    "hindered": msgid("see what the log says: klaszterhirek crawl %(source)s --verbose"),
}
_BY_NAME: Mapping[str, str] = {
    names.FORBIDDEN: msgid(
        "ask its operator to allow it in robots.txt, or take its file away;"
        " %(home)s tells whom to write to"
    ),
    indexing.NOFOLLOW: msgid(
        "its operator does not want its links followed: ask, or take its file away;"
        " %(home)s tells whom to write to"
    ),
    names.UNTRUSTED: msgid(
        "tell its operator that the certificate of %(home)s is wrong or has run out"
    ),
}
"""What to do where the name of what goes wrong tells more than its cause does."""
_TAKEN: Mapping[str, tuple[str, str]] = {
    "parked": (
        msgid("its address seems to be no longer its organisation's: %(why)s"),
        msgid(
            'open %(home)s; if it is so, put status = "lapsed" into its file; if it has moved,'
            " its new address"
        ),
    ),
    "hacked": (
        msgid("its site seems to speak for somebody else: %(why)s"),
        msgid(
            'open %(home)s with care; if it is so, put status = "hacked" into its file, and tell'
            " the organisation"
        ),
    ),
}
_LOST: Mapping[str, tuple[str, str]] = {
    "date": (
        msgid("the dates of its articles have vanished: the last %(count)s have none"),
        msgid(
            "see what is read: klaszterhirek try %(url)s; if the page shows a date that is not"
            " read, please report it"
        ),
    ),
    "authors": (
        msgid("the authors of its articles have vanished: the last %(count)s have none"),
        msgid(
            "see what is read: klaszterhirek try %(url)s; if the page shows an author who is not"
            " read, please report it"
        ),
    ),
}


def failing(cause: Cause, why: str, since: datetime) -> Saying:
    """What is wrong with a source that could not be read since a moment."""
    return Saying(_FAILING[cause], {"day": since.date(), "why": Trouble(why)})


def mending(cause: Cause, why: str, source: Source) -> Saying:
    """What to do about it."""
    text = _BY_NAME.get(why, _MENDING[cause])
    return Saying(text, {"home": source.home, "source": source.id})


def accept(source: Source) -> Saying:
    """What to do where another door is proposed."""
    text = msgid(
        "another way to its news was found: klaszterhirek sources %(source)s tells which, and"
        " klaszterhirek add --accept %(source)s takes it"
    )
    return Saying(text, {"source": source.id})


def passing(why: str) -> Saying:
    """What is wrong with a source that may be back at the next crawl."""
    text = msgid("it could not be read the last time, which may be over soon: %(why)s")
    return Saying(text, {"why": Trouble(why)})


def wait(runs: int) -> Saying:
    """What to do about that."""
    text = msgid("nothing, until it has failed %(runs)s times in a row, and on more than one day")
    return Saying(text, {"runs": runs})


def taken(kind: str, source: Source, why: str, since: datetime) -> tuple[Saying, datetime, Saying]:
    """What shows that a site is somebody else's, since when, and what to do about it."""
    text, advice = _TAKEN[kind]
    return Saying(text, {"why": why}), since, Saying(advice, {"home": source.home})


def without(lost: Lost) -> tuple[Saying, Saying]:
    """What articles have lost, and what to do about it."""
    text, advice = _LOST[lost.name]
    return Saying(text, {"count": lost.count}), Saying(advice, {"url": lost.url})


def unusual(quiet: Silence, source: Source) -> tuple[Saying, Saying]:
    """That a source is quieter than ever, and what to do about it."""
    text = msgid(
        "nothing new since %(day)s, for %(days)s working days; its longest pause of late was"
        " %(longest)s"
    )
    gaps = {"day": quiet.since, "days": quiet.days, "longest": quiet.longest}
    advice = msgid(
        "open %(home)s; if there is news, see klaszterhirek sources %(source)s for what was read;"
        ' if nobody adds to it any more, put status = "frozen" into its file'
    )
    return Saying(text, gaps), Saying(advice, {"home": source.home, "source": source.id})


def usual(quiet: Silence) -> Saying:
    """That a source says nothing new, and nobody need wonder."""
    gaps = {"day": quiet.since, "days": quiet.days}
    if quiet.longest is None:
        text = msgid(
            "nothing new since %(day)s, for %(days)s working days; it has published too little to"
            " tell whether that is unusual"
        )
    else:
        text = msgid("nothing new since %(day)s, for %(days)s working days, which is usual for it")
    return Saying(text, gaps)


def ended(quiet: Silence, source: Source, since: datetime) -> tuple[Saying, datetime, Saying]:
    """That a source has been silent for years, since when, and what may be done about it."""
    text = msgid("nothing new since %(day)s, for more than two years")
    advice = msgid(
        'open %(home)s; if nobody adds to it any more, put status = "frozen" into its file'
    )
    return Saying(text, {"day": quiet.since}), since, Saying(advice, {"home": source.home})
