#!/usr/bin/env python3
"""How many characters of documents are read wrongly, by Hawashi and by the usual libraries in the same run.

    python3 -m venv VENV && VENV/bin/pip install -r tests/documents/requirements.txt
    VENV/bin/python tests/documents/error_rates.py --hawashi target/release/hawashi [--into docs/documents.md]

Prints Markdown: for each document of `manifest.json` the character error rate, that is the Levenshtein distance from the
reference text, divided by its length. Before that, in every text: runs of whitespace become one space, invisible marks of
direction are dropped, bullets and numbers at the beginning of a line, too. PDF stores marks on letters in the order of their
drawing, so for PDF texts are compared in Unicode's normal form C. Where a document has a second reference text
(`NAME.notes.txt`: footnotes in the other of two right places), the smaller of both rates counts, for every reader.

Libraries that are not there are named and left out. `--peers FOLDER` reads files of other tools, too, which have texts
(`*.txt.gold`) or phrases that they must contain (`README.md`). `--format json` of Hawashi is compared with the structure.

`--into` keeps what the page says and what is not measured now: with `--no-libraries` the columns of the libraries, with
`--only` the other documents, without `--peers` the files of other tools.
"""

import argparse
import email
import email.policy
import json
import logging
import mailbox
import plistlib
import re
import shutil
import subprocess
import sys
import unicodedata
import warnings
from difflib import SequenceMatcher
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from rapidfuzz.distance import Levenshtein

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "make"))
from source import load, plain  # noqa: E402

INVISIBLE = dict.fromkeys(map(ord, "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"))
LIST_MARK = re.compile(r"^[ \t]*(?:[•●▪◦‣·] ?|[-*] +|[0-9٠-٩۰-۹]{1,2}[.)] +)", re.MULTILINE)
TIMEOUT_SECS = 60


class Missing(Exception):
    """A library or program that is not there."""


def module(name):
    try:
        return import_module(name)
    except ImportError as error:
        raise Missing(name) from error


def run(*command):
    """What a program prints."""
    if shutil.which(command[0]) is None:
        raise Missing(command[0])
    try:
        done = subprocess.run(command, capture_output=True, timeout=TIMEOUT_SECS)
    except subprocess.TimeoutExpired:
        raise RuntimeError(f"takes more than {TIMEOUT_SECS} s") from None
    if done.returncode:
        # Only what the program says, not where the file is.
        raise RuntimeError(done.stderr.decode("utf-8", "replace").replace(str(command[-1]), "the file").strip()[:200] or f"exit code {done.returncode}")
    return done.stdout.decode("utf-8", "replace")


# Readers: a function of the path for each, grouped by what they read.


def html_text(data):
    """All text of a page, blocks apart by newlines."""
    soup = module("bs4").BeautifulSoup(data, "lxml")
    for tag in soup(["script", "style", "head"]):
        tag.decompose()
    for tag in soup(["p", "h1", "h2", "h3", "h4", "li", "tr", "div", "blockquote", "br", "table", "aside"]):
        tag.append("\n")
    for tag in soup(["td", "th"]):
        tag.append("\t")
    return soup.get_text()


def pypdf(path):
    return "\n".join(page.extract_text() for page in module("pypdf").PdfReader(path).pages)


def pdfminer(path):
    return module("pdfminer.high_level").extract_text(path)


def pypdfium2(path):
    return "\n".join(page.get_textpage().get_text_range() for page in module("pypdfium2").PdfDocument(path))


def pymupdf(path):
    with module("pymupdf").open(path) as document:
        if document.needs_pass:
            raise RuntimeError("needs a password")
        return "\n".join(page.get_text() for page in document)


def pdftotext(path):
    return run("pdftotext", "-enc", "UTF-8", path, "-")


def python_docx(path):
    document = module("docx").Document(path)
    out = []
    for item in document.iter_inner_content():
        if hasattr(item, "rows"):
            out += ["\t".join(cell.text for cell in row.cells) for row in item.rows]
        else:
            out.append(item.text)
    return "\n".join(out)


def docx2txt(path):
    return module("docx2txt").process(path)


def pandoc(path):
    return html_text(run("pandoc", "-t", "html", "--wrap=none", path))


def odfpy(path):
    opendocument, namespaces = module("odf.opendocument"), module("odf.namespaces")
    element, teletype = module("odf.element"), module("odf.teletype")
    wanted = {(namespaces.TEXTNS, "p"), (namespaces.TEXTNS, "h")}

    def blocks(node):
        for child in node.childNodes:
            if isinstance(child, element.Element):
                if child.qname in wanted:
                    yield teletype.extractText(child)
                else:
                    yield from blocks(child)

    return "\n".join(blocks(opendocument.load(path).body))


def striprtf(path):
    return module("striprtf.striprtf").rtf_to_text(Path(path).read_text("latin-1"))


def antiword(path):
    return run("antiword", "-w", "0", "-m", "UTF-8.txt", path)


def catdoc(path):
    return run("catdoc", "-w", "-d", "utf-8", path)


def page_of(path):
    """The bytes of a page, also from a web archive."""
    data = Path(path).read_bytes()
    if str(path).endswith(".webarchive"):
        return plistlib.loads(data)["WebMainResource"]["WebResourceData"]
    if not str(path).endswith(".mhtml"):
        return data
    for part in email.message_from_bytes(data, policy=email.policy.default).walk():
        if part.get_content_type() == "text/html":
            return part.get_payload(decode=True)
    raise RuntimeError("no page")


def with_title(title, text):
    """Libraries that give the headline apart."""
    return text if not title or title.strip()[:30] in text else f"{title}\n\n{text}"


def trafilatura(path):
    return module("trafilatura").extract(page_of(path), output_format="txt", include_comments=False) or ""


def readability(path):
    document = module("readability").Document(page_of(path))
    return with_title(document.short_title(), html_text(document.summary()))


def newspaper(path):
    text = module("bs4").UnicodeDammit(page_of(path), is_html=True).unicode_markup
    article = module("newspaper").Article("https://example.org/")
    article.download(input_html=text)
    article.parse()
    return with_title(article.title, article.text)


def ebooklib(path):
    book = module("ebooklib.epub").read_epub(path)
    items = [book.get_item_with_id(name) for name, _ in book.spine]
    return "\n\n".join(html_text(item.get_content()) for item in items if item is not None)


def mail_text(message):
    body = message.get_body(("html", "plain"))
    content = body.get_content()
    return f"{message['subject']}\n\n" + (html_text(content) if body.get_content_type() == "text/html" else content)


def python_email(path):
    if str(path).endswith(".mbox"):
        make = lambda file: email.message_from_binary_file(file, policy=email.policy.default)
        return "\n\n".join(mail_text(mail) for mail in mailbox.mbox(path, factory=make))
    return mail_text(email.message_from_bytes(Path(path).read_bytes(), policy=email.policy.default))


def feedparser(path):
    entries = module("feedparser").parse(str(path)).entries
    return "\n\n".join(f"{entry.get('title', '')}\n\n{html_text(entry.content[0].value if 'content' in entry else entry.get('summary', ''))}" for entry in entries)


PDF = [pypdf, pdfminer, pypdfium2, pymupdf, pdftotext]
WEB = [trafilatura, readability, newspaper]
READERS = {
    "pdf": PDF, "docx": [python_docx, docx2txt, pandoc], "odt": [odfpy, pandoc], "fodt": [], "rtf": [striprtf, pandoc],
    "doc": [antiword, catdoc], "html": WEB, "mhtml": WEB, "webarchive": WEB, "epub": [ebooklib, pandoc], "md": [pandoc], "eml": [python_email],
    "mbox": [python_email], "rss": [feedparser], "atom": [feedparser],
}
GROUPS = [
    ("PDF", ["pdf"]), ("Word and OpenDocument", ["docx", "doc", "odt", "fodt", "rtf"]), ("E-books and Markdown", ["epub", "md"]),
    ("Web pages", ["html", "mhtml", "webarchive"]), ("Mail and feeds", ["eml", "mbox", "rss", "atom"]),
    ("Subtitles, chats, tables, archives", ["srt", "vtt", "json", "txt", "csv", "jsonl", "xlsx", "gz", "zip"]),
]
NAMES = {"pdfminer": "pdfminer.six", "pymupdf": "PyMuPDF", "python_docx": "python-docx", "readability": "readability-lxml", "newspaper": "newspaper4k", "python_email": "Python email", "ebooklib": "EbookLib + BeautifulSoup"}


def canonical(text, kind):
    """What of a text is compared."""
    text = LIST_MARK.sub("", text.translate(INVISIBLE))
    if kind == "pdf":
        text = unicodedata.normalize("NFC", text)
    return " ".join(text.split())


def error_rate(found, gold):
    return Levenshtein.distance(found, gold) / max(len(gold), 1)


def references(entry):
    """The texts that a reader may find, as they are compared: one, or two with the notes in either place."""
    paths = [HERE / f"{entry['file']}.{ending}" for ending in ("gold.txt", "notes.txt")]
    return [canonical(path.read_text("utf-8"), entry["kind"]) for path in paths if path.exists()] or [""]


def nearest(found, golds):
    """The reference text that is nearest to what was found, and the error rate."""
    return min(((error_rate(found, gold), gold) for gold in golds), key=lambda pair: pair[0])


class Hawashi:
    """The program that is measured."""

    def __init__(self, path):
        self.path = path

    def text(self, path):
        # Of files of many articles, each has a line with its name before it.
        return re.sub(r"(?m)^==> .* <==$", "", run(self.path, "text", str(path)))

    def contents(self, path):
        """Text, parts and remarks of a file of one article; `None` if the program does not tell them."""
        try:
            return json.loads(run(self.path, "text", "--format", "json", str(path)))
        except (RuntimeError, ValueError):
            return None


def expected_parts(entry):
    """The texts that are headings, items, cells, quotations and notes by the source."""
    if "headings" in entry:
        return {"heading": entry["headings"]}
    if "article" not in entry:
        return {}
    out = {"heading": [], "item": [], "cell": [], "quote": [], "footnote": []}
    for block in load(entry["article"]).blocks:
        role = {"h1": "heading", "h2": "heading", "bullets": "item", "numbers": "item", "quote": "quote"}.get(block.kind)
        if block.kind == "table":
            out["cell"] += [plain(cell) for row in block.lines for cell in row]
        elif role:
            out[role] += [plain(line) for line in block.lines or [block.text]]
        for text in [block.text, *(line for line in block.lines if isinstance(line, str))]:
            out["footnote"] += re.findall(r"\{note: ([^}]*)\}", text)
    # Some documents leave a part of their article out, and some do not say what a part is.
    text = folded(references(entry)[0])
    shown = {role: texts for role, texts in out.items() if role not in entry.get("unmarked", [])}
    return {role: [one for one in texts if folded(canonical(one, entry["kind"])) in text] for role, texts in shown.items()}


def folded(text):
    """A text without what producers change in it: ZWNJ, straight quotes, decimal points."""
    return re.sub(r"(\d)[.](\d)", r"\1,\2", text.replace("\u200c", "").replace("”", '"').replace("’", "'"))


def parts_found(contents, expected, kind):
    """For each role: how many of the expected texts are such a part, how many are expected, how many others there are."""
    clean = lambda text: folded(re.sub(r"^\[?[0-9۰-۹٠-٩]+\]? ?|\[[0-9]+\]", "", canonical(text, kind)))
    text, out = contents["text"], {}
    for role, texts in expected.items():
        found = [clean(text[part["start"] : part["end"]]) for part in contents["parts"] if part["role"] == role]
        rest = list(found)
        right = 0
        for one in texts:
            if clean(one) in rest:
                rest.remove(clean(one))
                right += 1
        out[role] = (right, len(texts), len(rest))
    return out


def unproven(contents, gold):
    """The lines that are said to be unproven: how many, how many of them are right; and how many wrong places are in none."""
    text = contents["text"]
    spans = [(one["start"], one["end"]) for one in contents.get("remarks", []) if isinstance(one, dict) and "start" in one and "end" in one]
    if any(isinstance(one, dict) and one.get("remark") == "recognized-pages" for one in contents.get("remarks", [])):
        # Said of the whole.
        spans.append((0, len(text)))
    right = sum(canonical(text[start:end], "pdf") in gold for start, end in spans)
    # Places in the text as it is compared; words are looked at, so that spaces do not matter.
    places = [(match.start(), match.end()) for match in re.finditer(r"\S+", text)]
    words = [unicodedata.normalize("NFC", text[start:end].translate(INVISIBLE)) for start, end in places]
    missed = 0
    for tag, start, end, _, _ in SequenceMatcher(None, words, gold.split(), autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        near = places[max(start - 1, 0) : end + 1]
        if not any(a < last and first < b for first, last in near for a, b in spans):
            missed += 1
    return len(spans), right, missed


def versions():
    """The versions of what is measured beside Hawashi."""
    packages = "pypdf pdfminer.six pypdfium2 PyMuPDF python-docx docx2txt odfpy striprtf trafilatura readability-lxml newspaper4k ebooklib feedparser"
    said = []
    for package in packages.split():
        try:
            said.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            continue
    for command, pattern in [(("pandoc", "--version"), r"pandoc (\S+)"), (("pdftotext", "-v"), r"pdftotext version (\S+)")]:
        if shutil.which(command[0]):
            done = subprocess.run(command, capture_output=True, text=True)
            said.append(f"{command[0]} {re.search(pattern, done.stdout + done.stderr)[1]}")
    return ", ".join(said)


def percent(rate):
    return f"{rate * 100:.2f}"


def document_rows(entries, measured, hawashi, libraries, problems):
    """The table of one group: names of the columns and rows of cells; cells that are not measured are empty."""
    readers = []
    for entry in entries:
        readers += [reader for reader in READERS.get(entry["kind"], []) if reader not in readers]
    rows = []
    for entry in entries:
        path, kind = HERE / entry["file"], entry["kind"]
        golds = references(entry)
        row = [f"`{entry['file']}`"]
        for reader in [hawashi and hawashi.text, *readers]:
            library = reader in readers
            if reader is None or entry["file"] not in measured or (library and not (libraries and reader in READERS.get(kind, []))):
                row.append("")
                continue
            name = reader.__name__ if library else "Hawashi"
            try:
                found = canonical(reader(str(path)), kind)
            except Missing as error:
                problems.add(f"{error} is not there")
                row.append("not there")
                continue
            except Exception as error:  # a library's own failure is a result
                row.append("says so" if entry.get("expect") else "fails")
                if not entry.get("expect"):
                    problems.add(f"{name} fails on {entry['file']}: {str(error)[:100] or type(error).__name__}")
                continue
            if entry.get("expect"):
                row.append("empty" if not found else "wrong")
                continue
            row.append(percent(nearest(found, golds)[0]))
        rows.append(row)
    return ["Hawashi", *(NAMES.get(reader.__name__, reader.__name__) for reader in readers)], rows


def means(rows):
    """The last rows of a group's table: of each column the mean, and how many documents are read well."""
    columns = [[float(cell) for cell in column if re.fullmatch(r"[0-9.]+", cell)] for column in list(zip(*rows))[1:]]
    return [
        ["**mean**", *(f"**{sum(rates) / len(rates):.2f}**" if rates else "" for rates in columns)],
        ["without an error", *(f"{sum(rate == 0 for rate in rates)} of {len(rates)}" if rates else "" for rates in columns)],
        ["at most 1 %", *(f"{sum(rate <= 1 for rate in rates)} of {len(rates)}" if rates else "" for rates in columns)],
    ]


def cells_of(line):
    return [cell.strip() for cell in line.strip()[1:-1].split(" | ")]


class Page:
    """What the tables of a Markdown page say: for each its rows by their first cell."""

    def __init__(self, text):
        self.tables, self.said = {}, ""
        section = head = None
        for line in text.split("\n"):
            if line.startswith("### "):
                section = line[4:]
            if line.startswith("Libraries: "):
                self.said = line
            if not line.startswith("|"):
                head = None
            elif head is None:
                head = cells_of(line)
                rows = self.tables.setdefault((section, head[0]), {})
            elif not line.startswith("|---"):
                # An empty cell has no words between its bars.
                cells = cells_of(line)
                rows[cells[0]] = dict(zip(head, cells))

    def filled(self, section, head, rows):
        """Rows whose empty cells have what the page says; columns that are empty then are left out."""
        old = self.tables.get((section, head[0]), {})
        rows = [[row[0], *(cell or old.get(row[0], {}).get(name, "") for name, cell in zip(head[1:], row[1:]))] for row in rows]
        kept = [number for number in range(len(head)) if number < 2 or any(row[number] for row in rows)]
        return [head[number] for number in kept], [[row[number] for number in kept] for row in rows]


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|---" * len(head) + "|"]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


def structure_rows(entries, hawashi):
    """What Hawashi says about structure, against the sources: for each document two rows of cells."""
    rows, flags = {}, {}
    for entry in entries:
        if entry.get("expect"):
            continue
        name = f"`{entry['file']}`"
        expected = expected_parts(entry)
        contents = hawashi.contents(HERE / entry["file"])
        if contents is None or not isinstance(contents, dict) or "parts" not in contents:
            continue
        found = parts_found(contents, expected, entry["kind"])
        cell = lambda role: "" if role not in found or not (found[role][1] or found[role][2]) else f"{found[role][0]}/{found[role][1]}" + (f" +{found[role][2]}" if found[role][2] else "")
        row = [cell(role) for role in ("heading", "item", "cell", "quote", "footnote")]
        if any(row):
            rows[name] = [name, *row]
        if entry["kind"] == "pdf":
            gold = nearest(canonical(contents["text"], "pdf"), references(entry))[1]
            flags[name] = [name, *map(str, unproven(contents, gold))]
    return rows, flags


STRUCTURE = ["Document", "headings", "items", "cells", "quotations", "notes"]
FLAGS = ["Document", "flagged", "of them right", "wrong places not flagged"]


def structure_parts(entries, measured, hawashi, page):
    """The two sections about structure; documents that are not measured now as the page says."""
    new = structure_rows([entry for entry in entries if entry["file"] in measured], hawashi) if hawashi else ({}, {})
    for title, words, head, rows in [
        ("Structure", "Parts found, of those in the source; `+` what is not in the source.\n\n", STRUCTURE, new[0]),
        ("Lines of PDF that could not be proven", "", FLAGS, new[1]),
    ]:
        old = page.tables.get((title, head[0]), {})
        lines = []
        for entry in entries:
            name = f"`{entry['file']}`"
            if name in rows:
                lines.append(rows[name])
            elif name in old and (entry["file"] not in measured or not hawashi):
                lines.append([old[name].get(column, "") for column in head])
        if lines:
            yield f"### {title}\n\n{words}{table(head, lines)}"


def bare_letters(text):
    """As the lists of phrases are made: NFKC, without tatweel and marks."""
    text = unicodedata.normalize("NFKC", text).replace("ـ", "").translate(INVISIBLE)
    text = "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign) or sign in "\u0653\u0654\u0655")
    return " ".join(unicodedata.normalize("NFC", text).split())


PEERS = "Files of other tools"


def peer_tables(folder, hawashi, libraries, problems, page):
    """Files of other tools: error rates where there is a text, else how many of the phrases are found."""
    phrases = {}
    for line in (folder / "README.md").read_text("utf-8").split("\n"):
        match = re.search(r"must contain: (.*?)(?:; RTL letters|\s*\|)", line)
        if match and line.startswith("| `"):
            for name in re.findall(r"`([^`]+)`", line.split("|")[1]):
                phrases[name] = match[1].split(" ¦ ")
    paths = [path for path in sorted(folder.glob("articles-*/*")) if path.suffix != ".gold"]
    for title, kinds in GROUPS:
        chosen = [path for path in paths if path.suffix[1:] in kinds and (path.with_suffix(".txt.gold").exists() or path.name in phrases)]
        if not chosen:
            continue
        readers = []
        for path in chosen:
            readers += [reader for reader in READERS.get(path.suffix[1:], []) if reader not in readers]
        asked = [hawashi and hawashi.text, *(readers if libraries else [None] * len(readers))]
        rows = [peer_row(path, phrases.get(path.name), asked, problems) for path in chosen]
        yield table(*page.filled(PEERS, [title, "Hawashi", *(NAMES.get(reader.__name__, reader.__name__) for reader in readers)], rows))


def peer_row(path, phrases, readers, problems):
    """One file of another tool, read by each."""
    kind, gold = path.suffix[1:], path.with_suffix(".txt.gold")
    row = [f"`{path.name}`"]
    for number, reader in enumerate(readers):
        if reader is None or (number and reader not in READERS.get(kind, [])):
            row.append("")
            continue
        try:
            found = reader(str(path))
        except Missing as error:
            problems.add(f"{error} is not there")
            row.append("not there")
            continue
        except Exception as error:  # a library's own failure is a result
            problems.add(f"{reader.__name__ if number else 'Hawashi'} fails on {path.name}: {str(error)[:100]}")
            row.append("fails")
            continue
        if gold.exists():
            row.append(percent(error_rate(canonical(found, kind), canonical(gold.read_text("utf-8"), kind))))
        else:
            found = bare_letters(found)
            row.append(f"{sum(bare_letters(phrase) in found for phrase in phrases)} of {len(phrases)}")
    return row


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hawashi", help="the program; without it only the libraries are measured")
    parser.add_argument("--peers", type=Path, help="a folder with files of other tools")
    parser.add_argument("--only", help="files whose names match this regular expression")
    parser.add_argument("--no-libraries", action="store_true", help="only Hawashi")
    parser.add_argument("--into", type=Path, help="a Markdown file whose part between <!-- measured --> and <!-- end --> is renewed; what is not measured stays")
    arguments = parser.parse_args()
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    if arguments.hawashi and shutil.which(arguments.hawashi) is None:
        parser.error(f"there is no program {arguments.hawashi}")
    hawashi = Hawashi(arguments.hawashi) if arguments.hawashi else None
    libraries = not arguments.no_libraries
    entries = json.loads((HERE / "manifest.json").read_text("utf-8"))
    measured = {entry["file"] for entry in entries if re.search(arguments.only or "", entry["file"])}
    before = after = old = ""
    if arguments.into:
        before, rest = arguments.into.read_text("utf-8").split("<!-- measured -->", 1)
        old, after = rest.split("<!-- end -->", 1)
    else:
        entries = [entry for entry in entries if entry["file"] in measured]
    page, problems, out = Page(old), set(), []
    for title, kinds in GROUPS:
        chosen = [entry for kind in kinds for entry in entries if entry["kind"] == kind]
        if chosen:
            names, rows = document_rows(chosen, measured, hawashi, libraries, problems)
            head, rows = page.filled(title, [title, *names], rows)
            out.append(f"### {title}\n\n{table(head, rows + means(rows))}")
    out += structure_parts(entries, measured, hawashi, page)
    if arguments.peers and arguments.peers.is_dir():
        tables = peer_tables(arguments.peers, hawashi, libraries, problems, page)
        out.append(f"### {PEERS}\n\nError rate where a text stands beside, else the phrases found.\n\n" + "\n\n".join(tables))
    elif f"### {PEERS}" in old:
        part = old.split(f"### {PEERS}", 1)[1]
        out.append(f"### {PEERS}" + re.split(r"\n\n(?=Libraries: |### )", part.rstrip())[0])
    if libraries or page.said:
        out.append(f"Libraries: {versions()}." if libraries else page.said)
    if problems:
        out.append("### Not measured\n\n" + "\n".join(f"- {problem}" for problem in sorted(problems)))
    text = "\n\n".join(out)
    print(text)
    if arguments.into:
        arguments.into.write_text(f"{before}<!-- measured -->\n\n{text}\n\n<!-- end -->{after}", "utf-8")


if __name__ == "__main__":
    main()
