"""The adapter in LlamaIndex."""

import pytest

pytest.importorskip("llama_index.core")

from llama_index.core import SimpleDirectoryReader
from llama_index.core.node_parser import MarkdownNodeParser
from llama_index_bodytext import BodytextReader
from mill import PAGE


def test_files_are_documents(tmp_path):
    (tmp_path / "mill.html").write_text(PAGE)
    reader = SimpleDirectoryReader(str(tmp_path), file_extractor={".html": BodytextReader()})
    (document,) = reader.load_data()
    assert document.text.startswith("The old mill by the river was empty") and "## History" in document.text
    assert document.metadata["title"] == "The old mill" and document.metadata["file_name"] == "mill.html"
    nodes = MarkdownNodeParser().get_nodes_from_documents([document])
    assert [node.text.splitlines()[0] for node in nodes][1] == "## History"
