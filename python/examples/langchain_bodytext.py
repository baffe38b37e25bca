"""Parses pages in LangChain: a document for each section, with its headings, ready to be embedded.

    loader = GenericLoader.from_filesystem(folder, glob="*.html", parser=BodytextParser())
"""

from collections.abc import Iterator

import bodytext
from langchain_core.document_loaders import BaseBlobParser
from langchain_core.documents import Document
from langchain_core.documents.base import Blob


class BodytextParser(BaseBlobParser):
    """The settings are those of `bodytext.Extractor`."""

    def __init__(self, **settings):
        self.extractor = bodytext.Extractor(**settings)

    def lazy_parse(self, blob: Blob) -> Iterator[Document]:
        article = self.extractor.extract(blob.as_bytes())
        about = {"source": blob.source, "title": article.title, "language": article.metadata.language}
        for section in article.sections:
            text = "\n\n".join(block.text for block in section.blocks)
            if text:
                yield Document(page_content=text, metadata={**about, "headings": section.path})
