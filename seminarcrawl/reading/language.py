"""Which language a text is written in: by its script, then by its small words, labels and months.

Only a hint for readers (words that mean different things, the order of day and month): a page's own `lang`
comes first.
"""

from __future__ import annotations

import re
from collections import Counter

from seminarcrawl.reading.languages import load_languages, remember
from seminarcrawl.reading.text import fold

_SAMPLE = 6_000
_SCRIPTED = re.compile("[\u0400-\u04ff\u3041-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
_FEWEST = 3
_SHARE = 0.45


def guess_languages(text: str) -> tuple[str, ...]:
    """Codes of the languages that `text` seems to be in, likeliest first (at most three); () when unsure.

    `ja`, `ko`, `zh-Hant`, `zh-Hans`, `ru` … follow from the script; a page in two languages gives both.
    """
    sample = text[:_SAMPLE]
    spelled = _by_words(sample)
    if sample.isascii():
        return tuple(spelled[:3])
    scripts = _scripts(sample)
    # One such character says as much as a word.
    if scripts and sum(scripts.values()) * 4 >= sum(c.isascii() and c.isalpha() for c in sample):
        named = [code for code, _ in scripts.most_common()]
        return tuple(dict.fromkeys([*named, *spelled]))[:3]
    return tuple(dict.fromkeys([*spelled, *(code for code, count in scripts.most_common() if count > 20)]))[
        :3
    ]


def _scripts(sample: str) -> Counter[str]:
    """Characters of scripts that name their language: kana, hangul, Han, Cyrillic."""
    counts: Counter[str] = Counter()
    for char in _SCRIPTED.findall(sample):
        if "\u3041" <= char <= "\u30ff":
            counts["ja"] += 1
        elif "\uac00" <= char <= "\ud7af":
            counts["ko"] += 1
        elif "\u4e00" <= char <= "\u9fff":
            counts["han"] += 1
        else:
            counts["uk" if char in "іїєґІЇЄҐ" else "ru"] += 1
    return _settle(counts, sample)


def _settle(counts: Counter[str], sample: str) -> Counter[str]:
    """Han characters are Japanese beside kana, else Chinese in one of two ways of writing."""
    han = counts.pop("han", 0)
    if han and counts["ja"] * 12 >= han:
        counts["ja"] += han
    elif han and counts["ko"] < han:
        traditional, simplified = _han_only()
        balance = sum((char in traditional) - (char in simplified) for char in sample)
        counts["zh-Hant" if balance > 0 else "zh-Hans"] += han
    if counts["uk"]:  # Ukrainian is mostly written with letters that Russian has too
        counts["uk"] += counts.pop("ru", 0)
    return +counts


def _by_words(sample: str) -> list[str]:
    scores: Counter[str] = Counter()
    table = _marks()
    for codes in filter(None, map(table.get, fold(sample).split())):
        for code in codes:
            scores[code] += 1
    best = max(scores.values(), default=0)
    if best < _FEWEST:
        return []
    return [code for code, count in scores.most_common(3) if count >= best * _SHARE and count >= _FEWEST]


@remember()
def _marks() -> dict[str, tuple[str, ...]]:
    """Folded words that tell languages apart, with the languages that have them."""
    table: dict[str, set[str]] = {}
    for code, language in load_languages().items():
        if language.get("script") == "cjk":
            continue
        months = [name for names in language.get("dates", {}).get("months", []) for name in names[:1]]
        labels = [
            word
            for field in ("speaker", "place", "abstract")
            for word in language.get("labels", {}).get(field, [])
        ]
        for word in [*language.get("function_words", []), *months, *labels]:
            folded = fold(word)
            if folded and " " not in folded:
                table.setdefault(folded, set()).add(code)
    return {word: tuple(sorted(codes)) for word, codes in table.items() if len(codes) <= 4}


@remember()
def _han_only() -> tuple[frozenset[str], frozenset[str]]:
    """Characters that only the traditional, or only the simplified vocabulary uses."""
    characters = {
        code: {char for char in _own_words(code) if "\u4e00" <= char <= "\u9fff"}
        for code in ("zh-Hant", "zh-Hans")
    }
    traditional, simplified = characters["zh-Hant"], characters["zh-Hans"]
    return frozenset(traditional - simplified), frozenset(simplified - traditional)


def _own_words(code: str) -> str:
    """The labels and small words of a language in one string."""
    language = load_languages().get(code, {})
    return str(language.get("labels", {})) + str(language.get("function_words", []))
