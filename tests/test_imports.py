"""Imports go one way: spiders, platforms, extractors, reading, items. Read from the source itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
# Who may import whom, outermost first; a layer may import itself and everything after it.
LAYERS = (
    "seminarcrawl.commands",
    "seminarcrawl.platforms",
    "seminarcrawl.extractors",
    "seminarcrawl.reading",
    "seminarcrawl.items",
)
NO_SCRAPY = ("seminarcrawl.extractors", "seminarcrawl.reading", "seminarcrawl.items", "seminarcrawl.extract")
CLOCKS = {
    ("datetime", "now"),
    ("datetime", "today"),
    ("datetime", "utcnow"),
    ("date", "today"),
    ("time", "time"),
}


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


MODULES = {
    module_name(path): ast.parse(path.read_text(encoding="utf-8"))
    for folder in ("seminarcrawl", "spiders", "pipelines")
    for path in sorted((ROOT / folder).rglob("*.py"))
}


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def layer(name: str) -> int | None:
    return next(
        (n for n, prefix in enumerate(LAYERS) if name == prefix or name.startswith(f"{prefix}.")), None
    )


@pytest.mark.parametrize("name", MODULES)
def test_imports_go_one_way(name: str) -> None:
    own = layer(name)
    for imported in imports(MODULES[name]):
        top = imported.partition(".")[0]
        assert top not in {"spiders", "pipelines"} or name.startswith(top), f"{name} imports {imported}"
        other = layer(imported)
        if own is not None and other is not None:
            assert other >= own, f"{name} imports {imported}"
        if name.startswith(NO_SCRAPY):
            assert top not in {"scrapy", "twisted", "itemadapter"}, f"{name} imports {imported}"
        if name.startswith("pipelines."):
            assert not imported.startswith(("seminarcrawl.extractors", "seminarcrawl.platforms"))


@pytest.mark.parametrize("name", [name for name in MODULES if name.startswith(NO_SCRAPY)])
def test_readers_never_look_at_the_clock(name: str) -> None:
    for node in ast.walk(MODULES[name]):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            assert (node.value.id, node.attr) not in CLOCKS, f"{name}:{node.lineno}"


def test_the_walk_sees_the_modules() -> None:
    assert {"seminarcrawl.items", "seminarcrawl.platforms.base", "spiders.ical"} <= set(MODULES)
    assert any(i.startswith("seminarcrawl.reading") for i in imports(MODULES["seminarcrawl.platforms.base"]))
