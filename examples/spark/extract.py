"""Extracts the pages of WARC files on Spark: each task feeds one `bodytext pipe` process.

    spark-submit --files target/release/bodytext extract.py --api rdd OUTPUT INPUT...
    spark-submit --files target/release/bodytext extract.py --api dataframe OUTPUT INPUT...

Needs warcio on the executors, and also pyarrow and pandas for --api dataframe.
"""

import argparse
import base64
import json
import shlex
import subprocess
import threading

from pyspark.sql import SparkSession

OUTPUT_SCHEMA = "id string, title string, text string, confidence double, language string, error string"
INPUT_SCHEMA = "id string, url string, content_type string, html binary"
# The number of rows in a batch that is returned to Spark. All their texts must fit into memory.
BATCH_ROWS = 256


def pages(path):
    """The HTML responses of a WARC file, as dictionaries."""
    from warcio.archiveiterator import ArchiveIterator

    with open(path, "rb") as file:
        for record in ArchiveIterator(file):
            if record.rec_type != "response" or record.http_headers is None:
                continue
            # A status that is not a number is ignored.
            status = record.http_headers.get_statuscode()
            if status.isdecimal() and not 200 <= int(status) < 300:
                continue
            content_type = record.http_headers.get_header("Content-Type")
            if content_type is None or "html" not in content_type.lower():
                continue
            yield {
                "id": record.rec_headers.get_header("WARC-Record-ID", "").strip("<>"),
                "url": record.rec_headers.get_header("WARC-Target-URI"),
                "content_type": content_type,
                "html": record.content_stream().read(),
            }


def request(page):
    """A page as a line for `bodytext pipe`."""
    page = dict(page)
    page["html_base64"] = base64.b64encode(page.pop("html")).decode()
    return json.dumps(page)


def answers(command, requests):
    """The answers of `bodytext pipe`, in order. If one is missing, it fails, so that Spark retries the task."""
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    sent, failures = 0, []

    def feed():
        nonlocal sent
        try:
            for line in requests:
                process.stdin.write(line.encode() + b"\n")
                sent += 1
            process.stdin.close()
        except BaseException as failure:
            failures.append(failure)
            process.kill()

    feeder = threading.Thread(target=feed, daemon=True)
    feeder.start()
    try:
        received = 0
        for line in process.stdout:
            yield json.loads(line)
            received += 1
        feeder.join()
        code = process.wait()
        if failures or code != 0 or sent != received:
            raise RuntimeError(f"pipe ended with {code} after {received} of {sent} answers: {failures}")
    finally:
        process.kill()


def extract_rdd(spark, command, inputs):
    """JSON lines, as `bodytext pipe` writes them."""
    paths = spark.sparkContext.parallelize(inputs, len(inputs))
    lines = paths.flatMap(pages).map(request)
    # Without checkCode, a killed process would look like a finished one.
    return lines.pipe(command, checkCode=True)


def page_frame(spark, inputs):
    """The pages of WARC files as a data frame."""
    paths = spark.sparkContext.parallelize(inputs, len(inputs))
    rows = paths.flatMap(pages).map(lambda page: tuple(page[name] for name in ("id", "url", "content_type", "html")))
    return spark.createDataFrame(rows, INPUT_SCHEMA)


def extract_dataframe(spark, command, frame):
    """A data frame of the texts of a data frame of pages."""

    def extract(batches):
        import pyarrow

        schema = pyarrow.schema(
            [(name, pyarrow.string()) for name in ("id", "title", "text")]
            + [("confidence", pyarrow.float64())]
            + [(name, pyarrow.string()) for name in ("language", "error")]
        )
        lines = (request(page) for batch in batches for page in batch.to_pylist())
        rows = []
        for answer in answers(shlex.split(command), lines):
            rows.append({name: answer.get(name) for name in schema.names})
            if len(rows) == BATCH_ROWS:
                yield pyarrow.RecordBatch.from_pylist(rows, schema)
                rows = []
        yield pyarrow.RecordBatch.from_pylist(rows, schema)

    # Pages are large: a batch of 10,000, Spark's default, may not fit into memory.
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", "64")
    return frame.mapInArrow(extract, OUTPUT_SCHEMA)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--api", choices=["rdd", "dataframe"], default="rdd")
    parser.add_argument("--pipe", default="./bodytext pipe", help="the command on the executors")
    parser.add_argument("output")
    parser.add_argument("inputs", nargs="+")
    options = parser.parse_args()
    spark = SparkSession.builder.appName("bodytext").getOrCreate()
    if options.api == "rdd":
        extract_rdd(spark, options.pipe, options.inputs).saveAsTextFile(options.output)
    else:
        frame = page_frame(spark, options.inputs)
        extract_dataframe(spark, options.pipe, frame).write.mode("overwrite").parquet(options.output)
    spark.stop()


if __name__ == "__main__":
    main()
