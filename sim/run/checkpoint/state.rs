//! What a checkpoint holds beside worlds: how far the replicate is, what was recorded, who is followed, what policies
//! remember.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::write::PHASE;
use crate::measures::Record;
use crate::parallel::Ranks;
use crate::run::jobs_compared::Jobs;
use crate::run::poverty_paths::PovertyPaths;
use crate::run::standards_compared::Standards;
use crate::units::Month;
use crate::world::World;

/// What a checkpoint was made from: it goes on with the very same only.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Origin {
    /// Version of the program, and digest of its file.
    pub program: String,
    pub build: String,
    /// Digest of the scenario as resolved.
    pub scenario: String,
    /// Digest of each table and law read.
    pub inputs: BTreeMap<String, String>,
}

impl Origin {
    /// What is not as it was, if anything.
    pub fn difference(&self, now: &Origin) -> Option<String> {
        if self.program != now.program {
            return Some(format!("version of the program: {}, and this is {}", self.program, now.program));
        }
        if self.build != now.build {
            return Some(format!("build of the program, of the same version {}", self.program));
        }
        let all: std::collections::BTreeSet<&String> = self.inputs.keys().chain(now.inputs.keys()).collect();
        let other = all.into_iter().find(|name| self.inputs.get(*name) != now.inputs.get(*name));
        if let Some(name) = other {
            return Some(format!("territory or law: {name} is not what it was"));
        }
        (self.scenario != now.scenario).then(|| "scenario".to_owned())
    }
}

/// What stands at the head of the file, as TOML.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Header {
    pub seed: u64,
    /// The last month done, and in which arm.
    pub month: String,
    pub arm: String,
    /// Digest of the state of the arm under way.
    pub digest: String,
    /// Versions of the scenario that this replicate still makes, by digest, in order.
    pub versions: Vec<String>,
    pub origin: Origin,
}

/// How far a replicate is.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Phase {
    /// Months of the spin-up done, and the correction of each zone's jobs.
    SpinUp { done: u16, level: Vec<f64> },
    /// Months of the unreported year done.
    Unreported { done: u16 },
    /// The months both arms share.
    Shared,
    /// The reference after the arms have parted.
    Reference,
    /// A version of the reform, by its place among those of the header.
    Reform { place: u32 },
}

impl Phase {
    /// The arm, as told.
    pub fn arm(&self) -> &'static str {
        match self {
            Phase::SpinUp { .. } => "spin-up",
            Phase::Unreported { .. } => "unreported",
            Phase::Shared | Phase::Reference => "reference",
            Phase::Reform { .. } => "reform",
        }
    }
}

/// The small part of a checkpoint.
#[derive(Serialize, Deserialize)]
pub struct State<'a> {
    pub phase: Phase,
    /// The first month in which a version may differ.
    pub fork: Option<Month>,
    /// Of the arm under way.
    pub record: Option<Cow<'a, Record>>,
    pub paths_from: Option<u16>,
    /// What each of its policies remembers.
    pub policies: Vec<Vec<u8>>,
    /// What was recorded before the fork, and the reference to its end.
    pub before: Option<Cow<'a, Record>>,
    pub reference: Option<Cow<'a, Record>>,
}

/// Whom an arm follows from one December to the next.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Followed {
    pub paths: PovertyPaths,
    /// Whose jobs are kept, if arms are compared and a version opens EBEs.
    pub jobs: Option<Jobs>,
    /// Living standards of the last December, if arms are compared.
    pub standards: Option<Standards>,
}

impl Followed {
    /// Those whom all ranks follow, at the first; each has those of its own blocks.
    pub fn of_all(&self, ranks: &Ranks) -> Cow<'_, Followed> {
        if ranks.is_alone() {
            return Cow::Borrowed(self);
        }
        // What was just written can be read.
        let mine = postcard::to_stdvec(self).unwrap_or_default();
        let all = ranks.gather_at_first(PHASE, vec![mine]);
        let others = all.iter().skip(1).filter_map(|bytes| postcard::from_bytes::<Followed>(bytes).ok());
        let mut whole = self.clone();
        others.for_each(|other| whole.join(other));
        Cow::Owned(whole)
    }

    fn join(&mut self, other: Followed) {
        self.paths.join(other.paths);
        if let (Some(mine), Some(theirs)) = (&mut self.jobs, other.jobs) {
            mine.join(theirs);
        }
        if let (Some(mine), Some(theirs)) = (&mut self.standards, other.standards) {
            mine.join(theirs);
        }
    }

    /// The same things to follow, of nobody: what ranks but the first go on from.
    pub fn of_nobody(self) -> Followed {
        Followed {
            paths: PovertyPaths::default(),
            jobs: self.jobs.map(Jobs::of_nobody),
            standards: self.standards.map(Standards::of_nobody),
        }
    }
}

/// The arm under way, as read.
#[derive(Default)]
pub struct ReadArm {
    pub record: Record,
    pub paths_from: Option<u16>,
    pub policies: Vec<Vec<u8>>,
    pub followed: Followed,
}

/// A whole checkpoint as read.
pub struct Read {
    pub header: Header,
    pub phase: Phase,
    pub fork: Option<Month>,
    pub world: World,
    pub at_fork: Option<World>,
    /// None before the first month that is recorded.
    pub arm: Option<ReadArm>,
    pub before: Option<Record>,
    /// The reference to its end, where a reform is under way.
    pub reference: Option<(Record, Followed)>,
}
