//! The files are opened as an office program would: by a reader of the format, not by looking for bytes.

use std::io::Read;

use calamine::{Data, Reader, Xlsx, open_workbook};

use super::*;
use crate::report::{differences, sample};

fn written(description: &Description, replicates: &[Replicate]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let gazetteer = sample::gazetteer();
    let compared = Differences::of(description, &gazetteer, replicates);
    let headline = Headline::of(description, &compared, replicates);
    if headline.has_reform {
        differences::write(folder.path(), &gazetteer, &compared).expect("a table");
    }
    write(folder.path(), description, &gazetteer, replicates, (&compared, &headline)).expect("written");
    folder
}

fn both() -> [Replicate; 2] {
    [sample::replicate(1, 3), sample::replicate(2, 3)]
}

fn in_language(language: Language) -> Description {
    let mut description = sample::description();
    description.page.language = language;
    description
}

fn note_part(folder: &Path, name: &str) -> String {
    let file = std::fs::File::open(folder.join(NOTE)).expect("a note");
    let mut zip = zip::ZipArchive::new(file).expect("a zip");
    let mut text = String::new();
    zip.by_name(name).expect("a part").read_to_string(&mut text).expect("text");
    text
}

/// The text a reader sees.
fn text_of(xml: &str) -> String {
    let mut out = String::new();
    for part in xml.split("<w:t xml:space=\"preserve\">").skip(1) {
        out += part.split("</w:t>").next().unwrap_or_default();
        out.push('\n');
    }
    out
}

#[test]
fn the_workbook_opens_with_its_sheets_and_the_consolidated_balance_in_euros() {
    for (language, sheets) in [
        (Language::English, ["Summary", "Balances", "Differences", "Poverty exits", "By place"]),
        (Language::French, ["Synthèse", "Soldes", "Différences", "Sorties de pauvreté", "Par lieu"]),
    ] {
        let folder = written(&in_language(language), &both());
        let mut book: Xlsx<_> = open_workbook(folder.path().join(WORKBOOK)).expect("a workbook");
        assert_eq!(book.sheet_names(), sheets);
        let balances = book.worksheet_range(sheets[1]).expect("a sheet");
        let total = balances.rows().find(|row| {
            matches!(&row[0], Data::String(name) if name == language.of("All public bodies", "Ensemble des administrations"))
        });
        // A year: contribution −1,200,000; contributions received +180,000; RSA not paid +60,000.
        assert_eq!(total.expect("the total")[1], Data::Float(-960_000.0));
        let front = book.worksheet_range(sheets[0]).expect("a sheet");
        assert!(front.rows().any(|row| row[1] == Data::Float(-960_000.0)), "{front:?}");
        assert!(front.rows().any(|row| row[1] == Data::Float(3_600.0)), "poverty avoided");
        let places = book.worksheet_range(sheets[4]).expect("a sheet");
        assert!(places.rows().any(|row| row[2] == Data::String("Pas-de-Calais (62)".into())));
        let exits = book.worksheet_range(sheets[3]).expect("a sheet");
        let cause = language.of("A job in an EBE", "Un emploi en EBE");
        let by_job = exits.rows().find(|row| row[4] == Data::String(cause.into()) && row[0] == Data::Float(2020.0));
        assert_eq!(by_job.expect("the cause")[9], Data::Float(240.0), "eight persons a unit of shift, one in ten");
    }
}

#[test]
fn the_note_tells_question_answer_certainty_and_a_sentence_with_its_source() {
    let english = written(&in_language(Language::English), &both());
    let text = text_of(&note_part(english.path(), "word/document.xml"));
    for expected in [
        "Essai : emploi à Béthune",
        "Que coûte chaque emploi ?",
        "costs €960,000",
        "the reform costs public bodies €960,000 a year on average",
        "avoids 3,600 person-years of poverty",
        "means over 2 seeds",
        "scenario scenarios/essai.toml, 2 seeds, digest full23",
        "not a forecast",
    ] {
        assert!(text.contains(expected), "{expected} is missing in:\n{text}");
    }
    let french = written(&in_language(Language::French), &both());
    let text = text_of(&note_part(french.path(), "word/document.xml"));
    for expected in
        ["la réforme coûte 960\u{202F}000\u{202F}€ par an en moyenne", "évite 3\u{202F}600 années-personnes", "À citer"]
    {
        assert!(text.contains(expected), "{expected} is missing in:\n{text}");
    }
    assert!(note_part(french.path(), "word/styles.xml").contains("fr-FR"));
}

#[test]
fn one_seed_is_told_to_have_no_interval_and_a_reference_has_nothing_to_quote() {
    let one = written(&sample::description(), &[sample::replicate(1, 3)]);
    let text = text_of(&note_part(one.path(), "word/document.xml"));
    assert!(text.contains("one seed: no interval"), "{text}");
    let reference = written(&sample::description(), &[Replicate { reform: None, ..sample::replicate(1, 0) }]);
    let text = text_of(&note_part(reference.path(), "word/document.xml"));
    assert!(text.contains("no policy") && !text.contains("To be quoted"), "{text}");
    let book: Xlsx<_> = open_workbook(reference.path().join(WORKBOOK)).expect("a workbook");
    assert_eq!(book.sheet_names(), ["Summary"]);
}

#[test]
fn a_title_with_marks_of_xml_stays_text_and_the_parts_are_well_formed() {
    let mut description = sample::description();
    description.title = "<script>alert(1)</script> & \"essai\"".into();
    let folder = written(&description, &both());
    let document = note_part(folder.path(), "word/document.xml");
    assert!(document.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;essai&quot;"));
    for part in ["[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "word/document.xml", "word/styles.xml"] {
        let text = note_part(folder.path(), part);
        let mut open: Vec<&str> = Vec::new();
        for tag in text.split('<').skip(1).map(|tag| tag.split('>').next().unwrap_or_default()) {
            match tag.strip_prefix('/') {
                Some(name) => assert_eq!(open.pop(), Some(name), "{part}"),
                None if tag.starts_with('?') || tag.ends_with('/') => {}
                None => open.push(tag.split_whitespace().next().unwrap_or_default()),
            }
        }
        assert!(open.is_empty(), "{part}: {open:?}");
    }
}

#[test]
fn the_same_result_gives_the_same_bytes_and_leaves_no_part_behind() {
    let bytes = |name: &str| {
        let folder = written(&sample::description(), &both());
        assert!(
            std::fs::read_dir(folder.path())
                .expect("a folder")
                .flatten()
                .all(|entry| { !entry.file_name().to_string_lossy().ends_with(".part") })
        );
        std::fs::read(folder.path().join(name)).expect("a file")
    };
    assert!(bytes(WORKBOOK) == bytes(WORKBOOK));
    assert!(bytes(NOTE) == bytes(NOTE));
}
