"""A page for the adapters that read single files."""

PAGE = """<html lang=en><title>The old mill</title><h1>The old mill</h1>
    <p>The old mill by the river was empty for years, until the council bought it last autumn.</p>
    <h2>History</h2><p>It was built in 1820 by a farmer, who ground the corn of the whole valley there.</p>
    <nav><a href=/>Home</a></nav>"""
