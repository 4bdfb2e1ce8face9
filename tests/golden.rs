//! The digest of one small run, kept beside the test.
//!
//! When this test fails, results have changed: a run of yesterday cannot be reproduced by the program of today. If that
//! was not meant, it is a bug. If it was, say so in CHANGELOG.md (for which scenarios, and why), then write the file
//! anew: `BASSIN_BLESS=1 cargo test --release --test golden`. A change of `tests/golden/` without such an entry is wrong.
//!
//! The figures are there so that a reader of the change sees its size; the digests, so that nothing is missed.

mod common;

use std::fmt::Write;
use std::path::Path;

use bassin::measures::{Indicator, Record};
use common::France;

const KEPT: &str = "tests/golden/nevers.toml";

fn describe(record: &Record, text: &mut String) {
    let (month, last) = record.months.last().expect("months ran");
    let total = |indicator: Indicator| last.iter().map(|cell| cell[indicator as usize]).sum::<i64>();
    for indicator in [
        Indicator::Population,
        Indicator::Employed,
        Indicator::Unemployed,
        Indicator::EbeEmployees,
        Indicator::RsaHouseholds,
        Indicator::PoorPersons,
    ] {
        writeln!(text, "{} = {}", indicator.name(), total(indicator)).expect("written");
    }
    let paid: i64 = record.accounts.values().map(|cents| cents.0).sum();
    writeln!(text, "paid_cents = {paid}").expect("written");
    let monthly: Vec<&str> = record.digests.iter().map(|(_, digest)| digest.as_str()).collect();
    writeln!(text, "months = \"{}\"", blake3::hash(monthly.concat().as_bytes()).to_hex()).expect("written");
    let (_, full) = record.full_digests.last().expect("the last month is digested in full");
    writeln!(text, "state_of_{month} = \"{full}\"").expect("written");
}

#[test]
fn the_small_run_gives_the_digest_it_gave_when_the_changelog_last_spoke_of_it() {
    let france = France::load();
    let scenario = france.scenario(
        "where = [\"ze:0060\"]\none_in = 10\nthrough = \"2020-12\"",
        r#"
        [tzcld]
        outside_law = true
        [tzcld.territory.premery]
        where = ["com:58218"]
        from = "2019-07"
        hiring_pace = "30 persons/month"
        [ordam]
        where = ["reg:27"]
        from = "2020-01"
        key = "age"
        paid_by = "new_money"
        overrun_rule = "price"
        [rsa_recentralisation]
        where = ["dep:58"]
        from = "2020-01"
        type = "metropole_2022"
        outside_law = true
        reference_years = [2017, 2018]
        reference_source = "accounts"
        [law."rsa.base"]
        value = "600 €/month"
        from = "2020-06"
        through = "2020-09"
        [parameters]
        "start.spin_up" = "60 months"
        "#,
    );
    let replicate = france.replicate(&scenario, 1);
    let mut now =
        String::from("# Written by tests/golden.rs, which says when it may change. Simulated persons, one in 10.\n");
    for (name, record) in [("reference", Some(&replicate.reference)), ("reform", replicate.reform.as_ref())] {
        writeln!(now, "\n[{name}]").expect("written");
        describe(record.expect("the arm ran"), &mut now);
    }
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join(KEPT);
    if std::env::var_os("BASSIN_BLESS").is_some_and(|asked| asked == "1") {
        std::fs::write(&kept, &now).expect("the golden file is written");
    }
    let before = std::fs::read_to_string(&kept).unwrap_or_default();
    assert!(
        before == now,
        "results changed ({KEPT}): is there an entry in CHANGELOG.md? Then BASSIN_BLESS=1 writes it anew.\n\
         before:\n{before}\nnow:\n{now}"
    );
}
