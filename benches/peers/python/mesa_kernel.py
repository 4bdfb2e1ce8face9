"""The kernel in Mesa: one object a person, `AgentSet.do` for each stage, the model's own generators. Mesa recommends its
AgentSets for activation and leaves what an agent does to plain Python."""

import mesa

from kernel import (
    APPLICATION, AT_START, CAPACITY, HIGHEST_WAGE, INSURED, LOWEST_WAGE, MINIMUM, NOBODY, PERSONS_PER_FIRM, REPLACEMENT,
    SEPARATION, SUMS, tell,
)


class Person(mesa.Agent):
    def __init__(self, model, employer, wage, rights):
        super().__init__(model)
        self.employer = employer
        self.wage = wage
        self.rights = rights
        self.wealth = 0

    def search(self):
        model = self.model
        if self.employer != NOBODY:
            if model.random.random() >= SEPARATION:
                return
            model.jobs[self.employer] -= 1
            model.separations += 1
            self.employer = NOBODY
            self.rights = INSURED
        if model.random.random() < APPLICATION:
            model.applications.append((self, int(model.random.random() * model.firms)))

    def be_paid(self):
        model = self.model
        if self.employer != NOBODY:
            income = self.wage
            model.wages += income
        else:
            if self.rights > 0:
                income = self.wage * REPLACEMENT // 100
                self.rights -= 1
            else:
                income = MINIMUM
            model.unemployed += 1
            model.benefits += income
        spent = income * 80 // 100 + self.wealth // 100
        self.wealth += income - spent
        model.spending += spent


class Economy(mesa.Model):
    def __init__(self, persons, seed):
        super().__init__(rng=seed)
        self.firms = persons // PERSONS_PER_FIRM
        self.jobs = [AT_START] * self.firms
        at_work = AT_START * self.firms
        wages = self.rng.integers(LOWEST_WAGE, HIGHEST_WAGE, persons, endpoint=True).tolist()
        employers = [person % self.firms if person < at_work else NOBODY for person in range(persons)]
        rights = [0 if person < at_work else INSURED for person in range(persons)]
        Person.create_agents(self, persons, employers, wages, rights)

    def step(self):
        self.separations = self.hires = self.unemployed = self.wages = self.benefits = self.spending = 0
        self.applications = []
        self.agents.do("search")
        self.fill()
        self.agents.do("be_paid")

    def fill(self):
        self.random.shuffle(self.applications)
        for person, firm in self.applications:
            if self.jobs[firm] < CAPACITY:
                self.jobs[firm] += 1
                self.hires += 1
                person.employer = firm
                person.wage = self.random.randint(LOWEST_WAGE, HIGHEST_WAGE)
                person.rights = 0

    def sums(self):
        self.wealth = self.agents.agg("wealth", sum)
        return {name: len(self.applications) if name == "applications" else getattr(self, name) for name in SUMS}


def run(economy, months):
    sums = []
    for _ in range(months):
        economy.step()
        sums.append(economy.sums())
    employed = economy.agents.agg("employer", lambda employers: sum(employer != NOBODY for employer in employers))
    return sums, employed, economy.jobs


tell(Economy, run)
