"""Docstrings, the README, the stubs and the notices."""

import doctest
import inspect
import re
import subprocess
import sys

import bodytext
import pytest
from shared_pages import PYTHON, REPOSITORY

TYPED = """
from typing import List, Union
import bodytext

def titles(pages: List[bytes]) -> List[Union[str, None]]:
    return [article.title for article in bodytext.extract_many(pages, threads=2)]

def lengths(pages: List[bytes]) -> List[int]:
    return [len(text) for text in bodytext.extract_many(pages, output="text")]

def failures(pages: List[bytes]) -> int:
    results = bodytext.Extractor(focus="recall").extract_many(pages, errors="return")
    return sum(isinstance(result, bodytext.Error) for result in results)

article: bodytext.Article = bodytext.extract("<p>Rain", url="https://farmer.example/", focus="precision")
markdown: str = article.to_markdown(links="text", titles="heading")
published: Union[bodytext.Date, None] = article.metadata.published
score: float = max(block.score for block in article.blocks)
short: bodytext.Article = article.retain(lambda block: block.word_count < 5)
"""
WRONG = """
import bodytext
bodytext.extract(5)
bodytext.extract("", focus="none")
bodytext.extract("").text = "other"
text: bytes = bodytext.extract_text("")
"""


def documented():
    """Every object of the package with its name."""
    for name in bodytext.__all__:
        value = getattr(bodytext, name)
        yield name, value
        if inspect.isclass(value):
            yield from ((f"{name}.{member}", vars(value)[member]) for member in vars(value))


def examples():
    parser = doctest.DocTestParser()
    yield parser.get_doctest(bodytext.__doc__, {}, "bodytext", None, 0)
    for name, value in documented():
        if isinstance(getattr(value, "__doc__", None), str) and not name.endswith("__doc__"):
            test = parser.get_doctest(value.__doc__, {}, name, None, 0)
            if test.examples:
                yield test


@pytest.mark.parametrize("test", list(examples()), ids=lambda test: test.name)
def test_docstrings(test):
    assert doctest.DocTestRunner().run(test).failed == 0


def test_everything_is_documented():
    for name, value in documented():
        if not name.split(".")[-1].startswith("_"):
            assert value.__doc__, name
    assert len(list(examples())) > 15


def test_readme():
    text = (PYTHON / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    assert len(blocks) >= 3
    # A block may use names from the blocks before it.
    test = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, "README", None, 0)
    assert doctest.DocTestRunner().run(test).failed == 0


def stub_names(text, indent):
    return set(re.findall(rf"^{indent}(?:def|class) (\w+)", text, re.MULTILINE))


def test_the_stubs_name_what_there_is():
    text = (PYTHON / "bodytext" / "_bodytext.pyi").read_text(encoding="utf-8")
    assert stub_names(text, "") | {"__version__"} == set(bodytext.__all__)
    for name, body in re.findall(r"^class (\w+).*?:\n((?:    .*\n|\n)+)", text, re.MULTILINE):
        members = {member for member in vars(getattr(bodytext, name)) if not member.startswith("_")}
        assert members == {member for member in stub_names(body, "    ") if not member.startswith("_")}, name


def mypy(tmp_path, source):
    pytest.importorskip("mypy")
    path = tmp_path / "typed.py"
    path.write_text(source)
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path / "cache"), str(path)]
    return subprocess.run(command, capture_output=True, text=True, cwd=tmp_path)


def test_types(tmp_path):
    run = mypy(tmp_path, TYPED)
    assert run.returncode == 0, run.stdout


def test_wrong_types(tmp_path):
    run = mypy(tmp_path, WRONG)
    lines = {int(line) for line in re.findall(r"typed.py:(\d+): error", run.stdout)}
    assert lines == {3, 4, 5, 6}, run.stdout


def test_the_notices_are_those_of_the_library():
    for name in ("LICENSE", "NOTICE"):
        assert (PYTHON / name).read_bytes() == (REPOSITORY / name).read_bytes(), name


def test_the_version_is_that_of_the_library():
    def version(manifest):
        return re.search(r'^version = "(.*)"', manifest.read_text(encoding="utf-8"), re.MULTILINE)[1]

    assert bodytext.__version__ == version(REPOSITORY / "Cargo.toml") == version(PYTHON / "Cargo.toml")
