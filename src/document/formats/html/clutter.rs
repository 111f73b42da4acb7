//! What stands around an article, by the names that the makers of sites give it and by its words.

use std::sync::LazyLock;

use dom_query::Element;

use super::writer::attribute;
use crate::text::fold::fold_words;

/// Parts of classes and ids. A class is `post-share-buttons`; each of its words counts.
const WORDS: [&str; 30] = [
    "share",
    "sharing",
    "sharedaddy",
    "social",
    "related",
    "recommended",
    "comments",
    "commentlist",
    "disqus",
    "breadcrumb",
    "breadcrumbs",
    "newsletter",
    "subscribe",
    "cookie",
    "cookies",
    "gdpr",
    "consent",
    "advert",
    "advertisement",
    "adsbygoogle",
    "ads",
    "sponsored",
    "taboola",
    "outbrain",
    "sidebar",
    "pagination",
    "jp-relatedposts",
    "addtoany",
    "readmore",
    "navbar",
];

/// With what a line begins that leads to other articles, or asks the reader to do something; folded.
const LEADS: [&str; 33] = [
    "اقرا ايضا",
    "اقرأ أيضا",
    "اقرا المزيد",
    "اقرا كذلك",
    "شاهد ايضا",
    "طالع ايضا",
    "للمزيد",
    "المزيد من الاخبار",
    "المزيد حول",
    "مواضيع ذات صله",
    "موضوعات ذات صله",
    "اخبار ذات صله",
    "مقالات ذات صله",
    "مواد ذات صله",
    "ذات صله",
    "قد يهمك",
    "قد يعجبك",
    "الاكثر قراءه",
    "تابعونا",
    "تابعنا",
    "شارك",
    "شاركها",
    "بیشتر بخوانید",
    "بيشتر بخوانيد",
    "مطالب مرتبط",
    "اخبار مرتبط",
    "لمتابعه اخر الاخبار",
    "קראו גם",
    "קרא עוד",
    "עוד בנושא",
    "read also",
    "read more",
    "related",
];

/// Whether an element is named as what stands around an article.
pub(super) fn is_clutter(element: &Element) -> bool {
    if matches!(&*element.name.local, "body" | "article" | "main" | "html") {
        return false;
    }
    ["class", "id"].iter().any(|name| {
        let value = attribute(element, name).unwrap_or_default();
        value
            .split(|c: char| !c.is_ascii_alphanumeric())
            .any(|word| WORDS.iter().any(|known| known.eq_ignore_ascii_case(word)))
            && !["content", "article", "body"].iter().any(|good| value.to_ascii_lowercase().contains(good))
    })
}

/// Whether a line leads to other articles.
pub(super) fn leads_elsewhere(text: &str) -> bool {
    if text.len() > 300 {
        return false;
    }
    let words = fold_words(text);
    FOLDED_LEADS.iter().any(|lead| words.starts_with(lead))
}

static FOLDED_LEADS: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| LEADS.iter().map(|lead| fold_words(lead)).collect());
