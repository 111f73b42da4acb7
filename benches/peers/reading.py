#!/usr/bin/env python3
"""Opens and reads long texts in Hawashi, in Qt's QPlainTextEdit and in Chromium, one after the other.

    reading.py [--hawashi target/release/hawashi] [--megabytes 1 10 100] [--one-paragraph 10]
               [--annotations 100000] [--frames 300] [--without qt chromium] [--folder DIR]

Prints a Markdown table: first frame, frames while scrolling and jumping (p50 / p99), peak memory. The texts
are made by long_text.py, into --folder when it is given. Hawashi runs as `debug frames`, with detection,
and with annotations; Chromium shows a paragraph for each of the text's, with the names of a few places in
<mark>, as a web annotator does; QPlainTextEdit shows the bare text. Chromium's memory is that of the
process that holds the page. A peer that is not installed is left out with a word.

Wants chromium, python3-pyqt5 and xvfb from Debian for the peers; else the standard library only.
"""
import argparse
import html
import http.server
import json
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import long_text

HERE = Path(__file__).resolve().parent
MARKED = re.compile("(ليبيا|العراق|سوريا|السودان|الخرطوم|بنغازي|سرت|طرابلس|الموصل|الرقة)")
PATIENCE_SECS = 900

HEAD = """<!doctype html><meta charset="utf-8"><title>page</title>
<style>body { font: 20px/1.8 "Noto Naskh Arabic"; width: 860px; margin: 20px auto; direction: rtl }
mark { background: #ffd54f }</style>
"""
# Runs when the whole page is there: two frames, then a scroll or a jump each, as the others do.
TAIL = """<script>
const frame = () => new Promise(done => requestAnimationFrame(() => setTimeout(done, 0)));
const FRAMES = %(frames)d;
window.addEventListener("load", async () => {
  await frame(); await frame();
  const out = {first_frame_ms: performance.now()}, times = [];
  const high = document.documentElement.scrollHeight;
  for (let n = 0; n < FRAMES; n++) {
    const began = performance.now();
    window.scrollTo(0, n < FRAMES / 2 ? n * 120 : Math.floor(high * ((n * 37) %% 101) / 101));
    await frame();
    times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  out.p50_ms = times[FRAMES >> 1]; out.p99_ms = times[Math.floor(FRAMES * 99 / 100)];
  const tags = [], all = document.querySelectorAll("p");
  for (let n = 0; n < 30; n++) {
    const node = [...all[(n * 7919) %% all.length].childNodes].find(x => x.nodeType == 3 && x.length > 20);
    if (!node) continue;
    node.parentElement.scrollIntoView(); await frame();
    const began = performance.now(), range = document.createRange();
    range.setStart(node, 2); range.setEnd(node, 15);
    range.surroundContents(document.createElement("mark"));
    await frame();
    tags.push(performance.now() - began);
  }
  tags.sort((a, b) => a - b);
  if (tags.length) out.tag_ms = tags[tags.length >> 1];
  await fetch("/done", {method: "POST", body: JSON.stringify(out)});
});
</script>
"""


def hawashi(args, text, annotations):
    command = [args.hawashi, "debug", "frames", text, "--frames", str(args.frames), "--annotations", str(annotations)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"reading: {' '.join(map(str, command))}: {done.stderr.strip()}")
    return json.loads(done.stdout)


def qt(args, text):
    command = ["xvfb-run", "-a", "/usr/bin/python3", str(HERE / "qt_page.py"), str(text), "--frames", str(args.frames)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE_SECS)
    except subprocess.TimeoutExpired:
        return None
    return json.loads(done.stdout) if done.returncode == 0 else None


class Page(http.server.BaseHTTPRequestHandler):
    """Serves one page and takes its figures."""

    def do_GET(self):
        if self.path != "/page":
            return self.send_error(404)
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(self.server.page)

    def do_POST(self):
        self.server.figures = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.figures["peak_rss_mib"] = renderer_peak()
        self.send_response(204)
        self.end_headers()
        self.server.done.set()

    def log_message(self, *_):
        pass


def renderer_peak():
    """Most resident memory of the largest page process of a browser, in MiB."""
    peaks = [0.0]
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            command = (folder / "cmdline").read_bytes()
            if b"--type=renderer" in command:
                status = (folder / "status").read_text()
                peaks.append(int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1024)
        except (OSError, TypeError):
            continue
    return max(peaks)


def chromium(args, text):
    marked = MARKED.sub(r"<mark>\1</mark>", html.escape(text.read_text(encoding="utf8")))
    body = "".join(f"<p>{paragraph}</p>\n" for paragraph in marked.split("\n"))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Page)
    server.page = (HEAD + body + TAIL % {"frames": args.frames}).encode()
    server.done, server.figures = threading.Event(), None
    with tempfile.TemporaryDirectory() as profile:
        server.browser = subprocess.Popen(
            [args.chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync",
             "--disable-background-networking", "--disable-component-update", "--disable-quic", "--window-size=1000,860",
             f"--user-data-dir={profile}", f"http://127.0.0.1:{server.server_port}/page"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        server.done.wait(PATIENCE_SECS)
        server.browser.terminate()
        server.browser.wait()
        server.shutdown()
        shutil.rmtree(profile, ignore_errors=True)
    return server.figures


def row(what, who, figures):
    if figures is None:
        return f"| {what} | {who} | not done within {PATIENCE_SECS} s | | |"
    tag = f"; tag one span {figures['tag_ms']:.0f} ms" if "tag_ms" in figures else ""
    first = figures["first_frame_ms"]
    first = f"{first:.0f} ms" if first < 1000 else f"{first / 1e3:.1f} s"
    return f"| {what} | {who} | {first} | {figures['p50_ms']:.1f} / {figures['p99_ms']:.1f} ms{tag} | {figures['peak_rss_mib']:.0f} MiB |"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--hawashi", default=str(HERE.parents[1] / "target" / "release" / "hawashi"))
    parser.add_argument("--chromium", default="chromium")
    parser.add_argument("--megabytes", type=float, nargs="*", default=[1, 10, 100])
    parser.add_argument("--one-paragraph", type=float, nargs="*", default=[10])
    parser.add_argument("--annotations", type=int, default=100_000)
    parser.add_argument("--frames", type=int, default=300)
    parser.add_argument("--without", nargs="*", choices=["qt", "chromium"], default=[])
    parser.add_argument("--folder", type=Path)
    args = parser.parse_args()
    if not shutil.which(args.hawashi):
        sys.exit(f"reading: {args.hawashi} is not here; build with `cargo build --release`")
    peers = [("QPlainTextEdit", qt, "qt", "xvfb-run"), ("Chromium", chromium, "chromium", args.chromium)]
    for name, _, key, program in peers:
        if key not in args.without and not shutil.which(program):
            print(f"reading: {name} is left out, {program} is not installed", file=sys.stderr)
            args.without.append(key)
    print("| text | program | first frame | frame p50 / p99 | peak memory |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as scratch:
        folder = args.folder or Path(scratch)
        texts = [(m, False) for m in args.megabytes] + [(m, True) for m in args.one_paragraph]
        for megabytes, single in texts:
            text = folder / f"{megabytes:g}{'-one' if single else ''}.txt"
            if not text.exists():
                long_text.write(text, megabytes, single)
            what = f"{megabytes:g} MB" + (" in one paragraph" if single else "")
            print(row(what, "Hawashi", hawashi(args, text, 0)), flush=True)
            if not single:
                print(row(what, f"Hawashi, {args.annotations:,} annotations", hawashi(args, text, args.annotations)), flush=True)
            for name, measure, key, _ in peers:
                if key not in args.without:
                    print(row(what, name, measure(args, text)), flush=True)


if __name__ == "__main__":
    main()
