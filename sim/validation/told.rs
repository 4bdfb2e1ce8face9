//! The moments as a page for a terminal, and as a table for other programs.

use super::{Line, Verdict, topics};

/// The page: every moment by topic, then how many are inside by topic and in all.
pub fn table(lines: &[Line<'_>], one_in: u32, seeds: usize) -> String {
    let mut text = format!(
        "Published moments and the reference, one household in {one_in}, {seeds} seed{}: mean and 95 % interval over seeds.\n",
        if seeds == 1 { "" } else { "s" }
    );
    text += "A star marks a moment that set a parameter, a margin of the starting population or a path.\n";
    let mut counts = String::new();
    for (topic, _) in topics() {
        let mine: Vec<&Line<'_>> = lines.iter().filter(|line| line.moment.topic == topic).collect();
        if mine.is_empty() {
            continue;
        }
        text += &format!(
            "\n{topic}\n  {:<47} {:>11} {:>11} {:>25} {:>10}  {:<7}  {}\n",
            "", "published", "simulated", "interval", "tolerance", "verdict", "unit"
        );
        for line in &mine {
            let moment = line.moment;
            let [low, high] = line.interval();
            text += &format!(
                "{} {:<47} {:>11} {:>11} {:>25} {:>10}  {:<7}  {}\n",
                if moment.set_a_parameter { " *" } else { "  " },
                moment.moment,
                number(moment.published),
                number(line.simulated.mean),
                format!("{} to {}", number(low), number(high)),
                number(moment.tolerance),
                line.verdict().name(),
                moment.unit,
            );
        }
        counts += &format!("  {topic:<25} {}\n", count(&mine));
    }
    let all: Vec<&Line<'_>> = lines.iter().collect();
    let free: Vec<&Line<'_>> = lines.iter().filter(|line| !line.moment.set_a_parameter).collect();
    text += &format!("\nInside their tolerance\n{counts}  {:<25} {}\n", "all", count(&all));
    text + &format!("  {:<25} {}\n", "that set no parameter", count(&free))
}

fn count(lines: &[&Line<'_>]) -> String {
    let inside = lines.iter().filter(|line| line.verdict() == Verdict::Inside).count();
    let percent = (100 * inside + lines.len() / 2) / lines.len().max(1);
    format!("{inside:>3} inside, {:>3} outside, {percent:>3} % of {}", lines.len() - inside, lines.len())
}

/// Four significant digits, or whole above a thousand.
fn number(value: f64) -> String {
    let size = value.abs();
    match size {
        _ if size >= 1_000_000.0 => format!("{:.0} k", value / 1000.0),
        _ if size >= 1000.0 => format!("{value:.0}"),
        _ if size >= 100.0 => format!("{value:.1}"),
        _ if size >= 1.0 => format!("{value:.2}"),
        _ if size >= 0.1 => format!("{value:.3}"),
        _ => format!("{value:.4}"),
    }
}

/// The same lines as a CSV table.
pub fn csv(lines: &[Line<'_>]) -> String {
    let mut text = "topic,moment,published,simulated,low,high,tolerance,verdict,set_a_parameter\n".to_owned();
    for line in lines {
        let moment = line.moment;
        let [low, high] = line.interval();
        text += &format!(
            "{},{},{},{},{},{},{},{},{}\n",
            moment.topic,
            moment.moment,
            figure(moment.published),
            figure(line.simulated.mean),
            figure(low),
            figure(high),
            figure(moment.tolerance),
            line.verdict().name(),
            if moment.set_a_parameter { "yes" } else { "no" }
        );
    }
    text
}

/// What a kept measure was made on.
#[derive(Clone, Debug)]
pub struct MeasuredOn {
    pub version: String,
    /// Places, months and scale, as the scenario writes them.
    pub places: String,
    pub from: String,
    pub through: String,
    pub one_in: u32,
    pub seeds: Vec<u64>,
    /// BLAKE3 of `law`, `parameters` and `territory`: who reads the table knows whether it measures another run's reference.
    pub digests: Vec<(String, String)>,
}

/// The lines with their units and sources, after what they were measured on: what the project carries and the annex of the
/// report shows.
pub fn kept(lines: &[Line<'_>], on: &MeasuredOn) -> String {
    let seeds: Vec<String> = on.seeds.iter().map(u64::to_string).collect();
    let mut text = format!(
        "# Published moments beside the reference run: made by `bassin validate --keep`, shown in the annex of report.html, \
         read by nothing else. The lines below say what was measured.\n# version = {}\n# where = {}\n# from = {}\n\
         # through = {}\n# one_in = {}\n# seeds = {}\n",
        on.version,
        on.places,
        on.from,
        on.through,
        on.one_in,
        seeds.join(", ")
    );
    for (name, digest) in &on.digests {
        text += &format!("# digest.{name} = {digest}\n");
    }
    text +=
        "topic,moment,published,unit,year,territory,producer,simulated,low,high,tolerance,verdict,set_a_parameter\n";
    for line in lines {
        let moment = line.moment;
        let [low, high] = line.interval();
        text += &format!(
            "{},{},{},{},{},{},{},{},{},{},{},{},{}\n",
            moment.topic,
            moment.moment,
            figure(moment.published),
            cell(&moment.unit),
            cell(&moment.year),
            cell(&moment.territory),
            cell(&moment.producer),
            figure(line.simulated.mean),
            figure(low),
            figure(high),
            figure(moment.tolerance),
            line.verdict().name(),
            if moment.set_a_parameter { "yes" } else { "no" }
        );
    }
    text
}

/// A text as a cell of a CSV.
fn cell(text: &str) -> String {
    if text.contains([',', '"', '\n']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}

/// Six decimals, fewer if the rest is zero.
fn figure(value: f64) -> String {
    let text = format!("{value:.6}");
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::super::{Found, compare, published};
    use super::*;

    #[test]
    fn the_csv_has_the_columns_promised_and_a_line_a_moment() {
        let moments = published().expect("the table carried in the program reads");
        let values: Vec<Found> = moments.iter().map(|moment| Found::Figure(moment.published)).collect();
        let lines = compare(&moments, &[values.clone(), values]);
        let text = csv(&lines);
        let mut rows = text.lines();
        assert_eq!(rows.next(), Some("topic,moment,published,simulated,low,high,tolerance,verdict,set_a_parameter"));
        assert_eq!(rows.clone().count(), moments.len());
        for row in rows {
            let cells: Vec<&str> = row.split(',').collect();
            assert_eq!((cells.len(), cells[7]), (9, "inside"), "{row}");
            assert!(["yes", "no"].contains(&cells[8]), "{row}");
            assert_eq!((cells[2], cells[2]), (cells[4], cells[5]), "{row}");
        }
    }

    #[test]
    fn a_kept_measure_says_what_it_was_made_on_and_reads_back_whole() {
        let moments = published().expect("the table carried in the program reads");
        let values: Vec<Found> = moments.iter().map(|moment| Found::Figure(moment.published)).collect();
        let on = MeasuredOn {
            version: "1.2.3".into(),
            places: "france".into(),
            from: "2019-01".into(),
            through: "2029-12".into(),
            one_in: 100,
            seeds: vec![1, 2],
            digests: vec![("law".into(), "abc".into())],
        };
        let text = kept(&compare(&moments, &[values.clone(), values]), &on);
        let table = crate::report::validation_annex::Measured::read(&text).expect("the report reads what is kept");
        assert_eq!((table.version.as_str(), table.one_in, table.seeds.as_slice()), ("1.2.3", 100, [1, 2].as_slice()));
        assert_eq!(table.digests, [("law".to_owned(), "abc".to_owned())]);
        assert_eq!(table.rows.len(), moments.len());
        for (row, moment) in table.rows.iter().zip(&moments) {
            assert_eq!((&row.moment, &row.unit, &row.producer), (&moment.moment, &moment.unit, &moment.producer));
            assert!(row.is_inside && (row.published - moment.published).abs() < 1e-6, "{row:?}");
        }
    }

    #[test]
    fn the_measure_the_project_carries_is_of_the_moments_it_publishes() {
        let carried =
            crate::report::validation_annex::Measured::carried().expect("the table carried in the program reads");
        let moments = published().expect("the table carried in the program reads");
        let names = |topic: &str, moment: &str| format!("{topic} {moment}");
        let measured: Vec<String> = carried.rows.iter().map(|row| names(&row.topic, &row.moment)).collect();
        let wanted: Vec<String> = moments.iter().map(|moment| names(&moment.topic, &moment.moment)).collect();
        let help = "bassin validate --keep scenarios/france/validation_results.csv";
        assert_eq!(measured, wanted, "{help}");
        for (row, moment) in carried.rows.iter().zip(&moments) {
            let same = (row.published - moment.published).abs() < 1e-6
                && (row.tolerance - moment.tolerance).abs() < 1e-6
                && row.set_a_parameter == moment.set_a_parameter
                && row.unit == moment.unit;
            assert!(same, "{} of {} is published otherwise now: {help}", moment.moment, moment.topic);
        }
    }

    #[test]
    fn the_page_counts_what_is_inside_by_topic_and_in_all() {
        let moments = published().expect("the table carried in the program reads");
        let mut values: Vec<Found> = moments.iter().map(|moment| Found::Figure(moment.published)).collect();
        values[0] = Found::Figure(moments[0].published + 100.0 * moments[0].tolerance);
        let page = table(&compare(&moments, &[values]), 100, 1);
        let n = moments.len();
        assert!(page.contains(&format!("{} inside,   1 outside,", n - 1)), "{page}");
        assert!(page.contains("outside  "), "{page}");
    }
}
