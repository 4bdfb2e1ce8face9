//! Every CSV table of a result beside itself as Parquet, for R, Python and DuckDB: typed columns, with unit and meaning of
//! each in the file's metadata.
//!
//! Made from the CSV that stands, so that both hold the same by construction and no table has to know of it. Types come
//! from `columns`; blank cells are null. A file is written under another name and renamed when whole, so that what was
//! cut short never looks like a table.

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
    Text { cells: Vec<ByteArray>, shared: std::collections::BTreeMap<Box<[u8]>, ByteArray> },
    Integer(Vec<i64>),
    Decimal(Vec<f64>),
}

impl Cells {
    fn new(name: &str, kind: Kind) -> Cells {
        let values = match kind {
            Kind::Text => Values::Text { cells: Vec::new(), shared: Default::default() },
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
fn text(
    cell: &[u8],
    last: Option<&ByteArray>,
    shared: &mut std::collections::BTreeMap<Box<[u8]>, ByteArray>,
) -> ByteArray {
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
