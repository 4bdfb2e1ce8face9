//! `report.html` as a reader meets it: opened in a real browser, at the width of a phone and of a screen, in both
//! languages. Without Chromium these tests say so and are left out, but fail where `CI` is set.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command as Process;
use std::sync::OnceLock;

use assert_cmd::Command;

/// A name that must stay text.
const TITLE: &str = "Essai <script>window.owned = 1</script> & Nevers";

const SCENARIO: &str = r#"
title = "Essai <script>window.owned = 1</script> & Nevers"
question = "Que gagnent les départements, que paie l'État ?"
[run]
where   = ["ze:0060"]
one_in  = 20
from    = "2019-01"
through = "2022-12"
seeds   = "1..2"
[tzcld]
outside_law = false
[tzcld.territory.premery]
where       = ["com:58218"]
from        = "2019-07"
hiring_pace = "3 persons/month"
"#;

struct Pages {
    _folder: tempfile::TempDir,
    english: String,
    french: String,
}

/// The page of one small run in both languages, made once.
fn pages() -> &'static Pages {
    static PAGES: OnceLock<Pages> = OnceLock::new();
    PAGES.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a scratch folder");
        fs::write(folder.path().join("essai.toml"), SCENARIO).expect("written");
        let page = |language: &str| {
            let output = Command::cargo_bin("bassin")
                .expect("built")
                .current_dir(folder.path())
                .args(["run", "essai.toml", "--quiet", "--lang", language, "--out", language])
                .output()
                .expect("runs");
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            fs::read_to_string(folder.path().join(language).join("report.html")).expect("a page")
        };
        let (english, french) = (page("en"), page("fr"));
        Pages { _folder: folder, english, french }
    })
}

/// The browser, or `None` with a word of it; where `CI` is set, there must be one.
fn browser() -> Option<PathBuf> {
    let paths = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&paths)
        .flat_map(|folder| ["chromium", "chromium-browser", "google-chrome"].map(|name| folder.join(name)))
        .find(|path| path.is_file());
    if found.is_none() {
        assert!(std::env::var_os("CI").is_none(), "no Chromium: apt-get install chromium");
        eprintln!("LEFT OUT: no Chromium on this machine; the page was not opened (apt-get install chromium)");
    }
    found
}

/// Looks at the page from within and writes what it sees at its end.
const BEFORE: &str = r#"<script>
window.seen = [];
window.addEventListener("error", event => seen.push("error: " + event.message));
for (const kind of ["error", "warn"]) console[kind] = (...words) => seen.push(kind + ": " + words.join(" "));
</script>"#;

const AFTER: &str = r#"<script>
const shown = element => { const box = element.getBoundingClientRect(); return box.width > 50 && box.height > 50; };
const root = document.documentElement;
const tell = (name, value) => seen.push("told " + name + " = " + value);
tell("width", window.innerWidth);
tell("overflow", root.scrollWidth - root.clientWidth);
const wide = [...document.querySelectorAll("main *")].filter(element => !element.closest(".scroll, pre, svg")
  && element.getBoundingClientRect().right > root.clientWidth + 1);
tell("beyond", wide.map(element => element.tagName + "." + element.className).join(" "));
const figures = [...document.querySelectorAll("figure")];
tell("figures", figures.map(figure => figure.id).join(" "));
tell("drawn", figures.filter(figure => [...figure.querySelectorAll("svg")].filter(shown).length === 1).length);
tell("described", [...document.querySelectorAll("svg")].filter(svg => svg.querySelector("title").textContent
  && svg.querySelector("desc").textContent && svg.getAttribute("role") === "img").length
  === document.querySelectorAll("svg").length);
tell("tables", figures.filter(figure => figure.querySelectorAll("details tbody tr").length > 0).length);
tell("owned", window.owned);
tell("title", document.querySelector("h1").textContent);
const ids = [...document.querySelectorAll("[id]")].map(element => element.id);
tell("ids_twice", ids.length - new Set(ids).size);
tell("links_lost", [...document.querySelectorAll("a[href^='#']")].filter(a => !document.querySelector(a.getAttribute("href"))).length);
tell("heads_without_scope", document.querySelectorAll("th:not([scope])").length);
const table = document.querySelector("table.sortable");
const value = row => Number(row.querySelector("td.number").dataset.v);
const place = [...table.tBodies[0].rows[0].cells].findIndex(cell => cell.matches("td.number"));
table.tHead.rows[0].cells[place].querySelector("button").click();
const values = [...table.tBodies[0].rows].map(value);
tell("sorted", values.length > 2 && values.every((v, i) => i === 0 || values[i - 1] >= v)
  && table.tHead.rows[0].cells[place].getAttribute("aria-sort") === "descending");
const end = document.createElement("pre");
end.id = "seen";
end.textContent = seen.join("\n");
document.body.append(end);
</script>"#;

/// What the browser saw of a page at this width: lines.
fn seen(browser: &Path, page: &str, width: u32) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let watched = page.replacen("<head>", &format!("<head>{BEFORE}"), 1).replace("</body>", &format!("{AFTER}</body>"));
    let file = folder.path().join("page.html");
    fs::write(&file, watched).expect("written");
    let output = Process::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"])
        .args(["--disable-background-networking", "--disable-component-update", "--disable-sync", "--dump-dom"])
        .arg(format!("--user-data-dir={}", folder.path().join("profile").display()))
        .arg(format!("--window-size={width},900"))
        .arg(format!("file://{}", file.display()))
        .output()
        .expect("the browser runs");
    let dom = String::from_utf8_lossy(&output.stdout);
    let (_, told) = dom.split_once("<pre id=\"seen\">").unwrap_or_else(|| {
        panic!("the page did not reach its end: {}\n{}", dom.len(), String::from_utf8_lossy(&output.stderr))
    });
    let told = told.split("</pre>").next().unwrap_or_default();
    told.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").lines().map(str::to_owned).collect()
}

fn told<'a>(lines: &'a [String], name: &str) -> &'a str {
    let start = format!("told {name} = ");
    lines.iter().find_map(|line| line.strip_prefix(&start)).unwrap_or_else(|| panic!("{name} in {lines:#?}"))
}

#[test]
fn the_page_opens_without_error_and_fits_a_phone_and_a_screen_in_both_languages() {
    let Some(browser) = browser() else { return };
    for page in [&pages().english, &pages().french] {
        for width in [360, 1280] {
            let lines = seen(&browser, page, width);
            let problems: Vec<&String> = lines.iter().filter(|line| !line.starts_with("told ")).collect();
            assert!(problems.is_empty(), "{problems:?}");
            assert_eq!(told(&lines, "width"), width.to_string());
            assert_eq!(told(&lines, "overflow"), "0", "at {width}: {}", told(&lines, "beyond"));
            assert_eq!(told(&lines, "beyond"), "", "at {width}");
            let figures: Vec<&str> = told(&lines, "figures").split(' ').collect();
            for expected in ["balance-by-year", "ebe", "unemployment", "poverty", "waterfall", "map", "exits-by-cause"]
            {
                assert!(figures.contains(&expected), "{expected} is missing: {figures:?}");
            }
            let all = figures.len().to_string();
            assert_eq!(told(&lines, "drawn"), all, "each figure is drawn once at {width}");
            assert_eq!(told(&lines, "tables"), all, "a table stands behind each figure");
        }
    }
}

#[test]
fn a_script_in_the_name_of_a_scenario_stays_text() {
    for page in [&pages().english, &pages().french] {
        assert_eq!(page.matches("<script>").count(), 1, "the page has one script, its own");
    }
    let Some(browser) = browser() else { return };
    let lines = seen(&browser, &pages().english, 1280);
    assert_eq!(told(&lines, "owned"), "undefined");
    assert_eq!(told(&lines, "title"), TITLE);
}

#[test]
fn the_page_is_read_by_keyboard_and_screen_reader_and_its_tables_sort() {
    let Some(browser) = browser() else { return };
    let lines = seen(&browser, &pages().french, 1280);
    assert_eq!(told(&lines, "described"), "true", "every picture has a title and a description");
    assert_eq!(told(&lines, "ids_twice"), "0");
    assert_eq!(told(&lines, "links_lost"), "0");
    assert_eq!(told(&lines, "heads_without_scope"), "0");
    assert_eq!(told(&lines, "sorted"), "true");
    for landmark in ["<header>", "<nav aria-label=", "<main id=\"main\"", "<footer>", "<a class=\"skip\""] {
        assert!(pages().french.contains(landmark), "{landmark}");
    }
}

#[test]
fn the_page_needs_no_network_and_is_light() {
    for page in [&pages().english, &pages().french] {
        for outside in ["src=", "url(", "@import", "<link", "href=\"http", "fetch("] {
            assert!(!page.contains(outside), "{outside}");
        }
        assert!(page.len() < 600_000, "{} bytes", page.len());
    }
}

#[test]
fn the_body_the_question_names_first_comes_first_and_all_bodies_sum_to_zero() {
    let page = &pages().french;
    let cards: Vec<&str> = page.split("<dt>").skip(1).map(|rest| rest.split("</dt>").next().unwrap_or("")).collect();
    assert_eq!(cards[0], "Départements");
    assert_eq!(cards[1], "Ensemble des administrations");
    let (_, table) = page.split_once("<caption>Qui gagne et qui paie, par an</caption>").expect("the table");
    let table = table.split("</table>").next().expect("its end");
    let (_, last) = table.rsplit_once("<th scope=\"row\">Somme de tous</th>").expect("the sum");
    let sums: Vec<&str> =
        last.split("<td").skip(1).filter_map(|c| c.split_once('>')?.1.split("</td>").next()).collect();
    assert!(sums.iter().any(|sum| !sum.is_empty()), "{sums:?}");
    for sum in sums {
        assert!(sum.chars().all(|c| matches!(c, '0' | ',')), "not zero: {sum}");
    }
}

#[test]
fn french_is_written_as_french_is_and_english_as_english() {
    let (english, french) = (&pages().english, &pages().french);
    assert!(english.contains("<html lang=\"en\">") && french.contains("<html lang=\"fr\">"));
    assert!(french.contains("«\u{202F}Que gagnent les départements, que paie l&#39;État ?\u{202F}»"));
    assert!(french.contains("juillet\u{A0}2019") && english.contains("July\u{A0}2019"));
    assert!(french.contains("un ménage sur 20 (") && english.contains("one household in 20 ("));
    assert!(french.contains("95\u{202F}%") && french.contains("L’essentiel"));
    assert!(english.contains("In short") && !english.contains("L’essentiel"));
}

/// Relative luminance of `#rrggbb` (WCAG 2.2).
fn luminance(colour: &str) -> f64 {
    let part = |at: usize| {
        let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).expect("a colour")) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { libm::pow((value + 0.055) / 1.055, 2.4) }
    };
    0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
}

#[test]
fn every_ink_can_be_read_on_its_paper_by_day_and_by_night() {
    let page = &pages().english;
    let palettes: Vec<&str> = page.split("--paper:").skip(1).map(|rest| rest.split('}').next().unwrap_or("")).collect();
    assert_eq!(palettes.len(), 2, "light and dark");
    for palette in palettes {
        let palette = format!("--paper:{palette}");
        let colour = |name: &str| {
            let (_, rest) = palette.split_once(&format!("--{name}:")).expect("the colour is set");
            rest.trim_start()[..7].to_owned()
        };
        for (ink, least) in [("text", 7.0), ("muted", 4.5), ("accent", 4.5), ("cost", 4.5), ("reference", 3.0)] {
            for ground in ["paper", "soft"] {
                let (a, b) = (luminance(&colour(ink)), luminance(&colour(ground)));
                let contrast = (a.max(b) + 0.05) / (a.min(b) + 0.05);
                assert!(contrast >= least, "{ink} on {ground}: {contrast:.2} in {palette}");
            }
        }
    }
}
