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
parent.document.body.append(end);
</script>"#;

/// What the browser saw of a page at this width: lines. The page stands in a frame, as a window of the browser is never as
/// narrow as a phone.
fn seen(browser: &Path, page: &str, width: u32) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let watched = page.replacen("<head>", &format!("<head>{BEFORE}"), 1).replace("</body>", &format!("{AFTER}</body>"));
    let file = folder.path().join("page.html");
    let watched = watched.replace('&', "&amp;").replace('"', "&quot;");
    let frame = format!("<iframe style=\"border:0;width:{width}px;height:900px\" srcdoc=\"{watched}\"></iframe>");
    fs::write(&file, format!("<!doctype html><meta charset=\"utf-8\"><body style=\"margin:0\">{frame}</body>"))
        .expect("written");
    let output = Process::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"])
        .args(["--disable-background-networking", "--disable-component-update", "--disable-sync", "--dump-dom"])
        .arg(format!("--user-data-dir={}", folder.path().join("profile").display()))
        .arg("--window-size=1400,900")
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
            for expected in [
                "balance-by-year",
                "ebe",
                "unemployment",
                "poverty",
                "waterfall",
                "map",
                "exits-by-cause",
                "tenths",
                "simulated-over-published",
            ] {
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
        assert!(page.len() < 700_000, "{} bytes", page.len());
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

/// The cells of the last row of the first table under a caption that begins so.
fn last_row(page: &str, caption: &str) -> Vec<String> {
    let (_, table) = page.split_once(&format!("<caption>{caption}")).unwrap_or_else(|| panic!("no table {caption}"));
    let table = table.split("</table>").next().expect("its end");
    let (_, row) = table.rsplit_once("<tr").expect("a row");
    row.split("<td").skip(1).filter_map(|c| Some(c.split_once('>')?.1.split("</td>").next()?.to_owned())).collect()
}

#[test]
fn who_gains_and_who_loses_are_the_same_persons_told_by_tenth_and_by_household() {
    let page = &pages().english;
    let tenths = last_row(page, "The same persons with and without the reform, by tenth");
    let types = last_row(page, "The same persons with and without the reform, by household");
    assert_eq!(tenths[..4], types[..4], "all persons are in both tables");
    let number = |text: &str| -> i64 {
        let digits = text.split(" (").next().unwrap_or_default().replace(',', "");
        digits.parse().unwrap_or_else(|_| panic!("{text}"))
    };
    let [all, gain, lose, same] = [0, 1, 2, 3].map(|place| number(&tenths[place]));
    assert_eq!(all, gain + lose + same, "{tenths:?}");
    assert!(all > 100_000, "nearly everyone of the zone is compared: {all}");
}

const THIERS: &str = r#"
title = "Thiers"
[run]
where   = ["ze:8417"]
one_in  = 4
from    = "2019-01"
through = "2020-06"
seeds   = [1]
[tzcld]
outside_law = true
met_over    = "6 months"
[tzcld.territory.thiers]
where       = ["com:63430"]
from        = "2019-03"
hiring_pace = "40 persons/month"
"#;

#[test]
fn the_account_of_the_ebe_sums_to_its_net_cost_and_no_other_institution_is_told_of() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    fs::write(folder.path().join("thiers.toml"), THIERS).expect("written");
    let run = ["run", "thiers.toml", "--quiet", "--out", "out"];
    let output =
        Command::cargo_bin("bassin").expect("built").current_dir(folder.path()).args(run).output().expect("runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let page = fs::read_to_string(folder.path().join("out/report.html")).expect("a page");
    assert!(!page.contains("id=\"recentralisation\"") && !page.contains("id=\"experiment\""));
    let (_, table) = page.split_once("<caption>A full-time equivalent paid by the contribution").expect("the account");
    let table = table.split("</table>").next().expect("its end");
    let (parts, net) = table.split_once("Net, narrow perimeter").expect("the net");
    // Bodies, then all of them together: the last but one number of a row, the interval being left out with one seed.
    let row = |text: &str| -> Vec<i64> {
        let cells = text.split("<td").skip(1).filter_map(|c| c.split_once('>')?.1.split("</td>").next());
        cells.map(|cell| cell.replace(',', "").replace('−', "-").replace('+', "").parse().expect(cell)).collect()
    };
    let rows: Vec<Vec<i64>> = parts.split("<tr>").skip(2).map(row).filter(|row| !row.is_empty()).collect();
    let net = row(net.split("</tr>").next().unwrap_or_default());
    assert!(rows.len() >= 5 && net.len() == 6, "{rows:?} {net:?}");
    for (column, net) in net.iter().enumerate() {
        let sum: i64 = rows.iter().map(|row| row[column]).sum();
        assert!((sum - net).abs() <= rows.len() as i64, "column {column}: {sum} and {net}");
    }
    for row in rows.iter().chain([&net]) {
        let bodies: i64 = row[..5].iter().sum();
        assert!((bodies - row[5]).abs() <= 5, "{row:?}");
    }
}

#[test]
fn the_measure_of_the_model_says_on_what_it_was_made_and_the_bridge_where_published_figures_come_from() {
    let (english, french) = (&pages().english, &pages().french);
    assert!(english.contains("Measured on all of France, one household in"));
    assert!(french.contains("Mesuré sur la France entière, un ménage sur"));
    for (page, text) in
        [(english, "Gross cost of a full-time job in an EBE"), (french, "Coût brut d’un temps plein en EBE")]
    {
        let (_, bridge) = page.split_once("<section id=\"bridge\"").expect("the section");
        let bridge = bridge.split("</section>").next().unwrap_or_default();
        assert!(bridge.contains(text) && bridge.contains("IGAS-IGF"), "{bridge}");
    }
}

#[test]
fn parameters_of_ones_own_are_told_not_to_be_those_that_were_measured() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let alone = SCENARIO.split("[tzcld]").next().expect("what runs");
    let changed = alone.replace("one_in  = 20", "one_in  = 100").replace("2022-12", "2019-03");
    let changed = format!("{changed}\n[parameters]\n\"search.ebe\" = \"11 %\"\n");
    fs::write(folder.path().join("essai.toml"), changed).expect("written");
    let run = ["run", "essai.toml", "--quiet", "--out", "out"];
    let output =
        Command::cargo_bin("bassin").expect("built").current_dir(folder.path()).args(run).output().expect("runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let page = fs::read_to_string(folder.path().join("out/report.html")).expect("a page");
    let (_, told) = page.split_once("whose reference rests on other values: ").expect("told");
    assert!(told.split('.').next().is_some_and(|what| what.contains("parameters of the model")), "{}", &told[..200]);
}

/// A square of a département.
fn square(code: &str, longitude: f64, latitude: f64) -> String {
    let (east, north) = (longitude + 1.0, latitude + 1.0);
    format!(
        r#"{{"type":"Feature","properties":{{"CODE_DEPT":"{code}"}},"geometry":{{"type":"Polygon","coordinates":[[[{longitude},{latitude}],[{east},{latitude}],[{east},{north}],[{longitude},{north}],[{longitude},{latitude}]]]}}}}"#
    )
}

#[test]
fn outlines_of_the_users_own_make_a_true_map_and_a_bad_file_is_told_before_anything_runs() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let small = SCENARIO.replace("one_in  = 20", "one_in  = 100").replace("2022-12", "2019-12").replace("1..2", "1..1");
    fs::write(folder.path().join("essai.toml"), small).expect("written");
    let features = [square("58", 3.0, 46.6), square("62", 2.0, 50.0)].join(",");
    let good = format!(r#"{{"type":"FeatureCollection","features":[{features}]}}"#);
    fs::write(folder.path().join("good.geojson"), good).expect("written");
    fs::write(folder.path().join("bad.geojson"), "{\"type\": \"FeatureCollection\"").expect("written");
    let run = |outlines: &str| {
        Command::cargo_bin("bassin")
            .expect("built")
            .current_dir(folder.path())
            .args(["run", "essai.toml", "--quiet", "--out", "out", "--outlines", outlines])
            .output()
            .expect("runs")
    };
    for bad in ["bad.geojson", "nowhere.geojson"] {
        let output = run(bad);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains("--outlines") && said.contains(bad), "{said}");
        assert!(!folder.path().join("out").exists(), "nothing ran");
    }
    let output = run("good.geojson");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let page = fs::read_to_string(folder.path().join("out/report.html")).expect("a page");
    let (_, map) = page.split_once("<figure id=\"map\"").expect("the map");
    let map = map.split("</figure>").next().unwrap_or_default();
    assert!(map.contains("<polygon") && map.contains("Nièvre (58)"), "{map}");
    assert!(map.contains("The file has no outline of 01, 02"), "those lacking are named");
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

#[test]
fn a_reference_without_reform_is_told_as_such_with_its_figures() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let alone = SCENARIO.split("[tzcld]").next().expect("what runs");
    fs::write(folder.path().join("essai.toml"), alone).expect("written");
    let run = ["run", "essai.toml", "--quiet", "--out", "out"];
    let output = Command::cargo_bin("bassin").expect("built").current_dir(folder.path()).args(run).output();
    assert!(output.expect("runs").status.success());
    let page = fs::read_to_string(folder.path().join("out/report.html")).expect("a page");
    assert!(page.contains("The scenario holds no policy") && !page.contains("id=\"headline\""));
    for figure in page.split("<figure").skip(1) {
        assert!(figure.matches("<tr>").count() > 4, "a table of four years stands behind each figure");
    }
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
