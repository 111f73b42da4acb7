"""Pango and cairo, as programs of GNOME print them: PDFs of plain text. Run: `python cairo.py`."""

import subprocess
import tempfile
from pathlib import Path

from source import ROOT, Corpus, gold, load, small
from visual import flat

# name: article, font, what is hard
DOCUMENTS = {
    "cairo-ar-mixed": ("ar-mixed", "Amiri 11", "Latin and URLs inside Arabic, subsets of cairo"),
    "cairo-fa-water": ("fa-water", "Noto Naskh Arabic 11", "ZWNJ as an empty ActualText between two glyphs, Persian digits"),
}


def main():
    corpus = Corpus()
    version = " ".join(subprocess.run(["pango-view", "--version"], capture_output=True, text=True).stdout.split()[:3]).strip("()")
    for name, (source, font, hard) in DOCUMENTS.items():
        # The emoji is in no font of that name.
        article = small(load(source), " 🚜").without("table")
        lines = [line for _, lines in flat(article) for line in [*lines, ""]]
        text = "\n".join(lines).rstrip("\n")
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "text.txt"
            path.write_text(text, "utf-8")
            subprocess.run(
                ["pango-view", "--no-display", "--rtl", "--align=left", f"--font={font}", "--width=500", "--margin=40", "--pixels", f"--output={ROOT / name}.pdf", path],
                check=True,
            )
        corpus.add(
            ROOT / f"{name}.pdf", text, lang=article.lang, producer=f"Pango ({version}), cairo", hard=hard, article=article, headings=[],
            notes_text=gold(article),
        )


if __name__ == "__main__":
    main()
