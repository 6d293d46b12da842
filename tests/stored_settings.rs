//! The serialised form of settings.

use demojibake::{
    C1Controls, Caution, Charset, Escapes, Fixer, Form, Hint, InputCharset, LostBytes, MixUp, MixUps,
    Normalization, Settings, Support,
};
use serde_json::{Value, json};

/// The form in the documentation of [`Settings`], which stored settings have.
fn stored() -> Value {
    json!({
        "caution": "strict",
        "min_confidence": 0.5,
        "mix_ups": ["utf-8>windows-1252", "gbk>windows-1252"],
        "max_layers": 2,
        "hints": [
            {"language": "ru", "bits": 3.0},
            {"charset": "gbk", "bits": 6.0},
            {"chain": "utf-8>cp437 twice", "bits": -1.5}
        ],
        "chain": "windows-1251>windows-1252",
        "support": "none",
        "lost_bytes": "mark",
        "c1_controls": "windows-1252",
        "escapes": "all",
        "normalization": {"everything": "nfc"},
        "input_charset": {"known": "utf-8"}
    })
}

fn read(value: Value) -> Result<Settings, String> {
    serde_json::from_value(value).map_err(|e| e.to_string())
}

#[test]
fn stored_settings_still_work() {
    let settings = read(stored()).unwrap();
    let mix_ups: Vec<MixUp> = ["utf-8>windows-1252", "gbk>windows-1252"].map(|m| m.parse().unwrap()).into();
    let made = Fixer::builder()
        .caution(Caution::Strict)
        .min_confidence(0.5)
        .mix_ups(mix_ups.into_iter().collect())
        .max_layers(2)
        .expect(Hint::language("ru").unwrap().bits(3.0))
        .expect(Hint::charset(Charset::GBK))
        .expect(Hint::chain("utf-8>cp437 twice".parse().unwrap()).bits(-1.5))
        .bound_to("windows-1251>windows-1252".parse().unwrap())
        .support(Support::None)
        .lost_bytes(LostBytes::Mark)
        .c1_controls(C1Controls::Windows1252)
        .escapes(Escapes::All)
        .normalization(Normalization::Everything(Form::Nfc))
        .input_charset(InputCharset::Known(Charset::UTF_8))
        .build();
    assert_eq!(&settings, made.settings());
    assert_eq!(serde_json::to_value(&settings).unwrap(), stored());
}

#[test]
fn what_is_missing_is_as_in_a_new_fixer() {
    assert_eq!(read(json!({})), Ok(Settings::default()));
    let hints = read(json!({"hints": [{"charset": "cp936"}]})).unwrap();
    assert_eq!(hints.hints(), [Hint::charset(Charset::GBK)]);
    let written = serde_json::to_value(Settings::default()).unwrap();
    assert_eq!(read(written), Ok(Settings::default()));
}

#[test]
fn every_value_round_trips() {
    let base = || Fixer::builder();
    let caution = [Caution::Strict, Caution::Balanced, Caution::Eager].map(|c| base().caution(c));
    let lost = [LostBytes::Restore, LostBytes::Mark, LostBytes::Keep].map(|l| base().lost_bytes(l));
    let c1 = [C1Controls::Likely, C1Controls::Bytes, C1Controls::Windows1252, C1Controls::Keep]
        .map(|c| base().c1_controls(c));
    let escapes = [Escapes::Beside, Escapes::All, Escapes::Keep].map(|e| base().escapes(e));
    let forms = [Form::Nfc, Form::Nfd, Form::Nfkc, Form::Nfkd]
        .map(|f| base().normalization(Normalization::Repairs(f)));
    let input =
        [InputCharset::Unknown, InputCharset::Declared(Charset::BIG5)].map(|i| base().input_charset(i));
    let sets = [MixUps::all(), MixUps::none(), MixUps::all().without_charset(Charset::GBK)]
        .map(|m| base().mix_ups(m));
    for builder in
        caution.into_iter().chain(lost).chain(c1).chain(escapes).chain(forms).chain(input).chain(sets)
    {
        let settings = Settings::from(builder);
        let json = serde_json::to_string(&settings).unwrap();
        assert_eq!(serde_json::from_str::<Settings>(&json).unwrap(), settings, "{json}");
    }
    let all = serde_json::to_value(Settings::from(base().mix_ups(MixUps::all()))).unwrap();
    assert_eq!(all["mix_ups"], json!("all"));
}

#[test]
fn what_cannot_be_settings_is_refused() {
    for (field, value, message) in [
        ("min_confidence", json!(1.5), "`min_confidence`"),
        ("min_confidence", json!("high"), "high"),
        ("caution", json!("reckless"), "reckless"),
        ("mix_ups", json!(["gbk>klingon"]), "mix-ups are"),
        ("mix_ups", json!("some"), "mix-ups are"),
        ("max_layers", json!(1000), "invalid"),
        ("hints", json!([{"language": "tlh"}]), "tlh"),
        ("hints", json!([{}]), "one of"),
        ("hints", json!([{"charset": "gbk", "language": "zh"}]), "one of"),
        ("hints", json!([{"charset": "gbk", "weight": 3}]), "weight"),
        ("chain", json!("utf-8"), "true>wrong"),
        ("input_charset", json!({"known": "klingon"}), "klingon"),
        ("max_layer", json!(2), "max_layer"),
    ] {
        let mut changed = stored();
        changed[field] = value.clone();
        let error = read(changed).expect_err(field);
        assert!(error.contains(message), "{field} = {value}: {error}");
    }
}

#[test]
fn a_normalised_plan_can_be_stored() {
    let fixer = Fixer::builder().normalization(Normalization::Everything(Form::Nfc)).build();
    let plan = fixer.plan("Cafe\u{301} NicolÃ¡s");
    let value = serde_json::to_value(&plan).unwrap();
    assert_eq!(value["repairs"][0]["normalized"], json!("nfc"));
    assert_eq!(value["repairs"][0]["chain"], json!("none"));
    assert_eq!(value["repairs"][1].get("normalized"), None);
    assert_eq!(serde_json::from_value::<demojibake::Plan>(value).unwrap(), plan);
}
