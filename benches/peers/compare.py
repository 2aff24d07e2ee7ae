"""canvass beside its peers on one CSV of votes: CPU seconds and memory from start to groups written.

    cargo bench -p canvass --bench votes -- make 100000 1000 1900000 /tmp/votes
    python3 -m venv venv && venv/bin/pip install -r benches/peers/requirements.txt
    venv/bin/python benches/peers/compare.py target/release/canvass /tmp/votes red_dwarf sparse

Every program reads the same votes.csv and is a process of its own, on one thread of numerics, timed
from its start to the groups written. canvass is run twice: `votes groups` with the profile polis,
which writes what the peers write; and `analyse` with the same profile, whose result also holds the
report, the findings with their ranges, tables and a workbook. CPU seconds are user and system time
as the kernel counts them, a peer's imports beside them. Prints a row for each, with its CPU
time and memory as multiples of those of `votes groups`, and ends with status 1 if one fails.
"""

import csv
import json
import math
import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

ONE_THREAD = dict.fromkeys(["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMBA_NUM_THREADS"], "1")
HERE = Path(__file__).parent


def spent(command):
    """Runs a command; gives its CPU seconds, its peak of memory in MB, and what it printed."""
    child = subprocess.Popen(
        list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env={**os.environ, **ONE_THREAD},
    )
    out, err = child.stdout.read(), child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    if status != 0:
        print(err.decode()[-2000:], file=sys.stderr)
        return None
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1000, out.decode()


HOW = ["--votes-profile", "polis", "--threads", "1"]


def groups_alone(program, votes, work):
    groups = work / "canvass.csv"
    ran = spent([program, "votes", "groups", votes / "votes.csv", "-o", groups, *HOW])
    return ran and (ran[0], ran[1], 0.0, groups)


def whole_result(program, votes, work):
    result = work / "result"
    ran = spent([program, "analyse", votes / "votes.csv", "--out", result, *HOW])
    return ran and (ran[0], ran[1], 0.0, result / "tables/groups.csv")


def peer(name, votes, work):
    groups = work / f"{name}.csv"
    ran = spent([sys.executable, HERE / f"{name}.py", votes / "votes.csv", groups])
    if not ran:
        return None
    return ran[0], ran[1], json.loads(ran[2].splitlines()[-1])["imports_cpu_s"], groups


def labels(path):
    with open(path, newline="") as rows:
        return {row["participant"]: row["group"] for row in csv.DictReader(rows) if row["group"]}


def adjusted_rand(found, truth):
    both = [(found[who], truth[who]) for who in found if who in truth]
    pairs = lambda counts: sum(math.comb(count, 2) for count in Counter(counts).values())
    left, right = pairs(a for a, _ in both), pairs(b for _, b in both)
    expected = left * right / math.comb(len(both), 2)
    return (pairs(both) - expected) / ((left + right) / 2 - expected)


def main(program, votes, *peers):
    votes, work = Path(votes), Path(votes) / "peers"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    truth = labels(votes / "truth.csv")
    print("| program | CPU s | of it imports | times, without imports | most memory, MB | times "
          "| groups | ARI to planted |")
    print("|---|---|---|---|---|---|---|---|", flush=True)
    ours = {"canvass, groups": groups_alone, "canvass, whole result": whole_result}
    first, failed = None, False
    for name in (*ours, *peers):
        run = ours.get(name)
        ran = run(program, votes, work) if run else peer(name, votes, work)
        if not ran:
            failed = True
            print(f"| {name} | failed | | | | | | |", flush=True)
            continue
        cpu, memory, imports, groups = ran
        first = first or ran
        found = labels(groups)
        row = [name, f"{cpu:.2f}", f"{imports:.2f}", f"{(cpu - imports) / first[0]:.1f}",
               f"{memory:.0f}", f"{memory / first[1]:.1f}",
               str(len(set(found.values()))), f"{adjusted_rand(found, truth):.3f}"]
        print(f"| {' | '.join(row)} |", flush=True)
    return failed


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
