"""Feeds of talks: cells that people can read and that spreadsheets do not run."""

import csv
import io

import pytest
from lxml import etree

from seminarcrawl.exporters import TalkCsvExporter, TalkXmlExporter, safe_cell
from seminarcrawl.items import FIELD_NAMES, Speaker, TalkItem

TALK = TalkItem(
    title='=HYPERLINK("https://x.example")',
    speakers=[Speaker("Jane Doe", "MIT"), Speaker("John Roe")],
    topics=["knots", "links"],
)


def export(exporter_class, talk):
    buffer = io.BytesIO()
    exporter = exporter_class(buffer, fields_to_export=list(FIELD_NAMES))
    exporter.start_exporting()
    exporter.export_item(talk)
    exporter.finish_exporting()
    return buffer.getvalue().decode()


def test_csv_cells():
    [row] = csv.DictReader(io.StringIO(export(TalkCsvExporter, TALK)))
    assert row["title"] == '\'=HYPERLINK("https://x.example")'
    assert row["speakers"] == "Jane Doe (MIT); John Roe"
    assert row["topics"] == "knots; links"
    assert row["abstract"] == ""


@pytest.mark.parametrize("start", list("=+-@\t\r"))
def test_no_cell_is_a_formula(start):
    assert safe_cell(f"{start}1+1") == f"'{start}1+1"
    talk = TalkItem(title="x", speakers=[Speaker(f"{start}cmd")], topics=[f"{start}cmd"])
    [row] = csv.DictReader(io.StringIO(export(TalkCsvExporter, talk), newline=""))
    assert all(not cell.startswith(start) for cell in row.values())


def test_xml_has_speakers_as_elements():
    root = etree.fromstring(export(TalkXmlExporter, TALK).encode())
    assert root.xpath("//speakers/value/name/text()") == ["Jane Doe", "John Roe"]
    assert root.findtext(".//abstract") in ("", None)
