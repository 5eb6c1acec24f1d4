"""The words that the program itself puts into feeds, in each language it speaks to readers."""

from __future__ import annotations

from collections.abc import Mapping

TEXTS: Mapping[str, Mapping[str, str]] = {
    "hu": {
        "description": "Magyar klaszterszervezetek hírei egy helyen: minden hír csak egyszer, az"
        " eredeti forrás és az átvevők megjelölésével.",
        "original": "Eredeti:",
        "reprints": "Átvette:",
        "quotations": "Idézi:",
        "adding": "ezzel kiegészítve:",
        "undated": "A forrás nem közöl dátumot; mi ekkor láttuk először: {day}",
    },
    "en": {
        "description": "News of business clusters in one place: each story once, with its original"
        " and those who carry it.",
        "original": "Original:",
        "reprints": "Reprinted by:",
        "quotations": "Quoted by:",
        "adding": "adding:",
        "undated": "The source tells no date. First seen here: {day}",
    },
}
