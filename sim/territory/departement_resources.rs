//! What is published of the own resources of départements, beyond their social spending.
//!
//! Why it exists: two of them are known to the euro, since the State took their resources back with the RSA; for the
//! others, budgets are estimated, with dwellings as the key of transfer duties.

use super::error::TerritoryError;
use super::table::Source;
use crate::units::Cents;

/// One département. `None`: not published.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DepartementResources {
    pub code: String,
    /// All dwellings, second homes included.
    pub dwellings: u32,
    /// What the State pays for the RSA in a year: share of the duty on fuels, mobilisation fund for insertion (FMDI),
    /// dispositif de compensation péréquée (DCP).
    pub ticpe: Option<Cents>,
    pub fmdi: Option<Cents>,
    pub dcp: Option<Cents>,
    /// Transfer duties of 2022.
    pub dmto_2022: Option<Cents>,
    /// Droit à compensation of the recentralisation of 2022: mean spending on RSA allowances of 2018 to 2020.
    pub rsa_right: Option<Cents>,
}

/// Reads `departement_accounts.csv`: one row for each of `codes`, in their order.
pub fn read(source: &mut Source, codes: &[String]) -> Result<Vec<DepartementResources>, TerritoryError> {
    let table = source.table("departement_accounts.csv")?;
    let mut found: Vec<Option<DepartementResources>> = vec![None; codes.len()];
    for row in table.rows() {
        let place = row.link("departement", codes, "département")?;
        if found[place].is_some() {
            return Err(row.wrong("departement", "each département once", "Take out one of its rows."));
        }
        let euros = |column| row.maybe(column, 0.0, 1e11).map(|amount| amount.map(Cents::from_euros));
        found[place] = Some(DepartementResources {
            code: codes[place].clone(),
            dwellings: row.whole("dwellings", 10_000_000)?,
            ticpe: euros("ticpe_rsa_eur")?,
            fmdi: euros("fmdi_eur")?,
            dcp: euros("dcp_eur")?,
            dmto_2022: euros("dmto_eur")?,
            rsa_right: euros("rsa_right_eur")?,
        });
    }
    let missing = |place: usize| TerritoryError::Incomplete {
        file: table.file().to_string(),
        problem: format!("the département {} has no row", codes[place]),
        remedy: "Write one row for each département of departements.csv; amounts not published are left blank."
            .to_string(),
    };
    found.into_iter().enumerate().map(|(place, row)| row.ok_or_else(|| missing(place))).collect()
}
