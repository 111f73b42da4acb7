//! Which place a name means, on sentences of our own.

use std::fmt::Write as _;

use hawashi::detect::which_place::alternatives;
use hawashi::detect::{Detector, Form};
use hawashi::lexicon::Lexicon;

/// Text, name, and the id that its mentions must have, in order (the last one holds for the rest).
const CASES: [(&str, &str, &[&str]); 28] = [
    ("سيطرت قوات النظام السوري على بلدة السخنة شرق مدينة تدمر، وتقدمت نحو دير الزور.", "السخنة", &["place:sukhna-sy"]),
    (
        "قال مسؤول في الحديدة إن سيولا ضربت مديريات المحافظة في اليمن، وإن بلدة السخنة عزلت عن باجل وصنعاء.",
        "السخنة",
        &["place:as-sukhnah-ye"],
    ),
    ("وصل المبعوث الأممي إلى طرابلس قادما من تونس، ثم غادر إلى بنغازي.", "طرابلس", &["place:tripoli-ly"]),
    ("أغلق محتجون طرقا في بيروت وصيدا، وامتدت الاحتجاجات إلى طرابلس وعكار.", "طرابلس", &["place:tripoli-lb"]),
    ("اندلعت اشتباكات في طرابلس اللبنانية بعد ظهر أمس.", "طرابلس", &["place:tripoli-lb"]),
    ("ولد في طرابلس (لبنان) ودرس فيها.", "طرابلس", &["place:tripoli-lb"]),
    (
        "أعلنت الحكومة الليبية من طرابلس خطتها، وزار وزيرها مصراتة وسبها. وفي لبنان اجتمع نواب من طرابلس اللبنانية.",
        "طرابلس",
        &["place:tripoli-ly", "place:tripoli-lb"],
    ),
    ("وصل الرئيس إلى طرابلس أمس.", "طرابلس", &["place:tripoli-ly"]),
    ("التقى الملك في عمان وفدا من إربد والزرقاء، وبحث أوضاع الأردن.", "عمان", &["place:amman-jo"]),
    ("أبحرت السفينة من مسقط إلى صلالة، وأعلنت عمان إغلاق الميناء.", "عمان", &["place:oman"]),
    ("عاد الوفد إلى العاصمة عمان بعد زيارة دمشق.", "عمان", &["place:amman-jo"]),
    (
        "اندلعت معارك في مديرية المنصورة بمدينة عدن، وامتدت إلى خور مكسر واليمن كله.",
        "المنصورة",
        &["place:mansoura-aden-ye"],
    ),
    ("نظمت جامعة مؤتمرا في مدينة المنصورة بمحافظة الدقهلية في مصر.", "المنصورة", &["place:mansoura-eg"]),
    ("انسحب تنظيم «الدولة» من بلدة المنصورة غرب الرقة ومن الطبقة.", "المنصورة", &["place:mansura-raqqa-sy"]),
    ("قصفت طائرات مدينة السويداء ودرعا في جنوب سوريا.", "السويداء", &["place:suwayda-sy"]),
    ("زار الوزير مدينة الحسكة ثم القامشلي.", "الحسكة", &["place:hasakah-sy"]),
    ("دخل الجيش السوداني مدينة الفاشر، وقصف نيالا.", "الفاشر", &["place:el-fasher-sd"]),
    ("اجتمع القادة في القاهرة لبحث أزمة ليبيا.", "القاهرة", &["place:cairo-eg"]),
    ("قتل شخصان في بغداد، وأصيب آخرون في الموصل.", "بغداد", &["place:baghdad-iq"]),
    ("تظاهر مئات في الجزائر العاصمة، وأعلنت الجزائر استدعاء سفيرها في باريس.", "الجزائر", &["place:algeria"]),
    ("زار وزير الخارجية تونس والمغرب.", "تونس", &["place:tunisia"]),
    ("هاجم مسلحون قرية قرب مدينة باكستان.", "باكستان", &["place:pakistan"]),
    ("قصفت إسرائيل مواقع قرب صور وبنت جبيل في جنوب لبنان.", "صور", &["place:tyre-lb"]),
    ("تقع مدينة صور على البحر في لبنان.", "صور", &["place:tyre-lb"]),
    // Factions share names too; without evidence nobody knows which one is meant.
    (
        "انتشرت قوات «الجيش الوطني» في بنغازي والمرج شرق ليبيا، ثم تراجع «الجيش الوطني» نحو سرت.",
        "الجيش الوطني",
        &["faction:libyan-national-army"],
    ),
    (
        "وتقدم «الجيش الوطني» في ريف حلب بدعم تركي، وقصف عفرين والباب شمال سوريا.",
        "الجيش الوطني",
        &["faction:syrian-national-army"],
    ),
    ("قال قائد «الجيش الوطني» إنه لن ينسحب.", "الجيش الوطني", &["-"]),
    ("وقعت حكومة الوفاق في طرابلس اتفاقا مع تركيا بشأن ليبيا.", "حكومة الوفاق", &["faction:gna-libya"]),
];

#[test]
fn a_name_means_the_place_that_the_text_is_about() {
    let lexicon = Lexicon::builtin();
    let detector = Detector::new(lexicon.clone());
    let mut failures = String::new();
    for (text, name, wanted) in CASES {
        let found = detector.detect(text);
        let ids: Vec<&str> = found
            .iter()
            .filter(|c| c.form == Form::Name && c.span.of(text) == name)
            .map(|c| c.entity.map_or("-", |e| lexicon.entity(e).id))
            .collect();
        let expected = (0..ids.len().max(1)).map(|i| wanted[i.min(wanted.len() - 1)]).collect::<Vec<_>>();
        if ids != expected {
            let _ = writeln!(failures, "{text}\n  wanted {expected:?}\n  found  {ids:?}");
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
}

#[test]
fn a_reference_follows_its_antecedent() {
    let lexicon = Lexicon::builtin();
    let text = "سيطرت قوات على مدينة طرابلس اللبنانية، ثم انسحبت من المدينة.";
    let found = Detector::new(lexicon.clone()).detect(text);
    let reference = found.iter().find(|c| c.form == Form::Reference && c.span.of(text) == "المدينة");
    let id = reference.and_then(|c| c.entity).map(|e| lexicon.entity(e).id);
    assert_eq!(id, Some("place:tripoli-lb"), "{found:?}");
}

#[test]
fn the_card_offers_what_else_a_name_can_mean() {
    let lexicon = Lexicon::builtin();
    let text = "وصل الوفد إلى طرابلس ثم بيروت في لبنان، وزار القاهرة.";
    let found = Detector::new(lexicon.clone()).detect(text);
    let tripoli = found.iter().find(|c| c.span.of(text) == "طرابلس").expect("found");
    let ids: Vec<&str> = alternatives(&lexicon, tripoli, text).into_iter().map(|e| lexicon.entity(e).id).collect();
    assert_eq!(ids.first().copied(), tripoli.entity.map(|e| lexicon.entity(e).id), "the chosen one stands first");
    assert!(ids.contains(&"place:tripoli-lb") && ids.contains(&"place:tripoli-ly"), "{ids:?}");
    let mut unique = ids.clone();
    unique.sort_unstable();
    unique.dedup();
    assert_eq!(unique.len(), ids.len());
}

#[test]
fn many_mentions_of_a_name_with_many_meanings_take_linear_time() {
    let detector = Detector::new(Lexicon::builtin());
    let time = |n: usize| {
        let text = "في مدينة المنصورة وطرابلس وعمان. ".repeat(n);
        let start = std::time::Instant::now();
        assert!(detector.detect(&text).len() >= n);
        start.elapsed()
    };
    let _ = time(1_000);
    let (small, large) = (time(4_000), time(40_000));
    assert!(large < small * 40 + std::time::Duration::from_millis(300), "{small:?} for 4,000, {large:?} for 40,000");
}
