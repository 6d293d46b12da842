#!/usr/bin/env python3
"""Writes tests/shells/: small files of our own writing, as programs on Windows and MySQL's latin1 tables leave them.

usage: python3 tools/cases/make_shells.py

Each <name>.txt is what was found, <name>.expected.txt what had been written. The files are UTF-8 that was read in
the code page of the system, as Windows PowerShell 5 does with files without a byte order mark, and as `type` does in
a console: what the code page has no character for becomes `?`, together with the byte after it.
"""
import os

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "tests", "shells")

ZH = """# 安装说明

先运行安装程序，再打开“设置”窗口。
如果出现错误，请查看日志文件。
默认端口是 8080。

def save(path):
    # 保存文件，然后关闭窗口
    print("文件已经保存")
"""
KO = """# 설치 방법

먼저 설정 파일을 열고 이름을 바꾸세요.
그다음 프로그램을 다시 시작하면 됩니다.

def save(path):
    # 파일을 저장한다
    print("저장되었습니다")
"""
FR = """# Démarrage

L’outil lit les fichiers d’un dossier et les répare — à condition qu’ils soient lisibles.
Il est “très utile”, dit une critique.

def save(path):
    # enregistre le fichier à côté de l’original
    print("Fichier enregistré")
"""
RU = """# Установка

Сначала запустите программу, потом откройте файл настроек.

def save(path):
    # сохраняет файл рядом с исходным
    print("Файл сохранён")
"""


def double(data, codec):
    """As Windows reads a charset of two bytes a character: a first byte takes the next one along, whatever it is."""
    out, i = [], 0
    while i < len(data):
        if data[i] < 0x80:
            out.append(chr(data[i]))
            i += 1
            continue
        pair = data[i:i + 2]
        try:
            out.append(pair.decode(codec))
        except UnicodeDecodeError:
            out.append("?")
            if len(pair) == 2 and pair[1] in b"\r\n":
                i -= 1
        i += 2
    return "".join(out)


def single(data, codec, hole="?"):
    """As Windows reads a code page: holes of 1252 are controls there, and a question mark once they are printed."""
    out = []
    for byte in data:
        try:
            out.append(bytes([byte]).decode(codec))
        except UnicodeDecodeError:
            out.append(hole or chr(byte))
    return "".join(out)


FILES = {
    "powershell-936-zh": (ZH, lambda d: double(d, "gb18030")),
    "powershell-949-ko": (KO, lambda d: double(d, "cp949")),
    "powershell-1252-fr": (FR, lambda d: single(d, "cp1252")),
    "cmd-850-fr": (FR, lambda d: single(d, "cp850")),
    "cmd-437-fr": (FR, lambda d: single(d, "cp437")),
    "cmd-866-ru": (RU, lambda d: single(d, "cp866")),
    "powershell-1251-ru": (RU, lambda d: single(d, "cp1251")),
    # MySQL's latin1 is windows-1252 with controls for the holes: nothing is lost
    "mysql-latin1-ru": (RU, lambda d: single(d, "cp1252", None)),
    "mysql-latin1-zh": (ZH, lambda d: single(d, "cp1252", None)),
    "mysql-latin1-fr": (FR, lambda d: single(d, "cp1252", None)),
    "mysql-latin1-ko": (KO, lambda d: single(d, "cp1252", None)),
}

for name, (text, read) in FILES.items():
    for end, content in ((".txt", read(text.encode())), (".expected.txt", text)):
        with open(os.path.join(HERE, name + end), "w", encoding="utf-8", newline="\n") as f:
            f.write(content)
