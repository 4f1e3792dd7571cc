"""For `scrapyd-deploy`, which asks a setup.py for an egg; all that is to be said stands in pyproject.toml."""

from setuptools import setup

setup()
