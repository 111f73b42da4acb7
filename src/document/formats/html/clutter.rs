//! What stands around an article, by the names that the makers of sites give it and by its words.

use std::sync::LazyLock;

use dom_query::Element;

use super::walk::attribute;
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

/// With what the words of a site on the comments below the article begin.
const ON_COMMENTS: [&str; 4] =
    ["الآراء الواردة أدناه", "التعليقات المنشورة لا تعبر", "التعليقات الواردة لا تعبر", "الآراء الواردة في التعليقات"];

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

/// Whether a block is on the comments below the article.
pub(super) fn is_on_comments(text: &str) -> bool {
    let words = if text.len() > 400 { Vec::new() } else { fold_words(text) };
    FOLDED_ON_COMMENTS.iter().any(|beginning| words.starts_with(beginning))
}

static FOLDED_LEADS: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| folded(&LEADS));
static FOLDED_ON_COMMENTS: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| folded(&ON_COMMENTS));

fn folded(lines: &[&str]) -> Vec<Vec<String>> {
    lines.iter().map(|line| fold_words(line)).collect()
}
