//! A shard: some seeds of a run, made by one task of a job array, kept whole until `bassin merge` puts all together. It is
//! no result: it holds replicates and what is needed to make the run's description again, and no table.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::error::ReportError;
use super::manifest::DataText;
use super::table::write_text;

pub const SHARD: &str = "shard.toml";

/// What a shard was made from; written last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShardFile {
    /// Of the program.
    pub version: String,
    /// A digest of all that decides what replicates hold, the program's build included.
    pub identity: String,
    /// From 1.
    pub shard: u32,
    pub of: u32,
    pub seeds: Vec<u64>,
    /// The scenario file as the user named it, and the name of its folder of results.
    pub path: String,
    /// The version of the file this shard holds: its own name, or with that of a variant.
    pub name: String,
    pub digest_monthly: bool,
    pub one_in: Option<u32>,
    pub months: Option<u16>,
    pub seeds_written: Option<String>,
    pub territory: Option<String>,
    /// The file's text.
    pub scenario: String,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub data: BTreeMap<String, DataText>,
}

impl ShardFile {
    /// # Errors
    /// When the disk refuses.
    pub fn write(&self, folder: &Path) -> Result<(), ReportError> {
        let text = toml::to_string_pretty(self)
            .map_err(|e| ReportError::Unwritable { path: folder.join(SHARD), reason: e.to_string() })?;
        write_text(folder, SHARD, &format!("# A part of a run; `bassin merge` puts the parts together.\n{text}"))
    }

    /// # Errors
    /// When the folder holds none, or one that is not a shard's.
    pub fn read(folder: &Path) -> Result<ShardFile, ReportError> {
        let path = folder.join(SHARD);
        let unreadable = |reason: String| ReportError::Unreadable {
            path: path.clone(),
            reason,
            help: "give the folders that `bassin run … --shard 3/16` wrote, untouched".to_owned(),
        };
        let text = std::fs::read_to_string(&path).map_err(|e| unreadable(e.to_string()))?;
        let shard: ShardFile = toml::from_str(&text).map_err(|e| unreadable(e.to_string()))?;
        if !(1..=shard.of).contains(&shard.shard) {
            return Err(unreadable(format!("shard {} of {} is none", shard.shard, shard.of)));
        }
        Ok(shard)
    }
}
