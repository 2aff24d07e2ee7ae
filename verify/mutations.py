#!/usr/bin/env python3
"""Alters every byte of a published log, one at a time, and has verify.py judge each altered log.

    python3 verify/mutations.py DIR [--stride N] [--processes N]

Each altered log is judged whole, by verify.check_log from its first line to its last, with its files in memory.
So that this ends today, functions whose answer depends on their arguments alone (a signature, the
entries of a bundle, one line of openings, the nodes above a row of hashes) remember what they answered
to the very same arguments; an altered byte is another argument. policy.txt is left out: it is given from
outside. One bit of each byte is turned, another one from byte to byte; in the checkpoint, whose
spelling no hash covers, each byte gets all its 255 other values. Exit 0 when all are noticed.
"""

import functools
import multiprocessing
import os
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import verify

FAULTS = (verify.Fault, ValueError, KeyError, TypeError, AttributeError, IndexError)
PIECE = 2000


class Held(verify.Folder):
    """A folder in memory, with one file altered."""

    def __init__(self, files, altered=None, raw=None):
        self.files, self.altered, self.raw = files, altered, raw
        self.left = set(files)

    def take(self, name):
        self.left.discard(name)
        if name == self.altered:
            return self.raw
        if name not in self.files:
            raise verify.Fault(f"{name} is missing")
        return self.files[name]


def remember():
    """Has functions of their arguments alone answer the same question once."""
    for name, answers in (("ed25519", 64), ("read_bundle", 16), ("open_line", 4096), ("split", 16)):
        setattr(verify, name, functools.lru_cache(answers)(getattr(verify, name)))
    levels_of = functools.lru_cache(16)(lambda leaves: verify_levels_of(list(leaves)))
    verify_levels_of = verify.levels_of
    verify.levels_of = lambda leaves: levels_of(tuple(leaves))


def read(top):
    files = {}
    for name in verify.Folder(top).left:
        with open(os.path.join(top, name), "rb") as file:
            files[name] = file.read()
    return files


def noticed(files, name, raw):
    try:
        verify.check_log(Held(files, name, raw), None)
    except FAULTS:
        return True
    return False


def others(name, at, byte):
    return [byte ^ bit for bit in range(1, 256)] if name == "checkpoint" else [byte ^ 1 << at % 8]


FILES = {}


def judge(piece):
    """Judges the alterations of a piece of a file; gives their number and those not noticed."""
    name, places = piece
    raw, altered, missed = bytearray(FILES[name]), 0, []
    for at in places:
        before = raw[at]
        for other in others(name, at, before):
            raw[at] = other
            if not noticed(FILES, name, bytes(raw)):
                missed.append(f"byte {at} of {name}, {before} to {other}")
            altered += 1
        raw[at] = before
    return altered, len(places), missed


def main(arguments):
    words = dict(zip(arguments[1::2], arguments[2::2]))
    if len(arguments) % 2 == 0 or set(words) - {"--stride", "--processes"}:
        print(__doc__, file=sys.stderr)
        return 2
    stride = int(words.get("--stride", 1))
    processes = int(words.get("--processes", os.cpu_count() or 1))
    FILES.update(read(arguments[0]))
    remember()
    print(verify.check_log(Held(FILES), None))
    pieces = [
        (name, range(first, min(first + PIECE, len(FILES[name])))[::stride])
        for name in sorted(FILES)
        if name != "policy.txt"
        for first in range(0, len(FILES[name]), PIECE)
    ]
    since, altered, places, missed = time.monotonic(), 0, 0, []
    with multiprocessing.Pool(processes) as pool:
        for count, here, not_noticed in pool.imap_unordered(judge, pieces):
            altered, places, missed = altered + count, places + here, missed + not_noticed
    print(
        f"verify.py: {altered} alterations of {places} bytes of {len(FILES) - 1} files,"
        f" {len(missed)} not noticed ({time.monotonic() - since:.0f} s)"
    )
    for what in missed[:10]:
        print(f"NOT NOTICED: {what}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
