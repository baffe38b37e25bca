"""Compares the wheel with the Rust library, resiliparse and trafilatura: the same pages, one run, interleaved.

    pip install ./python resiliparse trafilatura lxml_html_clean
    cargo build --release --manifest-path python/benches/library/Cargo.toml
    python python/benches/compare.py CORPORA/wcxb-dev

Takes every seventh page and extracts plain text, without comments and alternative texts. By default, a contender gets
bytes and decodes them; "of str" means that the text was decoded before the clock started.

In each round every contender extracts all pages twice, and only the second time counts: after a contender with one
thread, the first run of the next one would find the other core idle. The table has the median over the rounds. Ratios
are medians of the ratios within a round, so that other load on the machine affects all contenders alike. Processor time
hardly depends on that load.
"""

import argparse
import gzip
import importlib.metadata
import os
import pathlib
import statistics
import subprocess
import tempfile
import time

import bodytext
import trafilatura
from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.encoding import bytes_to_str, detect_encoding

LIBRARY = pathlib.Path(__file__).parent / "library" / "target" / "release" / "bodytext-library-bench"


class Library:
    """The Rust library in a separate process, which reads the same pages."""

    def __init__(self, folder):
        program = os.environ.get("LIBRARY", LIBRARY)
        command = [program, *sorted(folder.iterdir())]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def time(self, threads):
        self.process.stdin.write(f"{threads}\n")
        self.process.stdin.flush()
        clock, processor, size = self.process.stdout.readline().split()
        return float(clock), float(processor), int(size)


def timed(texts):
    """A contender from a function that maps pages to an iterable of texts."""

    def run(pages):
        start, processor = time.perf_counter(), time.process_time()
        kept = [text or "" for text in texts(pages)]
        clock, processor = time.perf_counter() - start, time.process_time() - processor
        return clock, processor, sum(len(text.encode()) for text in kept)

    return run


def decode(pages):
    return (bytes_to_str(page, detect_encoding(page)) for page in pages)


def with_resiliparse(texts):
    return (extract_plain_text(text, main_content=True, alt_texts=False) for text in texts)


def with_trafilatura(pages):
    return (trafilatura.extract(page, include_comments=False) for page in pages)


def contenders(library, decoded):
    """Functions of the pages that return wall-clock seconds, processor seconds, and the bytes of the texts."""
    return {
        "Rust library, 1 thread": lambda pages: library.time(1),
        "bodytext.extract_text": timed(lambda pages: map(bodytext.extract_text, pages)),
        "bodytext.extract_text of str": lambda pages: timed(lambda pages: map(bodytext.extract_text, pages))(decoded),
        "bodytext.extract_many, 1 thread": timed(lambda pages: bodytext.extract_many(pages, 1, output="text")),
        "bodytext.extract_many, 2 threads": timed(lambda pages: bodytext.extract_many(pages, 2, output="text")),
        "Rust library, 2 threads": lambda pages: library.time(2),
        "resiliparse": timed(lambda pages: with_resiliparse(decode(pages))),
        "resiliparse of str": lambda pages: timed(with_resiliparse)(decoded),
        "trafilatura of str": lambda pages: timed(with_trafilatura)(decoded),
    }


def every_seventh(corpus):
    return [gzip.open(path).read() for path in sorted((corpus / "html").glob("*.gz"))[::7]]


def report(pages, times, sizes):
    megabytes = sum(map(len, pages)) / 1e6
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in ("resiliparse", "trafilatura"))
    print(f"{len(pages)} pages, {megabytes:.1f} MB; {versions}; load of the last minute {os.getloadavg()[0]:.1f}\n")
    print(f"{'':34}{'pages/s':>9}{'MB/s':>8}{'by clock':>10}{'processor':>11}{'text, MB':>10}")
    library = next(iter(times.values()))
    for name, own in times.items():
        typical = statistics.median(clock for clock, _ in own)
        clock, processor = (statistics.median(a[at] / b[at] for a, b in zip(library, own)) for at in (0, 1))
        print(f"{name:34}{len(pages) / typical:9.0f}{megabytes / typical:8.1f}{clock:10.3f}{processor:11.3f}"
              f"{sizes[name] / 1e6:10.2f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("corpus", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--only", default="", help="contenders with this in their name, besides the library")
    options = parser.parse_args()
    pages = every_seventh(options.corpus)
    with tempfile.TemporaryDirectory() as folder:
        for number, page in enumerate(pages):
            (pathlib.Path(folder) / f"{number:05}").write_bytes(page)
        library = Library(pathlib.Path(folder))
        ways = contenders(library, list(decode(pages)))
        ways = {name: ways[name] for at, name in enumerate(ways) if at == 0 or options.only in name}
        times, sizes = {name: [] for name in ways}, {}
        for _ in range(options.rounds):
            for name, run in ways.items():
                run(pages)
                clock, processor, sizes[name] = run(pages)
                times[name].append((clock, processor))
        library.process.stdin.close()
        library.process.wait()
    report(pages, times, sizes)


if __name__ == "__main__":
    main()
