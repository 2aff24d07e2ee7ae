"""canvass beside its peers on the same rehearsed texts: near-duplicates, CPU seconds and what was found.

    python3 -m venv venv && venv/bin/pip install -r benches/peers/requirements-duplicates.txt
    cargo build --release -p canvass-analysis --example campaigns
    venv/bin/python benches/peers/compare_duplicates.py target/release/examples/campaigns 100000 /tmp/texts

Each program is a process of its own. Of canvass what no peer does is told apart: the search for shared and stock phrases
("passages") and for letters within texts ("templates"). Every figure is CPU time, reading the texts and imports left out.
"""

import json
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def main(program, texts, work, peers):
    work = Path(work)
    work.mkdir(parents=True, exist_ok=True)
    print("| design | program | CPU s | texts a CPU s | times canvass | precision | recall | in one group |")
    print("|---|---|---|---|---|---|---|---|", flush=True)
    for design in ("own", "stock"):
        ran = subprocess.run(
            [program, "--texts", texts, "--seeds", "1", "--design", design, "--write", str(work)],
            capture_output=True, text=True, check=True,
        )
        ours = json.loads(ran.stderr.splitlines()[-1])
        alone = ours["found_s"] - ours["passages_s"] - ours["templates_s"]
        row(design, "canvass: equal, MinHash, compared", alone, texts, alone, ours)
        row(design, "canvass, with passages", alone + ours["passages_s"], texts, alone, ours)
        row(design, "canvass, with passages and templates", ours["found_s"], texts, alone, ours)
        for peer in peers:
            path = work / f"{design}-{texts}-1.jsonl"
            ran = subprocess.run(
                [sys.executable, HERE / "duplicates.py", path, peer], capture_output=True, text=True, check=True
            )
            found = json.loads(ran.stdout.splitlines()[-1])
            row(design, peer, found["cpu_s"], texts, alone, found)


def row(design, name, cpu, texts, ours, found):
    cells = [design, name, f"{cpu:.2f}", f"{int(texts) / cpu:,.0f}", f"{cpu / ours:.1f}",
             f"{found['precision']:.4f}", f"{found['recall']:.4f}", f"{found['together']:.3f}"]
    print(f"| {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:4], sys.argv[4:] or ["rensa-plain", "rensa", "datasketch"])
