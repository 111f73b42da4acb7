//! Which place a name means, in sentences of our own.

use crate::clock;

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use hawashi::detect::which_place::alternatives;
use hawashi::detect::{Detector, Form};
use hawashi::lexicon::Lexicon;

/// Text, name, and the ids that its mentions must have, in order (the last one applies to the rest).
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
    // Factions share names too; without evidence it is unclear which one is meant.
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

/// The same, for what follows the name, and for how well known a place is.
const TOLD: &[(&str, &str, &[&str])] = &[
    // Named cases.
    ("اعتقلت الشرطة رجلا في لندن بمقاطعة أونتاريو الكندية أمس.", "لندن", &["place:london-ca"]),
    ("قتل شخصان في ولاية جورجيا الأمريكية بعد إعصار.", "جورجيا", &["place:georgia-state-us"]),
    ("وصل الرئيس الأمريكي إلى واشنطن بعد زيارة الولايات المتحدة لموسكو.", "موسكو", &["place:moscow-ru"]),
    // A region after a well-known name.
    ("وقع زلزال في باريس بولاية تكساس.", "باريس", &["place:paris-us"]),
    ("افتتح متجر في باريس في ولاية تكساس الأمريكية.", "باريس", &["place:paris-us"]),
    ("افتتح متجر في باريس (تكساس) ثم أغلق.", "باريس", &["place:paris-us"]),
    ("افتتح متجر في باريس، تكساس، ثم أغلق.", "باريس", &["place:paris-us"]),
    ("عثر على الطلاب قتلى في موسكو بولاية أيداهو.", "موسكو", &["place:moscow-us"]),
    ("تدرس في أثينا بولاية جورجيا الأمريكية.", "أثينا", &["place:athens-us"]),
    ("انفجر مصنع في ليما بولاية أوهايو.", "ليما", &["place:lima-us"]),
    ("شب حريق في برمنغهام بولاية ألاباما.", "برمنغهام", &["place:birmingham-us"]),
    ("شب حريق في ملبورن بولاية فلوريدا الأمريكية.", "ملبورن", &["place:melbourne-us"]),
    ("شب حريق في سيدني بمقاطعة نوفا سكوشا الكندية.", "سيدني", &["place:sydney-ca"]),
    ("شب حريق في روما بولاية جورجيا.", "روما", &["place:rome-us"]),
    ("شب حريق في الإسكندرية بولاية فرجينيا.", "الإسكندرية", &["place:alexandria-us"]),
    ("انفجرت عبوة في الإسكندرية جنوبي بغداد.", "الإسكندرية", &["place:iskandariya-iq"]),
    ("انفجرت عبوة في الإسكندرية شمال محافظة بابل.", "الإسكندرية", &["place:iskandariya-iq"]),
    ("شب حريق في سان خوسيه بولاية كاليفورنيا.", "سان خوسيه", &["place:san-jose-us"]),
    ("شب حريق في سبرينغفيلد بولاية إلينوي.", "سبرينغفيلد", &["place:springfield-us-3"]),
    ("شب حريق في سبرينغفيلد بولاية أوهايو.", "سبرينغفيلد", &["place:springfield-us-5"]),
    ("شب حريق في بورتلاند بولاية مين الأمريكية.", "بورتلاند", &["place:portland-us-2"]),
    ("درس في كمبردج بولاية ماساتشوستس الأمريكية.", "كمبردج", &["place:cambridge-us"]),
    // The country, or its nationality.
    ("شب حريق في مدينة لندن الكندية.", "لندن", &["place:london-ca"]),
    ("شب حريق في لندن (كندا) أمس.", "لندن", &["place:london-ca"]),
    ("شب حريق في المدينة الكندية لندن.", "لندن", &["place:london-ca"]),
    ("شب حريق في مدينة قرطبة الأرجنتينية.", "قرطبة", &["place:cordoba-argentina-ar"]),
    ("شب حريق في مدينة فالنسيا الفنزويلية.", "فالنسيا", &["place:valencia-ve"]),
    ("وصل إلى العاصمة الفرنسية باريس قادما من كندا والولايات المتحدة.", "باريس", &["place:paris-fr"]),
    ("سافر إلى لا باز في المكسيك.", "لا باز", &["place:la-paz-mx"]),
    ("شب حريق في مدينة قرطاجنة الإسبانية.", "قرطاجنة", &["place:cartagena-es"]),
    // Once is enough.
    (
        "حريق في لندن. قالت شرطة لندن بمقاطعة أونتاريو الكندية إن أحدا لم يصب. وأضافت أن لندن آمنة.",
        "لندن",
        &["place:london-ca"],
    ),
    ("عثر على قتلى في موسكو بولاية أيداهو. وقالت شرطة موسكو إنها تحقق.", "موسكو", &["place:moscow-us"]),
    // But not a place after another word.
    ("قال سفير باريس في الولايات المتحدة إن باريس ترفض ذلك.", "باريس", &["place:paris-fr"]),
    ("عقدت قمة باريس الأمريكية أمس.", "باريس", &["place:paris-fr"]),
    ("سافر من لندن إلى ولاية أوهايو.", "لندن", &["place:london-gb"]),
    ("زار القاهرة وولاية جورجيا الأمريكية.", "القاهرة", &["place:cairo-eg"]),
    ("زار الوفد موسكو وتكساس.", "موسكو", &["place:moscow-ru"]),
    // A part of a country, its town, and a state with the name.
    ("أعلنت ولاية نيويورك الطوارئ.", "نيويورك", &["place:new-york-state-us"]),
    ("وصل إلى مدينة نيويورك.", "نيويورك", &["place:new-york-us"]),
    ("حرائق في ولاية واشنطن الأمريكية.", "واشنطن", &["place:washington-state-us"]),
    ("قال البيت الأبيض في واشنطن إن الرئيس سافر.", "واشنطن", &["place:washington-us"]),
    ("أعلنت جورجيا وأرمينيا وأذربيجان اتفاقا في تبليسي.", "جورجيا", &["place:georgia"]),
    ("صوتت ولايات ميشيغان وجورجيا وبنسلفانيا لمرشح الحزب.", "جورجيا", &["place:georgia-state-us"]),
    ("تقع بلدة باريس قرب دالاس في الولايات المتحدة.", "باريس", &["place:paris-us"]),
    ("يعيش معظم السكان في مدينة الكويت.", "الكويت", &["place:kuwait-city-kw"]),
    ("قصر الحمراء ليس في قرطبة.", "قرطبة", &["place:cordoba-es"]),
    // A territory belongs to its state, and an adjective may belong to several countries.
    ("سافر إلى مدينة نوك الدنماركية.", "نوك", &["place:nuuk-gl"]),
    ("شب حريق في سان خوان الأمريكية.", "سان خوان", &["place:san-juan-pr"]),
    ("شب حريق في مدينة سان خوان الأرجنتينية.", "سان خوان", &["place:san-juan-ar"]),
    ("احتجاجات في هونغ كونغ الصينية.", "هونغ كونغ", &["place:hong-kong"]),
    ("سافر إلى مدينة باتا الغينية.", "باتا", &["place:bata-gq"]),
    ("سافر إلى كوناكري الغينية.", "كوناكري", &["place:conakry-gn"]),
    ("سافر إلى بيساو الغينية.", "بيساو", &["place:bissau-gw"]),
    ("سافر إلى برازافيل الكونغولية.", "برازافيل", &["place:brazzaville-cg"]),
    ("سافر إلى بيونغ يانغ الكورية ثم عاد.", "بيونغ يانغ", &["place:pyongyang-kp"]),
    ("سافر إلى مالابو الفرنسية.", "مالابو", &["-"]),
    // The small capital of a state is a neighbour that only texts about that area mention.
    (
        "يوجد في دومينيكا تجمعان رئيسيان هما روسو وبورتسموث. ويمتد الطريق بين بورتسموث وروسو، وفي روسو ميناء.",
        "بورتسموث",
        &["place:portsmouth-dm"],
    ),
    ("غادرت السفينة بورتسموث البريطانية إلى لندن.", "بورتسموث", &["place:portsmouth-gb"]),
    // The town in the named region, however well known another one is.
    ("شب حريق في بيرمنغهام بولاية ألاباما الأمريكية.", "بيرمنغهام", &["place:birmingham-us"]),
    ("عاش في سانت بطرسبرغ بولاية فلوريدا.", "سانت بطرسبرغ", &["place:saint-petersburg-us"]),
    ("عاش في سان بطرسبرغ بولاية فلوريدا.", "سان بطرسبرغ", &["place:saint-petersburg-us"]),
    ("شب حريق في نابولي بولاية فلوريدا، وقالت شرطة نابولي ذلك.", "نابولي", &["place:naples-us"]),
    ("شب حريق في برلين بولاية نيوهامبشاير أمس.", "برلين", &["place:berlin-us"]),
    ("سافر إلى ميريدا المكسيكية أمس.", "ميريدا", &["place:merida-mx"]),
    ("اعتقلت الشرطة رجلا في مدينة نيوكاسل البريطانية أمس.", "نيوكاسل", &["place:newcastle-upon-tyne-gb"]),
    ("شب حريق في نيوكاسل بولاية نيو ساوث ويلز.", "نيوكاسل", &["place:newcastle-au"]),
    ("يعيش في فيكتوريا في كولومبيا البريطانية بكندا.", "فيكتوريا", &["place:victoria-ca"]),
    ("شب حريق في مدينة مانشستر بولاية نيوهامبشير.", "مانشستر", &["place:manchester-us"]),
    // If no place with the name is known there, no other one is meant.
    ("شب حريق في برشلونة بولاية أوهايو.", "برشلونة", &["-"]),
    ("وصل إلى مرسيليا المكسيكية ثم عاد. وقال سكان مرسيليا إن الوضع هادئ.", "مرسيليا", &["-"]),
    ("ولد في كراكوف (كندا) عام 1950.", "كراكوف", &["-"]),
    ("درس في تولوز البلجيكية.", "تولوز", &["-"]),
    (
        "شب حريق في مدينة برشلونة. وفي برشلونة بولاية أوهايو. وقالت إسبانيا إن برشلونة آمنة.",
        "برشلونة",
        &["place:barcelona-es", "-", "place:barcelona-es"],
    ),
    // But not at a border, nor with origins, nor with what a capital does.
    ("قصفت روسيا مدينة دونيتسك الروسية.", "دونيتسك", &["place:donetsk-ua"]),
    ("التقى الوزير لاجئين من حلب في ألمانيا أمس.", "حلب", &["place:aleppo-sy"]),
    ("انتقدت موسكو في محافظة إدلب القصف.", "موسكو", &["place:moscow-ru"]),
    ("عقدت مفاوضات أستانا السورية أمس.", "أستانا", &["place:astana-kz"]),
    // A capital may be called one, and a state has an army.
    (
        "حرائق في ولاية واشنطن الأمريكية. وقال الرئيس في واشنطن العاصمة إن الحرائق خطيرة.",
        "واشنطن",
        &["place:washington-state-us", "place:washington-us"],
    ),
    ("في الكويت العاصمة احتفال. وأعلنت الكويت عطلة.", "الكويت", &["place:kuwait-city-kw", "place:kuwait"]),
    (
        "زار الوفد ولاية جورجيا الأمريكية. وقالت القوات الجورجية والجيش الجورجي إن جورجيا سترد.",
        "جورجيا",
        &["place:georgia-state-us", "place:georgia"],
    ),
    (
        "اندلعت اشتباكات في طرابلس الليبية وطرابلس وبيروت في لبنان، وقال رئيس لبنان إن الوضع خطير.",
        "طرابلس",
        &["place:tripoli-ly", "place:tripoli-lb"],
    ),
    // A list of the world's towns does not follow what is told of one of the name elsewhere.
    (
        "درس الحاكم في أثينا بولاية جورجيا الأمريكية، ثم عاد إلى تكساس. وزار الوفد مدريد وأثينا ودبلن.",
        "أثينا",
        &["place:athens-us", "place:athens-gr"],
    ),
    ("شب حريق في باريس بولاية تكساس. وزار الوفد روما وباريس ومدريد.", "باريس", &["place:paris-us", "place:paris-fr"]),
    (
        "شب حريق في لندن بمقاطعة أونتاريو. وزار الوفد باريس، ثم لندن، ثم برلين.",
        "لندن",
        &["place:london-ca", "place:london-gb"],
    ),
    ("شب حريق في برشلونة بولاية أوهايو. وسافر إلى باريس وبرشلونة وروما.", "برشلونة", &["-", "place:barcelona-es"]),
    ("شب حريق في لندن بمقاطعة أونتاريو. وزار الوفد تورونتو ولندن وأوتاوا.", "لندن", &["place:london-ca"]),
    ("تستعد ولاية ألاباما. وزار حاكم ألاباما باريس وبرمنغهام وميلانو.", "برمنغهام", &["place:birmingham-gb"]),
    // A comma tells where a town lies before a region only.
    ("بدأت شركة من سيناء العمل في باريس، نيويورك، فيينا. وتأسست في أسيوط.", "باريس", &["place:paris-fr"]),
    // Both are known.
    ("وصل وفد الأمم المتحدة إلى طرابلس في لبنان.", "طرابلس", &["place:tripoli-lb"]),
    ("اندلعت اشتباكات في طرابلس شمالي لبنان.", "طرابلس", &["place:tripoli-lb"]),
];

#[test]
fn a_name_means_the_place_that_the_text_is_about() {
    let lexicon = Lexicon::builtin();
    let detector = Detector::new(lexicon.clone());
    let mut failures = String::new();
    for (text, name, wanted) in CASES.iter().chain(TOLD) {
        let found = detector.detect(text);
        let ids: Vec<&str> = found
            .iter()
            .filter(|c| c.form == Form::Name && c.span.of(text) == *name)
            .map(|c| c.entity.map_or("-", |e| lexicon.entity(e).id))
            .collect();
        let expected = (0..ids.len().max(1)).map(|i| wanted[i.min(wanted.len() - 1)]).collect::<Vec<_>>();
        if ids != expected {
            let _ = writeln!(failures, "{text}\n  wanted {expected:?}\n  found  {ids:?}");
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
}

/// Countries with places of other countries' names, what a text calls them, a town and a part of them.
const ABOUT: [(&str, &str, &str, &str); 11] = [
    ("الولايات المتحدة", "الأمريكية", "نيويورك", "تكساس"),
    ("الولايات المتحدة", "الأمريكية", "أتلانتا", "جورجيا"),
    ("كندا", "الكندية", "تورونتو", "أونتاريو"),
    ("بريطانيا", "البريطانية", "مانشستر", "اسكتلندا"),
    ("أستراليا", "الأسترالية", "بريزبان", "كوينزلاند"),
    ("المكسيك", "المكسيكية", "غوادالاخارا", "خاليسكو"),
    ("إسبانيا", "الإسبانية", "مدريد", "الأندلس"),
    ("البرازيل", "البرازيلية", "ساو باولو", "باهيا"),
    ("روسيا", "الروسية", "قازان", "تتارستان"),
    ("الهند", "الهندية", "مومباي", "البنجاب"),
    ("مصر", "المصرية", "أسيوط", "سيناء"),
];

/// What a name stands in a list with.
const LISTED: [(&str, &str); 5] =
    [("مدريد", "دبلن"), ("باريس", "فيينا"), ("طوكيو", "بكين"), ("لاغوس", "نيروبي"), ("روما", "إسطنبول")];

/// Kinds of texts.
const SORTS: usize = 9;

/// A short text about a country, with a name in it; there are several kinds.
fn text_about(about: (&str, &str, &str, &str), name: &str, sort: usize) -> String {
    let (country, nationality, city, state) = about;
    let of_others = LISTED.iter().cycle().skip(sort / SORTS).take(LISTED.len()).find(|(a, b)| ![a, b].contains(&&name));
    let (first, last) = of_others.copied().unwrap_or(LISTED[0]);
    match sort % SORTS {
        0 => format!(
            "قالت الحكومة {nationality} إن وزير خارجية {country} سافر إلى {name} أمس. وتسعى {country} إلى اتفاق جديد، \
             وقال متحدث في {city} إن {country} تنتظر ردا."
        ),
        1 => format!(
            "في {country} وصل الوفد إلى {name} قادما من {city}. وأعلنت {country} أن الوفد سيعود إلى {country} غدا."
        ),
        2 => format!(
            "تستعد {state} لموسم الأعاصير، وقال سكان {city} إنهم قلقون. وتتأخر الرحلات بين {state} و{name} كل يوم."
        ),
        3 => format!("أعلنت حكومة {state} أن وفدا من {state} سافر أمس. وزار الوفد {first} و{name} و{last}."),
        4 => format!("يزور حاكم {state} مدينة {name} ثم {first} و{last}، ويعود بعدها إلى {city} في {state}."),
        5 => format!(
            "شب حريق في {state} {nationality} أمس. وقالت {city} إن {state} بخير. وتأجل السفر إلى {first}، {name}، {last}."
        ),
        6 => format!("قال مسؤول في {state} إن الطائرات من {city} وصلت ب{first} وب{name} وب{last} بعد ساعات من الموعد."),
        7 => format!("ارتفعت الأسعار في {state}. وهي غالية ك{first} وك{name} وك{last}، كما في {city} وسائر {country}."),
        _ => format!("{city} - اجتمع مسؤولون من {country} في {name}، وقالت الخارجية {nationality} إن {country} راضية."),
    }
}

#[test]
fn a_place_known_to_the_world_is_itself_in_texts_about_other_countries() {
    let lexicon = Lexicon::builtin();
    let detector = Detector::new(lexicon.clone());
    let is_town = |kind: &str| matches!(kind, "capital" | "city" | "town");
    let mut known: Vec<_> = lexicon.entities().filter(|(_, e)| is_town(e.kind)).collect();
    known.sort_by_key(|(_, entity)| std::cmp::Reverse(entity.population));
    let capitals = known.iter().filter(|(_, entity)| entity.kind == "capital");
    let known: HashSet<_> = known.iter().take(300).chain(capitals).map(|(id, _)| *id).collect();
    assert!(known.len() > 400, "{}", known.len());
    let mut by_name: HashMap<&str, Vec<_>> = HashMap::new();
    let mut lands = HashSet::new();
    for (id, entity) in lexicon.entities() {
        if known.contains(&id) {
            by_name.entry(entity.canonical).or_default().push(id);
        } else if entity.kind == "country" {
            lands.insert(entity.canonical);
        }
    }
    let (mut asked, mut missed, mut failures) = (0, 0, String::new());
    let mut names: Vec<_> = by_name.into_iter().filter(|(name, _)| !lands.contains(name)).collect();
    names.sort_unstable();
    for (at, (name, wanted)) in names.into_iter().enumerate() {
        for (number, about) in ABOUT.into_iter().enumerate().filter(|(_, about)| ![about.2, about.3].contains(&name)) {
            let text = text_about(about, name, at + number);
            let found = detector.detect(&text);
            asked += 1;
            let Some(id) = found.iter().find(|c| c.span.of(&text) == name).and_then(|c| c.entity) else {
                missed += 1;
                continue;
            };
            let entity = lexicon.entity(id);
            // Hong Kong is both a city and a country.
            let is_its_land = |wanted| entity.kind == "region" && lexicon.entity(wanted).country == entity.country;
            // In Canada, Victoria is the town of 290,000 there, not that of 23,000 in the Seychelles.
            let is_greater = |wanted| entity.population > lexicon.entity(wanted).population.saturating_mul(10);
            if !known.contains(&id) && !wanted.iter().any(|wanted| is_its_land(*wanted) || is_greater(*wanted)) {
                let _ = writeln!(failures, "{name} in {}: {}", about.0, entity.id);
            }
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
    assert!(missed * 20 < asked, "{missed} of {asked} were not found");
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
fn the_word_capital_is_never_a_state() {
    let lexicon = Lexicon::builtin();
    let text = "حرائق في ولاية واشنطن الأمريكية. وقال الرئيس في واشنطن العاصمة إن الحرائق خطيرة، وعاد إلى العاصمة أمس. \
                وفي الكويت العاصمة احتفال.";
    let found = Detector::new(lexicon.clone()).detect(text);
    let capitals = found.iter().filter(|c| c.form == Form::Reference && c.span.of(text) == "العاصمة");
    let ids: Vec<_> = capitals.map(|c| c.entity.map_or("-", |e| lexicon.entity(e).id)).collect();
    assert_eq!(ids, ["place:washington-us", "place:washington-us", "place:kuwait-city-kw"], "{found:?}");
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
        clock::shortest(|| assert!(detector.detect(&text).len() >= n))
    };
    clock::grows_with_its_input("mentions", 8, time(2_000), time(16_000));
}
