"""Words by which lines show that they belong to the page and not to the text, in many languages.

All are compared folded: lower case, without accents, digits and signs.
"""

from __future__ import annotations

from scrapers.records.words import fold, means_related

_LONGEST = 160
_FEW = 3
_STEMS = ("hirlevel", "tovabb olvas")


def _phrases(lines: str) -> tuple[str, ...]:
    """The phrases as beginnings of lines: a whole word ends them, but for stems."""
    told = filter(None, (one.strip() for one in lines.replace("\n", ",").split(",")))
    return tuple(one if one.endswith(_STEMS) else f"{one} " for one in told)


_ELSEWHERE = _phrases("""
    kapcsolodo, tovabb olvasom, tovabb olvasas, olvassa el, olvasd el, olvass tovabb
    olvasson tovabb, ezt is olvassa, ezt olvasta mar, ezt se hagyja ki, ezt ne hagyja ki
    ne hagyja ki, ezt ajanljuk, ajanljuk meg, ajanlott, ez is erdekelheti, erdekelheti
    tovabbi hirek, tovabbi cikkek, hasonlo cikkek, legfrissebb hirek, legolvasottabb
    friss hirek, korabbi cikkunk, read more, read also, also read, read next, read this
    more on this, more from, more news, related, see also, recommended, you may also like
    you might also like, most read, dont miss, up next, further reading, latest news, trending
    editors picks, watch also, watch next, lesen sie auch, lesen sie mehr, lesen sie dazu
    mehr zum thema, mehr dazu, auch interessant, das konnte sie auch interessieren
    das konnte dich auch interessieren, passend zum thema, passend zum artikel, weitere artikel
    weitere nachrichten, weiterlesen, weiterfuhrende links, ahnliche, meistgelesen, zum artikel
    hintergrund zum thema, aktuelle meldungen zu, citajte aj, citajte tiez, precitajte si
    suvisiace, odporucame, mohlo by vas zaujimat, ctete take, prectete si, souvisejici
    mohlo by vas zajimat, doporucujeme, citeste si, cititi si, citeste mai mult
    articole similare, recomandari, vezi si, procitajte, povezane vesti, slicne vesti
    pogledajte jos, czytaj wiecej, czytaj tez, czytaj takze, zobacz takze, zobacz tez
    przeczytaj, lire aussi, a lire aussi, lire la suite, voir aussi, sur le meme sujet
    plus d articles, leggi anche, leggi di piu, potrebbe interessarti, articoli correlati
    vedi anche, lea tambien, leer mas, te puede interesar, mas informacion sobre
    noticias relacionadas, noticia relacionada, ver tambien, leia tambem, leia mais, veja tambem
    saiba mais, lees ook, lees meer, meer over, les ogsa, les mer, les mere, laes ogsa
    laes mere, las mer, las ocksa, lue myos
""")
_AROUND = _phrases("""
    megosztas, ossza meg, oszd meg, oszd meg masokkal, megosztom, nyomtatas
    nyomtathato valtozat, cikk nyomtatasa, kuldje el, vagolapra masolva, link masolasa
    tetszett a cikk, hirdetes, hozzaszolasok lezarva, a hozzaszolasok, szolj hozza
    uj hozzaszolas, be a lap tetejere, vissza az oldal tetejere, az oldal tetejere, vissza a lap
    ugras a tartalomhoz, iratkozzon fel hirlevel, iratkozzon fel a hirlevel
    iratkozz fel hirlevel, iratkozz fel a hirlevel, feliratkozas, kovessen minket, kovess minket
    kovesse oldalunkat, kovesse a facebook, tamogassa, elofizetes, ez az oldal sutiket
    az oldal sutiket, weboldalunk sutiket, a weboldal sutiket, a honlap sutiket
    honlapunk sutiket, sutiket hasznalunk, ez a weboldal cookie, galeria, kepgaleria, kepek
    cimkek, kategoria, kulcsszavak, share, share this, share on, share via, copy link
    link copied, print this, print page, email this, tweet, follow us, join the conversation
    sign up for our newsletter, sign up to our newsletter, subscribe
    subscribe to our newsletter, already a subscriber, already have an account, log in, login
    to continue reading, support independent, advertisement, story continues below
    article continues below, sponsored, this site uses cookies, this website uses cookies
    we use cookies, our website uses cookies, skip to, back to top, scroll to top
    leave a comment, leave a reply, comments are closed, tags, filed under, photo gallery
    enable javascript, javascript is, your browser does not, please enable
    this e mail address is being protected, this email address is being protected
    ez az e mail cim, ez az email cim, get the latest, get our, download the app
    download our app, teilen, artikel teilen, drucken, artikel drucken, jetzt teilen
    folgen sie uns, folge uns, newsletter, abonnieren, jetzt abonnieren, anzeige, werbung
    externer inhalt, an dieser stelle, ein klick fur den datenschutz
    empfohlener externer inhalt, wir verwenden cookies, diese website verwendet cookies
    diese seite verwendet cookies, kommentare, schlagworte, zdielat, zdielajte, zdielaj, tlacit
    sledujte nas, reklama, prihlaste sa, odoberajte, sdilet, sdilejte, tisk, prihlaste se
    odebirejte, distribuie, imprima, urmariti ne, aboneaza te, abonati va, publicitate, podeli
    podelite, pratite nas, stampaj, udostepnij, obserwuj nas, partager, imprimer, suivez nous
    abonnez vous, publicite, condividi, stampa, seguici, iscriviti, compartir, imprimir
    siguenos, suscribete, publicidad, compartilhar, siga nos, assine
""")


def leads_elsewhere(text: str) -> bool:
    """Whether a label or a line opens as those do that name other articles."""
    return len(text) <= _LONGEST and (_opens(fold(text), _ELSEWHERE) or means_related(text))


def is_of_the_page(text: str) -> bool:
    """Whether a line is one of those around a text: sharing, printing, cookies, subscriptions."""
    return len(text) <= _LONGEST and _opens(fold(text), _AROUND)


def _opens(folded: str, phrases: tuple[str, ...]) -> bool:
    """Whether words open with one of the phrases; one that is a word is said alone, or nearly."""
    words = f"{folded} "
    if not words.startswith(phrases):
        return False
    opening = next(one for one in phrases if words.startswith(one))
    return " " in opening.strip() or len(folded.split()) <= _FEW
