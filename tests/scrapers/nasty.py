"""Addresses as nobody would write them, for property tests."""

from hypothesis import strategies as st

TRACKING = st.builds(
    "{}={}".format,
    st.sampled_from(
        ["utm_source", "utm_medium", "UTM_CAMPAIGN", "fbclid", "gclid", "mc_cid", "_ga", "sigplus"]
    ),
    st.text("abcXYZ019_-.", max_size=8),
)
OWN = st.builds(
    "{}={}".format,
    st.sampled_from(["id", "cid", "p", "lang", "page", "Itemid", "option", "start", "source"]),
    st.text("abcXYZ019_-.:;,/?%", max_size=8),
)
HOSTS = st.sampled_from(["pelda.hu", "www.pelda.hu", "HIREK.pelda.hu", "őrség.hu", "127.0.0.1"])
PATHS = st.text("abcŐű/.%20_-~:@!$'()*+,;= \\|^{}\"<>\t", max_size=20)
PIECES = st.sampled_from(
    [
        *("http:", "https:", "HTTP:", "ftp:", "javascript:", "//", "/", "\\", "?", "#", "&", "="),
        *("@", ":", ":80", ":443", "www.", "pelda.hu", "[::1]", "%", "%41", "..", "utm_source=1"),
        *(" ", "\t", "\n", "\x00", "ő", "\ud800", "xn--", "0x7f.1", "a", "Z", ";"),
    ]
)
STEPS = st.sampled_from(
    [
        *("index.php", "INDEX.PHP", "index.html", "default.aspx", "Pages", "amp", "AMP", "print"),
        *("egy-cikk", "egy-cikk.amp.html", "x.print", "..amp", "..", "%2e%2e", "%252e", ".", ""),
        *("12-cikk", "12-cikk.html", "3-cikk", "2018-cikk", "hu", "en", "node", "12", "view"),
        *("component", "content", "article", "comment-page-2", "a.nsf", "b", "%2F", "%3F", "%25"),
        *("0A1B2C3D4E5F60718293A4B5C6D7E8F9", "..;jsessionid=1", ";js;jsessionid=1ionid=2", "á"),
        *("a%CC%81", "%C3%A1", "%E1", "%CD%BE", "(S(lit3py55t21z5v55vlm25s55))", "a.aspx", "%"),
    ]
)
PARAMETERS = st.sampled_from(
    [
        *("q=node/12", "q=a/../b", "q=/", "q=index.php/amp", "q=hu/12-cikk", "option=com_content"),
        *("view=article", "id=12:cikk", "id=12", "id=", "Itemid=5", "tmpl=component", "print=1"),
        *("amp", "amp=1", "amp;lang=hu", "amp;amp;amp", "page=", "start=0", "start=10", "cHash=1"),
        *("type=98", "tx_a[b]=1", "tx_a%5Bb%5D=1", "tx_a[backPid]=1", "OpenDocument", "a=b=c"),
        *("=", "=a", "a=", "a", "a=+", "a=%2B", "a=%26", "a=%3D", "source=/a", "PHPSESSID=1"),
    ]
)
ADDRESSES = (
    st.builds(
        lambda host, path, query, tail: f"https://{host}/{path}?{'&'.join(query)}#{tail}",
        *(HOSTS, PATHS, st.lists(OWN | TRACKING, max_size=5), PATHS),
    )
    | st.builds(
        lambda host, path, query: f"http://{host}/{'/'.join(path)}?{'&'.join(query)}",
        *(HOSTS, st.lists(STEPS, max_size=6), st.lists(PARAMETERS, max_size=5)),
    )
    | st.lists(PIECES, max_size=12).map("".join)
    | st.text(max_size=30).map("https://pelda.hu/{}".format)
)
