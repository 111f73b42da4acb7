"""The article of the check: a text on which offsets go wrong easily, and annotations of it with all that there can be."""

from hashlib import sha256
from pathlib import Path

# Emoji, vowel marks, tatweel, joiners and direction marks, Hebrew, two kinds of line ends, a letter with a mark of its own.
TEXT = (
    "🔴 أعلنت «قسد» (SDF) سقوط 12 قتيلاً قرب الرَّقّة،\r\n"
    "وفق رويتـــرز. نیم\u200cروز — \u200eKobanî\u200f 👍🏽 ירושלים\n"
    "وقال بيان «مجلس ثوار بنغازي» إن ٣٥٪ من المدينة، e\u0301té & <b>.\r\n\r\nانتهى."
)

# Name, label, fragments, and fields in the annotation file's own words. Each passage occurs once.
MARKS = [
    ("m1", "faction", ["قسد"], 'note: "ملاحظة & «أخرى»", attributes: {"side": Text("rebel")}'),
    ("m2", "location", ["الرَّقّة"], 'entity: "place:raqqa-sy"'),
    ("m3", "location", ["Kobanî"], ""),
    ("m4", "location", ["ירושלים"], ""),
    ("m5", "faction", ["مجلس ثوار بنغازي"], ""),
    ("m6", "location", ["بنغازي"], 'entity: "place:benghazi-ly"'),
    ("m7", "event", ["قتيلاً", "رويتـــرز"], ""),
    ("m8", "event", ["e\u0301té"], 'note: "سطران\\nاثنان"'),
]
RELATIONS = [("r1", "controls", "m1", "m2")]
SUGGESTED = ("s1", "location", ["المدينة"])
REJECTED = ("x1", "faction", ["SDF"])


def spans(fragments, unit=len):
    """Start and end of each fragment; `unit` counts a text."""
    found = []
    for fragment in fragments:
        assert TEXT.count(fragment) == 1 or fragment == "بنغازي", fragment
        start = TEXT.index(fragment)
        found.append((unit(TEXT[:start]), unit(TEXT[:start]) + unit(fragment)))
    return found


def utf8(text):
    return len(text.encode())


def utf16(text):
    return len(text.encode("utf-16-le")) // 2


def write(folder: Path):
    """Writes the article and its annotation file; returns the path of the second."""
    (folder / "article.txt").write_bytes(TEXT.encode())
    lines = []
    rest = [(*SUGGESTED, "status: Suggested"), (*REJECTED, "status: Rejected")]
    for name, label, fragments, fields in MARKS + rest:
        places = [f"({start}, {end})" for start, end in spans(fragments, utf8)]
        place = places[0] if len(places) == 1 else f"[{', '.join(places)}]"
        quotes = [f'"{fragment}"' for fragment in fragments]
        quote = quotes[0] if len(quotes) == 1 else f"[{', '.join(quotes)}]"
        fields = f"{fields}, " if fields else ""
        made = 'provenance: [(by: "سمير", at: "2026-11-22T09:33:00Z")]'
        lines.append(f'        (label: "{label}", quote: {quote}, {fields}span: {place}, id: "{name}", {made}),')
    relations = [
        f'        (kind: "{kind}", from: "{start}", to: "{end}", id: "{name}"),' for name, kind, start, end in RELATIONS
    ]
    annotations = folder / "article.hawashi.ron"
    annotations.write_text(
        "(\n    version: 2,\n"
        '    article: (file: "article.txt", sha256: "{}", bytes: {}, attributes: {"title": Text("عنوان"), "published": Date("2026-11-22")}),\n'.replace("{}", sha256(TEXT.encode()).hexdigest(), 1).replace("{}", str(utf8(TEXT)), 1) +
        "    labels: [\n"
        '        (id: "location", name: {"ar": "موقع", "en": "Location"}, color: "teal", key: \'1\', detects: "location"),\n'
        '        (id: "faction", name: {"ar": "فصيل", "en": "Faction"}, color: "orange", line: Dashed, key: \'2\', '
        'detects: "faction", attributes: [(id: "side", type: Text)]),\n'
        '        (id: "event", name: {"ar": "حدث", "en": "Event"}, color: "violet", line: Dotted),\n'
        "    ],\n    relation_kinds: [\n"
        '        (id: "controls", name: {"ar": "يسيطر على", "en": "Controls"}, from: ["faction"], to: ["location"]),\n'
        "    ],\n    annotations: [\n" + "\n".join(lines) + "\n    ],\n"
        "    relations: [\n" + "\n".join(relations) + "\n    ],\n)\n",
        encoding="utf-8",
    )
    return annotations
