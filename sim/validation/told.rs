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
