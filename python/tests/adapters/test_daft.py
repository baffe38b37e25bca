"""The adapter in Daft."""

import bodytext
import pytest

daft = pytest.importorskip("daft")

import daft_bodytext


def test_columns_have_what_the_wheel_extracts(pages):
    frame = daft.from_pydict({"id": list(range(len(pages))), "html": pages})
    frame = frame.with_column("text", daft_bodytext.text(frame["html"]))
    frame = frame.with_column("markdown", daft_bodytext.markdown(frame["html"]))
    found = frame.sort("id").to_pydict()
    articles = [bodytext.extract(page) for page in pages]
    assert found["text"] == [article.text or None for article in articles]
    assert found["markdown"] == [article.markdown or None for article in articles]


def test_strings_and_nulls():
    pages = ["<p>The harbour was empty, for the boats had gone out.", None, ""]
    frame = daft.from_pydict({"html": pages})
    assert frame.select(daft_bodytext.text(frame["html"])).to_pydict()["html"] == [
        "The harbour was empty, for the boats had gone out.", None, None]
