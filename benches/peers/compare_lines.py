#!/usr/bin/env python3
"""Compares lines and span rectangles of `hawashi debug layout` with headless Chromium's.

    compare_lines.py [--hawashi target/release/hawashi] [--chromium chromium] [--spans 500] [TEXT ...]

Both set each paragraph in the same bundled fonts, `white-space: pre-wrap`, line height 1.8, at five
widths and three sizes. Without TEXT, all of assets/layout-texts, and ../shared/articles/article.txt
where there is one. A text in a script that the bundled fonts lack is skipped unless an installed
font has it. Prints what differs, and why where that is known: Chromium gives the alef of لا no
width, Hawashi half of the pair's, so that a mark on it can be seen. Exit status 1 when fewer than 99.5 % of
the lines begin alike, or fewer than 99.5 % of the spans' edges, but those between lam and alef, are within
1 px; 2 when the comparison cannot be made.

Standard library only; Chromium from Debian's package `chromium`.
"""
import argparse
import base64
import html
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WIDTHS = [320, 480, 680, 860, 1100]
SIZES = [16, 20, 28]
LINES_NEEDED, EDGES_NEEDED, EDGE_PX = 0.995, 0.995, 1.0
# Letters by which a text is known to need an installed font, and that font, the first that Hawashi
# looks for as well.
INSTALLED = {"[\u0590-\u05ff]": "Noto Sans Hebrew"}
LAM, ALEFS = "\u0644", "\u0622\u0623\u0625\u0627\u0671"

PAGE = """<!doctype html><meta charset="utf-8"><style>
%(faces)s
body { margin: 0 }
div { white-space: pre-wrap; overflow-wrap: anywhere; line-height: 1.8; font-family: %(families)s;
      text-rendering: geometricPrecision; font-synthesis: none }
</style><body><script id="work" type="application/json">%(work)s</script><script>
async function run() {
  const {settings, paragraphs, spans, families} = JSON.parse(document.getElementById("work").textContent);
  await Promise.all(families.map(f => document.fonts.load("20px '" + f + "'", "\\u0633 x")));
  const out = {lines: [], rects: []};
  settings.forEach(([width, size], s) => {
    const box = document.createElement("div");
    box.style.width = width + "px"; box.style.fontSize = size + "px";
    const nodes = paragraphs.map(p => {
      const div = document.createElement("div");
      div.dir = p.rtl ? "rtl" : "ltr";
      div.append(p.text || "\\u200b");
      box.append(div);
      return div;
    });
    document.body.append(box);
    const range = document.createRange();
    const starts = [];
    nodes.forEach((div, i) => {
      const node = div.firstChild, p = paragraphs[i];
      let line = -1;
      const top = div.getBoundingClientRect().top, height = size * 1.8;
      starts.push(p.start);
      line = 0;
      for (let at = 0; at < p.text.length; at++) {
        range.setStart(node, at); range.setEnd(node, at + 1);
        const rects = range.getClientRects();
        if (!rects.length) continue;
        const r = rects[rects.length - 1];
        const l = Math.floor(((r.top + r.bottom) / 2 - top) / height);
        if (l > line) { line = l; starts.push(p.start + at); }
      }
    });
    out.lines.push(starts);
    out.rects.push(spans[s].map(([i, a, b]) => {
      const div = nodes[i], node = div.firstChild, box = div.getBoundingClientRect();
      // Line by line, without the space that hangs at a line's end: Hawashi marks none.
      const breaks = starts.map(x => x - paragraphs[i].start).filter(x => x > a && x < b);
      return [a, ...breaks].flatMap((from, k) => {
        let to = breaks[k] ?? b;
        while (to > from && k < breaks.length && " \t\u3000\u200b".includes(node.data[to - 1])) to--;
        range.setStart(node, from); range.setEnd(node, to);
        return [...range.getClientRects()].map(r =>
          [Math.floor(((r.top + r.bottom) / 2 - box.top) / (size * 1.8)), r.left - box.left, r.right - box.left]);
      });
    }));
    box.remove();
  });
  const pre = document.createElement("pre");
  pre.id = "out"; pre.textContent = JSON.stringify(out);
  document.body.replaceChildren(pre);
}
run();
</script></body>"""


def utf16(text):
    """Length in the units that JavaScript counts in."""
    return len(text.encode("utf-16-le")) // 2


def layout(args, path, width, size, span=None):
    command = [args.hawashi, "debug", "layout", str(path), "--width", str(width), "--size", str(size), "--unit", "utf16"]
    if span:
        command += ["--span", f"{span[0]}:{span[1]}"]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"compare_lines: {' '.join(command)}: {done.stderr.strip()}")
    return json.loads(done.stdout)


def paragraphs_of(text, lines):
    """Paragraphs with their first offset and the direction that Hawashi gave them."""
    rtl = {line["start"]: line["rtl"] for line in lines}
    out, start = [], 0
    for part in text.removesuffix("\n").split("\n"):
        out.append({"text": part, "start": start, "rtl": rtl[start]})
        start += utf16(part) + 1
    return out


def random_spans(paragraphs, count, seed):
    """(paragraph, start, end) of words, and of parts of words, across lines and directions."""
    rng, spans = random.Random(seed), []
    long = [i for i, p in enumerate(paragraphs) if len(p["text"]) > 20]
    while len(spans) < count:
        i = rng.choice(long)
        text = paragraphs[i]["text"]
        a = rng.randrange(len(text) - 1)
        b = min(len(text), a + rng.choice([1, 3, 8, 20, 60, 150]))
        while a < b and text[a].isspace():
            a += 1
        while b > a and text[b - 1].isspace():
            b -= 1
        # Between a letter and its marks there is no edge to compare.
        if a < b and not combining(text[a]) and (b == len(text) or not combining(text[b])):
            spans.append((i, utf16(text[:a]), utf16(text[:b])))
    return spans


def combining(char):
    import unicodedata
    return unicodedata.combining(char) > 0 or unicodedata.category(char) in ("Mn", "Cf") or ord(char) > 0xFFFF


def splits_lam_alef(text, at):
    """Whether an offset lies between a lam, with its marks, and its alef."""
    before = at
    while before > 0 and combining(text[before - 1]):
        before -= 1
    return 0 < at < len(text) and text[before - 1] == LAM and text[at] in ALEFS


def merged(rects):
    """Rectangles by line, touching ones as one, from left to right."""
    out = []
    for line, left, right in sorted(rects):
        if right - left < 0.02:
            continue
        if out and out[-1][0] == line and left - out[-1][2] < 0.1:
            out[-1][2] = max(out[-1][2], right)
        else:
            out.append([line, left, right])
    return out


def chromium(args, families, work):
    fonts = ROOT / "assets" / "fonts"
    faces = ""
    for name, file in [("Bundled Naskh", "NotoNaskhArabic-Regular.ttf"), ("Bundled Sans", "NotoSans-Regular.ttf"),
                       ("Bundled Emoji", "Symbola-Emoji.ttf")]:
        data = base64.b64encode((fonts / file).read_bytes()).decode()
        faces += f"@font-face {{ font-family: '{name}'; src: url(data:font/ttf;base64,{data}) }}\n"
    page = PAGE % {
        "faces": faces,
        "families": ", ".join(f"'{f}'" for f in families),
        "work": json.dumps(work | {"families": families}).replace("</", "<\\/"),
    }
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.html"
        file.write_text(page, encoding="utf8")
        done = subprocess.run(
            [args.chromium, "--headless", "--no-sandbox", "--disable-gpu", "--font-render-hinting=none", "--virtual-time-budget=600000",
             f"--user-data-dir={folder}/profile", "--dump-dom", file.as_uri()],
            capture_output=True, text=True, timeout=600)
    found = re.search(r'<pre id="out">(.*?)</pre>', done.stdout, re.S)
    if not found:
        sys.exit(f"compare_lines: Chromium gave no answer: {done.stderr[-500:]}")
    return json.loads(html.unescape(found[1]))


def families_for(text):
    """The bundled fonts, and the installed one that the text needs; None when it is not there."""
    families = ["Bundled Naskh", "Bundled Sans"]
    for letters, font in INSTALLED.items():
        if re.search(letters, text):
            known = subprocess.run(["fc-list", font], capture_output=True, text=True).stdout if shutil.which("fc-list") else ""
            if not known:
                return None, font
            families.append(font)
    # Hawashi takes colours where they are installed, else the bundled outlines.
    return [*families, "Noto Color Emoji", "Bundled Emoji"], None


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("texts", nargs="*", type=Path, metavar="TEXT")
    parser.add_argument("--hawashi", default=str(ROOT / "target" / "release" / "hawashi"))
    parser.add_argument("--chromium", default="chromium")
    parser.add_argument("--spans", type=int, default=500)
    args = parser.parse_args()
    for program in (args.hawashi, args.chromium):
        if not shutil.which(program):
            print(f"compare_lines: {program} is not here; build with `cargo build --release`, or apt-get install chromium", file=sys.stderr)
            return 2
    texts = args.texts or sorted((ROOT / "assets" / "layout-texts").glob("*.txt"))
    article = ROOT.parent / "shared" / "articles" / "article.txt"
    if not args.texts and article.exists():
        texts.append(article)

    settings = [(w, s) for w in WIDTHS for s in SIZES]
    lines_all = lines_equal = edges_all = edges_near = edges_known = 0
    for path in texts:
        text = path.read_text(encoding="utf8")
        families, missing = families_for(text)
        if not families:
            print(f"{path.name}: skipped, the font {missing} is not installed")
            continue
        ours = [layout(args, path, w, s) for w, s in settings]
        paragraphs = paragraphs_of(text, ours[0]["lines"])
        per_setting = -(-args.spans // (len(texts) * len(settings)))
        spans = [random_spans(paragraphs, per_setting, seed=s) for s in range(len(settings))]
        theirs = chromium(args, families, {"settings": settings, "paragraphs": paragraphs, "spans": spans})

        equal = count = 0
        for (width, size), own, browser in zip(settings, ours, theirs["lines"]):
            own_starts, browser_starts = {line["start"] for line in own["lines"]}, set(browser)
            count += len(browser_starts)
            equal += len(own_starts & browser_starts)
            for start in sorted(own_starts ^ browser_starts):
                at = len(text.encode("utf-16-le")[: start * 2].decode("utf-16-le"))
                who = "only here" if start in own_starts else "only in Chromium"
                print(f"  {path.name} {width} px, size {size}: a line {who} at {start}: {text[max(0, at - 12):at]!r} | {text[at:at + 12]!r}")
        near = edges = known = 0
        for (width, size), own, chosen, browser in zip(settings, ours, spans, theirs["rects"]):
            starts = [line["start"] for line in own["lines"]]
            for (i, a, b), rects in zip(chosen, browser):
                start = paragraphs[i]["start"]
                found = layout(args, path, width, size, (start + a, start + b))["rects"]
                first = starts.index(start)
                mine = merged([(r["line"] - first, r["left"], r["right"]) for r in found])
                other = merged(rects)
                same = len(mine) == len(other)
                edges += 2 * max(len(mine), len(other))
                off = [abs(m - o) for x, y in zip(mine, other) for m, o in zip(x[1:], y[1:])] if same else []
                good = sum(d <= EDGE_PX for d in off)
                near += good
                if not same or good < len(off):
                    units = text.encode("utf-16-le")
                    where = units[(start + a) * 2:(start + b) * 2].decode("utf-16-le", "replace")
                    ends = [len(units[:(start + x) * 2].decode("utf-16-le")) for x in (a, b)]
                    split = sum(splits_lam_alef(text, at) for at in ends)
                    # An alef alone has no rectangle in Chromium.
                    known += min(split if other else 2, 2 * max(len(mine), len(other)) - good) if split else 0
                    print(f"  {path.name} {width} px, size {size}: span {start + a}:{start + b} {where!r}: {mine} here, {other} in Chromium"
                          f"{', between lam and alef' if split else ''}")
        print(f"{path.name}: {equal} of {count} lines begin alike ({equal / count:.2%}), {near} of {edges} edges within {EDGE_PX:g} px, "
              f"{known} others between lam and alef")
        lines_all, lines_equal = lines_all + count, lines_equal + equal
        edges_all, edges_near, edges_known = edges_all + edges, edges_near + near, edges_known + known
    if not lines_all:
        print("compare_lines: no text was compared", file=sys.stderr)
        return 2
    rest = max(1, edges_all - edges_known)
    print(f"all: {lines_equal} of {lines_all} lines begin alike ({lines_equal / lines_all:.2%}); "
          f"{edges_near} of {edges_all} edges within {EDGE_PX:g} px ({edges_near / max(1, edges_all):.2%}), "
          f"{edges_known} others between lam and alef, {edges_near / rest:.2%} of the rest")
    return 0 if lines_equal / lines_all >= LINES_NEEDED and edges_near / rest >= EDGES_NEEDED else 1


if __name__ == "__main__":
    sys.exit(main())
