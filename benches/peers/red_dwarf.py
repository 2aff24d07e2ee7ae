"""Votes to opinion groups by red-dwarf, fed as its documentation says: a list of dicts.

    python red_dwarf.py votes.csv groups.csv
"""

import csv
import sys

import peer

peer.begin()
from reddwarf.implementations.base import run_pipeline

peer.imported()

COLUMNS = {"participant_id": "voter-id", "statement_id": "comment-id", "vote": "vote", "modified": "timestamp"}

with open(sys.argv[1], newline="") as rows:
    votes = [{name: int(row[column]) for name, column in COLUMNS.items()} for row in csv.DictReader(rows)]
votes.sort(key=lambda vote: vote["modified"])
# It takes one vote of a person on a statement: the last.
votes = list({(vote["participant_id"], vote["statement_id"]): vote for vote in votes}.values())
found = run_pipeline(votes=votes, random_state=0).participants_df["cluster_id"].fillna(-1)
peer.write(sys.argv[2], found.index, found.astype(int))
