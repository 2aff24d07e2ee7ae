#!/usr/bin/env python3
"""Holds verify.py to the test vectors of the log format, docs/log-vectors.json.

    python3 verify/vectors.py docs/log-vectors.json

Exit 0 when it comes to what they say. Whoever writes a checker of his own can read this as an example.
"""

import base64
import json
import os
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import verify

FAULTS = (verify.Fault, ValueError, KeyError, TypeError, AttributeError, IndexError)


def refuses(function, *arguments):
    try:
        function(*arguments)
    except FAULTS:
        return True
    return False


def leaves(size):
    return [verify.sha(b"\0", n.to_bytes(4, "big")) for n in range(size)]


def root(size):
    return verify.root_of(verify.levels_of(leaves(size)), size)


def consistent(older, newer, before, after, path):
    """RFC 9162 2.1.4.2."""
    if older == 0 or older == newer:
        return path == [] and (older == 0 or before == after)
    if older & (older - 1) == 0:
        path = [before] + path
    at, last = older - 1, newer - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    one = other = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            one, other = verify.node(sibling, one), verify.node(sibling, other)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            other = verify.node(other, sibling)
        at, last = at >> 1, last >> 1
    return (one, other, last) == (before, after, 0)


def entries(case):
    raw = bytes.fromhex(case["entry"])
    kind, channel, part, reason, minute, ref = verify.read_entry(raw)
    ref = None if ref == verify.NONE else ref
    yield (kind, channel, raw[3], part, reason, minute, ref) == tuple(
        case[name] for name in ("kind", "channel", "tier", "part", "reason", "minute", "ref")
    )
    yield raw[14:].hex() == case["commitment"]
    yield verify.sha(b"\0", raw).hex() == case["leaf"]


def entries_refused(case):
    yield refuses(verify.read_entry, bytes.fromhex(case["entry"]))


def parts(case):
    salt, sealed = bytes.fromhex(case["salt"]), bytes.fromhex(case["bytes"])
    yield verify.part_hash(case["compartment"].encode(), salt, sealed).hex() == case["hash"]


def commitments(case):
    hashes = [case[name] and bytes.fromhex(case[name]) for name in "TAI"]
    yield verify.commitment(*hashes).hex() == case["commitment"]


def trees(case):
    yield root(case["size"]).hex() == case["root"]


def inclusion(case):
    path = [bytes.fromhex(one) for one in case["path"]]
    leaf = leaves(case["size"])[case["index"]]
    yield verify.inclusion_root(leaf, case["index"], case["size"], path) == root(case["size"])
    yield verify.inclusion_root(leaf, case["index"], case["size"], path + [leaf]) is None


def consistency(case):
    path = [bytes.fromhex(one) for one in case["path"]]
    older, newer = case["older"], case["newer"]
    yield consistent(older, newer, root(older), root(newer), path)


def numbers(case):
    yield verify.numbered(case["number"]) == case["name"]


def tiles(case):
    names = list(verify.tile_names(case["size"]))
    yield [name for _, _, _, name, _ in names] == case["tiles"]
    level = [name for at, _, _, name, _ in names if at == 0]
    yield [name.replace("tile/0/", "tile/entries/", 1) for name in level] == case["bundles"]


def keys(case):
    name, ident, public = verify.read_key(case["key"], {"log": 1, "witness": 4}[case["use"]])
    yield (name, ident.hex(), public.hex()) == (case["name"], case["id"], case["public"])


def checkpoints(case):
    log, witness = case["signed_by"]
    key = verify.read_key(witness, 4)
    policy = ([verify.read_key(log, 1)], [key], key)
    found = verify.check_note(case["note"], policy, strict=True)
    yield found == (case["origin"], case["size"], bytes.fromhex(case["root"]))


def checkpoints_refused(case):
    yield refuses(verify.read_checkpoint, case)


def policies(case):
    policy = verify.read_policy(case["policy"])
    yield refuses(verify.check_note, case["note"], policy, False) != case["holds"]


def receipts(case, holds=True):
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="") as file:
        file.write(case["receipt"])
        file.flush()
        yield refuses(verify.check_receipt, file.name, None) != holds


def receipts_refused(case):
    yield from receipts(case, holds=False)


class Held(verify.Folder):
    def __init__(self, files):
        self.files, self.left = files, set(files)

    def take(self, name):
        self.left.discard(name)
        if name not in self.files:
            raise verify.Fault(f"{name} is missing")
        return self.files[name]


def decoded(files):
    return {name: base64.b64decode(raw) for name, raw in files.items()}


def check_logs(vectors):
    files, says = decoded(vectors["log"]["files"]), vectors["log"]["account"]
    line = (
        "{size} leaves = {published} published + {withheld} withheld + {erased} erased"
        " + {events} system events; {opened} opened, {masked} masked"
    )
    yield "log", verify.check_log(Held(files), None).endswith(line.format(**says))
    for case in vectors["log_faults"]:
        other = dict(files)
        for name, raw in case["files"].items():
            if raw is None:
                del other[name]
            else:
                other[name] = base64.b64decode(raw)
        yield "log_faults: " + case["why"], refuses(verify.check_log, Held(other), None)


SECTIONS = (
    entries, entries_refused, parts, commitments, trees, inclusion, consistency, numbers, tiles, keys,
    checkpoints, checkpoints_refused, policies, receipts, receipts_refused,
)


def main(arguments):
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    with open(arguments[0], encoding="utf-8") as file:
        vectors = json.load(file)
    count, failed = 0, []
    for section in SECTIONS:
        for case in vectors[section.__name__]:
            for holds in section(case):
                count += 1
                if not holds:
                    failed.append(f"{section.__name__}: {json.dumps(case)[:200]}")
    for what, holds in check_logs(vectors):
        count += 1
        if not holds:
            failed.append(what)
    for what in failed:
        print(f"DIFFERS  {what}")
    print(f"{count} vectors, {len(failed)} differ")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
