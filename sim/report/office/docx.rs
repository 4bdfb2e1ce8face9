//! A Word document of headings, paragraphs and tables: the few XML parts of WordprocessingML (ECMA-376) in a zip.
//!
//! Written here rather than by a crate because the document must hold the same bytes each time, and because those at
//! hand bring an image library for what is a page of text.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>"#;

const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>"#;

const DOCUMENT_RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;

/// Sizes are in half-points, spaces in twentieths of a point.
const STYLES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri" w:eastAsia="Calibri"/><w:sz w:val="20"/><w:szCs w:val="20"/><w:lang w:val="LANGUAGE"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="80" w:line="252" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style><w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr><w:spacing w:after="60"/></w:pPr><w:rPr><w:b/><w:color w:val="1F3864"/><w:sz w:val="32"/><w:szCs w:val="32"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:before="140" w:after="40"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:color w:val="1F3864"/><w:sz w:val="24"/><w:szCs w:val="24"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Quote"><w:name w:val="Quote"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr><w:pBdr><w:left w:val="single" w:sz="18" w:space="8" w:color="1F3864"/></w:pBdr><w:ind w:left="240" w:right="240"/></w:pPr></w:style><w:style w:type="paragraph" w:styleId="Small"><w:name w:val="Small"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:after="40"/></w:pPr><w:rPr><w:color w:val="404040"/><w:sz w:val="17"/><w:szCs w:val="17"/></w:rPr></w:style></w:styles>"#;

/// How a paragraph looks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Style {
    Title,
    Heading,
    Plain,
    Quote,
    Small,
}

impl Style {
    const fn id(self) -> &'static str {
        match self {
            Style::Title => "Title",
            Style::Heading => "Heading1",
            Style::Plain => "Normal",
            Style::Quote => "Quote",
            Style::Small => "Small",
        }
    }
}

/// A document being written, in order.
#[derive(Default)]
pub struct Document {
    body: String,
}

impl Document {
    pub fn paragraph(&mut self, style: Style, text: &str) {
        let text = escaped(text);
        let style = style.id();
        self.body += &format!(
            r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>"#
        );
    }

    /// A table whose first row is its head; `widths` in twentieths of a point, one a column.
    pub fn table(&mut self, widths: &[u32], rows: &[Vec<String>]) {
        let all: u32 = widths.iter().sum();
        let line = |side: &str| format!(r#"<w:{side} w:val="single" w:sz="4" w:space="0" w:color="BFBFBF"/>"#);
        let lines: String = ["top", "bottom", "insideH"].map(line).concat();
        self.body += &format!(
            r#"<w:tbl><w:tblPr><w:tblW w:w="{all}" w:type="dxa"/><w:tblBorders>{lines}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>"#
        );
        self.body.extend(widths.iter().map(|width| format!(r#"<w:gridCol w:w="{width}"/>"#)));
        self.body += "</w:tblGrid>";
        for (number, row) in rows.iter().enumerate() {
            let (head, bold) = match number {
                0 => ("<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>", true),
                _ => ("<w:trPr><w:cantSplit/></w:trPr>", false),
            };
            self.body += &format!("<w:tr>{head}");
            for (column, (text, width)) in row.iter().zip(widths).enumerate() {
                // Figures stand out: they are what is looked for.
                let bold = if bold || column == 1 { "<w:rPr><w:b/></w:rPr>" } else { "" };
                let text = escaped(text);
                self.body += &format!(
                    r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:spacing w:before="30" w:after="30"/></w:pPr><w:r>{bold}<w:t xml:space="preserve">{text}</w:t></w:r></w:p></w:tc>"#
                );
            }
            self.body += "</w:tr>";
        }
        self.body += r#"</w:tbl><w:p><w:pPr><w:pStyle w:val="Small"/></w:pPr></w:p>"#;
    }

    /// The bytes of the file: A4, margins of 2 cm. `language` is `fr-FR` or `en-GB`.
    ///
    /// # Errors
    /// When the parts cannot be packed.
    pub fn packed(&self, title: &str, language: &str) -> Result<Vec<u8>, String> {
        let document = format!(
            r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>"#,
            self.body
        );
        let core = format!(
            r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title><dc:creator>Bassin</dc:creator><dc:language>{language}</dc:language></cp:coreProperties>"#,
            escaped(title)
        );
        let styles = STYLES.replace("LANGUAGE", language);
        let parts: [(&str, &str); 6] = [
            ("[Content_Types].xml", TYPES),
            ("_rels/.rels", RELATIONS),
            ("docProps/core.xml", &core),
            ("word/_rels/document.xml.rels", DOCUMENT_RELATIONS),
            ("word/document.xml", &document),
            ("word/styles.xml", &styles),
        ];
        // The earliest date a zip can hold: none that would differ from run to run.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default());
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            zip.start_file(name, options).map_err(|error| error.to_string())?;
            zip.write_all(text.as_bytes()).map_err(|error| error.to_string())?;
        }
        zip.finish().map(Cursor::into_inner).map_err(|error| error.to_string())
    }
}

/// Text as it may stand in XML: marks escaped, characters XML forbids left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            '\n' | '\r' | '\t' => out.push(' '),
            c if c < ' ' || matches!(c, '\u{FFFE}' | '\u{FFFF}') => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_title_holds_stays_text() {
        assert_eq!(escaped("<script> & \"l'État\"\u{1}\n"), "&lt;script&gt; &amp; &quot;l'État&quot; ");
    }
}
