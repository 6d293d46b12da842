#!/usr/bin/env python3
"""Makes tests/cases/wild.jsonl of wild.txt: good lines whose marked parts are garbled as they are found in the wild.

usage: python3 tools/cases/make_wild.py [FAILURES]        (from anywhere; standard library only)

Cases that stand in known_failures.jsonl aren't made again. With FAILURES, the file that
`cargo bench --bench accuracy -- --failures FAILURES` writes, the failing ones are moved there first, and the known
failures that pass are moved back. Say in `fails` why each one does.
"""
import json, os, re, sys
from garble import garble

HERE = os.path.dirname(os.path.abspath(__file__))
CASES = os.path.join(HERE, "..", "..", "tests", "cases")
ESCAPES = {"\\n": "\n", "\\r": "\r", "\\t": "\t", "\\0": "\0", "\\\\": "\\"}
INVISIBLE = re.compile("[\x7f-\xa0\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ue000-\uf8ff\ufeff\ufff0-\uffff]")


def plain(line):
    line = re.sub(r"\\[nrt0\\]", lambda m: ESCAPES[m[0]], line)
    return re.sub("⟪([0-9A-F]+)⟫", lambda m: chr(int(m[1], 16)), line)


def as_json(case):
    """One line, in which what can't be seen is escaped."""
    return INVISIBLE.sub(lambda m: f"\\u{ord(m[0]):04x}", json.dumps(case, ensure_ascii=False))


def read(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def write(name, cases):
    with open(os.path.join(CASES, name), "w", encoding="utf-8") as out:
        out.writelines(as_json(case) + "\n" for case in cases)
    print(f"{len(cases)} cases in {name}")


def damaged(path):
    """The cases of wild.txt; ends with an error when a marked part can't be garbled without loss."""
    mark = re.compile(r"⟦(?:(\d):)?(.*?)⟧")
    cases, bad = [], []
    with open(path, encoding="utf-8") as lines:
        for line in (line.rstrip("\n") for line in lines):
            if not line or line.startswith("# "):
                continue
            chain, lang, why, marked, *written = line.split(" ;; ")
            if written:
                case = dict(text=plain(marked), expected=plain(written[0]), why=why)
                cases.append(dict(family="wild", chain=chain, lang=lang, **case))
                continue
            chains = chain.split(" | ")
            text, end = "", 0
            for m in mark.finditer(marked):
                garbled = garble(plain(m[2]), chains[int(m[1] or 1) - 1])
                if garbled is None or garbled.isascii():
                    bad.append(f"not garbled losslessly by {chain}: {m[0]}")
                text += plain(marked[end:m.start()]) + (garbled or "")
                end = m.end()
            text += plain(marked[end:])
            expected = plain(mark.sub(lambda m: m[2], marked))
            cases.append(dict(family="wild", chain=chain, lang=lang, text=text, expected=expected, why=why))
    if bad:
        sys.exit("\n".join(bad) + "\nnothing written")
    return cases


def main():
    cases = damaged(os.path.join(HERE, "wild.txt"))
    known = {case["text"]: case for case in read(os.path.join(CASES, "known_failures.jsonl"))}
    if len(sys.argv) > 1:
        failing = {case["text"] for case in read(sys.argv[1]) if case["suite"] in ("wild", "known_failures")}
        known = {text: case for text, case in known.items() if text in failing}
        for case in cases:
            if case["text"] in failing and case["text"] not in known:
                known[case["text"]] = {**case, "fails": "not looked at yet"}
        write("known_failures.jsonl", known.values())
    write("wild.jsonl", [case for case in cases if case["text"] not in known])


if __name__ == "__main__":
    main()
