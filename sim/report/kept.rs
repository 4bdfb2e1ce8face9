//! Finished replicates kept in the unfinished folder, so that an interrupted run goes on where it stopped.
//!
//! One file a seed, written under another name and renamed, ending with a BLAKE3 of its bytes: a file cut short is not
//! taken for a replicate. The format is private to one build of the program (the folder's identity holds its digest).

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::compare::{REFERENCE, REFORM};
use super::error::ReportError;
use crate::measures::{
    Basis, ComparedExit, Comparison, Durability, ExitCause, ExitCounts, ExitKey, FollowedJobs, HouseholdType, Incomes,
    Indicator, Record, Replicate, StandardChange, StandardGroup,
};
use crate::units::{Cell, Cents, Departement, Month};
use crate::world::Post;
use crate::world::digest::Fingerprint;

fn path(work: &Path, seed: u64) -> PathBuf {
    work.join(format!("replicate-{seed}"))
}

/// Keeps a finished replicate.
///
/// # Errors
/// When the disk refuses.
pub fn keep(work: &Path, replicate: &Replicate) -> Result<(), ReportError> {
    let path = path(work, replicate.seed);
    let new = path.with_extension("new");
    fs::write(&new, sealed(replicate)).and_then(|()| fs::rename(&new, &path)).map_err(|e| {
        // What is left of it takes space that others lack.
        let _ = fs::remove_file(&new);
        ReportError::writing(&path, &e)
    })
}

/// A finished replicate as text, which [`unsealed`] reads back in the same build of the program.
pub fn sealed(replicate: &Replicate) -> String {
    let mut text =
        format!("replicate {} {} {}\n", replicate.seed, replicate.one_in, replicate.forked.map_or(0, |m| m.0));
    put(&mut text, REFERENCE, &replicate.reference);
    if let Some(reform) = &replicate.reform {
        put(&mut text, REFORM, reform);
    }
    for (line, persons) in &replicate.compared_exits {
        let coded = |code: Option<u8>| code.map_or(-1, i64::from);
        text += &format!(
            "compared {} {} {} {} {} {} {persons}\n",
            line.year,
            line.departement.0,
            line.comparison as u8,
            coded(line.cause.map(|cause| cause as u8)),
            line.household_type as u8,
            coded(line.durability.map(|durability| durability as u8)),
        );
    }
    for (year, jobs) in &replicate.followed_jobs {
        let FollowedJobs { in_ebe, in_ebe_employed_in_reference, met, met_employed, met_employed_in_reference } = jobs;
        text += &format!(
            "ebe {year} {in_ebe} {in_ebe_employed_in_reference} {met} {met_employed} {met_employed_in_reference}\n"
        );
    }
    for (group, change) in &replicate.compared_standards {
        let StandardGroup { year, decile, household_type } = *group;
        let StandardChange { persons, gaining, losing, cents, cents_gained, cents_lost } = change;
        text += &format!(
            "standards {year} {decile} {} {persons} {gaining} {losing} {cents} {cents_gained} {cents_lost}\n",
            household_type as u8
        );
    }
    let digest = blake3::hash(text.as_bytes());
    text += &format!("end {digest}\n");
    text
}

/// The replicate of this seed, if it was kept whole.
pub fn recall(work: &Path, seed: u64) -> Option<Replicate> {
    unsealed(&fs::read_to_string(path(work, seed)).ok()?).filter(|replicate| replicate.seed == seed)
}

/// The replicate [`sealed`] wrote, if nothing of it was lost.
pub fn unsealed(text: &str) -> Option<Replicate> {
    let (body, end) = text.rsplit_once("end ")?;
    if end.trim_end() != blake3::hash(body.as_bytes()).to_hex().as_str() {
        return None;
    }
    take(body)
}

fn put(text: &mut String, arm: &str, record: &Record) {
    use std::fmt::Write;
    let mut line = |fields: std::fmt::Arguments| {
        // Writing to a String cannot fail.
        let _ = text.write_fmt(fields);
        text.push('\n');
    };
    line(format_args!("arm {arm} {} {}", record.person_months, record.reserved_bytes));
    for (phase, nanoseconds) in &record.timing {
        line(format_args!("time {nanoseconds} {phase}"));
    }
    for (year, kilobytes) in &record.memory {
        line(format_args!("memory {year} {kilobytes}"));
    }
    line(format_args!("cells{}", joined(record.cells.iter().map(|cell| i64::from(cell.0)))));
    for (month, rows) in &record.months {
        line(format_args!("month {}{}", month.0, joined(rows.iter().flatten().copied())));
    }
    for (&(year, post, departement), cents) in &record.accounts {
        line(format_args!("account {year} {} {} {}", post as usize, departement.0, cents.0));
    }
    for (&(year, post, departement), cents) in &record.accounts_at_home {
        line(format_args!("home {year} {} {} {}", post as usize, departement.0, cents.0));
    }
    for (key, counts) in &record.exits {
        let (cause, household_type) = (key.cause as u8, key.household_type as u8);
        let ExitCounts { exits, relapses, lasting, exits_reverse_order } = counts;
        line(format_args!(
            "exit {} {} {cause} {household_type} {exits} {relapses} {lasting} {exits_reverse_order}",
            key.year, key.departement.0
        ));
    }
    for ((year, departement), steps) in &record.living_standards {
        line(format_args!("living {year} {}{}", departement.0, joined(steps.iter().map(|&n| i64::from(n)))));
    }
    for (&(year, basis, cell), sum) in &record.incomes {
        let cell = cell.map_or(-1, |cell| i64::from(cell.0));
        line(format_args!("income {year} {} {cell} {} {}", basis as u8, sum.households, sum.cents));
    }
    for (month, digest) in &record.digests {
        line(format_args!("digest {} {digest}", month.0));
    }
    for (month, prints) in &record.fingerprints {
        for print in prints {
            line(format_args!("print {} {} {}", month.0, print.hash, print.place));
        }
    }
    for (month, digest) in &record.full_digests {
        line(format_args!("full {} {digest}", month.0));
    }
}

fn joined(numbers: impl Iterator<Item = i64>) -> String {
    numbers.map(|number| format!(" {number}")).collect()
}

fn take(body: &str) -> Option<Replicate> {
    let mut lines = body.lines();
    let mut head = lines.next()?.strip_prefix("replicate ")?.split(' ');
    let seed = head.next()?.parse().ok()?;
    let one_in = head.next()?.parse().ok()?;
    let forked: u16 = head.next()?.parse().ok()?;
    let (mut reference, mut reform) = (Record::default(), None);
    let (mut compared_exits, mut followed_jobs) = (BTreeMap::new(), BTreeMap::new());
    let mut compared_standards = BTreeMap::new();
    let mut in_reform = false;
    for line in lines {
        let (word, rest) = line.split_once(' ')?;
        if word == "compared" {
            let (line, persons) = take_compared(rest)?;
            compared_exits.insert(line, persons);
        } else if word == "standards" {
            let (group, change) = take_standards(rest)?;
            compared_standards.insert(group, change);
        } else if word == "ebe" {
            let mut fields = rest.split(' ');
            let year = fields.next()?.parse().ok()?;
            let mut next = || fields.next()?.parse().ok();
            let jobs = FollowedJobs {
                in_ebe: next()?,
                in_ebe_employed_in_reference: next()?,
                met: next()?,
                met_employed: next()?,
                met_employed_in_reference: next()?,
            };
            followed_jobs.insert(year, jobs);
        } else if word == "arm" {
            let mut fields = rest.split(' ');
            in_reform = fields.next()? == REFORM;
            let record = Record {
                person_months: fields.next()?.parse().ok()?,
                reserved_bytes: fields.next()?.parse().ok()?,
                ..Record::default()
            };
            if in_reform { reform = Some(record) } else { reference = record }
        } else {
            take_line(if in_reform { reform.as_mut()? } else { &mut reference }, word, rest)?;
        }
    }
    let forked = (forked > 0).then_some(Month(forked));
    Some(Replicate { seed, one_in, forked, reference, reform, compared_exits, followed_jobs, compared_standards })
}

fn take_compared(rest: &str) -> Option<(ComparedExit, i64)> {
    let numbers: Vec<i64> = rest.split(' ').map(str::parse).collect::<Result<_, _>>().ok()?;
    let &[year, departement, comparison, cause, household_type, durability, persons] = numbers.as_slice() else {
        return None;
    };
    let place = |code: i64| usize::try_from(code).ok();
    // A code below zero stands for none.
    let cause = if cause < 0 { None } else { Some(*ExitCause::ALL.get(place(cause)?)?) };
    let durability = if durability < 0 { None } else { Some(*Durability::ALL.get(place(durability)?)?) };
    let line = ComparedExit {
        year: u16::try_from(year).ok()?,
        departement: Departement(u16::try_from(departement).ok()?),
        comparison: *Comparison::ALL.get(place(comparison)?)?,
        cause,
        household_type: *HouseholdType::ALL.get(place(household_type)?)?,
        durability,
    };
    Some((line, persons))
}

fn take_standards(rest: &str) -> Option<(StandardGroup, StandardChange)> {
    let numbers: Vec<i64> = rest.split(' ').map(str::parse).collect::<Result<_, _>>().ok()?;
    let &[year, decile, kind, persons, gaining, losing, cents, cents_gained, cents_lost] = numbers.as_slice() else {
        return None;
    };
    let group = StandardGroup {
        year: u16::try_from(year).ok()?,
        decile: u8::try_from(decile).ok()?,
        household_type: *HouseholdType::ALL.get(usize::try_from(kind).ok()?)?,
    };
    Some((group, StandardChange { persons, gaining, losing, cents, cents_gained, cents_lost }))
}

fn take_line(record: &mut Record, word: &str, rest: &str) -> Option<()> {
    if word == "print" {
        return take_fingerprint(record, rest);
    }
    if word == "time" {
        let (nanoseconds, phase) = rest.split_once(' ')?;
        record.timing.push((phase.to_owned(), nanoseconds.parse().ok()?));
        return Some(());
    }
    if let "digest" | "full" = word {
        let (month, digest) = rest.split_once(' ')?;
        let entry = (Month(month.parse().ok()?), digest.to_owned());
        if word == "full" {
            record.full_digests.push(entry)
        } else {
            record.digests.push(entry)
        }
        return Some(());
    }
    let numbers: Vec<i64> = rest.split(' ').map(str::parse).collect::<Result<_, _>>().ok()?;
    let short = |at: usize| numbers.get(at).and_then(|&n| u16::try_from(n).ok());
    match word {
        "cells" => record.cells = numbers.iter().map(|&n| u16::try_from(n).ok().map(Cell)).collect::<Option<_>>()?,
        "month" => {
            let (rows, rest) = numbers.get(1..)?.as_chunks::<{ Indicator::COUNT }>();
            if !rest.is_empty() || rows.len() != record.cells.len() {
                return None;
            }
            record.months.push((Month(short(0)?), rows.to_vec()));
        }
        "memory" => record.memory.push((short(0)?, u64::try_from(*numbers.get(1)?).ok()?)),
        "account" | "home" => {
            let post = *Post::ALL.get(usize::from(short(1)?))?;
            let accounts = if word == "home" { &mut record.accounts_at_home } else { &mut record.accounts };
            accounts.insert((short(0)?, post, Departement(short(2)?)), Cents(*numbers.get(3)?));
        }
        "exit" => {
            let key = ExitKey {
                year: short(0)?,
                departement: Departement(short(1)?),
                cause: *ExitCause::ALL.get(usize::from(short(2)?))?,
                household_type: *HouseholdType::ALL.get(usize::from(short(3)?))?,
            };
            let &[exits, relapses, lasting, exits_reverse_order] = numbers.get(4..)? else { return None };
            record.exits.insert(key, ExitCounts { exits, relapses, lasting, exits_reverse_order });
        }
        "living" => {
            let steps = numbers.get(2..)?.iter().map(|&n| u32::try_from(n).ok()).collect::<Option<_>>()?;
            record.living_standards.insert((short(0)?, Departement(short(1)?)), steps);
        }
        "income" => {
            let basis = *Basis::ALL.get(usize::from(short(1)?))?;
            let &[households, cents] = numbers.get(3..)? else { return None };
            // Those who work nowhere are written -1.
            record.incomes.insert((short(0)?, basis, short(2).map(Cell)), Incomes { households, cents });
        }
        _ => return None,
    }
    Some(())
}

fn take_fingerprint(record: &mut Record, rest: &str) -> Option<()> {
    let mut fields = rest.splitn(3, ' ');
    let month = Month(fields.next()?.parse().ok()?);
    let print = Fingerprint { hash: fields.next()?.to_owned(), place: fields.next()?.to_owned() };
    match record.fingerprints.last_mut().filter(|(last, _)| *last == month) {
        Some((_, prints)) => prints.push(print),
        None => record.fingerprints.push((month, vec![print])),
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn a_kept_replicate_comes_back_as_it_was() {
        let folder = tempfile::tempdir().expect("a scratch folder");
        let replicate = sample::replicate(7, 3);
        keep(folder.path(), &replicate).expect("kept");
        let recalled = recall(folder.path(), 7).expect("recalled");
        let told = |record: &Record| format!("{record:?}");
        assert_eq!(told(&recalled.reference), told(&replicate.reference));
        assert_eq!(recalled.reform.as_ref().map(told), replicate.reform.as_ref().map(told));
        assert_eq!(recalled.compared_standards, replicate.compared_standards);
        assert_eq!((recalled.seed, recalled.one_in, recalled.forked), (7, 10, replicate.forked));
        assert!(recall(folder.path(), 8).is_none());
    }

    #[test]
    fn a_replicate_cut_short_is_run_again() {
        let folder = tempfile::tempdir().expect("a scratch folder");
        keep(folder.path(), &sample::replicate(7, 3)).expect("kept");
        let file = path(folder.path(), 7);
        let text = fs::read_to_string(&file).expect("read");
        for cut in [0, 10, text.len() / 2, text.len() - 2] {
            fs::write(&file, &text[..cut]).expect("written");
            assert!(recall(folder.path(), 7).is_none(), "{cut}");
        }
        fs::write(&file, text.replacen("1000", "1001", 1)).expect("written");
        assert!(recall(folder.path(), 7).is_none());
    }
}
