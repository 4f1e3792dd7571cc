"""Addresses that people copy from their browser, and where the data behind them is."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

_PUBLISHED_SHEET = re.compile(r"/spreadsheets/(?:u/\d/)?d/e/([\w-]{10,200})/pub(?:html)?")
_SHEET = re.compile(r"/spreadsheets/(?:u/\d/)?d/([\w-]{10,200})(?:/|$)")
_DOCUMENT = re.compile(r"/document/(?:u/\d/)?d/(?!e/)([\w-]{10,200})(?:/|$)")
_BLOB = re.compile(r"/([^/]{1,100})/([^/]{1,100})/(?:blob|raw)/(.{1,1000})")


def data_address(url: str) -> str:
    """Where what a person sees at `url` can be read: a Google sheet as CSV, a document as HTML, a file raw.

    Any other address stays as it is.
    """
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    if host == "docs.google.com":
        return _google(url)
    blob = _BLOB.fullmatch(parts.path) if host == "github.com" else None
    return f"https://raw.githubusercontent.com/{blob[1]}/{blob[2]}/{blob[3]}" if blob else url


def _google(url: str) -> str:
    parts = urlsplit(url)
    gid = _gid(parts.query) or _gid(parts.fragment)
    sheet = f"gid={gid}" if gid else ""
    if published := _PUBLISHED_SHEET.match(parts.path):
        query = "&".join(filter(None, [sheet, "single=true" if sheet else "", "output=csv"]))
        return f"https://docs.google.com/spreadsheets/d/e/{published[1]}/pub?{query}"
    if "/export" in parts.path or "/gviz/" in parts.path:
        return url
    if shared := _SHEET.match(parts.path):
        query = "&".join(filter(None, ["format=csv", sheet]))
        return f"https://docs.google.com/spreadsheets/d/{shared[1]}/export?{query}"
    if document := _DOCUMENT.match(parts.path):
        return f"https://docs.google.com/document/d/{document[1]}/export?format=html"
    return url


def _gid(query: str) -> str | None:
    return next((value for value in parse_qs(query).get("gid", ()) if value.isdigit()), None)
