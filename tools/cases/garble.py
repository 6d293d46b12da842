"""Charsets as real programs have them, and garbling along a chain of mix-ups. Standard library only.

A chain is written as the crate prints it: `gbk>windows-1252 + utf-8>windows-1252`, the first mix-up first.
"""

# the crate's name -> Python's codec
SINGLE = {
    "iso-8859-1": "latin-1", "macintosh": "mac-roman", "x-mac-cyrillic": "mac-cyrillic",
    "windows-874": "cp874", "ibm866": "cp866", "koi8-r": "koi8-r", "koi8-u": "koi8-u",
    **{f"windows-125{n}": f"cp125{n}" for n in range(9)},
    **{f"iso-8859-{n}": f"iso8859-{n}" for n in range(2, 17) if n not in (9, 11, 12)},
    **{f"cp{n}": f"cp{n}" for n in (437, 737, 775, 850, 852, 855, 857, 862)},
}
# name -> (codec that wrote the text, codec that reads it: browsers and Windows read more than they write)
MULTI = {
    "utf-8": ("utf-8", "utf-8"), "gbk": ("gbk", "gb18030"), "big5": ("cp950", "big5hkscs"),
    "shift_jis": ("cp932", "cp932"), "euc-jp": ("euc_jp", "euc_jp"), "euc-kr": ("cp949", "cp949"),
}


def _table(codec):
    """256 characters; unassigned bytes 80-9F become the C1 control of the same number, others stay unassigned."""
    table = []
    for byte in range(256):
        try:
            table.append(bytes([byte]).decode(codec))
        except UnicodeDecodeError:
            table.append(chr(byte) if 0x80 <= byte < 0xA0 else None)
    return table


TABLES = {name: _table(codec) for name, codec in SINGLE.items()}
REVERSE = {name: {c: b for b, c in enumerate(table) if c is not None} for name, table in TABLES.items()}


def encode(text, charset):
    """Bytes, or None where the charset lacks a character."""
    if charset in MULTI:
        try:
            return text.encode(MULTI[charset][0])
        except UnicodeEncodeError:
            # text that the charset's reader made may need the reader's wider table to go back
            try:
                return text.encode(MULTI[charset][1])
            except UnicodeEncodeError:
                return None
    codes = [REVERSE[charset].get(c) for c in text]
    return None if None in codes else bytes(codes)


def decode(data, charset):
    """Text, or None where a byte is unassigned or the way back would give other bytes."""
    if charset in MULTI:
        codec = MULTI[charset][1]
        try:
            text = data.decode(codec)
            return text if text.encode(codec) == data else None
        except (UnicodeDecodeError, UnicodeEncodeError):
            return None
    chars = [TABLES[charset][b] for b in data]
    return None if None in chars else "".join(chars)


def parse(chain):
    """[(true, wrong), ...] of a written chain."""
    return [tuple(step.split(">")) for step in chain.split(" + ")]


def garble(text, chain):
    """The text after all mix-ups of a written chain, or None where one loses something or changes nothing."""
    for true, wrong in parse(chain):
        data = encode(text, true)
        new = None if data is None else decode(data, wrong)
        if new is None or new == text:
            return None
        text = new
    return text
