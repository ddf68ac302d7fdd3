#!/usr/bin/env python3
"""Counts the places of communes and wards again, from the open data alone.

    recount.py SOURCE --month 2025-09 | --quarter 2025-Q3 | --year 2025 [--with-since] [--json] [--check-days]

SOURCE is a directory of open data, or the address it is served under. Nothing but Python's own library is used, and
nothing of the program that published the data. --with-since adds what came after the last closed day. --check-days
also recomputes each day's Merkle root, the chain of days and that the days add up to inputs.csv.
Exit: 0; 1 when something does not hold; 2 for wrong usage.
"""
import argparse
import csv
import hashlib
import io
import json
import pathlib
import re
import sys
import urllib.parse
import urllib.request
from collections import Counter
from datetime import date, timedelta
from fractions import Fraction


def reader(source):
    if re.match(r"https?://", source):
        def read(path):
            with urllib.request.urlopen(source.rstrip("/") + "/" + urllib.parse.quote(path)) as answer:
                return answer.read().decode("utf-8")
        return read
    return lambda path: (pathlib.Path(source) / path).read_text(encoding="utf-8")


def rows(read, table):
    return list(csv.DictReader(io.StringIO(read(table + ".csv"))))


def months_of(period):
    """The months of 2025-09, 2025-Q3 or 2025."""
    if re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", period):
        return [period]
    quarter = re.fullmatch(r"(\d{4})-Q([1-4])", period)
    if quarter:
        first = 3 * int(quarter[2]) - 2
        return [f"{quarter[1]}-{month:02}" for month in range(first, first + 3)]
    if re.fullmatch(r"\d{4}", period):
        return [f"{period}-{month:02}" for month in range(1, 13)]
    raise ValueError(f"{period} is no month, quarter or year: write 2025-09, 2025-Q3 or 2025")


class Units:
    def __init__(self, table):
        self.of_code = {}
        for row in table:
            self.of_code.setdefault(row["code"], []).append(row)

    def today(self):
        return [row for same in self.of_code.values() for row in same
                if not row["valid_to"] and row["kind"] in ("commune", "ward")]

    def answering(self, code, day):
        """The unit of today that answers for what `code` received on that day."""
        for row in self.of_code.get(code, []):
            if row["valid_from"] <= day and (not row["valid_to"] or day <= row["valid_to"]):
                return row["successor"] if row["valid_to"] else code
        return code


def recount(read, period, with_since):
    months = set(months_of(period))
    units = Units(rows(read, "units"))
    received, online = Counter(), Counter()
    for row in rows(read, "inputs") + (rows(read, "since") if with_since else []):
        if row["outcome"] != "received" or row["day"][:7] not in months:
            continue
        unit = units.answering(row["unit"], row["day"])
        received[unit] += int(row["count"])
        if row["channel"] == "online":
            online[unit] += int(row["count"])
    shares = {unit["code"]: Fraction(online[unit["code"]], received[unit["code"]])
              for unit in units.today() if received[unit["code"]]}
    answer = []
    for unit in units.today():
        code = unit["code"]
        share = shares.get(code)
        answer.append({
            "code": code,
            "name": unit["name"],
            "place": None if share is None else 1 + sum(other > share for other in shares.values()),
            "value": None if share is None else online[code] / received[code],
            "received": received[code],
            "online": online[code],
        })
    answer.sort(key=lambda unit: (unit["place"] is None, unit["place"] or 0, unit["code"]))
    return {"period": period, "by": "online", "units": answer}


def sha256(data):
    return hashlib.sha256(data).digest()


def merkle_root(leaves):
    """RFC 6962, section 2.1."""
    level = [sha256(b"\0" + leaf) for leaf in leaves]
    if not level:
        return sha256(b"")
    while len(level) > 1:
        paired = [sha256(b"\1" + level[i] + level[i + 1]) for i in range(0, len(level) - 1, 2)]
        level = paired + level[len(level) - len(level) % 2:]
    return level[0]


def canonical(statement):
    return json.dumps(statement, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode("utf-8")


def check_days(read):
    """The first thing that does not hold, or None. Signatures are left to `motcua verify`."""
    index = json.loads(read("index.json"))
    if index["last_day"] is None:
        return None
    day, last = date.fromisoformat(index["first_day"]), date.fromisoformat(index["last_day"])
    before, total = None, Counter()
    while day <= last:
        file = json.loads(read(f"days/{day}.json"))
        statement = file["statement"]
        if merkle_root([bytes.fromhex(leaf) for leaf in file["hashes"]]).hex() != statement["root"]:
            return f"{day}: the root over the hashes is another than the one stated"
        if statement["previous"] != ("0" * 64 if before is None else sha256(before).hex()):
            return f"{day}: it does not follow the day before"
        for *key, count in statement["counts"]:
            total[tuple(key)] += count
        before = canonical(statement)
        day += timedelta(days=1)
    said = {(r["unit"], r["day"], r["channel"], r["outcome"]): int(r["count"]) for r in rows(read, "inputs")}
    given = {key: count for key, count in total.items() if count}
    for key in sorted(said.keys() | given.keys()):
        if said.get(key, 0) != given.get(key, 0):
            return f"inputs.csv: {' '.join(key)} is {said.get(key, 0)}, the days give {given.get(key, 0)}"
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source")
    period = parser.add_mutually_exclusive_group(required=True)
    for kind in ("month", "quarter", "year"):
        period.add_argument("--" + kind, dest="period")
    parser.add_argument("--with-since", action="store_true")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--check-days", action="store_true")
    asked = parser.parse_args()
    try:
        months_of(asked.period)
    except ValueError as wrong:
        parser.error(str(wrong))
    read = reader(asked.source)
    try:
        fault = check_days(read) if asked.check_days else None
        if fault:
            sys.exit(f"recount: {fault}")
        ranking = recount(read, asked.period, asked.with_since)
    except (OSError, KeyError, ValueError) as wrong:
        sys.exit(f"recount: {asked.source} cannot be read as open data: {wrong}")
    if asked.json:
        print(json.dumps(ranking, ensure_ascii=False, indent=2))
        return
    for unit in ranking["units"]:
        share = "–" if unit["value"] is None else f"{100 * unit['value']:.1f} %"
        print(f"{unit['place'] or '–':>3}  {unit['name']:<24} {share:>8}  {unit['online']} / {unit['received']}")


if __name__ == "__main__":
    main()
