#!/usr/bin/env python3
"""The shipped program is killed, and its calls to the system fail, in sessions without a screen; nothing may be lost.

    tests/reliability/kill.py --hawashi target/release/hawashi [--sessions N] [--moments N] [--every N] [--jobs N]

A session (`hawashi debug session`) prints each step when it is done. It is ended in one of these ways, and started again:

  calls     each write, fsync, rename, open and unlink of the session's threads, once each: the process is killed there
            (SIGKILL), or the call fails (EIO, ENOSPC), or it and all later ones fail (ENOSPC); by `strace --inject`
  restart   the same while a start restores what a killed session has left
  moments   SIGKILL at a moment by chance

After the next start every step that was printed at least 200 ms before the end must be there, nothing that was never
there, nothing twice; all files must open. On a busy machine a step can take longer to be kept: a case in which one is
lost that was done within the last second is tried again, up to three times, and counted as late if nothing is lost then.
Prints counts, and what it found; ends with 1 if that is anything. Needs Linux.
"""

import argparse
import concurrent.futures
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = {"a.txt": "libya.txt", "b.txt": "sudan.txt"}
CALLS = ["write", "pwrite64", "fsync", "fdatasync", "openat", "rename", "renameat", "renameat2", "link", "linkat",
         "unlink", "unlinkat", "mkdir", "ftruncate"]
FAULTS = ["signal=KILL", "error=EIO", "error=ENOSPC"]
PROMISED_MS = 200
# What was done longer before the end than this is not late, but lost.
LATE_MS = 1000
TRIES = 3
# Longest session, in seconds, on a busy machine.
PATIENCE = 240
EMPTY = None


class Home:
    """A person's folders, with two articles."""

    def __init__(self):
        self.path = Path(tempfile.mkdtemp(prefix="hawashi-kill-"))
        for folder in ("articles", "config", "data", "run"):
            (self.path / folder).mkdir(mode=0o700)
        (self.path / "config/settings.ron").write_text('(language: Some("en"), author: Some("test"))')
        for name, sample in SAMPLES.items():
            shutil.copy(ROOT / "assets/samples" / sample, self.path / "articles" / name)

    def environment(self):
        kept = {name: value for name, value in os.environ.items()
                if name not in ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS")}
        return kept | {"HOME": str(self.path), "XDG_RUNTIME_DIR": str(self.path / "run"),
                       "HAWASHI_CONFIG_DIR": str(self.path / "config"), "HAWASHI_DATA_DIR": str(self.path / "data")}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.path, ignore_errors=True)


class Session:
    """A running session; its lines arrive in `lines`."""

    def __init__(self, hawashi, home, script, wrapper=()):
        self.lines = []
        self.begun = threading.Event()
        self.process = subprocess.Popen(
            [*wrapper, hawashi, "debug", "session", home.path / "articles/a.txt", "-"], env=home.environment(),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8")
        self.process.stdin.write(script)
        self.process.stdin.close()
        self.reader = threading.Thread(target=self.read)
        self.reader.start()

    def read(self):
        for line in self.process.stdout:
            try:
                self.lines.append(json.loads(line))
            except ValueError:
                # Torn by the end.
                pass
            self.begun.set()
        self.begun.set()

    def wait(self):
        """Waits for its end; gives what it said on standard error, and the time, in milliseconds since 1970."""
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise
        ended_ms = time.time() * 1e3
        self.reader.join()
        return self.process.stderr.read(), ended_ms


def has(hawashi, home, script):
    """A session that is not disturbed."""
    session = Session(hawashi, home, script)
    said, _ = session.wait()
    return session.lines, session.process.returncode, said


def by_chance(hawashi, steps, seed):
    """The script of a session by chance: it ends as by SIGKILL after all of it has become safe."""
    with Home() as home:
        done = subprocess.run([hawashi, "debug", "session", home.path / "articles", "--random", str(steps), "--seed",
                               str(seed)], env=home.environment(), capture_output=True, text=True, check=True)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    steps = [line["did"] for line in lines if "did" in line and not line.get("part") and line["did"] not in ("begin", "end")]
    return "\n".join(["pause 150", *steps, f"pause {PROMISED_MS + 100}", "kill", ""])


class Late(str):
    """A problem that a busy machine may have caused."""


class History:
    """What an article's annotations and its open note were, in the order in which they were."""

    def __init__(self, lines):
        self.states = {name: [] for name in SAMPLES}
        saved, given_up = {}, None
        for line in lines:
            if "state" not in line:
                continue
            name = line["article"]
            if given_up and (line["did"] == "discard"):
                self.add(given_up, line, saved.get(given_up, EMPTY), None)
                given_up = None
            if name is None:
                continue
            self.add(name, line, line["state"], line["draft"])
            if not line["unsaved"]:
                saved[name] = line["state"]
            if line["did"] == "give up":
                given_up = name
        if given_up:
            # Killed meanwhile.
            self.add(given_up, {"ms": float("inf"), "line": lines[-1].get("line", 0)}, saved.get(given_up, EMPTY), None)

    def add(self, name, line, state, draft):
        self.states[name].append((line["ms"], line["line"], state, draft))


def lost(history, reference, name, found, ended_ms):
    """Why what was found of an article is not right; and the age of the oldest step that is lost, in milliseconds."""
    state, draft = found
    states = history.states[name]
    last = max((line for states in history.states.values() for _, line, _, _ in states), default=-1)
    # What was being done when it ended was not printed any more.
    later = [entry for entry in reference.states[name] if last < entry[1] <= last + 3]
    done = [(0, -1, EMPTY, None), *states]
    first = max(at for at, entry in enumerate(done) if entry[0] <= ended_ms - PROMISED_MS)
    possible = done + later

    def fits(entry):
        # A note is kept in each pause and once a second: any beginning of it may be there.
        begun = [other[3] or "" for other in possible[first:] if other[2] == state]
        is_begun = entry[3] is None and draft is not None and any(text.startswith(draft) for text in begun)
        return entry[2] == state and (entry[3] == draft or is_begun)
    if any(fits(entry) for entry in possible[first:]):
        return None
    earlier = [at for at, entry in enumerate(possible[:first]) if fits(entry)]
    if not earlier:
        return f"{name}: a state that never was: {found}"
    age = ended_ms - possible[earlier[-1] + 1][0]
    problem = f"{name}: a step is lost that was done {age:.0f} ms before the end"
    return Late(problem) if age < LATE_MS else problem


def checked(hawashi, home, lines, reference, ended_ms, counts, is_lasting=False):
    """Starts again and gives what is wrong. After a fault that lasts, what could not be taken away may be there still."""
    again, code, said = has(hawashi, home, "state\nopen b.txt\nstate\n")
    problems = []
    if code != 0:
        problems.append(f"the next start fails: {said.strip()}")
    said_before = [line["notice"] for line in lines if "notice" in line]
    told = [said for said in said_before if "would be lost" in said]
    # An article whose annotation file cannot be read is worked on without it, and what was done is added to it later.
    is_unread = any("cannot be used" in said for said in said_before)
    notices = [line["notice"] for line in again if "notice" in line]
    is_lasting |= is_unread
    # What may have ended the program is not opened again by itself.
    opening = [said for said in notices if "was being opened" in said]
    counts["ended while an article was being opened, which is offered"] += len(opening)
    notices = [said for said in notices if said not in opening]
    problems += [f"the next start says: {said}" for said in notices if not (is_lasting and "elsewhere since" in said)]
    history = History(lines)
    seen = {line["article"]: (line["state"], line["draft"]) for line in again if line.get("did") == "state"}
    for name, found in seen.items():
        problem = lost(history, reference, name, found, ended_ms)
        if problem and told:
            counts["told that work cannot be kept"] += 1
        elif problem and is_unread and "never was" in problem:
            counts["told that an annotation file cannot be read"] += 1
        elif problem:
            problems.append(problem)
    for left in (home.path / "articles").iterdir():
        if left.suffix == ".ron":
            counts["annotation files that open"] += 1
    return problems


def tasks(process, group):
    """The threads of a process that belong to a group: the journal's, the frame's, those of jobs."""
    found = []
    for task in Path(f"/proc/{process}/task").iterdir():
        try:
            name = (task / "comm").read_text().strip()
        except OSError:
            continue
        of = "main" if task.name == str(process) else "journal" if name == "journal" else "jobs"
        if of == group:
            found.append(task.name)
    return found


def traced(hawashi, home, script, group, inject=None):
    """A session whose threads of a group are traced from its beginning on; gives it, its end and the trace."""
    log = home.path / "trace"
    session = Session(hawashi, home, script)
    session.begun.wait(PATIENCE)
    process = session.process.pid
    os.kill(process, signal.SIGSTOP)
    chosen = tasks(process, group)
    command = ["strace", "-qq", "-y", "-s", "0", "-o", log, "-e", "trace=" + ",".join(CALLS)]
    command += ["-e", f"inject={inject}"] if inject else []
    tracer = subprocess.Popen([*command, *[word for task in chosen for word in ("-p", task)]],
                              stdin=subprocess.DEVNULL, stderr=subprocess.PIPE)

    def is_traced(task):
        try:
            return "TracerPid:\t0" not in Path(f"/proc/{process}/task/{task}/status").read_text()
        except OSError:
            # Its thread, or the process, has ended.
            return True
    while tracer.poll() is None and not all(is_traced(task) for task in chosen):
        time.sleep(0.002)
    os.kill(process, signal.SIGCONT)
    said, ended_ms = session.wait()
    tracer.wait(PATIENCE)
    return session, said, ended_ms, log.read_text(errors="replace") if log.exists() else ""


def counted(trace):
    """How often each call stands in a trace, and the most times in one thread."""
    calls, most = Counter(), Counter()
    for line in trace.splitlines():
        match = re.match(r"(\d+) +(\w+)\(", line) or re.match(r"()(\w+)\(", line)
        if match and match[2] in CALLS:
            calls[match[2]] += 1
            most[match[1], match[2]] += 1
    return calls, {call: max(count for (_, name), count in most.items() if name == call) for call in calls}


class Run:
    """What is run, and what came of it."""

    def __init__(self, arguments):
        self.hawashi = str(arguments.hawashi.resolve())
        self.jobs = arguments.jobs
        self.counts = Counter()
        self.problems = []
        self.lock = threading.Lock()

    def all(self, name, cases, work):
        """Works on all cases at once, on a few threads."""
        began = time.time()

        def tried(case):
            counts = Counter()
            try:
                problems = work(case, counts)
            except Exception as error:  # A harness that breaks has shown nothing.
                problems = [f"the harness: {error!r}"]
            return problems, counts

        def one(case):
            for again in range(TRIES):
                problems, counts = tried(case)
                if not problems or not all(isinstance(problem, Late) for problem in problems):
                    break
            counts["late on a busy machine, not lost when tried again"] += again > 0 and not problems
            with self.lock:
                self.counts.update(counts)
                self.counts[name] += 1
                for problem in problems:
                    self.problems.append(f"{name} {case}: {problem}")
                    print(self.problems[-1], flush=True)
        with concurrent.futures.ThreadPoolExecutor(self.jobs) as pool:
            list(pool.map(one, cases))
        print(f"{name}: {len(cases)} runs in {time.time() - began:.0f} s, {len(self.problems)} problems so far", flush=True)

    def reference(self, script):
        with Home() as home:
            lines, _, said = has(self.hawashi, home, script)
        if said.strip():
            raise SystemExit(f"the session fails by itself: {said}")
        return History(lines)

    def calls(self, script, every):
        reference = self.reference(script)
        cases, known = [], {}
        for group in ("journal", "jobs", "main"):
            with Home() as home:
                _, _, _, trace = traced(self.hawashi, home, script, group)
            total, most = counted(trace)
            known[group] = total
            print(f"  calls of {group}: {dict(total)}", flush=True)
            for call, count in most.items():
                # The frame's thread only prints what was done: a line that is not printed proves nothing.
                faults = FAULTS[:1] if group == "main" and call == "write" else FAULTS
                for number in range(1, count + 1, every):
                    cases += [(group, call, fault, f"{number}") for fault in faults]
                    if faults == FAULTS and number % 5 == 1:
                        cases.append((group, call, "error=ENOSPC", f"{number}+"))

        def work(case, counts):
            group, call, fault, number = case
            with Home() as home:
                session, said, ended_ms, trace = traced(self.hawashi, home, script, group, f"{call}:{fault}:when={number}")
                if "signal" in fault:
                    # Where it is killed, the process ends; the call is the last one of its name in the trace.
                    ordinal = counted(trace)[0][call]
                    with self.lock:
                        self.hit.add((group, call, ordinal))
                counts["calls that failed or killed"] += "INJECTED" in trace or session.process.returncode == -9
                return checked(self.hawashi, home, session.lines, reference, ended_ms, counts, number.endswith("+"))
        self.hit = set()
        self.all("calls", cases, work)
        for group, total in known.items():
            hits = Counter(call for of, call, _ in self.hit if of == group)
            print(f"  killed in {group}: " + ", ".join(f"{call} {min(hits[call], count)}/{count}" for call, count in total.items()), flush=True)

    def restart(self, script, every):
        """Kills and fails a start that restores."""
        look = "state\npause 300\nkill\n"

        def restarted(home, call, inject=()):
            lines, _, _ = has(self.hawashi, home, script)
            wrapper = ["strace", "-f", "-qq", "-o", home.path / "trace", "-e", "trace=" + call, *inject]
            Session(self.hawashi, home, look, wrapper).wait()
            return lines, (home.path / "trace").read_text(errors="replace")
        with Home() as home:
            _, most = counted(restarted(home, ",".join(CALLS))[1])
        print(f"  calls of one thread in a start that restores: {most}", flush=True)
        cases = [(call, fault, number) for call, count in most.items() for fault in FAULTS
                 for number in range(1, count + 1, every)]

        def work(case, counts):
            call, fault, number = case
            with Home() as home:
                lines, _ = restarted(home, call, ["-e", f"inject={call}:{fault}:when={number}"])
                # All of it was done long before.
                return checked(self.hawashi, home, lines, History(lines), float("inf"), counts)
        self.all("restart", cases, work)

    def moments(self, scripts, count, seed):
        chance = random.Random(seed)
        sessions = []
        for script in scripts:
            with Home() as home:
                began = time.time()
                lines, _, _ = has(self.hawashi, home, script)
            sessions.append((script, History(lines), time.time() - began))
        cases = [(number, chance.randrange(len(sessions)), chance.random()) for number in range(count)]

        def work(case, counts):
            script, reference, seconds = sessions[case[1]]
            with Home() as home:
                session = Session(self.hawashi, home, script)
                time.sleep(case[2] * seconds)
                ended_ms = time.time() * 1e3
                session.process.kill()
                session.wait()
                return checked(self.hawashi, home, session.lines, reference, ended_ms, counts)
        self.all("moments", cases, work)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hawashi", type=Path, default=ROOT / "target/release/hawashi", help="the program")
    parser.add_argument("--sessions", type=int, default=1, help="sessions by chance in which each call is hit")
    parser.add_argument("--steps", type=int, default=24, help="steps of a session")
    parser.add_argument("--moments", type=int, default=2000, help="moments by chance")
    parser.add_argument("--every", type=int, default=1, help="hit only each so many-th call")
    parser.add_argument("--jobs", type=int, default=2, help="sessions at once")
    parser.add_argument("--seed", type=int, default=1, help="which sessions and moments")
    arguments = parser.parse_args()
    run = Run(arguments)
    global EMPTY
    with Home() as home:
        lines, code, said = has(run.hawashi, home, "state\n")
    if code != 0:
        raise SystemExit(f"the program cannot have a session: {said}")
    EMPTY = lines[0]["state"]
    for number in range(arguments.sessions):
        script = by_chance(run.hawashi, arguments.steps, arguments.seed + number)
        run.calls(script, arguments.every)
        run.restart(script, arguments.every)
    if arguments.moments:
        scripts = [by_chance(run.hawashi, arguments.steps, arguments.seed + 100 + number)
                   for number in range(max(1, arguments.moments // 100))]
        run.moments(scripts, arguments.moments, arguments.seed)
    for name, count in sorted(run.counts.items()):
        print(f"{count:7} {name}")
    print(f"{len(run.problems):7} problems")
    return 1 if run.problems else 0


if __name__ == "__main__":
    sys.exit(main())
