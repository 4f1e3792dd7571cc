"""Data files: JSON, YAML, TOML and CSV, and the answers of calendar platforms."""
