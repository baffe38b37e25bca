"""Compares the wheel with the Rust library, resiliparse and trafilatura: the same pages, one run, interleaved.

    pip install ./python resiliparse trafilatura
    cargo build --release --manifest-path python/benches/library/Cargo.toml
    python python/benches/compare.py CORPORA/wcxb-dev

Takes every seventh page and returns plain text. bodytext gets bytes and decodes them; resiliparse and trafilatura get
text that is decoded before the clock starts, without comments and alternative texts. In each round every contender
extracts all pages once; the table has the median over the rounds, and ratios are medians of the ratios within a round,
so that other load on the machine affects all alike.
"""

import argparse
import gzip
import os
import pathlib
import statistics
import subprocess
import tempfile
import time

import bodytext
import resiliparse
import trafilatura
from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.encoding import bytes_to_str, detect_encoding

LIBRARY = pathlib.Path(__file__).parent / "library" / "target" / "release" / "bodytext-library-bench"


class Library:
    """The Rust library in a process of its own, which has the same pages."""

    def __init__(self, folder):
        program = os.environ.get("LIBRARY", LIBRARY)
        command = [program, *sorted(folder.iterdir())]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def time(self, threads):
        self.process.stdin.write(f"{threads}\n")
        self.process.stdin.flush()
        seconds, size = self.process.stdout.readline().split()
        return float(seconds), int(size)


def timed(texts):
    """A contender that makes an iterable of texts of the pages."""

    def run(pages):
        start = time.perf_counter()
        kept = [text or "" for text in texts(pages)]
        seconds = time.perf_counter() - start
        return seconds, sum(len(text.encode()) for text in kept)

    return run


def with_resiliparse(pages):
    return (extract_plain_text(page, main_content=True, alt_texts=False) for page in pages)


def with_trafilatura(pages):
    return (trafilatura.extract(page, include_comments=False) for page in pages)


def contenders(library, decoded):
    """Functions of the pages that return seconds and the bytes of the texts."""
    return {
        "Rust library, 1 thread": lambda pages: library.time(1),
        "bodytext.extract_text": timed(lambda pages: map(bodytext.extract_text, pages)),
        "bodytext.extract_many, 1 thread": timed(lambda pages: bodytext.extract_many(pages, 1, output="text")),
        "bodytext.extract_many, 2 threads": timed(lambda pages: bodytext.extract_many(pages, 2, output="text")),
        "Rust library, 2 threads": lambda pages: library.time(2),
        "resiliparse": lambda pages: timed(with_resiliparse)(decoded),
        "trafilatura": lambda pages: timed(with_trafilatura)(decoded),
    }


def every_seventh(corpus):
    return [gzip.open(path).read() for path in sorted((corpus / "html").glob("*.gz"))[::7]]


def report(pages, times, sizes):
    megabytes = sum(map(len, pages)) / 1e6
    print(f"{len(pages)} pages, {megabytes:.1f} MB; resiliparse {resiliparse.__version__}, "
          f"trafilatura {trafilatura.__version__}, load {os.getloadavg()[0]:.2f}\n")
    print(f"{'':34}{'pages/s':>9}{'MB/s':>8}{'of the library':>16}{'text, MB':>10}")
    library = next(iter(times.values()))
    for name, seconds in times.items():
        typical = statistics.median(seconds)
        ratio = statistics.median(own / other for own, other in zip(library, seconds))
        print(f"{name:34}{len(pages) / typical:9.0f}{megabytes / typical:8.1f}{ratio:16.3f}{sizes[name] / 1e6:10.2f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("corpus", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    pages = every_seventh(options.corpus)
    with tempfile.TemporaryDirectory() as folder:
        for number, page in enumerate(pages):
            (pathlib.Path(folder) / f"{number:05}").write_bytes(page)
        library = Library(pathlib.Path(folder))
        ways = contenders(library, [bytes_to_str(page, detect_encoding(page)) for page in pages])
        times, sizes = {name: [] for name in ways}, {}
        for _ in range(options.rounds):
            for name, run in ways.items():
                seconds, sizes[name] = run(pages)
                times[name].append(seconds)
        library.process.stdin.close()
        library.process.wait()
    report(pages, times, sizes)


if __name__ == "__main__":
    main()
