"""The settings of the project. Reading ITEM_PIPELINES from top to bottom is reading the architecture.

Every setting can be overridden for one run: `scrapy crawl NAME -s TALKS_DB=/var/lib/talks.db`.
"""

from __future__ import annotations

import os

from seminarcrawl.items import FIELD_NAMES

BOT_NAME = "seminarcrawl"
SPIDER_MODULES = ["spiders"]
NEWSPIDER_MODULE = "spiders"
COMMANDS_MODULE = "seminarcrawl.commands"

# --- What happens to every talk, in this order (docs/ARCHITECTURE.md says what each does and its off switch)

ITEM_PIPELINES = {
    "pipelines.normalize.NormalizePipeline": 100,
    "pipelines.scope.ScopePipeline": 150,
    "pipelines.validate.ValidatePipeline": 200,
    "pipelines.dedupe.DedupePipeline": 300,
    "pipelines.sqlite.SqlitePipeline": 400,
    "pipelines.jsonl.JsonlPipeline": 500,
}

# --- Outputs: a path, or empty to switch that output off

TALKS_DB = "talks.db"
TALKS_JSONL = "talks.jsonl"
FEED_EXPORT_FIELDS = list(FIELD_NAMES)
FEED_EXPORT_ENCODING = "utf-8"
FEED_EXPORTERS = {
    "csv": "seminarcrawl.exporters.TalkCsvExporter",
    "xml": "seminarcrawl.exporters.TalkXmlExporter",
}

# --- How a run is judged: against the source's own earlier runs (docs/OPERATING.md, Health)

HEALTH_ENABLED = True
WITHDRAWN_AFTER = 3  # healthy runs in a row that no longer show a talk to come

# --- What is unchanged is neither sent nor read again (docs/OPERATING.md, Cheap re-crawls)

HTTPCACHE_ENABLED = True
HTTPCACHE_POLICY = "seminarcrawl.revalidation.RevalidationPolicy"
HTTPCACHE_STORAGE = "seminarcrawl.revalidation.ResponseStorage"
SKIP_UNCHANGED = True

# --- Who we are: the address a webmaster can write to; the USER_AGENT is made from it

CONTACT = os.environ.get("SEMINARCRAWL_CONTACT", "")
ADDONS = {"seminarcrawl.network.Contact": 100}

# --- Manners on other people's servers

ROBOTSTXT_OBEY = True
# Calendars published for subscription are meant for programs; the robots.txt of these hosts, written for
# search engines, disallows them all the same. Only .ics addresses are exempt. Empty: robots.txt decides.
SUBSCRIPTION_HOSTS = [
    "calendar.google.com",
    "outlook.office365.com",
    "outlook.office.com",
    "outlook.live.com",
]
CONCURRENT_REQUESTS = 8
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 1
DOWNLOAD_DELAY_JITTER = 0  # a second at least, not a second on average
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 1
# A stop signal may have to wait for one delay, and must be done in 10 s.
AUTOTHROTTLE_MAX_DELAY = 8
RETRY_TIMES = 2
RETRY_AFTER_MAX = 120  # seconds to wait at the most for a host that asks for time
DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.httpcache.HttpCacheMiddleware": None,
    "seminarcrawl.revalidation.RevalidatingMiddleware": 900,
    # Outside RetryMiddleware (550): sees the answer before it is asked for again.
    "seminarcrawl.network.RetryAfterMiddleware": 560,
}

SPIDER_MIDDLEWARES = {
    # Next to the engine: told to stop, nothing more of a long document is stored.
    "seminarcrawl.network.NoMoreTalks": 10,
}

# --- Limits and locks: nothing a server sends may cost more than this, or reach further

DOWNLOAD_TIMEOUT = 30
DOWNLOAD_MAXSIZE = 10_000_000
DOWNLOAD_WARNSIZE = 2_000_000
DOWNLOAD_FAIL_ON_DATALOSS = True
DOWNLOAD_VERIFY_CERTIFICATES = True
# Only public addresses are connected to, wherever a redirect or a link leads (seminarcrawl/guard.py).
TWISTED_DNS_RESOLVER = "seminarcrawl.guard.GuardedResolver"
ALLOW_LOOPBACK = bool(os.environ.get("SEMINARCRAWL_ALLOW_LOOPBACK"))  # for tests
PRIVATE_HOSTS: list[str] = []  # host names whose addresses may be private: an intranet's calendar
REDIRECT_MAX_TIMES = 5
COOKIES_ENABLED = False
DUPEFILTER_CLASS = "seminarcrawl.compact.CompactDupeFilter"
REFERER_ENABLED = False
DOWNLOAD_HANDLERS = {
    "http": "seminarcrawl.network.StoppableHandler",
    "https": "seminarcrawl.network.StoppableHandler",
    "file": None,
    "data": None,
    "ftp": None,
    "s3": None,
}
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
CLOSESPIDER_TIMEOUT = 900
CLOSESPIDER_ERRORCOUNT = 20
MEMUSAGE_LIMIT_MB = 512

# --- What the operator sees: one summary line on stdout, warnings and errors on stderr

EXTENSIONS = {
    "seminarcrawl.run.RunReport": 10,
    "seminarcrawl.network.CleanStop": 20,
    "scrapy.extensions.memusage.MemoryUsage": None,  # measures the peak, ours the present
    "seminarcrawl.memory.ResidentMemory": 30,
}
LOG_LEVEL = "WARNING"
RETRY_GIVE_UP_LOG_LEVEL = "INFO"  # the fault that follows says the same, with its class
