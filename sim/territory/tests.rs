//! Statements about the embedded territory, and about slips in a territory folder.

use std::path::Path;
use std::sync::LazyLock;

use super::national::health::ApaPlace;
use super::*;
use crate::units::{Cents, Month, Rate};

static FRANCE: LazyLock<Territory> = LazyLock::new(|| Territory::load(None).expect("the embedded tables are valid"));

fn france() -> &'static Territory {
    &FRANCE
}

fn dep<'t>(territory: &'t Territory, code: &str) -> &'t DepartementRow {
    &territory.departements[territory.departement(code).expect("a code of the table").index()]
}

#[test]
fn the_territory_has_every_departement_zone_and_cell() {
    let t = france();
    assert_eq!((t.regions.len(), t.departements.len(), t.zones.len(), t.cells.len()), (18, 101, 306, 527));
    assert!(t.communes.len() > 34_900);
    let codes: Vec<&str> = t.departements.iter().map(|d| d.code.as_str()).collect();
    assert_eq!(codes[18..22], ["19", "2A", "2B", "21"]);
    assert_eq!(codes[96..], ["971", "972", "973", "974", "976"]);
    assert_eq!(t.departements.iter().filter(|d| d.overseas).count(), 5);
    for cell in t.all_cells() {
        let row = &t.cells[cell.index()];
        assert!(!t.communes_of(cell).is_empty(), "{}", row.name);
        assert!(t.cells_of(row.departement).contains(&cell) && t.cells_of_zone(row.zone).contains(&cell));
        assert_eq!(
            row.code,
            format!("{}-{}", t.zones[row.zone.index()].code, t.departements[row.departement.index()].code)
        );
    }
}

#[test]
fn populations_add_up_to_the_published_67_257_982_inhabitants_of_january_2019() {
    let t = france();
    assert_eq!(t.national.demography.total(2019), 67_257_982);
    assert_eq!(t.departements.iter().map(|d| d.population_2019).sum::<u32>(), 67_257_982);
    for d in &t.departements {
        assert_eq!(d.age_2019.iter().sum::<u32>(), d.population_2019, "{}", d.name);
    }
    for d in t.all_departements() {
        let cells: u32 = t.cells_of(d).iter().map(|c| t.cells[c.index()].population_2019).sum();
        assert_eq!(cells, t.departements[d.index()].population_2019);
    }
    for cell in t.all_cells() {
        let communes: u32 = t.communes_of(cell).iter().map(|c| t.communes[c.index()].population_2019).sum();
        assert_eq!(communes, t.cells[cell.index()].population_2019);
    }
    // Each band of age keeps its national total within what rounding 101 départements can move.
    for (b, want) in t.national.population_by_bands(2019, &AGE_BANDS).iter().enumerate() {
        let got: u32 = t.departements.iter().map(|d| d.age_2019[b]).sum();
        assert!((f64::from(got) - want).abs() < 101.0, "band {b}: {got} against {want}");
    }
}

#[test]
fn jobs_of_cells_add_up_to_zones_and_zones_to_25_4_million_employees() {
    let t = france();
    let mut national = [0u32; 3];
    for zone in t.all_zones() {
        let row = &t.zones[zone.index()];
        assert_eq!(row.employees_by_sector.iter().sum::<u32>(), row.employees_2019);
        for (k, sum) in national.iter_mut().enumerate() {
            let cells: u32 = t.cells_of_zone(zone).iter().map(|c| t.cells[c.index()].employees_by_sector[k]).sum();
            assert_eq!(cells, row.employees_by_sector[k], "{}", row.name);
            *sum += cells;
        }
    }
    let all: u32 = national.iter().sum();
    assert!((25_364_363..25_450_000).contains(&all), "{all}: the published zones and Mayotte");
    // INSEE counts 32 % of employees in non-market services (metropolitan France, end of 2018).
    let public = f64::from(national[Sector::PublicAndAssociations.index()]) / f64::from(all);
    assert!((public - 0.323).abs() < 0.005, "{public}");
}

#[test]
fn households_and_families_are_those_of_the_census() {
    let t = france();
    let all: u32 = t.departements.iter().filter(|d| d.code != "976").map(|d| d.households_2019).sum();
    let by_type: u32 = t.national.households.by_type.iter().map(|h| h.0).sum();
    assert!(all.abs_diff(by_type) < 200, "{all} {by_type}");
    assert!((t.national.households.children_of_couples.iter().sum::<f64>() - 1.0).abs() < 1e-9);
}

#[test]
fn nothing_unpublished_is_filled_without_a_line_that_says_so() {
    let t = france();
    let of = |table: &str, row: &str, column: &str| {
        t.filled.iter().any(|f| f.table == table && f.row.starts_with(row) && f.column.contains(column))
    };
    assert!(of("departements.csv", "2A", "rsa_net_2019_meur"));
    assert!(of("departements.csv", "976", "poverty_pct"));
    assert!(of("departements.csv", "971", "median_living_standard_eur"));
    assert!(of("zones.csv", "0601", "employees"));
    assert!(of("unemployment_zones.csv", "0302", "all"));
    assert!(of("communes.csv", "54003", "population_2020"));
    assert!(of("path.csv", "partial_activity_fte", "value"));
    // What is published is not touched.
    assert!(
        !t.filled
            .iter()
            .any(|f| f.table == "departements.csv" && f.row == "62" && f.column == "rsa_allowance_2019_meur")
    );
    assert_eq!(dep(t, "62").spending_2019.rsa_allowance, Cents::euros(333_331_000));
}

#[test]
fn housing_aid_zone_1_is_in_ile_de_france_and_cities_are_in_zone_2() {
    let t = france();
    let zone = |code: &str| t.communes[t.commune(code).expect(code).index()].housing_aid_zone;
    assert_eq!((zone("75056"), zone("93066"), zone("69123"), zone("59350"), zone("2A004")), (1, 1, 2, 2, 2));
    // Marles-les-Mines lies in the agglomeration of Béthune, Aboncourt in the country.
    assert_eq!((zone("62555"), zone("54003"), zone("97411")), (2, 3, 2));
    let mut people = [0.0; 3];
    for cell in &t.cells {
        for (sum, share) in people.iter_mut().zip(cell.housing_aid_zones) {
            *sum += f64::from(cell.population_2019) * share.to_fraction() / 67_257_982.0;
        }
    }
    println!("population by housing-aid zone: {people:.3?}");
    assert!((0.10..0.20).contains(&people[0]) && (0.3..0.45).contains(&people[1]), "{people:?}");
}

#[test]
fn corsica_is_split_without_losing_a_euro() {
    let t = france();
    let both = dep(t, "2A").spending_2019.rsa_net + dep(t, "2B").spending_2019.rsa_net;
    assert!((both - Cents::euros(42_400_000)).0.abs() <= 2, "{both}");
}

#[test]
fn a_place_is_found_by_code_by_name_and_whatever_its_accents() {
    let t = france();
    let label = |written: &str| t.label(t.place(written).expect(written));
    assert_eq!(label("dep:62"), "dep:62 Pas-de-Calais");
    assert_eq!(label("pas de calais"), "dep:62 Pas-de-Calais");
    assert_eq!(label("reg:32"), "reg:32 Hauts-de-France");
    assert_eq!(label("ze:3216"), "ze:3216 Lille");
    assert_eq!(label("com:62555"), "com:62555 Marles-les-Mines");
    assert_eq!(label("marles-les-mines"), "com:62555 Marles-les-Mines");
    assert_eq!(label("dep:2a"), "dep:2A Corse-du-Sud");
    assert_eq!(label("dep:nord"), "dep:59 Nord");
    assert_eq!(t.place("Métropole"), Ok(Place::Metropole));
    assert_eq!(t.cells_of_place(Place::France).len(), 527);
    let overseas: usize = ["971", "972", "973", "974", "976"]
        .iter()
        .map(|c| t.cells_of(t.departement(c).expect("an overseas département")).len())
        .sum();
    assert_eq!(t.cells_of_place(Place::Metropole).len(), 527 - overseas);
}

#[test]
fn an_unknown_place_suggests_the_nearest_and_an_ambiguous_one_lists_all() {
    let t = france();
    let Err(TerritoryError::UnknownPlace { suggestions, .. }) = t.place("Pas-de-Calai") else { panic!("found") };
    assert_eq!(suggestions[0], "dep:62 Pas-de-Calais");
    let Err(TerritoryError::UnknownPlace { suggestions, .. }) = t.place("dep:99") else { panic!("found") };
    assert!(suggestions.iter().all(|s| s.starts_with("dep:")), "{suggestions:?}");
    let Err(TerritoryError::UnknownPlace { suggestions, .. }) = t.place("ze:Lile") else { panic!("found") };
    assert_eq!(suggestions[0], "ze:3216 Lille");
    let Err(TerritoryError::AmbiguousPlace { candidates, .. }) = t.place("Lille") else { panic!("not ambiguous") };
    assert_eq!(candidates, ["ze:3216 Lille", "com:59350 Lille"]);
    assert!(matches!(t.place("zone:12"), Err(TerritoryError::UnknownPlace { .. })));
    assert!(matches!(t.place(""), Err(TerritoryError::UnknownPlace { .. })));
}

#[test]
fn zones_of_the_orne_keep_their_workers_as_the_census_of_2012_found() {
    let t = france();
    let commuting = t.commuting();
    // Share of the Orne's residents who work in their zone: INSEE census, about 2012.
    for (cell, found) in [("0051-61", 0.857), ("2801-61", 0.738), ("2809-61", 0.873), ("2812-61", 0.757)] {
        let at = t.cells.iter().position(|c| c.code == cell).expect("a cell of the Orne");
        let share = commuting.destinations[at].share(t.cells[at].zone);
        assert!((share - found).abs() < 0.06, "{cell}: {share:.3} against {found}");
    }
}

#[test]
fn four_workers_in_five_work_in_their_zone() {
    let t = france();
    let commuting = t.commuting();
    let mut zones: Vec<(f64, f64)> = t
        .all_zones()
        .map(|z| {
            let residents = t.cells_of_zone(z).iter().map(|c| commuting.employed_residents[c.index()]).sum();
            (commuting.self_containment(t, z), residents)
        })
        .collect();
    let all: f64 = zones.iter().map(|z| z.1).sum();
    let mean = zones.iter().map(|z| z.0 * z.1).sum::<f64>() / all;
    zones.sort_by(|a, b| a.0.total_cmp(&b.0));
    let quantile = |q: usize| zones[zones.len() * q / 100].0;
    println!(
        "mean {mean:.3}; 5 % {:.2}, 25 % {:.2}, 50 % {:.2}, 75 % {:.2}, 95 % {:.2}",
        quantile(5),
        quantile(25),
        quantile(50),
        quantile(75),
        quantile(95)
    );
    assert!((0.78..0.85).contains(&mean), "{mean}");
    assert!(quantile(25) > 0.6 && quantile(75) < 0.9, "{} {}", quantile(25), quantile(75));
    // 27.2 million employed in the Labour Force Survey of 2019.
    assert!((all - f64::from(t.national.activity.employed_2019)).abs() < 300_000.0, "{all}");
}

#[test]
fn commuters_between_departements_are_the_published_ones() {
    let t = france();
    let commuting = t.commuting();
    let (mut gap, mut published) = (0.0, 0.0);
    for flow in &t.departement_flows {
        let row = &commuting.between_departements[flow.origin];
        let residents: f64 = row.iter().sum();
        let then = t.departements[flow.origin].employed_residents_2016.map_or(residents, f64::from);
        let expected = flow.workers * residents / then;
        gap += (row[flow.destination] - expected).abs();
        published += expected;
    }
    println!("flows between départements differ by {:.2} % of their sum", 100.0 * gap / published);
    assert!(gap / published < 0.02, "{}", gap / published);
    // Zones fill their jobs, but for those whose residents work abroad.
    let mut filled: Vec<f64> = commuting.filled_jobs.clone();
    filled.sort_by(f64::total_cmp);
    println!("workers over jobs: 5 % {:.2}, 50 % {:.2}, 95 % {:.2}", filled[26], filled[263], filled[500]);
    assert!(filled[26] > 0.8 && filled[500] < 1.3);
    // Overseas départements are closed.
    let reunion = t.departement("974").expect("La Réunion").index();
    let row = &commuting.between_departements[reunion];
    assert!((row[reunion] - row.iter().sum::<f64>()).abs() < 1e-6);
}

#[test]
fn destinations_of_a_cell_cover_every_draw() {
    let t = france();
    let commuting = t.commuting();
    for destinations in &commuting.destinations {
        let list = &destinations.0;
        assert_eq!(list.last().map(|l| l.1), Some(u32::MAX));
        assert!(list.windows(2).all(|w| w[0].1 < w[1].1 && w[0].0 < w[1].0));
        assert_eq!(destinations.pick(0), list[0].0);
        assert_eq!(destinations.pick(u32::MAX), list[list.len() - 1].0);
    }
}

#[test]
fn births_and_deaths_of_2019_come_out_near_the_published() {
    let n = &france().national;
    let births: f64 = (14..50).map(|a| f64::from(n.population(Sex::Woman, a)) * n.births_per_woman(a, 2019)).sum();
    // 753,000 births (INSEE).
    assert!((births - 753_000.0).abs() < 10_000.0, "{births}");
    let deaths: f64 = Sex::BOTH
        .iter()
        .flat_map(|s| (0..100).map(|a| (*s, a)))
        .map(|(s, a)| f64::from(n.population(s, a)) * n.death_probability(s, a, 2019))
        .sum();
    // 613,000 deaths (INSEE).
    assert!((deaths - 613_000.0).abs() < 10_000.0, "{deaths}");
    for sex in Sex::BOTH {
        for age in 60..110 {
            assert!(n.death_probability(sex, age, 2019) <= n.death_probability(sex, age + 1, 2019) + 0.01);
        }
    }
}

#[test]
fn implied_migration_of_2019_is_of_the_order_of_published_net_arrivals() {
    let n = &france().national;
    let implied: f64 = Sex::BOTH
        .iter()
        .flat_map(|s| (0..98).map(|a| (*s, a)))
        .map(|(s, a)| n.demography.implied_migration(2019, s, a))
        .sum();
    println!("implied net migration of 2019: {implied:.0}");
    // INSEE put net arrivals between 26,000 and 155,000 a year from 2016 to 2020.
    assert!((20_000.0..160_000.0).contains(&implied), "{implied}");
}

#[test]
fn shares_by_age_are_shares() {
    let n = &france().national;
    for sex in Sex::BOTH {
        for age in 0..=120 {
            let q: f64 = n.activity.qualification_shares(sex, age).iter().sum();
            assert!((q - 1.0).abs() < 1e-9);
            let tenure = n.households.tenure(age);
            let all = tenure.owner + tenure.social_tenant + tenure.private_tenant + tenure.rent_free;
            assert!((all - 1.0).abs() < 1e-9);
            for share in [
                n.households.in_couple(sex, age),
                n.households.moves(age),
                n.households.union_formation(age),
                n.households.separation(age),
                n.activity.employment_rate(sex, age),
                n.activity.activity_rate(sex, age),
                n.activity.enrolled(sex, age),
                n.activity.retired(sex, age),
                n.activity.part_time(sex, age),
                n.health.chronic_condition(sex, age),
                n.health.aah(age),
                n.health.apa(ApaPlace::Home, sex, age) + n.health.apa(ApaPlace::Institution, sex, age),
            ] {
                assert!((0.0..=1.0).contains(&share), "{sex:?} {age}: {share}");
            }
        }
    }
    // Published for 2020: 69.33 % of women aged 25 to 39 live in a couple.
    let women: Vec<(f64, f64)> =
        (25..40).map(|a| (f64::from(n.population(Sex::Woman, a)), n.households.in_couple(Sex::Woman, a))).collect();
    let share = women.iter().map(|w| w.0 * w.1).sum::<f64>() / women.iter().map(|w| w.0).sum::<f64>();
    assert!((share - 0.6933).abs() < 0.001, "{share}");
}

#[test]
fn employment_by_age_gives_the_employed_of_2019() {
    let n = &france().national;
    let employed: f64 = Sex::BOTH
        .iter()
        .flat_map(|s| (15..100).map(|a| (*s, a)))
        .map(|(s, a)| f64::from(n.population(s, a)) * n.activity.employment_rate(s, a))
        .sum();
    let published = f64::from(n.activity.employed_2019);
    assert!((employed / published - 1.0).abs() < 0.03, "{employed} against {published}");
}

#[test]
fn the_path_holds_covid_unless_it_is_smooth() {
    let t = france();
    let through = Month::new(2030, 12);
    let (seen, smooth) =
        (t.path.monthly(&Trend::default(), false, through), t.path.monthly(&Trend::default(), true, through));
    let april = seen.at(Month::new(2020, 4));
    assert_eq!((seen.partial_activity_employees[april], seen.partial_activity_fte[april]), (8_346_505, 4_613_820));
    assert_eq!(smooth.partial_activity_employees[april], 38_310);
    let july = seen.at(Month::new(2020, 7));
    assert!(seen.employees[0][july] < Rate(995_000) && smooth.employees[0][july] > Rate::ONE);
    assert_eq!(seen.employees[0][seen.at(FIRST_MONTH)], Rate::ONE);
    // INSEE: CPI 105.12 in January 2021 and 114.60 in January 2023.
    let ratio = seen.prices[seen.at(Month::new(2023, 1))].to_fraction()
        / seen.prices[seen.at(Month::new(2021, 1))].to_fraction();
    assert!((ratio - 114.60 / 105.12).abs() < 1e-5, "{ratio}");
    // After 2025 prices follow the trend of 1.8 % a year.
    let year = seen.prices[seen.at(Month::new(2028, 6))].to_fraction()
        / seen.prices[seen.at(Month::new(2027, 6))].to_fraction();
    assert!((year - 1.018).abs() < 1e-5, "{year}");
    assert_eq!(t.path.caseload("rsa_households", Month::new(2020, 10)), Some(2_069_300));
    assert_eq!(t.path.ondam(2019, &Trend::default()), Cents::euros(200_700_000_000));
}

const FIRST_MONTH: Month = Month::new(2019, 1);

#[test]
fn the_first_ten_tzcld_territories_lie_in_their_cells() {
    let t = france();
    assert_eq!(t.tzcld.len(), 11, "Loos and Tourcoing make one of the ten");
    for territory in &t.tzcld {
        for commune in &territory.communes {
            assert_eq!(t.communes[commune.index()].cell, territory.cell, "{}", territory.name);
        }
        assert!(territory.population <= t.cells[territory.cell.index()].population_2019);
    }
    let colombelles = t.tzcld.iter().find(|z| z.key == "colombelles").expect("Colombelles");
    assert!(t.communes[colombelles.communes[0].index()].deprivation > t.cells[colombelles.cell.index()].deprivation);
}

#[test]
fn a_folder_with_the_same_tables_gives_the_same_territory_and_digest() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/france");
    let t = Territory::load(Some(&folder)).expect("the tables of the project are valid");
    assert_eq!(t.digest, france().digest);
}

/// A copy of the project's tables in which `file` has `from` replaced by `to` once.
fn folder_with(file: &str, from: &str, to: &str) -> tempfile::TempDir {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/france");
    let copy = tempfile::tempdir().expect("a scratch folder");
    for entry in std::fs::read_dir(source).expect("the project's tables") {
        let entry = entry.expect("a file");
        std::fs::copy(entry.path(), copy.path().join(entry.file_name())).expect("copied");
    }
    let path = copy.path().join(file);
    let text = std::fs::read_to_string(&path).expect("a plain table");
    assert!(text.contains(from), "the slip must be made");
    std::fs::write(path, text.replacen(from, to, 1)).expect("written");
    copy
}

#[test]
fn a_wrong_figure_is_told_with_its_file_line_and_column() {
    let folder = folder_with("unemployment_zones.csv", "\n0051,8.7,", "\n0051,\"8,7\",");
    let error = Territory::load(Some(folder.path())).expect_err("refused");
    assert_eq!(
        error.to_string(),
        "unemployment_zones.csv, line 3, column `2018-Q1`: \"8,7\" is not allowed; expected a number from 0 to 60"
    );
    let folder = folder_with("departements.csv", "\n01,Ain,84,", "\n01,Ain,85,");
    let error = Territory::load(Some(folder.path())).expect_err("refused").to_string();
    assert!(error.contains("column `region`: \"85\" is not allowed; expected the code of a région"), "{error}");
}

#[test]
fn a_missing_table_column_or_cell_of_a_row_is_an_error() {
    let folder = folder_with("regions.csv", "code,name", "code,nom");
    let error = Territory::load(Some(folder.path())).expect_err("refused").to_string();
    assert_eq!(error, "regions.csv: the column `name` is missing");
    let folder = folder_with("sectors.csv", "\nBZ,Mining,", "\nBZ,");
    let error = Territory::load(Some(folder.path())).expect_err("refused").to_string();
    assert_eq!(error, "sectors.csv, line 4: not a row of the table: 4 cells where the header has 5");
    let folder = folder_with("cells.csv", "\n0051,53,", "\n9999,53,");
    assert!(Territory::load(Some(folder.path())).is_err());
    std::fs::remove_file(folder.path().join("path.csv")).expect("removed");
    std::fs::remove_file(folder.path().join("cells.csv")).expect("removed");
    let error = Territory::load(Some(folder.path())).expect_err("refused").to_string();
    assert!(error.contains("cells.csv: cannot be read"), "{error}");
}

#[test]
fn what_calibration_stored_begins_in_2019_and_stays_near_what_is_published() {
    let stored = &france().calibrated;
    assert!(stored.demand_factors.len() >= 12, "{} months", stored.demand_factors.len());
    assert!(stored.demand_factors.iter().flatten().all(|f| (800_000..1_250_000).contains(f)));
    let line = stored.poverty_lines[0];
    // INSEE: 13,000 euros a year in 2019 or so (1,102 a month).
    assert!((Cents::euros(11_000)..Cents::euros(15_000)).contains(&line), "{line}");
}

#[test]
fn seine_saint_denis_and_pyrenees_orientales_publish_what_the_state_took_back() {
    let rows = &france().departement_resources;
    assert_eq!(rows.len(), 101);
    let published: Vec<&str> = rows.iter().filter(|r| r.ticpe.is_some()).map(|r| r.code.as_str()).collect();
    assert_eq!(published, ["66", "93"]);
    let row = rows.iter().find(|r| r.code == "93").expect("there is a 93");
    assert_eq!(row.dmto_2022.map(|d| d.times(Rate(200_000))), Some(Cents(6_026_127_300)));
}

#[test]
fn a_slip_in_what_calibration_stored_is_told_like_any_other() {
    let error = |file: &str, from: &str, to: &str| {
        let folder = folder_with(file, from, to);
        Territory::load(Some(folder.path())).expect_err("refused").to_string()
    };
    let text = include_str!("../../scenarios/france/demand_path.csv");
    let of = |month: &str| text.lines().find(|line| line.starts_with(month)).expect("a month of the table").to_owned();
    let (march, april) = (of("2019-03"), of("2019-04"));
    // Lines of the file: two of comment, the header, January, February.
    let missing = error("demand_path.csv", &format!("{march}\n"), "");
    assert_eq!(
        missing,
        "demand_path.csv, line 6, column `month`: \"2019-04\" is not allowed; expected 2019-03, each following the one before"
    );
    let twice = error("demand_path.csv", &march, &format!("{march}\n{march}"));
    assert!(twice.contains("line 7, column `month`: \"2019-03\" is not allowed; expected 2019-04"), "{twice}");
    let garbled = error("demand_path.csv", &april, "2019-04,1000000,a million,1000000");
    assert!(garbled.contains("line 7, column `export`: \"a million\" is not allowed"), "{garbled}");
    let zero = error("demand_path.csv", &april, "2019-04,1000000,1000000,0");
    assert!(zero.contains("line 7, column `public`: \"0\" is not allowed; expected a factor"), "{zero}");
    let short = error("demand_path.csv", &april, "2019-04,1000000,1000000");
    assert!(short.contains("line 7: not a row of the table: 3 cells where the header has 4"), "{short}");
    let year = error("poverty_line.csv", "\n2020,", "\n2002,");
    assert!(year.contains("poverty_line.csv, line 5, column `year`: \"2002\" is not allowed; expected 2020"), "{year}");
    let column = error("poverty_line.csv", "line_euros_a_year", "line");
    assert_eq!(column, "poverty_line.csv: the column `line_euros_a_year` is missing");
    let lost = error("departement_accounts.csv", "\n04,131551,,,,", "");
    assert_eq!(lost, "departement_accounts.csv: the département 04 has no row");
    let unknown = error("departement_accounts.csv", "\n04,", "\n4,");
    assert!(
        unknown.contains("column `departement`: \"4\" is not allowed; expected the code of a département"),
        "{unknown}"
    );
}

#[test]
fn another_poverty_line_is_another_territory() {
    let folder = folder_with("poverty_line.csv", "\n2019,", "\n2019,1");
    assert!(Territory::load(Some(folder.path())).is_err(), "112,875 euros is no poverty line");
    let text = include_str!("../../scenarios/france/poverty_line.csv");
    let row = text.lines().find(|line| line.starts_with("2020,")).expect("a year of the table");
    let folder = folder_with("poverty_line.csv", row, "2020,12345");
    let other = Territory::load(Some(folder.path())).expect("valid");
    assert_ne!(other.digest, france().digest);
    assert_eq!(other.calibrated.poverty_lines[1], Cents::euros(12_345));
}
