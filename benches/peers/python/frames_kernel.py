"""The kernel in mesa-frames, on Polars: persons and firms are one AgentSet each, a stage is an expression over columns. Draws
by the model's own generator (NumPy's), a whole column at a time. Columns are written through `agents`, which replaces the
frame: the package's masked assignment joins it on the ids, and was found ten times slower on this kernel."""

import numpy as np
import polars as pl
from mesa_frames import AgentSetPolars, ModelDF

from kernel import (
    APPLICATION, AT_START, CAPACITY, HIGHEST_WAGE, INSURED, LOWEST_WAGE, MINIMUM, NOBODY, PERSONS_PER_FIRM, REPLACEMENT,
    SEPARATION, tell,
)


class Firms(AgentSetPolars):
    def __init__(self, model, firms):
        super().__init__(model)
        self += pl.DataFrame({
            "unique_id": pl.arange(firms, eager=True),
            "jobs": pl.repeat(AT_START, firms, dtype=pl.Int32, eager=True),
        })

    def step(self):
        """Firms only count."""

    def count(self, employers, change):
        """Adds `change` jobs for each entry of a column of firms."""
        change = change * np.bincount(employers.to_numpy(), minlength=len(self)).astype(np.int32)
        self.agents = self.agents.with_columns(jobs=pl.col("jobs") + pl.Series(change))


class Persons(AgentSetPolars):
    def __init__(self, model, persons, firms):
        super().__init__(model)
        number = np.arange(persons)
        has_job = number < AT_START * firms
        wages = model.random.integers(LOWEST_WAGE, HIGHEST_WAGE, persons, dtype=np.int32, endpoint=True)
        self += pl.DataFrame({
            "unique_id": number,
            "employer": np.where(has_job, number % firms, NOBODY).astype(np.int32),
            "wage": wages,
            "rights": np.where(has_job, 0, INSURED).astype(np.int8),
            "wealth": np.zeros(persons, dtype=np.int32),
        })

    def step(self):
        self.lose_jobs()
        self.find_jobs()
        self.be_paid()

    def lose_jobs(self):
        draw = pl.Series(self.model.random.random(len(self), dtype=np.float32))
        leaving = (self.agents["employer"] != NOBODY) & (draw < SEPARATION)
        self.model.firms.count(self.agents["employer"].filter(leaving), -1)
        self.model.sums["separations"] = leaving.sum()
        self.agents = self.agents.with_columns(
            employer=pl.when(leaving).then(pl.lit(NOBODY, pl.Int32)).otherwise("employer"),
            rights=pl.when(leaving).then(pl.lit(INSURED, pl.Int8)).otherwise("rights"),
        )

    def find_jobs(self):
        random, firms = self.model.random, self.model.firms
        unemployed = self.agents.lazy().filter(pl.col("employer") == NOBODY).select("unique_id").collect()
        applicants = unemployed.filter(pl.Series(random.random(len(unemployed)) < APPLICATION))
        self.model.sums["applications"] = len(applicants)
        firm = random.integers(0, len(firms), len(applicants), dtype=np.int32)
        order = random.permutation(len(applicants))
        # In random order each takes a place, as long as its firm has any.
        hired = (
            applicants.with_columns(firm=pl.Series(firm))[order]
            .with_columns(place=pl.int_range(pl.len(), dtype=pl.Int32).over("firm"))
            .with_columns(jobs=firms.agents["jobs"].gather(pl.Series(firm[order])))
            .filter(pl.col("place") + pl.col("jobs") < CAPACITY)
        )
        self.model.sums["hires"] = len(hired)
        firms.count(hired["firm"], 1)
        wages = random.integers(LOWEST_WAGE, HIGHEST_WAGE, len(hired), dtype=np.int32, endpoint=True)
        rows = hired["unique_id"]
        self.agents = self.agents.with_columns(
            employer=self.agents["employer"].scatter(rows, hired["firm"]),
            wage=self.agents["wage"].scatter(rows, wages),
            rights=self.agents["rights"].scatter(rows, 0),
        )

    def be_paid(self):
        has_job, insured = pl.col("employer") != NOBODY, pl.col("rights") > 0
        benefit = pl.when(insured).then(pl.col("wage") * REPLACEMENT // 100).otherwise(MINIMUM)
        income = pl.when(has_job).then("wage").otherwise(benefit).cast(pl.Int32)
        paid = self.agents.with_columns(income=income).with_columns(
            spent=pl.col("income") * 80 // 100 + pl.col("wealth") // 100,
            rights=pl.when(~has_job & insured).then(pl.col("rights") - 1).otherwise("rights"),
        ).with_columns(wealth=pl.col("wealth") + pl.col("income") - pl.col("spent"))
        money = pl.col("income").cast(pl.Int64)
        sums = paid.select(
            unemployed=(~has_job).sum(),
            wages=money.filter(has_job).sum(),
            benefits=money.filter(~has_job).sum(),
            spending=pl.col("spent").cast(pl.Int64).sum(),
            wealth=pl.col("wealth").cast(pl.Int64).sum(),
        )
        self.model.sums.update(sums.row(0, named=True))
        self.agents = paid.drop("income", "spent")


class Economy(ModelDF):
    def __init__(self, persons, seed):
        super().__init__(seed)
        firms = persons // PERSONS_PER_FIRM
        self.sums = {}
        self.firms = Firms(self, firms)
        self.persons = Persons(self, persons, firms)
        self.agents += self.persons
        self.persons = self.get_agents_of_type(Persons)

    def step(self):
        self.sums = {}
        self.agents.do("step")


def run(economy, months):
    sums = []
    for _ in range(months):
        economy.step()
        sums.append(economy.sums)
    employed = int((economy.persons.agents["employer"] != NOBODY).sum())
    return sums, employed, economy.firms.agents["jobs"].to_list()


tell(Economy, run)
