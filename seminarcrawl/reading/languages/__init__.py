"""The languages that talks are announced in: one TOML file each, beside this module. See README.md here.

A new language is a new file: nothing else knows the list. Words are written as people print them;
readers compare them folded (case, accents and width do not matter).
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from functools import lru_cache, wraps
from importlib.resources import files
from typing import Any, TypeVar

from seminarcrawl.reading.recall import recalled

FOLDER = files("seminarcrawl.reading.languages")

_CHINESE = {
    "zh-tw": "zh-Hant",
    "zh-hk": "zh-Hant",
    "zh-mo": "zh-Hant",
    "zh-cn": "zh-Hans",
    "zh-sg": "zh-Hans",
}
_forgetters: list[Callable[[], None]] = []
F = TypeVar("F", bound=Callable[..., Any])


def remember(size: int | None = None, *, longest: int | None = None) -> Callable[[F], F]:
    """`lru_cache` for what is built from the language files: `forget` empties it.

    With `longest` only texts (the first argument) of up to so many characters are remembered.
    """

    def decorate(function: F) -> F:
        cached = lru_cache(maxsize=None)(function) if size is None else recalled(size)(function)
        _forgetters.append(cached.cache_clear)
        if longest is None:
            return cached  # type: ignore[return-value]

        @wraps(function)
        def of_short_texts(text: str, *others: Any) -> Any:
            return cached(text, *others) if len(text) <= longest else function(text, *others)

        vars(of_short_texts).update(cache_info=cached.cache_info, cache_clear=cached.cache_clear)
        return of_short_texts  # type: ignore[return-value]

    return decorate


def forget() -> None:
    """Empty every cache built from the language files (after `FOLDER` changed)."""
    for clear in _forgetters:
        clear()


@remember()
def load_languages() -> dict[str, dict[str, Any]]:
    """Every language file, by its code (`en`, `zh-Hant`): the tables that README.md describes.

    Raises tomllib.TOMLDecodeError on a malformed file.
    """
    languages = {}
    for file in sorted(FOLDER.iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".toml"):
            table = tomllib.loads(file.read_text("utf-8"))
            languages[table.get("code", file.name.removesuffix(".toml"))] = table
    return languages


def words(*path: str) -> Iterator[str]:
    """All words under `path` ("labels", "speaker") in every language; a missing table has none."""
    for _, word in words_by_language(*path):
        yield word


def words_by_language(*path: str) -> Iterator[tuple[str, str]]:
    """The same as pairs of language code and word."""
    for code, table in load_languages().items():
        value: Any = table
        for key in path:
            value = value.get(key, {}) if isinstance(value, dict) else {}
        for word in value if isinstance(value, list) else ():
            yield code, word


def codes_for(tag: str) -> tuple[str, ...]:
    """The codes of the files for a language tag: `de-AT` → `de`, `zh-TW` → `zh-Hant`, `zh` → both."""
    tag = tag.strip().replace("_", "-").lower()
    tag = _CHINESE.get(tag, tag).lower()
    known = load_languages()
    exact = tuple(code for code in known if tag == code.lower() or tag.startswith(code.lower() + "-"))
    return exact or tuple(code for code in known if code.split("-")[0].lower() == tag.split("-")[0])
