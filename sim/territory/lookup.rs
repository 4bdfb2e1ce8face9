//! Finds a place by code or name.
//!
//! Why it exists: analysts write `dep:62`, `reg:32`, `ze:3216`, `com:62555`, `metropole`, `france` or a plain name.
//! A name that means several places is refused, an unknown one suggests the nearest.

use super::Territory;
use super::error::TerritoryError;
use crate::units::{Cell, Commune, Departement, Region, Zone};

/// A place a scenario can name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Place {
    France,
    /// The 96 départements of Europe.
    Metropole,
    Region(Region),
    Departement(Departement),
    Zone(Zone),
    Commune(Commune),
}

impl Territory {
    /// The place that `written` names.
    ///
    /// # Errors
    /// `UnknownPlace` with up to five suggestions; `AmbiguousPlace` with every candidate and its prefix.
    pub fn place(&self, written: &str) -> Result<Place, TerritoryError> {
        let written = written.trim();
        if let Some((prefix, rest)) = written.split_once(':') {
            let rest = rest.trim();
            let found = match prefix.trim().to_lowercase().as_str() {
                "dep" => self.departement(rest).map(Place::Departement),
                "reg" => find(&self.regions, rest, |r| &r.code).map(|i| Place::Region(Region(i as u16))),
                "ze" => find(&self.zones, rest, |z| &z.code).map(|i| Place::Zone(Zone(i as u16))),
                "com" => find(&self.communes, rest, |c| &c.code).map(|i| Place::Commune(Commune(i as u16))),
                _ => return Err(self.unknown(written, None)),
            };
            if let Some(place) = found {
                return Ok(place);
            }
            let kind = prefix.trim().to_lowercase();
            let named: Vec<Place> =
                self.named(rest).into_iter().filter(|p| self.label(*p).starts_with(&format!("{kind}:"))).collect();
            return self.only(written, named, Some(&kind));
        }
        match simplified(written).as_str() {
            "france" | "france entiere" => return Ok(Place::France),
            "metropole" | "france metropolitaine" => return Ok(Place::Metropole),
            _ => {}
        }
        self.only(written, self.named(written), None)
    }

    fn only(&self, written: &str, named: Vec<Place>, kind: Option<&str>) -> Result<Place, TerritoryError> {
        match named.as_slice() {
            [place] => Ok(*place),
            [] => Err(self.unknown(written, kind)),
            _ => Err(TerritoryError::AmbiguousPlace {
                written: written.to_string(),
                candidates: named.iter().take(12).map(|p| self.label(*p)).collect(),
            }),
        }
    }

    /// Every place of this name, whatever its case and accents.
    fn named(&self, name: &str) -> Vec<Place> {
        let name = simplified(name);
        let mut found = Vec::new();
        self.each_place(|place, its_name, _| {
            if simplified(its_name) == name {
                found.push(place);
            }
        });
        found
    }

    fn each_place<'t>(&'t self, mut see: impl FnMut(Place, &'t str, &'t str)) {
        for (i, r) in self.regions.iter().enumerate() {
            see(Place::Region(Region(i as u16)), &r.name, &r.code);
        }
        for (i, d) in self.departements.iter().enumerate() {
            see(Place::Departement(Departement(i as u16)), &d.name, &d.code);
        }
        for (i, z) in self.zones.iter().enumerate() {
            see(Place::Zone(Zone(i as u16)), &z.name, &z.code);
        }
        for (i, c) in self.communes.iter().enumerate() {
            see(Place::Commune(Commune(i as u16)), &c.name, &c.code);
        }
    }

    fn unknown(&self, written: &str, kind: Option<&str>) -> TerritoryError {
        let looked_for = simplified(written.split_once(':').map_or(written, |(_, rest)| rest));
        let mut near: Vec<(i64, String)> = Vec::new();
        self.each_place(|place, name, code| {
            // Names of very different lengths cannot be near: skip the costly measure.
            let by_name = if name.len().abs_diff(looked_for.len()) <= 8 {
                strsim::jaro_winkler(&simplified(name), &looked_for)
            } else {
                0.0
            };
            let near_code =
                kind.is_some() && code.len() == looked_for.len() && strsim::hamming(code, &looked_for) == Ok(1);
            let score = if near_code { by_name.max(0.9) } else { by_name };
            if score >= 0.8 {
                let label = self.label(place);
                let of_kind = kind.is_none_or(|k| label.starts_with(k));
                near.push((-((score * 1e6) as i64) - if of_kind { 200_000 } else { 0 }, label));
            }
        });
        near.sort();
        let suggestions: Vec<String> = near.into_iter().take(5).map(|(_, label)| label).collect();
        let remedy = if suggestions.is_empty() {
            "Write dep:62, reg:32, ze:3216, com:62555, \"metropole\", \"france\" or the exact name of one of these."
                .to_string()
        } else {
            format!("The nearest are: {}.", suggestions.join(", "))
        };
        TerritoryError::UnknownPlace { written: written.to_string(), remedy, suggestions }
    }

    /// Prefix, code and name: `dep:62 Pas-de-Calais`.
    pub fn label(&self, place: Place) -> String {
        match place {
            Place::France => "france".to_string(),
            Place::Metropole => "metropole".to_string(),
            Place::Region(r) => format!("reg:{} {}", self.regions[r.index()].code, self.regions[r.index()].name),
            Place::Departement(d) => {
                format!("dep:{} {}", self.departements[d.index()].code, self.departements[d.index()].name)
            }
            Place::Zone(z) => format!("ze:{} {}", self.zones[z.index()].code, self.zones[z.index()].name),
            Place::Commune(c) => format!("com:{} {}", self.communes[c.index()].code, self.communes[c.index()].name),
        }
    }

    /// The cells of a place, in order; of a commune, the cell it lies in.
    pub fn cells_of_place(&self, place: Place) -> Vec<Cell> {
        let inside = |cell: Cell| {
            let row = &self.cells[cell.index()];
            match place {
                Place::France => true,
                Place::Metropole => !self.departements[row.departement.index()].overseas,
                Place::Region(region) => row.region == region,
                Place::Departement(departement) => row.departement == departement,
                Place::Zone(zone) => row.zone == zone,
                Place::Commune(commune) => self.communes[commune.index()].cell == cell,
            }
        };
        self.all_cells().filter(|c| inside(*c)).collect()
    }

    /// A département by its code.
    pub fn departement(&self, code: &str) -> Option<Departement> {
        find(&self.departements, code, |d| &d.code).map(|i| Departement(i as u16))
    }

    /// A zone d'emploi by its code.
    pub fn zone(&self, code: &str) -> Option<Zone> {
        find(&self.zones, code, |z| &z.code).map(|i| Zone(i as u16))
    }

    /// A commune by its code.
    pub fn commune(&self, code: &str) -> Option<Commune> {
        find(&self.communes, code, |c| &c.code).map(|i| Commune(i as u16))
    }
}

fn find<T>(rows: &[T], code: &str, of: impl Fn(&T) -> &String) -> Option<usize> {
    rows.iter().position(|r| of(r).eq_ignore_ascii_case(code))
}

/// Lower case without accents; hyphens and apostrophes as spaces.
pub fn simplified(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.trim().chars().flat_map(char::to_lowercase) {
        match c {
            'à' | 'â' | 'ä' | 'á' => out.push('a'),
            'ç' => out.push('c'),
            'é' | 'è' | 'ê' | 'ë' => out.push('e'),
            'î' | 'ï' | 'í' => out.push('i'),
            'ô' | 'ö' | 'ó' => out.push('o'),
            'ù' | 'û' | 'ü' | 'ú' => out.push('u'),
            'ÿ' => out.push('y'),
            'ñ' => out.push('n'),
            'œ' => out.push_str("oe"),
            'æ' => out.push_str("ae"),
            '-' | '\'' | '’' | '\u{a0}' => out.push(' '),
            _ => out.push(c),
        }
    }
    out
}
