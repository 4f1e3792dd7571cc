"""Data files and answers of calendar software: JSON, YAML, TOML and CSV that hold one talk or many.

Which mappings are records is found by what repeats and what their keys say (`records`); how a record
becomes a talk is `mapping`'s business; what a platform means otherwise than it says stands in
`data/platforms.toml`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from seminarcrawl.errors import ExtractionError
from seminarcrawl.extractors.data.jsonapi import plain_records
from seminarcrawl.extractors.data.records import find_records
from seminarcrawl.extractors.data.text import Tree, read_csv, read_json, read_toml, read_yaml
from seminarcrawl.extractors.document import Document
from seminarcrawl.extractors.mapping import judge as mapping_judge
from seminarcrawl.extractors.mapping.lines import complete_from_titles
from seminarcrawl.extractors.mapping.policy import Policy
from seminarcrawl.extractors.mapping.reader import Reading, read_mapping
from seminarcrawl.extractors.sniff import is_csv
from seminarcrawl.reading import dates
from seminarcrawl.reading.draft import Draft

_REPOSITORY = re.compile(r"(?:^|\.)(?:raw\.githubusercontent\.com|github\.com|gitlab\.com|bitbucket\.org)$")
_SOURCE_SUFFIXES = frozenset({".yml", ".yaml", ".toml", ".md", ".qmd", ".markdown", ".csv", ".tsv"})
_TOML_LINE = re.compile(r"(?m)^(?:\[\[?[\w.\"' -]{1,80}\]\]?\s*$|[\w-]{1,60}\s{0,9}=\s{0,9}[\"'\[{\d])")
_YAML_LINE = re.compile(r"(?m)^(?:- |[\w\"'-][^\n:]{0,60}:(?:\s|$))")


def extract(document: Document) -> list[Draft]:
    """The talks of a data document, in its order.

    Raises ExtractionError when it is no JSON, YAML, TOML or CSV, or too big or too deep to be read.
    """
    tree = plain_records(read_tree(document), document.too_many)
    readings: list[Reading] = []
    policy, records = policy_of(document), find_records(tree, document.too_many)
    if len(records) > 1:
        policy = replace(policy, path_day=None)
    for record in records:
        readings += read_mapping(record, document.context, policy)
    complete_from_titles(readings, document.context.summary_role)
    return [reading.draft for reading in mapping_judge.talks(readings, document.context)]


def read_tree(document: Document) -> Tree:
    """The document as a tree of text, by what it looks like and by its suffix."""
    text, url = document.text.lstrip("\ufeff"), document.url
    suffix = PurePosixPath(urlsplit(url).path).suffix.lower()
    kind = (document.content_type or "").lower()
    if is_csv(document):
        return read_csv(text, url=url, too_many=document.too_many)
    if suffix == ".toml" or "toml" in kind:
        return read_toml(text, url=url, problem=document.problem)
    if suffix in {".yml", ".yaml"} or "yaml" in kind:
        return _read_yaml(text, document)
    try:
        return read_json(text, url=url)
    except ExtractionError as error:
        if error.rule != "json.malformed" or text.lstrip().startswith(("{", "[")):
            raise
        return _read_otherwise(text, document, error)


def _read_yaml(text: str, document: Document) -> Tree:
    """YAML; a stream of several documents is a list of them."""
    parts = re.split(r"(?m)^---[ \t]*$", text)
    trees = [read_yaml(part, url=document.url, problem=document.problem) for part in parts if part.strip()]
    return trees[0] if len(trees) == 1 else trees


def _read_otherwise(text: str, document: Document, error: ExtractionError) -> Tree:
    """What is called JSON or nothing at all, and looks like YAML or TOML."""
    head = text[:5000]
    if len(_TOML_LINE.findall(head)) > len(_YAML_LINE.findall(head)):
        return read_toml(text, url=document.url, problem=document.problem)
    if _YAML_LINE.search(head):
        return _read_yaml(text, document)
    raise error


def policy_of(document: Document) -> Policy:
    """How this document's records are to be understood: a file of a repository, or an answer of a server."""
    parts = urlsplit(document.url)
    source = PurePosixPath(parts.path).suffix.lower() in _SOURCE_SUFFIXES
    return Policy(
        utc_is_local=source,
        site=not source and not _REPOSITORY.search(parts.hostname or ""),
        path_day=dates.read_path_day(parts.path),
    )
