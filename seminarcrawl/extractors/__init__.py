"""Extractors: bytes in, talks out. One package per format; no network, no Scrapy engine, no clock.

`sniff` recognises the format and `seminarcrawl.extract` calls its `extract(document) -> list[Draft]`:
`ical` (calendars), `frontmatter`, `data` (JSON, YAML, TOML, CSV), `feeds` (RSS, Atom, XML), `pages` (HTML and
Markdown) and `plain` (text and mail). Behind them: `mapping` reads keys and values, `schedules` finds what
repeats on a page, `structured` reads JSON-LD and its like, `decode` and `document` hold bytes and problems.
"""
