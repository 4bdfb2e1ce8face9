//! The national books as a page for a terminal, and as a table for other programs.

use super::{Line, OfBody, Verdict};

/// The tables of the page, in order, with their heads.
const TABLES: [(&str, &str); 7] = [
    ("risk", "Social protection: benefits by risk"),
    ("resource", "Social protection: resources"),
    ("total", "Social protection: totals"),
    ("body", "Public bodies"),
    ("agent", "Amounts that agents make"),
    ("structure_2012", "Risks, had each grown as the total since 2012 (no verdict)"),
    ("check", "Shown without verdict"),
];

/// The page: every line with its gap, then what every body received and paid.
pub fn table(lines: &[Line<'_>], bodies: &[OfBody], year: u16, one_in: u32) -> String {
    let mut text =
        format!("National books of the reference arm, {year}, one household in {one_in}; billions of euros.\n");
    for (name, head) in TABLES {
        text += &format!("\n{head}\n");
        text += &format!(
            "  {:<40} {:<9} {:>9} {:>9} {:>7}  {:<11} {}\n",
            "", "", "simulated", "published", "gap", "verdict", "published figure is"
        );
        for line in lines.iter().filter(|line| line.published.table == name) {
            let published = line.published;
            text += &format!(
                "  {:<40} {:<9} {:>9.1} {:>9.1} {:>+6.1}%  {:<11} {}\n",
                published.item,
                published.side,
                line.simulated,
                published.geur,
                100.0 * line.gap(),
                line.verdict().name(),
                published.trust
            );
        }
    }
    let off: Vec<&Line<'_>> = lines.iter().filter(|line| line.verdict() == Verdict::Off).collect();
    if !off.is_empty() {
        text += "\nOff by more than 10 %\n";
        for line in off {
            let note = if line.published.note.is_empty() { "cause not known" } else { &line.published.note };
            text += &format!("  {} ({}): {note}\n", line.published.item, line.published.side);
        }
    }
    text += "\nEvery body, all posts\n";
    text += &format!("  {:<40} {:>9} {:>9} {:>9}\n", "", "received", "paid", "balance");
    for of in bodies {
        text +=
            &format!("  {:<40} {:>9.1} {:>9.1} {:>9.1}\n", of.body.name(), of.received, of.paid, of.received - of.paid);
    }
    text
}

/// The same lines as a CSV table, with the source of each.
pub fn csv(lines: &[Line<'_>]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let head = [
        "table",
        "item",
        "side",
        "simulated_geur",
        "published_geur",
        "gap_per_cent",
        "verdict",
        "year",
        "rule",
        "producer",
        "source",
        "trust",
        "note",
    ];
    let mut rows: Vec<[String; 13]> = vec![head.map(str::to_owned)];
    for line in lines {
        let of = line.published;
        rows.push([
            of.table.clone(),
            of.item.clone(),
            of.side.clone(),
            format!("{:.3}", line.simulated),
            format!("{:.3}", of.geur),
            format!("{:.2}", 100.0 * line.gap()),
            line.verdict().name().to_owned(),
            of.year.to_string(),
            of.rule.clone(),
            of.producer.clone(),
            of.source.clone(),
            of.trust.clone(),
            of.note.clone(),
        ]);
    }
    for row in &rows {
        // Writing to memory cannot fail.
        let _ = writer.write_record(row);
    }
    writer.into_inner().map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default()
}
