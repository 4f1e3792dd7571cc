"""Extractors: bytes in, talks out. One module per format; no network, no Scrapy engine, no clock.

Each has `extract(document) -> list[Draft]`. `FORMATS` says which module reads which format.
"""
