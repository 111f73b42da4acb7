"""A screen reader's view of the program: an AT-SPI client that answers one question as JSON.

Run by tests/real_window/screen_reader.rs with the system's Python, in the session bus of the program.
"""

import json
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

PATIENCE_SECS = 60


def children(node):
    for index in range(node.get_child_count()):
        child = node.get_child_at_index(index)
        if child is not None:
            yield child


def walk(node, depth=0):
    """The node and all below it, in the order in which a screen reader goes through them."""
    yield depth, node
    for child in children(node):
        yield from walk(child, depth + 1)


def application():
    deadline = time.monotonic() + PATIENCE_SECS
    while time.monotonic() < deadline:
        for app in children(Atspi.get_desktop(0)):
            if app.get_name() == "hawashi" and app.get_child_count() > 0:
                return app
        time.sleep(0.1)
    sys.exit("the program is not on the accessibility bus")


def told(depth, node):
    states = node.get_state_set().get_states()
    return {
        "depth": depth,
        "role": node.get_role_name(),
        "name": node.get_name(),
        "description": node.get_description(),
        "states": [state.value_nick for state in states],
    }


def nodes(app):
    """All nodes; once more when one has gone while they were walked over."""
    for attempt in range(5):
        try:
            return [told(depth, node) for depth, node in walk(app)]
        except GLib.Error:
            time.sleep(0.2)
    sys.exit("the tree does not stand still")


def find(app, role, name=None):
    for attempt in range(5):
        try:
            for _, node in walk(app):
                if node.get_role_name() == role and (name is None or node.get_name() == name):
                    return node
        except GLib.Error:
            time.sleep(0.2)
    sys.exit(f"there is no {role} {name or ''}")


def lines(text, count):
    """The lines, by asking for the one at an offset until the end."""
    found, at = [], 0
    while at < count:
        line = text.get_string_at_offset(at, Atspi.TextGranularity.LINE)
        if line.end_offset <= at:
            break
        found.append(line.content)
        at = line.end_offset
    return found


def text_of(node):
    text = node.get_text_iface()
    count = text.get_character_count()
    selections = [text.get_selection(index) for index in range(text.get_n_selections())]
    return {
        "name": node.get_name(),
        "text": text.get_text(0, count),
        "caret": text.get_caret_offset(),
        "selections": [[selection.start_offset, selection.end_offset] for selection in selections],
        "lines": lines(text, count),
    }


def extents(node, start, end):
    rect = node.get_text_iface().get_range_extents(start, end, Atspi.CoordType.WINDOW)
    return {"x": rect.x, "y": rect.y, "width": rect.width, "height": rect.height}


def main():
    Atspi.init()
    app = application()
    question, *words = sys.argv[1:]
    if question == "nodes":
        answer = nodes(app)
    elif question == "text":
        answer = text_of(find(app, *words))
    elif question == "extents":
        answer = extents(find(app, "document frame"), int(words[0]), int(words[1]))
    elif question == "select":
        text = find(app, "document frame").get_text_iface()
        answer = text.set_selection(0, int(words[0]), int(words[1]))
    elif question == "caret":
        answer = find(app, "document frame").get_text_iface().set_caret_offset(int(words[0]))
    elif question == "press":
        answer = find(app, *words).get_action_iface().do_action(0)
    else:
        sys.exit(f"{question} is no question")
    json.dump(answer, sys.stdout)


main()
