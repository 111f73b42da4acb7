#!/usr/bin/python3
"""Opens a text in Qt's QPlainTextEdit, scrolls and jumps, and prints figures as one line of JSON.

    qt_page.py TEXT [--frames N] [--resize]

Wants Debian's python3-pyqt5 and a display (xvfb-run). A frame is a scroll or a jump with the repaint that
follows; with --resize it is another width. Times in milliseconds, from the start of this process.
"""
import argparse
import json
import resource
import time

BEGAN = time.perf_counter()
from PyQt5 import QtGui, QtWidgets  # noqa: E402: its loading is part of the start


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("text")
    parser.add_argument("--frames", type=int, default=300)
    parser.add_argument("--resize", action="store_true")
    args = parser.parse_args()
    app = QtWidgets.QApplication([])
    page = QtWidgets.QPlainTextEdit()
    page.setFont(QtGui.QFont("Noto Naskh Arabic", 15))
    page.resize(1000, 860)
    with open(args.text, encoding="utf8") as file:
        page.setPlainText(file.read())
    page.show()
    app.processEvents()
    first_frame = time.perf_counter() - BEGAN
    bar, times = page.verticalScrollBar(), []
    for n in range(args.frames):
        began = time.perf_counter()
        if args.resize:
            page.resize(600 + abs(n % 200 - 100) * 4, 860)
        elif n < args.frames // 2:
            bar.setValue(n * 3)
        else:
            bar.setValue(bar.maximum() * (n * 37 % 101) // 101)
        page.viewport().repaint()
        app.processEvents()
        times.append(time.perf_counter() - began)
    times.sort()
    print(json.dumps({
        "first_frame_ms": first_frame * 1e3,
        "p50_ms": times[len(times) // 2] * 1e3,
        "p99_ms": times[len(times) * 99 // 100] * 1e3,
        "peak_rss_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }))


if __name__ == "__main__":
    main()
