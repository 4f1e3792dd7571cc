"""Spiders that only these tests run: `scrapy crawl NAME -s SPIDER_MODULES=tests.chaos.spiders`."""
