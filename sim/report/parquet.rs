//! Every CSV table of a result beside itself as Parquet, for R, Python and DuckDB: typed columns, with unit and meaning of
//! each in the file's metadata.
//!
//! Made from the CSV that stands, so that both hold the same by construction and no table has to know of it. Types come
//! from `columns`; blank cells are null. A file is written under another name and renamed when whole, so that what was
//! cut short never looks like a table.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::{Type, TypePtr};

use super::columns::{Columns, Kind};
use super::error::ReportError;

/// Rows held in memory and written together: the size DuckDB reads best.
const ROW_GROUP: usize = 122_880;

/// Distinct texts of a column of which one copy is shared; beyond, each cell has its own.
const SHARED_TEXTS: usize = 4096;

/// Writes `x.parquet` beside each `x.csv` of `folder`.
///
/// # Errors
/// When the disk refuses, or a cell is not of the type its column is documented with.
pub fn beside(folder: &Path) -> Result<(), ReportError> {
    let documented = Columns::load();
    for path in tables(folder).map_err(|e| ReportError::writing(folder, &e))? {
        of_table(&path, &documented)?;
    }
    Ok(())
}

fn tables(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "csv") {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// Writes one table, given by the path of its CSV.
///
/// # Errors
/// As [`beside`].
pub fn of_table(csv: &Path, documented: &Columns) -> Result<(), ReportError> {
    let target = csv.with_extension("parquet");
    let aside = csv.with_extension("parquet.part");
    let written = write(csv, &aside, documented).and_then(|()| Ok(fs::rename(&aside, &target)?));
    written.map_err(|refused| {
        // What is left of it is of no use; that it may stay does not matter, as its name says what it is.
        let _ = fs::remove_file(&aside);
        refused.told(&target)
    })
}

/// Why a table could not be written.
enum Refused {
    Disk(io::Error),
    Table(String),
}

impl Refused {
    fn told(self, path: &Path) -> ReportError {
        match self {
            Refused::Disk(error) => ReportError::writing(path, &error),
            Refused::Table(reason) => ReportError::Unwritable { path: path.to_path_buf(), reason },
        }
    }
}

impl From<io::Error> for Refused {
    fn from(error: io::Error) -> Refused {
        Refused::Disk(error)
    }
}

impl From<ParquetError> for Refused {
    fn from(error: ParquetError) -> Refused {
        // A full disk comes wrapped: it must be told as one.
        match error {
            ParquetError::External(inner) => match inner.downcast::<io::Error>() {
                Ok(error) => Refused::Disk(*error),
                Err(other) => Refused::Table(other.to_string()),
            },
            other => Refused::Table(other.to_string()),
        }
    }
}

impl From<csv::Error> for Refused {
    fn from(error: csv::Error) -> Refused {
        match error.into_kind() {
            csv::ErrorKind::Io(error) => Refused::Disk(error),
            other => Refused::Table(format!("{other:?}")),
        }
    }
}

fn write(csv: &Path, aside: &Path, documented: &Columns) -> Result<(), Refused> {
    let table = csv.file_stem().unwrap_or_default().to_string_lossy();
    let mut reader = csv::ReaderBuilder::new().buffer_capacity(1 << 16).from_path(csv)?;
    let header = reader.headers()?.clone();
    let mut columns: Vec<Cells> = header
        .iter()
        .map(|name| Cells::new(name, documented.column(&table, name).map_or(Kind::Text, |column| column.kind)))
        .collect();
    let schema = schema(&table, &columns)?;
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_created_by(format!("bassin {}", env!("CARGO_PKG_VERSION")))
        .set_key_value_metadata(Some(metadata(&table, &header, documented)))
        .build();
    let file = BufWriter::with_capacity(1 << 16, File::create(aside)?);
    let mut writer = SerializedFileWriter::new(file, schema, Arc::new(properties))?;
    let mut record = csv::ByteRecord::new();
    let mut rows = 0;
    while reader.read_byte_record(&mut record)? {
        for (column, cell) in columns.iter_mut().zip(&record) {
            column.push(cell)?;
        }
        rows += 1;
        if rows % ROW_GROUP == 0 {
            row_group(&mut writer, &mut columns)?;
        }
    }
    if rows % ROW_GROUP > 0 {
        row_group(&mut writer, &mut columns)?;
    }
    let buffer = writer.into_inner()?;
    buffer.into_inner().map_err(io::IntoInnerError::into_error)?;
    Ok(())
}

fn schema(table: &str, columns: &[Cells]) -> Result<TypePtr, ParquetError> {
    let fields: Result<Vec<TypePtr>, ParquetError> =
        columns.iter().map(|column| column.field().map(Arc::new)).collect();
    Ok(Arc::new(Type::group_type_builder(table).with_fields(fields?).build()?))
}

/// `row`, `about` of the table; `<column>.unit`, `<column>.about` of each column that is documented.
fn metadata(table: &str, header: &csv::StringRecord, documented: &Columns) -> Vec<KeyValue> {
    let pair = |key: String, value: &str| KeyValue::new(key, value.to_owned());
    let mut all = Vec::new();
    if let Some(known) = documented.table(table) {
        all.extend([pair("row".into(), &known.row), pair("about".into(), &known.about)]);
    }
    for column in header.iter().filter_map(|name| documented.column(table, name)) {
        if !column.unit.is_empty() {
            all.push(pair(format!("{}.unit", column.name), &column.unit));
        }
        all.push(pair(format!("{}.about", column.name), &column.english));
    }
    all
}

/// The cells of a column not yet written.
struct Cells {
    name: String,
    values: Values,
    /// 1 where there is a value, 0 where the cell is blank.
    present: Vec<i16>,
}

enum Values {
    Text { cells: Vec<ByteArray>, shared: BTreeMap<Box<[u8]>, ByteArray> },
    Integer(Vec<i64>),
    Decimal(Vec<f64>),
}

impl Cells {
    fn new(name: &str, kind: Kind) -> Cells {
        let values = match kind {
            Kind::Text => Values::Text { cells: Vec::new(), shared: BTreeMap::new() },
            Kind::Integer => Values::Integer(Vec::new()),
            Kind::Decimal => Values::Decimal(Vec::new()),
        };
        Cells { name: name.to_owned(), values, present: Vec::new() }
    }

    fn field(&self) -> Result<Type, ParquetError> {
        let (physical, logical) = match self.values {
            Values::Text { .. } => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
            Values::Integer(_) => (Physical::INT64, None),
            Values::Decimal(_) => (Physical::DOUBLE, None),
        };
        Type::primitive_type_builder(&self.name, physical)
            .with_logical_type(logical)
            .with_repetition(Repetition::OPTIONAL)
            .build()
    }

    fn push(&mut self, cell: &[u8]) -> Result<(), Refused> {
        self.present.push(i16::from(!cell.is_empty()));
        if cell.is_empty() {
            return Ok(());
        }
        let wrong = || {
            let cell = String::from_utf8_lossy(cell);
            Refused::Table(format!("the column {} holds {cell:?}, which is not of its type", self.name))
        };
        match &mut self.values {
            Values::Text { cells, shared } => cells.push(text(cell, cells.last(), shared)),
            Values::Integer(cells) => cells.push(number(cell).ok_or_else(wrong)?),
            Values::Decimal(cells) => cells.push(number(cell).ok_or_else(wrong)?),
        }
        Ok(())
    }
}

fn number<T: std::str::FromStr>(cell: &[u8]) -> Option<T> {
    std::str::from_utf8(cell).ok()?.parse().ok()
}

/// The text of a cell, of which there is one copy where it comes often.
fn text(cell: &[u8], last: Option<&ByteArray>, shared: &mut BTreeMap<Box<[u8]>, ByteArray>) -> ByteArray {
    if let Some(same) = last.filter(|last| last.data() == cell).or_else(|| shared.get(cell)) {
        return same.clone();
    }
    let new = ByteArray::from(cell.to_vec());
    if shared.len() < SHARED_TEXTS {
        shared.insert(cell.into(), new.clone());
    }
    new
}

/// Writes the cells held and forgets them.
fn row_group<W: io::Write + Send>(
    writer: &mut SerializedFileWriter<W>,
    columns: &mut [Cells],
) -> Result<(), ParquetError> {
    let mut group = writer.next_row_group()?;
    for column in columns {
        let Some(mut out) = group.next_column()? else { break };
        let present = Some(column.present.as_slice());
        match &mut column.values {
            Values::Text { cells, .. } => {
                out.typed::<ByteArrayType>().write_batch(cells, present, None)?;
                cells.clear();
            }
            Values::Integer(cells) => {
                out.typed::<Int64Type>().write_batch(cells, present, None)?;
                cells.clear();
            }
            Values::Decimal(cells) => {
                out.typed::<DoubleType>().write_batch(cells, present, None)?;
                cells.clear();
            }
        }
        column.present.clear();
        out.close()?;
    }
    group.close()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::{Field, RowAccessor};

    use super::*;

    fn balances(folder: &Path, rows: &str) -> PathBuf {
        let path = folder.join("balances.csv");
        fs::write(&path, format!("arm,seed,territory,balance_cents\n{rows}")).expect("written");
        path
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").file_name());
        let mut names: Vec<String> = entries.map(|name| name.to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn amounts_are_integers_codes_are_texts_and_blanks_are_nulls() {
        let folder = tempfile::tempdir().expect("a scratch folder");
        balances(folder.path(), "reference,1,,-9007199254740993\nreform,1,01,5\n");
        beside(folder.path()).expect("written");
        assert_eq!(names(folder.path()), ["balances.csv", "balances.parquet"]);
        let file = File::open(folder.path().join("balances.parquet")).expect("a file");
        let reader = SerializedFileReader::new(file).expect("Parquet");
        let rows: Vec<_> = reader.get_row_iter(None).expect("rows").map(|row| row.expect("a row")).collect();
        // Beyond what a decimal would hold exactly.
        assert_eq!(rows[0].get_long(3).expect("cents"), -9_007_199_254_740_993);
        assert_eq!(rows[1].get_string(2).expect("a code"), "01");
        assert_eq!(rows[0].get_column_iter().nth(2).map(|(_, field)| field), Some(&Field::Null));
        let pairs = reader.metadata().file_metadata().key_value_metadata().expect("metadata");
        let of = |key: &str| pairs.iter().find(|pair| pair.key == key).and_then(|pair| pair.value.as_deref());
        assert_eq!(of("balance_cents.unit"), Some("cents of euro"));
        assert!(of("balance_cents.about").is_some_and(|about| about.contains("surplus")));
        assert_eq!(of("row"), Some("arm × seed × year × area × public body"));
    }

    #[test]
    fn a_cell_that_is_not_of_its_type_is_told_with_its_column_and_leaves_no_file() {
        let folder = tempfile::tempdir().expect("a scratch folder");
        balances(folder.path(), "reference,1,,12.5\n");
        let told = beside(folder.path()).expect_err("refused").to_string();
        assert!(told.contains("balances.parquet") && told.contains("balance_cents") && told.contains("12.5"), "{told}");
        assert_eq!(names(folder.path()), ["balances.csv"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_full_disk_is_told_and_leaves_nothing_that_looks_whole() {
        let folder = tempfile::tempdir().expect("a scratch folder");
        balances(folder.path(), "reference,1,,12\n");
        // Writing there answers that no space is left.
        std::os::unix::fs::symlink("/dev/full", folder.path().join("balances.parquet.part")).expect("linked");
        let told = beside(folder.path()).expect_err("no space");
        assert!(matches!(told, ReportError::DiskFull { .. }), "{told}");
        assert_eq!(names(folder.path()), ["balances.csv"]);
    }

    #[test]
    fn a_place_that_is_taken_by_something_else_is_told() {
        let folder = tempfile::tempdir().expect("a scratch folder");
        balances(folder.path(), "reference,1,,12\n");
        fs::create_dir_all(folder.path().join("balances.parquet/in-the-way")).expect("made");
        let told = beside(folder.path()).expect_err("refused");
        assert!(matches!(told, ReportError::Unwritable { .. }), "{told}");
        assert_eq!(names(folder.path()), ["balances.csv", "balances.parquet"]);
    }

    #[test]
    fn more_rows_than_are_held_at_once_are_all_written() {
        let folder = tempfile::tempdir().expect("a scratch folder");
        let rows: String = (0..ROW_GROUP + 7).map(|row| format!("reform,{row},{row},1\n")).collect();
        balances(folder.path(), &rows);
        beside(folder.path()).expect("written");
        let file = File::open(folder.path().join("balances.parquet")).expect("a file");
        let reader = SerializedFileReader::new(file).expect("Parquet");
        assert_eq!(reader.metadata().num_row_groups(), 2);
        let last = reader.get_row_iter(None).expect("rows").last().expect("a row").expect("read");
        assert_eq!(last.get_string(2).expect("a text"), &(ROW_GROUP + 6).to_string());
    }
}
