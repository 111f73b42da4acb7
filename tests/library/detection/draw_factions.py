"""Draws the sentences of faction_dev.ron, _check, _fresh, _last, _final and _news: fixed seeds, and nothing that the detector says.

    python3 draw_factions.py dev CORPORA > sentences.txt
    python3 draw_factions.py dev CORPORA faction_dev.ron > factions.tsv
    hawashi evaluate --sentences 1 factions.tsv

A later set (`check`, `fresh`, `last`, `final`, `news` for `dev`) has no sentence of an earlier one.

Two thirds have a word that news about power and conflict uses, one third has none. With the marks
it writes columns for `hawashi evaluate`.
"""

import random
import re
import sys
from pathlib import Path

# Beginnings of words, behind proclitics and the article; written down before any sentence was read.
STEMS = """حزب أحزاب احزاب حركة حركات جيش جيوش قوات قوة حكوم سلطات سلطة وزارة شرطة مخابرات استخبارات أمن ميليشي مليشي
كتائب كتيبة لواء ألوية سرايا جبهة تنظيم منظمة تحالف ائتلاف مقاوم مقاتل مسلح متمرد إرهاب ارهاب نظام إدارة ادارة
معارض فصائل فصيل حلف أطلسي الاطلسي الأطلسي احتلال مجلس حماس فتح طالبان قاعدة جماعة جماعات جهاد إخوان اخوان""".split()
SHARES = {
    "dev": [("anercorp_train.tsv", 168, 82), ("wikifane_fine.tsv", 32, 18)],
    "check": [("anercorp_train.tsv", 65, 15), ("wikifane_fine.tsv", 15, 5)],
    "fresh": [("anercorp_train.tsv", 82, 42), ("wikifane_fine.tsv", 18, 8)],
    "last": [("anercorp_train.tsv", 54, 28), ("wikifane_fine.tsv", 12, 6)],
    "final": [("anercorp_train.tsv", 80, 20), ("wikifane_fine.tsv", 40, 10)],
    # All that the development part has, marked in two goes.
    "news": [("anercorp_dev.tsv", 100, 20), ("anercorp_dev.tsv", 78, 0)],
}
SEEDS = {"dev": 4242, "check": 777, "fresh": 31337, "last": 2718, "final": 1618, "news": 1729}
CORPORA = {"anercorp_train.tsv": "anercorp", "anercorp_dev.tsv": "anercorp_dev", "wikifane_fine.tsv": "wikifane"}
PROCLITICS = ["", "و", "ف", "ب", "ل", "ك"]


def sentences(path):
    sentence = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            sentence.append(line.split("\t")[0])
        elif sentence:
            yield sentence
            sentence = []
    if sentence:
        yield sentence


def is_about_power(sentence):
    starts = tuple(p + a + s for p in PROCLITICS for a in ("", "ال") for s in STEMS) + tuple("لل" + s for s in STEMS)
    return any(token.startswith(starts) for token in sentence)


def drawn_from(drawn, corpus, about, other, without=()):
    numbered = [(i, s) for i, s in enumerate(sentences(corpus)) if 6 <= len(s) <= 60]
    numbered = [n for n in numbered if n not in without]
    generator = random.Random(SEEDS[drawn])
    groups = [[n for n in numbered if is_about_power(n[1]) == kind] for kind in (True, False)]
    return sorted(n for group, count in zip(groups, (about, other)) for n in generator.sample(group, count))


def marks(path):
    line = re.compile(r'corpus: "(\w+)", sentence: (\d+), factions: \[(.*)\]')
    for corpus, number, spans in line.findall(path.read_text(encoding="utf-8")):
        yield (corpus, int(number)), [(int(a), int(b)) for a, b in re.findall(r"\((\d+), (\d+)\)", spans)]


def columns(tokens, spans):
    tags = ["O"] * len(tokens)
    for first, last in spans:
        tags[first : last + 1] = ["B-faction"] + ["I-faction"] * (last - first)
    return "".join(f"{token}\t{tag}\n" for token, tag in zip(tokens, tags))


def main():
    drawn, corpora = sys.argv[1], Path(sys.argv[2])
    marked = dict(marks(Path(sys.argv[3]))) if len(sys.argv) > 3 else None
    taken = {name: [] for name in CORPORA}
    for before, shares in SHARES.items():
        for name, about, other in shares:
            sentences_of_share = drawn_from(before, corpora / name, about, other, taken[name])
            taken[name] += sentences_of_share
            if before == drawn:
                write(CORPORA[name], sentences_of_share, marked)
        if before == drawn:
            break


def write(corpus, drawn, marked):
    for number, tokens in drawn:
        if marked is None:
            print(corpus, number, " ".join(tokens))
        else:
            print(columns(tokens, marked[corpus, number]))


if __name__ == "__main__":
    main()
