//! Names of files made from what people write.

/// A name that is safe as a file or folder name on any system, from any text: small letters, digits and dashes.
pub fn slug(text: &str) -> String {
    const LONGEST: usize = 60;
    const RESERVED: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];
    let mut slug = String::new();
    for c in text.chars() {
        let plain: &str = match c {
            'a'..='z' | '0'..='9' => &c.to_string(),
            'A'..='Z' => &c.to_ascii_lowercase().to_string(),
            'à' | 'â' | 'ä' | 'á' | 'ã' | 'À' | 'Â' | 'Ä' | 'Á' => "a",
            'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' | 'Ë' => "e",
            'î' | 'ï' | 'í' | 'Î' | 'Ï' => "i",
            'ô' | 'ö' | 'ó' | 'Ô' | 'Ö' => "o",
            'ù' | 'û' | 'ü' | 'ú' | 'Ù' | 'Û' | 'Ü' => "u",
            'ç' | 'Ç' => "c",
            'ÿ' => "y",
            'œ' | 'Œ' => "oe",
            'æ' | 'Æ' => "ae",
            _ => "-",
        };
        if plain != "-" {
            slug.push_str(plain);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
        if slug.len() >= LONGEST {
            break;
        }
    }
    let slug = slug.trim_matches('-');
    let stem = slug.trim_end_matches(|c: char| c.is_ascii_digit());
    match slug {
        "" => "scenario".to_owned(),
        _ if RESERVED.contains(&stem) => format!("scenario-{slug}"),
        _ => slug.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn a_path_in_a_title_never_leaves_its_folder() {
        for trick in ["../../etc/passwd", "/etc/passwd", "..\\..\\x", "C:\\Windows", "a\0b", "~/.ssh", "./."] {
            let name = slug(trick);
            assert!(!name.contains(['/', '\\', '.', ':', '~', '\0']), "{trick} gave {name}");
            assert!(!name.is_empty());
        }
        assert_eq!(slug("../../etc/passwd"), "etc-passwd");
        assert_eq!(slug("NUL"), "scenario-nul");
        assert_eq!(slug("…"), "scenario");
        assert_eq!(slug("TZCLD : Marles-les-Mines et Desvres-Samer"), "tzcld-marles-les-mines-et-desvres-samer");
        assert_eq!(slug("Prémery, Cœur de Loire"), "premery-coeur-de-loire");
        assert!(slug(&"é".repeat(10_000)).len() <= 61);
    }
}
