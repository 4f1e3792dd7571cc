"""Patterns of paths in a repository: `_data/talks.yml`, `talks/*.md`, `content/event/*/index.md`."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase

_WILD = frozenset("*?[")


def is_literal(pattern: str) -> bool:
    """Whether a pattern is the path of one file."""
    return _WILD.isdisjoint(pattern)


def fixed_folder(pattern: str) -> str:
    """The folder above everything that a pattern matches: `content/event` of `content/event/*/index.md`."""
    parts = pattern.split("/")[:-1]
    fixed = next((n for n, part in enumerate(parts) if not is_literal(part)), len(parts))
    return "/".join(parts[:fixed])


def is_flat(pattern: str) -> bool:
    """Whether all that a pattern matches stands in one folder."""
    return is_literal(pattern.rpartition("/")[0])


def matches(path: str, pattern: str) -> bool:
    """Whether a path fits: `*` within one folder's or file's name, `**` for any number of folders."""
    return _fit(path.split("/"), pattern.split("/"))


def _fit(path: Sequence[str], pattern: Sequence[str]) -> bool:
    if not pattern:
        return not path
    if pattern[0] == "**":
        return any(_fit(path[skipped:], pattern[1:]) for skipped in range(len(path)))
    return bool(path) and fnmatchcase(path[0], pattern[0]) and _fit(path[1:], pattern[1:])
