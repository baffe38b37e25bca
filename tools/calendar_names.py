#!/usr/bin/env python3
"""Writes src/metadata/calendar_names.rs from Unicode CLDR.

    npm pack cldr-dates-full@48.2.0 && tar xzf cldr-dates-full-48.2.0.tgz
    python3 tools/calendar_names.py package > src/metadata/calendar_names.rs

Reads main/<locale>/ca-gregorian.json of the package. Needs only the standard library. The output is deterministic.
"""

import json
import pathlib
import re
import sys

# The most common languages on the web. Japanese, Korean and Vietnamese write months as numbers, so they have an order
# of day and month but no names.
LANGUAGES = """
    en es de ja fr pt ru it nl pl tr zh fa vi cs id ko uk hu sv ar ro el da fi he sk th bg hr
    no sr lt sl ca et lv hi bn ms
""".split()


def calendar(root, locale):
    path = root / "main" / locale / "ca-gregorian.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    return data["main"][locale]["dates"]["calendars"]["gregorian"]


def pattern(dates, length):
    value = dates["dateFormats"][length]
    return value if isinstance(value, str) else value["_value"]


def folded(name):
    """A name, folded as src/metadata/months.rs folds the words of a page: lower case, no marks, i for Turkish ı."""
    name = re.sub("[.\u05f3\u0307\u0654]", "", name.lower()).replace("ı", "i")
    # Catalan names include a preposition: "de març", "d’abril".
    return " ".join(re.sub("^(de |d’)", "", name).split())


def months(root, language):
    """The names of each month in the locales of a language, in the order of the locales."""
    locales = [language] + sorted(p.name for p in (root / "main").glob(f"{language}-*"))
    # English in the Deseret and Shavian alphabets is rare.
    locales = [locale for locale in locales if not re.search("-(Dsrt|Shaw)", locale)]
    names = [[] for _ in range(12)]
    known = {}
    for locale in locales:
        dates = calendar(root, locale)
        # A prefix that is attached to the month, as in Hebrew "5 במרץ".
        before = re.search(r"([^\W\dydMLGE]+)MMMM", pattern(dates, "long"))
        for context in ["format", "stand-alone"]:
            for width in ["wide", "abbreviated"]:
                for number, name in dates["months"][context][width].items():
                    name = folded(name)
                    forms = [name] + ([before[1] + name] if before else [])
                    for form in forms:
                        # Numbered months are not names. A name that is already used for another month is skipped.
                        if re.search(r"\d", form) or len(form) < 2 or form in known:
                            continue
                        known[form] = number
                        names[int(number) - 1].append(form)
    return names


def order(root, locale):
    """Whether the day or the month comes first in dates that end with the year."""
    short = re.sub(r"'[^']*'", "", pattern(calendar(root, locale), "short"))
    fields = "".join(sorted((c for c in "yMd" if c in short), key=short.find))
    return {"dMy": "DayFirst", "Mdy": "MonthFirst"}.get(fields)


def regions(root, language):
    """The regions whose order differs from that of the language; for English, from that of en-001."""
    usual = order(root, "en-001" if language == "en" else language)
    # The locale without a region stands for its main region.
    found = {"US": order(root, "en")} if language == "en" else {}
    for path in sorted((root / "main").glob(f"{language}-*")):
        region = path.name.split("-")[-1]
        if re.fullmatch("[A-Z]{2}", region):
            found.setdefault(region, order(root, path.name))
    return usual, sorted((region, found[region]) for region in found if found[region] != usual)


def option(value):
    return f"Some({value})" if value else "None"


def wrapped(start, items):
    """Prints a list, with as many items per line as fit."""
    if not items:
        print(f"        {start}],")
        return
    print(f"        {start}")
    line = "           "
    for item in items:
        if len(line) + 1 + len(item) > 110:
            print(line)
            line = "           "
        line += f" {item}"
    print(f"{line}\n        ],")


def main():
    root = pathlib.Path(sys.argv[1])
    package = json.loads((root / "package.json").read_text(encoding="utf-8"))
    print(f"""\
//! The names of months, and whether the day or the month comes first, in widely used languages of the web.
//!
//! Written by `tools/calendar_names.py` from Unicode CLDR (npm package `{package["name"]}` {package["version"]}, licence
//! {package["license"]}, see NOTICE): all names in full and abbreviated, in the forms used within dates and alone, in all
//! regions of a language. In lower case, without dots.

use super::calendar::Order::{{self, DayFirst, MonthFirst}};

/// The months and the order of dates in one language.
pub(super) struct Language {{
    /// Its code, ISO 639-1.
    pub(super) code: &'static str,
    /// The order of day and month in numbers before a year; `None` if the year comes first.
    pub(super) order: Option<Order>,
    /// The regions, ISO 3166-1, whose order is another.
    pub(super) regions: &'static [(&'static str, Option<Order>)],
    /// The names of the months from January on.
    pub(super) months: [&'static [&'static str]; 12],
}}

#[rustfmt::skip]
pub(super) static LANGUAGES: [Language; {len(LANGUAGES)}] = [""")
    for language in LANGUAGES:
        usual, others = regions(root, language)
        print(f'    Language {{\n        code: "{language}", order: {option(usual)},')
        wrapped("regions: &[", [f'("{region}", {option(value)}),' for region, value in others])
        wrapped("months: [", ["&[" + ", ".join(f'"{name}"' for name in names) + "]," for names in months(root, language)])
        print("    },")
    print("];")


main()
