use super::*;
use crate::measures::HasNumbers;
use crate::report::areas::Named;
use crate::report::sample;

/// Three zones of one cell each: the first is treated, the two others are compared with it.
fn gazetteer() -> Gazetteer {
    let named = |code: &str, name: &str| Named { code: code.into(), name: name.into() };
    Gazetteer {
        cells: vec![(0, 0), (1, 0), (2, 0)],
        zones: vec![named("3215", "Lens"), named("3205", "Béthune"), named("3217", "Maubeuge")],
        departements: vec![named("62", "Pas-de-Calais")],
        region_of: vec![0],
        regions: vec![named("32", "Hauts-de-France")],
        rsa_2019: Vec::new(),
    }
}

fn design() -> Design {
    let compared = |zone, distance, value| Compared { zone, distance, values: vec![value] };
    Design {
        on: vec![Characteristic::Unemployment],
        before: 12,
        starts: Month::new(2020, 1),
        treated: vec![Treated {
            zone: 0,
            weight: 1000.0,
            values: vec![13.0],
            comparisons: vec![compared(1, 0.5, 12.0), compared(2, 0.8, 12.6)],
        }],
    }
}

/// Of 1000 active persons in each zone, the unemployed by zone, before 2020 and from then on; as many poor.
fn record(before: [i64; 3], after: [i64; 3]) -> Record {
    let empty = sample::record(1, 0);
    let months = (0..24u16)
        .map(|i| {
            let month = Month::new(2019, 1).plus(i);
            let unemployed = if month < Month::new(2020, 1) { before } else { after };
            let row = |zone: usize| {
                let mut row: Row = [0; Indicator::COUNT];
                row.add(Indicator::Population, 2000);
                row.add(Indicator::Unemployed, unemployed[zone]);
                row.add(Indicator::Employed, 1000 - unemployed[zone]);
                row.add(Indicator::RsaHouseholds, unemployed[zone]);
                if month.is_december() {
                    row.add(Indicator::PoorPersons, 2 * unemployed[zone]);
                    row.add(Indicator::PovertyPopulation, 2000);
                }
                row
            };
            (month, (0..3).map(row).collect())
        })
        .collect();
    Record { cells: vec![Cell(0), Cell(1), Cell(2)], months, ..empty }
}

fn replicate(seed: u64, reference: Record, reform: Record) -> Replicate {
    Replicate { seed, reference, reform: Some(reform), ..sample::replicate(seed, 0) }
}

fn finding(findings: &[Finding], outcome: Outcome) -> &Finding {
    findings.iter().find(|finding| finding.outcome == outcome && finding.zone.is_none()).expect("an outcome counted")
}

fn near(value: f64, expected: f64) -> bool {
    (value - expected).abs() < 1e-9
}

#[test]
fn a_reform_that_changes_nothing_has_no_effect_and_all_an_evaluation_finds_is_trends() {
    let arm = || record([130, 120, 126], [120, 119, 117]);
    let findings = findings(&design(), &gazetteer(), &[replicate(1, arm(), arm()), replicate(2, arm(), arm())]);
    assert_eq!(findings.len(), 4, "one treated zone: it is all of them");
    let unemployment = finding(&findings, Outcome::Unemployment);
    assert_eq!(unemployment.of(Seen::paired).mean, 0.0);
    assert_eq!(unemployment.of(Seen::spillovers).mean, 0.0);
    // Lens falls by 1 point, the two others by 0.1 and 0.9.
    assert!(near(unemployment.of(Seen::found).mean, -0.5), "{:?}", unemployment.by_seed);
    assert!(near(unemployment.of(Seen::trends).mean, -0.5));
    assert!(near(unemployment.error_rms(), 0.5));
    let page = section(&design(), &gazetteer(), &findings);
    assert!(page.contains("the reform changes nothing here: all it finds is error"), "{page}");
}

#[test]
fn the_error_of_an_evaluation_is_its_trends_and_its_spillovers() {
    let before = [130, 120, 126];
    let reference = || record(before, [120, 119, 117]);
    // The reform takes 2 points off Lens, and puts one on Béthune.
    let reform = || record(before, [100, 129, 117]);
    let findings = findings(&design(), &gazetteer(), &[replicate(1, reference(), reform())]);
    let seen = finding(&findings, Outcome::Unemployment).by_seed[0];
    assert!(near(seen.paired(), -2.0));
    assert!(near(seen.trends(), -0.5));
    assert!(near(seen.spillovers(), -0.5));
    assert!(near(seen.found(), -3.0));
    assert!(near(seen.error(), seen.trends() + seen.spillovers()));
    assert!(near(finding(&findings, Outcome::Employment).by_seed[0].paired(), 2.0));
    assert!(near(finding(&findings, Outcome::Rsa).by_seed[0].paired(), -1.0));
    assert!(near(finding(&findings, Outcome::Poverty).by_seed[0].paired(), -2.0));
}

#[test]
fn poverty_waits_for_a_whole_year_with_the_measures() {
    let late = Design { starts: Month::new(2020, 3), ..design() };
    assert_eq!(late.side(Month::new(2020, 12), true), None, "two of its months had no measure");
    assert_eq!(late.side(Month::new(2021, 12), true), Some(AFTER));
    assert_eq!(late.side(Month::new(2019, 12), true), Some(BEFORE));
    assert_eq!(late.side(Month::new(2019, 3), false), Some(BEFORE));
    assert_eq!(late.side(Month::new(2019, 2), false), None);
    let arm = || record([130, 120, 126], [120, 119, 117]);
    let findings = findings(&late, &gazetteer(), &[replicate(1, arm(), arm())]);
    assert!(findings.iter().all(|finding| finding.outcome != Outcome::Poverty));
    assert!(section(&late, &gazetteer(), &findings).contains("no whole one after"));
}

#[test]
fn several_treated_zones_weigh_by_their_inhabitants_and_are_also_told_one_by_one() {
    let mut design = design();
    design.treated[0].comparisons.truncate(1);
    let second = Treated { zone: 2, weight: 3000.0, ..design.treated[0].clone() };
    design.treated.push(second);
    let reference = record([130, 120, 126], [130, 120, 126]);
    let reform = record([130, 120, 126], [90, 120, 126]);
    let findings = findings(&design, &gazetteer(), &[replicate(1, reference, reform)]);
    assert_eq!(findings.len(), 12);
    assert!(near(finding(&findings, Outcome::Unemployment).by_seed[0].paired(), -1.0));
    let lens = findings.iter().find(|f| f.zone == Some(0) && f.outcome == Outcome::Unemployment).expect("told");
    assert!(near(lens.by_seed[0].paired(), -4.0));
}

#[test]
fn both_tables_name_zones_and_give_intervals_only_over_several_seeds() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let arms =
        |shift: i64| (record([130, 120, 126], [120, 119, 117]), record([130, 120, 126], [100 + shift, 119, 117]));
    let replicates: Vec<Replicate> = (0..2)
        .map(|seed| {
            let (reference, reform) = arms(seed);
            replicate(seed as u64 + 1, reference, reform)
        })
        .collect();
    let (design, gazetteer) = (design(), gazetteer());
    write_zones(folder.path(), &gazetteer, &design).expect("written");
    write(folder.path(), &gazetteer, &findings(&design, &gazetteer, &replicates)).expect("written");
    let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).expect("a table");
    let zones = read("comparison_zones.csv");
    assert!(zones.contains("3215,Lens,1,3205,Béthune,0.5000,13.0000,12.0000\n"), "{zones}");
    let table = read("experiment.csv");
    let line = table.lines().find(|line| line.starts_with(",unemployment_rate,%,2,")).expect("all treated zones");
    // Effects of −2 and −1.9 points: mean −1.95, half-width 12.706 × 0.05.
    assert!(line.contains(",-1.9500,-2.5853,-1.3147,"), "{line}");
    let one = tempfile::tempdir().expect("a scratch folder");
    write(one.path(), &gazetteer, &findings(&design, &gazetteer, &replicates[..1])).expect("written");
    let table = std::fs::read_to_string(one.path().join("experiment.csv")).expect("a table");
    assert!(table.contains(",-2.0000,,,"), "{table}");
}

#[test]
fn real_zones_are_compared_with_others_of_the_run_only() {
    let france = Territory::load(None).expect("the tables carried in the program read");
    let region = france.regions.iter().position(|region| region.code == "32").expect("Hauts-de-France");
    let cells: Vec<Cell> =
        france.all_cells().filter(|cell| france.cells[cell.index()].region.index() == region).collect();
    let lens = france.all_zones().find(|zone| france.zones[zone.index()].code == "3215").expect("Lens");
    let on = vec![Characteristic::Unemployment, Characteristic::Population];
    let design = Design::new(&france, &cells, &[lens], (3, on), (12, Month::new(2020, 1)));
    let near = &design.treated[0].comparisons;
    assert_eq!(near.len(), 3);
    assert!(near.windows(2).all(|pair| pair[0].distance <= pair[1].distance));
    for other in near {
        assert!(other.zone != lens.0 && france.zones[usize::from(other.zone)].code.starts_with("32"));
    }
    assert!((9.0..14.0).contains(&design.treated[0].values[0]), "{:?}", design.treated[0].values);
}
