"""Near-duplicates by a peer, from shingles to groups: CPU seconds and what it found.

    python duplicates.py texts.jsonl datasketch|rensa

A line of texts.jsonl holds a text and the number of its campaign, or null. Shingles are those of canvass: two
characters of Han, four of anything else, of the text in lower case without punctuation. datasketch: 128
permutations, 25 bands of 5. rensa: 128 permutations, 32 bands of 4, with candidates below an estimated likeness
of .3 refused (`rensa`) or not (`rensa-plain`). Pairs found are joined. Reading the file and imports are not counted.
"""

import json
import re
import sys
import time
from collections import Counter, defaultdict


def read(path):
    with open(path, encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [row["text"] for row in rows], [row["campaign"] for row in rows]


WORDS = re.compile(r"[\u4e00-\u9fff]+|[^\W\u4e00-\u9fff_]+")


def shingles(text):
    pieces = set()
    spaced = []

    def cut():
        run = " ".join(spaced)
        pieces.update(run[at:at + 4] for at in range(max(1, len(run) - 3)) if run)
        spaced.clear()

    for run in WORDS.findall(text.lower()):
        if "\u4e00" <= run[0] <= "\u9fff":
            cut()
            pieces.update(run[at:at + 2] for at in range(max(1, len(run) - 1)))
        else:
            spaced.append(run)
    cut()
    return list(pieces)


class Joined:
    def __init__(self, count):
        self.parent = list(range(count))

    def find(self, one):
        while self.parent[one] != one:
            self.parent[one] = self.parent[self.parent[one]]
            one = self.parent[one]
        return one

    def join(self, one, other):
        self.parent[self.find(one)] = self.find(other)


def by_datasketch(texts):
    from datasketch import MinHash, MinHashLSH

    def work():
        lsh, joined = MinHashLSH(num_perm=128, params=(25, 5)), Joined(len(texts))
        for at, text in enumerate(texts):
            signature = MinHash(num_perm=128)
            signature.update_batch([piece.encode() for piece in shingles(text)])
            for other in lsh.query(signature):
                joined.join(at, other)
            lsh.insert(at, signature)
        return joined

    return work


def by_rensa(texts, least):
    from rensa import RMinHash, RMinHashLSH

    def work():
        # By its batch calls, which are its fastest; portions keep the lists short.
        lsh, joined = RMinHashLSH(threshold=0.5, num_perm=128, num_bands=32), Joined(len(texts))
        signatures = RMinHash.from_token_sets((shingles(text) for text in texts), num_perm=128, seed=1)
        for start in range(0, len(texts), 1000):
            portion = signatures[start:start + 1000]
            lsh.insert_many(portion, start)
            for at, others in enumerate(lsh.query_all(portion), start):
                for other in others:
                    if joined.find(at) != joined.find(other) and (
                        least == 0 or signatures[at].jaccard(signatures[other]) >= least
                    ):
                        joined.join(at, other)
        return joined

    return work


def pairs(groups, campaigns):
    """Precision and recall over pairs of texts."""
    count = lambda sizes: sum(n * (n - 1) // 2 for n in sizes)
    found = count(Counter(groups).values())
    planted = count(Counter(one for one in campaigns if one is not None).values())
    both = count(Counter(pair for pair in zip(groups, campaigns) if pair[1] is not None).values())
    return both / max(1, found), both / max(1, planted)


def together(groups, campaigns):
    """Mean over campaigns of the share of members in one group."""
    members = defaultdict(Counter)
    for group, campaign in zip(groups, campaigns):
        if campaign is not None:
            members[campaign][group] += 1
    return sum(max(one.values()) / sum(one.values()) for one in members.values()) / len(members)


if __name__ == "__main__":
    texts, campaigns = read(sys.argv[1])
    peers = {
        "datasketch": lambda: by_datasketch(texts),
        "rensa": lambda: by_rensa(texts, 0.3),
        "rensa-plain": lambda: by_rensa(texts, 0),
    }
    work = peers[sys.argv[2]]()
    began = time.process_time()
    joined = work()
    groups = [joined.find(at) for at in range(len(texts))]
    cpu = time.process_time() - began
    precision, recall = pairs(groups, campaigns)
    print(json.dumps({"cpu_s": round(cpu, 2), "precision": round(precision, 4), "recall": round(recall, 4),
                      "together": round(together(groups, campaigns), 3)}))
