//! Every sentence of the page, in both languages: one line a sentence, so that neither can lack a word.
//!
//! Blanks in braces are filled when the page is written. French is typed with plain spaces and straight apostrophes, and
//! set as French is when the words are asked for.

words! {
    /// The words of the page in one language.
    Words:
    // The frame.
    skip: "Skip to the figures", "Aller aux chiffres";
    report: "Simulation report", "Rapport de simulation";
    contents: "Contents", "Sommaire";
    data_behind: "Table of the figures", "Tableau des chiffres";
    column_sort: "Sort by this column", "Trier selon cette colonne";
    made_by: "Made by Bassin {version}, an agent-based simulator of territorial social policy in France.", "Produit par Bassin {version}, simulateur à agents des politiques sociales territoriales en France.";

    // The opening.
    places_of_the_scenario: "the places of the scenario", "les lieux du scénario";
    many_places: "{n} places", "{n} lieux";
    everyone: "every inhabitant ({n} persons)", "tous les habitants ({n} personnes)";
    sample: "one household in {one_in} ({n} simulated persons)", "un ménage sur {one_in} ({n} personnes simulées)";
    one_seed: "one seed", "une graine";
    many_seeds: "{n} seeds", "{n} graines";
    from_to: "from {from} to {to}", "de {from} à {to}";
    sentence_of_a_reform: "{policies}, from {fork} on, against the same months lived without it, in {places}: {scale}, {span}, {seeds}.", "{policies}, à partir de {fork}, par rapport aux mêmes mois vécus sans réforme : {places} ; {scale}, {span}, {seeds}.";
    sentence_of_a_reference: "The reference, without any reform, in {places}: {scale}, {span}, {seeds}.", "La référence, sans réforme : {places} ; {scale}, {span}, {seeds}.";

    // Certainty, shared.
    no_interval: "One seed: no interval", "Une seule graine : pas d'intervalle";
    seeds_agree: "The same in every seed", "La même valeur dans chaque graine";
    interval_from_to: "95% interval: {low} to {high}", "Intervalle à 95 % : de {low} à {high}";
    interval: "±\u{A0}(95%)", "±\u{A0}(95 %)";
    band: "95% interval", "intervalle à 95 %";

    // The headline.
    headline: "In short", "L'essentiel";
    headline_intro: "Reform less reference, a year on average since the reform began.", "Réforme moins référence, en moyenne par an depuis le début de la réforme.";
    nothing_differs: "The reform changes nothing: every figure is the same with and without it, to the last cent.", "La réforme ne change rien : tous les chiffres sont les mêmes avec et sans elle, au centime près.";
    first_asked: "The body the question names first; a year.", "L'organisme que la question nomme en premier ; par an.";
    all_public: "All public bodies", "Ensemble des administrations";
    all_public_note: "A year; what one public body pays another cancels out.", "Par an ; ce que l'une verse à l'autre s'annule.";
    costs: "costs {n}", "coûte {n}";
    gains: "gains {n}", "gagne {n}";
    no_change: "no change", "aucun changement";
    sign_open: "undetermined ({n})", "indéterminé ({n})";
    poverty_avoided: "Poverty avoided", "Pauvreté évitée";
    poverty_avoided_note: "Person-years over the run: one person not poor for one year.", "Années-personnes sur toute la période : une personne non pauvre pendant un an.";
    lasting_exits: "Lasting exits from poverty", "Sorties durables de la pauvreté";
    lasting_exits_note: "Persons more who leave poverty and are not poor in the next two years.", "Personnes de plus qui sortent de la pauvreté et ne sont pas pauvres les deux années suivantes.";
    not_known: "not known", "inconnu";
    too_short: "Two whole years must follow an exit: the run is too short.", "Deux années entières doivent suivre une sortie : la simulation est trop courte.";
    too_few: "too small to say", "trop petit pour conclure";
    too_few_note: "{n} simulated persons stand behind it, fewer than 30.", "{n} personnes simulées derrière ce chiffre, moins de 30.";
    stand_behind: "{n} simulated persons stand behind it.", "{n} personnes simulées derrière ce chiffre.";
    per_lasting_exit: "Net public cost of a lasting exit", "Coût public net d'une sortie durable";
    not_given: "not given", "non donné";
    per_lasting_exit_not: "Lasting exits do not clearly rise: a cost by exit would mean nothing.", "Les sorties durables n'augmentent pas nettement : un coût par sortie n'aurait pas de sens.";
    per_lasting_exit_note: "Balance of all public bodies over lasting exits, both of {first} to {last}: later exits are not yet known to last.", "Solde de l'ensemble des administrations rapporté aux sorties durables, de {first} à {last} : on ne sait pas encore si les suivantes durent.";
    job_cost: "Net public cost of a full-time job in an EBE", "Coût public net d'un emploi à temps plein en EBE";
    job_cost_note: "A year; the balance of all public bodies over the full-time equivalents paid.", "Par an ; solde de l'ensemble des administrations rapporté aux équivalents temps plein payés.";
    employed: "Persons in employment", "Personnes en emploi";
    employed_note: "Mean of {year}.", "Moyenne de {year}.";
    net_caption: "Who gains and who pays, a year", "Qui gagne et qui paie, par an";
    pairs_caption: "Who pays whom, change a year", "Qui paie qui, variation par an";
    pairs_summary: "Who pays whom", "Qui paie qui";
    pairs_note: "Smaller changes are left out; all are in accounts.csv.", "Les variations plus petites sont omises ; toutes sont dans accounts.csv.";
    body: "Body", "Organisme";
    payer: "Payer", "Payeur";
    payee: "Payee", "Bénéficiaire";
    receives_more: "Receives more, {unit}", "Reçoit en plus, {unit}";
    pays_more: "Pays more, {unit}", "Paie en plus, {unit}";
    net_effect: "Net, {unit}", "Net, {unit}";
    net_effect_of_year: "Net of the year, {unit}", "Net de l'année, {unit}";
    of_which_public: "All public bodies together", "Ensemble des administrations";
    sum_of_all: "Sum of all bodies", "Somme de tous";
    net_note: "Every euro goes from a named payer to a named payee: what all gain and lose sums to zero. Rounded figures may not add up to the last digit.", "Chaque euro va d'un payeur nommé à un bénéficiaire nommé : la somme des gains et des pertes est nulle. Les arrondis peuvent ne pas tomber juste.";

    // The path.
    path: "Path over time", "Évolution dans le temps";
    reform_begins: "reform begins", "début de la réforme";
    reference: "Reference", "Référence";
    reform: "Reform", "Réforme";
    reform_less_reference: "Reform less reference", "Réforme moins référence";
    published: "Published", "Publié";
    simulated: "Simulated", "Simulé";
    difference: "Difference", "Écart";
    year: "Year", "Année";
    part_year: "{year} ({n} months)", "{year} ({n} mois)";
    balance_by_year: "Effect on all public bodies, by year", "Effet sur l'ensemble des administrations, par année";
    gain_above_cost_below: "{unit}; a gain is above zero, a cost below", "{unit} ; un gain au-dessus de zéro, un coût au-dessous";
    balance_says: "From {a} in {first} to {b} in {last}.", "De {a} en {first} à {b} en {last}.";
    unemployment_title: "Unemployment rate", "Taux de chômage";
    unemployment_unit: "% of the labour force (ILO)", "% de la population active (BIT)";
    poverty_title: "Poverty rate", "Taux de pauvreté";
    poverty_unit: "% of persons, by year", "% des personnes, par année";
    difference_in_points: "Reform less reference, percentage points", "Réforme moins référence, en points";
    difference_in_unit: "Reform less reference", "Réforme moins référence";
    ebe_title: "Jobs in entreprises à but d'emploi", "Emplois en entreprise à but d'emploi";
    ebe_unit: "Full-time equivalents", "Équivalents temps plein";
    rsa_title: "Households drawing the RSA", "Ménages percevant le RSA";
    rsa_unit: "Households", "Ménages";
    unmet_title: "Unmet care need", "Besoin de soins non satisfait";
    unmet_unit: "Mean years of need", "Années moyennes de besoin";
    employment_title: "Persons in employment", "Personnes en emploi";
    employment_unit: "Persons", "Personnes";
    level_says: "In {year}: {a} in the reference, {b} with the reform, a difference of {d}.", "En {year} : {a} dans la référence, {b} avec la réforme, soit un écart de {d}.";
    reference_only_says: "The reference over the months of the run.", "La référence au fil des mois simulés.";

    // Public balance.
    balance: "Public balance by body and post", "Solde public par organisme et par poste";
    waterfall_title: "From reference to reform, body by body", "De la référence à la réforme, organisme par organisme";
    waterfall_says: "Effect a year in {unit}: {parts}.", "Effet par an en {unit} : {parts}.";
    waterfall_note: "Each bar starts where the one above ends; zero is the reference.", "Chaque barre part de la fin de la précédente ; zéro est la référence.";
    thin_lines: "Thin lines are 95% intervals.", "Les traits fins sont les intervalles à 95 %.";
    unit_a_year: "{unit} a year", "{unit} par an";
    other_bodies: "Other bodies", "Autres organismes";
    gain: "Gain", "Gain";
    cost: "Cost", "Coût";
    balances_caption: "Effect by body, {unit}: gain (+) or cost (−)", "Effet par organisme, {unit} : gain (+) ou coût (−)";
    mean_a_year: "Mean a year", "Moyenne par an";
    narrow_line: "All, without care and social services", "Ensemble, sans les soins ni les services sociaux";
    posts_caption: "Posts that change most, a year", "Postes qui changent le plus, par an";
    post: "Post", "Poste";
    change_a_year: "Change a year, {unit}", "Variation par an, {unit}";
    reference_in: "Reference in {year}, {unit}", "Référence en {year}, {unit}";
    reform_in: "Reform in {year}, {unit}", "Réforme en {year}, {unit}";
    more_posts: "{n} more posts change less; all are in accounts.csv and differences.csv.", "{n} autres postes changent moins ; tous sont dans accounts.csv et differences.csv.";
    funds_caption: "Institutions of the territory: received less paid, {unit}", "Institutions du territoire : reçu moins payé, {unit}";
    stands_for: "{name} stands for: {bodies}.", "{name} tient lieu de : {bodies}.";

    // Versions of the file.
    versions: "Versions of the scenario", "Versions du scénario";
    versions_intro: "Each version against the same reference, on the same draws; a cost is above zero.", "Chaque version contre la même référence, sur les mêmes tirages ; un coût est au-dessus de zéro.";
    version: "Version", "Version";
    the_file: "The scenario as it stands", "Le scénario tel quel";
    net_cost_head: "Net public cost, {unit} a year", "Coût public net, {unit} par an";
    cost_to_head: "Cost: {body}, {unit} a year", "Coût : {body}, {unit} par an";
    per_fte_head: "Net cost of a full-time job in an EBE, €", "Coût net d'un temps plein en EBE, €";
    avoided_head: "Poverty avoided, person-years", "Pauvreté évitée, années-personnes";
    lasting_head: "Lasting exits", "Sorties durables";
    more_employed_head: "More in employment", "En emploi de plus";
    fte_head: "Full-time jobs in EBE", "Temps pleins en EBE";
    interactions_caption: "What the policies add to each other", "Ce que les mesures s'ajoutent l'une à l'autre";
    effect: "Effect", "Effet";
    sum_alone: "Each alone, summed", "Chacune seule, en somme";
    together: "Together", "Ensemble";
    interaction: "Interaction", "Interaction";

    // Perimeters.
    perimeters: "The two perimeters", "Les deux périmètres";
    perimeters_intro: "The narrow perimeter leaves out what is paid for care and social services; the wide one counts it. A conclusion that holds in one only is no conclusion.", "Le périmètre étroit laisse de côté ce qui est payé aux soins et aux services sociaux ; le large le compte. Une conclusion qui ne tient que dans l'un n'en est pas une.";
    perimeters_caption: "Effect on all public bodies in both perimeters", "Effet sur l'ensemble des administrations dans les deux périmètres";
    perimeter: "Perimeter", "Périmètre";
    wide: "Wide: care and social services counted", "Large : soins et services sociaux compris";
    narrow: "Narrow: without them", "Étroit : sans eux";
    per_fte: "Cost a full-time job in an EBE and year", "Coût d'un temps plein en EBE et par an";

    // Places.
    places: "Where the effects fall", "Où tombent les effets";
    map_title: "Effect on all public bodies, by département of the money", "Effet sur l'ensemble des administrations, par département de l'argent";
    map_title_own: "Effect on the départements' own budgets", "Effet sur le budget propre des départements";
    map_says: "Each circle is a département at its place, as large as its inhabitants. Lowest: {low}. Highest: {high}.", "Chaque cercle est un département à sa place, aussi grand que sa population. Le plus bas : {low}. Le plus haut : {high}.";
    map_note: "Circles are as large as the inhabitants of the département, moved apart so that all are seen; overseas départements are at the lower left. The money of a wage is where the employer is, that of a benefit where the household lives.", "La surface des cercles suit la population ; ils sont écartés pour rester visibles, et l'outre-mer est en bas à gauche. L'argent d'un salaire est là où est l'employeur, celui d'une prestation là où vit le ménage.";
    outlines_says: "Each département in its outline. Lowest: {low}. Highest: {high}.", "Chaque département dans son contour. Le plus bas : {low}. Le plus haut : {high}.";
    outlines_note: "Outlines from the file given to the run; overseas départements are circles at the lower left, as large as their inhabitants. The money of a wage is where the employer is, that of a benefit where the household lives.", "Contours du fichier donné à la simulation ; l'outre-mer est en bas à gauche, en cercles dont la surface suit la population. L'argent d'un salaire est là où est l'employeur, celui d'une prestation là où vit le ménage.";
    outlines_lack: "The file has no outline of {places}: shown as a point.", "Le fichier n'a pas de contour pour {places} : montré par un point.";
    strongest: "Strongest colour: {n} an inhabitant and year", "Couleur la plus forte : {n} par habitant et par an";
    a_head: "{n} an inhabitant and year", "{n} par habitant et par an";
    too_few_simulated: "too small a part is simulated", "une trop petite partie est simulée";
    not_simulated: "not simulated, or hardly", "non simulé, ou à peine";
    departement: "Département", "Département";
    zone: "Zone d'emploi", "Zone d'emploi";
    departements_caption: "Effects by département (the part of it in the run)", "Effets par département (la partie simulée)";
    zones_caption: "Effects by zone d'emploi", "Effets par zone d'emploi";
    simulated_people: "Inhabitants", "Habitants";
    all_public_head: "All public bodies, {unit} a year", "Ensemble des administrations, {unit} par an";
    own_budget_head: "Département's own budget, {unit} a year", "Budget propre du département, {unit} par an";
    employed_head: "In employment in {year}", "En emploi en {year}";
    poor_head: "Poor person-years", "Années-personnes de pauvreté";
    poor_in_head: "Poor persons in {year}", "Personnes pauvres en {year}";
    unemployment_reference: "Unemployment in {year}, reference, %", "Chômage en {year}, référence, %";
    effect_in_points: "Effect, points", "Effet, points";

    // Exits.
    exits: "Exits from poverty", "Sorties de la pauvreté";
    causes_title: "More or fewer exits, by cause", "Sorties en plus ou en moins, par cause";
    causes_caption: "Exits over the run by cause, persons", "Sorties sur la période par cause, personnes";
    cause: "Cause", "Cause";
    exits_reference: "Reference", "Référence";
    exits_reform: "Reform", "Réforme";
    lasting_difference: "Of which lasting, as far as known", "Dont durables, pour ce qu'on en sait";
    lasting_part: "lasting, as far as known", "durables, pour ce qu'on en sait";
    other_exits: "not lasting, or not yet known", "non durables, ou pas encore connues";
    all_causes: "All causes", "Toutes causes";
    causes_says: "Exits more with the reform: {parts}.", "Sorties de plus avec la réforme : {parts}.";
    persons_over_the_run: "Persons over the run, reform less reference", "Personnes sur toute la période, réforme moins référence";
    persons_caption: "The same persons with and without the reform", "Les mêmes personnes avec et sans la réforme";
    what_became: "Persons who were poor", "Personnes qui étaient pauvres";
    persons: "Persons × years", "Personnes × années";
    known_lasting: "Known to last", "Durables à ce qu'on sait";
    persons_note: "Counted person by person and year by year on the same draws: a net number would hide those who lose.", "Compté personne par personne et année par année, sur les mêmes tirages : un solde cacherait ceux qui perdent.";

    // Who wins and loses.
    living: "Winners and losers", "Gagnants et perdants";
    living_intro: "Living standards in both arms, and the types of household that leave poverty with or without the reform.", "Les niveaux de vie dans les deux cas, et les types de ménage qui sortent de la pauvreté avec ou sans la réforme.";
    deciles_caption: "Living standard in {year}, euros a year and consumption unit", "Niveau de vie en {year}, euros par an et par unité de consommation";
    decile: "Limit", "Seuil";
    median: "Median (D5)", "Médiane (D5)";
    deciles_note: "Limits of the tenths of the population of the run, from the least to the most well off: they compare two populations, not the same persons.", "Seuils des dixièmes de la population simulée, des moins aux plus aisés : ils comparent deux populations et non les mêmes personnes.";
    households_caption: "Exits from poverty by type of household, persons × years", "Sorties de la pauvreté par type de ménage, personnes × années";
    household_type: "Household", "Ménage";
    only_with: "Only with the reform", "Avec la réforme seulement";
    only_without: "Only without it", "Sans elle seulement";
    net_persons: "Net", "Solde";
    per_thousand_poor: "Net, of 1,000 poor", "Solde, pour 1 000 pauvres";
    households_note: "Winners leave poverty only with the reform, losers only without it; the type is that of the year before the exit.", "Les gagnants sortent de la pauvreté avec la réforme seulement, les perdants sans elle seulement.";

    // Assumptions.
    assumptions: "What the figures rest on", "Ce sur quoi reposent les chiffres";
    assumptions_intro: "{n} values rest on an assumption: neither law, nor statistic, nor published study. Those of the policies come first, as they weigh most directly on the question.", "{n} valeurs reposent sur une hypothèse : ni loi, ni statistique, ni étude publiée. Celles des mesures viennent d'abord, car elles pèsent le plus directement sur la question.";
    assumptions_caption: "Assumptions", "Hypothèses";
    assumption: "Assumption", "Hypothèse";
    value: "Value", "Valeur";
    range: "Range", "Plage";
    range_from_to: "{low} to {high}", "de {low} à {high}";
    meaning: "Meaning", "Signification";
    swings_caption: "The heaviest assumptions over their ranges (what each end changes on seed {seed}, one household in {n} simulated, laid on the headline)", "Les hypothèses les plus lourdes sur leur plage (ce que change chaque borne sur la graine {seed}, un ménage simulé sur {n}, ajouté au résultat)";
    cost_at_low: "Net cost at the low end, {unit}", "Coût net au bas de la plage, {unit}";
    cost_at_high: "Net cost at the high end, {unit}", "Coût net en haut de la plage, {unit}";
    sign: "Sign", "Signe";
    sign_turns: "changes: undetermined", "change : indéterminé";
    sign_holds: "does not change", "ne change pas";
    overrides_caption: "Set by the scenario against the default", "Fixé par le scénario contre le défaut";
    parameter: "Parameter", "Paramètre";
    warnings: "To keep in mind", "À savoir";

    // Fit.
    fit: "How the reference fits this territory", "La référence ressemble-t-elle à ce territoire ?";
    fit_intro: "Before believing an effect, see whether the reference resembles the places it is told of: published figures against simulated ones.", "Avant de croire un effet, voir si la référence ressemble aux lieux dont elle parle : chiffres publiés et chiffres simulés.";
    fit_good: "Good fit: {n} of {all} figures are inside their tolerance.", "Bon accord : {n} chiffres sur {all} sont dans leur tolérance.";
    fit_fair: "Fair fit: {n} of {all} figures are inside their tolerance; look at those outside before using a figure of one place.", "Accord passable : {n} chiffres sur {all} sont dans leur tolérance ; regarder les autres avant d'utiliser le chiffre d'un lieu.";
    fit_poor: "Poor fit: only {n} of {all} figures are inside their tolerance; read effects of single places with great care.", "Accord faible : {n} chiffres sur {all} seulement sont dans leur tolérance ; lire les effets d'un lieu avec grande prudence.";
    fit_overview: "Fit by figure", "Accord par grandeur";
    fit_caption: "Published and simulated figures by place", "Chiffres publiés et simulés par lieu";
    fit_by_place: "All places", "Tous les lieux";
    moment: "Figure", "Grandeur";
    place: "Place", "Lieu";
    verdict: "Verdict", "Verdict";
    inside: "inside", "dans la tolérance";
    outside: "outside", "hors tolérance";
    places_compared: "Compared", "Comparés";
    of_which_fit: "Inside", "Dans la tolérance";
    mean_difference: "Difference of the means", "Écart des moyennes";
    tolerance: "Tolerance", "Tolérance";
    points: "{n} pts", "{n} pt";
    fit_unemployment: "Unemployment rate, %", "Taux de chômage, %";
    fit_poverty: "Poverty rate, %", "Taux de pauvreté, %";
    fit_median: "Median living standard, €", "Niveau de vie médian, €";
    fit_rsa: "Households drawing the RSA", "Ménages percevant le RSA";
    fit_population: "Inhabitants", "Habitants";
    fit_sources: "Published: unemployment rates, INSEE (by quarter, mean of the year); poverty and median living standard, INSEE Filosofi 2021, poverty brought to the level of the national survey of incomes (14.5%); RSA households, DREES, December 2019; inhabitants, INSEE, 1 January 2021. Départements are compared when all of them is in the run, zones d'emploi otherwise.", "Publié : taux de chômage, INSEE (par trimestre, moyenne de l'année) ; pauvreté et niveau de vie médian, INSEE Filosofi 2021, la pauvreté étant ramenée au niveau de l'enquête nationale sur les revenus (14,5 %) ; ménages au RSA, DREES, décembre 2019 ; habitants, INSEE, 1er janvier 2021. Les départements sont comparés quand ils sont simulés en entier, sinon les zones d'emploi.";

    // Certainty.
    certainty: "How certain", "Quelle certitude";
    certain_one_seed: "One seed was run: figures carry no interval, and part of each difference may be chance. Run more seeds (--seeds 1..20) before quoting one.", "Une seule graine a été simulée : les chiffres n'ont pas d'intervalle, et une part de chaque écart peut être due au hasard. Simuler plus de graines (--seeds 1..20) avant d'en citer un.";
    certain_interval: "Figures are means over {n} seeds. If the run were made again with {n} other seeds, 95 intervals out of 100 made this way would hold the mean of all possible seeds.", "Les chiffres sont des moyennes sur {n} graines. Si l'on recommençait avec {n} autres graines, 95 intervalles sur 100 ainsi faits contiendraient la moyenne de toutes les graines possibles.";
    certain_chance_only: "The interval holds chance in the draws. It does not hold doubt about the model, its parameters or its data: see what the figures rest on.", "L'intervalle contient le hasard des tirages. Il ne contient pas le doute sur le modèle, ses paramètres ou ses données : voir ce sur quoi reposent les chiffres.";
    certain_paired: "Reference and reform share every random draw: the same persons live the same chances, so that a reform that changes nothing differs by exactly nothing.", "Référence et réforme partagent tous les tirages : les mêmes personnes vivent les mêmes hasards, si bien qu'une réforme qui ne change rien donne un écart exactement nul.";
    certain_sample: "One simulated household stands for {n}: figures of a small place cannot be read from this run.", "Un ménage simulé en représente {n} : les chiffres d'un petit lieu ne peuvent pas être lus ici.";
    certain_few: "Where the interval holds both signs, the effect is called undetermined. A number of persons behind which fewer than 30 simulated ones stand is not given.", "Quand l'intervalle contient les deux signes, l'effet est dit indéterminé. Un nombre de personnes derrière lequel il y a moins de 30 personnes simulées n'est pas donné.";

    // The annex.
    glossary: "Glossary", "Glossaire";
    privacy: "Privacy", "Données personnelles";
    privacy_line: "All persons, households and firms of this report are synthetic: drawn from published statistics, they are nobody. No personal data was used.", "Toutes les personnes, tous les ménages et toutes les entreprises de ce rapport sont synthétiques : tirés de statistiques publiées, ils ne sont personne. Aucune donnée personnelle n'a été utilisée.";
    annex: "Scenario and manifest", "Scénario et manifeste";
    annex_intro: "To run it again:", "Pour le refaire :";
    scenario: "The scenario as resolved", "Le scénario résolu";
    manifest: "The manifest", "Le manifeste";
    this_folder: "this folder", "ce dossier";
    no_reform: "The scenario holds no policy: this is a reference run, with nothing to compare.", "Le scénario ne contient aucune mesure : c'est une simulation de référence, sans rien à comparer.";
}
