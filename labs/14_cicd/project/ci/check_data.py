"""check_data.py FILE...: stop when a column is missing or a file has no flight."""

import csv
import sys

COLUMNS = {"carrier", "origin", "hour", "distance", "late"}

for name in sys.argv[1:]:
    with open(name, newline="") as file:
        rows = list(csv.DictReader(file))
    if not rows or not set(rows[0]) >= COLUMNS:
        sys.exit(f"{name}: expected flights with the columns {', '.join(sorted(COLUMNS))}")
    print(f"{name}: {len(rows)} flights")
