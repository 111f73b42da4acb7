"""LibreOffice Writer: odt, fodt, docx, doc, rtf, epub and pdf of flat OpenDocument texts. Run: `python office.py [name …]`."""

import html
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from source import ROOT, Corpus, gold, load, segments

PROFILE = Path(tempfile.gettempdir()) / "hawashi-documents-office"
OFFICE = shutil.which("soffice") or "soffice"
FONTS = {"ar": "Noto Naskh Arabic", "fa": "Noto Naskh Arabic", "he": "Noto Sans Hebrew", "en": "Noto Naskh Arabic"}
COUNTRIES = {"ar": "SY", "fa": "IR", "he": "IL", "en": "US"}
NAMES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0", "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0", "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0", "dc": "http://purl.org/dc/elements/1.1/",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
}
DOCUMENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document NAMES office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:meta><dc:title>TITLE</dc:title></office:meta>
<office:font-face-decls><style:font-face style:name="F" svg:font-family="'FONT'"/><style:font-face style:name="L" svg:font-family="'Noto Sans'"/></office:font-face-decls>
<office:styles>
<style:default-style style:family="paragraph"><style:paragraph-properties style:writing-mode="MODE"/>
<style:text-properties style:font-name="L" style:font-name-complex="F" fo:font-size="11pt" style:font-size-complex="11pt" fo:language="en" fo:country="US" style:language-complex="LANG" style:country-complex="COUNTRY"/></style:default-style>
<style:style style:name="Standard" style:family="paragraph"><style:paragraph-properties fo:text-align="ALIGN"/></style:style>
<style:style style:name="Text_20_body" style:display-name="Text body" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:margin-bottom="0.25cm"/></style:style>
<style:style style:name="Caption" style:family="paragraph" style:parent-style-name="Standard"/>
<style:style style:name="Quotations" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:margin-left="1cm" fo:margin-right="1cm" fo:margin-bottom="0.3cm"/></style:style>
<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph" style:parent-style-name="Standard" style:default-outline-level="1"><style:paragraph-properties fo:margin-bottom="0.3cm"/><style:text-properties fo:font-size="17pt" style:font-size-complex="17pt" fo:font-weight="bold" style:font-weight-complex="bold"/></style:style>
<style:style style:name="Heading_20_2" style:display-name="Heading 2" style:family="paragraph" style:parent-style-name="Standard" style:default-outline-level="2"><style:paragraph-properties fo:margin-top="0.3cm" fo:margin-bottom="0.2cm"/><style:text-properties fo:font-size="13pt" style:font-size-complex="13pt" fo:font-weight="bold" style:font-weight-complex="bold"/></style:style>
<text:notes-configuration text:note-class="footnote" style:num-format="1"/>
<style:style style:name="Strong" style:family="text"><style:text-properties fo:font-weight="bold" style:font-weight-complex="bold"/></style:style>
</office:styles>
<office:automatic-styles>
<text:list-style style:name="bullets"><text:list-level-style-bullet text:level="1" text:bullet-char="•"><style:list-level-properties text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment text:label-followed-by="listtab" fo:text-indent="-0.6cm" fo:margin-left="1.2cm"/></style:list-level-properties></text:list-level-style-bullet></text:list-style>
<text:list-style style:name="numbers"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."><style:list-level-properties text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment text:label-followed-by="listtab" fo:text-indent="-0.6cm" fo:margin-left="1.2cm"/></style:list-level-properties></text:list-level-style-number></text:list-style>
<style:style style:name="table" style:family="table"><style:table-properties style:width="10cm" table:align="center" style:writing-mode="MODE"/></style:style>
<style:style style:name="cell" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #000000" fo:padding="0.1cm"/></style:style>
<style:page-layout style:name="page"><style:page-layout-properties fo:page-width="SIZE" fo:page-height="TALL" fo:margin="1.8cm" style:writing-mode="MODE"/>
<style:header-style><style:header-footer-properties fo:min-height="0.6cm" fo:margin-bottom="0.5cm"/></style:header-style>
<style:footer-style><style:header-footer-properties fo:min-height="0.6cm" fo:margin-top="0.5cm"/></style:footer-style></style:page-layout>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="page">HEADERS</style:master-page></office:master-styles>
<office:body><office:text>
CHANGES
BODY
</office:text></office:body></office:document>
"""
HEADERS = """<style:header><text:p>نشرة السكّة – العدد 118</text:p></style:header>
<style:footer><text:p>صفحة <text:page-number/> من <text:page-count/></text:p></style:footer>"""


def inline(text, count):
    out = ""
    for kind, words in segments(text):
        words = html.escape(words, quote=False)
        if kind == "note":
            count.append(words)
            number = len(count)
            out += (
                f'<text:note text:id="n{number}" text:note-class="footnote"><text:note-citation>{number}</text:note-citation>'
                f"<text:note-body><text:p>{words}</text:p></text:note-body></text:note>"
            )
        else:
            out += f'<text:span text:style-name="Strong">{words}</text:span>' if kind == "bold" else words
    return out


def flat(article, pages=False, tracked=False):
    """The article as a flat OpenDocument text. `tracked`: with a deletion, an insertion and a comment in its first
    paragraph, that were made by another hand."""
    out, count = [], []
    for block in article.blocks:
        text = inline(block.text, count)
        kind = block.kind
        if kind in ("h1", "h2"):
            out.append(f'<text:h text:style-name="Heading_20_{kind[1]}" text:outline-level="{kind[1]}">{text}</text:h>')
        elif kind in ("bullets", "numbers"):
            items = "".join(f"<text:list-item><text:p>{inline(line, count)}</text:p></text:list-item>" for line in block.lines)
            out.append(f'<text:list text:style-name="{kind}">{items}</text:list>')
        elif kind == "poem":
            lines = "<text:line-break/>".join(inline(line, count) for line in block.lines)
            out.append(f'<text:p text:style-name="Text_20_body">{lines}</text:p>')
        elif kind == "table":
            rows = "".join(
                "<table:table-row>"
                + "".join(f'<table:table-cell table:style-name="cell" office:value-type="string"><text:p>{inline(cell, count)}</text:p></table:table-cell>' for cell in row)
                + "</table:table-row>"
                for row in block.lines
            )
            width = f'<table:table-column table:number-columns-repeated="{len(block.lines[0])}"/>'
            out.append(f'<table:table table:name="t{len(out)}" table:style-name="table">{width}{rows}</table:table>')
        else:
            style = {"caption": "Caption", "quote": "Quotations"}.get(kind, "Text_20_body")
            out.append(f'<text:p text:style-name="{style}">{text}</text:p>')
    body, changes = "\n".join(out), ""
    if tracked:
        # After the first two full stops of the article's words: a deletion, and words that were inserted and stay.
        stamp = "<office:change-info><dc:creator>editor</dc:creator><dc:date>2015-06-12T10:00:00</dc:date></office:change-info>"
        changes = (
            f'<text:tracked-changes><text:changed-region text:id="c1"><text:deletion>{stamp}<text:p>'
            f"{TRACKED[article.lang]}</text:p></text:deletion></text:changed-region>"
            f'<text:changed-region text:id="c2"><text:insertion>{stamp}</text:insertion></text:changed-region></text:tracked-changes>'
        )
        comment = "<office:annotation><dc:creator>editor</dc:creator><dc:date>2015-06-12T10:00:00</dc:date><text:p>?</text:p></office:annotation>"
        first = body.index(". ") + 2
        word = body.index(" ", first)
        body = (
            body[:first] + '<text:change text:change-id="c1"/>' + comment + '<text:change-start text:change-id="c2"/>'
            + body[first:word] + '<text:change-end text:change-id="c2"/>' + body[word:]
        )
    document = DOCUMENT
    for word, value in [
        ("NAMES", " ".join(f'xmlns:{name}="{uri}"' for name, uri in NAMES.items())), ("TITLE", html.escape(article.title)),
        ("FONT", FONTS[article.lang]), ("MODE", "rl-tb" if article.dir == "rtl" else "lr-tb"), ("LANG", article.lang),
        ("ALIGN", "end" if article.dir == "rtl" else "start"), ("COUNTRY", COUNTRIES[article.lang]), ("SIZE", "14.8cm" if pages else "21cm"), ("TALL", "21cm" if pages else "29.7cm"),
        ("HEADERS", HEADERS if pages else ""), ("CHANGES", changes), ("BODY", body),
    ]:
        document = document.replace(word, value)
    return document


TRACKED = {"ar": "كلمات محذوفة هنا. ", "he": "מילים שנמחקו כאן. ", "fa": "واژه‌های حذف‌شده. "}


def convert(source, extension, out, filter_=""):
    """Has LibreOffice write a document in another format."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [OFFICE, f"-env:UserInstallation={PROFILE.as_uri()}", "--headless", "--convert-to", filter_ or extension,
             "--outdir", folder, source],
            check=True, capture_output=True, timeout=180,
        )
        made = next(Path(folder).glob(f"*.{extension}"))
        out.write_bytes(made.read_bytes())


def version():
    words = subprocess.run([OFFICE, "--version"], capture_output=True, text=True).stdout.split()
    return f"LibreOffice {words[1]}"


# name: article, what is hard, pages, tracked
DOCUMENTS = {
    "libreoffice-ar-bridge.odt": ("ar-bridge", "footnote, table, list", False, False),
    "libreoffice-he-council.odt": ("he-council", "tracked deletion and insertion, comment, footnote, niqqud", False, True),
    "libreoffice-fa-poem.fodt": ("fa-poem", "flat XML, ZWNJ, forced line breaks, emoji", False, False),
    "libreoffice-fa-water.docx": ("fa-water", "ZWNJ, Persian digits, footnote, table", False, False),
    "libreoffice-he-tech.docx": ("he-tech", "Hebrew, geresh, numbered list", False, False),
    "libreoffice-ar-market.doc": ("ar-market", "binary Word 97, Arabic-Indic digits, wide table", False, False),
    "libreoffice-ar-bridge.doc": ("ar-bridge", "binary Word 97, footnote, list", False, False),
    "libreoffice-ar-mixed.rtf": ("ar-mixed", "emoji as two \\u, Latin inside Arabic, footnote, H₂O", False, False),
    "libreoffice-he-council.rtf": ("he-council", "Hebrew with niqqud, footnote, table", False, False),
    "libreoffice-ar-market.epub": ("ar-market", "EPUB 3, headings and lists as paragraphs, table", False, False),
    "libreoffice-ar-market.pdf": ("ar-market", "Arabic-Indic digits with ٫ ٬ ٪, wide table", False, False),
    "libreoffice-ar-harakat.pdf": ("ar-harakat", "full harakat, tatweel, الله, numbered list; the file says a letter again for a mark that is drawn higher", False, False),
    "libreoffice-he-tech.pdf": ("he-tech", "Hebrew with niqqud, geresh, numbered list", False, False),
    "libreoffice-fa-water.pdf": ("fa-water", "ZWNJ, footnote at the foot of the page, table", False, False),
    "libreoffice-pages-ar-long.pdf": ("ar-long", "several pages, heads, page numbers, paragraphs over pages", True, False),
}


def main():
    corpus = Corpus()
    for file, (source, hard, pages, tracked) in DOCUMENTS.items():
        if sys.argv[1:] and file not in sys.argv[1:]:
            continue
        article, extension = load(source), file.rsplit(".", 1)[1]
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"{source}.fodt"
            path.write_text(flat(article, pages, tracked), "utf-8")
            convert(path, extension, ROOT / file, {"fodt": "fodt:OpenDocument Text Flat XML"}.get(extension, ""))
        if extension == "pdf":
            # The mark and the number of a note are digits without brackets.
            expected, notes_text = gold(article, notes="end", mark=str, note_line=lambda n, words: f"{n} {words}"), gold(article)
        else:
            expected, notes_text = gold(article), None
        # Its EPUBs have paragraphs only.
        more = {"headings": []} if extension == "epub" else {}
        corpus.add(ROOT / file, expected, lang=article.lang, producer=version(), hard=hard, article=article, notes_text=notes_text, **more)


if __name__ == "__main__":
    main()
