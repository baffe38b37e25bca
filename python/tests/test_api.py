"""The results of functions and classes."""

import json
import pickle
import threading

import bodytext
import pytest
from shared_pages import REPOSITORY


def test_outputs_agree(article):
    extracted = bodytext.extract(article)
    assert extracted.text.startswith("After nine dry weeks it rained on Sunday, and the farmers of the valley were")
    assert extracted.text == bodytext.extract_text(article)
    assert extracted.markdown == bodytext.extract_markdown(article) == extracted.to_markdown()
    assert "**farmers**" in extracted.markdown and "\n\n## The harvest\n\n" in extracted.markdown
    assert "<strong>farmers</strong>" in extracted.html
    assert not extracted.is_empty and not extracted.is_flattened
    assert 0.5 < extracted.confidence <= 1 and 0 < extracted.threshold < 1
    assert extracted.text_source == "page" and extracted.encoding is None
    assert repr(extracted).startswith('<Article "Rain at last": 3 of ')


def test_markdown_options(article):
    def markdown(**options):
        assert bodytext.extract_markdown(article, **options) == bodytext.extract(article).to_markdown(**options)
        return bodytext.extract_markdown(article, **options)

    assert "[happy](/happy)" in markdown()
    assert "[happy]" not in markdown(links="text")
    assert markdown(titles="heading").startswith("# Rain at last\n")
    page = "<p>The old mill <img src=/mill.jpg alt='in winter'> was bought by the council of the town last autumn.</p>"
    assert "![in winter](/mill.jpg)" in bodytext.extract_markdown(page, images="keep")
    assert "in winter" in bodytext.extract_markdown(page, images="alt")
    assert "in winter" not in bodytext.extract_markdown(page)
    page = "<p>The area is <math><mi>a</mi><mo>+</mo><mi>b</mi></math>, as the teacher of the class wrote down.</p>"
    assert "$a + b$" in bodytext.extract_markdown(page).replace("$a+b$", "$a + b$")
    assert "$" not in bodytext.extract_markdown(page, formulas="text")


def test_relative_links_are_resolved(article):
    url = "https://farmer.example/news/1.html"
    for markdown in (
        bodytext.extract_markdown(article, url=url),
        bodytext.extract(article, url=url).markdown,
        bodytext.Extractor(url=url).extract(article).markdown,
        bodytext.Extractor().extract(article, url=url).markdown,
        bodytext.Extractor(url="https://other.example/").extract(article, url=url).markdown,
    ):
        assert "[happy](https://farmer.example/happy)" in markdown


def test_metadata(article):
    metadata = bodytext.extract(article).metadata
    assert (metadata.title, metadata.byline, metadata.language) == ("Rain at last", "Ada Brook", "en")
    assert metadata.published.text == "2021-05-03 10:12 +0200"
    assert metadata.published.iso == "2021-05-03T10:12+02:00"
    assert metadata.modified is None and metadata.keywords == []
    fields = metadata.to_dict()
    assert fields["published"] == {"text": "2021-05-03 10:12 +0200", "iso": "2021-05-03T10:12+02:00"}
    names = {name for name in dir(metadata) if not name.startswith("_")} - {"to_dict"}
    assert set(fields) == names
    assert repr(metadata).startswith("Metadata(title='Rain at last', byline='Ada Brook', ")
    same = bodytext.extract(article).metadata.published
    assert same == metadata.published and hash(same) == hash(metadata.published)


def test_blocks(article):
    extracted = bodytext.extract(article)
    labels = [(block.label, block.kind) for block in extracted.blocks]
    assert ("title", "heading") in labels and ("boilerplate", "list_item") in labels
    assert [block.position for block in extracted.blocks] == list(range(len(labels)))
    home = extracted.blocks[0]
    assert (home.text, home.kind, home.level, home.is_ordered) == ("Home", "list_item", 1, False)
    assert (home.link_density, home.word_count, home.line, home.source) == (1.0, 1, None, None)
    assert home.path == "html > body > nav > ul > li:nth-child(1) > a"
    assert home.rule == "threshold" and not home.is_content and not home.is_hidden
    assert 0 <= home.score < 0.5 and 0 <= home.score_in_context < 0.5
    parts = home.explain()
    assert parts and all(part.feature and part.definition for part in parts)
    assert abs(parts[0].log_odds) >= abs(parts[-1].log_odds)
    assert repr(home).startswith("<Block 0 boilerplate 0.") and repr(home).endswith('"Home">')
    headings = [block.level for block in extracted.blocks if block.kind == "heading"]
    assert headings == [1, 2]


def test_blocks_outlive_their_article(article):
    blocks = bodytext.extract(article).blocks
    assert blocks[0].text == "Home"


def test_source_ranges():
    page = "<nav>Mühle</nav><p>Snow fell on the <b>pass</b>, and the road was closed until the next morning.</p>"
    block = next(block for block in bodytext.Extractor(sources=True).extract(page).blocks if block.is_content)
    start, end = block.source
    assert page.encode()[start:end].startswith(b"Snow fell on the <b>pass</b>,")


def test_sections_and_images(article):
    sections = bodytext.extract(article).sections
    assert [section.path for section in sections] == [[], ["The harvest"]]
    assert [block.kind for section in sections for block in section.blocks] == ["paragraph", "paragraph"]
    assert [heading.text for heading in sections[1].headings] == ["The harvest"]
    figure = "<figure><img src=rain.jpg alt=Rain title=R><figcaption>Sunday</figcaption></figure>"
    page = article.replace("<h2>", figure + "<h2>")
    (image,) = bodytext.extract(page, url="https://farmer.example/news/").images
    assert (image.url, image.alt, image.title, image.caption) == (
        "https://farmer.example/news/rain.jpg", "Rain", "R", "Sunday")


def test_to_dict_is_the_json_of_the_library(article):
    extracted = bodytext.extract(article)
    fields = extracted.to_dict()
    assert fields["text"] == extracted.text
    assert fields["blocks"] == [block.to_dict() for block in extracted.blocks]
    assert [block["label"] for block in fields["blocks"]] == [block.label for block in extracted.blocks]
    assert [block["rule"] for block in fields["blocks"]] == [block.rule for block in extracted.blocks]
    assert [block["kind"]["type"] for block in fields["blocks"]] == [block.kind for block in extracted.blocks]
    assert [block["score"] for block in fields["blocks"]] == [block.score for block in extracted.blocks]
    assert json.loads(json.dumps(fields)) == fields


def test_names_are_those_of_the_library_on_every_case():
    seen = set()
    for path in sorted((REPOSITORY / "tests" / "cases").glob("*.html")):
        for block in bodytext.Extractor(comments=True, authors=True).extract(path.read_bytes()).blocks:
            fields = block.to_dict()
            assert (block.kind, block.label, block.rule) == (fields["kind"]["type"], fields["label"], fields["rule"])
            seen |= {block.kind, block.label, block.rule}
    assert {"heading", "paragraph", "list_item", "quote", "code", "table_row", "caption", "other"} <= seen
    assert {"content", "title", "boilerplate", "threshold", "context"} <= seen


def test_retain_returns_another_article(article):
    extracted = bodytext.extract(article)
    text = extracted.text
    headings = extracted.retain(lambda block: block.kind == "heading" and block.level == 2)
    assert headings.text == "The harvest" and extracted.text == text
    assert extracted.retain(lambda block: block.is_content).text == text
    with pytest.raises(ZeroDivisionError):
        extracted.retain(lambda block: 1 / 0)


def test_settings(article):
    page = """<meta property=og:type content=article><h1>The bridge</h1>
        <p>It is not known who built the bridge over the river, or why it ends in the middle of the water, where the
        ferries used to pass in my grandmother's time.</p>
        <div id=comments><h2>1 comment</h2><p>My uncle said that a mason from the valley built it.</p></div>"""
    assert "My uncle" not in bodytext.extract_text(page)
    assert "My uncle" in bodytext.extract_text(page, comments=True)
    assert "My uncle" in bodytext.Extractor(comments=True).extract(page).text
    lengths = [len(bodytext.extract_text(article, focus=focus)) for focus in ("precision", "balanced", "recall")]
    assert lengths == sorted(lengths)
    deep = "<div>" * 50 + "<p>The harbour was empty."
    assert bodytext.Extractor(max_depth=40).extract(deep).is_flattened
    assert len(bodytext.Extractor(max_elements=20).extract("<p>Rain." * 50).blocks) < 20


def test_plain_text():
    text = "Home\n\nIt had stood empty for eleven years, since the last miller retired and moved to a farm.\n"
    extracted = bodytext.extract_plain_text(text)
    assert extracted.text.startswith("It had stood empty") and extracted.blocks[0].line == 1
    assert bodytext.extract_plain_text(text.encode()).text == extracted.text
    assert bodytext.Extractor(focus="recall").extract_plain_text(text).blocks[1].line == 3


def test_errors(article):
    assert issubclass(bodytext.Error, ValueError)
    with pytest.raises(bodytext.Error, match="bytes, more than the limit of 10"):
        bodytext.Extractor(max_bytes=10).extract(article)
    for call in (
        lambda: bodytext.extract(article, url="news/1.html"),
        lambda: bodytext.Extractor(url="news/1.html"),
        lambda: bodytext.Extractor().extract(article, url="mailto:a@b.example"),
    ):
        with pytest.raises(bodytext.Error, match="is not an absolute URL"):
            call()
    with pytest.raises(ValueError, match="focus must be 'precision' or 'balanced' or 'recall', not 'none'"):
        bodytext.extract(article, focus="none")
    with pytest.raises(ValueError, match="links must be"):
        bodytext.extract_markdown(article, links="")
    for page in (None, 5, ["<p>"], memoryview(b"<p>")):
        with pytest.raises(TypeError, match="a page must be str, bytes or bytearray, not"):
            bodytext.extract(page)
    with pytest.raises(TypeError):
        bodytext.extract(article, "https://farmer.example/")


def test_broken_pages_are_no_errors():
    for page in ("", b"", "<", "<p", "\0", b"\xff\xfe", "<p>" * 10_000, "<!--", "</html></html>"):
        assert isinstance(bodytext.extract(page).text, str)


def test_bytes_in_other_encodings():
    text = "На перевале снег, и дорога закрыта до самого утра."
    for encoding in ("windows-1251", "koi8-r", "utf-8", "utf-16"):
        extracted = bodytext.extract(f"<p>{text}</p>".encode(encoding), content_type=f"text/html; charset={encoding}")
        assert extracted.text == text
    declared = b"<meta charset=windows-1251>" + f"<p>{text}".encode("windows-1251")
    assert bodytext.extract(declared).encoding == "windows-1251"
    assert bodytext.extract_text(declared) == bodytext.extract_text(bytearray(declared)) == text
    shift_jis = "<p>港は空っぽだった。".encode("shift_jis")
    assert bodytext.Extractor().extract(shift_jis, content_type="Shift_JIS").text == "港は空っぽだった。"


def test_surrogates():
    def text(word):
        return bodytext.extract_text(f"<p>The harbour was {word}, for the boats had all gone out before dawn.")

    assert "was \ufffd," in text("\ud800") and "was \ufffdx," in text("\udfffx")
    assert "was \ufffd\ufffd," in text("\ude00\ud83d")
    assert "was \U0001f600," in text("\ud83d\ude00") and "was \U0001f600," in text("\U0001f600")
    assert "\ufffd" in bodytext.extract_plain_text("The harbour was \ud800 empty.").text
    assert list(bodytext.extract_many(["<p>The harbour was \udcff empty."], output="text")) == [
        "The harbour was \ufffd empty."]


def test_pickling(article):
    extractor = bodytext.Extractor(url="https://farmer.example/", focus="recall", max_bytes=10_000)
    again = pickle.loads(pickle.dumps(extractor))
    assert repr(again) == repr(extractor)
    assert again.extract(article).markdown == extractor.extract(article).markdown
    assert pickle.loads(pickle.dumps(bodytext.extract_text)) is bodytext.extract_text
    error = pickle.loads(pickle.dumps(bodytext.Error("too large")))
    assert isinstance(error, bodytext.Error) and str(error) == "too large"
    with pytest.raises(TypeError):
        pickle.dumps(bodytext.extract(article))


def test_one_extractor_serves_many_threads(article):
    extractor, texts = bodytext.Extractor(), []
    threads = [threading.Thread(target=lambda: texts.append(extractor.extract(article).text)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert texts == [extractor.extract(article).text] * 8
