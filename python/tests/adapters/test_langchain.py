"""The adapter in LangChain."""

import pytest

pytest.importorskip("langchain_core")

from langchain_bodytext import BodytextParser
from langchain_core.documents.base import Blob
from mill import PAGE



def test_sections_are_documents(tmp_path):
    path = tmp_path / "mill.html"
    path.write_text(PAGE)
    first, second = BodytextParser(focus="recall").parse(Blob.from_path(path))
    assert first.page_content.startswith("The old mill by the river") and first.metadata["headings"] == []
    assert second.page_content.startswith("It was built in 1820") and second.metadata["headings"] == ["History"]
    assert second.metadata["title"] == "The old mill" and second.metadata["language"] == "en"
    assert second.metadata["source"] == str(path)


def test_pages_in_memory():
    for data in (PAGE, PAGE.encode("utf-16")):
        assert len(BodytextParser().parse(Blob.from_data(data))) == 2
