"""Sites of invented news: pages of some 40 kB as content management systems make them.

Of a page of theirs, one part in ten is news; the rest is what stands on every page of a site:
menus, teasers in a sidebar, style sheets, scripts. Every second site names date and author in
JSON-LD. One article in twenty is a reprint, word by word, of one of another site.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from email.utils import format_datetime
from functools import cached_property, lru_cache
from html import escape
from random import Random

from archived.articles import NOW, new
from archived.lexicon import capital, lexicon, name

SIZE = 40_000
"""Bytes of a page."""
EVERY = 20
"""One in so many articles is a reprint."""
MENU, SIDEBAR, LINES = 60, 30, 90
STYLES = 6_000
"""Bytes of style sheets; scripts fill what is left."""


@dataclass(frozen=True)
class Site:
    """A site by its number, with ``pages`` articles at ``base``, its address without a slash."""

    number: int
    pages: int
    base: str

    def article(self, number: int) -> bytes:
        """The page of its article with this number, from 0 on."""
        title, text = _said(self._told_by(number))
        date = NOW - timedelta(minutes=37 * number + self.number)
        head = (
            f'<!DOCTYPE html>\n<html lang="hu"><head><meta charset="utf-8"><title>{escape(title)}'
            f' – {escape(self.name)}</title><meta property="og:type" content="article">'
            f'<meta property="og:title" content="{escape(title)}">'
            f'<meta property="og:url" content="{self.base}/hirek/{number}">'
        )
        if self.number % 2:
            head += self._json_ld(title, date.isoformat())
        paragraphs = "".join(f"<p>{escape(one)}</p>\n" for one in text.split("\n\n"))
        body = (
            f'<main id="tartalom"><article class="hir"><h1 class="cim">{escape(title)}</h1>\n'
            f'<div class="meta"><time datetime="{date.isoformat()}">{date:%Y. %m. %d. %H:%M}</time>'
            f'</div>\n<div class="szoveg">{paragraphs}</div></article></main>'
        )
        before, after = self._frame
        parts = (head.encode(), before, body.encode(), after)
        script = _script(self.number)[: SIZE - sum(map(len, parts)) - 40]
        return b"".join((*parts, b"<script>", script, b"</script></body></html>"))

    @cached_property
    def feed(self) -> bytes:
        """Its feed (RSS 2.0), which shows all its articles."""
        items = []
        for number in range(self.pages):
            title, text = _said(self._told_by(number))
            date = format_datetime(NOW - timedelta(minutes=37 * number + self.number))
            link = f"{self.base}/hirek/{number}"
            items.append(
                f"<item><title>{escape(title)}</title><link>{link}</link><guid>{link}</guid>"
                f"<pubDate>{date}</pubDate><description>{escape(text[:200])}</description></item>"
            )
        return (
            f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>'
            f"<title>{escape(self.name)}</title><link>{self.base}/</link>"
            f"<description>Hírek</description>{''.join(items)}</channel></rss>"
        ).encode()

    @property
    def name(self) -> str:
        """What it is called."""
        return f"{name(self.number)} Klaszter"

    @property
    def toml(self) -> str:
        """The file that makes a source of it."""
        return (
            f'name = "{self.name}"\norganisation = "{self.name} Kft."\nhome = "{self.base}/"\n'
            f'[[door]]\nkind = "feed"\nurl = "{self.base}/feed"\n'
        )

    def _told_by(self, number: int) -> int:
        """Who is read here: the number of an article among those of all sites."""
        own = self.number * self.pages + number
        return own - self.pages if own % EVERY == 0 and self.number else own

    def _json_ld(self, title: str, date: str) -> str:
        told = {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": title,
            "datePublished": date,
            "author": {"@type": "Organization", "name": self.name},
        }
        return f'<script type="application/ld+json">{json.dumps(told)}</script>'

    @cached_property
    def _frame(self) -> tuple[bytes, bytes]:
        """What stands before and behind the article on every page."""
        random = Random(f"frame {self.number}")

        def words(least: int, most: int) -> str:
            return capital(" ".join(lexicon("hu").draw(random, random.randint(least, most))))

        menu = "".join(
            f'<li class="menu-item menu-item-{at}"><a href="{self.base}/rovat/{at}">{words(1, 3)}'
            "</a></li>"
            for at in range(MENU)
        )
        teasers = "".join(
            f'<div class="widget-post"><a href="{self.base}/hirek/{at % self.pages}">'
            f'<span class="thumb"></span><span class="title">{words(4, 9)}</span></a>'
            f'<p class="excerpt">{words(10, 16)}</p></div>'
            for at in range(SIDEBAR)
        )
        styles = "".join(
            f".k{at}{{margin:{at % 9}px;color:#{at * 4099 % 0xFFFFFF:06x};display:block}}"
            for at in range(STYLES // 45)
        )
        before = (
            f'<style>{styles}</style></head><body class="single"><header><div class="logo">'
            f'{self.name}</div><nav><ul class="menu">{menu}</ul></nav></header>'
        )
        after = (
            f'<aside class="sidebar"><h2>Legfrissebb</h2>{teasers}</aside><footer><p>© '
            f"{self.name} – {words(8, 14)}</p><ul>{menu[: menu.index('</li>') + 5]}</ul></footer>"
        )
        return before.encode(), after.encode()


@lru_cache(4_096)
def _said(number: int) -> tuple[str, str]:
    """Title and text of an article: those of two that the archives' benchmarks would make."""
    first, second = new(2 * number, 2)
    return first.title, f"{first.text}\n\n{second.text}"


@lru_cache(1_024)
def _script(number: int) -> bytes:
    """Bytes of a script that nobody runs, as many as a page could need."""
    random = Random(f"script {number}")
    lines = (
        f'window.q=window.q||[];q.push({{"e":"view{at}","id":{random.getrandbits(32)},'
        f'"t":document.title,"p":{{"slot":{at},"lazy":true}}}});\n'.encode()
        for at in range(SIZE // LINES)
    )
    return b"".join(lines)
