"""Extracts a page on the command line: ``python -m bodytext page.html --format markdown``."""

import argparse
import json
import os
import sys
from typing import List, Optional

import bodytext


def options(arguments: Optional[List[str]]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bodytext", description="Extracts the body text of a page.")
    parser.add_argument("page", nargs="?", help="a file; standard input if it is left out or -")
    parser.add_argument("--format", choices=["text", "markdown", "html", "json", "blocks"], default="text")
    parser.add_argument("--url", help="the address of the page, against which links are resolved")
    parser.add_argument("--focus", choices=["precision", "balanced", "recall"], default="balanced")
    parser.add_argument("--comments", action="store_true", help="keep readers' comments")
    parser.add_argument("--plain-text", action="store_true", help="the page is text without markup")
    parser.add_argument("--version", action="version", version=bodytext.__version__)
    chosen = parser.parse_args(arguments)
    if chosen.page is None:
        # On a terminal, the program would wait for input and seem to hang.
        if sys.stdin.isatty():
            parser.error("no page named; - reads standard input")
        chosen.page = "-"
    return chosen


def extract(chosen: argparse.Namespace) -> bodytext.Article:
    if chosen.page == "-":
        page = sys.stdin.buffer.read()
    else:
        with open(chosen.page, "rb") as file:
            page = file.read()
    extractor = bodytext.Extractor(url=chosen.url, focus=chosen.focus, comments=chosen.comments)
    return extractor.extract_plain_text(page) if chosen.plain_text else extractor.extract(page)


def line(block: bodytext.Block) -> str:
    sign = {"content": "+", "title": "=", "comment": "~"}.get(block.label, "-")
    return f"{sign} {block.score:.2f} {block.kind:10} {' '.join(block.text.split())}\n"


def formatted(article: bodytext.Article, name: str) -> str:
    if name == "markdown":
        return article.markdown
    if name == "html":
        return article.html
    if name == "json":
        return json.dumps(article.to_dict(), ensure_ascii=False) + "\n"
    if name == "blocks":
        return "".join(line(block) for block in article.blocks)
    return article.text + "\n" if article.text else ""


def main(arguments: Optional[List[str]] = None) -> int:
    chosen = options(arguments)
    try:
        output = formatted(extract(chosen), chosen.format)
    except (OSError, bodytext.Error) as error:
        print(f"bodytext: {error}", file=sys.stderr)
        return 1
    try:
        sys.stdout.buffer.write(output.encode())
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # The reader has closed the pipe. Python must not report the broken pipe again when it exits.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


if __name__ == "__main__":
    sys.exit(main())
