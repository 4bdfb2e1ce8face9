//! The versions of one file side by side, and what its policies add to each other: on the page and on a terminal.

use crate::report::versions::Versions;

/// Nothing for a file that is its only version.
pub fn for_terminal(versions: &Versions) -> String {
    let mut text = String::new();
    if versions.0.len() > 1 {
        text += &format!("\nEvery version against the same reference:\n\n{}", versions.grid().aligned());
    }
    if let Some(grid) = versions.interaction_grid() {
        text += &format!("\nWhat the policies add to each other:\n\n{}", grid.aligned());
    }
    text
}

/// The other versions of the file, and what its policies add to each other.
pub fn section(versions: &Versions) -> String {
    if versions.0.len() < 2 {
        return String::new();
    }
    let mut text = format!(
        "\n## Versions\n\nEach against the same reference, on the same draws; a cost is above zero. All effects, and the \
         difference of each version from the file, are in `versions.csv`; each version has a result folder of its \
         own.\n\n{}",
        versions.grid().markdown()
    );
    if let Some(grid) = versions.interaction_grid() {
        text += &format!(
            "\n### What the policies add to each other\n\nThe interaction is what they do together less the sum of what \
             each does alone, seed by seed.\n\n{}",
            grid.markdown()
        );
    }
    text
}
