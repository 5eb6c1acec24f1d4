"""Scrapy's settings, for ``crawl()`` and for Scrapy's own commands alike.

Scrapy's defaults trust the web more than strangers deserve; each line here says where it differs.
"""

import os
from importlib.metadata import PackageNotFoundError, version

try:
    _VERSION = version("klaszterhirek")
except PackageNotFoundError:  # run from a folder that was never installed
    _VERSION = "0"

BOT_NAME = "klaszterhirek"
USER_AGENT = f"klaszterhirek/{_VERSION}"
SPIDER_MODULES: list[str] = []
SPIDER_LOADER_CLASS = "scrapers.loader.SourceLoader"
TWISTED_DNS_RESOLVER = "scrapers.net.addresses.GuardedResolver"

# no console, no control from outside
TELNETCONSOLE_ENABLED = False
EXTENSIONS = {
    "scrapy.extensions.telnet.TelnetConsole": None,
    "scrapy.extensions.remote_control.RemoteControl": None,
    "scrapy.extensions.memusage.MemoryUsage": None,
}
# what these would see to is not wanted: the spider names every answer itself, and tells no referrer
SPIDER_MIDDLEWARES = dict.fromkeys(
    (
        "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware",
        "scrapy.spidermiddlewares.referer.RefererMiddleware",
        "scrapy.spidermiddlewares.depth.DepthMiddleware",
        "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware",
    )
)

# only http and https, through the host gate; proxies would go round the resolver's guard
DOWNLOAD_HANDLERS = {
    "http": "scrapers.net.gate.GatedHandler",
    "https": "scrapers.net.gate.GatedHandler",
    **dict.fromkeys(("data", "file", "ftp", "s3")),
}
HTTPPROXY_ENABLED = False
DOWNLOAD_VERIFY_CERTIFICATES = True

# bounded answers: bytes (also when unpacked), seconds over the whole answer, redirections
DOWNLOAD_MAXSIZE = 4 * 1024 * 1024
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_TIMEOUT = 30
REDIRECT_MAX_TIMES = 5
METAREFRESH_ENABLED = False
# seconds for one source: what is not reached by then is owed, and the others are not kept waiting
CLOSESPIDER_TIMEOUT = 20 * 60

# manners
ROBOTSTXT_OBEY = True
# rules are for a product, not for the words of a contact (RFC 9309, 2.2.1)
ROBOTSTXT_USER_AGENT = BOT_NAME
DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "scrapers.ahead.Handed": 50,
    "scrapers.net.robots.Robots": 100,
}
CONCURRENT_REQUESTS_PER_DOMAIN = 2
CONCURRENT_REQUESTS = 4  # of one source: what is under way is not called back when it ends
CONCURRENT_ITEMS = 1  # so many tasks begin for each answer; all findings go to one writer
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_TARGET_CONCURRENCY = 2.0
COOKIES_ENABLED = False
# the spider asks for the languages of its source
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "hu, en;q=0.5",
}

# once more after an accident of the moment, or when the host gate has waited as long as it was told
# to; who let us wait for the whole time is not waited for
RETRY_TIMES = 1
RETRY_PRIORITY_ADJUST = 1  # at once: a host that has fallen silent is noticed after a few pages
RETRY_HTTP_CODES = [429, 500, 502, 503, 504]
RETRY_EXCEPTIONS = [
    "scrapy.exceptions.DownloadConnectionRefusedError",
    "scrapy.exceptions.DownloadFailedError",
    "scrapy.exceptions.ResponseDataLossError",
]

# findings pass the keeper before anything is exported
ITEM_PIPELINES = {"scrapers.keeper.KeeperPipeline": 100}
LOGSTATS_INTERVAL = 0
LOG_LEVEL = "INFO"
FEED_EXPORT_ENCODING = "utf-8"

# own settings: seconds between two requests to one host; networks allowed besides public ones
KLASZTERHIREK_GAP = 1.0
AUTOTHROTTLE_START_DELAY = KLASZTERHIREK_GAP
KLASZTERHIREK_ALLOW_NETWORK = os.environ.get("KLASZTERHIREK_ALLOW_NETWORK", "")
KLASZTERHIREK_SOURCES = os.environ.get("KLASZTERHIREK_SOURCES", "")
