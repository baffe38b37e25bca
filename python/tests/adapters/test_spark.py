"""The adapter in Spark, in local mode."""

import shutil
import sys

import bodytext
import pytest

pytest.importorskip("pyspark")
if not shutil.which("java"):
    pytest.skip("there is no Java", allow_module_level=True)

import spark_bodytext
from pyspark.sql import SparkSession


@pytest.fixture(scope="module")
def spark():
    with pytest.MonkeyPatch.context() as environment:
        # Executors must use the same Python as the driver.
        environment.setenv("PYSPARK_PYTHON", sys.executable)
        environment.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
        # Pages are large: a batch of 10,000 rows, the default, may not fit into memory.
        builder = builder.config("spark.sql.execution.arrow.maxRecordsPerBatch", "64")
        session = builder.config("spark.driver.bindAddress", "127.0.0.1").getOrCreate()
        session.sparkContext.setLogLevel("ERROR")
        session.sparkContext.addPyFile(spark_bodytext.__file__)
        yield session
        session.stop()


def test_rows_have_what_the_wheel_extracts(spark, pages):
    rows = [(number, f"http://site.example/{number}", page) for number, page in enumerate(pages)]
    frame = spark.createDataFrame(rows, "id long, url string, html binary").repartition(4)
    found = {row.id: row for row in spark_bodytext.with_text(frame).collect()}
    assert len(found) == len(pages)
    for number, page in enumerate(pages):
        article, row = bodytext.extract(page), found[number]
        assert (row.title, row.text, row.language) == (article.title, article.text, article.metadata.language)
        assert row.confidence == article.confidence and row.error is None
        assert row.url == f"http://site.example/{number}" and "html" not in row


def test_strings_and_nulls(spark):
    rows = [("http://site.example/1", "<p>The harbour was empty, for the boats had gone out."), (None, None)]
    frame = spark_bodytext.with_text(spark.createDataFrame(rows, "url string, html string"))
    assert {(row.url, row.text) for row in frame.collect()} == {
        ("http://site.example/1", "The harbour was empty, for the boats had gone out."), (None, "")}


def test_refused_pages_have_an_error(monkeypatch):
    import pandas

    batch = pandas.DataFrame({"url": [None, None], "html": [b"<p>Rain fell on the valley.", b"<p>Rain."]})
    real = bodytext.Extractor(max_bytes=10).extract_many
    monkeypatch.setattr(bodytext, "extract_many", real)
    (frame,) = spark_bodytext.extract(iter([batch]))
    assert list(frame["text"]) == [None, "Rain."]
    assert frame["error"][0] == "the page has 27 bytes, more than the limit of 10" and frame["error"][1] is None
