"""Chromium: pages printed to PDF. Run: `python browser.py [name …]`."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from source import ROOT, Corpus, body_html, gold, load

BROWSER = shutil.which("chromium") or "chromium"
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--no-pdf-header-footer",
]
STYLE = """
@page { size: A4; margin: 18mm }
body { font: 11pt/1.6 FAMILY; }
h1 { font-size: 17pt } h2 { font-size: 13pt }
.byline, .dateline, .caption, .note { font-size: 9pt; color: #333 }
blockquote { border-inline-start: 3px solid #888; padding-inline-start: 1em; margin-inline: 1em }
table { border-collapse: collapse } td, th { border: 1px solid #777; padding: 2px 8px }
"""
FAMILIES = {
    "naskh": "'Noto Naskh Arabic', 'Noto Sans', Symbola", "amiri": "Amiri, Symbola",
    "scheherazade": "Scheherazade, 'Noto Serif', Symbola", "hebrew": "'Noto Serif Hebrew', 'Noto Serif', Symbola",
    "latin": "'Noto Serif', 'Noto Naskh Arabic', 'Noto Serif Hebrew', Symbola",
}
COLUMNS = "body { columns: 2; column-gap: 10mm; font-size: 10pt; text-align: justify } h1 { column-span: all }"


def version():
    return subprocess.run([BROWSER, "--version"], capture_output=True, text=True).stdout.split(" built")[0].strip()


def page(article, family, style=""):
    """A page of the article to print."""
    return (
        f'<!DOCTYPE html>\n<html lang="{article.lang}" dir="{article.dir}">\n<meta charset="utf-8">\n'
        f"<title>{article.title}</title>\n<style>{STYLE.replace('FAMILY', FAMILIES[family])}{style}</style>\n"
        f"<body>\n{body_html(article)}\n</body>\n</html>\n"
    )


def print_page(html, out):
    """Prints a page to a PDF."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "page.html"
        source.write_text(html, "utf-8")
        subprocess.run(
            [BROWSER, *FLAGS, f"--user-data-dir={folder}/profile", f"--print-to-pdf={out}", source.as_uri()],
            check=True, capture_output=True, timeout=120,
        )


DOCUMENTS = {
    "chromium-ar-bridge": ("ar-bridge", "naskh", "", "list, table, quotation, dates, percent, negative, URL"),
    "chromium-ar-harakat": ("ar-harakat", "amiri", "", "full harakat in Amiri, Arabic-Indic digits, tatweel, الله, numbered list"),
    "chromium-ar-mixed": ("ar-mixed", "scheherazade", "", "Latin and URLs inside Arabic, brackets, code, emoji"),
    "chromium-fa-water": ("fa-water", "naskh", "", "ZWNJ, Persian digits, table"),
    "chromium-he-council": ("he-council", "hebrew", "", "Hebrew with niqqud, gershayim, maqaf before digits, table"),
    "chromium-columns-ar-long": ("ar-long", "naskh", COLUMNS, "two columns, right one first, justified"),
    "chromium-en-quotes": ("en-quotes", "latin", "", "left-to-right paragraphs with Arabic, Persian and Hebrew inside"),
}


def main():
    corpus = Corpus()
    for name, (source, family, style, hard) in DOCUMENTS.items():
        if sys.argv[1:] and name not in sys.argv[1:]:
            continue
        article = load(source)
        out = ROOT / f"{name}.pdf"
        print_page(page(article, family, style), out)
        corpus.add(out, gold(article, notes="end"), lang=article.lang, producer=version(), hard=hard, article=article, notes_text=gold(article))


if __name__ == "__main__":
    main()
