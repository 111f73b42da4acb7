#!/usr/bin/env python3
"""Writes a folder of annotated articles, as for the table, the map and the counts of a folder.

    folder.py PROGRAM FOLDER [--articles N]

Articles of some 3.4 KB are made of the sentences of the samples in assets/ with a fixed seed, every third with a date
line; beside each stand some ten of the names that `PROGRAM detect` finds in it, as a person's annotations in the form in
which the program writes them. Standard library only.
"""
import argparse
import hashlib
import json
import random
import subprocess
from pathlib import Path

from long_text import SAMPLES, sentences

BYTES = 3400
AT_ONCE = 500
LETTERS = 32
DEFAULT = Path(__file__).resolve().parents[2] / "assets" / "labels" / "default.ron"
BASE32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def article(rng, pool, number):
    """Paragraphs of two to five sentences; every third article begins with a date line."""
    day = f"{number % 28 + 1} نوفمبر {2000 + number % 27}\n" if number % 3 == 0 else ""
    text = rng.choice(pool).rstrip(".") + "\n" + day
    while len(text.encode()) < BYTES - 500:
        text += " ".join(rng.choice(pool) for _ in range(rng.randint(2, 5))) + "\n"
    return text


def labels():
    """The lines of the labels that every article begins with."""
    lines = DEFAULT.read_text(encoding="utf8").splitlines(keepends=True)
    first = next(at for at, line in enumerate(lines) if line.startswith("    labels:"))
    return "".join(lines[first:lines.index("    ],\n", first) + 1])


def annotations(rng, path, text, mentions, own_labels):
    """The annotation file: some ten of the mentions that do not lie in others."""
    whole, raw = [mention for mention in mentions if "nested" not in mention], text.encode()
    chosen = rng.sample(whole, min(len(whole), rng.randint(8, 12)))
    out = ["(\n    version: 2,\n", f'    article: (file: "{path.name}", sha256: "{hashlib.sha256(raw).hexdigest()}", '
           f'bytes: {len(raw)}, encoding: "UTF-8"),\n', own_labels, "    annotations: [\n"]
    for mention in sorted(chosen, key=lambda mention: mention["start"]):
        start, end = mention["start"], mention["end"]
        entity = f'entity: "{mention["entity"]}", ' if "entity" in mention else ""
        before, behind = raw[:start].decode()[-LETTERS:], raw[end:].decode()[:LETTERS]
        prefix, suffix = (part.replace('"', '\\"').replace("\n", "\\n") for part in (before, behind))
        name = "".join(rng.choice(BASE32) for _ in range(24))
        out.append(f'        (label: "{mention["kind"]}", quote: "{mention["text"]}", {entity}span: ({start}, {end}), '
                   f'prefix: "{prefix}", suffix: "{suffix}", id: "01{name}"),\n')
    path.with_suffix(".hawashi.ron").write_text("".join(out) + "    ],\n)\n", encoding="utf8")


def write(program, folder, count):
    pool, rng, own_labels = sentences(sorted(SAMPLES.glob("*.txt"))), random.Random(11), labels()
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"a-{number + 1}.txt" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_text(article(rng, pool, number), encoding="utf8")
    for first in range(0, count, AT_ONCE):
        some = paths[first:first + AT_ONCE]
        found = subprocess.run([program, "detect", "--format", "jsonl", "--unit", "byte", *some],
                               stdout=subprocess.PIPE, check=True, encoding="utf8").stdout
        for path, line in zip(some, found.splitlines(), strict=True):
            annotations(rng, path, path.read_text(encoding="utf8"), json.loads(line)["mentions"], own_labels)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("program")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=10_000)
    args = parser.parse_args()
    write(args.program, args.folder, args.articles)
