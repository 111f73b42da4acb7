//! What the columns of a table are, by their names and by what they hold.

use std::ops::ControlFlow;

use super::table_rows::{Row, Table};

/// What a column says about the article of its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Text,
    Title,
    Source,
    Author,
    Published,
    Url,
    Language,
    Id,
}

/// Usual names of columns, in lower case, without the Arabic article.
const NAMES: &[(Field, &[&str])] = &[
    (
        Field::Text,
        &[
            "text",
            "content",
            "contents",
            "body",
            "article",
            "article_text",
            "article_body",
            "full_text",
            "fulltext",
            "story",
            "message",
            "post",
            "tweet",
            "نص",
            "نص الخبر",
            "نص المقال",
            "محتوى",
            "خبر",
            "مقال",
            "متن",
            "متن خبر",
            "تغريدة",
            "منشور",
            "טקסט",
            "תוכן",
            "כתבה",
        ],
    ),
    (Field::Title, &["title", "headline", "subject", "heading", "عنوان", "عنوان الخبر", "عنوان خبر", "تیتر", "כותרת"]),
    (
        Field::Source,
        &["source", "publisher", "site", "outlet", "channel", "newspaper", "مصدر", "جريدة", "قناة", "منبع", "מקור"],
    ),
    (
        Field::Author,
        &[
            "author",
            "by",
            "from",
            "user",
            "username",
            "writer",
            "byline",
            "كاتب",
            "مؤلف",
            "محرر",
            "نویسنده",
            "מחבר",
            "כתב",
        ],
    ),
    (
        Field::Published,
        &[
            "date",
            "published",
            "published_at",
            "published_date",
            "publish_date",
            "pubdate",
            "created_at",
            "datetime",
            "time",
            "timestamp",
            "تاريخ",
            "تاريخ النشر",
            "تاریخ",
            "תאריך",
        ],
    ),
    (Field::Url, &["url", "link", "href", "permalink", "رابط", "لینک", "پیوند", "קישור"]),
    (Field::Language, &["language", "lang", "لغة", "زبان", "שפה"]),
    (Field::Id, &["id", "_id", "guid", "uuid", "article_id", "post_id", "doc_id", "معرف", "شناسه", "מזהה"]),
];

/// What a column with this name holds.
pub(super) fn field_of(name: &str) -> Option<Field> {
    let name = name.trim().to_lowercase().replace(['-', ' '], "_");
    let name = name.strip_prefix("ال").unwrap_or(&name);
    NAMES.iter().find(|(_, names)| names.iter().any(|known| known.replace(' ', "_") == name)).map(|(field, _)| *field)
}

/// How many rows are looked at.
const ROWS: usize = 200;
/// How much more a column with a usual name counts.
const NAMED_TIMES: f64 = 20.0;

/// The column with the texts: the one with the most letters, or with a usual name; `None` if none has letters.
pub(super) fn guess(table: &Table<'_>) -> Option<usize> {
    let mut letters = vec![0_usize; table.names.len()];
    let mut left = ROWS;
    table.rows(&mut |row: Row<'_>| {
        for (column, letters) in letters.iter_mut().enumerate() {
            let text = row.cell(column);
            if !text.starts_with("http://") && !text.starts_with("https://") {
                // A long article counts as such; what is more does not matter.
                *letters += text.chars().take(4000).filter(|c| c.is_alphabetic()).count();
            }
        }
        left -= 1;
        if left == 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    let weight = |column: usize| {
        let weight = match field_of(&table.names[column]) {
            Some(Field::Text) => NAMED_TIMES,
            Some(Field::Title) | None => 1.0,
            // Where there is nothing better.
            Some(_) => 1.0 / NAMED_TIMES,
        };
        weight * letters[column] as f64
    };
    // The first of equal ones.
    let best = (0..letters.len()).rev().max_by(|a, b| weight(*a).total_cmp(&weight(*b)))?;
    (letters[best] > 0).then_some(best)
}
