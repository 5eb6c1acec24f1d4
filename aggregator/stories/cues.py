"""Cues: the words beside which texts name their source, in eight languages.

The phrases are those seen on sites that carry each other's news.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from aggregator.stories.credit import Kind

Manner = Literal[
    "known", "known before", "near", "article", "before", "to", "with", "from", "in", "behind",
    "inflected",
]  # fmt: skip


class Cue(NamedTuple):
    """Words that name a source, and how they do.

    ``manner``, for nobody but known sources, hosts and agencies: *known* anywhere in the clause,
    *known before* only before the cue, *near* within a few words of it. For anybody, in Hungarian:
    *article* a noun behind the cue, *before* a name before it, *to*, *with*, *from*, *in* a name
    with that suffix. In other languages: *behind* a name right behind the cue, *inflected* one that
    may go on in small letters. ``nameless``: it is a credit even without a name.
    """

    kind: Kind
    words: str
    manner: Manner
    nameless: bool = False


_AUSSENDUNG = (
    r"(?:presse(?:mitteilung|aussendung|meldung|erklärung|information)|aussendung|medienmitteilung)"
)
_COMUNICAT = r"comunicat(?:ul|ului)?(?:\s+de\s+pres[aă])?"
_RELEASE = r"(?:sajtó)?(?:közlemény|tájékoztat(?:ás|ó)|sajtóanyag)"

CUES = (
    # Hungarian. Not "írja alá" (signs), "írta ki" (tenders), "írja elő" (prescribes)
    Cue(
        "writes",
        r"(?:meg)?[ií](?:rja|rj[aá]k|rta|rt[aá]k)\b"
        r"(?!\s+(?:\w+\s+){0,2}?(?:alá|ki|elő|le|át|fel|be|körül|jóvá)\b)",
        "article",
    ),
    Cue("reports", r"sz[aá]molt(?:ak)?\s+be\b", "article"),
    Cue("reports", r"is\s+(?:besz[aá]molt(?:ak)?|h[ií]rt\s+adott)\b", "before"),
    Cue(
        "reports",
        r"(?:(?:adt[aá]k?|adott)\s+h[ií](?:rül|rt)|h[ií](?:rül|rt)\s+(?:adt[aá]k?|adott))\b",
        "article",
    ),
    Cue("reports", r"besz[aá]molt(?:ak)?\b", "known"),
    Cue("reports", r"tud[oó]s[ií]t(?:ott)?\b", "article"),
    Cue("writes", r"(?:tette\s+közzé|közzétette)\b", "article"),
    Cue("told", r"(?:k[oö]z[oö]l|tudat)t(?:e|[eé]k|a|[aá]k)\b", "with"),
    Cue("told", r"(?:tudtuk\s+meg|megtudtuk|értesült\w*)\b", "from"),
    Cue("release", rf"{_RELEASE}\w*\s+(?:szerint|alapján|nyomán)\b", "before", nameless=True),
    Cue("release", rf"{_RELEASE}[aáeé]?\w{{0,3}}b[aeóő][nl]\b", "before", nameless=True),
    Cue(
        "reports",
        r"(?:jelentés|értesülés|információ|tudósítás|beszámoló|híradás)\w*"
        r"\s+(?:szerint|alapján|nyomán)\b",
        "before",
    ),
    Cue(
        "reports",
        r"(?:sz[aá]mol(?:nak)?\s+be|k[oö]zlik?|tud[oó]s[ií]t\w*|t[aá]j[eé]koztat\w*"
        r"|besz[aá]mol[oó]\w+|k[oö]zlem[eé]ny\w+|id[eé]z(?:i|ik|z[uü]k|[uü]nk)|megjelent\s+h[ií]r\w*"
        r"|k[oö]zreadott|jelent(?:ette|i))\b",
        "known",
    ),
    Cue("reports", r"(?:szerint|nyomán|alapján)\b", "known before"),
    Cue("told", r"(?:kérdés|megkeresés|érdeklődés)ére\b", "before"),
    # Words of speech are everywhere; only a listener makes them a credit.
    Cue(
        "told",
        r"(?:(?:el)?mondt[aá]k?(?:\s+el)?|nyilatkozt[aá]k?|nyilatkoz(?:va|ott|ik)|interjút\s+adott)\b",
        "to",
    ),
    Cue("readable", r"olvashat[oó]\b", "in"),
    Cue("readable", r"(?:érhető\s+el|elérhető)(?:\s*:)?(?=\s*(?:https?://|www\.))", "in"),
    Cue("writes", r"(?:cikk|írás|hírlevel|honlapj)[aáeé]\w{0,2}[br][óő]l\b", "known before"),
    Cue("writes", r"(?:így|ezt)\s+ír(?:t|nak|tak)?\b", "known before"),
    Cue(
        "relay",
        r"(?:cikk|írás|interjú|tudósítás|riport|eredetileg)\b"
        r"(?=(?:[^.\n]|(?<=\d)\.){0,70}?\b(?:megjelent|jelent\s+meg)\b)",
        "in",
    ),
    Cue("reports", r"(?:jelent(?:ek)?\s+meg|megjelent(?:ek)?)\b", "known"),
    # English
    Cue("reports", r"(?:as\s+)?(?:first\s+)?reported\s+(?:\w+\s+)?by\b", "behind"),
    Cue(
        "release",
        r"(?:(?:according\s+to|in)\s+(?:a|an|the|its|their)\s+(?:\w+\s+)?)?"
        r"(?:press|news|media)\s+(?:release|statement)"
        r"\s+(?:of|by|from|(?:issued|published|released|sent)\s+by)\b",
        "behind",
    ),
    Cue(
        "release",
        r"(?:according\s+to|in)\s+(?:a|an|the|its|their)\s+(?:\w+\s+)?"
        r"(?:press|news|media)\s+(?:release|statement)\b",
        "near",
        nameless=True,
    ),
    Cue("told", r"told\b", "near"),
    Cue("reports", r"(?:according\s+to|reports|reported|writes|wrote)\b", "near"),
    Cue(
        "relay",
        r"re-?(?:posted|published|printed|blogged)\s+(?:here\s+)?"
        r"(?:with\s+(?:the\s+)?(?:kind\s+)?permission\s+)?(?:from|of|courtesy\s+of)\b",
        "behind",
    ),
    Cue(
        "relay",
        r"(?:(?:first|originally)\s+(?:published|appeared|posted)"
        r"|(?:published|appeared)\s+(?:first|originally))\s+(?:by|in|on|at)\b",
        "behind",
    ),
    Cue("relay", r"re-?(?:posted|published|printed)\s+here\b", "near", nameless=True),
    # German
    Cue(
        "reports",
        r"wie\s+(?=[^.\n]{2,60}?\b(?:berichtete?n?|meldete?n?|schrieb|schreibt)\b)",
        "behind",
    ),
    Cue(
        "reports",
        r"(?:berichtete?n?|meldete?n?|schreibt|schrieb|teilten?|teilte)\s+(?:am\s+\w+\s+)?(?=(?:die|das)\s)",
        "behind",
    ),
    Cue(
        "release",
        rf"(?:(?:laut|in)\s+(?:einer|der|ihrer|seiner)\s+)?{_AUSSENDUNG}\s+(?:der|des|von|vom)\b",
        "behind",
    ),
    Cue(
        "release",
        rf"{_AUSSENDUNG}\s+(?:zufolge|heißt|hieß)\b"
        rf"|(?:laut|in)\s+(?:einer|der|ihrer|seiner)\s+{_AUSSENDUNG}\b",
        "near",
        nameless=True,
    ),
    Cue(
        "reports",
        r"(?:berichtete?n?|meldete?n?|schreibt|schrieb|teilten?|laut|gegenüber|zufolge)\b",
        "near",
    ),
    Cue(
        "relay",
        r"(?:zuerst|ursprünglich|erstmals)\s+(?:erschienen|veröffentlicht)\s+(?:in|im|auf|bei)\b",
        "behind",
    ),
    # Slovak, Czech
    Cue(
        "reports",
        r"(?:informuj[eú]|informují|p[ií]š[eu]|hlás[ií])(?:\s+o\s+tom)?\b",
        "inflected",
    ),
    Cue(
        "reports",
        r"(?:informoval[aio]?|uv[aá]dz?[aí]|uvied(?:ol|l[aio])|uvedl[aio]?|ozn[aá]mil[aio]?"
        r"|nap[ií]sal[aio]?|povedal[aio]?|řekl[aio]?|podľa|podle|citoval[aio]?)\b",
        "near",
    ),
    Cue(
        "release",
        r"(?:tlačov(?:ej|á|ú|ou)\s+správ(?:y|e|a|u|ou)|tiskov(?:é|á|ou)\s+zpráv(?:y|ě|a|ou))\b",
        "inflected",
        nameless=True,
    ),
    Cue("relay", r"(?:prevzat|převzat)[éáýoíý]*\s+(?:z|zo|ze|od)\b", "inflected"),
    # Romanian
    Cue(
        "release",
        rf"(?:(?:într-un|unui|printr-un)\s+)?{_COMUNICAT}\s+"
        r"(?:al|a|de\s+la|(?:trans|re|e)mis\s+de|publicat\s+de)\b",
        "inflected",
    ),
    Cue("release", rf"(?:într-un|unui|printr-un)\s+{_COMUNICAT}\b", "near", nameless=True),
    Cue("relay", r"preluat[eă]?\s+(?:de\s+pe|din|de\s+la|după)\b", "behind"),
    Cue("reports", r"(?:informeaz[aă]|relateaz[aă]|transmite|noteaz[aă]|scrie)\b", "behind"),
    Cue("reports", r"(?:potrivit|conform|citat\s+de|precizeaz[aă])\b", "near"),
    # Serbian, Croatian
    Cue(
        "reports",
        r"(?:javlja|prenosi|piše|izvj?eštava|izvještava|јавља|преноси|пише)(?:ju)?\b",
        "inflected",
    ),
    Cue(
        "reports",
        r"(?:javi[ol]|preno[ls]i|navodi|objavi[ol][aio]?|saopšti[ol][aio]?|priopći[ol][aio]?)\b",
        "near",
    ),
    Cue(
        "release",
        r"(?:saopštenj[uea]|priopćenj[uea]|саопштењ[уеа])(?:\s+za\s+(?:medije|javnost|štampu))?\b",
        "inflected",
        nameless=True,
    ),
    Cue("relay", r"(?:preuzeto|преузето)\s+(?:sa|s|iz|od|са|из)\b", "inflected"),
)
