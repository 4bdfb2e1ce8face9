//! The value of a number at which an effect reaches a target: the search, and how sure its answer is.
//!
//! Every position is run on the same seeds, so that each seed draws its own curve. The answer is where the mean curve
//! crosses; its interval turns the spread of the seeds' curves there into the dial's own unit, by the slope of the line
//! that fits the means best. Curves are not smooth, as persons are hired one by one: the search ends when the two sides
//! of the crossing can no longer be told apart on these seeds. Positions are whole numbers of the dial's steps.

use super::statistics::Estimate;

/// An effect, less its target, at one position of the dial, seed by seed.
#[derive(Clone, PartialEq, Debug)]
pub struct Point {
    pub position: i64,
    pub by_seed: Vec<f64>,
}

impl Point {
    pub fn estimate(&self) -> Estimate {
        Estimate::of(&self.by_seed)
    }
}

/// The search under way.
#[derive(Clone, PartialEq, Debug)]
pub struct Search {
    low: i64,
    high: i64,
    step: i64,
    most: usize,
    /// In the order of positions.
    points: Vec<Point>,
}

/// What a finished search says.
#[derive(Clone, PartialEq, Debug)]
pub enum Answer {
    /// The mean curve crosses here.
    At { position: Estimate },
    /// It has the same sign at both ends.
    Nowhere,
}

impl Search {
    /// Between two positions, in at most so many runs.
    pub fn new(low: i64, high: i64, step: i64, most: usize) -> Search {
        Search { low, high, step: step.max(1), most, points: Vec::new() }
    }

    /// Takes what was found at a position.
    pub fn add(&mut self, point: Point) {
        let at = self.points.partition_point(|known| known.position < point.position);
        self.points.insert(at, point);
    }

    /// In the order of positions.
    pub fn points(&self) -> &[Point] {
        &self.points
    }

    /// The position to run next; `None` when the answer stands: it crosses nowhere, the two sides are a step or a
    /// hundredth of the range apart or cannot be told apart on these seeds, or the runs are used up.
    pub fn next(&self) -> Option<i64> {
        let known = |position: i64| self.points.iter().any(|point| point.position == position);
        for end in [self.low, self.high] {
            if !known(end) {
                return Some(end);
            }
        }
        let (below, above) = self.bracket()?;
        let width = above.position - below.position;
        let differences: Vec<f64> = below.by_seed.iter().zip(&above.by_seed).map(|(a, b)| b - a).collect();
        let told_apart = !Estimate::of(&differences).sign_is_open();
        if self.points.len() >= self.most || !told_apart || width <= self.step.max((self.high - self.low) / 100) {
            return None;
        }
        // Where a straight line crosses, kept off the ends so that the bracket narrows from both sides.
        let (a, b) = (below.estimate().mean, above.estimate().mean);
        let share = if a == b { 0.5 } else { (a / (a - b)).clamp(0.1, 0.9) };
        let next = below.position + ((width as f64 * share) / self.step as f64).round() as i64 * self.step;
        let next = next.clamp(below.position + 1, above.position - 1);
        (!known(next)).then_some(next)
    }

    /// The two neighbouring positions between which the mean changes sign, the first there are.
    fn bracket(&self) -> Option<(&Point, &Point)> {
        let crosses = |pair: &&[Point]| changes_sign(pair[0].estimate().mean, pair[1].estimate().mean);
        self.points.windows(2).find(crosses).map(|pair| (&pair[0], &pair[1]))
    }

    /// What the positions run so far say.
    pub fn answer(&self) -> Answer {
        let Some((below, above)) = self.bracket() else { return Answer::Nowhere };
        let (a, b) = (below.estimate().mean, above.estimate().mean);
        let mean = crossing((below.position, a), (above.position, b));
        let share = (mean - below.position as f64) / (above.position - below.position) as f64;
        let there: Vec<f64> = below.by_seed.iter().zip(&above.by_seed).map(|(a, b)| a + (b - a) * share).collect();
        let slope = self.slope();
        let half_width = Estimate::of(&there).half_width.filter(|_| slope != 0.0).map(|half| half / slope.abs());
        Answer::At { position: Estimate { mean, half_width, seeds: there.len() } }
    }

    /// Of the straight line that fits the means best, in effects a position.
    fn slope(&self) -> f64 {
        let n = self.points.len().max(1) as f64;
        let at = |point: &Point| (point.position as f64, point.estimate().mean);
        let (x, y) = self.points.iter().map(at).fold((0.0, 0.0), |(x, y), (a, b)| (x + a / n, y + b / n));
        let (across, along) = self
            .points
            .iter()
            .map(at)
            .fold((0.0, 0.0), |(across, along), (a, b)| (across + (a - x) * (b - y), along + (a - x) * (a - x)));
        if along == 0.0 { 0.0 } else { across / along }
    }
}

fn changes_sign(a: f64, b: f64) -> bool {
    (a <= 0.0 && b >= 0.0 || a >= 0.0 && b <= 0.0) && a != b
}

/// Where the line through two points is zero.
fn crossing((x, a): (i64, f64), (y, b): (i64, f64)) -> f64 {
    x as f64 + (y - x) as f64 * (a / (a - b))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Runs a search on curves, one a seed.
    fn solved(low: i64, high: i64, step: i64, curves: &[fn(f64) -> f64]) -> (Search, Answer) {
        let mut search = Search::new(low, high, step, 12);
        while let Some(position) = search.next() {
            let by_seed = curves.iter().map(|curve| curve(position as f64)).collect();
            search.add(Point { position, by_seed });
        }
        let answer = search.answer();
        (search, answer)
    }

    #[test]
    fn a_straight_line_is_solved_where_it_crosses() {
        let (search, answer) = solved(0, 1_000_000, 100, &[|x| x - 250_000.0, |x| x - 350_000.0]);
        let Answer::At { position } = answer else { panic!("it crosses: {answer:?}") };
        assert!((position.mean - 300_000.0).abs() < 1.0, "{position:?}");
        // Seeds cross at 250,000 and 350,000: half-width 12.706 × 70,711 / √2.
        assert!((position.half_width.unwrap() - 635_300.0).abs() < 100.0);
        assert!(search.points().len() <= 12);
    }

    #[test]
    fn a_curve_that_bends_is_bracketed_to_a_hundredth_of_its_range() {
        let (search, answer) = solved(0, 1_000, 1, &[|x| x * x - 90_000.0]);
        let Answer::At { position } = answer else { panic!("it crosses") };
        assert!((position.mean - 300.0).abs() < 5.0, "{position:?}");
        assert_eq!(position.half_width, None, "one seed tells nothing of the spread");
        assert!(search.points().len() <= 9, "{}", search.points().len());
    }

    #[test]
    fn what_never_crosses_is_told_after_its_two_ends() {
        let (search, answer) = solved(0, 100, 1, &[|x| x + 1.0]);
        assert_eq!((search.points().len(), answer), (2, Answer::Nowhere));
    }

    #[test]
    fn sides_that_these_seeds_cannot_tell_apart_end_the_search() {
        // One seed rises and the other falls: the mean creeps up, within noise that no further run would lessen.
        let (search, answer) = solved(0, 1_000, 1, &[|x| x - 400.0, |x| 350.0 - 0.8 * x]);
        assert_eq!(search.points().len(), 2);
        let Answer::At { position } = answer else { panic!("the mean crosses") };
        assert!(position.half_width.unwrap() > 1_000.0, "{position:?}");
    }
}
