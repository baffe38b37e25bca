"""Reads pages in LlamaIndex: a document of Markdown for each file.

    SimpleDirectoryReader(folder, file_extractor={".html": BodytextReader()}).load_data()
"""

import pathlib
from typing import Any, Optional

import bodytext
from llama_index.core.readers.base import BaseReader
from llama_index.core.schema import Document


class BodytextReader(BaseReader):
    """The settings are those of `bodytext.Extractor`."""

    def __init__(self, **settings: Any):
        self.extractor = bodytext.Extractor(**settings)

    def load_data(self, file: pathlib.Path, extra_info: Optional[dict] = None, fs: Any = None) -> list:
        article = self.extractor.extract(fs.cat_file(str(file)) if fs else pathlib.Path(file).read_bytes())
        metadata = {name: value for name, value in article.metadata.to_dict().items() if isinstance(value, str)}
        return [Document(text=article.markdown, metadata={**metadata, **(extra_info or {})})]
