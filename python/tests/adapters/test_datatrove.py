"""The adapter in a real datatrove pipeline over a WARC file."""

import gzip
import json

import bodytext
import pytest

pytest.importorskip("datatrove")

from datatrove.data import Document
from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.extractors.base import BaseExtractor
from datatrove.pipeline.readers import WarcReader
from datatrove.pipeline.writers import JsonlWriter
from datatrove_bodytext import BodytextExtractor


def texts(warc, folder, extractor):
    """The output of the pipeline: texts by URL."""
    pipeline = [WarcReader(str(warc.parent)), extractor, JsonlWriter(str(folder / "texts"))]
    LocalPipelineExecutor(pipeline, logging_dir=str(folder / "logs")).run()
    found = {}
    for path in (folder / "texts").glob("*.jsonl.gz"):
        for line in gzip.open(path, "rt", encoding="utf-8"):
            document = json.loads(line)
            found[document["metadata"]["url"]] = document["text"]
    return found


def test_the_texts_are_those_of_the_warc_program(warc, expected, tmp_path):
    wanted = {url: answer["text"] for url, answer in expected.items() if answer["text"]}
    assert len(wanted) > 50
    assert texts(warc, tmp_path, BodytextExtractor(threads=2)) == wanted


def test_markdown(warc, pages, tmp_path):
    found = texts(warc, tmp_path, BodytextExtractor(output="markdown", focus="recall"))
    extractor = bodytext.Extractor(focus="recall")
    assert len(found) > 50
    for url, markdown in list(found.items())[:20]:
        page = pages[int(url.rsplit("/", 1)[1])].decode()
        assert markdown == extractor.extract(page, url=url).markdown


def test_in_the_sandbox_of_datatrove(pages):
    """`BaseExtractor.run` pickles the extractor into a separate process."""
    documents = [Document(text=page.decode("utf-8", "replace"), id=str(at)) for at, page in enumerate(pages[:5])]
    wanted = [bodytext.extract_text(document.text) for document in documents]
    found = BaseExtractor.run(BodytextExtractor(), documents)
    assert [document.text for document in found] == [text for text in wanted if text]


def test_refused_and_empty_pages_are_dropped():
    extractor = BodytextExtractor(max_bytes=1000)
    harbour = "<p>The harbour was empty, for the boats had gone out."
    pages = [harbour, "<p>Rain. " * 1000, "<nav><a href=/>Home</a></nav>"]
    kept = list(extractor.run([Document(text=page, id=str(at)) for at, page in enumerate(pages)]))
    assert [(document.id, document.text) for document in kept] == [
        ("0", "The harbour was empty, for the boats had gone out.")]
    counts = {name: stat.total for name, stat in extractor.stats.stats.items()}
    assert counts["total"] == 3 and counts["extracted"] == counts["clean_error"] == counts["dropped"] == 1
