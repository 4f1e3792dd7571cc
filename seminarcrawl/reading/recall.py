"""What was worked out about a text, remembered while its document is read: many readers ask in turn.

A document may fill these caches; its successors must not find them full, for nobody asks for its texts again.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from functools import _lru_cache_wrapper

KEPT = 512  # texts of one cache that outlive their document: those that all pages of a site share

_R = TypeVar("_R")
_caches: list[_lru_cache_wrapper[Any]] = []


def recalled(size: int) -> Callable[[Callable[..., _R]], _lru_cache_wrapper[_R]]:
    """`lru_cache(maxsize=size)`, which `forget_texts` keeps small from document to document."""

    def decorate(function: Callable[..., _R]) -> _lru_cache_wrapper[_R]:
        cached = lru_cache(maxsize=size)(function)
        if size > KEPT:
            _caches.append(cached)
        return cached

    return decorate


def forget_texts() -> None:
    """Before a document: empty the caches that the ones before it have filled."""
    for cached in _caches:
        if cached.cache_info().currsize > KEPT:
            cached.cache_clear()


def texts_remembered() -> int:
    """How many texts all these caches hold now."""
    return sum(cached.cache_info().currsize for cached in _caches)
