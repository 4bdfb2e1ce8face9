use super::*;
use std::path::PathBuf;

/// A file of three pieces in a folder of its own.
fn written() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let path = folder.path().join("seed-1.checkpoint");
    let mut file = Writing::begin(&path, "seed = 1\n".to_owned(), 3).expect("begun");
    file.piece(Kind::State, 0, b"state", blake3::hash(b"state")).expect("written");
    file.stream(Kind::Followed, 1, |out| out.write_all(&[7; 3000])).expect("written");
    file.piece(Kind::Block, 2, &[], blake3::hash(&[])).expect("written");
    file.end().expect("ended");
    (folder, path)
}

/// Reads everything.
fn read(path: &Path) -> Result<Vec<Vec<u8>>, Wrong> {
    let mut opened = Opened::open(path)?;
    let entries = opened.entries.clone();
    let piece = |entry: &Entry| {
        opened.stream(entry, |from| {
            let mut bytes = Vec::new();
            from.read_to_end(&mut bytes).ok().map(|_| bytes)
        })
    };
    entries.iter().map(piece).collect()
}

#[test]
fn pieces_come_back_one_by_one() {
    let (_folder, path) = written();
    let mut opened = Opened::open(&path).expect("sound");
    assert_eq!(opened.header, "seed = 1\n");
    let followed = opened.find(Kind::Followed, 1).expect("there");
    assert_eq!(opened.bytes(&followed).expect("read"), [7; 3000]);
    assert!(opened.find(Kind::Followed, 0).is_none());
    assert_eq!(read(&path).expect("sound"), [b"state".to_vec(), vec![7; 3000], Vec::new()]);
}

#[test]
fn every_byte_that_changes_is_noticed() {
    let (_folder, path) = written();
    let bytes = std::fs::read(&path).expect("read");
    assert_eq!(bytes.len() as u64, bytes_of_file("seed = 1\n", 3, 3005));
    for at in 0..bytes.len() {
        let mut other = bytes.clone();
        other[at] ^= 0x10;
        std::fs::write(&path, other).expect("written");
        assert!(read(&path).is_err(), "byte {at}");
    }
}

#[test]
fn every_length_but_its_own_is_noticed() {
    let (_folder, path) = written();
    let bytes = std::fs::read(&path).expect("read");
    for length in 0..bytes.len() {
        std::fs::write(&path, &bytes[..length]).expect("written");
        assert!(read(&path).is_err(), "{length} bytes");
    }
}

#[test]
fn another_format_and_what_was_never_ended_are_told_apart() {
    let (_folder, path) = written();
    let bytes = std::fs::read(&path).expect("read");
    let with = |change: &dyn Fn(&mut Vec<u8>)| {
        let mut other = bytes.clone();
        change(&mut other);
        std::fs::write(&path, other).expect("written");
        Opened::open(&path).expect_err("refused").to_string()
    };
    assert!(with(&|bytes| bytes[8] = 9).contains("format 9"));
    assert!(with(&|bytes| bytes[..64].fill(0)).contains("never written to its end"));
    assert!(with(&|bytes| bytes[0] = b'P').contains("no checkpoint"));
    assert!(with(&|bytes| bytes.truncate(100)).contains("cut short: 100 of"));
    assert!(with(&|bytes| bytes[20] = 0xFF).contains("make no sense"));
}
