"""Markdown as blocks: rendered to HTML, then read by the same walk as a page.

What static site generators add is taken off first: Liquid and Hugo tags, kramdown attributes, Quarto
fences. Formulas are kept verbatim. Line breaks of the source stay (`Speaker: …` on its own line is one).
"""

from __future__ import annotations

import re
from functools import cache
from html import escape

from markdown_it import MarkdownIt

from seminarcrawl.reading.blocks import Block
from seminarcrawl.reading.bounds import Told, untold
from seminarcrawl.reading.html_text import element_blocks, parse_html

MAX_CHARACTERS = 200_000
MAX_HTML = 500_000  # characters that it may render to

_LIQUID_TAG = re.compile(r"\{%[^%]{0,2000}%\}")
_LIQUID_VALUE = re.compile(r"\{\{[<%]?([^{}]{0,500})[>%]?\}\}")
_LITERAL = re.compile(r"""["']([^"']{1,300})["']""")
_ATTRIBUTES = re.compile(r"\{:[^{}\n]{0,200}\}")
_HEADING_ID = re.compile(r"(?m)^(#{1,6} [^\n]{0,400})\{#([\w-]{1,80})[^{}\n]{0,80}\}[ \t]*$")
_FENCE = re.compile(r"(?m)^:{3,}[^\n]{0,200}$")
_FORMULA = re.compile(r"\$\$[^$]{1,2000}\$\$|\$[^$\n]{1,300}\$|\\\([^\n]{1,300}?\\\)|\\\[[^\]]{1,1000}\\\]")
_KEPT = re.compile("\ue000(\\d{1,6})\ue001")
# What the renderer would take long for, and no author writes: many brackets open at once, endless emphasis,
# tables of hundreds of columns.
_OPEN_BRACKETS = re.compile(r"(?:\[[^\[\]]{0,100}){8,}")
_ENDLESS_MARKS = re.compile(r"[*_~]{40,}")
_ENDLESS_ROW = re.compile(r"(?m)^(?:[^|\n]*+\|){200}[^\n]*$")
_CODE_FENCE = re.compile(r"^(?:```|~~~)")


def markdown_blocks(text: str, cut_off: Told = untold) -> list[Block]:
    """Markdown (CommonMark, tables, definition lists, HTML inside) as blocks; `cut_off` is told of a rest."""
    html = markdown_html(text)
    if len(text) > MAX_CHARACTERS:
        cut_off(f"{MAX_CHARACTERS:,} characters")
    if len(html) > MAX_HTML:
        cut_off(f"{MAX_HTML:,} characters of HTML")
    return element_blocks(parse_html(html[:MAX_HTML]), cut_off=cut_off)


def markdown_html(text: str) -> str:
    """Markdown as HTML, with formulas verbatim and without the tags of site generators."""
    formulas: list[str] = []

    def keep(match: re.Match[str]) -> str:
        formulas.append(match.group())
        return f"\ue000{len(formulas) - 1}\ue001"

    text = _without_generator_tags(text[:MAX_CHARACTERS].replace("\r\n", "\n"))
    text = _ENDLESS_MARKS.sub(lambda m: m.group()[:3], _OPEN_BRACKETS.sub(_as_parentheses, text))
    text = _ENDLESS_ROW.sub(lambda m: m.group().replace("|", " "), text)
    html = _renderer().render(_definition_lists(_FORMULA.sub(keep, text)))
    return _KEPT.sub(lambda m: escape(formulas[int(m[1])]) if int(m[1]) < len(formulas) else "", html)


@cache
def _renderer() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": True, "breaks": True}).enable(["table", "strikethrough"])


def _without_generator_tags(text: str) -> str:
    text = _LIQUID_VALUE.sub(_literal, _LIQUID_TAG.sub("", text))
    text = _HEADING_ID.sub(r'\1<a id="\2"></a>', text)
    return _FENCE.sub("", _ATTRIBUTES.sub("", text))


def _as_parentheses(match: re.Match[str]) -> str:
    return match.group().replace("[", "(")


def _literal(match: re.Match[str]) -> str:
    """The address that `{{ '/path/' | relative_url }}` renders to; nothing for other expressions."""
    literal = _LITERAL.search(match[1])
    return literal[1] if literal and "url" in match[1] else ""


def _definition_lists(text: str) -> str:
    """`Term` followed by lines `: definition` as the HTML that says so."""
    if "\n:" not in text:
        return text
    out: list[str] = []
    inside = code = False
    for line in text.split("\n"):
        if _CODE_FENCE.match(line):
            code = not code
        defines = not code and line[:2] in (": ", ":\t") and bool(line[2:].strip())
        if defines:
            if not inside and out and out[-1].strip():
                out[-1:] = ["", "<dt>", "", out[-1], "", "</dt>", ""]
            elif inside:
                out += ["", "</dd>"]
            out += ["", "<dd>", "", line[2:].strip()]
            inside = True
        elif inside and not line.strip():
            out += ["", "</dd>", ""]
            inside = False
        else:
            out.append(line.strip() if inside else line)
    if inside:
        out += ["", "</dd>"]
    return "\n".join(out)
