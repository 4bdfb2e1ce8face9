//! Setting numbers of the model on published moments, by a recorded procedure: the exploratory moves of Hooke and Jeeves
//! (1961), on one seed, for a fixed number of runs.
//!
//! Each number in turn is moved up by its step, then down; a move that lowers the loss is kept; after a round that keeps
//! none, steps are halved. The loss looks at those moments only that are said to set parameters: the others stay a test of
//! the model. It is the mean over them of the squared gap in tolerances, each at most nine, so that what the model cannot
//! reach does not pull all else away. Every run is a line of the log.

use std::fmt::Write;

use crate::validation::Line;

/// Gaps beyond so many tolerances weigh no more.
const FARTHEST: f64 = 3.0;
/// The first step of a number, as a part of its range.
const FIRST_STEP: i64 = 12;

/// How far the moments that set parameters are from the published ones.
pub fn loss(lines: &[Line]) -> f64 {
    let gaps: Vec<f64> = lines
        .iter()
        .filter(|line| line.moment.set_a_parameter)
        .map(|line| (line.simulated.mean - line.moment.published).abs() / line.moment.tolerance)
        .map(|gap| gap.min(FARTHEST))
        .collect();
    gaps.iter().map(|gap| gap * gap).sum::<f64>() / gaps.len().max(1) as f64
}

/// A number that is moved: where it stands and between what.
#[derive(Clone, Debug)]
pub struct Number {
    pub at: i64,
    pub low: i64,
    pub high: i64,
    /// The smallest move worth making.
    pub least: i64,
}

/// A run of the search: where the numbers stood and what it gave.
#[derive(Clone, PartialEq, Debug)]
pub struct Tried {
    /// The number moved, and to where; `None` for the start.
    pub moved: Option<(usize, i64)>,
    pub loss: f64,
    pub kept: bool,
}

/// The search itself: asks for positions, is told their loss.
pub struct Search {
    numbers: Vec<Number>,
    steps: Vec<i64>,
    best: Option<f64>,
    /// The move being tried: which number, and whether down.
    turn: (usize, bool),
    kept_in_round: bool,
    asked: Option<(usize, i64)>,
    pub log: Vec<Tried>,
}

impl Search {
    pub fn new(numbers: Vec<Number>) -> Search {
        let steps = numbers.iter().map(|number| ((number.high - number.low) / FIRST_STEP).max(number.least)).collect();
        Search { numbers, steps, best: None, turn: (0, false), kept_in_round: false, asked: None, log: Vec::new() }
    }

    /// Where every number stands in the best run so far.
    pub fn positions(&self) -> Vec<i64> {
        self.numbers.iter().map(|number| number.at).collect()
    }

    /// The positions to run next; `None` when no move is left that is worth making.
    pub fn ask(&mut self) -> Option<Vec<i64>> {
        if self.best.is_none() {
            self.asked = None;
            return Some(self.positions());
        }
        let mut looked = 0;
        while looked <= 4 * self.numbers.len() {
            looked += 1;
            let (which, down) = self.turn;
            if which == self.numbers.len() {
                if !self.kept_in_round && !self.halve() {
                    return None;
                }
                (self.turn, self.kept_in_round) = ((0, false), false);
                continue;
            }
            let number = &self.numbers[which];
            let step = if down { -self.steps[which] } else { self.steps[which] };
            let to = (number.at + step).clamp(number.low, number.high);
            if (to - number.at).abs() < number.least {
                self.pass();
                continue;
            }
            self.asked = Some((which, to));
            let mut positions = self.positions();
            positions[which] = to;
            return Some(positions);
        }
        None
    }

    /// What the positions last asked for gave; returns whether they are kept.
    pub fn told(&mut self, loss: f64) -> bool {
        let kept = self.best.is_none_or(|best| loss < best);
        self.log.push(Tried { moved: self.asked, loss, kept });
        if kept {
            self.best = Some(loss);
        }
        match self.asked.take() {
            Some((which, to)) if kept => {
                self.numbers[which].at = to;
                self.kept_in_round = true;
                self.turn = (which + 1, false);
            }
            Some(_) => self.pass(),
            None => {}
        }
        kept
    }

    /// On to the other direction, or to the next number.
    fn pass(&mut self) {
        let (which, down) = self.turn;
        self.turn = if down { (which + 1, false) } else { (which, true) };
    }

    /// Halves the steps; false when all are as small as is worth making.
    fn halve(&mut self) -> bool {
        let mut any = false;
        for (step, number) in self.steps.iter_mut().zip(&self.numbers) {
            let half = (*step / 2).max(number.least);
            any |= half < *step;
            *step = half;
        }
        any
    }
}

/// The log as a table. `written` says a position of a number as a scenario writes it.
pub fn log(said: &str, names: &[&str], tried: &[Tried], written: &dyn Fn(usize, i64) -> String) -> String {
    let mut text = format!(
        "# Runs of the search that sets numbers of the model on published moments. {said}\n\
         run,moved,to,loss,kept\n"
    );
    for (run, tried) in tried.iter().enumerate() {
        let (name, to) = match tried.moved {
            Some((which, to)) => (names[which], written(which, to)),
            None => ("", String::new()),
        };
        let _ = writeln!(text, "{},{name},{to},{:.5},{}", run + 1, tried.loss, if tried.kept { "yes" } else { "no" });
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Runs the search on a bowl whose bottom is known.
    fn bottom(of: [i64; 2], runs: usize) -> (Vec<i64>, usize) {
        let number = |at| Number { at, low: 0, high: 1200, least: 1 };
        let mut search = Search::new(vec![number(1100), number(300)]);
        for _ in 0..runs {
            let Some(at) = search.ask() else { break };
            let gap = |place: usize| (at[place] - of[place]) as f64;
            search.told(gap(0) * gap(0) + 3.0 * gap(1) * gap(1) + 0.5 * gap(0) * gap(1));
        }
        (search.positions(), search.log.len())
    }

    #[test]
    fn the_search_finds_the_bottom_of_a_bowl_and_stops_there() {
        let (at, runs) = bottom([417, 742], 1000);
        assert_eq!(at, [417, 742]);
        assert!(runs < 200, "{runs}");
    }

    #[test]
    fn it_keeps_within_the_ranges_and_within_its_runs() {
        let (at, runs) = bottom([5000, -70], 12);
        assert!(at[0] <= 1200 && at[1] >= 0, "{at:?}");
        assert_eq!(runs, 12);
        // The bowl leans: held at the end of its range, the first number moves the bottom of the second.
        assert_eq!(bottom([5000, -70], 1000).0, [1200, 247]);
    }

    #[test]
    fn no_kept_run_is_worse_than_the_one_kept_before() {
        let mut search = Search::new(vec![Number { at: 50, low: 0, high: 100, least: 1 }]);
        while let Some(at) = search.ask() {
            search.told(((at[0] - 13) as f64).abs());
        }
        let kept: Vec<f64> = search.log.iter().filter(|tried| tried.kept).map(|tried| tried.loss).collect();
        assert!(kept.windows(2).all(|pair| pair[1] < pair[0]) && kept.last() == Some(&0.0), "{kept:?}");
    }
}
