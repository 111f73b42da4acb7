"""python-docx with raw WordprocessingML: documents as Word writes them. Run: `python word.py`."""

import copy
import io
import zipfile
from importlib.metadata import version

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from source import ROOT, Block, Corpus, gold, load, segments

W = nsdecls("w")
STAMP = 'w:author="editor" w:date="2015-06-12T10:00:00Z"'
NOTES = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:footnotes %s>%s</w:footnotes>'
SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
)
BOX = """<w:r %s xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><mc:AlternateContent><mc:Choice Requires="wps">
<w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">
<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>
<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV><wp:extent cx="2000000" cy="500000"/>
<wp:wrapSquare wrapText="bothSides"/><wp:docPr id="1" name="Text Box 1"/><a:graphic>
<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/>
<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="2000000" cy="500000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>
<wps:txbx><w:txbxContent>%s</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>
</mc:Choice><mc:Fallback><w:pict><v:shape style="width:150pt;height:40pt"><v:textbox><w:txbxContent>%s</w:txbxContent></v:textbox></v:shape></w:pict>
</mc:Fallback></mc:AlternateContent></w:r>"""
# What stands in a box beside the article's third paragraph.
BOX_WORDS = "في سطرين: الجسر 1,250 متراً، و7 خطوط."


def text_run(words, rtl=True, extra=""):
    words = words.replace("&", "&amp;").replace("<", "&lt;")
    mark = "<w:rtl/>" if rtl else ""
    return f'<w:r {W}><w:rPr>{extra}{mark}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


class Writer:
    """Writes an article's blocks into a document."""

    def __init__(self, article):
        self.article = article
        self.document = docx.Document()
        self.notes = []

    def runs(self, text):
        """The runs of a line; words are cut where spelling was checked or the language changes, as Word does."""
        for kind, words in segments(text):
            if kind == "note":
                self.notes.append(words)
                yield f'<w:r {W}><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{len(self.notes)}"/></w:r>'
                continue
            middle = len(words) // 2
            for part in (words[:middle], words[middle:]):
                if part:
                    yield f"<w:proofErr {W} w:type=\"spellStart\"/>"
                    yield text_run(part, extra="<w:b/><w:bCs/>" if kind == "bold" else "")

    def paragraph(self, text, style=None, into=None):
        paragraph = (into or self.document).add_paragraph(style=style)
        self.fill(paragraph, text)
        return paragraph

    def fill(self, paragraph, text):
        paragraph._p.get_or_add_pPr().append(parse_xml(f"<w:bidi {W}/>"))
        for number, line in enumerate([text] if isinstance(text, str) else text):
            if number:
                paragraph._p.append(parse_xml(f"<w:r {W}><w:br/></w:r>"))
            for run in self.runs(line):
                paragraph._p.append(parse_xml(run))

    def write(self):
        for block in self.article.blocks:
            kind = block.kind
            if kind in ("h1", "h2"):
                self.paragraph(block.text, f"Heading {kind[1]}")
            elif kind in ("bullets", "numbers"):
                for line in block.lines:
                    self.paragraph(line, "List Bullet" if kind == "bullets" else "List Number")
            elif kind == "poem":
                self.paragraph(block.lines)
            elif kind == "table":
                table = self.document.add_table(len(block.lines), len(block.lines[0]))
                table._tbl.tblPr.append(parse_xml(f"<w:bidiVisual {W}/>"))
                for row, cells in zip(table.rows, block.lines):
                    for cell, words in zip(row.cells, cells):
                        self.fill(cell.paragraphs[0], words)
            else:
                self.paragraph(block.text, {"caption": "Caption", "quote": "Quote"}.get(kind))

    def save(self, path):
        """Saves the document, with its footnotes, which python-docx knows nothing of."""
        data = io.BytesIO()
        self.document.save(data)
        notes = "".join(
            f'<w:footnote w:id="{number}"><w:p><w:pPr><w:bidi/></w:pPr><w:r><w:footnoteRef/></w:r>{text_run(" " + words)}</w:p></w:footnote>'
            for number, words in enumerate(self.notes, 1)
        )
        with zipfile.ZipFile(data) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
            for name in old.namelist():
                if name == "docProps/thumbnail.jpeg":
                    continue
                content = old.read(name)
                if name == "[Content_Types].xml":
                    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
                    content = content.replace(b"</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'.encode())
                elif name == "word/_rels/document.xml.rels":
                    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
                    content = content.replace(
                        b"</Relationships>", f'<Relationship Id="rIdNotes" Type="{kind}" Target="footnotes.xml"/></Relationships>'.encode()
                    )
                elif name == "_rels/.rels":
                    content = b"".join(
                        part for part in content.replace(b"<Relationship ", b"\0<Relationship ").split(b"\0") if b"thumbnail" not in part
                    )
                    if not content.endswith(b"</Relationships>"):
                        content += b"</Relationships>"
                new.writestr(name, content)
            new.writestr("word/footnotes.xml", NOTES % (W, SEPARATORS + notes))


def word_bridge(path):
    """Everything that Word puts into a document that was edited: deletions, insertions, a move, a box, a comment, fields."""
    article = load("ar-bridge")
    writer = Writer(article)
    writer.write()
    paragraphs = writer.document.paragraphs
    # A deletion and an insertion in the first paragraph, in the middle of its words; what was inserted is part of the text.
    first = paragraphs[3]._p
    runs = first.findall(qn("w:r"))
    runs[0].addnext(parse_xml(f'<w:del {W} w:id="1" {STAMP}><w:r><w:rPr><w:rtl/></w:rPr><w:delText xml:space="preserve"> وقيل غير ذلك </w:delText></w:r></w:del>'))
    inserted = parse_xml(f'<w:ins {W} w:id="2" {STAMP}/>')
    runs[1].addnext(inserted)
    inserted.append(runs[1])
    # A paragraph whose end was deleted and whose words were, too: nothing of it is left.
    gone = copy.deepcopy(first)
    for child in list(gone):
        gone.remove(child)
    gone.append(parse_xml(f'<w:pPr {W}><w:bidi/><w:rPr><w:del w:id="3" {STAMP}/></w:rPr></w:pPr>'))
    gone.append(parse_xml(f'<w:del {W} w:id="4" {STAMP}><w:r><w:delText>فقرة حُذفت كلّها.</w:delText></w:r></w:del>'))
    paragraphs[4]._p.addprevious(gone)
    # A comment over the second paragraph.
    writer.document.add_comment(paragraphs[4].runs, text="تحقّقوا من الرقم", author="editor")
    # A box, in the way that new and old Word understand it, in a paragraph of its own.
    box = f'<w:p><w:pPr><w:bidi/></w:pPr>{text_run(BOX_WORDS)}</w:p>'
    holder = parse_xml(f"<w:p {W}><w:pPr><w:bidi/></w:pPr></w:p>")
    holder.append(parse_xml(BOX % (W, box, box)))
    paragraphs[5]._p.addprevious(holder)
    # The last paragraph's address is the result of a field.
    last = paragraphs[-1]._p
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> HYPERLINK "https://example.org/" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>%s<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    last.append(parse_xml(f"<w:p {W}>" + field % text_run(" (صفحة الجسر)") + "</w:p>"))
    wrapper = last[-1]
    for run in list(wrapper):
        last.append(run)
    last.remove(wrapper)
    writer.document.sections[0].header.paragraphs[0].text = "نشرة الميناء"
    writer.document.sections[0].footer.paragraphs[0].text = "صفحة 1"
    writer.save(path)
    # Heads and feet of pages are not the article's.
    blocks = list(article.blocks)
    blocks.insert(5, Block("paragraph", BOX_WORDS))
    blocks[-1] = Block("paragraph", blocks[-1].text + " (صفحة الجسر)")
    article.blocks = blocks
    return article


def word_poem(path):
    """A content control, a smart tag and nested tables around a poem's lines."""
    article = load("fa-poem")
    writer = Writer(article)
    writer.write()
    body = writer.document.element.body
    second = writer.document.paragraphs[4]._p
    control = parse_xml(f'<w:sdt {W}><w:sdtPr><w:alias w:val="field"/></w:sdtPr><w:sdtContent/></w:sdt>')
    body.replace(second, control)
    control.find(qn("w:sdtContent")).append(second)
    third = writer.document.paragraphs[-1]._p
    tag = parse_xml(f'<w:smartTag {W} w:uri="urn:example" w:element="place"/>')
    run = third.findall(qn("w:r"))[0]
    run.addprevious(tag)
    tag.append(run)
    writer.save(path)
    return article


def main():
    corpus = Corpus()
    producer = f"python-docx {version('python-docx')}, raw WordprocessingML"
    for name, make, hard in [
        ("word-ar-bridge.docx", word_bridge, "runs cut inside words, tracked deletions and insertions, a comment, a box given twice, a field, page heads, footnote"),
        ("word-fa-poem.docx", word_poem, "content control, smart tag, forced line breaks, ZWNJ, footnote, emoji"),
    ]:
        article = make(ROOT / name)
        corpus.add(ROOT / name, gold(article), lang=article.lang, producer=producer, hard=hard, article=article)


if __name__ == "__main__":
    main()
