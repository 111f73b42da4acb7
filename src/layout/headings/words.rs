//! Short lines that are not headings, recognised by their words and signs: bylines, datelines, dates, list items,
//! captions, speech.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::text::fold::letters::fold_words;

/// The position of a line.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum LinePlace {
    /// Above the first paragraph. `is_first`: no headline is known yet; otherwise one stands above.
    /// `is_beside_headline`: a headline stands above, or seems to be the next line.
    Top { is_first: bool, is_beside_headline: bool },
    /// Among the paragraphs: above the last one, or further up.
    Body { is_last: bool },
}

/// The most words of a byline, a dateline or a date.
const SHORT_WORDS: usize = 9;

/// Names of agencies and papers as they occur in datelines, and the words used in their place.
const SOURCES: &str = "\
    رويترز|أ ف ب|أف ب|فرانس برس|وكالة فرانس برس|د ب أ|أ ب|أسوشيتد برس|أسوشييتد برس|يو بي آي|سانا|واس|وام|بنا|\
    قنا|كونا|بترا|وفا|واع|واج|وات|وال|لانا|سونا|معا|ماب|وم ع|ومع|و م ع|سبأ|نينا|سوا|الأناضول|الاناضول|\
    وكالة الأناضول|سبوتنيك|تاس|نوفوستي|شينخوا|إرنا|إيرنا|فارس|تسنيم|مهر|إفي|آكي|آرا نيوز|نورث برس|هاوار|\
    عنب بلدي|المدن|وكالات|الوكالات|وكالات الأنباء|خاص|مراسلون|مراسلنا|صحف|متابعات|الشرق الأوسط|الحياة|\
    العربي الجديد|القدس العربي|القدس دوت كوم|العربية|العربية نت|الجزيرة|الجزيرة نت|بي بي سي|سي إن إن|سي ان ان|\
    دويتشه فيله|فرانس 24|سكاي نيوز|سكاي نيوز عربية|روسيا اليوم|آر تي|الحرة|إيلاف|الأهرام|النهار|السفير|الأخبار|\
    الرأي|الغد|الدستور|عكاظ|الرياض|المدى|الصباح|الخليج|البيان|الاتحاد|الإمارات اليوم|الوطن|اليوم السابع|\
    المصري اليوم|الشروق|هسبريس|عين ليبيا|ليبيا الأحرار|بوابة الوسط|الوسط|رووداو|شفق نيوز|السومرية|Reuters|AFP|\
    AP|DPA|UPI|CNN|BBC|TASS|RT|DW|Xinhua|Anadolu|AA|SANA|SPA|WAM|MENA|IRNA|NINA|Rudaw|EFE|ANSA|\
    Agence France-Presse|Associated Press|Agencies|איי אף פי|רויטרס|סוכנויות|סוכנויות הידיעות|אי פי|ایرنا|ایسنا|\
    تسنیم|خبرگزاری|بی‌بی‌سی|اے ایف پی|روئٹرز|نمائندہ خصوصی|نامہ نگار|ویب ڈیسک|اسٹاف رپورٹر|مانیٹرنگ ڈیسک|\
    نیوز ڈیسک";

/// How captions refer to their picture.
const PICTURES: &str = "\
    أرشيف|أرشيفية|صورة أرشيفية|من الأرشيف|صورة|إنترنت|الإنترنت|مواقع التواصل|تويتر|فيسبوك|غيتي|Getty|\
    Getty Images|archive|file|file photo|photo|ארכיון|צילום|آرشیو|فائل";

/// Words that occur in dates, besides numbers.
const DATES: &str = "\
    يناير|فبراير|مارس|أبريل|إبريل|ابريل|مايو|يونيو|يونيه|يوليو|يوليه|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر|كانون|\
    الثاني|الأول|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين|جانفي|فيفري|أفريل|ماي|جوان|جويلية|أوت|غشت|\
    يوليوز|شتنبر|نونبر|دجنبر|محرم|صفر|ربيع|الآخر|جمادى|الأولى|الآخرة|رجب|شعبان|رمضان|شوال|ذو|ذي|القعدة|الحجة|\
    السبت|الأحد|الاثنين|الإثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|يوم|من|في|الموافق|الساعة|صباحا|مساء|ظهرا|ص|م|هـ|\
    ه|ق|غرينتش|جرينتش|غ|بتوقيت|توقيت|مكة|العدد|عدد|قبل|منذ|ساعة|ساعات|دقيقة|دقائق|أيام|قراءة|January|February|March|April|May|June|July|August|September|\
    October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|Saturday|Sunday|Monday|Tuesday|\
    Wednesday|Thursday|Friday|Sat|Sun|Mon|Tue|Wed|Thu|Fri|on|at|of|the|st|nd|rd|th|am|pm|GMT|UTC|EST|EET|CET|ago|hours|hour|minutes|min|read|updated|\
    ינואר|פברואר|מרץ|אפריל|מאי|יוני|יולי|אוגוסט|ספטמבר|אוקטובר|נובמבר|דצמבר|בינואר|בפברואר|במרץ|באפריל|במאי|\
    ביוני|ביולי|באוגוסט|בספטמבר|באוקטובר|בנובמבר|בדצמבר|יום|שבת|ראשון|שני|שלישי|רביעי|חמישי|שישי|ב|א|ג|ד|ה|ו|\
    בשעה|فروردین|اردیبهشت|خرداد|تیر|مرداد|شهریور|مهر|آبان|آذر|دی|بهمن|اسفند|شنبه|یکشنبه|دوشنبه|سه|سه‌شنبه|\
    چهارشنبه|پنجشنبه|پنج|چهار|یک|دو|جمعه|ساعت|جنوری|فروری|مارچ|اپریل|مئی|جون|جولائی|اگست|ستمبر|اکتوبر|نومبر|\
    دسمبر|پیر|منگل|بدھ|جمعرات|جمعہ|ہفتہ|اتوار|ء";

/// Cities that form a dateline together with a day; any other word with a day names an event («ثورة 25 يناير»).
const CITIES: &str = "\
    القاهرة|الرياض|جدة|دبي|أبوظبي|الدوحة|الكويت|المنامة|مسقط|صنعاء|عدن|بغداد|البصرة|أربيل|الموصل|دمشق|حلب|بيروت|\
    عمان|القدس|رام الله|غزة|طرابلس|بنغازي|تونس|الجزائر|الرباط|نواكشوط|الخرطوم|لندن|باريس|برلين|روما|مدريد|جنيف|\
    فيينا|بروكسل|موسكو|واشنطن|نيويورك|الأمم المتحدة|أنقرة|إسطنبول|طهران|كابل|إسلام آباد|نيودلهي|بكين|طوكيو|\
    أثينا|مقديشو|جوبا|أديس أبابا|لاهاي|عواصم|London|Paris|Cairo|Beirut|Baghdad|Damascus|Tripoli|Benghazi|Moscow|\
    Washington|Geneva|Istanbul|Ankara|Tehran|Jerusalem|ירושלים|תל אביב|تهران|کابل|اسلام آباد|کراچی|لاہور|پشاور";

/// Given names that begin most bylines.
const GIVEN_NAMES: &str = "\
    أحمد|محمد|محمود|مصطفى|علي|حسن|حسين|الحسين|إبراهيم|خالد|عمر|عمرو|عثمان|يوسف|موسى|عيسى|داود|سليمان|إسماعيل|\
    إسحاق|يعقوب|يحيى|زكريا|هارون|آدم|نوح|صالح|سعيد|سعد|سالم|سليم|سامي|سامر|سمير|سمر|رشيد|راشد|رامي|رائد|رياض|\
    رضا|رضوان|رفيق|رنا|ريم|ريما|رولا|رندة|ناصر|نبيل|نادر|نادية|نذير|نزار|نجيب|نعيم|نضال|نورا|نور|نهى|هاني|هشام|\
    هيثم|هدى|هند|هبة|هالة|وليد|وائل|وسام|ياسر|ياسين|ياسمين|زياد|زيد|زينب|زهير|طارق|طلال|طه|طلعت|عادل|عارف|عامر|\
    عباس|عدنان|عزيز|عصام|عماد|علاء|عفاف|عائشة|غسان|غازي|غادة|فادي|فارس|فاروق|فاطمة|فتحي|فتح|فؤاد|فهد|فوزي|فيصل|\
    فراس|قاسم|قيس|كامل|كريم|كمال|كميل|ماجد|مازن|مالك|ماهر|مأمون|مجدي|محسن|مروان|مريم|مها|منى|منير|منصور|معتز|\
    ميشال|مي|مدحت|لطفي|لؤي|ليث|ليلى|لينا|لميا|بدر|بسام|بشار|بشرى|بكر|بلال|باسم|باسل|ثائر|جابر|جاسم|جعفر|جلال|\
    جمال|جمعة|جميل|جهاد|جورج|جوزيف|جواد|حاتم|حازم|حبيب|حسام|حسني|حكيم|حمد|حمزة|حميد|حيدر|حنان|خليل|خليفة|خولة|\
    دانا|دينا|دلال|ذياب|أسامة|أسعد|أشرف|أكرم|أمجد|أمين|أمل|أنس|أنور|أيمن|أيوب|إلياس|إيلي|إيمان|إياد|إيهاب|إدريس|\
    آمال|آية|أسماء|أمينة|إحسان|إسراء|شادي|شاكر|شريف|شوقي|شيماء|شيرين|صبري|صلاح|صابر|صفاء|ضياء|ظافر|تامر|توفيق|\
    تيسير|تركي|سارة|سامية|سلوى|سلمى|سلمان|سناء|سعاد|سهير|سوسن|بيير|كارولين|ديفيد|جون|توماس|روبرت|دنيا|عبير|يارا|\
    يزن|يزيد|مشاري|مساعد|نايف|بندر|تميم|حمدي|حسنين|كاظم|صادق|باقر|مهدي|هادي|مقتدى|دلشاد|آزاد|شيرزاد|هوشيار|\
    محمدرضا|على|حامد|رحیم|رحيم|پرویز|بهرام|فرهاد|مهران|سهیل|عمران|عاصم|ندیم|David|John|Michael|James|Robert|\
    Peter|Paul|PageMark|Sarah|Anna|Maria|Ahmed|Ahmad|Mohamed|Mohammed|Ali|Hassan|Omar|Khaled|דוד|דנה|יוסי|משה|אבי|\
    רונן|יעל|מיכל|נועה|יואב|עמוס|גדעון|אברהם|שרה";

/// Sections of a newspaper, printed above the headline.
const SECTIONS: &str = "\
    أخبار|الأخبار|آخر الأخبار|تقارير|تقرير|تقرير خاص|تحليل|تحليلات|رأي|آراء|الرأي|مقال|مقالات|مقال رأي|سياسة|اقتصاد|رياضة|ثقافة|\
    محليات|دوليات|تكنولوجيا|تقنية|علوم|علوم وتكنولوجيا|صحة|مجتمع|فنون|منوعات|اقتصاد وأعمال|سوريا اليوم|عربي|عربي ودولي|العالم|العالم العربي|الشرق الأوسط|عاجل|خبر عاجل|حصري|خاص|تحقيق|تحقيقات|حوار|حوارات|افتتاحية|\
    News|World|Middle East|Opinion|Analysis|Politics|Business|Breaking|Exclusive|Report|חדשות|דעות|פרשנות|اخبار|خبر|تحلیل|خبریں|کالم|اداریہ";

/// Titles before a name.
const TITLES: &str = "\
    د|دكتور|الدكتور|الدكتورة|أ د|م|المهندس|المحامي|الكاتب|الصحفي|الصحافي|الباحث|السفير|العميد|العقيد|الأستاذ|Dr|\
    Prof|ד ר|פרופ";

struct Lists {
    sources: HashSet<String>,
    pictures: HashSet<String>,
    dates: HashSet<String>,
    cities: HashSet<String>,
    sections: HashSet<String>,
    names: HashSet<String>,
    titles: HashSet<String>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let list = |names: &str| names.split('|').map(folded).collect();
    Lists {
        sources: list(SOURCES),
        pictures: list(PICTURES),
        dates: list(DATES),
        cities: list(CITIES),
        sections: list(SECTIONS),
        names: list(GIVEN_NAMES),
        titles: list(TITLES),
    }
});

/// A name folded into one word: «أ.ف.ب» and «ا ف ب» are the same.
fn folded(name: &str) -> String {
    fold_words(name).concat()
}

/// Whether the words or signs of a line show that it is not a heading.
pub(super) fn is_named(line: &str, place: LinePlace) -> bool {
    let is_short = line.split_whitespace().nth(SHORT_WORDS).is_none();
    let in_body = matches!(place, LinePlace::Body { .. });
    begins_item(line)
        || is_bracketed(line)
        || is_caption(line)
        || is_date(line)
        || is_credit(line, place)
        || is_short && is_dateline(line, place)
        || ends_with_credit(line, place)
        || in_body && (is_quotation(line) || is_speech(line) || leads_elsewhere(line))
        || place == LinePlace::Body { is_last: true } && is_name(line)
}

/// Whether a line is a person's name of two to four words, with or without a title.
pub(super) fn is_name(line: &str) -> bool {
    let words = fold_words(line);
    let words = match &words[..] {
        [title, name @ ..] if LISTS.titles.contains(title) => name,
        name => name,
    };
    let begins = words.first().is_some_and(|name| LISTS.names.contains(name) || name.starts_with("عبد"));
    (2..=4).contains(&words.len()) && begins && !line.contains(|c: char| c.is_numeric() || ":؟?!|".contains(c))
}

/// Whether a line is the name of a newspaper section: «تحليل», «عاجل».
pub(super) fn is_section(line: &str) -> bool {
    line.split_whitespace().nth(3).is_none() && LISTS.sections.contains(&folded(line))
}

/// Whether a line begins with a bullet or a dialogue dash. Numbers do not count: a heading can begin with one.
fn begins_item(line: &str) -> bool {
    line.starts_with([
        '-', '–', '—', '•', '*', '·', '▪', '●', '◦', '‣', '■', '□', '►', '▶', '✓', '✔', '☑', '→', '←', '○', '٭', '+',
        '>',
    ])
}

/// Whether a line is a list item, numbered or not.
pub(super) fn is_item(line: &str) -> bool {
    let rest = line.trim_start_matches(['(', '[']).trim_start_matches(char::is_numeric);
    begins_item(line)
        || line.starts_with(|c: char| c.is_numeric() || c == '(')
            && rest.starts_with(['.', '-', ')', '–', '/', ']', 'ـ'])
}

/// Whether the whole line is in brackets: «(يتبع)», «[صورة]».
fn is_bracketed(line: &str) -> bool {
    let inside = |open: char, close: char| {
        let inner = line.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
        inner.is_some_and(|inner| !inner.contains([open, close]))
    };
    inside('(', ')') || inside('[', ']') || inside('{', '}')
}

/// Whether the whole line is in one pair of quotation marks.
fn is_quotation(line: &str) -> bool {
    [('«', '»'), ('“', '”'), ('"', '"'), ('‹', '›'), ('„', '“'), ('\'', '\''), ('‘', '’')].into_iter().any(
        |(open, close)| {
            let inner = line.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
            inner.is_some_and(|inner| {
                !inner.contains(open) || !inner.contains(close) || quoted_throughout(inner, open, close)
            })
        },
    )
}

/// Whether every quotation opened inside is also closed inside, so that the outer marks are a pair.
fn quoted_throughout(inner: &str, open: char, close: char) -> bool {
    let mut depth = 0_i32;
    open != close
        && inner.chars().all(|c| {
            depth += i32::from(c == open) - i32::from(c == close);
            depth >= 0
        })
}

/// Whether the line reports speech: «قال: نعم», «المذيع: «…»».
fn is_speech(line: &str) -> bool {
    let Some((speaker, said)) = line.split_once(':') else { return false };
    if said.trim_start().starts_with(['«', '"', '“']) {
        return true;
    }
    let verbs = [
        "قال",
        "قالت",
        "قالوا",
        "أضاف",
        "أضافت",
        "تابع",
        "تابعت",
        "رد",
        "ردت",
        "سأل",
        "سألت",
        "سألته",
        "أجاب",
        "أجابت",
        "صرخ",
        "همس",
        "هتف",
    ];
    let verbs = verbs.into_iter().chain([
        "يقول", "تقول", "أوضح", "أكد", "ختم", "س", "ج", "אמר", "אמרה", "שאל", "گفت", "کہا", "said", "asked", "Q", "A",
    ]);
    let mut verbs = verbs;
    let first = speaker.split_whitespace().next().unwrap_or_default();
    let first = first.strip_prefix(['و', 'ف']).filter(|rest| rest.chars().count() > 1).unwrap_or(first);
    let last = speaker.split_whitespace().last().unwrap_or_default();
    verbs.any(|verb| verb == first || verb == last)
}

/// Links to other articles: «اقرأ أيضا», «للمزيد», Read more.
fn leads_elsewhere(line: &str) -> bool {
    let starts = [
        "اقرأ",
        "إقرأ",
        "اقرا",
        "أقرأ",
        "شاهد",
        "طالع",
        "انظر",
        "أنظر",
        "للمزيد",
        "المزيد",
        "تابعونا",
        "تابعوا",
        "مواضيع",
        "موضوعات",
        "أخبار ذات صلة",
        "ذات صلة",
        "إعلان",
        "Read ",
        "See also",
        "Related",
        "Also read",
        "More:",
        "Watch",
        "ADVERTISEMENT",
        "Advertisement",
        "קראו",
        "קרא עוד",
        "ראו גם",
        "עוד בנושא",
        "بیشتر بخوانید",
        "مزید پڑھ",
        "یہ بھی پڑھ",
    ];
    starts.into_iter().any(|start| line.starts_with(start))
}

/// A picture's caption: «التعليق على الصورة، …».
fn is_caption(line: &str) -> bool {
    let starts =
        ["مصدر الصورة", "صدر الصورة", "التعليق على الصورة", "Image source", "Image caption", "Image:", "Photo:"];
    starts.into_iter().any(|start| line.starts_with(start))
}

/// By John Smith and Jane al-Doe, By our correspondent in Beirut; but not By ship and by road.
fn is_latin_byline(line: &str) -> bool {
    let starts = [
        "By ",
        "BY ",
        "By: ",
        "Written by ",
        "Reported by ",
        "Reporting by ",
        "Edited by ",
        "Translated by ",
        "Photos by ",
    ];
    let Some(names) = starts.into_iter().find_map(|start| line.strip_prefix(start)) else { return false };
    let is_free = |word: &str| {
        let plain = word.trim_matches(|c: char| !c.is_alphanumeric());
        let has_capital = plain.split(['-', '\'', '’']).any(|part| part.starts_with(char::is_uppercase));
        has_capital || plain.starts_with(char::is_numeric) || LATIN_CREDIT.contains(&plain)
    };
    names.split_whitespace().all(is_free)
}

/// Words other than names in a Latin byline.
const LATIN_CREDIT: [&str; 26] = [
    "",
    "and",
    "in",
    "at",
    "of",
    "the",
    "our",
    "a",
    "staff",
    "writer",
    "writers",
    "reporter",
    "reporters",
    "special",
    "correspondent",
    "correspondents",
    "agencies",
    "editing",
    "by",
    "de",
    "al",
    "el",
    "bin",
    "ibn",
    "van",
    "von",
];

/// Who wrote or photographed it, and when: «كتب: …», «بقلم …», «آخر تحديث», By ….
fn is_credit(line: &str, place: LinePlace) -> bool {
    let starts = [
        "بقلم",
        "نشر في",
        "نُشر في",
        "نشرت في",
        "نُشرت في",
        "آخر تحديث",
        "اخر تحديث",
        "تم النشر",
        "تاريخ النشر",
        "تم التحديث",
        "تمت المشاركة",
        "حقوق النشر",
        "Published",
        "Updated",
        "Last updated",
        "Posted",
        "Par ",
        "מאת",
        "פורסם",
        "עודכן",
        "צילום:",
        "نویسنده",
        "نوشته",
        "منتشر شده",
        "تاریخ انتشار",
        "تاریخ اشاعت",
        "شائع",
    ];
    let is_short = line.split_whitespace().nth(SHORT_WORDS).is_none();
    if is_short && starts.into_iter().any(|start| line.starts_with(start)) || is_latin_byline(line) {
        return true;
    }
    let labels = [
        "كتب",
        "كتبت",
        "كتبه",
        "كتبها",
        "إعداد",
        "اعداد",
        "أعده",
        "أعدته",
        "تحرير",
        "ترجمة",
        "ترجمها",
        "تصوير",
        "صورة",
        "الصورة",
        "صور",
        "حوار",
        "حاوره",
        "حاورته",
        "حاورها",
        "أجرى الحوار",
        "مراسلة",
        "مراسل",
        "المصدر",
        "مصدر",
        "نقلا عن",
        "نقلاً عن",
        "الكاتب",
        "الكاتبة",
        "المؤلف",
        "المحرر",
        "المراسل",
        "التاريخ",
        "تاريخ",
        "المكان",
        "القسم",
        "التصنيف",
        "الوسوم",
        "Source",
        "Photo",
        "Image",
        "Credit",
        "Author",
        "Writer",
        "Editor",
        "Reporting",
        "Date",
        "Tags",
        "Category",
        "Text",
        "Copyright",
        "כתב",
        "כתבה",
        "צילום",
        "תאריך",
        "מקור",
        "منبع",
        "عکس",
        "ترجمه",
        "تحریر",
        "رپورٹ",
        "ماخذ",
        "تصویر",
        "گزارش",
    ];
    let label = line.find([':', '/', '-', '–', '—', '|']).map(|at| line[..at].trim_end());
    let is_label = label.is_some_and(|label| labels.contains(&label) || label.starts_with("مراسل "));
    is_label && is_short || is_byline(line, place)
}

/// Verbs and nouns for work on an article, which bylines put before the names. A verb, or «إعداد:» with its colon,
/// makes a byline anywhere; a noun can also begin a headline («تقرير: …», «إعداد الدستور»).
const VERBS: [&str; 7] = ["كتب", "كتبت", "بقلم", "أعده", "أعدته", "حاوره", "حاورها"];
const WORKS: [&str; 24] = [
    "إعداد",
    "اعداد",
    "تحرير",
    "ترجمة",
    "تصوير",
    "تقديم",
    "إشراف",
    "مراجعة",
    "تدقيق",
    "مونتاج",
    "إخراج",
    "تقرير",
    "تحقيق",
    "حوار",
    "متابعة",
    "رصد",
    "عدسة",
    "رسوم",
    "من",
    "Report",
    "Story",
    "Words",
    "Text",
    "Pictures",
];
/// How many of these never begin a headline when a colon follows.
const SURE_WORKS: usize = 11;
/// The most words of a byline with one of these and a colon.
const CREDIT_WORDS: usize = 20;

/// «كتب فلان الفلاني», «إعداد وتقديم: فلان الفلاني», «تقرير فلان الفلاني»: a kind of work followed by names that are in
/// no list.
fn is_byline(line: &str, place: LinePlace) -> bool {
    let is_beside_headline = matches!(place, LinePlace::Top { is_beside_headline: true, .. });
    if let Some(at) = line.find([':', '/', '-', '–', '—', '|', 'ـ']) {
        let (works, names) = (line[..at].trim_end(), line[at..].trim_start_matches(|c: char| !c.is_alphanumeric()));
        let is_one_of = |known: &[&str]| {
            let mut words = works.split_whitespace();
            let mut plain = words.by_ref().enumerate().map(|(at, word)| match word.strip_prefix('و') {
                Some(joined) if at > 0 => joined,
                _ => word,
            });
            !works.is_empty() && plain.all(|word| known.contains(&word))
        };
        if is_one_of(&VERBS) || is_one_of(&WORKS[..SURE_WORKS]) {
            return line.split_whitespace().nth(CREDIT_WORDS).is_none();
        }
        if is_one_of(&WORKS) {
            return is_beside_headline && are_names(names) || names.split(" و").all(is_name);
        }
        return false;
    }
    let Some((work, names)) = line.split_once(' ') else { return false };
    // «كتب جديدة» means books.
    let is_feminine = |name: &str| name.ends_with(['ة', 'ه']) || name.ends_with("ات");
    let is_free = |first: &str| work != "كتب" || !is_feminine(first);
    let first = names.split_whitespace().next().unwrap_or_default();
    if VERBS.contains(&work) {
        return is_free(first) && are_names(names) && (is_beside_headline || has_surname(names));
    }
    let is_signed = is_beside_headline && work != "من"
        || WORKS[..SURE_WORKS].contains(&work) && !is_feminine(first) && has_surname(names);
    WORKS.contains(&work) && (is_signed && are_names(names) || names.split(" و").all(is_name))
}

/// Whether a text can be a list of persons' names, «فلان الفلاني وفلانة بنت علان», judged by its length and words.
fn are_names(text: &str) -> bool {
    let is_one = |name: &str| {
        let mut words = name.split_whitespace();
        let first = words.clone().next().unwrap_or_default();
        let has_letters_only = !name.contains(|c: char| c.is_numeric() || ":؟?!«»\"|".contains(c));
        (2..=5).contains(&words.by_ref().count())
            && has_letters_only
            && !has_preposition(name)
            && (!first.starts_with("ال") || LISTS.titles.contains(&folded(first)))
    };
    !text.is_empty()
        && text.split([',', '،', ';', '؛']).flat_map(|part| part.split(" و")).all(|name| is_one(name.trim()))
}

/// Whether only the last word has the article, as in most surnames: «فلان الفلاني».
fn has_surname(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let [first, .., last] = &words[..] else { return false };
    (last.starts_with("ال") || last.starts_with("آل")) && !first.starts_with("ال") || is_name(name)
}

/// Whether a line beside the headline can be the author's name, although no list has it: «فلان الفلاني».
pub(super) fn is_bare_name(line: &str) -> bool {
    let (title, rest) = line.split_once(' ').unwrap_or_default();
    let has_title = LISTS.titles.contains(&folded(title));
    let name = if has_title { rest } else { line };
    let words = || name.split_whitespace();
    let first = words().next().unwrap_or_default();
    let is_masculine = !first.ends_with(['ة', 'ى']) && !first.ends_with("ات");
    (has_title || is_masculine)
        && are_names(name)
        && words().nth(4).is_none()
        && !name.contains(|c: char| "–—-/()[]،,.".contains(c))
        && (has_title || has_surname(name) || words().any(|word| matches!(word, "بن" | "عبد" | "أبو" | "بنت")))
}

/// «عناصر من الجيش في بنغازي (رويترز)»: the source of a picture or text in brackets at the end.
fn ends_with_credit(line: &str, place: LinePlace) -> bool {
    let Some((before, inside)) = line.strip_suffix([')', ']']).and_then(|line| line.rsplit_once(['(', '['])) else {
        return false;
    };
    let key = folded(inside);
    if LISTS.sources.contains(&key) || LISTS.pictures.contains(&key) {
        // A headline may name its agency; a place and a day before it make a dateline, which is checked elsewhere.
        return !(matches!(place, LinePlace::Top { is_first: true, .. }) && before.split_whitespace().nth(3).is_some());
    }
    let parts = inside.split(['-', '–', '—', '/', '،', ',', ':']);
    let parts = parts.map(folded).any(|part| LISTS.sources.contains(&part) || LISTS.pictures.contains(&part));
    let in_body = matches!(place, LinePlace::Body { .. });
    // A heading can contain a short name or a year; anything else in the brackets is a photographer's name.
    parts || in_body && !inside.chars().all(|c| c.is_numeric() || c.is_ascii() || " –-".contains(c))
}

/// Whether a line consists of numbers and date words only: «الثلاثاء 12 نوفمبر 2019».
fn is_date(line: &str) -> bool {
    if !line.contains(char::is_numeric) {
        return false;
    }
    let words = fold_words(line);
    let is_number = |word: &String| word.starts_with(char::is_numeric);
    let mut words = words.iter();
    let mut seen_month = false;
    let is_all = words.all(|word| {
        let known = LISTS.dates.contains(word) || word.strip_prefix('و').is_some_and(|word| LISTS.dates.contains(word));
        seen_month |= known;
        known || is_number(word)
    });
    is_all && (seen_month || !line.contains(char::is_alphabetic))
}

/// A place with an agency, a day or a name: «بنغازي (ليبيا) - رويترز», «الرياض 12 نوفمبر (واس)», «لندن: إبراهيم حميدي».
fn is_dateline(line: &str, place: LinePlace) -> bool {
    // Agencies type a tatweel as a dash.
    let line = &line.replace(" ـ ", " – ");
    let signs = [':', '/', '|', '،', ',', '(', ')', '[', ']', '–', '—', '«', '»', '"', '“', '”'];
    if !line.contains(|c: char| c == '-' || c.is_numeric() || signs.contains(&c)) {
        return false;
    }
    // A hyphen is a separator only with a space beside it, or before an agency or a city: «دير-الزور» is one name.
    let is_known = |part: &str| LISTS.sources.contains(&folded(part)) || LISTS.cities.contains(&folded(part));
    let spaced = match line.rsplit_once('-').filter(|(_, known)| is_known(known)) {
        Some((place, known)) => format!("{place} – {known}"),
        None => line.replace("- ", " – ").replace(" -", " – "),
    };
    let parts: Vec<&str> = spaced.split(signs).map(str::trim).filter(|part| !part.is_empty()).collect();
    if parts.len() < 2 {
        return is_city_and_date(line);
    }
    let is_source = |part: &&str| LISTS.sources.contains(&folded(part));
    // «رويترز: …» is a headline that quotes an agency.
    let says = line.contains(':') && is_source(&parts[0]);
    let others = parts.iter().filter(|part| !is_source(part) && !is_date(part));
    let is_place =
        |part: &&str| part.split_whitespace().count() <= 3 && !has_preposition(part) || is_city_and_date(part);
    // «ردود الفعل: الشرق الأوسط» does not name the paper.
    let is_said = says || line.contains(':') && matches!(place, LinePlace::Body { .. });
    if !is_said && parts.iter().any(is_source) {
        return others.clone().count() <= 3 && others.clone().all(|part| is_place(part) || is_name(part));
    }
    let [first, rest @ ..] = &parts[..] else { return false };
    let first_words = first.split_whitespace().count();
    if rest.iter().all(|part| is_date(part)) && (first_words == 1 || LISTS.cities.contains(&folded(first))) {
        return true;
    }
    if line.contains('|') || first_words > 3 || rest.len() > 2 {
        return false;
    }
    let rest_words: usize = rest.iter().map(|part| part.split_whitespace().count()).sum();
    let is_person = rest.iter().any(|part| is_name(part)) && rest_words <= 6
        || is_name(first) && rest.iter().all(|part| LISTS.cities.contains(&folded(part)));
    if line.contains(['«', '"', '“', '(', '؟', '?', '!']) {
        return is_person;
    }
    // Beside a headline, two short parts are a place and a name; elsewhere the place must be known and the name must
    // look like one.
    let is_beside_headline = matches!(place, LinePlace::Top { is_beside_headline: true, .. });
    let is_city = |part: &str| LISTS.cities.contains(&folded(part));
    let is_pair = |city: &str, name: &str| {
        let is_known = is_city(city) && !line.contains(':') && has_surname(name) && !name.contains('ة');
        let is_short = city.split_whitespace().count() <= 2 && (2..=4).contains(&name.split_whitespace().count());
        is_short && (is_beside_headline || is_known) && are_names(name)
    };
    let is_signed = match rest {
        [name] => is_pair(first, name) || is_city(name) && is_pair(name, first),
        _ => false,
    };
    let by_place = is_beside_headline && first_words <= 2 && (2..=3).contains(&rest_words);
    is_person || is_signed || by_place
}

/// «القاهرة في 12 نوفمبر», but not «ثورة 25 يناير».
fn is_city_and_date(part: &str) -> bool {
    let Some(at) = part.find(char::is_numeric) else { return false };
    let (before, date) = part.split_at(at);
    let city = before.trim();
    let city = city.strip_suffix(" في").unwrap_or(city).trim();
    LISTS.cities.contains(&folded(city)) && is_date(date)
}

fn has_preposition(part: &str) -> bool {
    part.split_whitespace().any(|word| {
        matches!(
            word,
            "في" | "من"
                | "على"
                | "إلى"
                | "الى"
                | "عن"
                | "بعد"
                | "قبل"
                | "مع"
                | "ضد"
                | "بين"
                | "in"
                | "of"
                | "for"
                | "to"
                | "at"
        )
    })
}
