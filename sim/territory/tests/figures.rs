//! Published figures, and what is filled where none is: they add up from communes to the nation.

use super::*;

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
fn seine_saint_denis_and_pyrenees_orientales_publish_what_the_state_took_back() {
    let rows = &france().departement_resources;
    assert_eq!(rows.len(), 101);
    let published: Vec<&str> = rows.iter().filter(|r| r.ticpe.is_some()).map(|r| r.code.as_str()).collect();
    assert_eq!(published, ["66", "93"]);
    let row = rows.iter().find(|r| r.code == "93").expect("there is a 93");
    assert_eq!(row.dmto_2022.map(|d| d.times(Rate(200_000))), Some(Cents(6_026_127_300)));
}

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
