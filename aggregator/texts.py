"""The words that the program itself puts into feeds, in each language it speaks to readers."""

from __future__ import annotations

from collections.abc import Mapping

TEXTS: Mapping[str, Mapping[str, str]] = {
    "hu": {
        "description": "Magyar klaszterszervezetek hírei egy helyen: minden hír csak egyszer, az"
        " eredeti forrás és az átvevők megjelölésével.",
        "originals": "eredeti hírek",
        "about originals": "Csak amit a forrás maga írt: más forrást nem nevez meg.",
        "calls": "pályázatok és határidők",
        "about calls": "Felhívások, pályázatok, jelentkezési határidők.",
        "events": "események",
        "about events": "Hírek, amelyek eseményről szólnak.",
        "about sector": "Hírek az ágazatból: {name}.",
        "about country": "Hírek az országból: {name}.",
        "about language": "Hírek ezen a nyelven: {name}.",
        "about source": "Minden hír, amelyet {name} közölt, átvett vagy idézett.",
        "corrections": "Javítás, eltávolítás kérése: {address}",
        "original": "Eredeti:",
        "reprints": "Átvette:",
        "quotations": "Idézi:",
        "adding": "ezzel kiegészítve:",
        "undated": "A forrás nem közöl dátumot; mi ekkor láttuk először: {day}",
    },
    "en": {
        "description": "News of business clusters in one place: each story once, with its original"
        " and those who carry it.",
        "originals": "originals",
        "about originals": "Only what its source wrote itself: it names no other source.",
        "calls": "calls and deadlines",
        "about calls": "Calls for proposals, tenders, deadlines for applications.",
        "events": "events",
        "about events": "News that tell of an event.",
        "about sector": "News of the sector: {name}.",
        "about country": "News from: {name}.",
        "about language": "News in this language: {name}.",
        "about source": "All news that {name} told, reprinted or quoted.",
        "corrections": "Ask for a correction or a removal: {address}",
        "original": "Original:",
        "reprints": "Reprinted by:",
        "quotations": "Quoted by:",
        "adding": "adding:",
        "undated": "The source tells no date. First seen here: {day}",
    },
}
