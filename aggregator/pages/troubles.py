"""What is wrong with a door, or why a page was left out, in words for people. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

from aggregator.pages.catalogue import texts
from aggregator.pages.msgid import msgid

TROUBLES: Mapping[str, str] = {
    "host not found": msgid("its host is not found"),
    "connection refused": msgid("its host refuses connections"),
    "connection failed": msgid("the connection failed"),
    "certificate not trusted": msgid("its certificate is not trusted"),
    "private address refused": msgid("its address is a private one"),
    "timeout": msgid("it did not answer in time"),
    "answer too large": msgid("its answer is too large"),
    "answer broke off": msgid("its answer broke off"),
    "too many redirections": msgid("it leads in a circle"),
    "host asks to be left alone": msgid("its host asks to be left alone"),
    "forbidden by robots.txt": msgid("its robots.txt forbids it"),
    "challenge page": msgid("it asks whether a human is reading"),
    "no-links": msgid("no news is listed there"),
    "shows nothing any more": msgid("it shows nothing any more"),
    "shows nothing of what it showed": msgid("it shows nothing of what it showed before"),
    "not-a-feed": msgid("it is no feed any more"),
    "not-a-sitemap": msgid("it is no sitemap any more"),
    "not-wordpress": msgid("it is no list of WordPress any more"),
    "noindex": msgid("the page asks not to be collected"),
    "nofollow": msgid("the page asks that its links are not followed"),
    "no-title": msgid("no headline was found"),
    "no-text": msgid("no text was found"),
    "frameset": msgid("the page is a frame around others"),
    "not-html": msgid("no web page"),
    "binary": msgid("no text, but data"),
    "empty": msgid("the answer is empty"),
    "too-large": msgid("the page is too large"),
    "too-deep": msgid("the page cannot be read"),
    "broken-xml": msgid("its XML is broken"),
    "off topic": msgid("about something else"),
    "front page": msgid("a front page, no article"),
    "foreign address": msgid("on another site"),
    "door without news": msgid("a list without news"),
    "pages over the limit of a run": msgid("over the limit of one reading"),
    "older pages left out": msgid("older pages left out"),
}
"""The names that crawls have for what goes wrong, as far as people meet them."""
_STATUS = re.compile(r"http (\d{3})")
_ROBOTS = "robots.txt: "


def trouble(name: str, language: str) -> str:
    """What the name of a trouble means; the name itself where nothing better is known."""
    gettext = texts(language).gettext
    if known := TROUBLES.get(name):
        return gettext(known)
    if told := _STATUS.fullmatch(name):
        return gettext("it answers with the error %(number)s") % {"number": told[1]}
    if name.startswith(_ROBOTS):
        why = {"why": trouble(name.removeprefix(_ROBOTS), language)}
        return gettext("its robots.txt cannot be read: %(why)s") % why
    return name
