//! `[variant.slow.tzcld.territory]` and `[sweep.tzcld]`: other versions of the reform, which repeat the file's own
//! paths. Each is the file with a few values replaced; those of a sweep change one value at a time, unless
//! `multiply = true` asks for every combination.

use super::check::is_plain_name;
use super::{is_table_name, slug};
use crate::input::Problem;
use crate::keys::{Entry, Node, What, Wrong};

/// The largest number of versions of one file.
const MOST: usize = 100;

/// A version as written: what is laid over the file.
pub(crate) struct Version {
    pub name: String,
    pub says: String,
    pub over: Node,
}

/// Every version a file asks for, in its order.
///
/// # Errors
/// Names that cannot be folders, values that are not the reform's, sweeps that are not lists, too many versions.
pub(crate) fn of(root: &Node) -> Result<Vec<Version>, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut versions = Vec::new();
    if let Some(entry) = root.get("variant") {
        for variant in entry.node.entries() {
            if let Some(version) = named(variant, &mut problems) {
                versions.push(version);
            }
        }
    }
    if let Some(entry) = root.get("sweep") {
        versions.extend(swept(entry, &mut problems));
    }
    let mut names: Vec<String> = Vec::new();
    for version in &mut versions {
        let first = version.name.clone();
        let mut n = 2;
        while names.contains(&version.name) {
            version.name = format!("{first}_{n}");
            n += 1;
        }
        names.push(version.name.clone());
    }
    if versions.len() > MOST {
        let message = format!("the file asks for {} versions, {MOST} at most", versions.len());
        let span = root.get("sweep").or_else(|| root.get("variant")).and_then(|entry| entry.key_span.clone());
        problems.push(Problem::new(Wrong::OutOfRange, message, "sweep fewer values, or without `multiply`", span));
    }
    if problems.is_empty() { Ok(versions) } else { Err(problems) }
}

fn named(variant: &Entry, problems: &mut Vec<Problem>) -> Option<Version> {
    if !is_plain_name(&variant.key) || !variant.node.is_table() {
        let message = format!("`{}` cannot be a variant", variant.key);
        let help = "open it as [variant.name.path], the name of small letters, digits and _, as [variant.slow.tzcld]";
        problems.push(Problem::new(Wrong::Name, message, help, variant.key_span.clone()));
        return None;
    }
    let before = problems.len();
    only_the_reform(&variant.node, problems);
    let mut says = Vec::new();
    leaves(&variant.node, &mut Vec::new(), &mut |path, value| says.push(said(path, value)));
    (problems.len() == before).then(|| Version {
        name: variant.key.clone(),
        says: says.join("; "),
        over: variant.node.clone(),
    })
}

/// What runs is the same for every version, so that they can be compared.
fn only_the_reform(node: &Node, problems: &mut Vec<Problem>) {
    for entry in node.entries() {
        let reform = is_table_name(&entry.key) && !["run", "data", "variant", "sweep"].contains(&entry.key.as_str());
        if !reform {
            let message = format!("a variant cannot change `{}`", entry.key);
            let help = "a variant repeats paths of a policy, of [law] or of [parameters]; what runs is common to all";
            problems.push(Problem::new(Wrong::UnknownKey, message, help, entry.key_span.clone()));
        }
    }
}

fn swept(entry: &Entry, problems: &mut Vec<Problem>) -> Vec<Version> {
    let mut multiply = false;
    let mut own = entry.node.entries().to_vec();
    if let Some(at) = own.iter().position(|step| step.key == "multiply") {
        let step = own.remove(at);
        match step.node.what {
            What::Bool(value) => multiply = value,
            _ => problems.push(Problem::new(
                Wrong::Type,
                format!("sweep.multiply = {} is not true or false", step.node.written()),
                "write `multiply = true` to run every combination, or take it out",
                step.node.span,
            )),
        }
    }
    let tree = Node { span: entry.node.span.clone(), what: What::Table(own) };
    only_the_reform(&tree, problems);
    let mut axes: Vec<Vec<Version>> = Vec::new();
    leaves(&tree, &mut Vec::new(), &mut |path, value| match &value.what {
        What::List(items) if !items.is_empty() => axes.push(items.iter().map(|item| version(path, item)).collect()),
        _ => {
            let message = format!("sweep.{} = {} is not a list of values", dotted(path), value.written());
            let help = "write the values to run in turn, as [\"0 %\", \"25 %\", \"50 %\"]";
            problems.push(Problem::new(Wrong::Type, message, help, value.span.clone()));
        }
    });
    if !multiply {
        return axes.into_iter().flatten().collect();
    }
    let mut all: Vec<Version> = Vec::new();
    for axis in axes {
        if all.is_empty() {
            all = axis;
            continue;
        }
        if all.len() * axis.len() > 100 * MOST {
            let message = "the combinations of this sweep are too many".to_owned();
            problems.push(Problem::new(Wrong::OutOfRange, message, "sweep fewer values", entry.key_span.clone()));
            return Vec::new();
        }
        all = all.iter().flat_map(|one| axis.iter().map(move |other| both(one, other))).collect();
    }
    all
}

fn version(path: &[Entry], value: &Node) -> Version {
    let last = path.last().map(|step| step.key.as_str()).unwrap_or_default();
    let name = slug(&format!("{last} {}", value.written())).replace('-', "_");
    Version { name, says: said(path, value), over: Node::at_path(path, value.clone()) }
}

fn both(one: &Version, other: &Version) -> Version {
    Version {
        name: format!("{}_{}", one.name, other.name),
        says: format!("{}; {}", one.says, other.says),
        over: one.over.overlaid(&other.over),
    }
}

fn leaves(node: &Node, path: &mut Vec<Entry>, found: &mut dyn FnMut(&[Entry], &Node)) {
    for entry in node.entries() {
        path.push(entry.clone());
        if entry.node.is_table() {
            leaves(&entry.node, path, found)
        } else {
            found(path, &entry.node)
        }
        path.pop();
    }
}

fn dotted(path: &[Entry]) -> String {
    path.iter().map(|step| step.key.as_str()).collect::<Vec<_>>().join(".")
}

fn said(path: &[Entry], value: &Node) -> String {
    format!("{} = {}", dotted(path), value.written())
}
