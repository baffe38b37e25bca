"""Extracts text in Spark: `with_text(frame)` adds columns to a frame that has `html` (binary or string) and `url`.

Every executor needs the wheel. Spark runs tasks in parallel, so each task uses one thread.
"""

from collections.abc import Iterator

import bodytext
import pandas
from pyspark.sql import DataFrame
from pyspark.sql.types import DoubleType, StringType, StructType

COLUMNS = ("title", "text", "language", "error")


def extract(batches: Iterator[pandas.DataFrame]) -> Iterator[pandas.DataFrame]:
    """Replaces the page of each row by the extracted columns. A refused page has an `error`."""
    for batch in batches:
        pages = ((page or "", url) for page, url in zip(batch.pop("html"), batch["url"]))
        results = [row(result) for result in bodytext.extract_many(pages, threads=1, errors="return")]
        columns = pandas.DataFrame(results, columns=[*COLUMNS, "confidence"], index=batch.index)
        yield batch.join(columns)


def row(result):
    if isinstance(result, bodytext.Error):
        return None, None, None, str(result), None
    metadata = result.metadata
    return metadata.title, result.text, metadata.language, None, result.confidence


def with_text(frame: DataFrame) -> DataFrame:
    schema = StructType([field for field in frame.schema.fields if field.name != "html"])
    for name in COLUMNS:
        schema = schema.add(name, StringType())
    return frame.mapInPandas(extract, schema.add("confidence", DoubleType()))
