"""`python -m bodytext`."""

import json
import os
import subprocess
import sys

import bodytext
import pytest
from shared_pages import REPOSITORY

PAGE = REPOSITORY / "tests" / "cases" / "first_page.html"


def run(*arguments, **options):
    command = [sys.executable, "-m", "bodytext", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, **options)


def output(*arguments, **options):
    return run(*arguments, check=True, **options).stdout.decode()


def test_formats():
    article = bodytext.extract(PAGE.read_bytes())
    assert output(PAGE) == article.text + "\n"
    assert output(PAGE, "--format", "markdown") == article.markdown
    assert output(PAGE, "--format", "html") == article.html
    assert json.loads(output(PAGE, "--format", "json")) == article.to_dict()
    blocks = output(PAGE, "--format", "blocks").splitlines()
    assert len(blocks) == len(article.blocks)
    assert {line[:1] for line in blocks} == {"+", "=", "-"}


def test_standard_input():
    page = "<p>На перевале <a href=/a>снег</a>, и дорога закрыта до самого утра.".encode("windows-1251")
    expected = "На перевале [снег](https://x.example/a), и дорога закрыта до самого утра.\n"
    assert output("--url", "https://x.example/", "--format", "markdown", input=page) == expected
    assert output("-", "--plain-text", input=b"Rain fell on the valley.") == "Rain fell on the valley.\n"
    assert output(input=b"") == ""


def test_errors():
    missing = run("no-such-page.html")
    assert missing.returncode == 1 and missing.stderr.startswith(b"bodytext: ")
    url = run(PAGE, "--url", "news")
    assert url.returncode == 1 and b"URL" in url.stderr
    assert run(PAGE, "--format", "pdf").returncode == 2


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="there are no terminals")
def test_a_page_is_not_read_from_a_terminal():
    ours, terminal = os.openpty()
    typed = run(stdin=terminal)
    assert typed.returncode == 2 and b"no page named" in typed.stderr
    os.close(ours)
    os.close(terminal)
