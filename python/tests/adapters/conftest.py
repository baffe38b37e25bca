"""Pages and WARC files for the adapters, and the output of the `warc` program for them."""

import gzip
import io
import json
import os
import pathlib
import shlex
import subprocess
import sys

import pytest

REPOSITORY = pathlib.Path(__file__).resolve().parents[3]
sys.path.insert(0, str(REPOSITORY / "python" / "examples"))


def corpus():
    """Pages of the corpora, or the library's test cases if there are no corpora."""
    corpora = REPOSITORY.parent / "shared" / "corpora"
    for name in ("wcxb-dev", "magic-dev"):
        for path in sorted((corpora / name / "html").glob("*.gz"))[:40]:
            yield gzip.open(path).read()
    if not corpora.is_dir():
        for path in sorted((REPOSITORY / "tests" / "cases").glob("*.html"))[:80]:
            yield path.read_bytes()


@pytest.fixture(scope="session")
def pages():
    return list(corpus())


@pytest.fixture(scope="session")
def warc(pages, tmp_path_factory):
    """The pages as a WARC file, with the fields that Common Crawl writes."""
    pytest.importorskip("warcio")
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    path = tmp_path_factory.mktemp("warc") / "pages.warc.gz"
    with open(path, "wb") as file:
        writer = WARCWriter(file, gzip=True)
        for number, page in enumerate(pages):
            record = writer.create_warc_record(
                f"http://site.example/{number}",
                "response",
                payload=io.BytesIO(page),
                http_headers=StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1"),
                warc_headers_dict={"WARC-Identified-Payload-Type": "text/html"},
            )
            writer.write_record(record)
    return path


@pytest.fixture(scope="session")
def expected(warc):
    """The answers of the program in WARC_COMMAND for the file, by URL."""
    command = os.environ.get("WARC_COMMAND")
    if not command:
        pytest.skip("WARC_COMMAND does not name the warc program to compare with")
    run = subprocess.run([*shlex.split(command), str(warc)], stdout=subprocess.PIPE, check=True, cwd=REPOSITORY)
    answers = [json.loads(line) for line in run.stdout.splitlines()]
    return {answer["url"]: answer for answer in answers}
