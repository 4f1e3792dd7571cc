"""Spiders that only tests run: `scrapy crawl NAME -s SPIDER_MODULES=tests.loopback.spiders`."""
