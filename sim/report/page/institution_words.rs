//! What the page says of entreprises à but d'emploi, of the RSA under the State, and of the reform seen as an experiment.

words! {
    /// The words of those sections in one language.
    InstitutionWords:
    // Entreprises à but d'emploi.
    ebe: "The account of entreprises à but d'emploi", "Le compte des entreprises à but d'emploi";
    ebe_intro: "What a job costs or brings each public body, who was met and hired, local firms, rights accrued. All of it is in ebe_account.csv.", "Ce qu'un emploi coûte ou rapporte à chaque organisme, qui a été rencontré et embauché, les entreprises locales, les droits acquis. Le tout est dans ebe_account.csv.";
    ebe_too_few: "{n} simulated employees of EBE stand behind these figures, fewer than 30: none is given.", "{n} salariés d'EBE simulés derrière ces chiffres, moins de 30 : aucun n'est donné.";
    ebe_caption: "A full-time equivalent paid by the contribution: gain (+) or cost (−), € a year", "Un équivalent temps plein payé par la contribution : gain (+) ou coût (−), € par an";
    ebe_note: "Reform less reference over {fte} full-time equivalents paid, mean of the years at work. Rounded figures may not add up to the last euro.", "Réforme moins référence rapportée à {fte} équivalents temps plein payés, moyenne des années en activité. Les arrondis peuvent ne pas tomber juste à l'euro.";
    kind_of_money: "Kind of money", "Nature";
    etat: "State", "État";
    securite_sociale: "Social security", "Sécurité sociale";
    unedic: "Unédic", "Unédic";
    departements: "Départements", "Départements";
    other_bodies: "Others", "Autres";
    all_bodies: "All", "Ensemble";
    contribution: "Contribution for each job (CDE)", "Contribution au développement de l'emploi";
    seed_money: "Seed money", "Dotation d'amorçage";
    out_of_work_benefits: "Unemployment benefits, RSA, ASS, AAH", "Allocations chômage, RSA, ASS, AAH";
    prime_activite: "Prime d'activité", "Prime d'activité";
    housing_aid: "Housing aid", "Aides au logement";
    other_benefits: "Other benefits and pensions", "Autres prestations et pensions";
    ebe_levies: "Contributions and levies on EBE wages", "Cotisations et prélèvements sur les salaires d'EBE";
    other_levies: "The same on other work", "Les mêmes sur les autres emplois";
    reduction: "General reduction, made up by the State", "Réduction générale, compensée par l'État";
    vat: "VAT", "TVA";
    other_taxes: "Other taxes", "Autres impôts";
    other: "Transfers among public bodies, other spending", "Transferts entre administrations, autres dépenses";
    services: "Care and social services", "Soins et services sociaux";
    net_narrow: "Net, narrow perimeter", "Net, périmètre étroit";
    net_wide: "Net, wide perimeter", "Net, périmètre large";
    per_additional_fte: "The same for an additional full-time equivalent in employment", "Le même par équivalent temps plein supplémentaire en emploi";
    per_additional_person: "The same for an additional person in employment", "Le même par personne supplémentaire en emploi";
    people_caption: "Persons met and hired, beside what the first ten territories showed", "Personnes rencontrées et embauchées, en regard des dix premiers territoires";
    people: "Persons", "Personnes";
    published_first_ten: "Published, first ten territories", "Publié, dix premiers territoires";
    met: "Met by the committees", "Rencontrées par les comités";
    met_published: "2,030 of some 75,000 inhabitants", "2 030 sur quelque 75 000 habitants";
    volunteers: "Volunteers, of those met", "Volontaires, parmi les rencontrées";
    a_parameter: "{n} (a parameter)", "{n} (un paramètre)";
    hired: "Hired, of those met", "Embauchées, parmi les rencontrées";
    out_of_joblessness: "With a job, of those met (December {year})", "En emploi, parmi les rencontrées (décembre {year})";
    without_benefit: "Hired without RSA, unemployment insurance nor AAH", "Embauchées sans RSA, ni assurance chômage, ni AAH";
    mean_age: "Mean age when hired, years", "Âge moyen à l'embauche, ans";
    mean_jobless: "Mean time without a job when hired, months", "Durée moyenne sans emploi à l'embauche, mois";
    people_note: "Published: Verkindt, Regards n°56 (EN3S, 2020), of November 2019; without allowance: comité scientifique, 2019. The share who volunteer and the pace of hiring are parameters.", "Publié : Verkindt, Regards n°56 (EN3S, 2020), de novembre 2019 ; sans allocation : comité scientifique, 2019. La part des volontaires et le rythme d'embauche sont des paramètres.";
    not_known: "not known", "inconnu";
    financed_says: "Public money is {share} of the EBEs' resources, sales the rest. It financed {levies} of the levies on EBE wages and {vat} of the VAT for a full-time equivalent and year: what the contribution pays back to those who paid it.", "L'argent public fait {share} des ressources des EBE, les ventes le reste. Il a financé {levies} des prélèvements sur les salaires d'EBE et {vat} de la TVA par équivalent temps plein et par an : ce que la contribution rend à ceux qui l'ont payée.";
    result_says: "Result of the EBEs (resources less full cost): {n} for a full-time equivalent and year; nobody is charged for it.", "Résultat des EBE (ressources moins coût complet) : {n} par équivalent temps plein et par an ; il n'est mis à la charge de personne.";
    additional_says: "Full-time equivalents in employment anywhere, those of EBEs included: {n} for {paid} paid.", "Équivalents temps plein en emploi où que ce soit, EBE comprises : {n} pour {paid} payés.";
    hires_says: "EBEs hired {hires} persons over the run, {returns} of them by right of return; {left} of their employees left for an ordinary job; {supervisors} persons supervise (mean of {year}).", "Les EBE ont embauché {hires} personnes sur la période, dont {returns} par droit au retour ; {left} de leurs salariés sont partis vers un emploi ordinaire ; {supervisors} personnes encadrent (moyenne de {year}).";
    exhaustive_says: "Exhaustiveness: {waiting} volunteers wait for a job and {not_met} more persons whom the law concerns have not been met (mean of {year}).", "Exhaustivité : {waiting} volontaires attendent un emploi et {not_met} autres personnes concernées par la loi n'ont pas été rencontrées (moyenne de {year}).";
    without_ebe_says: "Of a hundred employees of EBE in December {year}, {in_reference} have a job in the reference too, lived by the same persons on the same draws. Of a hundred persons met, {employed} have a job, {employed_reference} in the reference: {more} persons out of joblessness who would not be.", "Sur cent salariés d'EBE en décembre {year}, {in_reference} ont un emploi dans la référence aussi, vécue par les mêmes personnes sur les mêmes tirages. Sur cent personnes rencontrées, {employed} ont un emploi, {employed_reference} dans la référence : {more} personnes sorties de la privation d'emploi qui ne le seraient pas.";
    firms_says: "Local firms: EBEs sell for {sales} a year, which their buyers spend elsewhere without them, and take the custom of {displaced} full-time jobs (an assumption: competition_share).", "Entreprises locales : les EBE vendent pour {sales} par an, que leurs acheteurs dépensent ailleurs sans elles, et prennent la clientèle de {displaced} emplois à temps plein (une hypothèse : competition_share).";
    rights_says: "Rights accrued in EBE, in no balance above: {quarters} quarters of pension insurance over the run, and {months} months towards unemployment insurance that present employees have not used.", "Droits acquis en EBE, dans aucun solde ci-dessus : {quarters} trimestres de retraite sur la période, et {months} mois ouvrant droit à l'assurance chômage que les salariés présents n'ont pas utilisés.";

    // The RSA under the State.
    recentralised: "The RSA under the State", "Le RSA repris par l'État";
    recentralised_intro: "Where the State pays the RSA: what it pays, what it takes back from the département, and what each keeps, told at the level of spending published for 2019. All of it, in simulated amounts, is in recentralisation.csv.", "Là où l'État paie le RSA : ce qu'il paie, ce qu'il reprend au département et ce que chacun garde, au niveau de dépense publié pour 2019. Le tout, en montants simulés, est dans recentralisation.csv.";
    recentralised_caption: "{name}, M€", "{name}, M€";
    line: "Line", "Ligne";
    allowances: "Allowances paid by the State", "Allocations payées par l'État";
    allowances_reference: "What the département would have paid", "Ce que le département aurait payé";
    taken: "Resources taken back", "Ressources reprises";
    insertion: "Insertion under the convention", "Insertion au titre de la convention";
    share_in_results: "Share of the département in results", "Part du département aux résultats";
    caf_work: "Work of the Caf", "Gestion par la Caf";
    state_keeps: "The State keeps", "L'État garde";
    departement_keeps: "The département keeps", "Le département garde";
    recentralised_note: "The State keeps what it takes back less allowances, share in results and the Caf's work. The département keeps what it no longer pays less what is taken and the convention's insertion, plus its share in results.", "L'État garde ce qu'il reprend moins les allocations, la part aux résultats et la gestion par la Caf. Le département garde ce qu'il ne paie plus moins ce qui lui est repris et l'insertion de la convention, plus sa part aux résultats.";
    more_departements: "{n} more départements are in recentralisation.csv.", "{n} autres départements sont dans recentralisation.csv.";
    beside_published: "{name} in {year}: simulated beside published, M€", "{name} en {year} : simulé et publié, M€";
    published_source: "Published: Sénat, report r23-771, 24 September 2024.", "Publié : Sénat, rapport r23-771, 24 septembre 2024.";
    allowances_short: "Allowances", "Allocations";

    // As an experiment.
    experiment: "As an experiment: what an evaluation would find", "Comme expérimentation : ce qu'une évaluation trouverait";
    experiment_intro: "An evaluation that sees the reform alone takes the change in treated zones, from the {before} months before {starts} to the months since, less the same change in comparison zones, the nearest on: {on}. The paired counterfactual is the same zones without the reform, on the same draws. The difference is the evaluation's error.", "Une évaluation qui ne voit que la réforme prend l'évolution des zones traitées, des {before} mois avant {starts} aux mois depuis, moins la même évolution des zones de comparaison, les plus proches par : {on}. Le contrefactuel apparié est les mêmes zones sans la réforme, sur les mêmes tirages. L'écart est l'erreur de l'évaluation.";
    experiment_caption: "All treated zones together, weighted by inhabitants, points", "Toutes les zones traitées ensemble, pondérées par la population, en points";
    outcome: "Outcome", "Résultat";
    finds: "An evaluation finds", "Une évaluation trouve";
    paired: "Paired counterfactual", "Contrefactuel apparié";
    error: "Its error", "Son erreur";
    trends: "Of which trends", "Dont tendances";
    spillovers: "Of which spillovers", "Dont débordements";
    rms: "One evaluation is off by", "Une évaluation se trompe de";
    unemployment_rate: "Unemployment rate", "Taux de chômage";
    employment_rate: "Employment rate", "Taux d'emploi";
    rsa_rate: "RSA households per 100 inhabitants", "Foyers au RSA pour 100 habitants";
    poverty_rate: "Poverty rate", "Taux de pauvreté";
    experiment_note: "Trends: what the same comparison shows in the reference, where nobody is treated. Spillovers: what the reform does to comparison zones, sign reversed. Both sum to the error. The last column is the root mean square over the seeds: how far one evaluation, of one world at this scale, is off. Zone by zone: experiment.csv.", "Tendances : ce que la même comparaison montre dans la référence, où personne n'est traité. Débordements : ce que la réforme fait aux zones de comparaison, signe inversé. Leur somme est l'erreur. La dernière colonne est la moyenne quadratique sur les graines : de combien une évaluation, dans un seul monde à cette échelle, se trompe. Zone par zone : experiment.csv.";
    no_poverty_yet: "Poverty is counted over calendar years: the run holds none before, or no whole one after.", "La pauvreté se compte par année civile : la simulation n'en contient aucune avant, ou aucune entière après.";
    nothing_but_error: "{outcome}: the reform changes nothing here, all that an evaluation finds is error.", "{outcome} : la réforme ne change rien ici, tout ce qu'une évaluation trouve est erreur.";
    sign_not_seen: "{outcome}: over these seeds an evaluation cannot tell the sign of an effect that is there.", "{outcome} : sur ces graines, une évaluation ne distingue pas le signe d'un effet pourtant présent.";
    sign_wrong: "{outcome}: an evaluation has the sign wrong.", "{outcome} : une évaluation se trompe de signe.";
    error_is_chance: "{outcome}: the error of an evaluation cannot be told from chance over these seeds.", "{outcome} : sur ces graines, l'erreur d'une évaluation ne se distingue pas du hasard.";
    overstates: "{outcome}: an evaluation overstates the effect.", "{outcome} : une évaluation surestime l'effet.";
    understates: "{outcome}: an evaluation understates the effect.", "{outcome} : une évaluation sous-estime l'effet.";
    zones_caption: "Treated zones and their comparison zones", "Zones traitées et leurs zones de comparaison";
    treated_zone: "Treated zone", "Zone traitée";
    comparison_zone: "Comparison zone", "Zone de comparaison";
    distance: "Distance, standard deviations", "Distance, écarts-types";
    near_unemployment: "unemployment", "chômage";
    near_employment: "employment", "emploi";
    near_poverty: "poverty", "pauvreté";
    near_living_standard: "living standard", "niveau de vie";
    near_deprivation: "deprivation", "défavorisation";
    near_rsa: "RSA", "RSA";
    near_population: "population", "population";
    near_jobs: "jobs", "emplois";
    near_export_oriented: "employees who sell elsewhere", "salariés tournés vers l'extérieur";
    near_access_to_care: "access to care", "accès aux soins";
}
