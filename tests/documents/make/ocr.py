"""Tesseract: a picture of a page with the recognised words, invisible, behind it. Run: `python ocr.py`.

The reference is what Tesseract says that it recognised, with its mistakes: they are in the document."""

import subprocess
import tempfile
from pathlib import Path

import pypdfium2

from source import ROOT, Corpus, load


def main():
    corpus = Corpus()
    article = load("ar-bridge")
    with tempfile.TemporaryDirectory() as folder:
        picture, base = Path(folder) / "page.jpg", Path(folder) / "page"
        page = pypdfium2.PdfDocument(ROOT / "xelatex-ar-bridge.pdf")[0].render(scale=2, grayscale=True).to_pil()
        # The page without its empty foot.
        page.crop((0, 0, page.width, page.height * 6 // 10)).save(picture, "JPEG", quality=12)
        subprocess.run(["tesseract", picture, base, "-l", "ara", "--dpi", "144", "--psm", "6", "pdf", "txt"], check=True, capture_output=True)
        (ROOT / "tesseract-ar-bridge.pdf").write_bytes(base.with_suffix(".pdf").read_bytes())
        expected = base.with_suffix(".txt").read_text("utf-8").replace("\f", "")
    version = subprocess.run(["tesseract", "--version"], capture_output=True, text=True).stdout.split("\n")[0]
    corpus.add(
        ROOT / "tesseract-ar-bridge.pdf", expected, lang="ar", producer=version, hard="invisible text behind a picture, mirrored for right to left", headings=[],
    )


if __name__ == "__main__":
    main()
