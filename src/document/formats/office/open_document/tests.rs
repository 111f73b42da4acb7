use super::super::odt::KIND;
use super::super::testing::{archive, deletions, marked, read};
use super::*;
use crate::document::{Document, about};

const STYLES: &str = r#"<office:styles>
<style:style style:name="Title" style:family="paragraph"/>
<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph" style:default-outline-level="1"/>
<style:style style:name="Illustration" style:family="paragraph" style:parent-style-name="Caption"/>
<text:list-style style:name="N"><text:list-level-style-number text:level="1" style:num-format="١, ٢, ٣, ..."/><text:list-level-style-bullet text:level="2"/></text:list-style>
</office:styles>"#;

const AUTOMATIC: &str = r#"<office:automatic-styles>
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>
<style:style style:name="T1" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="T2" style:family="text"><style:text-properties style:font-name="Wingdings"/></style:style>
</office:automatic-styles>"#;

fn content(body: &str) -> String {
    format!(
        "<office:document-content>{AUTOMATIC}<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
}

fn opened(body: &str) -> Document {
    let styles = format!("<office:document-styles>{STYLES}</office:document-styles>");
    let bytes = archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", &content(body)),
        ("styles.xml", &styles),
        (
            "meta.xml",
            "<office:document-meta><office:meta><dc:title>خبر</dc:title><dc:creator>ليلى</dc:creator><dc:language>ar</dc:language></office:meta></office:document-meta>",
        ),
    ]);
    read(&KIND, &bytes).unwrap()
}

#[test]
fn a_paragraph_reads_as_libreoffice_shows_it() {
    for (inlines, text) in [
        ("  أعلنت\n   <text:span>القوّات </text:span> أمس ", "أعلنت القوّات أمس"),
        (r#"أ<text:s text:c="2"/> ب<text:tab/>ج<text:line-break/>د"#, "أ   ب\tج\nد"),
        ("کتاب&#x200c;ها <text:soft-page-break/>می‌روند", "کتاب\u{200c}ها می\u{200c}روند"),
        (r#"ظاهر<text:span text:style-name="T1">مخفيّ</text:span>"#, "ظاهر"),
        (r#"<text:span text:style-name="T2">&#xf0fc;</text:span> تمّ"#, "✓ تمّ"),
        ("نصّ<office:annotation><dc:creator>أ</dc:creator><text:p>تعليق</text:p></office:annotation>", "نصّ"),
        (r#"<text:a xlink:href="http://x.org">رابط</text:a> و<text:title>عنوان</text:title>"#, "رابط وعنوان"),
        ("<text:ruby><text:ruby-base>ص</text:ruby-base><text:ruby-text>x</text:ruby-text></text:ruby>", "ص"),
    ] {
        assert_eq!(opened(&format!("<text:p>{inlines}</text:p>")).text(), text, "{inlines}");
    }
}

#[test]
fn structure_comes_with_the_text() {
    let note = |text: &str| {
        format!(
            "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>{text}</text:p></text:note-body></text:note>"
        )
    };
    let body = format!(
        r#"<text:tracked-changes><text:changed-region><text:deletion><office:change-info><dc:creator>أ</dc:creator></office:change-info><text:p>محذوف</text:p></text:deletion></text:changed-region></text:tracked-changes>
<text:p text:style-name="P1">صحيفة</text:p><text:h text:style-name="Heading_20_1" text:outline-level="2">خبر</text:h>
<text:p>كلام{}<draw:frame><draw:text-box><text:p text:style-name="Illustration">خريطة</text:p></draw:text-box><svg:title>لا</svg:title></draw:frame></text:p>
<text:list text:style-name="N"><text:list-item><text:p>أ{}</text:p><text:p>تتمّة</text:p><text:list><text:list-item><text:p>ب</text:p></text:list-item></text:list></text:list-item><text:list-item><text:p>ج</text:p></text:list-item></text:list>
<text:p>فاصل</text:p><text:list text:style-name="N" text:continue-numbering="true"><text:list-item><text:p>د</text:p></text:list-item><text:list-item text:start-value="9"><text:p>ه</text:p></text:list-item></text:list>
<text:list text:style-name="N"><text:list-item><text:p>و</text:p></text:list-item></text:list>"#,
        note("أولى"),
        note("ثانية"),
    );
    let document = opened(&body);
    assert_eq!(
        marked(&document),
        "[h1|صحيفة]\n\n[h2|خبر]\n\nكلام[1]\n\n[note|[1] أولى]\n\n[caption|خريطة]\n\n\
        [1.1|أ[2]]\nتتمّة\n[2.-|ب]\n[1.2|ج]\n\n[note|[2] ثانية]\n\nفاصل\n\n[1.3|د]\n[1.9|ه]\n[1.1|و]"
    );
    assert_eq!(deletions(&document), 1);
    let about: Vec<_> = document.about().iter().map(|(field, value)| (*field, value.as_str())).collect();
    assert_eq!(about, [(about::TITLE, "خبر"), (about::AUTHOR, "ليلى"), (about::LANGUAGE, "ar")]);
}

#[test]
fn tables_keep_their_columns() {
    let cell = |text: &str| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>");
    let body = format!(
        r#"<table:table><table:table-header-rows><table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>مدينة</text:p></table:table-cell><table:covered-table-cell/>{}</table:table-row></table:table-header-rows><table:table-row>{}{}{}</table:table-row></table:table>"#,
        cell("عدد"),
        cell("نيالا"),
        cell(""),
        cell("٨"),
    );
    assert_eq!(marked(&opened(&body)), "[1:1!|مدينة]\t\t[1:3!|عدد]\n[2:1|نيالا]\t\t[2:3|٨]");
}

#[test]
fn a_flat_file_is_the_same_in_one() {
    let flat = format!(
        r#"<?xml version="1.0"?><office:document office:mimetype="application/vnd.oasis.opendocument.text">{STYLES}{AUTOMATIC}<office:master-styles><text:p>رأس الصفحة</text:p></office:master-styles><office:body><office:text><text:p text:style-name="P1">צהריים</text:p></office:text></office:body></office:document>"#
    );
    assert!((KIND.begins)(flat.as_bytes()));
    assert_eq!(marked(&read(&KIND, flat.as_bytes()).unwrap()), "[h1|צהריים]");
}

#[test]
fn a_locked_file_says_so() {
    let manifest =
        "<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    let bytes = archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", "\u{1}\u{2}"),
        ("META-INF/manifest.xml", manifest),
    ]);
    assert_eq!(read(&KIND, &bytes).unwrap_err(), DocumentError::Locked { kind: "ODT" });
}
