"""What an address tells of a visit and not of a page: campaigns, clicks, sessions  (pure).

Collected from what the senders of these parameters document and from the lists with which browsers
strip them. A name that some site uses for what it shows is not here, whatever such lists say:
``cid``, ``ref``, ``source``, ``campaign``, ``spm``, ``si``.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

_FAMILIES = (
    *("utm_", "mtm_", "matomo_", "piwik_", "hsa_", "guce_", "bsft_"),
    *("gaa_", "__hs", "_hs", "relatedposts_", "wt_mc", "wt.mc_", "wt_zmc", "wt_cc", "aspsessionid"),
)
"""Beginnings of names, in lower case."""

_NAMES = frozenset(
    {
        # advertisers' and networks' clicks
        *("gclid", "gclsrc", "dclid", "gbraid", "wbraid", "gad_source", "gad_campaignid"),
        *("srsltid", "fbclid", "igsh", "igshid", "mibextid", "msclkid", "twclid", "ttclid"),
        *("li_fat_id", "rdt_cid", "epik", "yclid", "ymclid", "ysclid", "_openstat", "zanpid"),
        *("irclickid", "rb_clickid", "wickedid", "wickedsource", "tblci", "dicbo", "obref"),
        *("s_kwcid", "ef_id", "sccid", "fb_action_ids", "fb_action_types", "fb_ref", "fb_source"),
        *("fb_comment_id", "__tn__", "__twitter_impression", "hss_channel", "guccounter"),
        # newsletters
        *("mc_cid", "mc_eid", "mc_tc", "mkt_tok", "ml_subscriber", "ml_subscriber_hash", "_kx"),
        *("_ke", "__s", "dm_i", "vgo_ee", "_bta_c", "_bta_tid", "ck_subscriber_id", "sfmc_id"),
        *("elqtrackid", "elqtrack", "elqaid", "elqat", "trk_contact", "trk_msg", "trk_module"),
        *(
            "trk_sid",
            "vero_id",
            "vero_conv",
            "oly_enc_id",
            "oly_anon_id",
            "hsctatracking",
            "nr_email_referer",
        ),
        # measuring
        *("_ga", "_gl", "_gac", "ga_source", "ga_medium", "ga_term", "ga_content", "ga_campaign"),
        *("pk_campaign", "pk_kwd", "pk_keyword", "pk_source", "pk_medium", "pk_content", "pk_cid"),
        *("at_medium", "at_campaign", "at_creation", "at_format", "at_recipient_id", "xtor"),
        *(
            "xtref",
            "xtcr",
            "echobox",
            "ns_mchannel",
            "ns_source",
            "ns_campaign",
            "ns_linkname",
            "ns_fee",
            "sr_share",
        ),
        *(
            "ref_src",
            "ref_url",
            "itm_source",
            "itm_medium",
            "itm_campaign",
            "itm_content",
            "itm_term",
            "_branch_match_id",
            "usqp",
            "amp_js_v",
            "amp_gsa",
        ),
        # what content systems add on a visit: a gallery opened, a cache passed by
        *("sigplus", "doing_wp_cron", "cn-reloaded"),
        # sessions
        *("phpsessid", "jsessionid", "oscsid", "zenid", "asp.net_sessionid", "cfid", "cftoken"),
    }
)

_WAYS = frozenset(
    {"ref", "source", "src", "from", "via", "place", "origin", "referrer", "referer", "cmp"}
)
_CHANNELS = frozenset(
    {
        *("rss", "srss", "rssfeed", "rss_feed", "feed", "atom", "newsletter", "hirlevel", "email"),
        *("facebook", "fb", "twitter", "linkedin", "instagram", "hirstart", "hiraggregator"),
    }
)
"""Where a reader came from, if one of the ways says so: ``ref=rss``, but not ``ref=12``."""

_SHARED = frozenset(
    {"facebook", "twitter", "x", "linkedin", "email", "print", "pinterest", "whatsapp", "telegram"}
)

_SESSION_NAMES = frozenset({"sid", "ses", "sess", "session", "sessionid", "session_id"})
_SESSION = re.compile(r"[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}")
"""Names that sites use for other things too, and the random values that they have for sessions."""

_SESSION_IN_PATH = re.compile(
    r";(?:jsessionid|phpsessid)=[^/;]*|/\([SAFX]\([0-9a-z]{24,}\)\)(?=/|$)", re.IGNORECASE
)
"""As servlet containers and ASP.NET write it."""


def tells_of_visit(parameter: str) -> bool:
    """Whether ``parameter``, a query's ``name=value`` as written, is no part of a page's identity.

    An ``amp;`` before the name is the rest of an ``&`` that was escaped once too often.
    """
    name, _, value = unquote(parameter).lower().partition("=")
    while name.startswith("amp;"):
        name = name.removeprefix("amp;")
    return (
        name in _NAMES
        or name.startswith(_FAMILIES)
        or (name in _WAYS and value in _CHANNELS)
        or (name == "share" and value.removeprefix("jetpack-") in _SHARED)
        or (name in _SESSION_NAMES and bool(_SESSION.fullmatch(value)))
    )


def without_session(path: str) -> str:
    """``path`` without the session ids that some servers write into it."""
    return _SESSION_IN_PATH.sub("", path)
