"""The commands that this project adds to `scrapy`, or replaces: one module each."""
