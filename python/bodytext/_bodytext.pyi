from collections.abc import Callable, Iterable, Iterator
from typing import Any, Generic, Literal, TypeVar, Union, final, overload

__version__: str

_Page = Union[str, bytes, bytearray]
_PageAndUrl = Union[_Page, tuple[_Page, Union[str, None]]]
_Focus = Literal["precision", "balanced", "recall"]
_Links = Literal["keep", "text"]
_Images = Literal["keep", "alt", "drop"]
_Titles = Literal["omit", "heading"]
_Formulas = Literal["dollars", "text"]
_Result = TypeVar("_Result", covariant=True)

class Error(ValueError): ...

@final
class Date:
    @property
    def text(self) -> str: ...
    @property
    def iso(self) -> str | None: ...

@final
class Metadata:
    @property
    def title(self) -> str | None: ...
    @property
    def byline(self) -> str | None: ...
    @property
    def published(self) -> Date | None: ...
    @property
    def modified(self) -> Date | None: ...
    @property
    def language(self) -> str | None: ...
    @property
    def site_name(self) -> str | None: ...
    @property
    def description(self) -> str | None: ...
    @property
    def excerpt(self) -> str | None: ...
    @property
    def canonical_url(self) -> str | None: ...
    @property
    def image(self) -> str | None: ...
    @property
    def keywords(self) -> list[str]: ...
    def to_dict(self) -> dict[str, Any]: ...

@final
class Contribution:
    @property
    def feature(self) -> str: ...
    @property
    def definition(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def value(self) -> float: ...
    @property
    def log_odds(self) -> float: ...

@final
class Block:
    @property
    def text(self) -> str: ...
    @property
    def kind(
        self,
    ) -> Literal["heading", "paragraph", "list_item", "quote", "code", "table_row", "caption", "other"]: ...
    @property
    def level(self) -> int | None: ...
    @property
    def is_ordered(self) -> bool: ...
    @property
    def label(self) -> Literal["content", "title", "comment", "boilerplate"]: ...
    @property
    def rule(self) -> str: ...
    @property
    def is_content(self) -> bool: ...
    @property
    def score(self) -> float: ...
    @property
    def score_in_context(self) -> float: ...
    @property
    def link_density(self) -> float: ...
    @property
    def word_count(self) -> int: ...
    @property
    def position(self) -> int: ...
    @property
    def is_hidden(self) -> bool: ...
    @property
    def line(self) -> int | None: ...
    @property
    def path(self) -> str | None: ...
    @property
    def source(self) -> tuple[int, int] | None: ...
    def explain(self) -> list[Contribution]: ...
    def to_dict(self) -> dict[str, Any]: ...

@final
class Section:
    @property
    def headings(self) -> list[Block]: ...
    @property
    def path(self) -> list[str]: ...
    @property
    def blocks(self) -> list[Block]: ...

@final
class Image:
    @property
    def url(self) -> str: ...
    @property
    def alt(self) -> str: ...
    @property
    def title(self) -> str | None: ...
    @property
    def caption(self) -> str | None: ...

@final
class Article:
    @property
    def text(self) -> str: ...
    @property
    def markdown(self) -> str: ...
    @property
    def html(self) -> str: ...
    @property
    def metadata(self) -> Metadata: ...
    @property
    def title(self) -> str | None: ...
    @property
    def blocks(self) -> list[Block]: ...
    @property
    def sections(self) -> list[Section]: ...
    @property
    def images(self) -> list[Image]: ...
    @property
    def confidence(self) -> float: ...
    @property
    def threshold(self) -> float | None: ...
    @property
    def is_empty(self) -> bool: ...
    @property
    def is_flattened(self) -> bool: ...
    @property
    def text_source(self) -> Literal["page", "structured_data"]: ...
    @property
    def encoding(self) -> str | None: ...
    def to_markdown(
        self,
        *,
        links: _Links = "keep",
        images: _Images = "drop",
        titles: _Titles = "omit",
        formulas: _Formulas = "dollars",
    ) -> str: ...
    def retain(self, is_content: Callable[[Block], object]) -> Article: ...
    def to_dict(self) -> dict[str, Any]: ...

@final
class ArticleIterator(Generic[_Result]):
    def __iter__(self) -> Iterator[_Result]: ...
    def __next__(self) -> _Result: ...

@final
class Extractor:
    def __new__(
        cls,
        *,
        url: str | None = None,
        focus: _Focus = "balanced",
        comments: bool = False,
        authors: bool = False,
        sources: bool = False,
        max_bytes: int | None = None,
        max_depth: int | None = None,
        max_elements: int | None = None,
    ) -> Extractor: ...
    def extract(self, html: _Page, *, url: str | None = None, content_type: str | None = None) -> Article: ...
    def extract_plain_text(self, text: _Page) -> Article: ...
    @overload
    def extract_many(
        self,
        pages: Iterable[_PageAndUrl],
        threads: int | None = None,
        *,
        output: Literal["article"] = "article",
        errors: Literal["raise"] = "raise",
        plain_text: bool = False,
    ) -> ArticleIterator[Article]: ...
    @overload
    def extract_many(
        self,
        pages: Iterable[_PageAndUrl],
        threads: int | None = None,
        *,
        output: Literal["article"] = "article",
        errors: Literal["return"],
        plain_text: bool = False,
    ) -> ArticleIterator[Article | Error]: ...
    @overload
    def extract_many(
        self,
        pages: Iterable[_PageAndUrl],
        threads: int | None = None,
        *,
        output: Literal["text", "markdown", "html"],
        errors: Literal["raise"] = "raise",
        plain_text: bool = False,
    ) -> ArticleIterator[str]: ...
    @overload
    def extract_many(
        self,
        pages: Iterable[_PageAndUrl],
        threads: int | None = None,
        *,
        output: Literal["text", "markdown", "html"],
        errors: Literal["return"],
        plain_text: bool = False,
    ) -> ArticleIterator[str | Error]: ...

def extract(
    html: _Page,
    *,
    url: str | None = None,
    focus: _Focus = "balanced",
    comments: bool = False,
    content_type: str | None = None,
) -> Article: ...
def extract_text(
    html: _Page,
    *,
    url: str | None = None,
    focus: _Focus = "balanced",
    comments: bool = False,
    content_type: str | None = None,
) -> str: ...
def extract_markdown(
    html: _Page,
    *,
    url: str | None = None,
    focus: _Focus = "balanced",
    comments: bool = False,
    content_type: str | None = None,
    links: _Links = "keep",
    images: _Images = "drop",
    titles: _Titles = "omit",
    formulas: _Formulas = "dollars",
) -> str: ...
def extract_plain_text(text: _Page, *, focus: _Focus = "balanced") -> Article: ...
@overload
def extract_many(
    pages: Iterable[_PageAndUrl],
    threads: int | None = None,
    *,
    output: Literal["article"] = "article",
    errors: Literal["raise"] = "raise",
    plain_text: bool = False,
    focus: _Focus = "balanced",
    comments: bool = False,
) -> ArticleIterator[Article]: ...
@overload
def extract_many(
    pages: Iterable[_PageAndUrl],
    threads: int | None = None,
    *,
    output: Literal["article"] = "article",
    errors: Literal["return"],
    plain_text: bool = False,
    focus: _Focus = "balanced",
    comments: bool = False,
) -> ArticleIterator[Article | Error]: ...
@overload
def extract_many(
    pages: Iterable[_PageAndUrl],
    threads: int | None = None,
    *,
    output: Literal["text", "markdown", "html"],
    errors: Literal["raise"] = "raise",
    plain_text: bool = False,
    focus: _Focus = "balanced",
    comments: bool = False,
) -> ArticleIterator[str]: ...
@overload
def extract_many(
    pages: Iterable[_PageAndUrl],
    threads: int | None = None,
    *,
    output: Literal["text", "markdown", "html"],
    errors: Literal["return"],
    plain_text: bool = False,
    focus: _Focus = "balanced",
    comments: bool = False,
) -> ArticleIterator[str | Error]: ...
