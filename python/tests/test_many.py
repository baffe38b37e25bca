"""`extract_many`: order, memory, threads and errors."""

import contextlib
import itertools
import pathlib
import signal
import threading
import time

import bodytext
import pytest
from shared_pages import boat, boat_text

# The same values as in src/many.rs.
PAGES_PER_THREAD = 8
MAX_BYTES_AHEAD = 64 << 20


class Counted:
    """Counts how many pages were read."""

    def __init__(self, pages):
        self.pages = iter(pages)
        self.read = 0

    def __iter__(self):
        return self

    def __next__(self):
        page = next(self.pages)
        self.read += 1
        return page


@pytest.mark.parametrize("threads", [None, 1, 2, 7])
def test_results_are_in_order(threads):
    # Pages of different sizes, so that later ones finish before earlier ones.
    pages = [boat(number) * (200 if number % 5 == 0 else 1) for number in range(300)]
    texts = list(bodytext.extract_many(pages, threads, output="text"))
    assert texts == [bodytext.extract_text(page) for page in pages]
    articles = bodytext.extract_many(iter(pages), threads=threads)
    assert [article.text for article in articles] == texts


def test_outputs(article):
    pages = [article, article.encode(), bytearray(article.encode())]
    extracted = bodytext.extract(article)
    assert list(bodytext.extract_many(pages, output="markdown")) == [extracted.markdown] * 3
    assert list(bodytext.extract_many(pages, output="html")) == [extracted.html] * 3
    text = "Home\n\nThe harbour was empty, for the boats had all gone out before the sun was up."
    assert list(bodytext.extract_many([text], output="text", plain_text=True)) == [
        bodytext.extract_plain_text(text).text]
    urls = ["https://farmer.example/", None, "no url"]
    with_url = bodytext.extract_many([(article, url) for url in urls], output="markdown")
    assert ["https://farmer.example/happy" in markdown for markdown in with_url] == [True, False, False]
    assert list(bodytext.extract_many([])) == []


def test_settings_apply(article):
    page = article.replace("<footer>", "<p>Photo: the valley</p><footer>")
    for focus in ("precision", "recall"):
        expected = [bodytext.extract_text(page, focus=focus)]
        assert list(bodytext.extract_many([page], focus=focus, output="text")) == expected
        assert list(bodytext.Extractor(focus=focus).extract_many([page], output="text")) == expected


def test_nothing_is_read_before_it_is_needed():
    source = Counted(map(boat, itertools.count()))
    articles = bodytext.extract_many(source, threads=2)
    assert source.read == 0
    for number in range(1, 100):
        next(articles)
        assert source.read <= 2 * PAGES_PER_THREAD + number


def test_few_large_pages_are_read_ahead():
    large = boat(1) + " " * (MAX_BYTES_AHEAD // 4)
    source = Counted(itertools.repeat(large))
    articles = bodytext.Extractor(max_bytes=1 << 30).extract_many(source, threads=4, output="text")
    for number in range(1, 8):
        assert next(articles) == boat_text(1)
        assert source.read <= 4 + number


def test_an_endless_iterable_can_be_left():
    for text in bodytext.extract_many(map(boat, itertools.count()), output="text"):
        if "number 500 " in text:
            break


def test_exceptions_of_the_iterable_come_in_order():
    def pages():
        yield boat(1)
        yield boat(2)
        raise KeyError("no more")

    articles = bodytext.extract_many(pages(), threads=2, output="text")
    assert [next(articles), next(articles)] == [boat_text(1), boat_text(2)]
    with pytest.raises(KeyError, match="no more"):
        next(articles)
    assert list(articles) == []


def test_interrupts_of_the_iterable_do_not_wait():
    def pages():
        yield boat(1)
        yield boat(2)
        raise KeyboardInterrupt

    texts = bodytext.extract_many(pages(), threads=2, output="text")
    with pytest.raises(KeyboardInterrupt):
        next(texts)
    assert list(texts) == [boat_text(1), boat_text(2)]


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="there are no timers")
def test_an_interrupted_page_is_not_lost():
    def interrupt(*_):
        raise KeyboardInterrupt

    # Takes about a second. Signals are checked every tenth of a second.
    large = "<div>" + "<p>The harbour was <b>empty</b>, for the boats had all gone out.</p>" * 400_000
    texts = bodytext.extract_many([large, boat(2)], threads=1, output="text")
    before = signal.signal(signal.SIGALRM, interrupt)
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.01)
        with pytest.raises(KeyboardInterrupt):
            next(texts)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert len(next(texts)) > 1_000_000
    assert list(texts) == [boat_text(2)]


def test_refused_pages():
    pages = [boat(1), boat(2) * 100, boat(3)]
    extractor = bodytext.Extractor(max_bytes=200)
    first, error, last = extractor.extract_many(pages, threads=2, output="text", errors="return")
    assert (first, last) == (boat_text(1), boat_text(3))
    assert isinstance(error, bodytext.Error) and "more than the limit of 200" in str(error)
    articles = extractor.extract_many(pages, threads=2, output="text")
    assert next(articles) == boat_text(1)
    with pytest.raises(bodytext.Error):
        next(articles)
    assert next(articles) == boat_text(3)


def test_items_that_are_no_pages_are_raised_in_order():
    for item in (5, None, (boat(1), 5), (boat(1), None, None), [boat(1)]):
        articles = bodytext.extract_many([boat(1), item, boat(3)], output="text", errors="return")
        assert next(articles) == boat_text(1)
        with pytest.raises((TypeError, ValueError)):
            next(articles)
        assert next(articles) == boat_text(3)


def test_arguments_are_checked_at_once():
    for threads in (0, -1, 1025):
        with pytest.raises(ValueError, match=f"threads must be from 1 to 1024, not {threads}"):
            bodytext.extract_many([], threads=threads)
    for page in (boat(1), boat(1).encode(), bytearray(boat(1).encode())):
        with pytest.raises(TypeError, match="pages must be an iterable of pages, not a single page"):
            bodytext.extract_many(page)
    with pytest.raises(ValueError, match="output must be"):
        bodytext.extract_many([], output="pdf")
    with pytest.raises(ValueError, match="errors must be 'raise' or 'return', not 'ignore'"):
        bodytext.extract_many([], errors="ignore")
    with pytest.raises(TypeError, match="not iterable"):
        bodytext.extract_many(5)


def test_a_source_that_extracts_too():
    inner = bodytext.extract_many(map(boat, range(50)), output="html")
    assert list(bodytext.extract_many(inner, output="text")) == [boat_text(number) for number in range(50)]


def live_threads():
    """The threads of `extract_many` in this process, by their name."""
    names = []
    for path in pathlib.Path("/proc/self/task").glob("*/comm"):
        with contextlib.suppress(OSError):
            names.append(path.read_text().strip())
    return names.count("bodytext")


def ends_with(count):
    deadline = time.monotonic() + 10
    while live_threads() != count and time.monotonic() < deadline:
        time.sleep(0.01)
    return live_threads() == count


@pytest.mark.skipif(not pathlib.Path("/proc/self/task").is_dir(), reason="threads are counted on Linux only")
def test_threads_end_with_the_iterator():
    assert ends_with(0)
    articles = bodytext.extract_many(map(boat, itertools.count()), threads=5)
    next(articles)
    assert ends_with(5)
    del articles
    assert ends_with(0)


def test_the_interpreter_goes_on_during_an_extraction():
    """A Python thread counts while another one extracts a page that takes long."""
    page = "<div><p>The harbour was <b>empty</b>, for the boats had all gone out.</p></div>" * 60_000
    counted = itertools.count()
    for extract in (
        bodytext.extract_text,
        lambda page: next(bodytext.extract_many([page], threads=1, output="text")),
        bodytext.extract_plain_text,
    ):
        started, done = threading.Event(), threading.Event()

        def work(extract=extract, started=started, done=done):
            started.set()
            extract(page)
            done.set()

        thread = threading.Thread(target=work)
        thread.start()
        started.wait()
        start, steps = time.monotonic(), 0
        while not done.is_set():
            next(counted)
            steps += 1
            time.sleep(0.001)
        thread.join()
        # If the lock were held, there would be only a step or two.
        assert steps > 20 and time.monotonic() - start > 0.02
