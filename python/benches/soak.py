"""Extracts many pages in one process and reports its memory.

    python python/benches/soak.py CORPORA/wcxb-dev [--pages 200000] [--threads 2] [--output text]

Cycles through the pages of the corpus. A number is added to each page, so that no two are the same.
"""

import argparse
import gzip
import itertools
import os
import pathlib
import time

import bodytext


def memory():
    """The resident memory of this process in MB."""
    fields = pathlib.Path("/proc/self/statm").read_text().split()
    return int(fields[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def pages(corpus, count):
    """Pages as in a crawl. They are kept compressed, so that the corpus takes little of the memory."""
    packed = [path.read_bytes() for path in sorted((corpus / "html").glob("*.gz"))]
    for number, page in zip(range(count), itertools.cycle(packed)):
        yield gzip.decompress(page) + b"<p>Page %d" % number


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("corpus", type=pathlib.Path)
    parser.add_argument("--pages", type=int, default=200_000)
    parser.add_argument("--threads", type=int)
    parser.add_argument("--output", default="text")
    options = parser.parse_args()
    start, size = time.monotonic(), 0
    results = bodytext.extract_many(
        pages(options.corpus, options.pages), options.threads, output=options.output, errors="return"
    )
    print(f"{'pages':>9}{'RSS, MB':>10}{'pages/s':>9}")
    for number, result in enumerate(results, 1):
        size += len(result.text if options.output == "article" else result)
        if number in (1, 1000) or number % (options.pages // 10) == 0:
            rate = number / (time.monotonic() - start)
            print(f"{number:9}{memory():10.1f}{rate:9.0f}", flush=True)
    print(f"{size / 1e6:.0f} million characters of text")


if __name__ == "__main__":
    main()
