#!/usr/bin/env python3
"""Writes the figures in the headers of the models into README.md and docs/measurements.md.

Run it after training:

    tools/quality_tables.py

In README.md, the cells of the table of corpora are replaced. In docs/measurements.md, the table between the markers is
replaced.
"""

import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parent.parent
BEGIN = "<!-- begin: tools/quality_tables.py -->"
END = "<!-- end: tools/quality_tables.py -->"
CORPORA = ["wcxb-dev", "aeb-dev", "magic-dev", "trafilatura-dev", "fundus", "forums", "postlight", "newspaper", "goose",
           "bare-whole", "bare-short", "composed"]


def rows(model):
    """The rows of all tables by corpus and page type, in the order of the header: pages, F1, precision, ..."""
    found, corpus = {}, None
    for line in (ROOT / "src/score" / model).read_text().splitlines():
        row = re.fullmatch(r"// ( *)([a-z-]+) +(\d+(?: +[\d.-]+){7})", line)
        if row is not None:
            is_type = bool(row[1])
            corpus = corpus if is_type else row[2]
            found.setdefault((corpus, row[2] if is_type else None), []).append(row[3].split())
    return found


def f1(cells):
    """The F1 of the words, or of the snippets if no full text is known."""
    return cells[-1] if cells[1] == "-" else cells[1]


def number(value):
    return f"{float(value):.3f}"


def ratio(cells):
    return "" if cells is None or cells[2] == "-" else f"{number(cells[2])} / {number(cells[3])}"


def measurements(html, plain_text):
    out = ["| | pages | HTML | P / R | unseen | plain text | P / R |", "|---|---|---|---|---|---|---|"]
    for (corpus, kind), tables in html.items():
        if corpus not in CORPORA or (kind and corpus != "wcxb-dev"):
            continue
        unseen = f1(tables[1]) if len(tables) > 1 and not kind and corpus not in CORPORA[-3:] else None
        text = plain_text.get((corpus, kind), [None])[0]
        cells = [f"— {kind}" if kind else corpus, f"{int(tables[0][0]):,}", number(f1(tables[0])), ratio(tables[0]),
                 number(unseen) if unseen else "", number(f1(text)) if text else "", ratio(text)]
        out.append((CORPORA.index(corpus), "| " + " | ".join(cells) + " |"))
    return "\n".join(out[:2] + [row for _, row in sorted(out[2:], key=lambda row: row[0])])


def readme_row(line, html, plain_text):
    corpus = line.split("`")[1]
    tables, text = html[corpus, None], plain_text.get((corpus, None), [None])[0]
    cells = line.split("|")
    cells[3] = f" {number(f1(tables[0]))} "
    cells[4] = f" {number(f1(tables[1]))} "
    cells[5] = f" {number(f1(text)) if text else '-'} "
    return "|".join(cells)


def main():
    html, plain_text = rows("html_model.rs"), rows("plain_text_model.rs")
    readme = ROOT / "README.md"
    text = "\n".join(
        readme_row(line, html, plain_text) if line.startswith("| `") and line.split("`")[1] in CORPORA else line
        for line in readme.read_text().split("\n"))
    readme.write_text(text)
    document = ROOT / "docs/measurements.md"
    before, _, rest = document.read_text().partition(BEGIN)
    _, _, after = rest.partition(END)
    document.write_text(f"{before}{BEGIN}\n{measurements(html, plain_text)}\n{END}{after}")


if __name__ == "__main__":
    main()
