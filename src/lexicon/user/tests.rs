use super::*;
use crate::lexicon::{Entity, Lexicon, Posting};

fn with(format: UserFormat, text: &str) -> Result<Lexicon, UserError> {
    Lexicon::builtin().with_user(vec![UserLexicon::from_text("own", format, text)])
}

fn error(format: UserFormat, text: &str) -> (usize, usize, String) {
    let error = with(format, text).expect_err("must fail");
    assert_eq!(error.file, "own");
    (error.line, error.column, error.wrong.to_string())
}

fn meanings<'l>(lexicon: &'l Lexicon, name: &str) -> Vec<(Entity<'l>, bool)> {
    let node = lexicon.name(&crate::text::fold::fold_words(name));
    let postings = node.into_iter().flat_map(|node| lexicon.postings(node));
    postings
        .filter_map(|posting| match posting {
            Posting::Place { entity, weak, .. } | Posting::Faction { entity, weak } => {
                Some((lexicon.entity(entity), weak))
            }
            _ => None,
        })
        .collect()
}

fn row(id: u32, names: &str, population: u32) -> String {
    format!(
        "{id}\tX{id}\tX{id}\tFoo,{names}\t34.5\t38.25\tP\tPPL\tSY\t\t01\t\t\t\t{population}\t\t5\tAsia/Damascus\t2020-01-01\n"
    )
}

#[test]
fn ron_adds_places_factions_and_names_of_known_entities() {
    let text = "[\n(id:\"place:tall-khanzir\", ar:[\"تل خنزير الغربي\"], kind:\"village\", country:\"SY\", lat:36.7, lon:40.2),\n\
        (ar:[\"كتيبة نسور الفجر\"], weak:[\"نسور الفجر\"], kind:\"armed-group\", parent:\"faction:islamic-state\"),\n\
        (id:\"place:iraq\", ar:[\"بلاد الرافدين الحبيبة\"], kind:\"country\"),\n]";
    let lexicon = with(UserFormat::Ron, text).expect("fine");
    let village = meanings(&lexicon, "تل خنزير الغربي");
    assert_eq!((village[0].0.id, village[0].0.country, village[0].1), ("place:tall-khanzir", Some("SY"), false));
    assert!(village[0].0.position.is_some_and(|(lat, _)| (lat - 36.7).abs() < 0.01));
    let group = meanings(&lexicon, "كتيبة نسور الفجر");
    assert_eq!((group[0].0.kind, group[0].0.id), ("armed-group", "faction:own-كتيبه-نسور-الفجر"));
    let id = lexicon.by_id(group[0].0.id).expect("known");
    assert!(lexicon.is_user_made(id) && lexicon.is_faction(id));
    assert_eq!(lexicon.parent(id), lexicon.by_id("faction:islamic-state"));
    assert!(meanings(&lexicon, "نسور الفجر")[0].1, "weak");
    assert_eq!(meanings(&lexicon, "بلاد الرافدين الحبيبة")[0].0.id, "place:iraq");
    assert_eq!(lexicon.len(), Lexicon::builtin().len() + 2);
}

#[test]
fn an_entry_is_shown_in_the_place_of_the_built_in_one() {
    let base = Lexicon::builtin();
    let known = base.by_id("place:misrata-ly").expect("known");
    let mut entry = UserEntry::in_place_of(&base, known);
    assert_eq!((entry.ar[0].as_str(), entry.country.as_deref()), ("مصراتة", Some("LY")));
    (entry.ar, entry.en, entry.kind) = (vec!["ذات الرمال".to_owned()], "City of Sand".to_owned(), "village".to_owned());
    let (ar, en) = (vec!["تل الزعفران".to_owned()], "Zaafaran".to_owned());
    let other = UserEntry { id: String::new(), ar, en, ..entry.clone() };
    // A second one for the same entity adds its names only.
    let second = UserEntry { ar: vec!["مدينة الرمال".to_owned()], en: "Sand".to_owned(), ..entry.clone() };
    let text = UserEntry::write(&[other, entry, second]);
    let lexicon = with(UserFormat::Ron, &text).expect("fine");
    // All that names it, new and old, means what had the id before.
    for name in ["ذات الرمال", "مدينة الرمال", "مصراتة", "مصراته"] {
        let (entity, _) = &meanings(&lexicon, name)[0];
        assert_eq!((entity.id, entity.canonical, entity.english), ("place:misrata-ly", "ذات الرمال", "City of Sand"));
        assert_eq!((entity.kind, entity.country), ("village", Some("LY")), "{name}");
        assert_eq!((entity.position, entity.population), (base.entity(known).position, base.entity(known).population));
    }
    assert_eq!(lexicon.by_id("place:misrata-ly"), Some(known));
    assert!(!lexicon.is_user_made(known));
    assert_eq!(lexicon.region(known).map(|region| region.english), base.region(known).map(|region| region.english));
    // It is there once.
    assert_eq!(lexicon.entities().count(), base.len() + 1);
    let found = lexicon.search("City of Sand", 5, |_| true, || true);
    assert_eq!(found, [known]);
    // Changing what it is called in English alone does not make it the first meaning of a name that others have.
    let lebanon = base.by_id("place:tripoli-lb").expect("known");
    let renamed = UserEntry { en: "Tripoli (Lebanon)".to_owned(), ..UserEntry::in_place_of(&base, lebanon) };
    let lexicon = with(UserFormat::Ron, &UserEntry::write(&[renamed])).expect("fine");
    let ids = |lexicon: &Lexicon| meanings(lexicon, "طرابلس").iter().map(|(e, _)| e.id.to_owned()).collect::<Vec<_>>();
    assert_eq!(ids(&lexicon), ids(&base));
    assert_eq!(lexicon.entity(lebanon).english, "Tripoli (Lebanon)");
}

#[test]
fn the_built_in_names_stay_as_they_are() {
    let (base, own) =
        (Lexicon::builtin(), with(UserFormat::Csv, "name,kind,country\nالعراق الجديد,city,IQ\n").expect("ok"));
    for name in ["العراق", "طرابلس", "تنظيم القاعدة", "دير الزور"] {
        assert_eq!(meanings(&base, name), meanings(&own, name), "{name}");
    }
    assert_eq!(meanings(&own, "العراق الجديد").len(), 1);
    for (id, entity) in base.entities().step_by(97) {
        assert_eq!(own.entity(id), entity);
        assert_eq!(own.by_id(entity.id), Some(id));
    }
}

#[test]
fn csv_has_a_header_and_several_spellings() {
    let text = "\u{FEFF}name,kind,entity,lat,lon,country\r\n\"الشلال الأزرق|شلال النيل\",location,place:blue-falls,11.5,37.6,ET\r\nالدفاع المدني الحر,faction,,,,\r\n";
    let lexicon = with(UserFormat::Csv, text).expect("fine");
    assert_eq!(meanings(&lexicon, "شلال النيل")[0].0.id, "place:blue-falls");
    assert_eq!(meanings(&lexicon, "الدفاع المدني الحر")[0].0.kind, "armed-group");
}

#[test]
fn geonames_rows_become_places_and_known_ones_get_more_names() {
    let rows = [
        row(990_000_001, "كفر السنديان العالية", 9_000),
        row(990_000_002, "زيزفونستان", 500_000),
        row(990_000_003, "مدرسة", 500_000),
        row(990_000_004, "Bar", 10),
        row(172_425, "سخنة الشامية", 16_000),
    ];
    let lexicon = with(UserFormat::Geonames, &rows.concat()).expect("fine");
    assert_eq!(lexicon.len(), Lexicon::builtin().len() + 3);
    assert_eq!(meanings(&lexicon, "زيزفونستان")[0].0.id, "place:geonames-990000002");
    assert!(!meanings(&lexicon, "زيزفونستان")[0].1 && !meanings(&lexicon, "كفر السنديان العالية")[0].1);
    assert!(meanings(&lexicon, "مدرسة").iter().all(|(_, weak)| *weak), "an ordinary word needs evidence");
    assert_eq!(meanings(&lexicon, "سخنة الشامية")[0].0.id, "place:sukhna-sy");
}

#[test]
fn wrong_sources_say_line_and_column() {
    let (line, column, message) = error(UserFormat::Ron, "[\n(ar:[\"س\"], kind:\"town\", lat:x),\n]");
    assert_eq!(line, 2, "{column} {message}");
    let (line, column, _) = error(UserFormat::Ron, "[\n  (id:\"place:a-b\", ar:[\"عين الكرمة\"], kind:\"towns\"),\n]");
    assert_eq!((line, column), (2, 7));
    let cases = [
        ("name,kind,latt\nأ,city,3\n", (1, 11), "latt"),
        ("nom,kind\nأ,city\n", (1, 1), "nom"),
        ("name,kind,lat\nعين الكرمة,city,200\n", (2, 17), "200"),
        ("name,kind\nعين الكرمة,citty\n", (2, 12), "citty"),
        ("name,kind\nعين,city\nكرمة\n", (3, 5), "1 fields"),
        ("name,kind\n,city\n", (2, 1), "no name"),
        ("name,kind,country\nعين الكرمة,city,Syria\n", (2, 1), "Syria"),
        ("name,kind,entity\nعين الكرمة,city,karma\n", (2, 1), "place:"),
    ];
    for (text, place, word) in cases {
        let (line, column, message) = error(UserFormat::Csv, text);
        assert_eq!((line, column), place, "{text}: {message}");
        assert!(message.contains(word), "{message}");
    }
    let good = row(990_000_001, "كفر السنديان", 1);
    let (line, column, message) = error(UserFormat::Geonames, &format!("{good}{}", good.replace("34.5", "3x")));
    assert_eq!((line, column, message.contains("latitude")), (2, 50, true), "{message}");
    let (line, _, message) = error(UserFormat::Geonames, &format!("{good}a\tb\n"));
    assert_eq!((line, message.contains("2 columns")), (2, true));
    let (line, _, message) = error(UserFormat::Geonames, &good.repeat(2));
    assert_eq!((line, message.contains("twice")), (2, true));
}

#[test]
fn bytes_that_are_no_text_say_where() {
    for format in [UserFormat::Csv, UserFormat::Ron, UserFormat::Geonames] {
        let content = Box::new(&b"name,kind\n\xD8\xA3\xFF,city\n"[..]);
        let source = UserLexicon { name: "own".to_owned(), format, content };
        let error = Lexicon::builtin().with_user(vec![source]).expect_err("no UTF-8");
        // A dump has no header, so its first line is already wrong.
        let place = if format == UserFormat::Geonames { 1 } else { 2 };
        assert_eq!(error.line, place, "{error}");
    }
}

#[test]
fn a_name_of_very_many_places_keeps_the_largest() {
    let rows: String = (0..5_000).map(|i| row(991_000_000 + i, "عين الزيزفون", i)).collect();
    let lexicon = with(UserFormat::Geonames, &rows).expect("fine");
    let found = meanings(&lexicon, "عين الزيزفون");
    assert_eq!(found.len(), 64);
    assert_eq!(found[0].0.population, 5_000 - 1);
}

#[test]
fn very_many_entries_take_linear_time() {
    let row = |i| format!("(id:\"place:x{i}\", ar:[\"عين الزيزفون {i}\"], kind:\"village\")");
    let rows: Vec<String> = (0..60_000).map(row).collect();
    let start = std::time::Instant::now();
    let lexicon = with(UserFormat::Ron, &format!("[{}]", rows.join(", "))).expect("fine");
    assert_eq!(lexicon.len(), Lexicon::builtin().len() + 60_000);
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
    let last = lexicon.by_id("place:x59999").expect("known");
    assert_eq!(meanings(&lexicon, "عين الزيزفون ٥٩٩٩٩")[0].0, lexicon.entity(last));
}
