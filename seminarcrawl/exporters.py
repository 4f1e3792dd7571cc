"""Scrapy's feed exports (`-O talks.csv`, `-O talks.xml`) for talks: settings FEED_EXPORTERS."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from itemadapter import ItemAdapter, is_item
from scrapy import Field
from scrapy.exporters import CsvItemExporter, XmlItemExporter

from seminarcrawl.items import Speaker, speakers_line

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class TalkCsvExporter(CsvItemExporter):
    """One row per talk: speakers as `Jane Doe (MIT); John Roe`, other lists joined by "; ".

    A cell that a spreadsheet would run as a formula begins with an apostrophe.
    """

    def serialize_field(self, field: Mapping[str, Any] | Field, name: str, value: Any) -> Any:
        """The cell for a value."""
        return safe_cell(
            _flat(super().serialize_field(field, name, value) if not isinstance(value, list) else value)
        )


class TalkXmlExporter(XmlItemExporter):
    """Speakers as nested elements."""

    def serialize_field(self, field: Mapping[str, Any] | Field, name: str, value: Any) -> Any:
        """The value with items in it as plain dicts, and None as empty."""
        value = super().serialize_field(field, name, value)
        if isinstance(value, list):
            return [
                _without_none(ItemAdapter(entry).asdict()) if is_item(entry) else entry for entry in value
            ]
        return "" if value is None else value


def safe_cell(value: Any) -> Any:
    """`value`, made harmless for spreadsheets, which run `=`, `+`, `-` and `@` as formulas."""
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value


def _flat(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    if any(isinstance(entry, Speaker) for entry in value):
        return speakers_line(value) or ""
    return "; ".join(str(entry) for entry in value)


def _without_none(values: dict[str, Any]) -> dict[str, Any]:
    return {name: "" if value is None else value for name, value in values.items()}
