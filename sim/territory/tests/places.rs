//! Places by code and by name.

use super::*;

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
