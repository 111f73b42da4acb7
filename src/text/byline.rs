//! What the first lines of an article say about it: its title, who has published and written it, and when.

use super::dates::{self, FoundDate};
use super::fold::{fold_phrase, fold_words};
use super::words::is_blank;

/// How many written lines are looked at, and the most letters of one of them that is about the article.
const LINES: usize = 8;
const LONGEST_TITLE: usize = 200;
const LONGEST: usize = 80;
/// Words with which a line about the source begins.
const SOURCE: [&str; 3] = ["المصدر", "source", "نقلا عن"];
/// Words with which a line about the author begins.
const AUTHOR: [&str; 9] = ["بقلم", "كتب", "كتبت", "اعداد", "تقرير", "الكاتب", "المحرر", "by", "author"];
/// Words that publishers are called by, and publishers that are called by no such word; folded.
const PUBLISHERS: [&str; 27] = [
    "وكاله",
    "وكالات",
    "صحيفه",
    "جريده",
    "قناه",
    "شبكه",
    "موقع",
    "بوابه",
    "مجله",
    "رويترز",
    "فرانس برس",
    "الاناضول",
    "سانا",
    "الجزيره",
    "العربيه",
    "سبوتنيك",
    "روسيا اليوم",
    "بي بي سي",
    "سي ان ان",
    "reuters",
    "afp",
    "bbc",
    "agency",
    "agencies",
    "news",
    "associated press",
    "al jazeera",
];

/// Given names with which the name of an author begins that stands behind a source or a town, without a word that says so.
/// Without them a region or an office behind a source could not be told from a person.
const GIVEN_NAMES: &str = "محمد احمد محمود علي حسن حسين خالد عمر عمرو يوسف ابراهيم عبد ابو مصطفي سعيد سالم سامي سمير \
    سامر سامح طارق كريم كمال جمال جميل جورج جوزيف الياس انطوان بيار ميشال فادي فؤاد فاروق فيصل فهد فراس عماد عادل عصام \
    علاء بلال باسم بسام بشار بدر ايمن امين امجد انس انور اسامه اسماعيل اشرف اكرم ايهاب ايلي حازم حاتم حمزه حسام حمدي \
    داود رائد راشد رامي رشيد رضا رياض زياد زكريا زيد سعد سليم سليمان سلطان شادي شريف صالح صلاح ضياء طلال طه عباس عثمان \
    عدنان عزيز غسان قاسم قيس لؤي ماجد مازن مالك ماهر مجدي مروان معاذ منصور منير مهند موسي نادر ناصر نبيل نزار نضال هاني \
    هشام هيثم وائل وسام وسيم وليد ياسر ياسين يحيي يعقوب يونس فاطمه مريم زينب عائشه خديجه ساره ليلي لينا لبني هاله هبه هدي \
    هند هناء ندي نادين ناديه نور نوال نجلاء مني مها ميساء مي منال سلمي سناء سعاد سهي سميره سمر رنا رانيا ريم رشا رغد رباب \
    دينا دعاء داليا حنان حياه جيهان ايمان امل اميره امينه اسماء الاء ابتسام بثينه شيماء شيرين صفاء عبير غاده فرح كارين لمي \
    نهي وفاء ياسمين يارا";

/// What the first lines suggest; nothing of it is certain.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Byline {
    /// The first line, if it is short enough for a title.
    pub title: Option<String>,
    /// Who has published it.
    pub source: Option<String>,
    /// Who has written it.
    pub author: Option<String>,
    /// When.
    pub date: Option<FoundDate>,
}

impl Byline {
    /// What the first lines of a text suggest.
    pub fn of(text: &str) -> Self {
        let mut lines = text.lines().filter(|line| !is_blank(line)).map(str::trim).take(LINES);
        let title = lines.next().filter(|line| line.chars().count() <= LONGEST_TITLE).map(str::to_owned);
        let mut byline = Self { title, ..Self::default() };
        let head: Vec<&str> = lines.collect();
        let head_bytes: usize =
            head.last().map_or(text.len(), |last| last.as_ptr() as usize - text.as_ptr() as usize + last.len());
        byline.date = dates::find(text.get(..head_bytes).unwrap_or(text));
        for line in head.iter().flat_map(|line| line.split(['|', '–', '—', '/', '•'])) {
            let line = line.trim();
            // The dateline stands before the text of the first paragraph: «بيروت - رويترز: ...»
            let line = head_of(line);
            if line.is_empty() {
                continue;
            }
            let author = after(line, &AUTHOR).map(str::to_owned);
            byline.author = byline.author.or(author);
            byline.source = byline.source.or_else(|| source(line));
        }
        byline.author = byline.author.or_else(|| head.iter().find_map(|line| person_beside(head_of(line))));
        byline
    }
}

/// What a line may say about the article: all of it if it is short, or else its dateline.
fn head_of(line: &str) -> &str {
    if line.chars().count() > LONGEST { dateline(line) } else { line }
}

/// The person who is named beside the source or the town, as in «رويترز - محمد علي»: two to four words of which the first is
/// a given name, and nothing else in the line that is longer than that.
fn person_beside(line: &str) -> Option<String> {
    const MOST_WORDS: usize = 4;
    let words = |part: &str| part.split_whitespace().count();
    let parts: Vec<&str> =
        line.split(['|', '–', '—', '/', '•']).flat_map(|part| part.split(" - ")).map(str::trim).collect();
    let is_name = |part: &&str| {
        let is_plain = part.chars().all(|c| c.is_alphabetic() || c.is_whitespace());
        let first = part.split_whitespace().next().map(|first| fold_words(first).concat());
        let is_given =
            first.is_some_and(|first| GIVEN_NAMES.split_whitespace().any(|name| fold_words(name).concat() == first));
        is_plain && is_given && (2..=MOST_WORDS).contains(&words(part)) && source(part).is_none()
    };
    if parts.len() < 2 || parts.iter().any(|part| words(part) > MOST_WORDS + 1) {
        return None;
    }
    parts.into_iter().find(is_name).map(str::to_owned)
}

/// What stands before the first paragraph's text; empty if nothing does.
fn dateline(line: &str) -> &str {
    let end = line.char_indices().take(LONGEST).find(|(_, c)| matches!(c, ':' | '.' | '،'));
    end.map_or("", |(at, _)| line[..at].trim())
}

fn source(line: &str) -> Option<String> {
    if let Some(named) = after(line, &SOURCE) {
        return Some(named.to_owned());
    }
    let parts = line.split(['-', '،', ',', '(', ')', ':']).map(str::trim).filter(|part| !part.is_empty());
    let is_publisher = |part: &&str| {
        let folded = fold_words(&part.to_lowercase());
        let short = folded.len() <= 4;
        let joined = folded.join(" ");
        short
            && PUBLISHERS.iter().any(|name| {
                joined == *name || folded.iter().any(|word| word == name) || joined.starts_with(&format!("{name} "))
            })
    };
    parts.into_iter().find(is_publisher).map(str::to_owned)
}

/// What follows one of these words at the beginning of a line.
fn after<'l>(line: &'l str, words: &[&str]) -> Option<&'l str> {
    let (first, rest) = line.split_once([':', ' '])?;
    let folded = fold_phrase(&first.to_lowercase());
    let rest = rest.trim_matches([':', ' ', '-']);
    let is_name = !rest.is_empty() && rest.split_whitespace().count() <= 5;
    (words.contains(&folded.as_str()) && is_name).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_lines_say_what_an_article_is() {
        let text = "هدوء حذر في الزاوية\n\nبقلم: هالة سالم\nبوابة المتوسط | الخميس ٢٦ تشرين الثاني ٢٠٢٦\n\nاندلعت اشتباكات ليل الأربعاء.";
        let byline = Byline::of(text);
        assert_eq!(byline.title.as_deref(), Some("هدوء حذر في الزاوية"));
        assert_eq!(byline.author.as_deref(), Some("هالة سالم"));
        assert_eq!(byline.source.as_deref(), Some("بوابة المتوسط"));
        assert_eq!(byline.date.map(|date| date.iso()).as_deref(), Some("2026-11-26"));
    }

    #[test]
    fn a_person_beside_the_source_or_the_town_is_the_author() {
        for (line, author) in [
            ("رويترز - محمد علي", Some("محمد علي")),
            ("بيروت – هبة الخطيب", Some("هبة الخطيب")),
            ("عبد الله الأحمد | سانا | الخميس ٢٦ تشرين الثاني ٢٠٢٦", Some("عبد الله الأحمد")),
            (
                "غزة - أحمد أبو سالم: قال شهود عيان يوم الخميس إن قوات كبيرة تحركت نحو المدينة بعد اشتباكات دامية.",
                Some("أحمد أبو سالم"),
            ),
            // No person, or nothing beside which the name stands.
            ("رويترز - الضفة الغربية", None),
            ("فرانس برس - أبوظبي", None),
            ("وكالة الأناضول - غزة", None),
            ("محمد علي يفوز بالجائزة", None),
            ("محمد صلاح - نجم ليفربول يعود إلى الملاعب بعد غياب طويل", None),
            ("علي مقربة من الحدود، قال متحدث", None),
        ] {
            let text = format!("عنوان\n{line}\n");
            assert_eq!(Byline::of(&text).author.as_deref(), author, "{line}");
        }
        let said = Byline::of("عنوان\nرويترز - محمد علي\nبقلم: هالة سالم\n");
        assert_eq!(said.author.as_deref(), Some("هالة سالم"), "who says so is believed first");
        assert_eq!(said.source.as_deref(), Some("رويترز"));
    }

    #[test]
    fn a_dateline_names_the_source() {
        for (line, source) in [
            (
                "بيروت - رويترز: قال شهود عيان يوم الخميس إن قوات كبيرة تحركت نحو المدينة بعد اشتباكات دامية في الليل.",
                Some("رويترز"),
            ),
            (
                "CAIRO (Reuters): Forces moved towards the town on Thursday after a night of heavy clashes, witnesses said.",
                Some("Reuters"),
            ),
            (
                "قالت وكالة الأنباء الرسمية في بيان طويل إن القوات تقدمت في محيط المدينة بعد ساعات من القصف المتواصل",
                None,
            ),
            ("Source: Example Daily", Some("Example Daily")),
        ] {
            let text = format!("Title\n{line}\n");
            assert_eq!(Byline::of(&text).source.as_deref(), source, "{line}");
        }
        assert_eq!(Byline::of(""), Byline::default());
    }
}
