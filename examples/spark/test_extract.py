"""Runs the jobs of extract.py on this machine, and compares the results with a run without Spark."""

import gzip
import json
import pathlib
import shlex
import subprocess
import sys
import tempfile
import time
import unittest

from pyspark.sql import SparkSession

import extract

FOLDER = pathlib.Path(__file__).resolve().parent
REPOSITORY = FOLDER.parent.parent
PROGRAM = REPOSITORY / "target" / "release" / "bodytext"
PIPE = f"{PROGRAM} pipe"
FILES = 4
FIELDS = ("id", "title", "text", "confidence", "language")


def corpus():
    """Pages of the corpora, or several copies of the test cases if there are no corpora."""
    corpora = REPOSITORY.parent / "shared" / "corpora"
    for name in ("aeb-dev", "trafilatura-dev", "magic-dev"):
        for path in sorted((corpora / name / "html").glob("*.gz")):
            yield gzip.open(path).read()
    if not corpora.is_dir():
        print("SKIPPED: no corpora, so the pages are the cases of the tests", file=sys.stderr)
        for path in sorted((REPOSITORY / "tests" / "cases").glob("*.html")) * 10:
            yield path.read_bytes()


def write_warcs(folder):
    """Writes the pages to WARC files in turn."""
    from io import BytesIO

    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    paths = [str(folder / f"{number}.warc.gz") for number in range(FILES)]
    files = [open(path, "wb") for path in paths]
    writers = [WARCWriter(file, gzip=True) for file in files]
    count = 0
    for count, page in enumerate(corpus(), 1):
        head = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        writer = writers[count % FILES]
        record = writer.create_warc_record(
            f"http://example.org/{count}", "response", payload=BytesIO(page), http_headers=head
        )
        writer.write_record(record)
    for file in files:
        file.close()
    return paths, count


def by_id(answers):
    """The compared fields of answers, sorted by id."""
    return sorted((tuple(answer[name] for name in FIELDS) for answer in answers), key=lambda row: row[0])


def record(status, fields, body=b"<p>x"):
    """A response as in a WARC file."""
    content = f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\n\r\n".encode() + body
    uri = "http://example.org/"
    fields = {"WARC-Type": "response", "WARC-Target-URI": uri, **fields, "Content-Length": len(content)}
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"WARC/1.0\r\n{head}\r\n".encode() + content + b"\r\n\r\n"


class Pages(unittest.TestCase):
    def test_odd_records_are_taken_as_warc_takes_them(self):
        records = [
            record("200 OK", {"WARC-Record-ID": "<urn:a>"}),
            record("404 Not Found", {"WARC-Record-ID": "<urn:b>"}),
            record("301 Moved", {"WARC-Record-ID": "<urn:c>"}),
            record("200 OK", {}),
            record("206 Partial", {"WARC-Record-ID": "<urn:d>"}),
        ]
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "odd.warc"
            path.write_bytes(b"".join(records))
            ids = [page["id"] for page in extract.pages(path)]
            run = subprocess.run([PROGRAM, "warc", path], capture_output=True, check=True)
        self.assertEqual(ids, ["urn:a", "", "urn:d"])
        self.assertEqual([json.loads(line)["id"] for line in run.stdout.splitlines()], ids)


class Jobs(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        folder = pathlib.Path(cls.folder.name)
        cls.inputs, cls.count = write_warcs(folder)
        # Two cores, and up to four failures of a task.
        builder = SparkSession.builder.master("local[2,4]").config("spark.ui.enabled", "false")
        cls.spark = builder.config("spark.driver.bindAddress", "127.0.0.1").getOrCreate()
        cls.spark.sparkContext.setLogLevel("ERROR")
        cls.spark.sparkContext.addPyFile(str(FOLDER / "extract.py"))
        start = time.monotonic()
        run = subprocess.run([PROGRAM, "warc", *cls.inputs], capture_output=True, check=True)
        print(f"warc alone: {cls.count / (time.monotonic() - start):.0f} pages/s", file=sys.stderr)
        cls.expected = by_id(json.loads(line) for line in run.stdout.splitlines())
        assert len(cls.expected) == cls.count

    @classmethod
    def tearDownClass(cls):
        cls.spark.stop()
        cls.folder.cleanup()

    def rdd(self, command):
        lines = extract.extract_rdd(self.spark, str(command), self.inputs).collect()
        return by_id(json.loads(line) for line in lines)

    def frame(self, command):
        frame = extract.page_frame(self.spark, self.inputs)
        rows = extract.extract_dataframe(self.spark, str(command), frame).collect()
        self.assertEqual([row.error for row in rows if row.error], [])
        return by_id(row.asDict() for row in rows)

    def timed(self, name, job):
        start = time.monotonic()
        rows = job(PIPE)
        print(f"{name}: {self.count / (time.monotonic() - start):.0f} pages/s", file=sys.stderr)
        self.assertEqual(rows, self.expected)

    def test_an_rdd_gives_what_one_machine_gives(self):
        self.rdd(PIPE)  # Starts the Python workers.
        self.timed("rdd", self.rdd)

    def test_a_data_frame_gives_what_one_machine_gives(self):
        self.frame(PIPE)
        self.timed("data frame", self.frame)

    def killed_once(self, job):
        marker = pathlib.Path(self.folder.name) / f"killed-{job.__name__}"
        rows = job(shlex.join(map(str, (FOLDER / "killed_once.sh", PROGRAM, marker))))
        self.assertTrue(marker.is_dir(), "nothing was killed")
        self.assertEqual(rows, self.expected)

    def test_a_killed_process_of_an_rdd_costs_nothing(self):
        self.killed_once(self.rdd)

    def test_a_killed_process_of_a_data_frame_costs_nothing(self):
        self.killed_once(self.frame)


if __name__ == "__main__":
    unittest.main(verbosity=2)
