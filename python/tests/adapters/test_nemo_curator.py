"""The adapters in NeMo Curator's stage for WARC files."""

import bodytext
import pytest

pytest.importorskip("nemo_curator")

from nemo_curator.stages.text.download.base.iterator import DocumentIterateExtractStage
from nemo_curator.stages.text.download.common_crawl.extract import CommonCrawlHTMLExtractor
from nemo_curator.stages.text.download.common_crawl.warc_iterator import CommonCrawlWarcIterator
from nemo_curator.tasks import FileGroupTask
from nemo_curator_bodytext import BodytextAlgorithm, BodytextExtractor


def batch(warc, extractor):
    """The output of the stage for the file, as a frame."""
    stage = DocumentIterateExtractStage(iterator=CommonCrawlWarcIterator(), extractor=extractor)
    task = FileGroupTask(dataset_name="pages", data=[str(warc)])
    return stage.process(task).to_pandas()


def test_the_texts_are_those_of_the_warc_program(warc, expected):
    frame = batch(warc, BodytextExtractor())
    wanted = {url: answer["text"] for url, answer in expected.items() if answer["text"]}
    assert len(wanted) > 50 and dict(zip(frame["url"], frame["text"])) == wanted
    assert set(BodytextExtractor().output_columns()) <= set(frame.columns)


def test_as_an_algorithm_for_common_crawl(warc, pages):
    frame = batch(warc, CommonCrawlHTMLExtractor(algorithm=BodytextAlgorithm()))
    assert len(frame) > 40
    for url, text in zip(frame["url"], frame["text"]):
        page = pages[int(url.rsplit("/", 1)[1])]
        assert text.replace("\n", "") == bodytext.extract_text(page).replace("\n", "")
