"""Workbooks made by hand, part by part, so that they can be as ugly as an attacker likes."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'

OLE_HEADER = bytes.fromhex("D0CF11E0A1B11AE1")
SHEET_PART = "xl/worksheets/sheet1.xml"


def text_cell(reference: str, text: str = "x") -> str:
    """A cell with its text inside."""
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def number_cell(reference: str, number: str) -> str:
    """A cell with a number as it stands in the file."""
    return f'<c r="{reference}"><v>{number}</v></c>'


def sheet_xml(rows: str, before: str = "") -> str:
    """One worksheet part."""
    return f'{_HEAD}{before}<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def parts(rows: str) -> dict[str, str]:
    """The parts of a workbook with one sheet «برگه»."""
    return {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
        "</Relationships>",
        "xl/workbook.xml": f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="برگه" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        "</Relationships>",
        SHEET_PART: sheet_xml(rows),
    }


def write(path: Path, rows: str = "", *, more: Mapping[str, str | bytes] | None = None) -> Path:
    """A workbook of these rows at `path`; `more` adds or replaces parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in {**parts(rows), **(more or {})}.items():
            package.writestr(name, content)
    return path
