"""Links applications to a register with Splink on DuckDB, for `polity bench vetting`: what a careful user of the library would
write from its documentation. Arguments: register.csv applications.csv truth.csv. Prints one line of JSON."""

import json
import logging
import resource
import sys
import time

import duckdb
import splink
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

# From this probability on a pair is accepted: the library's usual choice.
ACCEPT = 0.95

logging.getLogger("splink").setLevel(logging.ERROR)
register, applications, truth = sys.argv[1:4]
began = time.monotonic()
con = duckdb.connect()
letters = "nullif(regexp_replace(upper({}), '[^A-Z]', '', 'g'), '')"
shared = """
    nullif(regexp_extract(upper({forenames}), '^[A-Z]+'), '') as forename,
    {surname} as surname,
    nullif(regexp_replace(upper({postcode}), '[^A-Z0-9]', '', 'g'), '') as postcode,
    nullif(left(regexp_replace(upper({postcode}), '[^A-Z0-9]', '', 'g'), -3), '') as outward,
    nullif(regexp_extract({lines}, '([0-9]+[A-Z]?)[ ,]*[A-Z ]*$', 1), '') as house,
    nullif({lines}, '') as address
"""
con.execute(
    "create table roll as select cast(\"Elector ID\" as varchar) as unique_id, "
    + shared.format(
        forenames='"Elector Forename"',
        surname=letters.format('"Elector Surname"'),
        postcode='"PostCode"',
        lines="upper(concat_ws(' ', Address1, Address2, Address3))",
    )
    + f" from read_csv('{register}', all_varchar=true, header=true)"
)
con.execute(
    "create table asked as select cast(app_id as varchar) as unique_id, "
    + shared.format(
        forenames="forenames",
        surname=letters.format("surname"),
        postcode="postcode",
        lines="upper(replace(line1, ',', ' '))",
    )
    + f" from read_csv('{applications}', all_varchar=true, header=true)"
)
# The house number wherever it stands: the last number of the first lines.
for table in ("roll", "asked"):
    con.execute(f"update {table} set house = list_last(regexp_extract_all(address, '[0-9]+[A-Z]?'))")

api = DuckDBAPI(connection=con)
tables = [api.register("asked", dataset_display_name="a"), api.register("roll", dataset_display_name="b")]
rules = [
    block_on("postcode"),
    block_on("surname", "forename", "outward"),
    block_on("surname", "house", "outward"),
]
settings = SettingsCreator(
    link_type="link_only",
    comparisons=[
        cl.NameComparison("forename").configure(term_frequency_adjustments=True),
        cl.NameComparison("surname").configure(term_frequency_adjustments=True),
        cl.PostcodeComparison("postcode"),
        cl.ExactMatch("house"),
        cl.JaroWinklerAtThresholds("address", [0.95, 0.88]),
    ],
    blocking_rules_to_generate_predictions=rules,
)
linker = Linker(tables, settings)
linker.training.estimate_probability_two_random_records_match(
    [block_on("surname", "forename", "postcode")], recall=0.7
)
linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
linker.training.estimate_parameters_using_expectation_maximisation(block_on("postcode", "house"))
linker.training.estimate_parameters_using_expectation_maximisation(block_on("surname", "forename"))
pairs = linker.inference.predict(threshold_match_probability=0.01)
best = con.execute(
    "select case when source_dataset_l = 'a' then unique_id_l else unique_id_r end as app, "
    "arg_max(case when source_dataset_l = 'a' then unique_id_r else unique_id_l end, match_probability) as entry, "
    f"max(match_probability) as chance from {pairs.physical_name} group by 1"
)
rows = best.fetchall()
wall = time.monotonic() - began
usage = resource.getrusage(resource.RUSAGE_SELF)

told = {row[0]: row[1:] for row in con.execute(
    f"select app_id, class, true_eid from read_csv('{truth}', all_varchar=true, header=true)"
).fetchall()}
accepted = [(app, entry) for app, entry, chance in rows if chance >= ACCEPT]
right = sum(told[app][1] == entry for app, entry in accepted)
present = sum(kind == "present" for kind, _ in told.values())
found = sum(told[app][0] == "present" and told[app][1] == entry for app, entry in accepted)


def of(kind):
    return [
        sum(told[app][0] == kind for app, _ in accepted),
        sum(one == kind for one, _ in told.values()),
    ]


print(json.dumps({
    "program": f"Splink {splink.__version__} (DuckDB {duckdb.__version__})",
    "user": int(usage.ru_utime * 1e6),
    "system": int(usage.ru_stime * 1e6),
    "wall": int(wall * 1e6),
    "peak": usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024),
    "precision": right / max(1, len(accepted)),
    "recall": found / max(1, present),
    "found": None,
    "doubtful": None,
    "pets": of("fake_pet"),
    "jokes": of("fake_name"),
    "impostors": of("fake_impostor"),
    "worst": None,
    "live_p99": None,
}))
