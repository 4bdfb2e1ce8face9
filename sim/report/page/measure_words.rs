//! What the page says of who wins and loses, of the model's fit to published figures, and of published figures of other scopes.

words! {
    /// The words of those sections in one language.
    MeasureWords:
    // Winners and losers.
    tenths_title: "Who gains and who loses, by tenth of living standard", "Qui gagne et qui perd, par dixième de niveau de vie";
    tenths_unit: "% of the persons of the tenth, December {year}", "% des personnes du dixième, décembre {year}";
    tenths_says: "Share of persons who gain and who lose: {parts}.", "Part des personnes qui gagnent et qui perdent : {parts}.";
    tenths_caption: "The same persons with and without the reform, by tenth of living standard, December {year}", "Les mêmes personnes avec et sans la réforme, par dixième de niveau de vie, décembre {year}";
    types_caption: "The same persons with and without the reform, by household, December {year}", "Les mêmes personnes avec et sans la réforme, par ménage, décembre {year}";
    tenth: "Tenth", "Dixième";
    tenth_first: "D1, least well off", "D1, les moins aisés";
    tenth_last: "D10, most well off", "D10, les plus aisés";
    everyone: "Everyone", "Ensemble";
    persons: "Persons", "Personnes";
    gaining: "Gain", "Gagnent";
    losing: "Lose", "Perdent";
    count_share: "{n} ({share})", "{n} ({share})";
    unchanged: "Unchanged", "Inchangées";
    mean_change: "Mean change, €", "Variation moyenne, €";
    each: "Of one who gains, loses, €", "De qui gagne, perd, €";
    nobody: "Nobody's living standard changes by more than €10 a month.", "Le niveau de vie de personne ne varie de plus de 10 € par mois.";
    tenths_note: "Living standard of the year of the same persons, on the same draws, counted in both arms. A change of up to €{n} a year (€10 a month) counts as unchanged. Tenth and household are those of the reference, so that nobody changes place by the reform. Beside what the reform pays or takes, some persons gain and others lose because another takes or leaves a job: small shares on both sides are that exchange.", "Niveau de vie de l'année des mêmes personnes, sur les mêmes tirages, comptées dans les deux cas. Une variation jusqu'à {n} € par an (10 € par mois) compte comme inchangée. Dixième et ménage sont ceux de la référence : personne ne change de place par la réforme. Au-delà de ce que la réforme verse ou prend, certains gagnent et d'autres perdent parce qu'un autre prend ou quitte un emploi : de petites parts des deux côtés sont cet échange.";
    few_change: "{n} simulated persons gain or lose, all seeds together: fewer than 30, too few to tell groups apart.", "{n} personnes simulées gagnent ou perdent, toutes graines réunies : moins de 30, trop peu pour distinguer les groupes.";

    // Validation.
    validation: "How far the model is from published France", "À quelle distance le modèle est de la France publiée";
    validation_intro: "Published figures of all of France beside the reference of the model, by topic. This is a measure of the model, not of this run: it was made beforehand with bassin validate.", "Chiffres publiés pour la France entière et référence du modèle, par thème. C'est une mesure du modèle et non de cette simulation : elle a été faite auparavant avec bassin validate.";
    validation_verdict: "{n} of {all} published figures are inside their tolerance ({share}); {free} of the {all_free} on which nothing of the model was set ({free_share}).", "{n} chiffres publiés sur {all} sont dans leur tolérance ({share}) ; {free} des {all_free} sur lesquels rien du modèle n'a été réglé ({free_share}).";
    measured_on: "Measured on {places}, one household in {one_in}, seeds {seeds}, {from} to {through}, version {version}.", "Mesuré sur {places}, un ménage sur {one_in}, graines {seeds}, de {from} à {through}, version {version}.";
    all_of_france: "all of France", "la France entière";
    measure_holds: "Law, parameters and reference tables of this run are those measured.", "La loi, les paramètres et les tables de référence de cette simulation sont ceux qui ont été mesurés.";
    measure_does_not_hold: "It does not measure this run, whose reference rests on other values: {what}.", "Elle ne mesure pas cette simulation, dont la référence repose sur d'autres valeurs : {what}.";
    differs_law: "the law", "la loi";
    differs_parameters: "parameters of the model", "des paramètres du modèle";
    differs_territory: "reference tables", "les tables de référence";
    differs_data: "figures given beside the scenario", "des chiffres joints au scénario";
    scatter_title: "Simulated over published, by topic", "Simulé rapporté au publié, par thème";
    scatter_unit: "Difference of the simulated figure from the published one; ratio scale", "Écart du chiffre simulé au chiffre publié ; échelle des rapports";
    scatter_says: "Each point is a published figure; on the line, the model gives the same. Inside their tolerance by topic: {parts}.", "Chaque point est un chiffre publié ; sur la ligne, le modèle donne le même. Dans leur tolérance par thème : {parts}.";
    scatter_note: "Tolerances differ by figure: a point near the line may lie outside, one farther away inside. Points farther than half or double stand at the edge ({edge}). {left_out} figures that are zero, negative or a correlation have no ratio and are in the table only.", "Les tolérances diffèrent selon le chiffre : un point proche de la ligne peut être hors tolérance, un plus éloigné dedans. Les points au-delà de la moitié ou du double sont placés au bord ({edge}). {left_out} chiffres nuls, négatifs ou qui sont des corrélations n'ont pas de rapport et ne sont que dans le tableau.";
    mark_inside: "inside its tolerance", "dans sa tolérance";
    mark_outside: "outside", "hors tolérance";
    mark_set: "ring: the model was set on it", "anneau : le modèle a été réglé dessus";
    topics_caption: "Figures inside their tolerance, by topic", "Chiffres dans leur tolérance, par thème";
    topic: "Topic", "Thème";
    figures: "Figures", "Chiffres";
    inside: "Inside", "Dedans";
    free_figures: "Nothing set on them", "Rien de réglé dessus";
    free_inside: "Of which inside", "Dont dedans";
    moments_caption: "Every published figure beside the simulated one", "Chaque chiffre publié et le chiffre simulé";
    unit: "Unit", "Unité";
    year_and_place: "Year, place", "Année, lieu";
    producer: "Producer", "Producteur";
    set_on_it: "Model set on it", "Modèle réglé dessus";
    yes: "yes", "oui";
    no: "no", "non";
    labour_flows: "Labour market", "Marché du travail";
    unemployment_duration: "Duration of unemployment", "Durée du chômage";
    rsa: "RSA", "RSA";
    poverty: "Poverty", "Pauvreté";
    living_standards: "Living standards", "Niveaux de vie";
    wages_pensions: "Wages and pensions", "Salaires et retraites";
    public_finance: "Public finance", "Finances publiques";
    demography: "Demography", "Démographie";
    households: "Households", "Ménages";
    health: "Health", "Santé";
    territory: "Territory", "Territoire";

    // Bridge.
    bridge: "Beside published figures of other scopes", "En regard de chiffres publiés d'autres champs";
    bridge_intro: "Figures a reader knows, and why they are not the same thing as those above. A figure of ours stands beside only where this run has what is needed.", "Des chiffres qu'un lecteur connaît, et pourquoi ils ne désignent pas la même chose que ceux de ce rapport. Un chiffre du modèle n'est mis en regard que si cette simulation a ce qu'il faut.";
    bridge_caption: "Published figures and how they differ from those of this report", "Chiffres publiés et ce qui les distingue de ceux de ce rapport";
    quantity: "Quantity", "Grandeur";
    published_scope: "What it counts, and how ours differs", "Ce qu'il compte, et ce qui distingue le nôtre";
    ours: "This run", "Cette simulation";
    bridge_note: "Published amounts are in euros of their year, those of this run in euros of the simulated year.", "Les montants publiés sont en euros de leur année, ceux de la simulation en euros de l'année simulée.";
    million: "{n} million", "{n} millions";
}
