use std::borrow::Cow;
use std::collections::BTreeMap;

use super::nearby::LargePlaces;
use super::*;
use crate::text::fold::fold_words;

fn meanings(name: &str) -> Vec<Posting> {
    let lexicon = Lexicon::builtin();
    let mut node = None;
    for (i, word) in fold_words(name).iter().enumerate() {
        let Some(word) = lexicon.word(word.as_bytes()) else {
            return Vec::new();
        };
        node = if i == 0 { lexicon.root(word) } else { node.and_then(|node| lexicon.child(node, word)) };
    }
    node.map(|node| lexicon.postings(node).collect()).unwrap_or_default()
}

#[test]
fn there_are_enough_entities() {
    let lexicon = Lexicon::builtin();
    let factions = lexicon.entities().filter(|(id, _)| lexicon.is_faction(*id)).count();
    let places = lexicon.len() - factions;
    assert!(factions >= 600, "{factions} factions");
    assert!(places >= 30_000, "{places} places");
}

#[test]
fn names_lead_to_their_entities() {
    let lexicon = Lexicon::builtin();
    for (id, name) in [
        ("place:iraq", "العراق"),
        ("place:syria", "سوريا"),
        ("faction:islamic-state", "داعش"),
        ("faction:al-qaida", "تنظيم القاعدة"),
    ] {
        let entity = lexicon.by_id(id).unwrap_or_else(|| panic!("{id}"));
        assert_eq!(lexicon.entity(entity).id, id);
        let found = meanings(name).iter().any(|posting| match *posting {
            Posting::Place { entity: e, weak, .. } | Posting::Faction { entity: e, weak } => e == entity && !weak,
            _ => false,
        });
        assert!(found, "{name}: {:?}", meanings(name));
    }
}

#[test]
fn an_entity_has_its_facts() {
    let lexicon = Lexicon::builtin();
    let iraq = lexicon.entity(lexicon.by_id("place:iraq").expect("known"));
    assert_eq!((iraq.canonical, iraq.english, iraq.kind, iraq.country), ("العراق", "Iraq", "country", Some("IQ")));
    let (lat, lon) = iraq.position.expect("a position");
    assert!((lat - 33.0).abs() < 2.0 && (lon - 44.0).abs() < 2.0);
}

#[test]
fn a_place_lies_in_its_region() {
    let lexicon = Lexicon::builtin();
    for (id, arabic, english) in [
        ("place:washington-us-9", "نيوجيرسي", "New Jersey"),
        ("place:springfield-us-3", "إلينوي", "Illinois"),
        ("place:springfield-us-5", "أوهايو", "Ohio"),
        ("place:tripoli-lb", "الشمال", "North Lebanon"),
        ("place:tripoli-ly", "طرابلس", "Tripoli"),
        ("place:al-husayniyah-eg", "الشرقية", "Sharqia"),
        ("place:al-husayniyah-jo-2", "معان", "Ma'an"),
        // Reviewed places without a GeoNames id, identified by their surroundings.
        ("place:khalidiya-homs-sy", "حمص", "Homs"),
        ("place:khalidiya-anbar-iq", "الأنبار", "Al Anbar"),
    ] {
        let entity = lexicon.by_id(id).unwrap_or_else(|| panic!("{id}"));
        assert_eq!(lexicon.region(entity), Some(Region { arabic, english }), "{id}");
    }
    for id in ["place:iraq", "place:mediterranean-sea", "place:washington-state-us", "faction:islamic-state"] {
        let entity = lexicon.by_id(id).unwrap_or_else(|| panic!("{id}"));
        assert_eq!(lexicon.region(entity), None, "{id}");
    }
}

#[test]
fn places_of_one_name_and_country_are_told_apart() {
    let lexicon = Lexicon::builtin();
    let large = LargePlaces::of(&lexicon);
    let mut of_name: BTreeMap<_, Vec<EntityId>> = BTreeMap::new();
    for (id, entity) in lexicon.entities().filter(|(id, _)| !lexicon.is_faction(*id)) {
        of_name.entry((fold_words(entity.canonical), entity.country)).or_default().push(id);
    }
    let region = |id: EntityId| lexicon.region(id).map(|region| region.arabic);
    let near =
        |id: EntityId| large.nearest(&lexicon, id).map(|near| (near.place, near.km.round() as u32, near.bearing));
    let facts = |id: EntityId| (lexicon.kind(id), lexicon.population(id), lexicon.entity(id).position);
    let (mut pairs, mut by_region, mut alike) = (0, 0, Vec::new());
    for places in of_name.values() {
        for (at, a) in places.iter().enumerate() {
            for b in places.iter().skip(at + 1) {
                pairs += 1;
                by_region += usize::from(region(*a) != region(*b));
                if (region(*a), near(*a), facts(*a)) == (region(*b), near(*b), facts(*b)) {
                    alike.push((lexicon.entity(*a).id, lexicon.entity(*b).id));
                }
            }
        }
    }
    assert!(pairs > 4_000 && by_region * 10 > pairs * 9, "{by_region} of {pairs} pairs are of different regions");
    assert!(alike.is_empty(), "{alike:?}");
}

#[test]
fn foreign_numbers_and_broken_bytes_do_no_harm() {
    let lexicon = Lexicon::builtin();
    let entity = lexicon.entity(EntityId::new(u32::MAX));
    assert_eq!((entity.id, entity.canonical, entity.position), ("", "", None));
    assert!(Lexicon::from_compiled(Cow::Borrowed(b"not a lexicon")).is_none());
    assert!(Lexicon::empty().word("بغداد".as_bytes()).is_none());
}

#[test]
fn a_broken_source_says_where() {
    let mut compiler = compile::Compiler::default();
    let error = compiler.add_source("leaders.ron", "[\n(name:\"x\", of:None, weak:maybe),\n]").expect_err("broken");
    assert_eq!((error.line, error.file.as_str()), (2, "leaders.ron"));
}

#[test]
fn a_country_lies_in_its_own_middle_and_not_where_its_capital_does() {
    let lexicon = Lexicon::builtin();
    let position = |id: &str| lexicon.by_id(id).and_then(|id| lexicon.entity(id).position).expect(id);
    for (country, capital, at_least) in [
        ("place:libya", "place:tripoli-ly", 500.0),
        ("place:algeria", "place:algiers-dz", 500.0),
        ("place:greenland", "place:nuuk-gl", 500.0),
        ("place:brazil", "place:brasilia-br", 100.0),
        ("place:egypt", "place:cairo-eg", 100.0),
    ] {
        let km = nearby::distance_km(position(country), position(capital));
        assert!(km > at_least, "{country}: {km} km");
    }
    let near = nearby::distance_km(position("place:monaco"), (43.74, 7.42));
    assert!(near < 10.0, "Monaco is no larger than its capital: {near} km");
}

#[test]
fn the_stamp_tells_lexicons_of_one_size_apart() {
    let stamp = |first: &str, second: &str| {
        let mut compiler = compile::Compiler::default();
        let entry =
            |id: &str, name: &str| format!(r#"(id:"place:{id}", ar:["{name}"], en:"", kind:"town", country:"LY")"#);
        let source = format!("[{}, {}]", entry("a", first), entry("b", second));
        compiler.add_source("places_curated.ron", &source).expect("entries");
        let (compiled, _) = compiler.finish().expect("a lexicon");
        Lexicon::from_compiled(Cow::Owned(compiled)).expect("a table").stamp()
    };
    assert_eq!(stamp("صبراتة", "مصراتة"), stamp("صبراتة", "مصراتة"));
    assert_ne!(stamp("صبراتة", "مصراتة"), stamp("مصراتة", "صبراتة"), "two entities that have changed places");
}

#[test]
fn a_name_or_field_that_there_is_not_is_an_error_on_its_line() {
    let table = [
        (
            "places_curated.ron",
            r#"(id:"place:a", ar:["سرت"], en:"", kind:"twon", country:"LY")"#,
            "unknown kind \"twon\"",
        ),
        (
            "factions.ron",
            r#"(id:"faction:a", ar:["فتح"], en:"", kind:"partie", country:"PS")"#,
            "the kinds are armed-group",
        ),
        (
            "place_nouns.ron",
            r#"(noun:"بلدة", forms:["بلدة"], inside:false, kind:"twon")"#,
            "valley, strait, region, other",
        ),
        ("place_nouns.ron", r#"(noun:"بلدة", forms:["بلدة"], inside:false, kind:"town", stronk:true)"#, "stronk"),
        ("group_nouns.ron", r#"(noun:"حزب", forms:["حزب"], kind:"partie")"#, "unknown kind \"partie\""),
        ("group_nouns.ron", r#"(noun:"حزب", forms:["حزب"], kind:"party", nisbah:true)"#, "nisbah"),
        ("demonyms.ron", r#"(adj:"ليبي", of:"place:libya", extras:["ليبيون"])"#, "extras"),
        (
            "context_words.ron",
            r#"(class:"titel", words:["رئيس"])"#,
            "unknown class \"titel\"; the classes are preposition",
        ),
    ];
    for (file, entry, expected) in table {
        let mut compiler = compile::Compiler::default();
        let error = compiler.add_source(file, &format!("[\n{entry},\n]")).expect_err(entry);
        assert_eq!((error.file.as_str(), error.line), (file, 2), "{error}");
        assert!(error.message.contains(expected), "{error}");
    }
}
