"""ReportLab and fpdf2: Arabic put in visual order by the program itself, as many older producers do; a PDF of pictures,
and encrypted ones. Run: `python visual.py [name …]`."""

import io
import sys
from importlib.metadata import version
from pathlib import Path

import arabic_reshaper
import pikepdf
import pypdfium2
from bidi.algorithm import get_display
from fpdf import FPDF
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas

from source import ROOT, Corpus, gold, load, plain, small

AMIRI = "/usr/share/fonts/opentype/fonts-hosny-amiri/Amiri-Regular.ttf"
# Its marks stand over their letters also without the tables of the font.
SANS = "/usr/share/fonts/truetype/noto/NotoSansArabic-Regular.ttf"
DEJAVU = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
SCHEHERAZADE = "/usr/share/fonts/truetype/scheherazade/Scheherazade-Regular.ttf"
# Items have no bullets here, quotations no margin.
PLAIN = ["item", "quote"]
WIDTH, HEIGHT, MARGIN = 595, 842, 56


def flat(article):
    """The article as blocks of (size, lines): notes at the end, a row of a table as a list of cells."""
    notes = []

    def words_of(text):
        def note(words):
            notes.append(words)
            return f"[{len(notes)}]"

        return plain(text, note)

    blocks = []
    for block in article.blocks:
        size = {"h1": 17, "h2": 13}.get(block.kind, 11)
        lines = block.lines or [block.text]
        blocks.append((size, [[words_of(cell) for cell in line] if isinstance(line, list) else words_of(line) for line in lines]))
    return blocks + [(9, [f"[{number}] {words}"]) for number, words in enumerate(notes, 1)]


def wrap(text, width_of, width):
    """Cuts a logical line between words."""
    lines, line = [], ""
    for word in text.split(" "):
        longer = f"{line} {word}".strip()
        if line and width_of(longer) > width:
            lines.append(line)
            line = word
        else:
            line = longer
    return [*lines, line]


def reportlab(article, font, out, shapes):
    """Lines turned around and letters given their shapes by the two libraries that are usually taken for it."""
    letters = Path(font).stem
    pdfmetrics.registerFont(TTFont(letters, font))
    reshaper = arabic_reshaper.ArabicReshaper({"delete_harakat": False, "support_ligatures": True})

    def look(text):
        return get_display(reshaper.reshape(text) if shapes else text, base_dir="R")

    page = canvas.Canvas(str(out), pagesize=(WIDTH, HEIGHT), invariant=1)
    y = HEIGHT - MARGIN
    for size, lines in flat(article):
        page.setFont(letters, size)
        for line in lines:
            if isinstance(line, list):
                for number, cell in enumerate(line):
                    page.drawRightString(WIDTH - MARGIN - number * 110, y, look(cell))
                y -= size * 1.6
                continue
            for part in wrap(line, lambda text: pdfmetrics.stringWidth(look(text), letters, size), WIDTH - 2 * MARGIN):
                page.drawRightString(WIDTH - MARGIN, y, look(part))
                y -= size * 1.6
        y -= 8
    page.save()


def fpdf2(article, font, out, script):
    """Letters shaped by HarfBuzz, lines laid out by the library."""
    page = FPDF()
    page.add_page()
    page.add_font("letters", fname=font)
    page.set_font("letters", size=11)
    page.set_text_shaping(use_shaping_engine=True, direction="rtl", script=script, language=article.lang)
    for size, lines in flat(article):
        page.set_font("letters", size=size)
        for line in lines:
            if isinstance(line, list):
                for number, cell in enumerate(line):
                    page.set_x(page.w - page.r_margin - (number + 1) * 38)
                    page.cell(38, size * 0.7, cell, align="R")
                page.ln()
            else:
                page.multi_cell(0, size * 0.6, line, align="R", new_x="LMARGIN", new_y="NEXT")
        page.ln(3)
    page.output(str(out))


def texts(article):
    """The reference text, with the notes at the end, where the page has them, and by our convention."""
    return {"expected": gold(article, notes="end"), "notes_text": gold(article)}


def pictures(source, out):
    """The pages as grey pictures of 100 dots an inch."""
    page = pypdfium2.PdfDocument(source)
    first = page[0]
    picture = first.render(scale=100 / 72, grayscale=True).to_pil().quantize(8).convert("L")
    data = io.BytesIO()
    picture.save(data, "JPEG", quality=30)
    data.seek(0)
    sheet = canvas.Canvas(str(out), pagesize=(WIDTH, HEIGHT), invariant=1)
    sheet.drawImage(ImageReader(data), 0, 0, WIDTH, HEIGHT)
    sheet.save()


def encrypted(source, out, user):
    with pikepdf.open(source) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="owner", user=user, R=6))


def main():
    corpus = Corpus()
    wanted = sys.argv[1:]

    def made(name, article, producer, hard, expected, **more):
        corpus.add(ROOT / f"{name}.pdf", expected, lang=article.lang, producer=producer, hard=hard, article=article, **more)

    bidi = f"ReportLab {version('reportlab')}, arabic-reshaper {version('arabic-reshaper')}, python-bidi {version('python-bidi')}"
    for name, source, font, shapes, hard in [
        ("reportlab-ar-market", "ar-market", AMIRI, True, "visual order, presentation forms, a table of loose cells"),
        ("reportlab-ar-harakat", "ar-harakat", SANS, True, "visual order, presentation forms, harakat"),
        ("reportlab-he-tech", "he-tech", DEJAVU, False, "visual order, Hebrew with niqqud, Latin"),
    ]:
        if wanted and name not in wanted:
            continue
        article = load(source)
        if font == SANS:
            # The font has neither a dash nor a slash.
            article = article.changed(lambda text: text.replace("–", "-").replace("/", "."))
        reportlab(article, font, ROOT / f"{name}.pdf", shapes)
        made(name, article, bidi, hard, unmarked=PLAIN, **texts(article))
    for name, source, font, script, hard in [
        ("fpdf2-ar-bridge", "ar-bridge", AMIRI, "arab", "shaped by HarfBuzz, right-aligned lines; the map of the file has wrong letters for parts of لك and أُ"),
        ("fpdf2-fa-poem", "fa-poem", SCHEHERAZADE, "arab", "ZWNJ, Persian digits, shaped by HarfBuzz; the map of the file says U+0005 for a part of آ"),
    ]:
        if wanted and name not in wanted:
            continue
        article = small(load(source), " 🌧️")
        fpdf2(article, font, ROOT / f"{name}.pdf", script)
        made(name, article, f"fpdf2 {version('fpdf2')}, uharfbuzz {version('uharfbuzz')}", hard, unmarked=PLAIN, **texts(article))
    if not wanted or "pictures-ar-harakat" in wanted:
        pictures(ROOT / "chromium-ar-harakat.pdf", ROOT / "pictures-ar-harakat.pdf")
        made("pictures-ar-harakat", load("ar-harakat"), f"ReportLab {version('reportlab')}", "a picture of a page, no text", "", expect="pictures")
    if not wanted or "encrypted-he-council" in wanted:
        article = load("he-council")
        encrypted(ROOT / "chromium-he-council.pdf", ROOT / "encrypted-he-council.pdf", "secret")
        made("encrypted-he-council", article, f"pikepdf {version('pikepdf')}", "AES-256, asks for a password", None, expect="encrypted")
        encrypted(ROOT / "chromium-he-council.pdf", ROOT / "protected-he-council.pdf", "")
        made(
            "protected-he-council", article, f"pikepdf {version('pikepdf')} over Chromium",
            "AES-256, opens without a password, printing forbidden", **texts(article),
        )


if __name__ == "__main__":
    main()
