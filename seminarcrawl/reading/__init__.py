"""How people write dates, names, places, labels and status, in many languages.

Pure functions over text: no network, no Scrapy, no clock. Knowledge is data (`languages/*.toml`),
logic is small functions.
"""
