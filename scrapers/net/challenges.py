"""Pages that ask whether a human is reading, in place of the one that was asked for. Pure.

Two services say so in a header: Cloudflare (developers.cloudflare.com/cloudflare-challenges/
challenge-types/challenge-pages/detect-response/) and AWS WAF (docs.aws.amazon.com/waf/latest/
developerguide/waf-captcha-and-challenge-how-it-works.html). The others are known by what their
short pages are made of. Nothing here goes round any of them.
"""

from __future__ import annotations

from collections.abc import Mapping

SHORT = 64 * 1024
"""Bytes beyond which a page is none: an article about such pages may quote them."""
_HEADERS = {
    "cf-mitigated": ("challenge",),
    "x-amzn-waf-action": ("challenge", "captcha"),
}
_MARKS = (
    b"window._cf_chl_opt",  # Cloudflare
    b"/.well-known/sgcaptcha/",  # SiteGround
    b"sucuri_cloudproxy_js",  # Sucuri
    b"/.well-known/ddos-guard/",  # DDoS-Guard
    b'id="anubis_challenge"',  # Anubis
)


def is_challenge(headers: Mapping[str, str], body: bytes) -> bool:
    """Whether an answer is such a page; ``headers`` by their names in lower case."""
    for name, values in _HEADERS.items():
        if headers.get(name, "").lower() in values:
            return True
    return len(body) <= SHORT and any(mark in body for mark in _MARKS)
