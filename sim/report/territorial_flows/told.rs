//! The flows by département as a page for a terminal, beside published classes and groups, and as a table.

use super::classes::{bounds, counts, rank_correlation, reference};
use super::groups::{Told, agreement, clusters, quarters, told};
use super::{Flow, OfDepartement};
use crate::report::areas::{Area, Gazetteer, Level};
use crate::report::national_books::csv_reader;

const HEALTH_GAPS: &str = include_str!("../../../scenarios/france/health_gaps_published.csv");

/// Columns of the page: flow and short head.
const COLUMNS: [(&str, &str); 9] = [
    ("contributions_at_employer", "contrib."),
    ("contributions_at_residence", "at home"),
    ("resources_at_employer", "resources"),
    ("expenditure", "expend."),
    ("pensions", "pensions"),
    ("health", "health"),
    ("unemployment", "unempl."),
    ("poverty", "poverty"),
    ("family", "family"),
];

/// The page. `metropole` tells which départements the published classes are of.
pub fn table(
    flows: &[Flow],
    places: &[OfDepartement],
    gazetteer: &Gazetteer,
    metropole: &dyn Fn(u16) -> bool,
    year: u16,
    one_in: u32,
) -> String {
    let mut text = format!(
        "Flows of social protection by département, {year}, one household in {one_in}; euros an inhabitant.\n\
         Levies on work at the employer, and where those they are booked on live; benefits where people live.\n\n"
    );
    let at = |name: &str| flows.iter().position(|flow| flow.name == name);
    text += &format!("  {:<26}", "");
    for (_, head) in COLUMNS {
        text += &format!(" {head:>9}");
    }
    text.push('\n');
    for of in places {
        let area = Area::new(Level::Departement, of.departement);
        let name: String = gazetteer.name(area).chars().take(22).collect();
        text += &format!("  {:<3} {name:<22}", gazetteer.code(area));
        for (flow, _) in COLUMNS {
            text += &at(flow).map_or(String::new(), |flow| format!(" {:>9.0}", of.per_head(flow)));
        }
        text.push('\n');
    }
    let here: Vec<&OfDepartement> = places.iter().filter(|of| metropole(of.departement)).collect();
    text += &classes_told(flows, &here);
    text += &health_told(flows, places, gazetteer);
    text += &groups_told(flows, &here, gazetteer);
    text
}

fn classes_told(flows: &[Flow], here: &[&OfDepartement]) -> String {
    let mut text = format!(
        "\nPublished classes of 2012 (quintiles of metropolitan départements), as ratios to the mean of classes; {} \
         départements simulated.\nWhich département is in which class was published as maps only: what is counted is \
         how many fall in each.\n",
        here.len()
    );
    for (index, flow) in flows.iter().enumerate() {
        let Some(published) = flow.bounds else { continue };
        let values: Vec<f64> = here.iter().map(|of| of.per_head(index)).collect();
        let Some(simulated) = bounds(&values) else {
            text += &format!("  {}: too few départements to make classes\n", flow.name);
            continue;
        };
        let (own, level) = (reference(&simulated), reference(&published));
        let line = |bounds: &[f64; 6], level: f64| -> String {
            bounds.iter().map(|bound| format!(" {:>6.2}", bound / level)).collect()
        };
        text += &format!("  {}\n", flow.name);
        text += &format!("    published {}   mean of classes {level:>6.0} €\n", line(&published, level));
        text += &format!("    simulated {}   mean of classes {own:>6.0} €\n", line(&simulated, own));
        let counts = counts(&values, own, &published);
        let well: usize = counts.iter().map(|count| (*count).min(here.len() / 5)).sum();
        text += &format!("    départements in each published class: {counts:?}; {well} where a fifth would be\n");
    }
    text
}

fn health_told(flows: &[Flow], places: &[OfDepartement], gazetteer: &Gazetteer) -> String {
    let Some(health) = flows.iter().position(|flow| flow.name == "health") else { return String::new() };
    let euros: f64 = places.iter().map(|of| of.cents[health] as f64).sum();
    let heads: f64 = places.iter().map(|of| of.inhabitants as f64).sum();
    let mean = euros / 100.0 / heads.max(1.0);
    let mut text = "\nHealth, gap to the mean where a département's is published (2018), simulated beside\n".to_owned();
    let mut pairs = Vec::new();
    for row in csv_reader(HEALTH_GAPS).records().flatten() {
        let (code, gap) = (row.get(0).unwrap_or_default(), row.get(1).and_then(|gap| gap.parse::<f64>().ok()));
        let place = |of: &&OfDepartement| gazetteer.code(Area::new(Level::Departement, of.departement)) == code;
        if let (Some(gap), Some(of)) = (gap, places.iter().find(place)) {
            let simulated = of.per_head(health) / mean - 1.0;
            text += &format!("  {code:<4} {:>+6.0} % {:>+6.0} %\n", 100.0 * gap, 100.0 * simulated);
            pairs.push((gap, simulated));
        }
    }
    text + &format!("  rank correlation over {} départements: {:.2}\n", pairs.len(), rank_correlation(&pairs))
}

fn groups_told(flows: &[Flow], here: &[&OfDepartement], gazetteer: &Gazetteer) -> String {
    let values = |name: &str| -> Vec<f64> {
        let Some(flow) = flows.iter().position(|flow| flow.name == name) else { return Vec::new() };
        here.iter().map(|of| of.per_head(flow)).collect()
    };
    let (resources, expenditure) = (values("resources_at_employer"), values("expenditure"));
    if here.len() < 40 {
        return "\nGroups of départements: too few in the run to look for them.\n".to_owned();
    }
    let by_meaning = quarters(&resources, &expenditure);
    let axes = ["contributions_at_employer", "pensions", "unemployment", "poverty"].map(values);
    let points: Vec<[f64; 4]> = (0..here.len()).map(|i| std::array::from_fn(|axis| axes[axis][i])).collect();
    let by_cluster = clusters(&points, &by_meaning);
    let told = told();
    let place = |told: &Told| {
        let mine =
            |of: &&&OfDepartement| gazetteer.code(Area::new(Level::Departement, of.departement)) == told.departement;
        here.iter().position(|of| mine(&of))
    };
    let pairs: Vec<(&Told, usize)> = told.iter().filter_map(|told| place(told).map(|at| (told, at))).collect();
    let text_labels: Vec<usize> = pairs.iter().map(|(told, _)| told.group).collect();
    let mut text = "\nThe four groups told of 2012 (high or low resources, high or low expenditure)\n".to_owned();
    let rules = [
        ("resources at the employer and expenditure, above or below the median département", &by_meaning),
        ("four clusters of contributions at the employer, pensions, unemployment and poverty", &by_cluster),
    ];
    for (rule, labels) in rules {
        text += &format!("  {rule}\n");
        for group in 1..=4 {
            let mine: Vec<&(&Told, usize)> = pairs.iter().filter(|(told, _)| told.group == group).collect();
            let Some((first, _)) = mine.first() else { continue };
            let in_label = |label: usize| mine.iter().filter(|(_, at)| labels[*at] == label).count();
            let counts: Vec<String> = (1..=4).map(|label| in_label(label).to_string()).collect();
            text += &format!(
                "    group {group}, {:<34} {:>2} told; in 1, 2, 3, 4: {}\n",
                first.meaning,
                mine.len(),
                counts.join(", ")
            );
        }
        let found: Vec<usize> = pairs.iter().map(|(_, at)| labels[*at]).collect();
        let right = found.iter().zip(&text_labels).filter(|(a, b)| a == b).count();
        text += &format!(
            "    {right} of {} as told (a quarter by chance); adjusted Rand index {:.2} (0 by chance)\n",
            found.len(),
            agreement(&found, &text_labels)
        );
        for label in 1..=4 {
            let codes: Vec<&str> = here
                .iter()
                .zip(labels)
                .filter(|(_, of)| **of == label)
                .map(|(of, _)| gazetteer.code(Area::new(Level::Departement, of.departement)))
                .collect();
            text += &format!("    {label}: {}\n", codes.join(" "));
        }
    }
    text
}

/// The flows of each département as a CSV table: euros an inhabitant, and ratio to the mean of the départements given.
pub fn csv(flows: &[Flow], places: &[OfDepartement], gazetteer: &Gazetteer) -> String {
    let mut text = "departement,name,inhabitants_simulated".to_owned();
    for flow in flows {
        text += &format!(",{0}_euros,{0}_ratio", flow.name);
    }
    text.push('\n');
    let mean = |flow: usize| {
        let cents: f64 = places.iter().map(|of| of.cents[flow] as f64).sum();
        let heads: f64 = places.iter().map(|of| of.inhabitants as f64).sum();
        cents / 100.0 / heads.max(1.0)
    };
    let means: Vec<f64> = (0..flows.len()).map(mean).collect();
    for of in places {
        let area = Area::new(Level::Departement, of.departement);
        text += &format!("{},{},{}", gazetteer.code(area), gazetteer.name(area), of.inhabitants);
        for (flow, mean) in means.iter().enumerate() {
            let ratio = if *mean != 0.0 { of.per_head(flow) / mean } else { 0.0 };
            text += &format!(",{:.2},{ratio:.4}", of.per_head(flow));
        }
        text.push('\n');
    }
    text
}
