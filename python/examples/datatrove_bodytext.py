"""Extracts text in a datatrove pipeline: put `BodytextExtractor()` where `Trafilatura()` was."""

import bodytext
from datatrove.data import DocumentsPipeline
from datatrove.pipeline.extractors.base import BaseExtractor
from datatrove.utils.typeshelper import StatHints


class BodytextExtractor(BaseExtractor):
    """`output` is `text` or `markdown`; the settings are those of `bodytext.Extractor`."""

    name = "⛏ bodytext"
    _requires_dependencies = ["bodytext"]

    def __init__(self, output: str = "text", threads: int = 1, **settings):
        super().__init__()
        self.output, self.threads = output, threads
        self.extractor = bodytext.Extractor(**settings)

    def extract(self, text: str) -> str:
        return getattr(self.extractor.extract(text), self.output)

    def run(self, data: DocumentsPipeline, rank: int = 0, world_size: int = 1) -> DocumentsPipeline:
        """Extracts in this process. Time is linear in the page size, so no sandbox with a timeout is needed."""
        waiting = []  # The documents whose pages were read ahead.
        pages = (waiting.append(doc) or (doc.text, doc.metadata.get("url")) for doc in data or ())
        for text in self.extractor.extract_many(pages, self.threads, output=self.output, errors="return"):
            doc = waiting.pop(0)
            self.stat_update(StatHints.total)
            if isinstance(text, bodytext.Error) or not text:
                self.stat_update("clean_error" if text else StatHints.dropped)
                continue
            doc.text = text
            self.stat_update("extracted", StatHints.forwarded)
            self.update_doc_stats(doc)
            yield doc
