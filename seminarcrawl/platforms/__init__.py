"""Platforms: one base spider per kind of source. A leaf spider in `spiders/` only sets attributes."""
