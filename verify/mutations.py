#!/usr/bin/env python3
"""Alters every byte of a published log, one at a time, and asks verify.py each time.

    python3 verify/mutations.py DIR [--stride N]

Runs verify.check_log itself, in one process, on the files in memory. A step of it (leaves, tiles, openings,
runs, the checkpoint) that does not read the altered file is not run again: it depends on the files that it
reads and on earlier steps alone, so it would come to what it came to on the sound log. policy.txt is left
out, as it is given from outside. Exit 0 when every altered byte is noticed.
"""

import os
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import verify


class Held(verify.Folder):
    """A folder in memory, with one file altered."""

    def __init__(self, files, altered=None, raw=None):
        self.files, self.altered, self.raw = files, altered, raw
        self.left, self.taken = set(files), set()

    def take(self, name):
        self.left.discard(name)
        self.taken.add(name)
        if name == self.altered:
            return self.raw
        if name not in self.files:
            raise verify.Fault(f"{name} is missing")
        return self.files[name]


def remembered(step):
    """The step, which remembers what it came to on the sound log and which files it read there."""
    known = {}

    def run(folder, *given):
        name = given[-1] if isinstance(given[-1], str) else ""
        if folder.altered is None:
            before, folder.taken = folder.taken, set()
            result = step(folder, *given)
            known[name] = (result, folder.taken)
            folder.taken = before | folder.taken
            return result
        result, read = known[name]
        if folder.altered in read:
            return step(folder, *given)
        folder.left -= read
        return result

    return run


def once(function):
    """The function of one list, which is not run twice on the very same list."""
    known = [None, None]

    def run(given):
        if known[0] is not given:
            known[:] = [given, function(given)]
        return known[1]

    return run


def read(top):
    names = verify.Folder(top).left
    files = {}
    for name in names:
        with open(os.path.join(top, name), "rb") as file:
            files[name] = file.read()
    return files


def noticed(files, name, raw):
    try:
        verify.check_log(Held(files, name, raw), None)
    except (verify.Fault, ValueError, KeyError, TypeError, AttributeError, IndexError):
        return True
    return False


def main(arguments):
    if len(arguments) not in (1, 3) or (len(arguments) == 3 and arguments[1] != "--stride"):
        print(__doc__, file=sys.stderr)
        return 2
    stride = int(arguments[2]) if len(arguments) == 3 else 1
    for step in ("check_leaves", "check_tiles", "check_openings", "check_runs"):
        setattr(verify, step, remembered(getattr(verify, step)))
    verify.levels_of = once(verify.levels_of)
    note, signed = verify.check_note, {}
    verify.check_note = lambda text, policy, strict: signed.get(text) or note(text, policy, strict)
    files = read(arguments[0])
    sound = note(files["checkpoint"].decode(), verify.read_policy(files["policy.txt"].decode()), True)
    signed[files["checkpoint"].decode()] = sound
    print(verify.check_log(Held(files), None))
    since, altered, missed = time.monotonic(), 0, []
    for name in sorted(files):
        if name == "policy.txt":
            continue
        raw = bytearray(files[name])
        for at in range(0, len(raw), stride):
            raw[at] ^= 1 << at % 8
            if not noticed(files, name, bytes(raw)):
                missed.append(f"byte {at} of {name}")
            raw[at] ^= 1 << at % 8
            altered += 1
    print(
        f"{altered} altered bytes of {len(files) - 1} files, {len(missed)} not noticed by verify.py"
        f" ({time.monotonic() - since:.0f} s)"
    )
    for what in missed[:10]:
        print(f"NOT NOTICED: {what}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
