"""What the two Python programs have in common: the numbers of the kernel, and how a run is told. None of the kernel's work
is here, so that each library does all of it."""

import json
import sys
import time

PERSONS_PER_FIRM = 20
CAPACITY = 19
AT_START = 18
SEPARATION = 0.02
APPLICATION = 0.60
LOWEST_WAGE, HIGHEST_WAGE = 150_000, 350_000
INSURED = 12
REPLACEMENT = 57
MINIMUM = 60_000
NOBODY = -1

SUMS = ("separations", "applications", "hires", "unemployed", "wages", "benefits", "spending", "wealth")


def peak_kib():
    """The largest resident size of this process, as Linux tells it."""
    with open("/proc/self/status", encoding="ascii") as status:
        for line in status:
            if line.startswith("VmHWM:"):
                return int(line.split()[1])
    return 0


def tell(prepare, run):
    """Runs both, timed apart, and prints one line of JSON. Arguments of the program: PERSONS MONTHS THREADS SEED.

    `prepare(persons, seed)` gives what `run(prepared, months)` takes, which gives the sums of every month, the number
    employed at the end, and the jobs of each firm."""
    persons, months, _threads, seed = (int(word) for word in sys.argv[1:5])
    started = time.perf_counter()
    ready = prepare(persons, seed)
    prepared = time.perf_counter() - started
    started = time.perf_counter()
    sums, employed, jobs = run(ready, months)
    seconds = time.perf_counter() - started
    print(json.dumps({
        "prepared": prepared,
        "seconds": seconds,
        "peak_kib": peak_kib(),
        "employed": employed,
        "jobs": int(sum(jobs)),
        "largest": int(max(jobs)),
        "months": [[int(month[name]) for name in SUMS] for month in sums],
    }))
