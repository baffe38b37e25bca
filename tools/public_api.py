#!/usr/bin/env python3
"""Lists the public API from the documentation: `tools/public_api.py [--check|--update]`.

Reads `target/doc/bodytext`, which `cargo doc --no-deps --all-features` writes (any toolchain), and compares the
signatures with `tests/snapshots/public_api.txt`. Without an option it prints them.
"""

import html
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
DOCS = ROOT / "target/doc/bodytext"
SNAPSHOT = ROOT / "tests/snapshots/public_api.txt"
KINDS = ("struct", "enum", "fn", "trait", "type", "constant", "macro")


def text(markup: str) -> str:
    """The text of some markup, on one line."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", markup)).split())


def members(page: str) -> list[str]:
    """Methods, constants and trait implementations, except automatic and blanket ones."""
    page = re.split(r'<h2 id="(?:synthetic|blanket)-implementations"', page)[0]
    own = re.findall(r'<section id="(?:method|associatedconstant)\.[^>]*>.*?<h4 class="code-header">(.*?)</h4>', page, re.S)
    traits = re.findall(r'<section id="impl-[^>]*>.*?<h3 class="code-header">(.*?)</h3>', page, re.S)
    # Methods of a trait are listed with the trait.
    inherent = [text(item) for item in own if text(item).startswith("pub ")]
    return sorted(set(inherent)) + sorted({text(item) for item in traits if is_public(text(item))})


def is_public(implementation: str) -> bool:
    return " for " in implementation and "StructuralPartialEq" not in implementation


def declaration(page: str) -> str:
    found = re.search(r'<pre class="rust item-decl"><code>(.*?)</code></pre>', page, re.S)
    return text(re.sub(r"<details.*?</summary>", "", found.group(1), flags=re.S)) if found else ""


def fields(page: str) -> list[str]:
    """Variants and public fields."""
    found = re.findall(r'<section id="variant\.[^>]*>.*?<h3 class="code-header">(.*?)</h3>', page, re.S)
    named = re.findall(r'<span id="((?:variant\.\w+\.field|structfield)\.\w+)"[^>]*>.*?<code>(.*?)</code>', page, re.S)
    owner = lambda name: name.split(".")[1] + "." if name.startswith("variant.") else ""
    return [text(item) for item in found] + [owner(name) + text(code) for name, code in named]


def listing() -> str:
    lines = []
    pages = [page for page in DOCS.rglob("*.html") if page.name.split(".")[0] in KINDS]
    for path in sorted(pages, key=lambda page: page.relative_to(DOCS).as_posix()):
        page = path.read_text(encoding="utf-8")
        if 'http-equiv="refresh"' in page:
            continue  # A redirect from the path of an item that is re-exported elsewhere.
        kind, name = path.name.split(".")[:2]
        module = "::".join(("bodytext", *path.relative_to(DOCS).parts[:-1]))
        exhaustive = " #[non_exhaustive]" if "#[non_exhaustive]" in declaration(page) else ""
        lines.append(f"{kind} {module}::{name}{exhaustive}")
        is_function = kind in ("fn", "constant", "type")
        details = [declaration(page)] if is_function else fields(page) + members(page)
        lines += [f"    {detail}" for detail in details if detail]
    return "\n".join(lines) + "\n"


def main() -> int:
    if not (DOCS / "index.html").is_file():
        print("no documentation: run cargo doc --no-deps --all-features", file=sys.stderr)
        return 2
    actual = listing()
    if "--update" in sys.argv:
        SNAPSHOT.write_text(actual, encoding="utf-8")
    elif "--check" in sys.argv:
        expected = SNAPSHOT.read_text(encoding="utf-8")
        if actual != expected:
            import difflib

            sys.stdout.writelines(difflib.unified_diff(expected.splitlines(True), actual.splitlines(True), "snapshot", "now"))
            print("If this is intended: tools/public_api.py --update, and a line in CHANGELOG.md.")
            return 1
    else:
        sys.stdout.write(actual)
    return 0


if __name__ == "__main__":
    sys.exit(main())
