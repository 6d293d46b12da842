"""Words of a Chinese dictionary as text, each as often as the dictionary says: training text for `tablegen train`.

    python3 words.py jieba-0.42.1.tar.gz opencc_python_reimplemented-0.1.7-py2.py3-none-any.whl FOLDER

writes FOLDER/zh-Hans.txt and, converted by OpenCC's tables, FOLDER/zh-Hant.txt. The other sources hold user interfaces
and classical poems: common characters of running text (`胜`, `丽`) are rare there. Two packages from PyPI, MIT and Apache-2.0.
"""
import random
import sys
import tarfile
import zipfile
from pathlib import Path

# As many as the n-grams of other languages can spare: with 700,000 they lose quotation marks.
WORDS = 200_000


def dictionary(archive):
    """Words of ideographs alone, and how often each was counted."""
    with tarfile.open(archive) as tar:
        member = next(m for m in tar.getmembers() if m.name.endswith('jieba/dict.txt'))
        lines = tar.extractfile(member).read().decode('utf-8').splitlines()
    words, counts = [], []
    for line in lines:
        word, count, *_ = line.split(' ')
        if all(0x3400 <= ord(c) <= 0x9FFF for c in word):
            words.append(word)
            counts.append(int(count))
    return words, counts


def table(wheel, name):
    with zipfile.ZipFile(wheel) as z:
        rows = z.read('opencc/dictionary/' + name).decode('utf-8').splitlines()
    return {a: b.split(' ')[0] for a, b in (row.split('\t') for row in rows if '\t' in row)}


def sentences(rng, words, counts, convert, path):
    """Phrases of words in no order, with the marks that text has between them."""
    drawn = rng.choices(words, weights=counts, k=WORDS)
    at = 0
    with open(path, 'w', encoding='utf-8') as out:
        while at < len(drawn):
            phrases = []
            for _ in range(rng.randint(1, 3)):
                length = rng.randint(4, 9)
                phrases.append(''.join(convert(w) for w in drawn[at:at + length]))
                at += length
            out.write('，'.join(p for p in phrases if p) + '。\n')


def main():
    archive, wheel, folder = sys.argv[1:]
    words, counts = dictionary(archive)
    characters, phrases = table(wheel, 'STCharacters.txt'), table(wheel, 'STPhrases.txt')
    rng = random.Random(1)
    Path(folder).mkdir(parents=True, exist_ok=True)
    sentences(rng, words, counts, lambda w: w, Path(folder, 'zh-Hans.txt'))
    traditional = lambda w: phrases.get(w) or ''.join(characters.get(c, c) for c in w)
    sentences(rng, words, counts, traditional, Path(folder, 'zh-Hant.txt'))


if __name__ == '__main__':
    main()
