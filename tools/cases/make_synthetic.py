#!/usr/bin/env python3
"""Makes tests/cases/synthetic.jsonl: for every kind of chain a word, a title and a sentence of sentences.tsv.

usage: python3 tools/cases/make_synthetic.py        (from anywhere; standard library only, same output every time)

Cases alternate between garbled text alone and garbled text inside a good sentence of another language.
A case that loses something on the way, or that is garbled into plain ASCII, isn't made.
"""
import json, os, re
from garble import garble, parse

HERE = os.path.dirname(os.path.abspath(__file__))
OUT = os.path.join(HERE, "..", "..", "tests", "cases", "synthetic.jsonl")
HOSTS = ["en", "id", "de", "fr", "es", "nl"]
DENSE = {"zh-Hans", "zh-Hant", "ja", "th"}

# what each language's text was kept in before UTF-8
LEGACY = {
    "zh-Hans": ["gbk"], "zh-Hant": ["big5"], "ja": ["shift_jis", "euc-jp"], "ko": ["euc-kr"],
    "ru": ["windows-1251", "koi8-r", "ibm866", "iso-8859-5", "x-mac-cyrillic"], "uk": ["windows-1251", "koi8-u"],
    "bg": ["windows-1251"], "be": ["windows-1251"], "sr-Cyrl": ["windows-1251"], "mk": ["windows-1251"],
    "el": ["windows-1253", "iso-8859-7", "cp737"], "he": ["windows-1255"], "ar": ["windows-1256"],
    "fa": ["windows-1256"], "th": ["windows-874"],
    "pl": ["windows-1250", "iso-8859-2", "cp852"], "cs": ["windows-1250", "iso-8859-2"], "sk": ["windows-1250"],
    "hu": ["windows-1250", "cp852"], "ro": ["windows-1250"], "hr": ["windows-1250"], "sl": ["windows-1250"],
    "lt": ["windows-1257"], "lv": ["windows-1257"], "et": ["windows-1257"], "tr": ["windows-1254"],
    "fr": ["macintosh", "cp850"], "de": ["macintosh", "cp437"], "es": ["macintosh", "cp850"], "sv": ["cp850", "macintosh"],
}
CJK = ["zh-Hans", "zh-Hant", "ja", "ko"]
LATIN_LEGACY = ["fr", "de", "es", "sv", "pl", "cs", "sk", "hu", "ro", "hr", "sl", "lt", "lv", "et", "tr"]
OTHER_LEGACY = ["ru", "uk", "bg", "be", "sr-Cyrl", "mk", "el", "he", "ar", "fa", "th"]
ALL = ("en fr de es pt it nl sv da nb fi is pl cs sk hu ro hr sl lt lv et tr az vi ru uk bg be sr-Cyrl mk el he ar fa "
       "th hi ka hy zh-Hans zh-Hant ja ko ca cy ga sq haw").split()


def rotate(langs, start, n):
    return [langs[(start + i) % len(langs)] for i in range(n)]


def chains():
    """(family, chain, languages): which kinds of damage are in, and in which languages each is shown."""
    wrongs = ["windows-1252", "iso-8859-1", "windows-1250", "windows-1251", "windows-1253", "windows-1254", "windows-1256",
              "windows-1257", "iso-8859-2", "iso-8859-15", "macintosh", "cp437", "cp850", "ibm866", "koi8-r", "windows-874"]
    for i, wrong in enumerate(wrongs):
        # windows-1252 is what nearly all garble comes from: every language has it
        yield "utf8>single", f"utf-8>{wrong}", ALL if i == 0 else rotate(ALL, 7 * i, 5)
    for i, chain in enumerate(["utf-8>windows-1252 + utf-8>windows-1252", "utf-8>iso-8859-1 + utf-8>iso-8859-1",
                               "utf-8>macintosh + utf-8>macintosh", "utf-8>windows-1252 + utf-8>windows-1251",
                               "utf-8>windows-1252 + utf-8>windows-1252 + utf-8>windows-1252"]):
        yield "utf8 layers", chain, rotate(ALL, 11 * i + 1, 6)
    yield "utf8 layers", "utf-8>windows-1251 + utf-8>windows-1251", ["ru", "uk", "bg"]
    yield "utf8 layers", "gbk>windows-1252 + utf-8>windows-1252", ["zh-Hans"]
    yield "utf8 layers", "shift_jis>iso-8859-1 + utf-8>windows-1252", ["ja"]
    yield "utf8 layers", "windows-1251>windows-1252 + utf-8>windows-1252", ["ru", "uk"]
    for wrong, langs in [("gbk", "zh-Hans ja fr ru de pl vi"), ("big5", "zh-Hant zh-Hans es ru"), ("shift_jis", "ja fr ru el"),
                         ("euc-kr", "ko zh-Hans de uk"), ("euc-jp", "ja ru fr he")]:
        yield "utf8>multi", f"utf-8>{wrong}", langs.split()
    for lang in CJK:
        for true in LEGACY[lang]:
            for wrong in ("windows-1252", "iso-8859-1", "windows-1250", "windows-1251", "macintosh", "cp437"):
                yield "multi>single", f"{true}>{wrong}", [lang]
            for wrong in ("gbk", "big5", "shift_jis", "euc-kr", "euc-jp"):
                if wrong != true:
                    yield "multi>multi", f"{true}>{wrong}", [lang]
    for lang in OTHER_LEGACY:
        for i, true in enumerate(LEGACY[lang]):
            for wrong in ("windows-1252", "iso-8859-1", "koi8-r", "windows-1251", "macintosh")[:5 if lang == "ru" else 2 - (i > 0)]:
                if wrong != true:
                    yield "single>single other script", f"{true}>{wrong}", [lang]
    for lang in LATIN_LEGACY:
        for true in LEGACY[lang]:
            yield "single>single latin", f"{true}>windows-1252", [lang]
    for wrong in ("gbk", "shift_jis", "euc-kr"):
        yield "cyrillic>multi", f"windows-1251>{wrong}", ["ru", "uk", "bg", "sr-Cyrl", "mk"]
    # Latin letters on machines of other scripts
    for true, langs in [("windows-1252", "de fr es pt it sv"), ("windows-1250", "pl cs hu ro"), ("windows-1254", "tr"),
                        ("windows-1257", "lt lv")]:
        for wrong in ("windows-1251", "koi8-r", "windows-1253"):
            yield "latin>other script", f"{true}>{wrong}", langs.split()
        for wrong in ("gbk", "big5", "shift_jis"):
            yield "latin>multi", f"{true}>{wrong}", langs.split()
    yield "latin>other script", "cp850>ibm866", ["de", "es", "sv"]


def foreign(text):
    return sum(not c.isascii() for c in text)


def pieces(lang, sentence):
    """(bucket, text): the word with the most non-ASCII letters, a few words around it, the sentence."""
    if lang in DENSE:
        clauses = [c for c in re.split(r"[^\w\u0e31-\u0e4e\u30fc]+", sentence) if len(c) >= 4]
        clause = max(clauses, key=len)
        yield "word", clause[:5 if lang == "th" else 3]
        yield "title", clause[:14 if lang == "th" else 8]
    else:
        words = sentence.split()
        i = max(range(len(words)), key=lambda i: (foreign(words[i]), len(words[i])))
        yield "word", words[i].strip(".,;:?!¿¡«»“”()。")
        start = max(0, min(i - 1, len(words) - 3))
        yield "title", " ".join(words[start:start + 3]).strip(".,;:?!¿¡«»“”()。")
    yield "sentence", sentence


def main():
    sentences = {}
    with open(os.path.join(HERE, "sentences.tsv"), encoding="utf-8") as lines:
        for line in lines:
            lang, sentence = line.rstrip("\n").split("\t")
            sentences.setdefault(lang, []).append(sentence)
    made, seen, texts, turn = 0, set(), set(), 0
    with open(OUT, "w", encoding="utf-8") as out:
        for family, chain, langs in chains():
            for lang in langs:
                turn += 1
                own = sentences[lang]
                for b, bucket in enumerate(("word", "title", "sentence")):
                    # the next sentence of the language that this chain can garble
                    for k in range(len(own)):
                        good = dict(pieces(lang, own[(turn + b + k) % len(own)]))[bucket]
                        bad = None if good.isascii() else garble(good, chain)
                        if bad and not bad.isascii() and (chain, bad) not in seen:
                            break
                    else:
                        continue
                    seen.add((chain, bad))
                    context = "embedded" if (turn + b) % 2 else "whole"
                    text, expected = bad, good
                    if context == "embedded":
                        host = [h for h in HOSTS if h != lang][(turn + b) % 5]
                        pre, post = sentences[host][turn % 6], sentences[host][(turn + 1) % 6]
                        text, expected = (f"{pre} {x} - {post}" for x in (bad, good))
                    # two charsets may make the same of a text
                    if text in texts:
                        continue
                    texts.add(text)
                    words = ", then ".join(f"{t} read as {w}" for t, w in parse(chain))
                    place = "" if context == "whole" else f" inside good text ({host})"
                    case = dict(family=family, chain=chain, lang=lang, bucket=bucket, context=context, text=text,
                                expected=expected, why=f"a {bucket} of {lang}, {words}{place}")
                    out.write(json.dumps(case, ensure_ascii=False) + "\n")
                    made += 1
    print(f"{made} cases")


if __name__ == "__main__":
    main()
