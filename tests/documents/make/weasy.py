"""WeasyPrint: PDFs with running heads and page numbers. Run: `python weasy.py [name …]`."""

import sys
from importlib.metadata import version

from weasyprint import HTML

from browser import FAMILIES, STYLE
from source import ROOT, Corpus, body_html, gold, load, small

PAGES = """
@page { size: A5; margin: 22mm 15mm;
  @top-center { content: "نشرة السكّة – العدد 118"; font: 8pt 'Noto Naskh Arabic' }
  @bottom-center { content: "صفحة " counter(page) " من " counter(pages); font: 8pt 'Noto Naskh Arabic' } }
"""
# The emoji's outlines are in a font without the letters; WeasyPrint puts the whole of it into the file: left out.
DOCUMENTS = {
    "weasyprint-ar-market": ("ar-market", "naskh", "", "Arabic-Indic digits with ٫ ٬ ٪, wide table, list"),
    "weasyprint-fa-poem": ("fa-poem", "naskh", "", "ZWNJ that only the forms of the letters show, a poem's lines, numbered list, Arabic within Persian"),
    "weasyprint-he-tech": ("he-tech", "hebrew", "", "Hebrew with niqqud, numbered list, Latin; the map of the file says d for the dot of שׁ and U+000F for some dots in letters"),
    "weasyprint-pages-ar-long": ("ar-long", "naskh", PAGES, "several pages, running heads, page numbers, paragraphs over pages"),
}


def main():
    corpus = Corpus()
    for name, (source, family, style, hard) in DOCUMENTS.items():
        if sys.argv[1:] and name not in sys.argv[1:]:
            continue
        article = small(load(source), " 🌧️")
        page = (
            f'<html lang="{article.lang}" dir="{article.dir}"><meta charset="utf-8"><title>{article.title}</title>'
            f"<style>{STYLE.replace('FAMILY', FAMILIES[family])}{style}</style><body>{body_html(article)}</body></html>"
        )
        HTML(string=page).write_pdf(ROOT / f"{name}.pdf", full_fonts=False)
        producer = f"WeasyPrint {version('weasyprint')}"
        # A ZWNJ is an empty glyph, which WeasyPrint does not write: the letters beside it, which do not join, show it.
        expected, notes_text = (gold(article, notes=place) for place in ("end", "after"))
        corpus.add(ROOT / f"{name}.pdf", expected, lang=article.lang, producer=producer, hard=hard, article=article, notes_text=notes_text)


if __name__ == "__main__":
    main()
