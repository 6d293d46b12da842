//! What holds for every text, as functions that say what broke. Written once: proptest calls them, a fuzz target
//! or a long run can call the same ones.

pub mod rates;
pub mod texts;

use std::borrow::Cow;

use demojibake::{Chain, Charset, Fixer, Holes, Plan, Support};

/// What a law says: nothing, or how the text broke it.
pub type Outcome = Result<(), String>;

/// A law with its name.
pub type Law = (&'static str, fn(&Fixer, &str) -> Outcome);

/// The laws that hold for every string.
pub const EVERY_TEXT: [Law; 10] = [
    // first, because the other laws replay plans
    ("repairs are in order", repairs_are_in_order),
    ("ASCII comes back borrowed", ascii_comes_back_borrowed),
    ("fixing again changes nothing", fixing_again_changes_nothing),
    ("the plan is the fix", the_plan_is_the_fix),
    ("undo gives the text back", undo_gives_the_text_back),
    ("chains give their repairs", chains_give_their_repairs),
    ("restorations keep what stands", restorations_keep_what_stands),
    ("doubts lie beside the plan", doubts_lie_beside_the_plan),
    ("only the repaired ranges change", only_the_repaired_ranges_change),
    ("lines and controls survive", lines_and_controls_survive),
];

/// All laws of [`EVERY_TEXT`] on one text.
pub fn hold(fixer: &Fixer, text: &str) -> Outcome {
    EVERY_TEXT.iter().try_for_each(|(name, law)| law(fixer, text).map_err(|how| format!("{name}: {how}")))
}

/// Good text stays as it is: for texts that are known to be good.
pub fn good_text_is_left_alone(fixer: &Fixer, text: &str) -> Outcome {
    let plan = fixer.plan(text);
    check(plan.is_empty(), || format!("{text:?} was repaired:\n{plan}"))
}

/// Where something was restored, the parts are in order and inside, and every byte that stands there is in what was
/// restored, in its order: only what is missing was put in.
fn restorations_keep_what_stands(fixer: &Fixer, text: &str) -> Outcome {
    for r in fixer.plan(text).repairs() {
        let mut done = 0;
        for part in r.restored() {
            let inside = part.start >= done && r.after().get(part.clone()).is_some_and(|p| !p.is_empty());
            check(inside, || format!("{text:?}, repair {r}: {part:?} isn't a part of it"))?;
            done = part.end;
        }
        let [mix_up] = r.chain().mix_ups() else { continue };
        if r.restored().is_empty() || r.normalized().is_some() || r.after().contains('\u{fffd}') {
            continue;
        }
        let mut bytes = r.after().bytes().filter(|b| !b.is_ascii());
        for c in r.before().chars().filter(|c| !c.is_ascii() && !matches!(c, '\u{fffd}' | '・')) {
            // of what it can stand for, that which comes first
            let behind = |high: Vec<u8>| {
                let mut rest = bytes.clone();
                high.iter().all(|b| rest.any(|other| other == *b)).then_some(rest)
            };
            let first =
                bytes_of(mix_up.wrong(), c).filter_map(behind).max_by_key(|rest| rest.clone().count());
            let first = first.or_else(|| pairs_of(mix_up.wrong(), c).find_map(behind));
            let found = first.is_some();
            bytes = first.unwrap_or(bytes);
            check(found, || format!("{text:?}, repair {r}: {c:?} isn't in it"))?;
        }
    }
    Ok(())
}

/// The bytes beyond ASCII that a decoder can have made a character of: also of a capital that became a small letter, and
/// of all that two characters of a charset look like.
fn bytes_of(wrong: Charset, c: char) -> impl Iterator<Item = Vec<u8>> {
    let control = u8::try_from(u32::from(c)).ok().filter(|b| matches!(b, 0x80..=0x9F)).map(|b| vec![b]);
    let all = [c].into_iter().chain(c.to_uppercase()).map(move |c| c.to_string());
    let all = all.filter_map(move |c| wrong.reverse(&c, Holes::Strict).ok());
    all.chain(control).map(high)
}

/// The pairs that decode to a character, all of them: code page 932 has 374 ideographs twice.
fn pairs_of(wrong: Charset, c: char) -> impl Iterator<Item = Vec<u8>> {
    let pairs = (0x81..=0xFE).flat_map(|lead| (0x40..=0xFE).map(move |trail| vec![lead, trail]));
    let is_it = move |pair: &Vec<u8>| wrong.decode(pair, Holes::Strict).is_ok_and(|t| t.chars().eq([c]));
    pairs.filter(is_it).map(high)
}

fn high(bytes: Vec<u8>) -> Vec<u8> {
    bytes.into_iter().filter(|b| !b.is_ascii()).collect()
}

/// ASCII in, the same borrowed ASCII out; and whatever isn't changed is borrowed.
fn ascii_comes_back_borrowed(fixer: &Fixer, text: &str) -> Outcome {
    let ascii: String = text.chars().filter(char::is_ascii).collect();
    for text in [ascii.as_str(), text] {
        match fixer.fix(text) {
            Cow::Borrowed(same) => {
                check(std::ptr::eq(same, text), || format!("{text:?} came back as {same:?}"))?
            }
            Cow::Owned(new) => {
                check(!text.is_ascii(), || format!("ASCII {text:?} became {new:?}"))?;
                check(new != text, || format!("{text:?} came back unchanged but copied"))?;
            }
        }
    }
    Ok(())
}

fn fixing_again_changes_nothing(fixer: &Fixer, text: &str) -> Outcome {
    let once = fixer.fix(text);
    let twice = fixer.fix(&once);
    check(once == twice, || format!("{text:?} became {once:?}, and that became {twice:?}"))
}

fn the_plan_is_the_fix(fixer: &Fixer, text: &str) -> Outcome {
    let plan = fixer.plan(text);
    check(plan == fixer.plan(text), || format!("two plans of {text:?} differ"))?;
    let applied = plan.apply(text).map_err(|e| format!("the plan of {text:?} doesn't apply to it: {e}"))?;
    check(applied == fixer.fix(text), || {
        format!("{text:?}: the plan gives {applied:?}, fix {:?}", fixer.fix(text))
    })
}

fn undo_gives_the_text_back(fixer: &Fixer, text: &str) -> Outcome {
    let plan = fixer.plan(text);
    let output = plan.apply(text).map_err(|e| format!("{text:?}: {e}"))?;
    let undone =
        plan.undo(&output).map_err(|e| format!("{text:?} became {output:?}, which isn't undone: {e}"))?;
    check(undone == text, || format!("{text:?} became {output:?}, and undone that is {undone:?}"))
}

/// What a repair puts in is what its chain makes of what stood there, run again by itself; or, where the wrong charset
/// has a character twice, what the chain makes that of. A Unicode form that was asked for, and the byte order mark that a
/// garbled one was, aren't the chain's.
fn chains_give_their_repairs(fixer: &Fixer, text: &str) -> Outcome {
    let lossless = |r: &&demojibake::Repair| r.normalized().is_none() && r.restored().is_empty();
    for r in fixer.plan(text).repairs().iter().filter(lossless) {
        let undone = r.chain().ungarble(r.before());
        let unmarked = |text: &str| text.trim_start_matches('\u{feff}').to_owned();
        let given = undone.as_deref().is_ok_and(|undone| unmarked(undone) == unmarked(r.after()));
        check(given || happens(r.chain(), r.after()).as_deref() == Some(r.before()), || {
            format!("{text:?}, repair {r}: its chain gives {undone:?}")
        })?;
    }
    Ok(())
}

/// What is left in doubt is in order and stands where nothing is repaired; asking for it changes no plan. It may be sure
/// by itself, and left because what would come out would be repaired once more.
fn doubts_lie_beside_the_plan(fixer: &Fixer, text: &str) -> Outcome {
    let (plan, doubts) = fixer.plan_and_doubts(text);
    check(plan == fixer.plan(text), || format!("{text:?}: with doubts the plan is another one: {plan}"))?;
    let mut end = 0;
    for doubt in &doubts {
        let range = doubt.range();
        let meets = |r: &demojibake::Repair| r.range().start < range.end && range.start < r.range().end;
        check(end <= range.start && !plan.repairs().iter().any(meets), || {
            format!("{text:?}: the doubt {doubt} meets another one or\n{plan}")
        })?;
        check(text.get(range.clone()) == Some(doubt.before()), || format!("{text:?}: {doubt} isn't there"))?;
        end = range.end;
    }
    Ok(())
}

/// What a text becomes when a chain happens to it, whether or not that can be undone.
fn happens(chain: &Chain, text: &str) -> Option<String> {
    chain.mix_ups().iter().try_fold(text.to_owned(), |text, mix_up| {
        let bytes = mix_up.truth().reverse(&text, Holes::C1).ok()?;
        mix_up.wrong().decode(&bytes, Holes::C1).ok()
    })
}

/// Ranges are ordered, disjoint, not empty, on character boundaries; `before` is what stands there, `after` differs
/// from it, a chain has a mix-up, and a confidence is a probability.
fn repairs_are_in_order(fixer: &Fixer, text: &str) -> Outcome {
    let plan = fixer.plan(text);
    let mut end = 0;
    for r in plan.repairs() {
        let range = r.range();
        let here = || format!("{text:?}, repair {r}");
        check(range.start < range.end, || format!("{}: an empty range", here()))?;
        check(end <= range.start, || format!("{}: it begins before {end}, where the last one ends", here()))?;
        let stands = text.get(range.clone());
        check(stands == Some(r.before()), || format!("{}: {stands:?} stands there", here()))?;
        check(r.before() != r.after(), || format!("{}: it changes nothing", here()))?;
        check(!r.chain().mix_ups().is_empty(), || format!("{}: its chain is empty", here()))?;
        check((0.0..=1.0).contains(&r.confidence()), || {
            format!("{}: {} is no probability", here(), r.confidence())
        })?;
        end = range.end;
    }
    Ok(())
}

/// The result is the text with the repaired ranges exchanged, and nothing else: derived a second time, backwards
/// from the end, so that it doesn't share a mistake with `apply`.
fn only_the_repaired_ranges_change(fixer: &Fixer, text: &str) -> Outcome {
    let plan: Plan = fixer.plan(text);
    let mut expected = text.to_owned();
    for r in plan.repairs().iter().rev() {
        expected.replace_range(r.range(), r.after());
    }
    let got = fixer.fix(text);
    check(got == expected, || format!("{text:?} became {got:?}, but its repairs make {expected:?}"))
}

/// Line ends, NUL, tabs and other lone controls come out as many and in the order in which they went in, and a byte
/// order mark stays in front.
///
/// VISCII keeps letters in six of the C0 bytes, so those six may be part of a garbled word; and Java writes a NUL as a
/// character of two bytes, which may be garbled.
fn lines_and_controls_survive(fixer: &Fixer, text: &str) -> Outcome {
    const VISCII_LETTERS: [char; 6] = ['\u{2}', '\u{5}', '\u{6}', '\u{14}', '\u{19}', '\u{1e}'];
    let controls =
        |s: &str| s.chars().filter(|c| c.is_ascii_control() && !VISCII_LETTERS.contains(c)).collect();
    let plan = fixer.plan(text);
    let got = fixer.fix(text);
    let (mut before, mut after): (String, String) = (controls(text), controls(&got));
    if plan.repairs().iter().any(|r| r.chain().mix_ups().iter().any(|m| m.truth() == Charset::JAVA_UTF_8)) {
        before.retain(|c| c != '\0');
        after.retain(|c| c != '\0');
    }
    check(before == after, || format!("{text:?} became {got:?}: the controls {before:?} became {after:?}"))?;
    check(!text.starts_with('\u{feff}') || got.starts_with('\u{feff}'), || {
        format!("{text:?} lost its byte order mark")
    })
}

/// A surer fixer repairs nothing where one that wants less sees nothing. What it repairs may be another part of the run,
/// another reading of it, or what the other one has doubts of: less sure hypotheses compete with it no more.
///
/// Where runs support each other it may stand in another line: the lax one read the first line as GBK of EUC-KR, 95 % sure, the
/// strict one as GBK of UTF-8, which is certain and says so of the second line. There one that sees nothing at all is the limit.
/// C1 controls outside runs are read where nothing beside them is in doubt, and a lax fixer has more doubts.
pub fn stricter_fixers_repair_less(confidence: f32, text: &str) -> Outcome {
    for support in [Support::None, Support::Document] {
        let lax = Fixer::builder().support(support);
        let strict = lax.clone().min_confidence(confidence).build();
        let (lax, doubts) = lax.build().plan_and_doubts(text);
        let control = |c: char| matches!(c, '\u{80}'..='\u{9f}');
        for r in strict.plan(text).repairs().iter().filter(|r| !r.before().chars().all(control)) {
            let meets = |o: std::ops::Range<usize>| {
                support == Support::Document || o.start < r.range().end && r.range().start < o.end
            };
            let seen =
                lax.repairs().iter().any(|o| meets(o.range())) || doubts.iter().any(|o| meets(o.range()));
            check(seen, || format!("{text:?}: {r} stands where nothing is in\n{lax}"))?;
        }
    }
    Ok(())
}

fn check(holds: bool, how: impl FnOnce() -> String) -> Outcome {
    if holds { Ok(()) } else { Err(how()) }
}
