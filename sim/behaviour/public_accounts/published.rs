//! What is published of départements' own resources: a small table carried in the program.

use crate::units::Cents;

const TABLE: &str = include_str!("../../../scenarios/france/departement_accounts.csv");

/// One département. `None`: not published.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Published {
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
}

/// Every département of the table, in its order.
///
/// # Panics
/// If the table carried in the program is broken: a test reads it.
pub fn table() -> Vec<Published> {
    let lines = TABLE.lines().filter(|line| !line.starts_with('#')).skip(1);
    lines
        .map(|line| {
            let fields: Vec<&str> = line.split(',').collect();
            let [code, dwellings, ticpe, fmdi, dcp, dmto] = fields[..] else {
                panic!("departement_accounts.csv: six fields a line, not {line:?}");
            };
            let euros = |field: &str| -> Option<Cents> {
                (!field.is_empty()).then(|| match field.parse() {
                    Ok(amount) => Cents::euros(amount),
                    Err(_) => panic!("departement_accounts.csv: {field:?} is no amount in euros"),
                })
            };
            Published {
                code: code.to_owned(),
                dwellings: match dwellings.parse() {
                    Ok(count) => count,
                    Err(_) => panic!("departement_accounts.csv: {dwellings:?} is no number of dwellings"),
                },
                ticpe: euros(ticpe),
                fmdi: euros(fmdi),
                dcp: euros(dcp),
                dmto_2022: euros(dmto),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seine_saint_denis_and_pyrenees_orientales_publish_what_the_state_took_back() {
        let rows = table();
        assert_eq!(rows.len(), 101);
        let published: Vec<&str> = rows.iter().filter(|r| r.ticpe.is_some()).map(|r| r.code.as_str()).collect();
        assert_eq!(published, ["66", "93"]);
        let row = rows.iter().find(|r| r.code == "93").expect("there is a 93");
        assert_eq!(row.dmto_2022.map(|d| d.times(crate::units::Rate(200_000))), Some(Cents(6_026_127_300)));
    }
}
