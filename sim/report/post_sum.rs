//! Sums over posts, as tables of comparison write them: `pensions_net 0.53*medico_social_care -dgf received:etat`.
//!
//! Why it exists: what a published figure stands against is data beside the figure, not code. It reads the names of posts
//! and bodies and computes for reports only.

use crate::world::Post;
use crate::world::body::Body;

/// What a term adds up.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum What {
    Post(Post),
    Received(Body),
    Paid(Body),
}

/// A sum of posts, each with a factor; several factors of one post add up.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct PostSum {
    terms: Vec<(What, f64)>,
}

impl PostSum {
    /// Reads terms separated by spaces: a post's name, or `received:` or `paid:` and a body's name, after an optional minus
    /// and an optional factor as `0.53*`.
    ///
    /// # Errors
    /// The first term that names nothing, in words.
    pub fn parse(text: &str) -> Result<PostSum, String> {
        let terms = text.split_whitespace().map(term).collect::<Result<Vec<_>, String>>()?;
        if terms.is_empty() { Err("no post is named".to_owned()) } else { Ok(PostSum { terms }) }
    }

    /// The factor of a post: how much of each of its euros is in the sum.
    pub fn factor(&self, post: Post) -> f64 {
        let of = |(what, factor): &(What, f64)| match what {
            What::Post(named) if *named == post => *factor,
            What::Received(body) if post.payee() == *body => *factor,
            What::Paid(body) if post.payer() == *body => *factor,
            _ => 0.0,
        };
        self.terms.iter().map(of).sum()
    }

    /// The sum, given the amount of each post.
    pub fn of(&self, amount: impl Fn(Post) -> i64) -> f64 {
        let part = |post: &Post| match self.factor(*post) {
            0.0 => 0.0,
            factor => factor * amount(*post) as f64,
        };
        Post::ALL.iter().map(part).sum()
    }
}

fn term(text: &str) -> Result<(What, f64), String> {
    let (sign, rest) = text.strip_prefix('-').map_or((1.0, text), |rest| (-1.0, rest));
    let (factor, name) = match rest.split_once('*') {
        Some((factor, name)) => {
            let factor: f64 = factor.parse().map_err(|_| format!("`{factor}` in `{text}` is no factor"))?;
            (factor, name)
        }
        None => (1.0, rest),
    };
    let body = |name: &str| Body::ALL.into_iter().find(|body| body.name() == name);
    let what = if let Some(name) = name.strip_prefix("received:") {
        body(name).map(What::Received)
    } else if let Some(name) = name.strip_prefix("paid:") {
        body(name).map(What::Paid)
    } else {
        Post::ALL.iter().find(|post| post.name() == name).map(|post| What::Post(*post))
    };
    what.map(|what| (what, sign * factor)).ok_or_else(|| format!("`{name}` is neither a post nor a body"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_body_receives_less_a_grant_counts_each_post_once() {
        let sum = PostSum::parse("received:departement -dgf 0.5*apa").expect("it reads");
        assert_eq!(sum.factor(Post::Dmto), 1.0);
        assert_eq!(sum.factor(Post::Dgf), 0.0);
        assert_eq!(sum.factor(Post::Apa), 0.5);
        let amount = |post: Post| match post {
            Post::Dmto => 100,
            Post::Dgf => 40,
            Post::Apa => 10,
            _ => 0,
        };
        assert_eq!(sum.of(amount), 105.0);
    }

    #[test]
    fn a_name_that_is_no_post_is_told() {
        assert_eq!(PostSum::parse("0.5*rsi"), Err("`rsi` is neither a post nor a body".to_owned()));
        assert_eq!(PostSum::parse("x*rsi"), Err("`x` in `x*rsi` is no factor".to_owned()));
        assert!(PostSum::parse(" ").is_err());
    }
}
