"""Extracts the body text of a web page and drops the boilerplate.

>>> import bodytext
>>> bodytext.extract_text('<nav><a href=/>Home</a></nav><p>After nine dry weeks it rained on Sunday.</p>')
'After nine dry weeks it rained on Sunday.'
"""

from ._bodytext import (
    Article,
    ArticleIterator,
    Block,
    Contribution,
    Date,
    Error,
    Extractor,
    Image,
    Metadata,
    Section,
    __version__,
    extract,
    extract_many,
    extract_markdown,
    extract_plain_text,
    extract_text,
)

__all__ = [
    "Article",
    "ArticleIterator",
    "Block",
    "Contribution",
    "Date",
    "Error",
    "Extractor",
    "Image",
    "Metadata",
    "Section",
    "__version__",
    "extract",
    "extract_many",
    "extract_markdown",
    "extract_plain_text",
    "extract_text",
]
