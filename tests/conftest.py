"""What all tests share."""

from hypothesis import settings

# The same examples on every run: new ones are found by raising `max_examples` on purpose, not by luck.
settings.register_profile("same", derandomize=True)
settings.load_profile("same")
