//! Statements about the embedded territory, and about slips in a territory folder: one file a theme.

mod commuting;
mod figures;
mod folders;
mod national;
mod places;

use super::national::health::ApaPlace;
use super::*;
use crate::units::{Cents, Month, Rate};
use std::path::Path;
use std::sync::LazyLock;

static FRANCE: LazyLock<Territory> = LazyLock::new(|| Territory::load(None).expect("the embedded tables are valid"));

fn france() -> &'static Territory {
    &FRANCE
}

fn dep<'t>(territory: &'t Territory, code: &str) -> &'t DepartementRow {
    &territory.departements[territory.departement(code).expect("a code of the table").index()]
}
