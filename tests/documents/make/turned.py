"""Pages that stand on their head or lie on their side, as scanners and wrong settings of printers leave them. Run: `python turned.py`
(after `weasy.py` and `browser.py`)."""

import json

import pypdf

from source import ROOT, Corpus, load


def main():
    corpus = Corpus()
    known = {line["file"]: line for line in json.loads((ROOT / "manifest.json").read_text("utf-8"))}
    for name, degrees in [("weasyprint-ar-market", 180), ("chromium-columns-ar-long", 90)]:
        original = known[f"{name}.pdf"]
        writer = pypdf.PdfWriter()
        for page in pypdf.PdfReader(ROOT / f"{name}.pdf").pages:
            writer.add_page(page).rotate(degrees)
        file = ROOT / f"turned-{degrees}-{original['article']}.pdf"
        writer.write(file)
        gold = (ROOT / f"{name}.pdf.gold.txt").read_text("utf-8")
        producer = f"{original['producer']}, turned by pypdf {pypdf.__version__}"
        more = {key: value for key, value in original.items() if key in ("headings", "unmarked")}
        corpus.add(
            file, gold, lang=original["language"], producer=producer, article=load(original["article"]),
            hard=f"pages turned by {degrees} degrees", **more
        )


if __name__ == "__main__":
    main()
