"""Rows of spreadsheets as their publishers give them. Used only to rebuild content (packages: openpyxl, xlrd)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

Row = tuple[str, ...]


def rows(path: Path, sheet: int = 0) -> Iterator[Row]:
    """Every row of one sheet of an .xlsx or .xls file, each cell as stripped text, an empty cell as "".

    A whole number stored as a float is written without its ".0". Raises FileNotFoundError where the file is
    missing, and ValueError for any other kind of file.
    """
    if path.suffix == ".xlsx":
        yield from _xlsx(path, sheet)
    elif path.suffix == ".xls":
        yield from _xls(path, sheet)
    else:
        raise ValueError(f"{path.name} is neither .xlsx nor .xls")


def table(path: Path, first: str, sheet: int = 0) -> Iterator[dict[str, str]]:
    """The rows below the heading row whose first cell is `first`, as dictionaries by heading.

    Raises ValueError where no such row exists: the publisher has changed the file.
    """
    found: Row | None = None
    for row in rows(path, sheet):
        if found is None:
            if row and row[0] == first:
                found = row
            continue
        if any(row):
            yield dict(zip(found, row, strict=False))
    if found is None:
        raise ValueError(f"{path.name} has no heading row that starts with {first!r}")


def _xlsx(path: Path, sheet: int) -> Iterator[Row]:
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True, data_only=True)
    try:
        for row in book.worksheets[sheet].iter_rows(values_only=True):
            yield tuple(_text(cell) for cell in row)
    finally:
        book.close()


def _xls(path: Path, sheet: int) -> Iterator[Row]:
    from xlrd import open_workbook

    page = open_workbook(str(path)).sheet_by_index(sheet)
    for number in range(page.nrows):
        yield tuple(_text(cell) for cell in page.row_values(number))


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
