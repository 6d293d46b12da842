//! Charsets that files declare themselves, truly or not.

use demojibake::{Charset, decode_bytes};

use super::{bytes, expect};

/// The forms of a declaration; `@` is the charset.
const FORMS: [&str; 12] = [
    "<meta charset=\"@\">\n",
    "<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset=@'>\n",
    "<?xml version=\"1.0\" encoding=\"@\"?>\n",
    "<?xml version='1.0' encoding = '@'?>\n",
    "@charset \"@\";\n",
    "\"Content-Type: text/plain; charset=@\\n\"\n",
    "Content-Type: text/plain;\r\n charset=\"@\"\r\n\r\n",
    "# -*- coding: @ -*-\n",
    "#!/usr/bin/python\n# coding=@\n",
    ";; -*- mode: lisp; coding: @-unix -*-\n",
    "# vim: set fileencoding=@ :\n",
    "/* vim: ts=4 fenc=@ */\n",
];

fn declaration(form: &str, charset: &str) -> String {
    match form.strip_prefix("@charset") {
        Some(rest) => format!("@charset{}", rest.replace('@', charset)),
        None => form.replace('@', charset),
    }
}

#[test]
fn a_declaration_decides_what_bytes_dont() {
    // E9 alone is é, ι, й, щ or ื
    for form in FORMS {
        for (name, charset, letter) in
            [("ISO-8859-7", Charset::ISO_8859_7, "ι"), ("windows-1251", Charset::WINDOWS_1251, "й")]
        {
            let head = declaration(form, name);
            let input = [head.as_bytes(), b"x = \xE9 = 1\n"].concat();
            let decoded = expect(&input, &format!("{head}x = {letter} = 1\n"));
            assert_eq!(decoded.declared(), Some(charset), "{head}");
        }
    }
}

#[test]
fn at_the_end_of_a_file_too() {
    let head = "a\n".repeat(2000);
    let tail = "// vim: set fenc=windows-1251:\n";
    let input = [head.as_bytes(), b"x = \xE9\n", tail.as_bytes()].concat();
    expect(&input, &format!("{head}x = й\n{tail}"));
}

#[test]
fn a_lie_is_found_out() {
    let text = "Вчера вечером на улице погас свет, и мы пили чай при свечах.\n";
    for form in FORMS {
        for lie in ["iso-8859-1", "utf-8", "koi8-r", "gbk", "shift_jis", "windows-1252"] {
            let head = declaration(form, lie);
            let whole = format!("{head}{text}");
            let decoded = expect(&bytes(Charset::WINDOWS_1251, &whole), &whole);
            assert_eq!(decoded.declared().map(Charset::name), Some(lie));
            // UTF-8 that says it's something else
            assert_eq!(expect(whole.as_bytes(), &whole).charset(), Charset::UTF_8);
        }
    }
}

#[test]
fn what_names_no_charset_declares_nothing() {
    for head in ["charset=klingon\n", "charset=\n", "encoding:\n", "<meta charset=\"\">", "coding="] {
        let input = [head.as_bytes(), b"un caf\xE9 serr\xE9 pour le t\xE9l\xE9phone"].concat();
        let decoded = expect(&input, &format!("{head}un café serré pour le téléphone"));
        assert_eq!(decoded.declared(), None, "{head}");
    }
    assert_eq!(decode_bytes(b"charset=koi8-r").declared(), None, "ASCII needs none");
}
