use demojibake::*;
fn main() {
    for t in
        ["Äà.", "Ãäå?", "Îí", "Íåò.", "êîò", "Äîì", "²©²Ê", "Ã ", "MÃ¼", "cafÃ©", "×ÖÄ»", "ÇÑ", "狗", "¹·"]
    {
        for pre in ["", "Ïðèâåò, êàê äåëà?\n", "²©²ÊÍøÕ¾ÉÏµÄÍøÕ¾\n"] {
            let s = format!("{pre}{t}\n");
            for s in [s] {
                let p = Fixer::builder().min_confidence(0.0).build().plan(&s);
                println!(
                    "{s:?}: {}",
                    p.repairs()
                        .iter()
                        .map(|r| format!("{:?} {} {:.3}", r.after(), r.chain(), r.confidence()))
                        .collect::<Vec<_>>()
                        .join("; ")
                );
                println!("       = {:?}", Fixer::new().fix(&s));
            }
        }
    }
}
