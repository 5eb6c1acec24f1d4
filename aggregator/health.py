"""Deciders of a source's health: a door that is broken, a site that is parked or hacked. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from scrapers import urls
from scrapers.discovery.explore import Discovery
from scrapers.discovery.sight import Sight
from scrapers.language import speaks
from scrapers.net import failures, indexing
from scrapers.report import CrawlReport
from scrapers.source import Source

RUNS = 3
"""Runs in a row in which a door that does not answer is given the time to come back."""

_PASSING = re.compile(
    "|".join(
        (
            *("http 5..", "http 429", "http 408", "http 425", "robots.txt: .*", "parser-.*"),
            *("out-of-memory", "answer broke off", "answer cannot be read"),
            *map(re.escape, (failures.TIMEOUT, failures.FAILED, failures.BUSY)),
            *map(re.escape, (failures.REFUSED_CONNECTION, failures.HOST_NOT_FOUND)),
            *map(re.escape, (failures.UNTRUSTED, failures.PRIVATE)),
        )
    )
)
_READABLE = ("broken-xml", "too-many-links")
"""Troubles of a door that still shows what it has."""
_FORBIDDEN = (failures.FORBIDDEN, indexing.NOFOLLOW)
"""What a publisher has decided: another door would only go round it."""

_PARKED = re.compile(
    r"domain (?:name )?(?:is |may be )?(?:for sale|parked|parking)|buy this domain"
    r"|parked (?:free|domain)|this domain (?:name )?(?:is|may|has)|related searches"
    r"|domain has expired|\bsedo\b|hugedomains|afternic"
    r"|elad[oó] (?:ez a |a )?dom[ae]i?n|dom[aé]i?n(?:név)? (?:elad[oó]|megvásárolható|lejárt)"
    r"|domain steht zum verkauf|domain kaufen|diese domain (?:ist|steht)"
    r"|doména (?:je )?na (?:predaj|prodej)|domeniu de vânzare|domen je na prodaju",
    re.IGNORECASE,
)
# whole phrases: clusters make medicine, lend money, have time slots and jubilees, the XXX. of them,
# and speak of specialisation
_SPAM = re.compile(
    r"\b(?:casino|kaszin[oó]|kasyno|viagra|cialis\b|levitra|(?:online|canadian) pharmacy|poker"
    r"|roulette|(?:online|free) slots?\b|slot (?:gacor|machine|online)|jackpot|betting"
    r"|sports? ?bet\b|bookmaker|porn|xxx\b(?!\.)|escort service"
    r"|(?:payday|online|quick|instant) loans?|gyorskölcsön|replica watch|essay writing|togel"
    r"|judi\b)",
    re.IGNORECASE,
)
_SPAM_LINKS, _SPAM_SHARE = 3, 0.05
_FOREIGN, _FOREIGN_SHARE = 15, 0.7


def broken(reports: Sequence[CrawlReport], doors: Iterable[str]) -> dict[str, str]:
    """Of ``doors`` (addresses) those that are broken, with what is wrong.

    ``reports`` are the last ones of their source, the newest first.

    What is wrong with the door itself counts at once. A host that does not answer may come back:
    that counts when it has been so in ``RUNS`` runs on more than one day.
    """
    found = {}
    for address in doors:
        reason = reports[0].doors.get(address) if reports else None
        if reason is None or reason in (*_READABLE, *_FORBIDDEN):
            continue
        if not _PASSING.fullmatch(reason) or _lasts(reports[:RUNS], address):
            found[address] = reason
    return found


def _lasts(reports: Sequence[CrawlReport], address: str) -> bool:
    days = {one.began.date() for one in reports}
    ill = all(address in one.doors for one in reports)
    return len(reports) == RUNS and len(days) > 1 and ill


def parked(front: Sight | None, source: Source) -> str:
    """What shows that a site's front page is a parking page; empty if nothing does."""
    if front is None or front.kind != "page":
        return ""
    if not source.owns(front.url):
        return (
            f"its home leads to {urls.host(front.url)}; if that is its new home, add it to aliases"
        )
    told = f"{front.title}\n{front.text}"
    if (found := _PARKED.search(told)) and len(front.text) < 3_000:
        return f"its front page says “{found[0]}”"
    return ""


def hacked(discovery: Discovery, source: Source) -> str:
    """What shows that a site speaks for somebody else: spam, foreign links, another language.

    Empty if nothing does.
    """
    front = discovery.front
    labels = [link.label for link in front.links] if front else []
    shown = [
        teaser.title for one in discovery.found for teaser in one.candidate.shown.teasers.values()
    ]
    read = [article for one in discovery.found for article in one.articles]
    for what, texts in (("links", labels), ("articles", [*shown, *(one.title for one in read)])):
        spam = [text for text in texts if _SPAM.search(text)]
        if len(spam) >= _SPAM_LINKS and len(spam) >= _SPAM_SHARE * len(texts):
            return f"{len(spam)} of its {what} are spam, such as “{spam[0][:60]}”"
    foreign = {
        urls.host(link.url) for link in (front.links if front else ()) if not source.owns(link.url)
    }
    if front and len(foreign) >= _FOREIGN and len(foreign) >= _FOREIGN_SHARE * len(front.links):
        return f"its front page leads to {len(foreign)} other sites and hardly to itself"
    text = "\n".join(one.text for one in read)
    if speaks(text, source.languages) is False:
        return f"its articles are not in {_languages(source)}"
    if not text and front and speaks(front.text, source.languages) is False:
        return f"its front page is not in {_languages(source)}"
    return ""


def _languages(source: Source) -> str:
    return f"{', '.join(source.languages)} (its file's languages; add the one it is in, if it may)"
