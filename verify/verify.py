#!/usr/bin/env python3
"""Checks receipts and published logs of canvass, with nothing but Python's standard library.

    python3 verify/verify.py log DIR [--policy FILE]
    python3 verify/verify.py receipt FILE... [--policy FILE]

Exit 0 when everything holds, 1 when something does not. Written from docs/log-format.md alone, so that
two programs have to agree. Witnesses' lines are checked when a policy names them.
"""

import base64
import hashlib
import json
import os
import re
import struct
import sys

# --- Ed25519 (RFC 8032), checking only ------------------------------------------------------------

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def recover(encoded):
    y = int.from_bytes(encoded, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    if y >= P:
        return None
    u, v = (y * y - 1) % P, (D * y * y + 1) % P
    x2 = u * pow(v, P - 2, P) % P
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P:
        x = x * ROOT % P
    if (x * x - x2) % P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return (x, y, 1, x * y % P)


def add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def times(n, p):
    q = (0, 1, 1, 0)
    while n:
        if n & 1:
            q = add(q, p)
        p, n = add(p, p), n >> 1
    return q


def same(p, q):
    return (p[0] * q[2] - q[0] * p[2]) % P == 0 and (p[1] * q[2] - q[1] * p[2]) % P == 0


BASE = recover((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def ed25519(public, message, signature):
    a, r = recover(public), recover(signature[:32]) if len(signature) == 64 else None
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= L or any(same(times(8, q), (0, 1, 1, 0)) for q in (a, r)):
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    return same(times(s, BASE), add(r, times(k, a)))


# --- Hashes and the tree (RFC 6962) ---------------------------------------------------------------


def sha(*pieces):
    return hashlib.sha256(b"".join(pieces)).digest()


def node(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def levels_of(leaves):
    """The full tree: level by level the roots of the complete subtrees."""
    levels, sha256 = [leaves], hashlib.sha256
    while len(levels[-1]) > 1:
        below = levels[-1]
        pairs = zip(below[0::2], below[1::2])
        levels.append([sha256(b"\x01" + left + right).digest() for left, right in pairs])
    return levels


def root_of(levels, size):
    """The root at `size` leaves, from the row of complete subtrees."""
    if size == 0:
        return hashlib.sha256(b"").digest()
    row, start = [], 0
    for level in reversed(range(size.bit_length())):
        if size >> level & 1:
            row.append(levels[level][start >> level])
            start += 1 << level
    root = row.pop()
    while row:
        root = node(row.pop(), root)
    return root


def inclusion_root(leaf, index, size, path):
    """RFC 9162 2.1.3.2; None when the path is too short or too long."""
    if index >= size:
        return None
    at, last, root = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            return None
        if at & 1 or at == last:
            root = node(sibling, root)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            root = node(root, sibling)
        at, last = at >> 1, last >> 1
    return root if last == 0 else None


# --- Notes, keys, checkpoints, policies (C2SP) ----------------------------------------------------


class Fault(Exception):
    pass


def unbase64(text, length=None):
    try:
        raw = base64.b64decode(text, validate=True)
    except ValueError as error:
        raise Fault("it is not base64") from error
    if base64.b64encode(raw).decode() != text or (length is not None and len(raw) != length):
        raise Fault("base64 has one spelling")
    return raw


def number(text):
    if not re.fullmatch(r"0|[1-9][0-9]{0,19}", text, re.ASCII):
        raise Fault(f"`{text}` is no number")
    return int(text)


def read_key(text, kind):
    name, _, rest = text.partition("+")
    ident, _, material = rest.partition("+")
    raw = unbase64(material, 33)
    if raw[0] != kind or sha(name.encode(), b"\n", raw)[:4].hex() != ident:
        raise Fault("it is no verifier key of that use")
    return (name, bytes.fromhex(ident), raw[1:])


def read_note(text):
    body, gap, rest = text.rpartition("\n\n")
    if not gap or not rest.endswith("\n") or re.search("[\x00-\x09\x0b-\x1f]", body):
        raise Fault("the checkpoint is no signed note")
    lines = []
    for line in rest[:-1].split("\n"):
        found = re.fullmatch("\u2014 ([^\\s+]+) ([^\\s]+)", line)
        if not found:
            raise Fault("the checkpoint has a malformed signature line")
        raw = unbase64(found[2])
        lines.append((found[1], raw[:4], raw[4:]))
    return body + "\n", lines


def read_policy(text):
    logs, witnesses, named, quorum = [], [], {}, False
    for line in text.split("\n"):
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        if words[0] == "log" and len(words) in (2, 3):
            logs.append(read_key(words[1], 1))
        elif words[0] == "witness" and len(words) in (3, 4):
            key = read_key(words[2], 4)
            witnesses.append(key)
            named[words[1]] = key
        elif words[0] == "group" and len(words) > 3:
            members = [named.pop(name) for name in words[3:]]
            least = {"all": len(members), "any": 1}.get(words[2]) or number(words[2])
            named[words[1]] = (least, members)
        elif words[0] == "quorum" and len(words) == 2 and quorum is False:
            quorum = None if words[1] == "none" else named.pop(words[1])
        else:
            raise Fault(f"the policy has a malformed line: {line}")
    if quorum is False:
        raise Fault("the policy has no quorum")
    return logs, witnesses, quorum


def reached(quorum, signed):
    if quorum is None:
        return True
    if len(quorum) == 3:
        return quorum in signed
    return sum(reached(member, signed) for member in quorum[1]) >= quorum[0]


def read_checkpoint(body):
    fields = body[:-1].split("\n")
    if len(fields) != 3 or not fields[0] or not body.endswith("\n"):
        raise Fault("the checkpoint has not three lines")
    size = number(fields[1])
    if size >= 2**64:
        raise Fault("the checkpoint has a size that no log has")
    return fields[0], size, unbase64(fields[2], 32)


def check_note(text, policy, strict):
    """Origin, size and root of a checkpoint that the policy believes."""
    body, lines = read_note(text)
    origin, size, root = read_checkpoint(body)
    logs, witnesses, quorum = policy
    log = [key for key in logs if key[0] == origin]
    signed, known = [], 0
    for name, ident, signature in lines:
        for key in log[:1] + witnesses:
            if (name, ident) != key[:2] or key in signed:
                continue
            message = body.encode()
            if key in witnesses:
                time, signature = int.from_bytes(signature[:8], "big"), signature[8:]
                message = f"cosignature/v1\ntime {time}\n".encode() + message
            if not ed25519(key[2], message, signature):
                raise Fault(f"the signature of {name} does not hold")
            signed.append(key)
            known += 1
            break
    if not log or log[0] not in signed:
        raise Fault(f"{origin} did not sign with a key that is believed")
    if not reached(quorum, signed):
        raise Fault("the quorum of witnesses is not reached")
    if strict and known != len(lines):
        raise Fault("the checkpoint has a line that no key of the policy explains")
    return origin, size, root


# --- Entries and commitments ----------------------------------------------------------------------

RECORDS, REFERRING = (1, 2, 3), (1, 2, 3, 4, 5, 9, 13)
NONE = 0xFFFFFFFF
PART = b"canvass.part.v1\n"


def read_entry(raw):
    version, kind, channel, tier, part, reason, minute, ref = struct.unpack(">6BII", raw[:14])
    known = version == 1 and 1 <= kind <= 14 and 1 <= channel <= 9 and tier <= 3
    if not known or part > 7 or reason > 10:
        raise Fault("an entry has an unknown code")
    if (part != 0) != (kind in RECORDS) or (ref != NONE) != (kind in REFERRING):
        raise Fault("an entry has parts or a reference that do not fit its kind")
    if (kind == 4 and reason == 0) or (kind not in (4, 5) and reason):
        raise Fault("an entry has a reason that does not fit its kind")
    return kind, channel, part, reason, minute, ref


def part_hash(letter, salt, sealed):
    return sha(PART, letter, len(sealed).to_bytes(8, "big"), salt, sealed)


def commitment(text, attributes, identity):
    none = bytes(32)
    return sha(b"canvass.rec.v1\n", text or none, attributes or none, identity or none)


# --- Receipts -------------------------------------------------------------------------------------

LINES = "origin key plan round index kind minute channel tier part reason ref record salt-T c_A c_I"


def check_receipt(path, policy):
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read()
    head, gap, proof = text.partition("\nc2sp.org/tlog-proof@v1\n")
    lines = head.split("\n")
    if not gap or lines[0] != "canvass-receipt/1" or len(lines) != 17:
        raise Fault("it is no receipt")
    field = {}
    for name, line in zip(LINES.split(), lines[1:]):
        if not line.startswith(name + " "):
            raise Fault(f"its line `{name}` is missing")
        field[name] = line[len(name) + 1 :]
    hashes = {
        name: None if field[name] == "-" else unbase64(field[name], 32)
        for name in ("salt-T", "c_A", "c_I")
    }
    code = {name: number(field[name]) for name in ("kind", "channel", "tier", "part", "reason")}
    if max(code.values()) > 255:
        raise Fault("a code does not fit a byte")
    sealed = field["record"].encode()
    if code["kind"] == 2:
        if not re.fullmatch("([0-9a-f]{2})+", field["record"]):
            raise Fault("a vote's record is hexadecimal")
        sealed = bytes.fromhex(field["record"])
    extra = None
    if code["kind"] in RECORDS:
        if hashes["salt-T"] is None:
            raise Fault("the salt is missing")
        parts = [part_hash(b"T", hashes["salt-T"], sealed), hashes["c_A"], hashes["c_I"]]
        if code["part"] != 1 + 2 * (parts[1] is not None) + 4 * (parts[2] is not None):
            raise Fault("it has not the compartments that its entry names")
        sealed_as, extra = commitment(*parts), b"".join(part or bytes(32) for part in parts)
    else:
        if any(hashes.values()):
            raise Fault("a document has no compartments")
        sealed_as = sha(sealed)
    ref = NONE if field["ref"] == "-" else number(field["ref"])
    minute = number(field["minute"])
    if max(ref, minute) > NONE or field["ref"] == "4294967295":
        raise Fault("a number does not fit four bytes")
    entry = struct.pack(
        ">6BII", 1, code["kind"], code["channel"], code["tier"], code["part"], code["reason"],
        minute, ref,
    ) + sealed_as
    read_entry(entry)
    top, gap, note = proof.partition("\n\n")
    rows = top.split("\n")
    if extra is not None and rows.pop(0) != "extra " + base64.b64encode(extra).decode():
        raise Fault("the record does not open the commitment")
    if not gap or rows[0] != "index " + field["index"]:
        raise Fault("its lines and its proof are not of one leaf")
    path = [unbase64(row, 32) for row in rows[1:]]
    own = ([read_key(field["key"], 1)], [], None)
    origin, size, root = check_note(note, policy or own, strict=False)
    if origin != field["origin"] or own[0][0][0] != origin:
        raise Fault("it names another log")
    if inclusion_root(sha(b"\0", entry), number(field["index"]), size, path) != root:
        raise Fault("the inclusion proof does not lead to the root")
    return f"leaf {field['index']} of {size} of {origin}"


# --- Published logs -------------------------------------------------------------------------------


def numbered(n):
    text, n = f"{n % 1000:03}", n // 1000
    while n:
        text, n = f"x{n % 1000:03}/{text}", n // 1000
    return text


class Folder:
    def __init__(self, top):
        self.top, self.left = top, set()
        for where, _, names in os.walk(top):
            for name in names:
                full = os.path.relpath(os.path.join(where, name), top)
                self.left.add(full.replace(os.sep, "/"))

    def take(self, name):
        self.left.discard(name)
        try:
            with open(os.path.join(self.top, name), "rb") as file:
                return file.read()
        except OSError as error:
            raise Fault(f"{name} is missing") from error


def tile_names(size, prefix=""):
    level = 0
    while size >> (8 * level):
        hashes = size >> (8 * level)
        for n in range((hashes + 255) // 256):
            width = min(hashes - n * 256, 256)
            partial = "" if width == 256 else f".p/{width}"
            yield level, n, width, f"{prefix}tile/{level}/{numbered(n)}{partial}", partial
        level += 1


def check_tiles(folder, levels, size, prefix=""):
    for level, n, width, name, _ in tile_names(size, prefix):
        expected = b"".join(levels[8 * level][n * 256 : n * 256 + width])
        if folder.take(name) != expected:
            raise Fault(f"{name} does not hold the hashes of its leaves")


BUNDLED = struct.Struct(">H6BII32s")


def read_bundle(name, raw, width):
    """The entries of a bundle: kind, reason, minute, reference, commitment and leaf hash of each."""
    if len(raw) != 48 * width:
        raise Fault(f"{name} does not hold {width} entries")
    rows, fits, sha256 = [], set(), hashlib.sha256
    for at, row in zip(range(2, len(raw), 48), BUNDLED.iter_unpack(raw)):
        length, version, kind, channel, tier, part, reason, minute, ref, commit = row
        codes = (length, version, kind, channel, tier, part, reason, ref == NONE)
        if codes not in fits:
            if length != 46:
                raise Fault(f"{name}: an entry has another length")
            read_entry(raw[at : at + 46])
            fits.add(codes)
        leaf = sha256(b"\0" + raw[at : at + 46]).digest()
        rows.append((kind, reason, minute, ref, commit, leaf))
    return rows


class Leaves:
    """What is known of the leaves while they are read."""

    def __init__(self):
        self.hashes, self.commits, self.kinds = [], [], bytearray()
        self.stands, self.opening = [], []
        self.at_once, self.runs, self.recoveries, self.gone = {}, [], [], {}

    def refer(self, kind, reason, ref):
        """Checks what a leaf refers to, and does to that leaf what it does."""
        index = len(self.kinds)
        about = self.kinds[ref] if ref < index else 0
        words = about in (1, 3)
        if kind in (1, 2, 13):
            fits = about == 14
        else:
            fits = words or (kind == 4 and about == 2) or (kind == 9 and about == 8)
        if not fits:
            raise Fault(f"leaf {index} refers to a leaf that does not fit")
        if kind == 1:
            return ("published" if self.at_once[ref] else "held"), ref
        if kind == 2:
            return "published", None
        state, round_ = "event", None
        if kind == 3:
            round_ = self.opening[ref]
            shown = self.stands[ref] == "published" and self.at_once[round_]
            state = "published" if shown else "held"
        if kind in (3, 4, 5):
            if self.stands[ref] in ("erased", "replaced"):
                raise Fault("a leaf acts on a record that is erased")
            ends = {3: "replaced", 4: "erased"}
            self.stands[ref] = ends.get(kind) or ("withheld" if reason else "published")
            if kind in ends:
                self.gone[ref] = index
        return state, round_

    def document(self, folder, kind, commit):
        index = len(self.kinds)
        body = folder.take(f"public/{kind}/{index}.json")
        if sha(body) != commit:
            raise Fault(f"leaf {index}: its document is not the one sealed")
        if kind == 14:
            act = json.loads(body).get("act", {}).get("open-round", {})
            self.at_once[index] = act.get("release") == "at-once"
        if kind == 8:
            self.runs.append((index, body))
        if kind == 12 and b'"canvass-recovery/2"' in body:
            self.recoveries.append((index, body))


def check_leaves(folder, size):
    leaves, last = Leaves(), 0
    for n in range((size + 255) // 256):
        width = min(size - n * 256, 256)
        name = f"tile/entries/{numbered(n)}" + ("" if width == 256 else f".p/{width}")
        for kind, reason, minute, ref, commit, leaf in read_bundle(name, folder.take(name), width):
            if minute < last:
                raise Fault(f"leaf {len(leaves.kinds)}: its minute is before that of an earlier leaf")
            last = minute
            state, round_ = leaves.refer(kind, reason, ref) if ref != NONE else ("event", None)
            if kind > 3:
                leaves.document(folder, kind, commit)
            leaves.hashes.append(leaf)
            leaves.commits.append(commit)
            leaves.kinds.append(kind)
            leaves.stands.append(state)
            leaves.opening.append(round_)
    return leaves


OPENING = re.compile(
    rb'\{"idx":(\d+),"salt_T":"([^"]{44})","c_A":"([^"]{44}|)","c_I":"([^"]{44}|)","bytes_T":(.*)\}\n',
    re.DOTALL,
)


def open_line(line, index, commit):
    """Whether a line of openings is masked; a fault when it does not open its leaf."""
    if line == b'{"idx":%d,"masked":true}\n' % index:
        return True
    found = OPENING.fullmatch(line)
    if not found or found[1] != b"%d" % index:
        raise Fault(f"leaf {index} is not opened by its line")
    salt, attributes, identity = (
        unbase64(value.decode("latin-1"), 32) if value else None for value in found.group(2, 3, 4)
    )
    if commitment(part_hash(b"T", salt, found[5]), attributes, identity) != commit:
        raise Fault(f"leaf {index} is not opened by its line")
    return False


def check_openings(folder, leaves):
    opened = masked = 0
    kinds, stands, commits = leaves.kinds, leaves.stands, leaves.commits
    for n in range((len(kinds) + 255) // 256):
        here = range(n * 256, min(len(kinds), n * 256 + 256))
        shown = [i for i in here if stands[i] == "published" and kinds[i] != 2]
        if not shown:
            continue
        name = f"openings/{numbered(n)}.jsonl"
        lines = split(folder.take(name))
        if len(lines) != len(shown):
            raise Fault(f"{name} has not a line for each published contribution")
        for index, line in zip(shown, lines):
            if open_line(line, index, commits[index]):
                masked += 1
            else:
                opened += 1
    return opened, masked


def split(raw):
    """Lines with their line end; the last may lack one, and then opens nothing."""
    return [line for line in re.split(rb"(?<=\n)", raw) if line]


def check_recovery(index, body, levels):
    """Where the log went on under another key: the former one signed that."""
    told = json.loads(body)

    def tree(told):
        return f"{told['size']} {told['root']}" if told else "- -"

    text = (
        f"canvass-recovery\nformer {told['former_log_key']}\nkey {told['log_key']}\n"
        f"signed {tree(told['signed'])}\nheld {tree(told['held'])}\n"
    )
    name, ident, public = read_key(told["former_log_key"], 1)
    said, lines = read_note(told["statement"])
    signatures = [line[2] for line in lines if line[:2] == (name, ident)]
    signed = bool(signatures) and ed25519(public, text.encode(), signatures[0])
    read_key(told["log_key"], 1)
    held = told["held"]
    if said != text or not signed or held["size"] != index or held["root"] != root_of(levels, index).hex():
        raise Fault(f"leaf {index}: the former key did not sign that the log goes on under another")


def check_runs(folder, leaves, levels):
    for index, body in leaves.runs:
        run = json.loads(body)
        name = f"runs/{run['run']}/"
        if folder.take(name + "manifest.json") != body:
            raise Fault(f"{name}manifest.json is not the one sealed")
        size = run["input_size"]
        if size > index or root_of(levels, size).hex() != run["input_root"]:
            raise Fault(f"run {run['run']}: its input is no earlier tree of this log")
        kinds, gone = leaves.kinds, leaves.gone
        worded = sum(kinds[i] in (1, 3) and gone.get(i, size) >= size for i in range(size))
        if worded != run["assignments_size"]:
            raise Fault(f"run {run['run']}: it placed other than the {worded} contributions with words")
        size, own = run["assignments_size"], b""
        for level, _, width, tile, _ in tile_names(size, name):
            if level == 0:
                raw = folder.take(tile)
                if len(raw) != 32 * width:
                    raise Fault(f"{tile} has another length")
                own += raw
        own = levels_of([own[i : i + 32] for i in range(0, len(own), 32)])
        if root_of(own, size).hex() != run["assignments_root"]:
            raise Fault(f"run {run['run']}: its tiles do not lead to its root")
        check_tiles(folder, own, size, name)


def check_log(top, policy):
    folder = top if isinstance(top, Folder) else Folder(top)
    if policy is None or "policy.txt" in folder.left:
        own = folder.take("policy.txt")
        policy = policy or read_policy(own.decode())
    origin, size, root = check_note(folder.take("checkpoint").decode(), policy, strict=True)
    leaves = check_leaves(folder, size)
    levels = levels_of(leaves.hashes)
    if root_of(levels, size) != root:
        raise Fault("the leaves do not lead to the root of the checkpoint")
    check_tiles(folder, levels, size)
    opened, masked = check_openings(folder, leaves)
    check_runs(folder, leaves, levels)
    for index, body in leaves.recoveries:
        check_recovery(index, body, levels)
    if folder.left:
        raise Fault(f"{sorted(folder.left)[0]} is no part of the log")
    count = {state: leaves.stands.count(state) for state in set(leaves.stands)}
    published, events = count.get("published", 0), count.get("event", 0)
    withheld = count.get("held", 0) + count.get("withheld", 0)
    erased = count.get("erased", 0) + count.get("replaced", 0)
    if published + withheld + erased + events != size:
        raise Fault("the account does not add up")
    return (
        f"{origin}: {size} leaves = {published} published + {withheld} withheld + {erased} erased"
        f" + {events} system events; {opened} opened, {masked} masked"
    )


def main(arguments):
    policy = None
    if "--policy" in arguments:
        at = arguments.index("--policy")
        with open(arguments[at + 1], encoding="utf-8") as file:
            policy = read_policy(file.read())
        del arguments[at : at + 2]
    if len(arguments) < 2 or arguments[0] not in ("log", "receipt"):
        print(__doc__, file=sys.stderr)
        return 2
    failed = False
    for path in arguments[1:]:
        try:
            check = check_log if arguments[0] == "log" else check_receipt
            print(f"holds  {path}: {check(path, policy)}")
        except (Fault, ValueError, KeyError, TypeError, AttributeError, IndexError) as fault:
            failed = True
            print(f"FAILS  {path}: {fault}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
