"""Runs one of the Python peers: worker.py NAME.

../src/process.rs starts it. The messages are those of ../src/protocol.rs.
"""

import importlib.metadata
import json
import re
import sys
import time

REPEAT_SECONDS = 0.1


def trafilatura():
    from trafilatura import extract

    def run(html, url):
        return extract(html, url=url, include_comments=False)

    return "trafilatura", run


def resiliparse():
    from resiliparse.extract.html2text import extract_plain_text

    def run(html, url):
        return extract_plain_text(html, main_content=True, alt_texts=False)

    return "resiliparse", run


def pagesift():
    from pagesift import convert

    def run(html, url):
        return convert(html, url=url).markdown

    return "pagesift", run


def lexbor():
    from resiliparse.parse.html import HTMLTree

    def run(html, url):
        HTMLTree.parse(html)
        return ""

    return "resiliparse", run


PEERS = {
    "trafilatura (Python)": trafilatura,
    "resiliparse": resiliparse,
    "pagesift": pagesift,
    "lexbor": lexbor,
}

# A Markdown link as pagesift writes it, without spaces or parentheses in the address.
LINK = r"""\[((?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]\([^()\s]*(?:\s+"(?:[^"\\]|\\.)*")?\)"""
# Fences; markers of headings, items and quotes; escapes, whose character is kept; emphasis and code.
MARKS = r"^[ \t]*```+.*$|^[ \t]*(?:(?:#{1,6}|[-+*>]|\d+\.)(?:[ \t]+|$))+|\\([!-/:-@\[-`{-~])|\*+|~~|`+"


def without_markdown(text):
    """The visible text, without images and link addresses, whose words are not in the true text."""
    text = re.sub(r"(?<!\\)!" + LINK, "", text)
    text = re.sub(r"(?<!\\)" + LINK, r"\1", text)
    return re.sub(MARKS, r"\1", text, flags=re.MULTILINE)


# How to get plain text from peers that return something else. This is not measured.
PLAIN = {"pagesift": without_markdown}


def peak_memory_kb():
    try:
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmHWM:"))
    except (OSError, StopIteration):
        return 0


def answer(run, plain, request, html):
    reply = {"seconds": [], "text": "", "nothing": None, "panic": None}
    for _ in range(request["rounds"]):
        start = time.thread_time()
        try:
            text = run(html, request["url"])
        except Exception as error:
            text, reply["panic"] = None, repr(error)
        reply["seconds"].append(time.thread_time() - start)
        # Lone surrogates cannot be encoded as UTF-8.
        reply["text"] = plain(text or "").encode("utf-8", "replace").decode()
        reply["nothing"] = "None" if text is None else None
        if reply["panic"] or sum(reply["seconds"]) > REPEAT_SECONDS:
            break
    reply["memory_kb"] = peak_memory_kb()
    return reply


def main():
    name = sys.argv[1]
    package, run = PEERS[name]()
    plain = PLAIN.get(name, str)
    # Output of the packages must not be mixed with the messages.
    output, sys.stdout = sys.stdout, sys.stderr

    def say(message):
        print(json.dumps(message), file=output, flush=True)

    say({"version": importlib.metadata.version(package), "memory_kb": peak_memory_kb()})
    for line in iter(sys.stdin.buffer.readline, b""):
        request = json.loads(line)
        say(answer(run, plain, request, sys.stdin.buffer.read(request["bytes"]).decode()))


main()
