"""Extracts text in Daft: `frame.with_column("text", text(frame["html"]))`, on a column of bytes or strings."""

import bodytext
import daft
from daft import DataType, Series


def results(pages: Series, output: str) -> list:
    """The texts of a batch; null if the page is missing or refused."""
    found = bodytext.extract_many((page or "" for page in pages.to_pylist()), output=output, errors="return")
    return [result if isinstance(result, str) and result else None for result in found]


@daft.func.batch(return_dtype=DataType.string())
def text(pages: Series) -> list:
    return results(pages, "text")


@daft.func.batch(return_dtype=DataType.string())
def markdown(pages: Series) -> list:
    return results(pages, "markdown")
