"""Deciders of whether a site is somebody else's: parked, or hacked. Pure."""

from __future__ import annotations

import re

from scrapers import urls
from scrapers.discovery.explore import Discovery
from scrapers.discovery.sight import Sight
from scrapers.language import speaks
from scrapers.source import Source

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
