//! CSV tables: the same bytes for the same content, errors that name the file.

use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use super::error::ReportError;

/// A table being written.
pub struct Table {
    path: PathBuf,
    writer: csv::Writer<BufWriter<File>>,
}

impl Table {
    /// # Errors
    /// When the file cannot be made.
    pub fn create(folder: &Path, name: &str, header: &[&str]) -> Result<Table, ReportError> {
        #[cfg(test)]
        documented(name, header);
        let path = folder.join(name);
        let file = File::create_new(&path).map_err(|e| ReportError::writing(&path, &e))?;
        let writer = csv::WriterBuilder::new().from_writer(BufWriter::with_capacity(1 << 16, file));
        let mut table = Table { path, writer };
        table.row(header)?;
        Ok(table)
    }

    /// # Errors
    /// When the disk refuses.
    pub fn row<T: AsRef<[u8]>>(&mut self, fields: &[T]) -> Result<(), ReportError> {
        self.writer.write_record(fields).map_err(|e| writing(&self.path, e))
    }

    /// # Errors
    /// When the disk refuses the last bytes.
    pub fn finish(self) -> Result<(), ReportError> {
        let Table { path, writer } = self;
        let buffer = writer.into_inner().map_err(|e| ReportError::writing(&path, e.error()))?;
        buffer.into_inner().map_err(|e| ReportError::writing(&path, e.error())).map(drop)
    }
}

fn writing(path: &Path, error: csv::Error) -> ReportError {
    match error.into_kind() {
        csv::ErrorKind::Io(e) => ReportError::writing(path, &e),
        other => ReportError::Unwritable { path: path.to_path_buf(), reason: format!("{other:?}") },
    }
}

/// Writes a text file.
///
/// # Errors
/// When the disk refuses.
pub fn write_text(folder: &Path, name: &str, text: &str) -> Result<(), ReportError> {
    let path = folder.join(name);
    std::fs::write(&path, text).map_err(|e| ReportError::writing(&path, &e))
}

/// Writes a file of bytes under another name and renames it when whole.
///
/// # Errors
/// When the disk refuses.
pub fn write_whole(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), ReportError> {
    let path = folder.join(name);
    let aside = folder.join(format!("{name}.part"));
    let written = std::fs::write(&aside, bytes).and_then(|()| std::fs::rename(&aside, &path));
    written.map_err(|e| {
        let _ = std::fs::remove_file(&aside);
        ReportError::writing(&path, &e)
    })
}

/// Whatever a test writes, every column of it must be documented: what is not would reach users without a meaning.
#[cfg(test)]
fn documented(name: &str, header: &[&str]) {
    let columns = super::columns::Columns::load();
    let table = name.trim_end_matches(".csv");
    for column in header {
        assert!(columns.column(table, column).is_some(), "{column} of {name} is not in sim/report/columns.csv");
    }
}
