"""One way from a mapping of keys and values to a talk: front matter, data files, structured data."""
