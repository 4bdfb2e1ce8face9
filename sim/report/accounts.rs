//! `accounts.csv` and `balances.csv`: who paid whom, for what, where; and what is left to each public body.

use std::collections::BTreeMap;
use std::path::Path;

use super::areas::{Area, Gazetteer, Level};
use super::compare::arms;
use super::error::ReportError;
use super::table::Table;
use crate::measures::{Record, Replicate};
use crate::world::Post;
use crate::world::body::Body;

/// What a body received and paid, in simulated cents.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Flows {
    pub received: i64,
    pub paid: i64,
}

impl Flows {
    pub const fn balance(self) -> i64 {
        self.received - self.paid
    }
}

/// Flows of every body by year and area (the run, régions, départements): what is located in the area.
pub fn flows(record: &Record, gazetteer: &Gazetteer) -> BTreeMap<(u16, Area, Body), Flows> {
    let mut flows: BTreeMap<(u16, Area, Body), Flows> = BTreeMap::new();
    for (&(year, post, departement), cents) in &record.accounts {
        let region = gazetteer.region_of_departement(departement.0);
        let areas = [Area::RUN, Area::new(Level::Region, region), Area::new(Level::Departement, departement.0)];
        for area in areas {
            flows.entry((year, area, post.payer())).or_default().paid += cents.0;
            flows.entry((year, area, post.payee())).or_default().received += cents.0;
        }
    }
    flows
}

/// Whether a post pays for care or social services: what the wide perimeter adds to the narrow one.
pub fn is_service(post: Post) -> bool {
    matches!(post.payee(), Body::CareProviders | Body::SocialServices)
}

/// Writes `accounts.csv`.
///
/// # Errors
/// When the disk refuses.
pub fn write(folder: &Path, gazetteer: &Gazetteer, replicates: &[Replicate]) -> Result<(), ReportError> {
    let header = ["arm", "seed", "year", "payer", "payee", "post", "departement", "cents"];
    let mut table = Table::create(folder, "accounts.csv", &header)?;
    for replicate in replicates {
        let seed = replicate.seed.to_string();
        for (arm, record) in arms(replicate) {
            for (&(year, post, departement), cents) in &record.accounts {
                let code = gazetteer.code(Area::new(Level::Departement, departement.0));
                let cents = i128::from(cents.0) * i128::from(replicate.one_in);
                let (payer, payee) = (post.payer().name(), post.payee().name());
                table.row(&[arm, &seed, &year.to_string(), payer, payee, post.name(), code, &cents.to_string()])?;
            }
        }
    }
    table.finish()
}

/// Writes `balances.csv`: public bodies only.
///
/// # Errors
/// When the disk refuses.
pub fn write_balances(folder: &Path, gazetteer: &Gazetteer, replicates: &[Replicate]) -> Result<(), ReportError> {
    let header = ["arm", "seed", "year", "level", "territory", "body", "received_cents", "paid_cents", "balance_cents"];
    let mut table = Table::create(folder, "balances.csv", &header)?;
    for replicate in replicates {
        let seed = replicate.seed.to_string();
        let scaled = |cents: i64| (i128::from(cents) * i128::from(replicate.one_in)).to_string();
        for (arm, record) in arms(replicate) {
            for ((year, area, body), flows) in flows(record, gazetteer) {
                if body.is_public() {
                    table.row(&[
                        arm,
                        &seed,
                        &year.to_string(),
                        area.level.name(),
                        gazetteer.code(area),
                        body.name(),
                        &scaled(flows.received),
                        &scaled(flows.paid),
                        &scaled(flows.balance()),
                    ])?;
                }
            }
        }
    }
    table.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn what_all_bodies_pay_and_receive_sums_to_exactly_zero_everywhere_every_year() {
        let flows = flows(&sample::record(1, 3), &sample::gazetteer());
        let mut sums: BTreeMap<(u16, Area), i64> = BTreeMap::new();
        for ((year, area, _), of_body) in &flows {
            *sums.entry((*year, *area)).or_default() += of_body.balance();
        }
        assert_eq!(sums.len(), 3 * 4);
        assert!(sums.values().all(|&sum| sum == 0), "{sums:?}");
    }

    #[test]
    fn the_rsa_is_paid_by_the_departement_where_the_household_lives() {
        let flows = flows(&sample::record(1, 0), &sample::gazetteer());
        let nord = Area::new(Level::Departement, 0);
        assert_eq!(flows[&(2019, nord, Body::Departement)], Flows { received: 0, paid: 5_000_000 });
        assert_eq!(flows[&(2019, Area::RUN, Body::Departement)].balance(), -10_000_000);
    }

    #[test]
    fn accounts_are_in_real_cents() {
        let folder = tempfile::tempdir().expect("a scratch folder");
        write(folder.path(), &sample::gazetteer(), &[sample::replicate(1, 3)]).expect("written");
        write_balances(folder.path(), &sample::gazetteer(), &[sample::replicate(1, 3)]).expect("written");
        let text = std::fs::read_to_string(folder.path().join("accounts.csv")).expect("a table");
        assert!(text.contains("reform,1,2020,departement,households,rsa_departement,62,47000000\n"));
        let text = std::fs::read_to_string(folder.path().join("balances.csv")).expect("a table");
        assert!(text.contains("reference,1,2019,departement,59,departement,0,50000000,-50000000\n"));
    }
}
