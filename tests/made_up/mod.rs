//! A small France made up for the tests of scenarios: a few départements with their zones d'emploi, any commune in them.

use bassin::keys::{At, Level, PlaceError, Places, nearest};
use bassin::units::{Cell, Commune, Departement, Region, Zone};

/// Zone d'emploi, its name, département, région.
const CELLS: [(&str, &str, &str, &str); 15] = [
    ("3216", "Lille", "59", "32"),
    ("3218", "Roubaix-Tourcoing", "59", "32"),
    ("3201", "Lens", "62", "32"),
    ("1109", "Paris", "75", "11"),
    ("1109", "Paris", "93", "11"),
    ("2804", "Caen", "14", "28"),
    ("4412", "Nancy", "54", "44"),
    ("9301", "Aix-en-Provence", "13", "93"),
    ("7506", "Bressuire", "79", "75"),
    ("0062", "Redon", "35", "53"),
    ("0060", "Nevers", "58", "27"),
    ("8417", "Le Livradois", "63", "84"),
    ("8421", "Lyon", "69", "84"),
    ("7604", "Perpignan", "66", "76"),
    ("0401", "Saint-Denis", "974", "04"),
];

pub struct MadeUp;

fn rows(wanted: impl Fn(&(&str, &str, &str, &str)) -> bool) -> Vec<usize> {
    (0..CELLS.len()).filter(|row| wanted(&CELLS[*row])).collect()
}

fn number(code: &str, of: fn(&(&'static str, &'static str, &'static str, &'static str)) -> &'static str) -> u16 {
    let mut all: Vec<&str> = CELLS.iter().map(of).collect();
    all.sort_unstable();
    all.dedup();
    all.iter().position(|known| *known == code).unwrap() as u16
}

/// The cell of a commune, known by the first digits of its code.
fn cell_of_commune(code: &str) -> Option<usize> {
    let departement = if code.starts_with("97") { code.get(..3)? } else { code.get(..2)? };
    if code.len() != 5 || code.ends_with("999") {
        return None;
    }
    match code {
        "59599" => Some(1),
        _ => rows(|cell| cell.2 == departement).first().copied(),
    }
}

impl Places for MadeUp {
    fn resolve(&self, written: &str, level: Level) -> Result<At, PlaceError> {
        let unknown = || {
            let names = ["dep:62", "dep:59", "dep:93", "reg:32", "ze:3216", "Lens", "Lille", "Nancy", "metropole"];
            let near = nearest(written, names);
            Err(PlaceError::Unknown { nearest: near.map(str::to_owned).into_iter().collect() })
        };
        let (prefix, code) = written.split_once(':').unwrap_or(("", written));
        let found = match prefix {
            "ze" => rows(|cell| cell.0 == code),
            "dep" => rows(|cell| cell.2 == code),
            "reg" => rows(|cell| cell.3 == code),
            "com" => cell_of_commune(code).into_iter().collect(),
            "" => match code {
                "france" => rows(|_| true),
                "metropole" => rows(|cell| cell.2.len() == 2),
                "93" | "44" | "75" => {
                    let readings = vec![format!("dep:{code}"), format!("reg:{code}")];
                    return Err(PlaceError::Ambiguous { readings });
                }
                name => rows(|cell| cell.1 == name),
            },
            _ => return unknown(),
        };
        let Some(first) = found.first() else { return unknown() };
        let within = |kind: &str, code: &str| PlaceError::TooFine { within: vec![format!("{kind}:{code}")] };
        match level {
            Level::Cells if prefix == "com" => Err(within("ze", CELLS[*first].0)),
            Level::Cells => Ok(At::Cells(found.iter().map(|row| Cell(*row as u16)).collect())),
            Level::Communes if prefix == "com" => {
                let digits: u32 = code.parse().unwrap();
                Ok(At::Communes(vec![Commune((digits % 65_536) as u16)]))
            }
            Level::Communes => Ok(At::Communes(found.iter().map(|row| Commune(60_000 + *row as u16)).collect())),
            Level::Departements if matches!(prefix, "com" | "ze") => Err(within("dep", CELLS[*first].2)),
            Level::Departements => {
                let mut list: Vec<Departement> =
                    found.iter().map(|row| Departement(number(CELLS[*row].2, |cell| cell.2))).collect();
                list.sort_unstable();
                list.dedup();
                Ok(At::Departements(list))
            }
            Level::Regions if matches!(prefix, "com" | "ze" | "dep") => Err(within("reg", CELLS[*first].3)),
            Level::Regions => {
                let mut list: Vec<Region> =
                    found.iter().map(|row| Region(number(CELLS[*row].3, |cell| cell.3))).collect();
                list.sort_unstable();
                list.dedup();
                Ok(At::Regions(list))
            }
        }
    }

    fn cells_of(&self, at: &At) -> Vec<Cell> {
        let found = match at {
            At::Cells(cells) => return cells.clone(),
            At::Departements(list) => rows(|cell| list.contains(&Departement(number(cell.2, |cell| cell.2)))),
            At::Regions(list) => rows(|cell| list.contains(&Region(number(cell.3, |cell| cell.3)))),
            At::Communes(list) => {
                let mut cells: Vec<usize> = list.iter().filter_map(|commune| cell_of_number(commune.0)).collect();
                cells.sort_unstable();
                cells.dedup();
                cells
            }
        };
        found.into_iter().map(|row| Cell(row as u16)).collect()
    }

    fn zone_of(&self, cell: Cell) -> Zone {
        Zone(number(CELLS[cell.index()].0, |cell| cell.0))
    }
}

fn cell_of_number(commune: u16) -> Option<usize> {
    if commune >= 60_000 && usize::from(commune - 60_000) < CELLS.len() {
        return Some(usize::from(commune - 60_000));
    }
    [u32::from(commune), u32::from(commune) + 65_536].iter().find_map(|code| cell_of_commune(&format!("{code:05}")))
}
