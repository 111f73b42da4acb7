#!/usr/bin/env python3
"""Writes a long Arabic text of a given size.

    long_text.py OUT MEGABYTES [--one-paragraph] [ARTICLE ...]

Sentences of the articles (the samples in assets/, without any) are drawn at random with a fixed seed,
two to seven a paragraph, or all in one paragraph. Standard library only.
"""
import argparse
import random
import re
from pathlib import Path

SAMPLES = Path(__file__).resolve().parents[2] / "assets" / "samples"


def sentences(articles):
    """What ends in a full stop and is long enough to be a sentence."""
    found = []
    for article in articles:
        for paragraph in article.read_text(encoding="utf8").splitlines():
            found += [s.strip() for s in re.findall(r"[^.]+\.", paragraph) if len(s) > 30]
    return found


def write(out, megabytes, one_paragraph=False, articles=()):
    pool = sentences(articles or sorted(SAMPLES.glob("*.txt")))
    rng, written = random.Random(11), 0
    with open(out, "w", encoding="utf8") as file:
        while written < megabytes * 1e6:
            part = " ".join(rng.choice(pool) for _ in range(rng.randint(2, 7))) + (" " if one_paragraph else "\n")
            file.write(part)
            written += len(part.encode())


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("out")
    parser.add_argument("megabytes", type=float)
    parser.add_argument("articles", nargs="*", type=Path)
    parser.add_argument("--one-paragraph", action="store_true")
    args = parser.parse_args()
    write(args.out, args.megabytes, args.one_paragraph, args.articles)
