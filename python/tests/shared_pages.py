"""Pages and folders that the tests share."""

import pathlib

PYTHON = pathlib.Path(__file__).resolve().parent.parent
REPOSITORY = PYTHON.parent

ARTICLE = """<!DOCTYPE html><html lang="en"><title>Rain at last - The Farmer</title>
    <meta property="article:published_time" content="2021-05-03 10:12 +0200">
    <nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>
    <h1>Rain at last</h1><p class="byline">By Ada Brook</p>
    <p>After nine dry weeks it rained on Sunday, and the <b>farmers</b> of the valley were <a href=/happy>happy</a>.</p>
    <h2>The harvest</h2>
    <p>The mayor, who had prayed for it, said that the harvest was saved, and the election was won as well.</p>
    <footer><a href="/imprint">Imprint</a></footer>"""


def boat(number):
    """A page that differs from the others only in its number."""
    return f"<p>The boat with the number {number} came in late, and its nets were as good as empty.</p>"


def boat_text(number):
    return f"The boat with the number {number} came in late, and its nets were as good as empty."
