//! Web pages: the article of a page, or all that it shows. Nothing is fetched, and no program of a page runs.
//!
//! A page is decoded ([`charset`]), tidied ([`tidy`]), parsed, asked what it says about itself ([`about`]), reduced to its
//! article ([`article`]), and what is left is written as blocks ([`writer`]).

mod attributes;
mod elements;
mod table;
mod tidy;
mod writer;

use dom_query::Document;

use crate::document::builder::Builder;

/// Appends a piece of a page to a text: the body of a mail, an entry of a feed. Hidden elements, scripts and styles are left
/// out; nothing else is.
pub(in crate::document) fn append_fragment(html: &str, to: &mut Builder) {
    append(html, false, to);
}

fn append(html: &str, is_xml: bool, to: &mut Builder) {
    let page = Document::from(tidy::tidy(html, is_xml).html);
    writer::write(page.root(), &writer::Everything, to);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text of a fragment, with its parts in angle brackets behind it.
    fn shown(html: &str) -> String {
        let mut to = Builder::default();
        append_fragment(html, &mut to);
        let contents = to.finish(None);
        let text = contents.text.as_str();
        let parts = contents.structure.unwrap_or_default();
        let parts = parts.iter().map(|part| format!("<{:?} {}>", part.role, part.span.of(text)));
        format!("{text}{}", parts.collect::<String>()).replace('\n', "|").replace('\t', "¦")
    }

    #[test]
    fn blocks_lists_and_tables_are_what_a_browser_shows() {
        for (html, wanted) in [
            ("<p>قال  <b>الر</b>ئيس\n أمس</p><p>وأضاف", "قال الرئيس أمس||وأضاف"),
            ("a<br>b<br/><br>c", "a|b||c"),
            ("<h2>عنوان<br>طويل</h2>نصّ", "عنوان طويل||نصّ<Heading(2) عنوان طويل>"),
            ("<style>p{}</style>x<script>y</script><!-- c --><p hidden>h<p style='display : none'>h", "x"),
            (
                "<ol start=3><li>a<ul><li>b</ul><li value=7>c</ol>d",
                "a|b|c||d<ListItem { level: 1, number: Some(3) } a><ListItem { level: 2, number: None } b>\
                 <ListItem { level: 1, number: Some(7) } c>",
            ),
            ("<blockquote><p>a<p>b</blockquote>c", "a||b||c<Quote a||b>"),
            ("<pre>\n a\n  b</pre>", "a|  b<Preformatted a|  b>"),
            (
                "<table><tr><th rowspan=2>a<th>b<tr><td>c</table>d",
                "a¦b|c||d<Cell { table: 1, row: 1, column: 1, is_head: true } a>\
                 <Cell { table: 1, row: 1, column: 2, is_head: true } b>\
                 <Cell { table: 1, row: 2, column: 2, is_head: false } c>",
            ),
            ("<table><tr><td><table><tr><td>a</table><td><p>b</table>", "a||b"),
            ("<font color=1>a<font color=2>b<p>c</font>d", "ab||cd"),
            ("3 < 5 &amp; &#1575;&nbsp;ب\u{200c}ج", "3 < 5 & ا\u{a0}ب\u{200c}ج"),
            ("<figure><img src=x><figcaption>صورة</figcaption></figure>", "صورة<Caption صورة>"),
            ("<svg>a</svg><title/>b<iframe src=x/>c", "bc"),
            ("<template>a</template><template shadowrootmode=open>b</template>", "b"),
        ] {
            assert_eq!(shown(html), wanted, "{html}");
        }
    }

    #[test]
    fn elements_deep_inside_each_other_are_read_in_no_time() {
        let started = std::time::Instant::now();
        for tag in
            ["<div>", "<span class=x>", "<font color=1>", "<ul><li>", "<table><tr><td>", "<b class=y><p>", "<a href=x>"]
        {
            let deep = format!("{}سقطت سرت{}", tag.repeat(100_000), "</div>".repeat(100_000));
            assert_eq!(shown(&deep).split('<').next(), Some("سقطت سرت"), "{tag}");
        }
        assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
    }
}
