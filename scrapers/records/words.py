"""Words by which links tell what they are for, in the languages of the sources.

All are compared folded: lower case, without accents, digits and signs.
"""

from __future__ import annotations

import re

from scrapers import folding
from scrapers.remembering import remembering


def _phrases(lines: str) -> frozenset[str]:
    return frozenset(phrase.strip() for phrase in lines.replace("\n", ",").split(",")) - {""}


_GENERIC = _phrases("""
    tovabb, tovabbiak, tovabb a cikkre, tovabb a cikkhez, tovabb a hirhez, bovebben, reszletek
    reszletesen, reszletek itt, tovabbi reszletek, tovabbi informacio, elolvasom, megnezem, olvasom
    olvasas, elolvas, megnyitas, itt, ide kattintva, teljes cikk, a teljes cikk, a cikk, teljes hir
    a teljes hir, cikk elolvasasa, kep, fotok, galeria, letoltes, megosztas
    hozzaszolas, hozzaszolasok, hozzaszolok, szolj hozza, nincs hozzaszolas
    more, read, read on, read more, read article, read story, full story, read full article, here
    more details, more info, more information, learn more, see more, view more, find out more
    show more, details, view details, view, click here, continue, photo, image, download, share
    comment, comments, no comments, leave a comment, post a comment, read comments, permalink, link
    mehr, mehr erfahren, mehr lesen, mehr dazu, mehr infos, weiter, weiterlesen, lesen sie mehr
    zum artikel, zur meldung, zum beitrag, details anzeigen, artikel lesen, kommentar, kommentare
    viac, viac info, viac informacii, citat viac, citat dalej, citaj viac, citajte viac, zistit viac
    cely clanok, precitat, podrobnosti, detail, zobrazit, zobrazit detail, komentar, komentare
    vice, vice informaci, cist dale, cist vice, cely clanek
    citeste, citeste mai mult, citeste mai departe, citeste tot, mai mult, mai multe, detalii
    mai multe detalii, vezi, vezi detalii, vezi mai mult, afla mai mult, afla mai multe
    vise, opsirnije, detaljnije, procitaj, procitaj vise, procitajte vise, saznaj vise
    опширније, детаљније, више, прочитај више
""")
# with the title behind it, for screen readers
_OPENINGS = (
    *("tovabb olvas", "olvass tovabb", "olvasd tovabb", "bovebben ", "reszletek "),
    *("read more", "read the rest", "continue reading", "learn more about", "weiterlesen"),
    *("mehr zu", "citat viac", "citaj viac", "cist dale", "citeste mai", "procitaj vise"),
)
_OLDER = _phrases("""
    kovetkezo, kovetkezo oldal, kovetkezo lap, regebbi, regebbiek, regebbi hirek, regebbi cikkek
    regebbi bejegyzesek, korabbi, korabbiak, korabbi hirek, korabbi cikkek, korabbi bejegyzesek
    tovabbi hirek, tovabbi cikkek, hatrebb, elore, meg tobb hir
    next, next page, next entries, next posts, older, older posts, older entries, older news
    older articles, older stories, previous posts, previous entries, load more, more news
    nachste, nachste seite, weiter, vor, altere, altere beitrage, altere artikel, altere meldungen
    dalsia, dalsie, dalsi, dalsia strana, dalsi strana, dalsia stranka, nasledujuca
    nasledujuca strana, nasledujici, nasledujici strana, starsie, starsie clanky, starsie spravy
    starsie prispevky, starsi, starsi prispevky, starsi clanky
    urmatoarea, urmator, urmatorul, urmatoarea pagina, pagina urmatoare, inainte, mai vechi
    articole mai vechi, stiri mai vechi
    sledeca, sledeca strana, sledece, starije, starije vesti, starije objave, stariji clanci
    следећа, следећа страна, старије, старије вести
""")
_RELATED = (
    *("kapcsolodo", "hasonlo", "ajanlo", "ajanlott", "ajanljuk", "legolvasottabb", "nepszeru"),
    *("ez is erdekelheti", "ezt olvasta mar", "related", "most read", "most popular", "popular"),
    *("trending", "you may also", "see also", "recommended", "ahnliche", "meistgelesen"),
    *("das konnte sie", "suvisiace", "najcitanejsie", "souvisejici", "nejctenejsi", "odporucame"),
    *("articole similare", "cele mai citite", "recomandari", "slicne", "najcitanije"),
)
_NEWS = frozenset(
    (
        *("hir", "hirek", "news", "newsitem", "post", "entry", "hentry", "article", "cikk"),
        *("aktualis", "aktualitas", "bejegyzes", "meldung", "nachricht", "beitrag", "clanok"),
        *("aktualita", "sprava", "clanek", "novinka", "stire", "stiri", "noutate", "vest", "vesti"),
    )
)
_ARROWS = {"»", "›", ">", "→", ">>", "››"}


@remembering(512)
def fold(text: str) -> str:
    """The words of ``text`` without case and accents, digits and signs."""
    return " ".join(re.findall(r"[^\W\d_]+", folding.fold(text)))


def is_generic(text: str) -> bool:
    """Whether the text of a link says no more than that there is more: no title."""
    if len(text) > 200:
        return False
    folded = fold(text)
    wordless = not any(letter.isalnum() for letter in text)
    return wordless or folded in _GENERIC or folded.startswith(_OPENINGS)


def means_older(text: str) -> bool:
    """Whether the text of a link, in a pager, is that of the next page of older records."""
    return text.strip() in _ARROWS or (len(text) <= 60 and fold(text) in _OLDER)


def means_related(text: str) -> bool:
    """Whether a heading is that of a box with articles chosen for something else than being new."""
    return len(text) <= 60 and fold(text).startswith(_RELATED)


def means_news(names: str) -> bool:
    """Whether one of the names in a ``class`` is that of a piece of news."""
    return not _NEWS.isdisjoint(fold(names.replace("_", " ")).split())
