"""The articles of `texts/`, and what a reader should find in the documents that are made of them.

An article is a text file: a head of `name: value` lines, then blocks apart by an empty line. The beginning of a block says
what it is:

    # the headline            ## a subheading           by: byline           on: dateline        cap: caption
    - items                   1. numbered items         > a quotation        | cells | of a row  / lines of a poem

Anything else is a paragraph. Inside, `**words**` are bold, `` `words` `` are code, and `{note: words}` is a footnote.
"""

import html
import json
import re
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
TEXTS = ROOT / "texts"
RTL = {"ar", "fa", "he"}

INLINE = re.compile(r"\{note: (?P<note>[^}]*)\}|\*\*(?P<bold>[^*]+)\*\*|`(?P<code>[^`]+)`")
PREFIXES = [("# ", "h1"), ("## ", "h2"), ("by: ", "byline"), ("on: ", "dateline"), ("cap: ", "caption"), ("> ", "quote")]


@dataclass
class Block:
    """A block: its kind, and the text of its lines, items or rows."""

    kind: str
    text: str = ""
    lines: list = field(default_factory=list)


@dataclass
class Article:
    """An article by its name, language and blocks."""

    name: str
    lang: str
    blocks: list

    @property
    def dir(self):
        return "rtl" if self.lang in RTL else "ltr"

    @property
    def title(self):
        return next(plain(block.text) for block in self.blocks if block.kind == "h1")

    def without(self, *kinds):
        """The article without its blocks of these kinds."""
        return Article(self.name, self.lang, [block for block in self.blocks if block.kind not in kinds])

    def changed(self, change):
        """The article with every text changed by a function."""
        blocks = [
            Block(
                block.kind,
                change(block.text),
                [[change(cell) for cell in line] if isinstance(line, list) else change(line) for line in block.lines],
            )
            for block in self.blocks
        ]
        return Article(self.name, self.lang, blocks)


def segments(text):
    """The parts of a line: pairs of a kind (`text`, `bold`, `code`, `note`) and the words."""
    at = 0
    for match in INLINE.finditer(text):
        if match.start() > at:
            yield "text", text[at : match.start()]
        yield match.lastgroup, match[match.lastgroup]
        at = match.end()
    if at < len(text):
        yield "text", text[at:]


def plain(text, note=lambda words: ""):
    """The words of a line; `note` says what stands for a footnote."""
    return "".join(note(words) if kind == "note" else words for kind, words in segments(text))


def block_of(source):
    """One block of the source."""
    for prefix, kind in PREFIXES:
        if source.startswith(prefix):
            return Block(kind, source[len(prefix) :])
    lines = source.split("\n")
    if source.startswith("- "):
        return Block("bullets", lines=[line[2:] for line in lines])
    if re.match(r"1\. ", source):
        return Block("numbers", lines=[line.split(". ", 1)[1] for line in lines])
    if source.startswith("/ "):
        return Block("poem", lines=[line[2:] for line in lines])
    if source.startswith("| "):
        return Block("table", lines=[line[2:].split(" | ") for line in lines])
    return Block("paragraph", " ".join(lines))


def parse(name, text):
    """An article from its source."""
    head, *blocks = text.strip().split("\n\n")
    fields = dict(line.split(": ", 1) for line in head.split("\n"))
    return Article(name, fields["lang"], [block_of(block) for block in blocks])


def load(name):
    """The article of this name in `texts/`."""
    return parse(name, (TEXTS / f"{name}.article").read_text("utf-8"))


def gold(article, notes="after", mark=lambda n: f"[{n}]", note_line=lambda n, words: f"[{n}] {words}"):
    """The text that a reader should find: blocks apart by an empty line, items, rows and lines of a poem by a newline,
    cells by a tab, neither bullets nor numbers of lists.

    `notes` says where footnotes stand: `after` the paragraph, as our convention is; at the `end`, where a page shows them;
    or not at all (`none`)."""
    out, waiting, count = [], [], 0

    def words_of(text):
        nonlocal count

        def note(words):
            nonlocal count
            if notes == "none":
                return ""
            count += 1
            waiting.append(note_line(count, words))
            return mark(count)

        return plain(text, note)

    for block in article.blocks:
        if block.kind == "table":
            out.append("\n".join("\t".join(words_of(cell) for cell in row) for row in block.lines))
        elif block.lines:
            out.append("\n".join(words_of(line) for line in block.lines))
        else:
            out.append(words_of(block.text))
        if notes == "after":
            out += waiting
            waiting.clear()
    return "\n\n".join(out + waiting)


def inline_html(text, notes, mark):
    """A line as HTML; footnotes are added to `notes`."""
    out = ""
    for kind, words in segments(text):
        words = html.escape(words, quote=False)
        if kind == "note":
            notes.append(words)
            out += mark(len(notes))
        else:
            out += {"text": words, "bold": f"<b>{words}</b>", "code": f'<code dir="ltr">{words}</code>'}[kind]
    return out


def body_html(article, mark=lambda n: f"<sup>[{n}]</sup>", note_line=lambda n, words: f'<p class="note">[{n}] {words}</p>'):
    """The blocks as HTML, footnotes at the end."""
    out, notes = [], []

    def inline(text):
        return inline_html(text, notes, mark)

    for block in article.blocks:
        kind = block.kind
        if kind in ("h1", "h2"):
            out.append(f"<{kind}>{inline(block.text)}</{kind}>")
        elif kind in ("byline", "dateline"):
            out.append(f'<p class="{kind}">{inline(block.text)}</p>')
        elif kind == "caption":
            out.append(f'<p class="caption">{inline(block.text)}</p>')
        elif kind == "quote":
            out.append(f"<blockquote><p>{inline(block.text)}</p></blockquote>")
        elif kind == "poem":
            out.append('<p class="poem">' + "<br>\n".join(inline(line) for line in block.lines) + "</p>")
        elif kind in ("bullets", "numbers"):
            tag = "ul" if kind == "bullets" else "ol"
            out.append(f"<{tag}>\n" + "\n".join(f"<li>{inline(line)}</li>" for line in block.lines) + f"\n</{tag}>")
        elif kind == "table":
            rows = []
            for number, row in enumerate(block.lines):
                tag = "th" if number == 0 else "td"
                rows.append("<tr>" + "".join(f"<{tag}>{inline(cell)}</{tag}>" for cell in row) + "</tr>")
            out.append("<table>\n" + "\n".join(rows) + "\n</table>")
        else:
            out.append(f"<p>{inline(block.text)}</p>")
    out += [note_line(number, words) for number, words in enumerate(notes, 1)]
    return "\n".join(out)


class Corpus:
    """Documents as they are made: each beside its reference text, and all in the manifest."""

    def __init__(self, root=ROOT):
        self.root = root
        self.path = root / "manifest.json"

    def add(self, file, gold_text, *, lang, producer, hard, article=None, notes_text=None, **more):
        """Writes the reference text of a document and its line of the manifest. `notes_text` is the same with its notes
        in the other of the two places where a reader may give them, and is written if it differs. `more`: `expect`, if it
        is not its text that is expected but a sentence; `headings`, if the document has others than its article;
        `unmarked`, the roles of parts that it does not show."""
        name = Path(file).name
        if gold_text is not None:
            (self.root / f"{name}.gold.txt").write_text(gold_text.strip("\n") + "\n", "utf-8")
        notes_path = self.root / f"{name}.notes.txt"
        if notes_text is not None and notes_text.strip("\n") != gold_text.strip("\n"):
            notes_path.write_text(notes_text.strip("\n") + "\n", "utf-8")
        else:
            notes_path.unlink(missing_ok=True)
        known = json.loads(self.path.read_text("utf-8")) if self.path.exists() else []
        entry = {"file": name, "kind": name.rsplit(".", 1)[1], "language": lang, "producer": producer, "hard": hard}
        if article is not None:
            entry["article"] = article.name
        entry.update(more)
        entries = sorted([old for old in known if old["file"] != name] + [entry], key=lambda one: (one["kind"], one["file"]))
        lines = ",\n".join(json.dumps(one, ensure_ascii=False) for one in entries)
        self.path.write_text(f"[\n{lines}\n]\n", "utf-8")
        print(name, (self.root / name).stat().st_size)


def small(article, *dropped):
    """The article without signs that the font of a producer lacks."""

    def change(text):
        for sign in dropped:
            text = text.replace(sign, "")
        return re.sub(r" +([.,،])", r"\1", text)

    return article.changed(change)
