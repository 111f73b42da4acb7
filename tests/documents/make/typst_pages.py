"""Typst: PDFs with footnotes, columns, tables. Run: `python typst_pages.py [name …]`."""

import re
import sys
from importlib.metadata import version

import typst

from source import ROOT, Corpus, gold, load, segments, small

FONTS = {
    "ar": '("Amiri", "Noto Sans")', "fa": '("Noto Naskh Arabic", "Noto Sans")', "he": '("Noto Serif Hebrew", "Noto Serif")',
    "en": '("Noto Serif", "Amiri", "Noto Serif Hebrew")',
}
HEAD = """
#set document(title: "TITLE")
#set page(paper: "PAPER", margin: 18mm, columns: COLUMNS, numbering: NUMBERING)
#set text(lang: "LANG", font: FONT, size: SIZE)
#set par(justify: JUSTIFY)
"""


def escape(text):
    return re.sub(r"([\\#*_`$@<>\[\]~\-'\"/+=.:&])", r"\\\1", text)


def inline(text):
    out = ""
    for kind, words in segments(text):
        words = escape(words)
        out += {"text": words, "bold": f"#strong[{words}]", "code": words, "note": f"#footnote[{words}]"}[kind]
    return out


def source_of(article):
    out = []
    for block in article.blocks:
        text = inline(block.text)
        lines = [line if isinstance(line, list) else inline(line) for line in block.lines]
        if block.kind in ("h1", "h2"):
            out.append(f"{'=' * int(block.kind[1])} {text}")
        elif block.kind in ("bullets", "numbers"):
            out.append("\n".join(f"{'-' if block.kind == 'bullets' else '+'} {line}" for line in lines))
        elif block.kind == "quote":
            out.append(f"#quote(block: true)[{text}]")
        elif block.kind == "poem":
            out.append(" \\\n".join(lines))
        elif block.kind == "table":
            cells = ", ".join(f"[{inline(cell)}]" for row in lines for cell in row)
            out.append(f"#table(columns: {len(lines[0])}, {cells})")
        elif block.kind == "paragraph":
            out.append(text)
        else:
            out.append(f"#text(size: 8pt)[{text}]")
    return "\n\n".join(out)


# name: article, paper, columns, page numbers, justified, what is hard
DOCUMENTS = {
    "typst-ar-bridge": ("ar-bridge", "a4", 1, "none", "false", "footnote at the foot of the page, table, list"),
    "typst-ar-harakat": ("ar-harakat", "a4", 1, "none", "true", "full harakat in Amiri, justified; the file says the whole cluster again for a mark that is drawn higher"),
    "typst-fa-water": ("fa-water", "a4", 1, "none", "false", "ZWNJ, Persian digits, footnote"),
    "typst-he-council": ("he-council", "a4", 1, "none", "false", "Hebrew with niqqud, footnote, table"),
    "typst-columns-ar-long": ("ar-long", "a5", 2, '"1"', "true", "two narrow columns over several pages, page numbers"),
}


def main():
    corpus = Corpus()
    for name, (source, paper, columns, numbering, justify, hard) in DOCUMENTS.items():
        if sys.argv[1:] and name not in sys.argv[1:]:
            continue
        article = small(load(source))
        head = HEAD
        for word, value in [
            ("SIZE", "12pt" if paper == "a5" else "10pt"), ("TITLE", article.title.replace('"', '\\"')), ("PAPER", paper), ("COLUMNS", str(columns)), ("NUMBERING", numbering),
            ("LANG", article.lang), ("FONT", FONTS[article.lang]), ("JUSTIFY", justify),
        ]:
            head = head.replace(word, value)
        out = ROOT / f"{name}.pdf"
        out.write_bytes(typst.compile((head + source_of(article)).encode(), format="pdf", font_paths=["/usr/share/fonts"]))
        # The mark and the number of a note are a raised digit, without brackets and space.
        expected = gold(article, notes="end", mark=str, note_line=lambda n, words: f"{n}{words}")
        corpus.add(out, expected, lang=article.lang, producer=f"Typst {version('typst')}", hard=hard, article=article, notes_text=gold(article))


if __name__ == "__main__":
    main()
