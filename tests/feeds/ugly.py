"""Texts as strangers' pages have them, for hypothesis."""

from hypothesis import strategies as st

NASTY = [
    *("\x00", "\x0b", "\x85", "\u2028", "\ud83d", "\ude00", "\ufffe", "\ufffd", "\u202e", "\u200f"),
    *("]]>", "<![CDATA[", "<b>", "</title>", "<!--", "<?xml", "&", "&amp;", "&nosuch;", "\n", "😀"),
    *("&#0;", "&#x1F;", "\r\n", "\x1b[31m", "\u2066", "\u202b", "\u202c", "\u2069", "\u200b", '"'),
    *("\\", "\\n", "\\N", ";", ",", ":", "\r", "END:VEVENT", "\r\nBEGIN:VEVENT\r\n", "\tű", "'"),
]
UGLY = st.lists(st.sampled_from(NASTY) | st.text(st.characters(exclude_categories=()))).map("".join)
LONG = st.sampled_from(NASTY).map(lambda one: (one + "árvíztűrő ") * (5000 // (len(one) + 10)))
TEXTS = UGLY | LONG
