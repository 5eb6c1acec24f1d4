import pytest

from feeds.media import essence, medium


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("application/pdf", "application/pdf"),
        (" Text/HTML; charset=utf-8", "text/html"),
        ("image/svg+xml", "image/svg+xml"),
        ("pdf", None),
        ("", None),
        ("/", None),
        ("a/b/c", None),
        ("text /html", None),
        ("*/*", None),
        ("application/pdf\napplication/x", None),
        ('text/"html"', None),
    ],
)
def test_a_media_type_is_told_without_its_parameters(value, told):
    assert essence(value) == told


@pytest.mark.parametrize(
    ("media_type", "told"),
    [
        ("image/png", "image"),
        ("audio/mpeg", "audio"),
        ("video/mp4", "video"),
        ("application/pdf", "document"),
        ("text/plain", "document"),
        (None, "document"),
    ],
)
def test_what_is_no_picture_sound_or_film_is_a_document(media_type, told):
    assert medium(media_type) == told
