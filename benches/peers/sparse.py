"""Votes to opinion groups by the usual sparse tools: scipy and scikit-learn, two components.

    python sparse.py votes.csv groups.csv

Centres the seen cells by column (unseen ones then are 0, so the matrix stays sparse), takes two
components by randomised SVD, scales by sqrt(columns / votes), and groups as Polis does: k-means
with 100 centres, then k-means of the centres for k = 2 to 5, by silhouette.
"""

import sys

import peer

peer.begin()
import numpy
import pandas
from scipy import sparse
from sklearn.cluster import KMeans
from sklearn.metrics import silhouette_score
from sklearn.utils.extmath import randomized_svd

peer.imported()


def matrix(path):
    votes = pandas.read_csv(path, usecols=["timestamp", "comment-id", "voter-id", "vote"])
    votes = votes.sort_values("timestamp", kind="stable")
    votes = votes.drop_duplicates(["voter-id", "comment-id"], keep="last")
    rows, people = pandas.factorize(votes["voter-id"])
    columns, statements = pandas.factorize(votes["comment-id"])
    values = votes["vote"].to_numpy(dtype=numpy.float32)
    seen = numpy.bincount(columns)
    means = numpy.bincount(columns, weights=values) / seen
    shape = (len(people), len(statements))
    centred = sparse.csr_matrix((values - means[columns].astype(numpy.float32), (rows, columns)), shape)
    return centred, people, numpy.bincount(rows, minlength=len(people))


def groups(centred, votes_of):
    _, _, components = randomized_svd(centred, n_components=2, random_state=0)
    places = centred @ components.T * numpy.sqrt(centred.shape[1] / votes_of)[:, None]
    placed = votes_of >= min(7, centred.shape[1])
    base = KMeans(min(100, placed.sum()), n_init=1, random_state=0).fit(places[placed])
    sizes = numpy.bincount(base.labels_)
    best = None
    for k in range(2, 6):
        fit = KMeans(k, n_init=10, random_state=0).fit(base.cluster_centers_, sample_weight=sizes)
        score = silhouette_score(base.cluster_centers_, fit.labels_)
        if best is None or score > best[0]:
            best = (score, fit.labels_)
    found = numpy.full(len(votes_of), -1)
    found[placed] = best[1][base.labels_]
    return found


centred, people, votes_of = matrix(sys.argv[1])
peer.write(sys.argv[2], people, groups(centred, votes_of))
