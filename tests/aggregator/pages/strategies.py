"""Texts and addresses as only a hostile stranger writes them, for property tests."""

from hypothesis import strategies as st

SIGNS = (
    *("<", ">", "&", '"', "'", "`", "\\", "/", "*", "_", "[", "]", "(", ")", "#", "+", "-", "."),
    *("!", "|", "~", "=", ":", ";", "{{", "}}", "{%", "%}", "%(day)s", "%", "\0", "\x1b[31m"),
    *("\x85", "\u2028", "\u202e", "\u202a", "\u2066", "\u200f", "\ufeff", "\ufffe"),
    *("\ud800", "\udc00", "\n\n# ", "\n- ", "\r", "\t", "    ", "1. ", "&lt;", "&amp;"),
    *("<script>alert(1)</script>", "</title>", "</bdi></a>", "<!--", "-->", "]]>"),
    *(
        "http://a.example",
        "www.a.example",
        "a@b.example",
        "ő",
        "Árvíz",
        "שלום",
        "一",
        "\u0301",
        "a",
    ),
)
TEXTS = st.lists(st.one_of(st.sampled_from(SIGNS), st.text(max_size=3)), max_size=8).map("".join)
LONG = st.integers(min_value=1000, max_value=5000).map(lambda length: "ű" * length)

ADDRESSES = st.one_of(
    st.sampled_from(
        (
            *(
                "javascript:alert(1)",
                "JaVaScRiPt:alert(1)",
                "java\nscript:alert(1)",
                "\x01javascript:x",
            ),
            *("data:text/html,<script>x</script>", "vbscript:x", "file:///etc/passwd"),
            *("/a", "//a.example/", "", "   ", "http://", "https://a b/", "ftp://a.example"),
            *("blob:https://a.example/x", "http:a.example", "https://\ud800.example/"),
            *('https://a.example/?q="><script>x</script>', "https://a.example/'`<>\\"),
            *("mailto:a@b.example?subject=<b>", 'mailto:"><b>@a.example'),
            *("https://ő.example/ű (1)", "https://a.example/?a=1&copy;=2&lt;"),
            *("https://a.example/\u202e", "https://a.example/[x](y)_*z*"),
        )
    ),
    TEXTS,
    TEXTS.map("https://a.example/".__add__),
)
