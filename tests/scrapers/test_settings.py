"""The settings that every crawler of a run gets a copy of."""

from scrapers.crawl import Manners, settings_for


def test_what_one_crawler_sets_is_set_for_no_other():
    settings = settings_for(Manners("https://example.hu/", gap=3))
    own = settings.copy()
    own.set("DOWNLOAD_DELAY", 5, priority="cmdline")
    own["DOWNLOAD_HANDLERS"].set("http", "another.Handler", priority="cmdline")
    own["DOWNLOADER_MIDDLEWARES_BASE"].delete(next(iter(own["DOWNLOADER_MIDDLEWARES_BASE"])))
    own.freeze()
    assert own["DOWNLOAD_DELAY"] == 5
    assert dict(settings) == dict(settings_for(Manners("https://example.hu/", gap=3)))
    assert not settings.frozen
