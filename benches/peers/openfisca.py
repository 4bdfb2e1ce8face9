#!/usr/bin/env python3
"""Times OpenFisca-France on the households that `cargo bench --bench law` computes, side by side on one machine.

    python3 benches/peers/openfisca.py [HOUSEHOLDS]

Makes a virtual environment in a temporary folder, installs OpenFisca-France from PyPI (the version that
python/requirements-law.txt names), repeats the cases of June 2023
of tests/cases/law/households.csv until there are HOUSEHOLDS of them (10,000 unless told), all in one vectorised batch, and
prints households a second for one month of benefits and levies and the tax of the year. Setting up is not counted. It
compares speed, not results: incomes are held constant since January 2021, and the two programs keep their own conventions.
"""

import csv
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

CASES = Path(__file__).resolve().parents[2] / "tests" / "cases" / "law" / "households.csv"
REQUIREMENTS = Path(__file__).resolve().parent / "python" / "requirements-law.txt"
MONTH = "2023-06"


def in_environment():
    """Runs this script again where OpenFisca is installed."""
    folder = Path(tempfile.gettempdir()) / "bassin-peers" / "law"
    if not (folder / "bin" / "python").exists():
        venv.create(folder, with_pip=True)
    python = str(folder / "bin" / "python")
    subprocess.run([python, "-m", "pip", "install", "--quiet", "-r", str(REQUIREMENTS)], check=True)
    environment = {**os.environ, "BASSIN_PEER": "1"}
    return subprocess.run([python, __file__, *sys.argv[1:]], env=environment, check=False).returncode


def months(first_year, last):
    year, month = first_year, 1
    while f"{year}-{month:02}" <= last:
        yield f"{year}-{month:02}"
        month += 1
        if month == 13:
            year, month = year + 1, 1


def main():
    import numpy as np
    from openfisca_core.simulation_builder import SimulationBuilder
    from openfisca_france import FranceTaxBenefitSystem

    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with open(CASES, encoding="utf-8") as file:
        cases = [row for row in csv.DictReader(file) if row["date"] == MONTH]
    homes = [cases[i % len(cases)] for i in range(count)]

    wage, unemployment, birth, home_of, child = [], [], [], [], []
    for home, case in enumerate(homes):
        for adult in ("a1", "a2"):
            if case[f"{adult}_age"]:
                wage.append(float(case[f"{adult}_salaire_brut"] or 0))
                unemployment.append(float(case[f"{adult}_are_brut"] or 0))
                birth.append(f"{2023 - int(float(case[f'{adult}_age']))}-03-01")
                home_of.append(home)
                child.append(False)
        for age in filter(None, (case["ages_enfants_mois"] or "").replace(",", " ").replace(";", " ").split()):
            year, month = divmod(2023 * 12 + 5 - int(float(age)), 12)
            wage.append(0.0)
            unemployment.append(0.0)
            birth.append(f"{year}-{month + 1:02}-01")
            home_of.append(home)
            child.append(True)
    people = len(wage)
    home_of, child = np.array(home_of), np.array(child)
    first = np.concatenate([[True], home_of[1:] != home_of[:-1]])

    system = FranceTaxBenefitSystem()
    builder = SimulationBuilder()
    builder.create_entities(system)
    builder.declare_person_entity("individu", list(range(people)))
    roles = {
        "famille": ("demandeur", "conjoint", "enfant"),
        "foyer_fiscal": ("declarant_principal", "conjoint", "personne_a_charge"),
        "menage": ("personne_de_reference", "conjoint", "enfant"),
    }
    for entity, (head, partner, dependant) in roles.items():
        population = builder.declare_entity(entity, list(range(count)))
        role = np.where(child, dependant, np.where(first, head, partner))
        builder.join_with_persons(population, home_of, role)
    simulation = builder.build(system)
    simulation.set_input("date_naissance", MONTH, np.array(birth, dtype="datetime64[D]"))
    housing = [case["logement"] for case in homes]
    rent = np.array([float(case["loyer"] or 0) for case in homes])
    zone = [f"zone_{case['zone']}" for case in homes]
    for month in months(2021, "2023-12"):
        simulation.set_input("salaire_de_base", month, np.array(wage))
        simulation.set_input("chomage_brut", month, np.array(unemployment))
        simulation.set_input("statut_occupation_logement", month, np.array(housing))
        simulation.set_input("loyer", month, rent)
        simulation.set_input("zone_apl", month, np.array(zone))

    started = time.perf_counter()
    for variable in ("salaire_net", "af", "cf", "asf", "paje_base", "aide_logement", "rsa", "ppa"):
        simulation.calculate(variable, MONTH)
    simulation.calculate("irpp_economique", "2023")
    seconds = time.perf_counter() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    if "--json" in sys.argv:
        print(json.dumps({"households": count, "seconds": seconds, "peak_kib": round(memory * 1e6)}))
        return
    print(f"OpenFisca-France: {count} households, {people} people: {seconds:.1f} s, "
          f"{count / seconds:.0f} household-months a second, peak {memory:.1f} GB")


if __name__ == "__main__":
    if os.environ.get("BASSIN_PEER"):
        main()
    else:
        sys.exit(in_environment())
