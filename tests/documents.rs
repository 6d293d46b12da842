//! Documents that were garbled as wholes: what no word or line would be enough for.

use demojibake::{Chain, Fixer, Support, fix};
use unicode_normalization::UnicodeNormalization;

/// Danish of small talk, with words of which a single garbled letter says little (`så`, `får`).
const DANISH: &str = "\
Nej, jeg tør ikke gå derned alene.
Så må vi følges ad, sagde han.
Køkkenet lå øverst oppe i tårnet.
Hvor mange får har I på marken nu?
Bøgerne står på hylden, ikke på gulvet.
Æblerne blev modne før pærerne.
Hun græd, da båden sejlede.
Prøv at åbne døren udefra.
Det er så koldt, at søen fryser til.
Børnene løb om kap ned til åen.
Når det regner, bliver alt gråt.
Træd varsomt, gulvet er nymalet.
";

/// German in the old spelling, from a DOS machine.
const GERMAN: &str = "\
Er muß es doch gesehen haben.
Der Schlüssel hängt am Brett über der Tür.
Ein bißchen Geduld noch, bitte.
Übermorgen fährt er schon wieder fort.
Größere Stücke paßten nicht durchs Fenster.
Der Fluß war über die Ufer getreten.
Später läßt sich alles erklären.
Das Schloß gehört längst der Gemeinde.
Mädchen und Jungen saßen getrennt.
Er aß, was übrig war.
Zum Schluß wünschen wir schöne Grüße.
Natürlich können Sie hier übernachten.
";

/// Italian typed on a Mac, with its quotes and apostrophes.
const ITALIAN: &str = "\
L’altro giorno c’era più gente.
Perché non l’hai detto? È già tardi.
All’inizio dell’estate la città è vuota.
“Così no”, disse l’anziano.
Nell’orto c’è ancora dell’insalata.
Lunedì andrò dall’avvocato.
La libertà è una virtù, però costa.
Un’altra volta sarà più facile.
Dell’acqua non c’è più traccia.
Verrà anche lui, così pare.
L’università chiuderà martedì.
Là c’è l’isola, più in là il mare.
";

/// Russian.
const RUSSIAN: &str = "\
Вы не поверите, что было дальше.
Ты опять забыл ключи.
Когда он пришёл, все уже спали.
В комнате пахло яблоками.
Неожиданно погас свет.
Положение было трудное.
Шёл снег, и город затих.
Мы решили ждать до утра.
Лодка медленно отплыла.
Пишите нам чаще.
Здесь никто не живёт.
Хорошо, сказала она.
";

fn garbled(chain: &str, text: &str) -> String {
    let chain: Chain = chain.parse().expect("a chain");
    chain.garble(text).expect("the charset has all of the text")
}

#[test]
fn every_line_of_a_garbled_document_comes_back() {
    for (chain, text) in [
        ("cp850>windows-1252", DANISH),
        ("macintosh>windows-1252", DANISH),
        ("cp850>iso-8859-1", GERMAN),
        ("cp437>windows-1252", GERMAN),
        ("macintosh>windows-1252", ITALIAN),
        ("koi8-r>ibm866", RUSSIAN),
        ("windows-1251>windows-1252", RUSSIAN),
    ] {
        let bad = garbled(chain, text);
        let repaired = fix(&bad);
        for (line, (got, good)) in bad.lines().zip(repaired.lines().zip(text.lines())) {
            assert_eq!(got, good, "{chain}: {line}");
        }
        assert_eq!(fix(text), text, "{chain}: the good text");
        assert_eq!(fix(&repaired), repaired, "{chain}: again");
    }
}

#[test]
fn a_line_alone_is_left_where_it_says_too_little() {
    let alone = Fixer::builder().support(Support::None).build();
    let bad = garbled("cp850>iso-8859-1", GERMAN);
    let lines = alone.fix(&bad).lines().zip(GERMAN.lines()).filter(|(got, good)| got != good).count();
    assert!(lines >= 2, "{lines} lines: the documents of these tests prove nothing");
}

#[test]
fn two_places_of_a_line_say_more_than_each() {
    // neither sentence is sure by itself
    let (cake, violin) = (
        "Baka je ispekla kolač s jabukama i pozvala cijelu obitelj.",
        "Mlađi brat uči svirati violinu svake srijede poslije škole.",
    );
    for alone in [cake, violin] {
        let text = garbled("windows-1250>windows-1252", alone);
        assert_eq!(fix(&text), text);
    }
    let both = [cake, violin].join(" ");
    let text = garbled("windows-1250>windows-1252", &both);
    assert_eq!(fix(&text), both);
    assert!(Fixer::new().is_garbled(&text));
    // on two lines it's two texts
    let lines = garbled("windows-1250>windows-1252", &[cake, violin].join("\n"));
    assert_eq!(fix(&lines), lines);
    // and far from each other nothing is known of what both are
    let far = [cake, &"A plain English sentence stands here. ".repeat(10), violin].join(" ");
    let text = garbled("windows-1250>windows-1252", &far);
    assert_eq!(fix(&text), text);
}

#[test]
fn one_syllable_of_a_table_speaks_for_no_other() {
    // a normalization test: one of the lines looks like two bytes of UTF-8, read as EUC-KR
    let line = |c: char| {
        let (one, parts) = (c.to_string(), c.nfd().collect::<String>());
        format!("    (r#\"{one}\"#, r#\"{one}\"#, r#\"{parts}\"#, r#\"{one}\"#, r#\"{parts}\"#),\n")
    };
    let table: String = ('\u{c9d0}'..='\u{ce90}').map(line).collect();
    let fixed = fix(&table);
    let changed = table.lines().zip(fixed.lines()).filter(|(a, b)| a != b).count();
    assert!(changed <= 1, "{changed} lines");
}

#[test]
fn romanian_had_cedillas() {
    let text =
        "Unde sunt cheile de la pivniţă pe care le-am lăsat în sertar? În grădina şcolii înfloresc cireşii.";
    assert_eq!(fix(&garbled("windows-1250>windows-1252", text)), text);
    assert_eq!(fix(text), text);
    let today = text.replace('ţ', "ț").replace('ş', "ș");
    assert_eq!(fix(&garbled("utf-8>windows-1252", &today)), today);
    assert_eq!(fix(&today), today);
}

#[test]
fn good_lines_among_the_garbled_ones_stay() {
    let good = [
        "”Konsten är lång”, står det på skylten…",
        "Le café est déjà fermé, hélas.",
        "„Guten Abend“ und „Gute Nacht“",
        "Señor Núñez, ¿qué hará usted mañana?",
    ];
    for (chain, text) in
        [("cp850>windows-1252", DANISH), ("cp437>windows-1252", GERMAN), ("macintosh>windows-1252", ITALIAN)]
    {
        let bad = garbled(chain, text);
        let mut lines: Vec<&str> = bad.lines().collect();
        for (i, line) in good.iter().enumerate() {
            lines.insert(3 * i, line);
        }
        let repaired = fix(&lines.join("\n")).into_owned();
        let stays = |line: &&&str| repaired.lines().any(|l| l == **line);
        assert_eq!(good.iter().filter(stays).count(), good.len(), "{chain}:\n{repaired}");
    }
}

#[test]
fn a_word_that_was_garbled_before_costs_no_other_line() {
    let czech = "\
Daląí moľnost neľ tuto nevím, řekl.
Loď připlula až večer.
Příště přijďte dříve, děti.
Kůň běžel přes pole.
Řeka se vylila z břehů.
Město leží na úpatí hory.
Žáci psali diktát.
Čekali jsme až do rána.
Ještě jednou, prosím.
Učitel vyšel ze třídy.
Včera sněžilo i tady.
Můj dům stojí u lesa.
";
    for chain in ["cp852>windows-1250", "utf-8>windows-1250", "utf-8>ibm866"] {
        let Ok(chain) = chain.parse::<Chain>() else { panic!("{chain}") };
        let bad: Vec<String> = czech.lines().filter_map(|l| chain.garble(l).ok()).collect();
        assert!(bad.len() >= 9, "{chain}: {}", bad.len());
        let bad = bad.join("\n");
        let good: Vec<&str> = czech.lines().filter(|l| chain.garble(l).is_ok()).collect();
        let repaired = fix(&bad).into_owned();
        for (got, good) in repaired.lines().zip(good) {
            assert_eq!(got, good.replace("Daląí moľnost neľ", "Další možnost než"), "{chain}");
        }
        assert_eq!(fix(&repaired), repaired, "{chain}: again");
    }
}
