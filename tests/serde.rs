//! The serialised form of plans, repairs, chains and charsets.

use demojibake::{Chain, Charset, Fixer, MixUp, Plan, Repair};
use serde_json::{Value, json};

const TEXT: &str = "Jakarta, ²©²ÊÍøÕ¾ - Sekitar tiga ratus nelayan";

/// The form in the documentation of [`Plan`], which stored plans have.
fn stored() -> Value {
    json!({
        "length": 54,
        "hash": "55323f4ce776b9b7",
        "repairs": [{
            "range": [9, 25],
            "output": [9, 21],
            "before": "²©²ÊÍøÕ¾",
            "after": "博彩网站",
            "chain": "gbk>windows-1252",
            "confidence": 0.75,
            "hash": "0acbf7fac99ce8dc",
        }],
    })
}

fn read(value: Value) -> Result<Plan, String> {
    serde_json::from_value(value).map_err(|e| e.to_string())
}

#[test]
fn a_stored_plan_still_works() {
    let plan = read(stored()).unwrap();
    let output = plan.apply(TEXT).unwrap();
    assert_eq!(output, "Jakarta, 博彩网站 - Sekitar tiga ratus nelayan");
    assert_eq!(plan.undo(&output).unwrap(), TEXT);
    assert_eq!(plan.repairs()[0].confidence(), 0.75);
    assert_eq!(serde_json::to_value(&plan).unwrap(), stored());
}

#[test]
fn what_the_fixer_plans_is_what_is_stored() {
    let mut made = serde_json::to_value(Fixer::new().plan(TEXT)).unwrap();
    made["repairs"][0]["confidence"] = json!(0.75);
    assert_eq!(made, stored());
}

#[test]
fn plans_and_repairs_round_trip() {
    let twice = format!("{TEXT}\n{TEXT}\nNicolÃ¡s and MÃƒÂ©dÃƒÂ©e\n");
    for text in ["", "good", TEXT, &twice] {
        let plan = Fixer::new().plan(text);
        let json = serde_json::to_string(&plan).unwrap();
        assert_eq!(serde_json::from_str::<Plan>(&json).unwrap(), plan, "{json}");
        for repair in plan.repairs() {
            let json = serde_json::to_string(repair).unwrap();
            assert_eq!(&serde_json::from_str::<Repair>(&json).unwrap(), repair, "{json}");
        }
    }
    assert!(Fixer::new().plan(&twice).repairs().len() >= 3);
}

#[test]
fn a_plan_read_again_is_for_the_same_text_only() {
    let plan = read(stored()).unwrap();
    assert_eq!(plan.apply(&TEXT.replace("tiga", "lima")).unwrap_err().range(), 25..54);
    for (path, hash) in [("/hash", 25..54), ("/repairs/0/hash", 0..9)] {
        let mut changed = stored();
        *changed.pointer_mut(path).unwrap() = json!("0123456789abcdef");
        assert_eq!(read(changed).unwrap().apply(TEXT).unwrap_err().range(), hash, "{path}");
    }
}

#[test]
fn what_cannot_be_a_plan_is_refused() {
    let max = u64::from(u32::MAX);
    let changes = [
        ("/length", json!(24), "beyond"),
        ("/length", json!(-1), "invalid"),
        ("/hash", json!("1234"), "16 hexadecimal digits"),
        ("/hash", json!("+123456789abcdef"), "16 hexadecimal digits"),
        ("/hash", json!(12), "expected a string"),
        ("/repairs/0/range", json!([9, 24]), "`range`"),
        ("/repairs/0/range", json!([25, 9]), "`range`"),
        ("/repairs/0/range", json!([max, max + 16]), "beyond"),
        ("/repairs/0/range", json!([10, 26]), "`output` isn't where"),
        ("/repairs/0/output", json!([9, 20]), "`output` isn't as long"),
        ("/repairs/0/output", json!([10, 22]), "`output` isn't where"),
        ("/repairs/0/after", json!("博彩网"), "`output` isn't as long"),
        ("/repairs/0/chain", json!("gbk>klingon"), "klingon"),
        ("/repairs/0/confidence", json!(1.5), "`confidence`"),
        ("/repairs/0/confidence", json!(null), "null"),
    ];
    for (path, value, message) in changes {
        let mut changed = stored();
        *changed.pointer_mut(path).unwrap() = value.clone();
        let error = read(changed).expect_err(path);
        assert!(error.contains(message), "{path} = {value}: {error}");
    }
    let mut overlapping = stored();
    let repair = overlapping["repairs"][0].clone();
    overlapping["repairs"].as_array_mut().unwrap().push(repair);
    assert!(read(overlapping).unwrap_err().contains("overlap"));
    let mut long = stored();
    long["length"] = json!(usize::MAX);
    long["repairs"][0]["after"] = json!("x".repeat(40));
    long["repairs"][0]["output"] = json!([9, 49]);
    assert!(read(long).unwrap_err().contains("too long"));
}

#[test]
fn a_huge_length_costs_nothing() {
    let mut long = stored();
    long["length"] = json!(1_u64 << 30);
    let plan = read(long).unwrap();
    assert_eq!(plan.apply(TEXT).unwrap_err().range(), 25..54);
    assert!(plan.undo(TEXT).is_err());
}

#[test]
fn unknown_fields_are_ignored_and_missing_ones_are_not() {
    let mut newer = stored();
    newer["more"] = json!(1);
    newer["repairs"][0]["more"] = json!([]);
    assert_eq!(read(newer), read(stored()));
    let mut older = stored();
    older["repairs"][0].as_object_mut().unwrap().remove("chain");
    assert!(read(older).unwrap_err().contains("chain"));
}

#[test]
fn charsets_mix_ups_and_chains_are_strings() {
    for charset in Charset::all() {
        assert_eq!(serde_json::to_value(charset).unwrap(), json!(charset.name()));
        assert_eq!(serde_json::from_value::<Charset>(json!(charset.name())).unwrap(), charset);
    }
    assert_eq!(serde_json::from_value::<Charset>(json!("CP1252")).unwrap(), Charset::WINDOWS_1252);
    assert!(serde_json::from_value::<Charset>(json!("klingon")).is_err());
    let mix_up = MixUp::new(Charset::GBK, Charset::WINDOWS_1252);
    assert_eq!(serde_json::to_value(mix_up).unwrap(), json!("gbk>windows-1252"));
    assert_eq!(serde_json::from_value::<MixUp>(json!("gbk>windows-1252")).unwrap(), mix_up);
    let chain = Chain::from(mix_up).then(mix_up);
    assert_eq!(serde_json::to_value(&chain).unwrap(), json!("gbk>windows-1252 twice"));
    assert_eq!(serde_json::from_value::<Chain>(json!("gbk>windows-1252 twice")).unwrap(), chain);
    assert!(serde_json::from_value::<Chain>(json!("gbk>windows-1252 never")).is_err());
    // from bytes too, where strings can't be borrowed
    let read: Chain = serde_json::from_reader("\"utf-8>cp437\"".as_bytes()).unwrap();
    assert_eq!(read.to_string(), "utf-8>cp437");
}

#[test]
fn places_beside_a_repair_that_leaves_nothing() {
    let mut empty = stored();
    empty["repairs"][0]["after"] = json!("");
    empty["repairs"][0]["output"] = json!([9, 9]);
    let plan = read(empty).unwrap();
    let output = plan.apply(TEXT).unwrap();
    assert_eq!(output, "Jakarta,  - Sekitar tiga ratus nelayan");
    assert_eq!(plan.undo(&output).unwrap(), TEXT);
    assert_eq!([8, 9, 11, 25, 26].map(|at| plan.to_output(at)), [8, 9, 9, 9, 10]);
    assert_eq!([8, 9, 10].map(|at| plan.to_input(at)), [8, 25, 26]);
}
