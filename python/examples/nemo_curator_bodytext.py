"""Extracts text in NeMo Curator, as an algorithm for Common Crawl or as an extractor of any download pipeline.

    CommonCrawlDownloadExtractStage(..., html_extraction=BodytextAlgorithm())
    DocumentIterateExtractStage(iterator=CommonCrawlWarcIterator(), extractor=BodytextExtractor())
"""

from typing import Any, Optional

import bodytext
from nemo_curator.stages.text.download import DocumentExtractor
from nemo_curator.stages.text.download.html_extractors import HTMLExtractorAlgorithm


class BodytextAlgorithm(HTMLExtractorAlgorithm):
    """The paragraphs of a page whose language Curator has detected. Stop words are not needed."""

    def __init__(self, **settings: Any):
        self.extractor = bodytext.Extractor(**settings)

    def extract_text(self, html: str, stop_words: frozenset, language: str) -> Optional[list]:
        return [paragraph for paragraph in self.extractor.extract(html).text.split("\n\n") if paragraph]


class BodytextExtractor(DocumentExtractor):
    """Takes the bytes of a page in any encoding, and needs no language detection."""

    def __init__(self, **settings: Any):
        self.extractor = bodytext.Extractor(**settings)

    def extract(self, record: dict) -> Optional[dict]:
        article = self.extractor.extract(record["content"])
        kept = {name: record[name] for name in ("url", "warc_id", "source_id")}
        return None if article.is_empty else {**kept, "language": article.metadata.language, "text": article.text}

    def input_columns(self) -> list:
        return ["url", "warc_id", "source_id", "content"]

    def output_columns(self) -> list:
        return ["url", "warc_id", "source_id", "language", "text"]
