"""XeLaTeX (polyglossia, bidi) and LuaLaTeX (babel): PDFs by TeX. Run: `python tex.py [name …]`."""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from source import ROOT, Corpus, gold, load, segments, small

POLYGLOSSIA = r"""
\usepackage{polyglossia}
\setdefaultlanguage[OPTIONS]{LANGUAGE}
\setotherlanguage{english}
\newfontfamily\FAMILY[Script=SCRIPT]{FONT}
"""
BABEL = r"""
\usepackage[bidi=basic, layout=tabular, provide=*]{babel}
\babelprovide[main, import]{LANGUAGE}
\babelfont{rm}[Renderer=HarfBuzz]{FONT}
"""
HEAD = r"""\documentclass[11pt,a4paper]{article}
\usepackage[margin=18mm]{geometry}
\usepackage{fontspec}
LAYOUT
\setlength\parindent{0pt}\setlength\parskip{6pt}
\setcounter{secnumdepth}{0}
\pagestyle{empty}
\begin{document}
BODY
\end{document}
"""
SPECIAL = {"%": r"\%", "#": r"\#", "_": r"\_", "&": r"\&", "$": r"\$", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


# Without LRE, the words of a Latin run come out in the order of the line.
LATIN = re.compile(r"([A-Za-z][A-Za-zü0-9_./:?=@&-]*[A-Za-z0-9/](?: [A-Za-z]\w+)*)", re.ASCII)


def escape(text, lr=False):
    if lr:
        # The capturing group makes every second part a run.
        parts = enumerate(LATIN.split(text))
        return "".join(rf"\LRE{{{escape(part)}}}" if number % 2 else escape(part) for number, part in parts)
    for sign, written in SPECIAL.items():
        text = text.replace(sign, written)
    return text


def inline(text, lr):
    out = ""
    for kind, words in segments(text):
        words = escape(words, lr)
        out += {"text": words, "bold": rf"\textbf{{{words}}}", "code": words, "note": rf"\footnote{{{words}}}"}[kind]
    return out


def source_of(article, lr):
    out = []
    for block in article.blocks:
        text = inline(block.text, lr)
        lines = [line if isinstance(line, list) else inline(line, lr) for line in block.lines]
        if block.kind == "h1":
            out.append(rf"\section{{{text}}}")
        elif block.kind == "h2":
            out.append(rf"\subsection{{{text}}}")
        elif block.kind in ("bullets", "numbers"):
            kind = "itemize" if block.kind == "bullets" else "enumerate"
            out.append("\n".join([rf"\begin{{{kind}}}", *(rf"\item {line}" for line in lines), rf"\end{{{kind}}}"]))
        elif block.kind == "quote":
            out.append(rf"\begin{{quote}}{text}\end{{quote}}")
        elif block.kind == "poem":
            out.append("\\\\\n".join(lines))
        elif block.kind == "table":
            rows = "\n".join(" & ".join(inline(cell, lr) for cell in row) + r" \\ \hline" for row in lines)
            out.append(rf"\begin{{tabular}}{{|{'c|' * len(lines[0])}}}\hline" + f"\n{rows}\n" + r"\end{tabular}")
        elif block.kind == "paragraph":
            out.append(text)
        else:
            out.append(rf"{{\footnotesize {text}\par}}")
    return "\n\n".join(out)


# name: engine, article, language, its options, script, font, family, what is hard
DOCUMENTS = {
    "xelatex-ar-bridge": ("xelatex", "ar-bridge", "arabic", "numerals=maghrib", "Arabic", "Amiri", "arabicfont", "footnote, table, ligatures of Amiri; the map of the file says لـك for لك"),
    "xelatex-fa-poem": ("xelatex", "fa-poem", "persian", "", "Arabic", "Amiri", "persianfont", "ZWNJ that only the forms of the letters show, footnote with Persian number; the map of the file says ه for هٔ"),
    "lualatex-ar-harakat": ("lualatex", "ar-harakat", "arabic", "", "Arabic", "Amiri", "", "full harakat, numbered list; the map of the file has no letter for a part of لك"),
    "lualatex-he-council": ("lualatex", "he-council", "hebrew", "", "Hebrew", "DejaVu Sans", "", "Hebrew with niqqud, footnote, table"),
}


def version(engine):
    return subprocess.run([engine, "--version"], capture_output=True, text=True).stdout.split("\n")[0]


def main():
    corpus = Corpus()
    for name, (engine, source, language, options, script, font, family, hard) in DOCUMENTS.items():
        if sys.argv[1:] and name not in sys.argv[1:]:
            continue
        article = small(load(source), " 🌧️")
        if engine == "xelatex":
            # A decimal point turns the digits around it, also within LRE; a decimal comma does not.
            article = article.changed(lambda text: re.sub(r"\b(\d+)\.(\d)", r"\1,\2", text))
        layout = POLYGLOSSIA if engine == "xelatex" else BABEL
        for word, value in [("OPTIONS", options), ("LANGUAGE", language), ("FAMILY", family), ("SCRIPT", script), ("FONT", font)]:
            layout = layout.replace(word, value)
        with tempfile.TemporaryDirectory() as folder:
            tex = Path(folder) / "page.tex"
            tex.write_text(HEAD.replace("LAYOUT", layout).replace("BODY", source_of(article, engine == "xelatex")), "utf-8")
            for _ in range(2):
                run = subprocess.run([engine, "-interaction=nonstopmode", "page.tex"], cwd=folder, capture_output=True, text=True, errors="replace", timeout=300)
            made = Path(folder) / "page.pdf"
            if not made.exists():
                print(name, "failed:", "\n".join(line for line in run.stdout.split("\n") if line.startswith("!"))[:500])
                continue
            (ROOT / f"{name}.pdf").write_bytes(made.read_bytes())
            print("\n".join(line for line in run.stdout.split("\n") if line.startswith("!") or "Missing character" in line)[:800])
        digits = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹" if language == "persian" else "0123456789")
        number = lambda n: str(n).translate(digits)
        texts = [gold(article, notes="end", mark=number, note_line=lambda n, words: number(n) + words)]
        texts.append(gold(article, mark=lambda n: f"[{number(n)}]", note_line=lambda n, words: f"[{number(n)}] {words}"))
        if language == "hebrew":
            # TeX turns straight quotes into curly ones, in the font's own way.
            texts = [text.replace('"', "”").replace("'", "’") for text in texts]
        expected, notes_text = texts
        corpus.add(ROOT / f"{name}.pdf", expected, lang=article.lang, producer=version(engine), hard=hard, article=article, notes_text=notes_text)


if __name__ == "__main__":
    main()
