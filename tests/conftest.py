"""What all tests share."""

import os

from hypothesis import settings

# The same examples on every run: new ones are found by raising `max_examples` on purpose, not by luck.
settings.register_profile("same", derandomize=True)
settings.load_profile("same")

# The servers of the tests are on loopback, which a crawl is otherwise kept from (tests/test_guard.py).
os.environ.setdefault("SEMINARCRAWL_ALLOW_LOOPBACK", "1")
