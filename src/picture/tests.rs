use std::sync::LazyLock;

use super::charts::bars::{Bar, Bars};
use super::charts::dispersion::{Dispersion, Place, PlaceAxis};
use super::charts::matrix::{Matrix, Order, Within};
use super::charts::network::{Edge, Network};
use super::charts::timeline::{Period, Slot, Timeline};
use super::charts::{KeyEntry, Row};
use super::map::{MapLook, MapPlace, Places, Series, Unplaced, Why, geojson};
use super::*;
use crate::layout::{TextEngine, ThemeName};

const TEAL: [u8; 3] = [0x0f, 0x76, 0x6e];
const ORANGE: [u8; 3] = [0xb4, 0x53, 0x1a];

/// Names with their counts: accepted, suggested, whether the label's line is broken.
const NAMES: [(&str, u64, u64, bool); 10] = [
    ("الجيش الوطني الليبي", 71, 25, true),
    ("طرابلس", 80, 8, false),
    ("بنغازي", 74, 7, false),
    ("قوات الدعم السريع", 52, 22, true),
    ("سرت", 49, 9, false),
    ("الخرطوم", 50, 5, false),
    ("حكومة الوحدة الوطنية", 40, 12, true),
    ("الفاشر", 36, 7, false),
    ("الكفرة", 30, 7, false),
    ("تنظيم الدولة الإسلامية في العراق والشام وما حولهما من البلاد", 22, 12, true),
];

fn row(name: &str, is_broken: bool) -> Row {
    Row { name: name.to_owned(), id: String::new(), color: if is_broken { ORANGE } else { TEAL }, is_broken }
}

fn key(language: Language) -> Vec<KeyEntry> {
    let entry = |(en, ar): (&str, &str), color| KeyEntry { name: language.say(en, ar).to_owned(), color };
    vec![entry(("location", "موقع"), TEAL), entry(("faction", "فصيل"), ORANGE)]
}

fn bars() -> Bars {
    let bar = |&(name, accepted, suggested, is_broken): &(&str, u64, u64, bool)| Bar {
        row: row(name, is_broken),
        accepted,
        suggested,
        rejected: 0,
    };
    Bars { bars: NAMES.iter().map(bar).collect(), title: "Most named".to_owned(), about: String::new() }
}

fn dispersion(language: Language) -> Dispersion {
    let places = |number: usize, count: u64| -> Vec<Place> {
        let share = |n: u64| ((n as f32 * 0.618_034 + number as f32 * 0.13) % 1.0).powf(1.0 + number as f32 * 0.1);
        let mut shares: Vec<f32> = (0..count).map(share).collect();
        shares.sort_by(f32::total_cmp);
        shares.into_iter().map(|share| Place { share, title: format!("a{share}.txt") }).collect()
    };
    let month = |month: u8| (f32::from(month - 1) / 12.0, language.month(month).to_owned());
    Dispersion {
        rows: NAMES.iter().enumerate().map(|(n, (name, a, s, b))| (row(name, *b), places(n, a + s))).collect(),
        key: key(language),
        axis: PlaceAxis::Articles {
            ticks: (1..=12).map(month).collect(),
            caption: language
                .say("2025, articles in the order of their dates", "٢٠٢٥، المقالات بترتيب تواريخها")
                .to_owned(),
        },
        about: language.say("ten most named", "العشرة الأكثر ذكرا").to_owned(),
    }
}

fn matrix(language: Language, order: Order) -> Matrix {
    let columns = ["طرابلس", "بنغازي", "سرت", "الكفرة", "سبها", "درنة", "مصراتة", "الخرطوم", "الفاشر", "مروي"];
    let rows = [
        "الجيش الوطني الليبي",
        "غرفة عمليات سرت",
        "تنظيم الدولة الإسلامية",
        "حكومة الوحدة الوطنية",
        "كتائب مصراتة",
        "قوات الدعم السريع",
        "الجيش السوداني",
    ];
    let cells = [
        [6, 66, 31, 21, 14, 22, 3, 0, 0, 0],
        [0, 0, 18, 0, 0, 0, 4, 0, 0, 0],
        [0, 8, 15, 0, 9, 12, 2, 0, 0, 0],
        [52, 4, 12, 0, 6, 0, 19, 0, 0, 0],
        [11, 0, 9, 0, 0, 0, 39, 0, 0, 0],
        [0, 0, 0, 13, 0, 0, 0, 47, 38, 8],
        [0, 0, 0, 2, 0, 0, 0, 61, 21, 11],
    ];
    Matrix {
        rows: rows.map(str::to_owned).to_vec(),
        columns: columns.map(str::to_owned).to_vec(),
        ids: [Vec::new(), Vec::new()],
        cells: cells.iter().map(|row| row.to_vec()).collect(),
        within: Within::Paragraph,
        order,
        title: language.say("Factions and places", "الفصائل والمواقع").to_owned(),
    }
}

fn network(language: Language) -> Network {
    let from = matrix(language, Order::Count);
    let nodes = from
        .rows
        .iter()
        .map(|name| (row(name, true), 90))
        .chain(from.columns.iter().map(|name| (row(name, false), 40)));
    let edges = from.cells.iter().enumerate().flat_map(|(a, counts)| {
        counts.iter().enumerate().filter(|(_, count)| **count > 0).map(move |(b, count)| Edge {
            a,
            b: 7 + b,
            count: *count,
        })
    });
    let (nodes, edges) = (nodes.collect(), edges.collect());
    Network { nodes, edges, key: key(language), within: Within::Paragraph }
}

fn timeline(language: Language) -> Timeline {
    let slot = |week: u32| {
        let (month, day) = (week * 7 / 31 + 1, week * 7 % 31 + 1);
        let tick = (day < 8).then(|| language.month(month as u8).to_owned());
        Slot { first: String::new(), start: format!("2025-{month:02}-{day:02}"), tick, title: format!("{month}/{day}") }
    };
    let names = ["Libyan National Army", "GNU forces", "Rapid Support Forces", "Sudanese army", "Islamic State"];
    let rows = names.iter().enumerate().map(|(number, name)| {
        let counts = (0..52_u64).map(|week| (week * (number as u64 + 3) * 7 % 23).saturating_sub(6)).collect();
        (
            Row {
                name: (*name).to_owned(),
                id: String::new(),
                color: Colors::of(ThemeName::Light).data[number],
                is_broken: false,
            },
            counts,
        )
    });
    Timeline { slots: (0..52).map(slot).collect(), rows: rows.collect(), period: Period::Week, undated: 12 }
}

/// Names, longitude and latitude, mentions, and how often each series is named with it.
type Town = (&'static str, &'static str, f64, f64, u64, [u64; 7]);

fn places(language: Language) -> Places {
    let towns: [Town; 22] = [
        ("طرابلس", "Tripoli", 13.19, 32.88, 140, [3, 90, 0, 10, 0, 0, 20]),
        ("مصراتة", "Misrata", 15.09, 32.38, 66, [2, 60, 0, 0, 0, 0, 2]),
        ("سرت", "Sirte", 16.59, 31.21, 58, [22, 10, 0, 12, 0, 0, 1]),
        ("بنغازي", "Benghazi", 20.07, 32.12, 81, [60, 4, 0, 10, 0, 0, 6]),
        ("درنة", "Derna", 22.64, 32.77, 40, [22, 0, 0, 12, 0, 0, 0]),
        ("طبرق", "Tobruk", 23.96, 32.08, 20, [12, 3, 0, 0, 0, 0, 4]),
        ("الكفرة", "Kufra", 23.29, 24.18, 37, [21, 0, 13, 0, 2, 0, 0]),
        ("سبها", "Sabha", 14.43, 27.04, 34, [14, 6, 0, 9, 0, 0, 3]),
        ("الخرطوم", "Khartoum", 32.53, 15.59, 150, [0, 0, 60, 0, 75, 0, 6]),
        ("مدني", "Wad Madani", 33.52, 14.40, 30, [0, 0, 18, 0, 14, 0, 0]),
        ("الفاشر", "El Fasher", 25.35, 13.63, 60, [0, 0, 40, 0, 20, 0, 0]),
        ("بورتسودان", "Port Sudan", 37.22, 19.62, 45, [0, 0, 1, 0, 40, 0, 1]),
        ("القاهرة", "Cairo", 31.24, 30.04, 50, [8, 6, 2, 0, 3, 0, 28]),
        ("دمشق", "Damascus", 36.29, 33.51, 44, [0, 0, 0, 5, 0, 7, 30]),
        ("حلب", "Aleppo", 37.16, 36.20, 40, [0, 0, 0, 8, 0, 20, 8]),
        ("الرقة", "Raqqa", 39.01, 35.95, 66, [0, 0, 0, 20, 0, 40, 3]),
        ("دير الزور", "Deir ez-Zor", 40.14, 35.34, 62, [0, 0, 0, 22, 0, 33, 1]),
        ("الموصل", "Mosul", 43.13, 36.34, 40, [0, 0, 0, 26, 0, 1, 12]),
        ("بغداد", "Baghdad", 44.36, 33.31, 56, [0, 0, 0, 17, 0, 0, 30]),
        ("بيروت", "Beirut", 35.50, 33.89, 12, [0; 7]),
        ("القدس", "Jerusalem", 35.21, 31.77, 10, [0; 7]),
        ("صيدا", "Sidon", 35.37, 33.56, 3, [0; 7]),
    ];
    let place = |(ar, en, lon, lat, mentions, shares): Town| MapPlace {
        id: format!("place:{}", en.to_lowercase()),
        arabic: ar.to_owned(),
        english: en.to_owned(),
        lon,
        lat,
        is_wide: false,
        mentions,
        articles: mentions / 2 + 1,
        shares: shares.to_vec(),
    };
    let series = [
        ("Libyan National Army", "الجيش الوطني", 215),
        ("GNU forces", "حكومة الوحدة", 223),
        ("Rapid Support Forces", "الدعم السريع", 173),
        ("Islamic State", "تنظيم الدولة", 154),
        ("Sudanese army", "الجيش السوداني", 177),
        ("SDF", "قسد", 99),
    ];
    let series = series.map(|(en, ar, count)| Series {
        name: language.say(en, ar).to_owned(),
        other_name: language.say(ar, en).to_owned(),
        count,
    });
    let unplaced = |(name, why, mentions): (&str, Why, u64)| Unplaced {
        id: name.to_owned(),
        name: name.to_owned(),
        why,
        mentions,
    };
    Places {
        places: towns.map(place).to_vec(),
        series: series.to_vec(),
        others: (14, 197),
        unplaced: [("الجبل الأخضر", Why::Kind("region".to_owned()), 9), ("جسر الشهداء", Why::Possible(4), 4)]
            .map(unplaced)
            .to_vec(),
        within: Within::Paragraph,
    }
}

/// All pictures, with their names.
fn pictures(
    engine: &mut TextEngine,
    language: Language,
    theme: ThemeName,
    width: f32,
) -> Vec<(&'static str, DisplayList)> {
    let look = Look::new(width, language, theme);
    let map = MapLook { ..MapLook::new(width * 1.5, language, theme) };
    vec![
        ("dispersion", dispersion(language).draw(engine, &look)),
        ("frequency", bars().draw(engine, &look)),
        ("matrix", matrix(language, Order::By(2)).draw(engine, &look)),
        ("matrix-clustered", matrix(language, Order::Clustered).draw(engine, &look)),
        ("network", network(language).draw(engine, &look)),
        ("timeline", timeline(language).draw(engine, &look)),
        ("map", places(language).draw(engine, &map)),
    ]
}

const LANGUAGES: [Language; 2] = [Language::English, Language::Arabic];

static ALL: LazyLock<Vec<(&'static str, Language, DisplayList)>> = LazyLock::new(|| {
    let mut engine = TextEngine::bundled_only();
    let mut all = Vec::new();
    for (language, theme) in [(Language::English, ThemeName::Light), (Language::Arabic, ThemeName::Dark)] {
        for width in [720.0, 420.0] {
            let found = pictures(&mut engine, language, theme, width);
            all.extend(found.into_iter().map(|(name, list)| (name, language, list)));
        }
    }
    all
});

#[test]
fn whatever_is_drawn_lies_in_the_picture() {
    for (name, language, list) in ALL.iter() {
        assert!(!list.title.is_empty() && list.height.is_finite(), "{name}");
        for item in list.items.iter().filter(|item| item.clip.is_none()) {
            let [left, top, right, bottom] = item.shape.bounds();
            let fits = left >= -2.0 && top >= -2.0 && right <= list.width + 2.0 && bottom <= list.height + 2.0;
            let text = if let Shape::Text { layout, .. } = &item.shape { layout.text() } else { "" };
            assert!(fits, "{name} {language:?} {}: {:?} {text}", list.width, item.shape.bounds());
        }
    }
}

#[test]
fn no_two_texts_cover_each_other() {
    for (name, language, list) in ALL.iter() {
        let texts: Vec<([f32; 4], &str)> = list
            .items
            .iter()
            .filter_map(|item| match &item.shape {
                // Letters fill the middle of their line.
                Shape::Text { layout, .. } => {
                    let [left, top, right, bottom] = item.shape.bounds();
                    let middle = f32::midpoint(top, bottom);
                    Some(([left + 0.5, middle - 5.0, right - 0.5, middle + 5.0], layout.text()))
                }
                _ => None,
            })
            .collect();
        for (number, (a, text)) in texts.iter().enumerate() {
            for (b, other) in &texts[..number] {
                let meet = a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
                assert!(!meet, "{name} {language:?} {}: {text} and {other}", list.width);
            }
        }
    }
}

#[test]
fn each_mark_is_found_where_it_is_and_says_what_it_is() {
    for (name, language, list) in ALL.iter() {
        assert!(list.marks.len() > 5, "{name}: {} marks", list.marks.len());
        for mark in &list.marks {
            let [left, top, right, bottom] = mark.bounds;
            assert!(left < right && top < bottom, "{name}: {mark:?}");
            let found = list.mark_at([f32::midpoint(left, right), f32::midpoint(top, bottom)]);
            assert!(found.is_some(), "{name}: {mark:?}");
            let is_worded = mark.title.chars().any(char::is_alphabetic);
            assert!(
                is_worded && (*language == Language::Arabic || !mark.title.contains("عدد")),
                "{name}: {}",
                mark.title
            );
        }
    }
}

#[test]
fn a_picture_is_a_whole_svg_without_fonts() {
    for (name, _, list) in ALL.iter() {
        let svg = svg::svg(list);
        let mut reader = quick_xml::Reader::from_str(&svg);
        let (mut titles, mut depth) = (0, 0_i32);
        loop {
            match reader.read_event().unwrap() {
                quick_xml::events::Event::Start(tag) => {
                    assert_ne!(tag.name().as_ref(), b"text", "{name}: letters are outlines");
                    titles += usize::from(tag.name().as_ref() == b"title");
                    depth += 1;
                }
                quick_xml::events::Event::End(_) => depth -= 1,
                quick_xml::events::Event::Eof => break,
                _ => {}
            }
        }
        assert!(depth == 0 && titles > list.marks.len(), "{name}: {titles} titles");
        assert!(!svg.contains("NaN") && !svg.contains("inf"), "{name}");
    }
}

#[test]
fn a_picture_is_painted_and_is_not_empty() {
    let (_, _, list) = &ALL[1];
    let picture = paint::paint(list, 1.0);
    let inked = picture.rgba.chunks_exact(4).filter(|pixel| pixel[..3] != list.ground).count();
    assert!(inked > 5_000, "{inked} pixels");
    assert_eq!(picture.width, 720);
    let larger = paint::paint(list, 2.0);
    assert_eq!((larger.width, larger.height), (1440, (list.height * 2.0).ceil() as u32));
}

#[test]
fn in_arabic_charts_are_mirrored_and_the_map_is_not() {
    let mut engine = TextEngine::bundled_only();
    let bar_starts = LANGUAGES.map(|language| {
        let list = bars().draw(&mut engine, &Look::new(600.0, language, ThemeName::Light));
        let [left, _, right, _] = list.marks[0].bounds;
        (left, right)
    });
    assert!(
        bar_starts[0].1 > 560.0 && bar_starts[1].0 < 40.0,
        "the longest bar ends where the line ends: {bar_starts:?}"
    );
    let sirte_east_of_tripoli = LANGUAGES.map(|language| {
        let list = places(language).draw(&mut engine, &MapLook::new(900.0, language, ThemeName::Light));
        let at = |row: u32| list.marks.iter().find(|mark| mark.spot.row == row).unwrap().bounds[0];
        at(2) > at(0)
    });
    assert_eq!(sirte_east_of_tripoli, [true, true]);
}

#[test]
fn tables_have_what_the_pictures_show() {
    for language in LANGUAGES {
        let table = bars().table(language);
        assert_eq!(table.rows[0][1..], [Cell::Count(71), Cell::Count(25), Cell::Count(96)]);
        let table = matrix(language, Order::By(2)).table(language);
        assert_eq!((table.rows.len(), table.head.len()), (8, 12));
        let sirte = table.head.iter().position(|name| name == "سرت").unwrap();
        let counts: Vec<&Cell> = table.rows[..7].iter().map(|row| &row[sirte]).collect();
        assert_eq!(counts, [31, 18, 15, 12, 9, 0, 0].map(Cell::Count).each_ref(), "sorted by Sirte");
        assert_eq!(table.rows[7].last(), Some(&Cell::Count(584)));
        let table = timeline(language).table(language);
        assert_eq!((table.rows.len(), table.head.len()), (52, 6));
        let table = dispersion(language).table(language);
        assert_eq!(table.rows.len() as u64, NAMES.iter().map(|name| name.1 + name.2).sum::<u64>());
        assert_eq!(places(language).table(language).rows.len(), 22);
        assert!(network(language).table(language).rows.len() > 20);
    }
}

#[test]
fn the_places_are_geojson() {
    let text = geojson::geojson(&places(Language::English));
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    let tripoli = &value["features"][0];
    assert_eq!(tripoli["geometry"]["coordinates"], serde_json::json!([13.19, 32.88]));
    assert_eq!((&tripoli["properties"]["name"], &tripoli["properties"]["mentions"]), (&"طرابلس".into(), &140.into()));
    assert_eq!(tripoli["properties"]["with"]["GNU forces"], 90);
}

#[test]
fn nothing_to_show_is_said() {
    let mut engine = TextEngine::bundled_only();
    for language in LANGUAGES {
        let look = Look::new(0.0, language, ThemeName::Light);
        let empty = [
            Dispersion { rows: Vec::new(), key: Vec::new(), axis: PlaceAxis::Article, about: String::new() }
                .draw(&mut engine, &look),
            Bars { bars: Vec::new(), title: String::new(), about: String::new() }.draw(&mut engine, &look),
            Matrix { rows: Vec::new(), columns: Vec::new(), cells: Vec::new(), ..matrix(language, Order::Clustered) }
                .draw(&mut engine, &look),
            Network { nodes: Vec::new(), edges: Vec::new(), ..network(language) }.draw(&mut engine, &look),
            Timeline { slots: Vec::new(), ..timeline(language) }.draw(&mut engine, &look),
            Places::default().draw(&mut engine, &MapLook::new(0.0, language, ThemeName::Light)),
        ];
        for list in empty {
            assert!(list.items.iter().any(|item| matches!(item.shape, Shape::Text { .. })));
            assert!(!svg::svg(&list).contains("NaN"));
        }
    }
}

#[test]
fn too_many_nodes_are_not_drawn() {
    let nodes = (0..61).map(|n| (row(&n.to_string(), false), 1)).collect();
    let many = Network { nodes, edges: vec![Edge { a: 0, b: 60, count: 1 }], ..network(Language::English) };
    let list = many.draw(&mut TextEngine::bundled_only(), &Look::new(700.0, Language::English, ThemeName::Light));
    assert!(list.marks.is_empty());
}
