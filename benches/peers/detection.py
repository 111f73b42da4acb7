#!/usr/bin/env python3
"""Finds names in long texts with Hawashi, with spaCy's EntityRuler and with pyahocorasick, in one run.

    detection.py [--hawashi target/release/hawashi] [--megabytes 10 100] [--peers-megabytes 1 10]
                 [--patterns 20000] [--own 330000] [--runs 3] [--without spacy pyahocorasick]

Prints a Markdown table. The texts are made by long_text.py. Hawashi runs as `detect --format jsonl --jobs 1`
and counts whole: starting, reading, both kinds of names with context and references, writing JSON into a
file. The peers count only while they match 20,000 patterns, words and pairs of words of the text, in text
that is in memory: without spelling variants, proclitics or context, pyahocorasick without word boundaries.
What counts is processor time, user and system, the least of some runs, so that other work on the machine
matters less. The rows with an own lexicon add generated names to the built-in ones, ten times as many as
these, and leave out the time until a lexicon is ready; the first row counts that: a text of one word.

Wants spacy and pyahocorasick from PyPI; a peer that is not installed is left out with a word.
"""
import argparse
import importlib.util
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import long_text

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"


def run(arguments, out):
    """Processor seconds, wall seconds and peak memory in MiB of a process."""
    with open(out, "wb") as file:
        began = time.perf_counter()
        process = subprocess.Popen(arguments, stdout=file)
        _, status, used = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{' '.join(map(str, arguments))}: status {status}")
    return used.ru_utime + used.ru_stime, time.perf_counter() - began, used.ru_maxrss / 1024


def least(runs, work):
    """Of each figure the least."""
    return [min(figures) for figures in zip(*(work() for _ in range(runs)))]


def patterns(text, number):
    words = sorted({word for word in text.split() if len(word) > 3})
    drawn = random.Random(1)
    pairs = [" ".join(drawn.sample(words, 2)) for _ in range(max(0, number - len(words)))]
    return (words + pairs)[:number]


def spacy_ruler(text, names):
    import spacy

    language = spacy.blank("ar")
    language.max_length = 10**9
    language.add_pipe("entity_ruler").add_patterns([{"label": "NAME", "pattern": name} for name in names])
    began = time.process_time()
    found = sum(len(paragraph.ents) for paragraph in language.pipe(text.split("\n")))
    return time.process_time() - began, found


def aho_corasick(text, names):
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for number, name in enumerate(names):
        automaton.add_word(name, number)
    automaton.make_automaton()
    began = time.process_time()
    found = sum(1 for paragraph in text.split("\n") for _ in automaton.iter(paragraph))
    return time.process_time() - began, found


def own_lexicon(path, number):
    """Names of one and two words that no text has."""
    drawn = random.Random(2)
    word = lambda: "".join(drawn.choices(LETTERS, k=drawn.randint(5, 9)))
    names = {}
    while len(names) < number:
        names[" ".join(word() for _ in range(drawn.randint(1, 2)))] = None
    path.write_text("name,kind\n" + "".join(f"{name},town\n" for name in names), encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hawashi", default=Path(__file__).resolve().parents[2] / "target/release/hawashi")
    parser.add_argument("--megabytes", type=int, nargs="*", default=[10, 100])
    parser.add_argument("--peers-megabytes", type=int, nargs="*", default=[1, 10])
    parser.add_argument("--patterns", type=int, default=20_000)
    parser.add_argument("--own", type=int, default=330_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--without", nargs="*", default=[])
    options = parser.parse_args()
    print(f"Load of the machine before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors.\n")
    print("| text | program | MB/s | peak memory |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        # The compiled form of the own lexicon goes there, and nothing else is left behind.
        os.environ["HAWASHI_CACHE_DIR"] = str(folder)
        out = folder / "out.jsonl"
        texts = {}
        for size in sorted({*options.megabytes, *options.peers_megabytes}):
            texts[size] = folder / f"{size}.txt"
            long_text.write(texts[size], size)

        def detect(path, *more):
            command = [options.hawashi, "detect", "--format", "jsonl", "--jobs", "1", *more, path]
            return least(options.runs, lambda: run(command, out))

        # First: the peak memory of a process counts what this one held when it began.
        word = folder / "word.txt"
        word.write_text("سرت\n", encoding="utf-8")
        ready = detect(word)
        print(f"| one word | Hawashi, start to end | {ready[1] * 1e3:.0f} ms | {ready[2]:.0f} MiB |")
        for size in options.megabytes:
            bytes_of_text = texts[size].stat().st_size
            for name, more in [("Hawashi", []), ("Hawashi, `--model none`", ["--model", "none"])]:
                seconds, _, memory = detect(texts[size], *more)
                print(f"| {size} MB | {name} | {bytes_of_text / 1e6 / seconds:.1f} | {memory:.0f} MiB |", flush=True)
        peers = [("spacy", "spaCy EntityRuler", spacy_ruler), ("ahocorasick", "pyahocorasick", aho_corasick)]
        for module, name, match in peers:
            if module in options.without or name in options.without:
                continue
            if importlib.util.find_spec(module) is None:
                print(f"{name} is not installed", file=sys.stderr)
                continue
            for size in options.peers_megabytes:
                if module == "spacy" and size > 1:
                    continue
                text = texts[size].read_text(encoding="utf-8")
                names = patterns(text, options.patterns)
                seconds = min(match(text, names)[0] for _ in range(options.runs))
                rate = len(text.encode()) / 1e6 / seconds
                print(f"| {size} MB | {name}, {len(names):,} patterns | {rate:.1f} | |", flush=True)
        if options.own and options.megabytes:
            own = folder / "own.csv"
            own_lexicon(own, options.own)
            size = options.megabytes[0]
            bytes_of_text = texts[size].stat().st_size
            own_ready = detect(word, "--lexicon", own)
            for name, more in [("with model", []), ("`--model none`", ["--model", "none"])]:
                without = detect(texts[size], *more)[0] - ready[0]
                seconds = detect(texts[size], *more, "--lexicon", own)[0] - own_ready[0]
                print(
                    f"| {size} MB | Hawashi {name}, {options.own:,} more names | {bytes_of_text / 1e6 / seconds:.1f}"
                    f" ({(seconds / without - 1) * 100:+.1f} % time) | |",
                    flush=True,
                )


if __name__ == "__main__":
    main()
