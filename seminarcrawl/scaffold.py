"""A spider's file: its name, its few lines, and how it and its first sample come into the project."""

from __future__ import annotations

import importlib.util
import json
import re
import shutil
import unicodedata
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from string import Template
from typing import Any
from urllib.parse import unquote, urlsplit

from scrapy.utils.template import string_camelcase

from seminarcrawl.errors import SeminarcrawlError
from seminarcrawl.platforms.base import TalkSpider
from seminarcrawl.platforms.discover import TEMPLATES
from seminarcrawl.platforms.whereabouts import WORDS_OF_EVERY_PATH, host_words

LONGEST_LINE = 110
_NAME = re.compile(r"[a-z][a-z0-9]{0,40}(?:_[a-z0-9]{1,40}){0,8}")
_WORD = re.compile(r"[a-z0-9]{1,40}")
_LITERAL_LINE = re.compile(r" {4}\w+ = (?:None|\(\)|\[\]|\{\}|\"\")")
_LONGEST_NAME = 40
# What an address says that is not its start address: attributes of a base spider by groups of a pattern.
_FROM_ADDRESS: dict[str, re.Pattern[str]] = {
    "researchseminars": re.compile(r"(?P<base_url>https?://[^/]{1,200})/seminar/(?P<series>[\w-]{3,32})"),
    "repository": re.compile(
        r"https?://github\.com/(?P<repository>[\w.-]{1,100}/[\w.-]{1,100})"
        r"(?:/(?:tree/(?P<branch>[\w.-]{1,100})/(?P<folder>[^?#]{1,500})"
        r"|(?:blob|raw)/[\w.-]{1,100}/(?P<file>[^?#]{1,500})))?"
    ),
}


# What need not be said.
_USUAL = frozenset(
    {None, "main", "master", "https://researchseminars.org", "https://www.researchseminars.org"}
)


class ScaffoldError(SeminarcrawlError):
    """A spider that cannot be written as asked."""


@dataclass
class Leaf:
    """What stands in a spider's file. None and empty values stand in no line.

    `topic` says which of the institution's talks these are, `address` is the page where a person looks.
    """

    template: str
    name: str
    institution: str
    topic: str
    address: str
    start_urls: list[str]
    timezone: str | None
    country: str | None = None
    languages: tuple[str, ...] = ()
    options: dict[str, Any] = field(default_factory=dict)
    verified: Mapping[str, Any] | None = None

    @property
    def class_name(self) -> str:
        """`ExampleMathsSpider` for `example_maths`."""
        return f"{string_camelcase(self.name)}Spider"


def render(leaf: Leaf) -> str:
    """The text of the spider's file. Raises ScaffoldError for a template that does not exist."""
    path = TEMPLATES / f"{leaf.template}.tmpl"
    if not path.is_file():
        raise ScaffoldError(f"there is no template {leaf.template!r}; scrapy genspider --list shows them")
    options = {**own_attributes(leaf.template, leaf.start_urls), **leaf.options}
    is_elsewhere = leaf.start_urls and all(_host(url) != _host(leaf.address) for url in leaf.start_urls)
    values = {
        "name": leaf.name,
        "institution": leaf.institution,
        "country": leaf.country,
        "page": leaf.address if is_elsewhere else None,
        "start_urls": leaf.start_urls,
        "timezone": leaf.timezone,
        "languages": leaf.languages,
        "verified": dict(leaf.verified) if leaf.verified else None,
    }
    literals = {name: literal(value) for name, value in values.items()}
    lines = "\n    ".join(f"{name} = {literal(value)}" for name, value in options.items())
    text = Template(path.read_text(encoding="utf-8")).substitute(
        literals, classname=leaf.class_name, docstring=_docstring(leaf), options=lines
    )
    return "\n".join(_laid_out(text.rstrip("\n").split("\n"))) + "\n"


def own_attributes(template: str, urls: list[str]) -> dict[str, Any]:
    """What a base spider wants instead of a start address: a series ID, a repository's folder or file.

    Raises ScaffoldError for an address that does not say it.
    """
    pattern = _FROM_ADDRESS.get(template)
    if pattern is None:
        return {}
    match = pattern.match(urls[0] if urls else "")
    if match is None:
        raise ScaffoldError(f"{urls[0] if urls else ''} is no address for the template {template!r}")
    named = {name: value for name, value in match.groupdict().items() if value not in _USUAL}
    if "file" in named:
        named["paths"] = (named.pop("file"),)
    return named


def literal(value: Any) -> str:
    """A value as Python source, with double quotes; text from a page cannot become anything but text."""
    if isinstance(value, str):
        return "".join(map(_printable, json.dumps(value, ensure_ascii=False)))
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{literal(key)}: {literal(one)}" for key, one in value.items()) + "}"
    if isinstance(value, tuple):
        return "(" + ", ".join(map(literal, value)) + ("," if len(value) == 1 else "") + ")"
    if isinstance(value, list):
        return "[" + ", ".join(map(literal, value)) + "]"
    return repr(value)


def _printable(char: str) -> str:
    return (
        char
        if char.isprintable()
        else f"\\u{ord(char):04x}"
        if ord(char) < 0x10000
        else f"\\U{ord(char):08x}"
    )


def _laid_out(lines: list[str]) -> list[str]:
    """Without the lines that say nothing (`verified` says that nobody has tried it), long ones wrapped."""
    kept: list[str] = []
    for line in lines:
        says_nothing = _LITERAL_LINE.fullmatch(line) and not line.startswith(("    verified", "    timezone"))
        if says_nothing or line == "    ":
            continue
        kept += _wrapped(line)
    return kept


def _wrapped(line: str) -> list[str]:
    head, bracket, rest = line.partition(" = [")
    if len(line) <= LONGEST_LINE or not bracket:
        return [line]
    values = json.loads(f"[{rest}")
    inner = ", ".join(map(literal, values))
    if len(inner) + 8 <= LONGEST_LINE:
        return [f"{head} = [", f"        {inner}", "    ]"]
    return [f"{head} = [", *(f"        {literal(value)}," for value in values), "    ]"]


def _docstring(leaf: Leaf) -> str:
    def plain(text: str) -> str:
        text = text.replace("\\", " ").replace('"', "'")
        return " ".join("".join(char if char.isprintable() else " " for char in text).split())

    about, address = f"{plain(leaf.institution)}, {plain(leaf.topic)}", f"({plain(leaf.address)})."
    one = f'"""{about} {address}"""'
    return one if len(one) + 4 <= LONGEST_LINE else f'"""{about}\n    {address}\n    """'


def _host(url: str) -> str:
    return urlsplit(url).netloc.lower().removeprefix("www.")


# --- names


def is_name(name: str) -> bool:
    """Whether a spider, its file and its folder of samples can have this name."""
    return bool(_NAME.fullmatch(name)) and len(name) <= _LONGEST_NAME


def name_for(url: str, institution: str, taken: Container[str]) -> str:
    """A spider's name from its page's address: `example_maths`; more of the path while that is taken.

    An address without a name (127.0.0.1) is named after the institution.
    """
    words = [*_words(" ".join(host_words(url)))] or [*_words(institution)][:3]
    if not words or words[0][0].isdigit():
        words.insert(0, "source")
    path = [word for word in _words(unquote(urlsplit(url).path)) if word not in WORDS_OF_EVERY_PATH]
    more = list(dict.fromkeys(word for word in path if word not in words and not word.isdigit()))
    for count in range(min(len(words) + len(more), 2), len(words) + len(more) + 1):
        name = "_".join([*words, *more][:count])[:_LONGEST_NAME].rstrip("_")
        if name not in taken:
            return name
    name = "_".join(words)[: _LONGEST_NAME - 4].rstrip("_")
    return next(f"{name}_{n}" for n in range(2, 1000) if f"{name}_{n}" not in taken)


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _WORD.findall(plain)


# --- files


def load(path: Path, class_name: str) -> type[TalkSpider]:
    """The spider class in a file that is not in the project yet."""
    spec = importlib.util.spec_from_file_location(f"spiders.{path.stem}", path)
    if spec is None or spec.loader is None:
        raise ScaffoldError(f"{path} is no Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    spider: type[TalkSpider] = getattr(module, class_name)
    return spider


def move_into_project(spider: Path, sample: Path, root: Path) -> list[Path]:
    """Move a finished spider and the folder of its sample to where they belong, both or neither.

    Returns where they are now. Raises ScaffoldError when one of the places is taken.
    """
    into = {sample: root / "samples" / spider.stem / sample.name, spider: root / "spiders" / spider.name}
    for target in into.values():
        if target.exists():
            raise ScaffoldError(f"{target.relative_to(root)} exists already")
    done: list[Path] = []
    try:
        for source, target in into.items():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(source, target)
            done.append(target)
    except OSError as error:
        for target in done:
            shutil.rmtree(target, ignore_errors=True)
        raise ScaffoldError(f"{error.filename}: {error.strerror}") from error
    return [into[spider], into[sample]]
