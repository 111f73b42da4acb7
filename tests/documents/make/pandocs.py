"""Pandoc: docx, odt, epub, rtf, html and Markdown. Run: `python pandocs.py [file …]`."""

import re
import subprocess
import sys

from source import ROOT, Corpus, gold, load, segments


def escape(text):
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)


def markdown(article):
    """The article as Pandoc's Markdown."""
    notes = []

    def inline(text):
        out = ""
        for kind, words in segments(text):
            if kind == "note":
                notes.append(f"[^{len(notes) + 1}]: {escape(words)}")
                out += f"[^{len(notes)}]"
            else:
                words = words if kind == "code" else escape(words)
                out += {"text": words, "bold": f"**{words}**", "code": f"`{words}`"}[kind]
        return out

    out = []
    for block in article.blocks:
        text = inline(block.text)
        lines = [[inline(cell) for cell in line] if isinstance(line, list) else inline(line) for line in block.lines]
        if block.kind in ("h1", "h2"):
            out.append("#" * int(block.kind[1]) + " " + text)
        elif block.kind == "bullets":
            out.append("\n".join(f"- {line}" for line in lines))
        elif block.kind == "numbers":
            out.append("\n".join(f"{number}. {line}" for number, line in enumerate(lines, 1)))
        elif block.kind == "quote":
            out.append(f"> {text}")
        elif block.kind == "poem":
            out.append("\\\n".join(lines))
        elif block.kind == "table":
            rows = ["| " + " | ".join(line) + " |" for line in lines]
            out.append("\n".join([rows[0], "|" + "---|" * len(lines[0]), *rows[1:]]))
        else:
            out.append(text)
    return "\n\n".join(out + notes) + "\n"


# file: article, format, what is hard
DOCUMENTS = {
    "pandoc-ar-mixed.docx": ("ar-mixed", "docx", "code, footnote, Latin and URLs inside Arabic, emoji"),
    "pandoc-en-quotes.docx": ("en-quotes", "docx", "left-to-right with Arabic, Persian and Hebrew inside, footnote"),
    "pandoc-fa-water.odt": ("fa-water", "odt", "ZWNJ, Persian digits, footnote, table"),
    "pandoc-he-council.epub": ("he-council", "epub3", "EPUB 3 with a title page, footnote with a way back, niqqud"),
    "pandoc-fa-poem.epub": ("fa-poem", "epub2", "EPUB 2, ZWNJ, forced line breaks, footnote, emoji"),
    "pandoc-fa-poem.rtf": ("fa-poem", "rtf", "\\u only, ZWNJ, forced line breaks, footnote, emoji"),
    "pandoc-ar-bridge.html": ("ar-bridge", "html5", "bare page, footnote with a way back, table"),
    "pandoc-ar-bridge.md": ("ar-bridge", "gfm", "GitHub's Markdown with folded lines, table, footnote"),
    "pandoc-he-tech.md": ("he-tech", "markdown_strict", "escaped signs, folded lines, numbered list"),
}


def main():
    corpus = Corpus()
    producer = "Pandoc " + subprocess.run(["pandoc", "--version"], capture_output=True, text=True).stdout.split()[1]
    for file, (source, form, hard) in DOCUMENTS.items():
        if sys.argv[1:] and file not in sys.argv[1:]:
            continue
        article = load(source)
        metadata = ["--metadata", f"pagetitle={article.title}", "--metadata", f"lang={article.lang}", "--metadata", f"dir={article.dir}"]
        expected, notes_text, more = gold(article), None, {}
        if form.startswith(("epub", "html")):
            # A raised digit without brackets; the notes are a numbered list behind all. The arrow that leads back from a
            # note is not in the text, as menus are not.
            notes_text = gold(article, notes="end", mark=str, note_line=lambda n, words: words)
        if form.startswith("epub"):
            # The title page is the first of the book's pages.
            metadata += ["--metadata", "title=Hawashi 118", "--metadata", "author=Dana Hollis"]
            expected, notes_text = (f"Hawashi 118\n\nDana Hollis\n\n{text}" for text in (expected, notes_text))
            more["headings"] = ["Hawashi 118"] + [block.text for block in article.blocks if block.kind in ("h1", "h2")]
        subprocess.run(
            ["pandoc", "-f", "markdown-smart", "-t", form, "-s", *metadata, "-o", str(ROOT / file)],
            input=markdown(article).encode(), check=True,
        )
        corpus.add(ROOT / file, expected, lang=article.lang, producer=producer, hard=hard, article=article, notes_text=notes_text, **more)


if __name__ == "__main__":
    main()
