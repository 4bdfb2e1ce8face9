//! `each_alone = true`: every policy of a file also by itself, so that what two of them add to each other can be told
//! from what each does.

use super::{Scenario, Variant};

/// One version for each policy, and one for the changes of law together; none unless asked for and there are several.
pub(super) fn of(all: &Scenario) -> Vec<Variant> {
    let parts = all.policies.len() + usize::from(!all.law.is_empty());
    if !all.run.each_alone || parts < 2 {
        return Vec::new();
    }
    let version = |name: &str, scenario: Scenario| Variant {
        name: format!("only_{name}"),
        says: format!("{name} alone"),
        alone: true,
        scenario: Some(scenario),
    };
    // An experiment is evaluated with all its measures: a part of them touches other zones.
    let none =
        Scenario { policies: Vec::new(), law: Vec::new(), variants: Vec::new(), experiment: None, ..all.clone() };
    let mut versions: Vec<Variant> = all
        .policies
        .iter()
        .map(|asked| version(asked.name(), Scenario { policies: vec![asked.clone()], ..none.clone() }))
        .collect();
    if !all.law.is_empty() {
        versions.push(version("law", Scenario { law: all.law.clone(), ..none }));
    }
    versions
}

#[cfg(test)]
mod tests {
    use crate::parameters::Parameters;
    use crate::scenario::{Options, Scenario, ScenarioFile};
    use crate::territory::Territory;

    fn scenario(each_alone: &str, rest: &str) -> Scenario {
        let text = format!(
            "title = \"t\"\n[run]\nwhere = [\"ze:0060\"]\nthrough = \"2023-12\"\n{each_alone}\n\
             [law.\"rsa.base\"]\nvalue = \"600 €/month\"\nfrom = \"2020-01\"\n{rest}"
        );
        let file = ScenarioFile::of("test.toml", &text).unwrap();
        file.check(&Territory::load(None).unwrap(), &Parameters::load().unwrap(), &Options::default()).unwrap()
    }

    const RECENTRALISED: &str = "[rsa_recentralisation]\nwhere = [\"dep:58\"]\nfrom = \"2022-01\"\n\
        type = \"metropole_2022\"\noutside_law = true\nreference_years = [2019, 2020]\nreference_source = \"simulated\"\n";

    #[test]
    fn two_reforms_of_one_file_also_run_alone_if_asked() {
        let both = scenario("each_alone = true", RECENTRALISED);
        let names: Vec<&str> = both.variants.iter().map(|variant| variant.name.as_str()).collect();
        assert_eq!(names, ["only_rsa_recentralisation", "only_law"]);
        let alone = both.variants[0].scenario.as_ref().expect("checked");
        assert!(alone.law.is_empty() && alone.policies.len() == 1);
        assert!(alone.shares_its_past_with(&both));
        assert!(scenario("", RECENTRALISED).variants.is_empty());
        assert!(scenario("each_alone = true", "").variants.is_empty(), "one reform is alone already");
    }
}
