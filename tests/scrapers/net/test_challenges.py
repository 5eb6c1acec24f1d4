import pytest

from scrapers.net.challenges import SHORT, is_challenge


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({"cf-mitigated": "challenge"}, b""),
        ({"x-amzn-waf-action": "Captcha"}, b""),
        ({}, b"<script>window._cf_chl_opt={cvId:'3'}</script>"),
        ({}, b'<meta http-equiv="refresh" content="0;/.well-known/sgcaptcha/?r=%2F">'),
        ({}, b'<script id="anubis_challenge" type="application/json">{}</script>'),
    ],
)
def test_a_page_that_asks_for_a_human_is_known(headers, body):
    assert is_challenge(headers, body)


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({"server": "cloudflare", "cf-ray": "8"}, b"<h1>K\xc3\xb6zgy\xc5\xb1l\xc3\xa9s</h1>"),
        # Cloudflare puts it into ordinary pages
        ({}, b'<script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js"></script>'),
        ({}, b"sucuri_cloudproxy_js" + b" " * SHORT),
        ({}, b""),
    ],
)
def test_an_ordinary_page_is_none(headers, body):
    assert not is_challenge(headers, body)
