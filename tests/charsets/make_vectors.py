#!/usr/bin/env python3
"""Makes the frozen vectors of tests/charsets.rs: what other decoders say, so that our tables aren't their own judge.

    python3 tests/charsets/make_vectors.py        (in the root; glibc's iconv is needed; made with Python 3.11.7, glibc 2.36)

singles.tsv   charset, source, then the 128 characters of bytes 80 to FF (for charsets that don't keep ASCII, all 256)
              as hexadecimal code points; - for an unassigned byte.
NAME.tsv      a multi-byte charset: the first bytes in hexadecimal (-- for none), then for each stretch of last bytes its
              first byte, a colon and its characters; `last=characters` for a pair that stands for two code points.
gb18030.tsv   has lines `four` too: first pointer, first code point, length of a range of four-byte codes.
Where the WHATWG standard differs from these is in differences.tsv, with the reason; that file is written by hand.
"""
import ctypes
import os
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
LIBC = ctypes.CDLL(None)
LIBC.iconv_open.restype = ctypes.c_void_p
LIBC.iconv.restype = ctypes.c_size_t
LIBC.iconv.argtypes = [ctypes.c_void_p] + [ctypes.c_void_p] * 4


def python(codec):
    def decode(data):
        try:
            return data.decode(codec)
        except UnicodeDecodeError:
            return None
    return decode


def iconv(charset):
    handle = LIBC.iconv_open(b"UTF-8", charset.encode())

    def decode(data):
        LIBC.iconv(handle, None, None, None, None)
        source = ctypes.create_string_buffer(data, len(data) + 1)
        target = ctypes.create_string_buffer(64)
        src, dst = ctypes.c_void_p(ctypes.addressof(source)), ctypes.c_void_p(ctypes.addressof(target))
        left, room = ctypes.c_size_t(len(data)), ctypes.c_size_t(64)
        result = LIBC.iconv(handle, *map(ctypes.byref, (src, left, dst, room)))
        if result == ctypes.c_size_t(-1).value or left.value:
            return None
        LIBC.iconv(handle, None, None, ctypes.byref(dst), ctypes.byref(room))
        return target.raw[: 64 - room.value].decode()
    return decode


def header(f, what, source):
    f.write(f"# {what}; made by make_vectors.py (see there for the format) from {source}\n")


def points(text):
    return "-" if text is None else "+".join(f"{ord(c):04X}" for c in text)


def singles():
    sources = {"ibm866": "cp866", "macintosh": "mac_roman", "x-mac-cyrillic": "mac_cyrillic", "x-mac-greek": "mac_greek",
               "x-mac-ce": "mac_latin2", "x-mac-turkish": "mac_turkish", "koi8-r": "koi8_r", "koi8-u": "koi8_u",
               "windows-874": "cp874", "iso-8859-8-i": "iso8859_8", "cp037": "cp037", "cp500": "cp500"}
    sources |= {f"windows-{n}": f"cp{n}" for n in range(1250, 1259)}
    sources |= {f"iso-8859-{n}": f"iso8859_{n}" for n in (1, 2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)}
    sources |= {f"cp{n}": f"cp{n}" for n in (437, 737, 775, 850, 852, 855, 857, 858, 860, 861, 862, 863, 865, 869)}
    rows = [(name, "python " + codec, python(codec)) for name, codec in sources.items()]
    rows += [("viscii", "iconv VISCII", iconv("VISCII")), ("cp1047", "iconv IBM1047", iconv("IBM1047"))]
    tcvn, ansi = iconv("TCVN5712-1"), python("cp1252")

    def tcvn3(data):
        """VN3 of the standard: no combining marks, no upper-case letters with a tone; 80 to 9F as in windows-1252."""
        if data[0] < 0xA0:
            return ansi(data)
        text = tcvn(data)
        upper = unicodedata.category(text) == "Lu" and ord(text) >= 0x1E00
        return None if upper or unicodedata.combining(text) else text
    rows.append(("tcvn3", "iconv TCVN5712-1, python cp1252", tcvn3))
    with open(os.path.join(HERE, "singles.tsv"), "w") as f:
        header(f, "single-byte charsets", "Python's codecs and iconv")
        for name, source, decode in sorted(rows):
            table = [decode(bytes([b])) for b in range(256)]
            start = 128 if all(table[b] == chr(b) for b in range(128)) else 0
            f.write(f"{name}\t{source}\t{' '.join(points(t) for t in table[start:])}\n")


def multi(name, source, decode, prefixes):
    with open(os.path.join(HERE, name + ".tsv"), "w") as f:
        header(f, name, source)
        for prefix in prefixes:
            runs, last = [], None
            for byte in range(0x80 if not prefix else 0x30, 256):
                text = decode(prefix + bytes([byte]))
                if text is None:
                    last = None
                elif len(text) > 1:
                    runs.append(f"{byte:02X}={text}")
                    last = None
                elif last == byte - 1:
                    runs[-1] += text
                    last = byte
                else:
                    runs.append(f"{byte:02X}:{text}")
                    last = byte
            if runs:
                f.write("\t".join([prefix.hex().upper() or "--"] + runs) + "\n")
        if name == "gb18030":
            four(f, decode)


def four(f, decode):
    ranges = []
    for p in range(39420):
        text = decode(bytes([0x81 + p // 12600, 0x30 + p // 1260 % 10, 0x81 + p // 10 % 126, 0x30 + p % 10]))
        if ranges and ranges[-1][1] + ranges[-1][2] == ord(text):
            ranges[-1][2] += 1
        else:
            ranges.append([p, ord(text), 1])
    for p, code, n in ranges:
        f.write(f"four\t{p}\t{code:04X}\t{n}\n")


def leads(decode):
    """No first byte, then each one that isn't a character by itself."""
    return [b""] + [bytes([b]) for b in range(0x80, 256) if decode(bytes([b])) is None]


def euc_jp():
    """JIS X 0208 with NEC's and IBM's rows by their positions in Python's cp932, JIS X 0212 from iconv."""
    cp932, eucms = python("cp932"), iconv("EUC-JP-MS")

    def decode(data):
        if len(data) == 1:
            return None
        if data[0] == 0x8E:
            return cp932(data[1:]) if 0xA1 <= data[1] <= 0xDF else None
        if len(data) == 3:
            # from row 8FF3F3 there are IBM's characters and user-defined ones, which the standard doesn't have
            return eucms(data) if data < b"\x8f\xf3\xf3" else None
        if data[0] < 0xA1 or data[0] == 0xFF or not 0xA1 <= data[1] <= 0xFE:
            return None
        position = (data[0] - 0xA1) * 94 + data[1] - 0xA1
        lead, trail = divmod(position, 188)
        return cp932(bytes([lead + (0x81 if lead < 0x1F else 0xC1), trail + (0x40 if trail < 0x3F else 0x41)]))
    prefixes = [b"\x8e"] + [bytes([b]) for b in range(0xA1, 255)] + [bytes([0x8F, b]) for b in range(0xA1, 255)]
    multi("euc-jp", "Python's cp932 by position; iconv EUC-JP-MS (three bytes)", decode, prefixes)


def big5():
    """iconv's BIG5-HKSCS; the symbols of rows A1 to A3 from Python's cp950, because the standard has Microsoft's."""
    hkscs, cp950 = iconv("BIG5-HKSCS"), python("cp950")

    def decode(data):
        # iconv takes 80 for a control, and with it all pairs after it
        if len(data) == 1 or data[0] == 0x80:
            return None
        return cp950(data) if 0xA1 <= data[0] <= 0xA3 else hkscs(data)
    multi("big5", "iconv BIG5-HKSCS, Python's cp950 for rows A1 to A3", decode, leads(decode))


def windows_950():
    """Python has the characters of ETEN in C6A1 to C8FE, Windows private use (see user-defined pairs in own.rs)."""
    cp950 = python("cp950")
    return lambda data: None if b"\xc6\xa1" <= data < b"\xc9" else cp950(data)


def main():
    singles()
    for name, source, decode in [("gb18030", "Python's gb18030", python("gb18030")),
                                 ("shift_jis", "Python's cp932", python("cp932")),
                                 ("euc-kr", "Python's cp949", python("cp949")),
                                 ("windows-950", "Python's cp950, without rows C6A1 to C8FE", windows_950()),
                                 ("johab", "Python's johab", python("johab"))]:
        multi(name, source, decode, leads(decode))
    euc_jp()
    big5()


main()
