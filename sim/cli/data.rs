//! `bassin data template`: the empty form of one's own figures.

use std::path::Path;

use bassin::keys::nearest;
use bassin::local_data::{self, DataTable};
use bassin::territory::Territory;
use bassin::territory::lookup::Place;

use super::failure::Failure;
use super::say;

pub fn template(written: &str, table: &str, folder: Option<&Path>) -> Result<(), Failure> {
    let names = || DataTable::ALL.iter().map(|table| table.name());
    let table = DataTable::named(table).ok_or_else(|| {
        let near = nearest(table, names()).map_or_else(String::new, |near| format!("did you mean `{near}`? "));
        let known = names().collect::<Vec<_>>().join(", ");
        Failure::of_input(format!("there is no form called \"{table}\""), format!("{near}Known: {known}"))
    })?;
    let territory = Territory::load(folder)?;
    let place = territory.place(written)?;
    let Place::Departement(departement) = place else {
        let message = format!("{} is no département", territory.label(place));
        return Err(Failure::of_input(message, "write a département, as dep:62 or dep:2A"));
    };
    say(&local_data::template(table, &territory, &bassin::institutions::parameters(&territory)?, departement))
}
