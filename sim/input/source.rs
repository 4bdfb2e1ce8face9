//! From a file on a disk, written on any system, to text.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::error::InputError;

/// A scenario holds decisions; anything larger is another file given by mistake.
pub const LARGEST_BYTES: u64 = 1_000_000;

/// Reads a scenario file: UTF-8 with or without a byte order mark, with any line ends.
///
/// # Errors
/// Missing, unreadable, larger than [`LARGEST_BYTES`], or in another encoding, which is named.
pub fn read(path: &Path) -> Result<String, InputError> {
    let unreadable = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => InputError::Missing { path: path.to_owned(), help: neighbours(path) },
        _ => InputError::Unreadable { path: path.to_owned(), reason: error.to_string() },
    };
    let file = File::open(path).map_err(unreadable)?;
    let about = file.metadata().map_err(unreadable)?;
    if about.is_dir() {
        return Err(InputError::Unreadable { path: path.to_owned(), reason: "it is a folder".to_owned() });
    }
    if about.len() > LARGEST_BYTES {
        return Err(InputError::TooLarge { path: path.to_owned(), bytes: about.len() });
    }
    let mut bytes = Vec::new();
    file.take(LARGEST_BYTES + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    decode(path, bytes)
}

/// Text from the bytes of a scenario file.
pub(crate) fn decode(path: &Path, bytes: Vec<u8>) -> Result<String, InputError> {
    if bytes.len() as u64 > LARGEST_BYTES {
        return Err(InputError::TooLarge { path: path.to_owned(), bytes: bytes.len() as u64 });
    }
    let text = String::from_utf8(bytes).map_err(|error| not_utf8(path, &error.utf8_error(), error.as_bytes()))?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

fn not_utf8(path: &Path, error: &std::str::Utf8Error, bytes: &[u8]) -> InputError {
    let at = error.valid_up_to();
    let before = String::from_utf8_lossy(&bytes[..at]);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    let byte = bytes[at];
    let utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    let (guess, help) = if utf16 {
        (String::new(), "the file is in UTF-16 (\"Unicode\" in old editors): save it again as UTF-8".to_owned())
    } else {
        let guess = windows_1252(byte).map_or_else(String::new, |c| format!(" ({c} in Windows-1252)"));
        (guess, "the file is most likely in Windows-1252 (\"ANSI\"): save it again as UTF-8".to_owned())
    };
    InputError::Encoding { path: path.to_owned(), line, column, byte, guess, help }
}

/// The character a byte above ASCII stands for in Windows-1252, for those a French text holds.
const fn windows_1252(byte: u8) -> Option<char> {
    match byte {
        0x80 => Some('€'),
        0x85 => Some('…'),
        0x91 => Some('‘'),
        0x92 => Some('’'),
        0x93 => Some('“'),
        0x94 => Some('”'),
        0x96 => Some('–'),
        0x97 => Some('—'),
        0x9c => Some('œ'),
        0x8c => Some('Œ'),
        0xa0..=0xff => Some(byte as char),
        _ => None,
    }
}

/// The scenario files that stand where one was looked for.
fn neighbours(path: &Path) -> String {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| name.ends_with(".toml"))
        .collect();
    names.sort();
    let wanted = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    match crate::keys::nearest(&wanted, names.iter().map(String::as_str)) {
        Some(near) => format!("did you mean {}?", folder.join(near).display()),
        None if names.is_empty() => "`bassin new tzcld > my-scenario.toml` writes one to begin with".to_owned(),
        None => format!("{} holds {}", folder.display(), names.join(", ")),
    }
}
