use super::super::docx::KIND;
use super::super::testing::{archive, deletions, marked, read};
use crate::document::{Document, Remark, about};

const STYLES: &str = r#"<w:styles xmlns:w="w">
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="kh"><w:name w:val="عنوان الخبر"/><w:basedOn w:val="1"/></w:style>
<w:style w:type="paragraph" w:styleId="far"><w:name w:val="عنوان فرعي"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="c"><w:name w:val="caption"/></w:style>
<w:style w:type="paragraph" w:styleId="q"><w:name w:val="Intense Quote"/></w:style>
<w:style w:type="paragraph" w:styleId="li"><w:name w:val="List Number"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="toc"><w:name w:val="TOC Heading"/><w:basedOn w:val="1"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
</w:styles>"#;

const NUMBERING: &str = r#"<w:numbering xmlns:w="w">
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="hindiNumbers"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl><w:lvl w:ilvl="2"><w:start w:val="3"/><w:numFmt w:val="arabicAbjad"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num>
</w:numbering>"#;

const NOTES: &str = r#"<w:footnotes xmlns:w="w"><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> نصّ الحاشية</w:t></w:r></w:p><w:p><w:r><w:t>تتمّتها</w:t></w:r></w:p></w:footnote></w:footnotes>"#;

fn document(body: &str) -> Vec<u8> {
    let document =
        format!(r#"<?xml version="1.0"?><w:document xmlns:w="w"><w:body>{body}<w:sectPr/></w:body></w:document>"#);
    let endnotes = NOTES.replace("footnote", "endnote").replace("الحاشية", "الخاتمة");
    archive(&[
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", &document),
        ("word/styles.xml", STYLES),
        ("word/numbering.xml", NUMBERING),
        ("word/footnotes.xml", NOTES),
        ("word/endnotes.xml", &endnotes),
    ])
}

fn opened(body: &str) -> Document {
    read(&KIND, &document(body)).unwrap()
}

fn styled(style: &str, text: &str) -> String {
    format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"#)
}

fn item(list: u32, level: u32, text: &str) -> String {
    let place = format!(r#"<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr>"#);
    format!("<w:p><w:pPr>{place}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

#[test]
fn a_paragraph_reads_as_word_shows_it() {
    for (inlines, text) in [
        (r"<w:r><w:t>أعلن</w:t></w:r><w:r><w:t>ت</w:t></w:r>", "أعلنت"),
        (r#"<w:r><w:t xml:space="preserve">قبل </w:t><w:t> بعد </w:t></w:r>"#, "قبل بعد"),
        (r"<w:r><w:t>کتاب&#x200c;ها &amp; می‌روند</w:t></w:r>", "کتاب\u{200c}ها & می\u{200c}روند"),
        (r"<w:r><w:t>أ</w:t><w:tab/><w:t>ب</w:t><w:br/><w:t>ج</w:t><w:cr/><w:t>د</w:t></w:r>", "أ\tب\nج\nد"),
        (r"<w:r><w:t>א</w:t><w:noBreakHyphen/><w:t>ב</w:t><w:softHyphen/><w:t>ג</w:t></w:r>", "א\u{2011}ב\u{ad}ג"),
        (r#"<w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:t>تمّ</w:t></w:r>"#, "✓تمّ"),
        (r#"<w:r><w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr><w:t>&#xf061;</w:t></w:r>"#, "α"),
        (r"<w:r><w:rPr><w:vanish/></w:rPr><w:t>مخفيّ</w:t></w:r><w:r><w:t>ظاهر</w:t></w:r>", "ظاهر"),
        (r"<w:ruby><w:rt><w:r><w:t>x</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>ص</w:t></w:r></w:rubyBase></w:ruby>", "ص"),
        (r#"<w:r><w:commentReference w:id="0"/></w:r><w:r><w:t>نصّ</w:t></w:r>"#, "نصّ"),
        (
            r"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>انقر هنا</w:t></w:r></w:sdtContent></w:sdt><w:r><w:t>نصّ</w:t></w:r>",
            "نصّ",
        ),
        (r"<w:sdt><w:sdtContent><w:r><w:t>في إطار</w:t></w:r></w:sdtContent></w:sdt>", "في إطار"),
    ] {
        assert_eq!(opened(&format!("<w:p>{inlines}</w:p>")).text(), text, "{inlines}");
    }
}

#[test]
fn fields_show_their_results_only() {
    let field = |kind: &str| format!(r#"<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>"#);
    let (begin, separate, end) = (field("begin"), field("separate"), field("end"));
    let instruction = r"<w:r><w:instrText> HYPERLINK </w:instrText></w:r>";
    let run = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
    let link = format!("{begin}{instruction}{separate}{}{end}", run("الرابط"));
    let nested = format!("{begin}{instruction}{begin}{separate}{}{end}{separate}{}{end}", run("لا"), run("نعم"));
    let index = format!("{begin}<w:r><w:instrText>XE \"x\"</w:instrText></w:r>{end}{}", run("كلمة"));
    let cut = format!("{begin}{instruction}</w:p><w:p>{}", run("تالية"));
    let simple = r#"<w:fldSimple w:instr="PAGE"><w:r><w:t>7</w:t></w:r></w:fldSimple>"#.to_owned();
    for (inlines, text) in [(link, "الرابط"), (nested, "نعم"), (index, "كلمة"), (cut, "تالية"), (simple, "7")]
    {
        assert_eq!(opened(&format!("<w:p>{inlines}</w:p>")).text(), text, "{inlines}");
    }
}

#[test]
fn tracked_changes_read_as_accepted() {
    let document = opened(
        r"<w:p><w:r><w:t>قبل</w:t></w:r><w:del><w:r><w:delText>محذوف</w:delText></w:r></w:del><w:ins><w:r><w:t>مُدرَج</w:t></w:r></w:ins></w:p>
        <w:p><w:moveFrom><w:r><w:t>منقول</w:t></w:r></w:moveFrom></w:p><w:p><w:moveTo><w:r><w:t>منقول</w:t></w:r></w:moveTo></w:p>
        <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>أوّل</w:t></w:r></w:p><w:p><w:r><w:t>ثانٍ</w:t></w:r></w:p>
        <w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>صفّ</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
    );
    assert_eq!(document.text(), "قبلمُدرَج\n\nمنقول\n\nأوّلثانٍ");
    assert_eq!(deletions(&document), 2);
}

#[test]
fn notes_stand_behind_their_paragraph_list_or_table() {
    let note = r#"<w:r><w:footnoteReference w:id="2"/></w:r>"#;
    let last =
        r#"<w:r><w:endnoteReference w:id="2" w:customMarkFollows="1"/><w:t>*</w:t></w:r><w:r><w:t>.</w:t></w:r>"#;
    let body = format!("<w:p><w:r><w:t>كلام</w:t></w:r>{note}{last}</w:p><w:p><w:r><w:t>بعدها</w:t></w:r></w:p>");
    assert_eq!(
        marked(&opened(&body)),
        "كلام[1][2].\n\n[note|[1] نصّ الحاشية\nتتمّتها]\n\n[note|[2] نصّ الخاتمة\nتتمّتها]\n\nبعدها"
    );
    let in_list = item(1, 0, "بند").replace("</w:p>", &format!("{note}</w:p>")) + &item(1, 0, "آخر");
    assert_eq!(marked(&opened(&in_list)), "[1.1|بند[1]]\n[1.2|آخر]\n\n[note|[1] نصّ الحاشية\nتتمّتها]");
    let cells = format!("<w:tc><w:p><w:r><w:t>خلية</w:t></w:r>{note}</w:p></w:tc><w:tc><w:p/></w:tc>");
    let table = format!("<w:tbl><w:tr>{cells}</w:tr></w:tbl>");
    assert_eq!(marked(&opened(&table)), "[1:1|خلية[1]]\n\n[note|[1] نصّ الحاشية\nتتمّتها]");
}

#[test]
fn styles_tell_what_paragraphs_are_whatever_their_names() {
    let body = styled("t", "صحيفة")
        + &styled("kh", "خبر")
        + &styled("far", "تفصيل")
        + &styled("toc", "محتويات")
        + &styled("q", "قال")
        + &styled("c", "خريطة")
        + r#"<w:p><w:pPr><w:outlineLvl w:val="2"/></w:pPr><w:r><w:t>مباشر</w:t></w:r></w:p>"#;
    assert_eq!(
        marked(&opened(&body)),
        "[h1|صحيفة]\n\n[h1|خبر]\n\n[h2|تفصيل]\n\nمحتويات\n\n[quote|قال]\n\n[caption|خريطة]\n\n[h3|مباشر]"
    );
}

#[test]
fn items_of_lists_have_their_levels_and_numbers() {
    let body = item(1, 0, "أ") + &item(1, 1, "ب") + &item(1, 2, "ج") + &item(1, 0, "د") + &item(2, 0, "ه");
    let more = styled("li", "و") + "<w:p><w:r><w:t>فاصل</w:t></w:r></w:p>" + &styled("li", "ز");
    assert_eq!(
        marked(&opened(&(body + &more))),
        "[1.1|أ]\n[2.-|ب]\n[3.3|ج]\n[1.2|د]\n[1.5|ه]\n[1.1|و]\n\nفاصل\n\n[1.2|ز]"
    );
}

#[test]
fn tables_keep_their_columns() {
    let cell = |properties: &str, text: &str| {
        format!("<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>")
    };
    let table = format!(
        "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>{}{}</w:tr><w:tr>{}{}{}</w:tr><w:tr>{}{}{}</w:tr></w:tbl>",
        cell(r#"<w:gridSpan w:val="2"/>"#, "مدينة"),
        cell("", "عدد"),
        cell(r#"<w:vMerge w:val="restart"/>"#, "نيالا"),
        cell("", "شمال"),
        cell("", "٨"),
        cell("<w:vMerge/>", ""),
        cell("", "جنوب"),
        cell("", "٩"),
    );
    let plain = "[1:1!|مدينة]\t\t[1:3!|عدد]\n[2:1|نيالا]\t[2:2|شمال]\t[2:3|٨]\n\t[3:2|جنوب]\t[3:3|٩]";
    assert_eq!(marked(&opened(&table)), plain);
    // A page that is laid out by a table is read cell by cell.
    let inside = format!("<w:tc><w:p><w:r><w:t>إلى جانبها</w:t></w:r></w:p>{table}</w:tc>");
    let layout = format!("<w:tbl><w:tr>{}{inside}</w:tr></w:tbl>", cell("", "فقرة"));
    assert_eq!(marked(&opened(&layout)), format!("فقرة\n\nإلى جانبها\n\n{plain}"));
}

#[test]
fn a_text_box_is_read_once_behind_its_paragraph() {
    let text_box = "<w:txbxContent><w:p><w:r><w:t>في الإطار</w:t></w:r></w:p></w:txbxContent>";
    let body = format!(
        "<w:p><w:r><w:t>قبل</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:drawing><wp:docPr/>{text_box}</w:drawing></mc:Choice>\
        <mc:Fallback><w:pict>{text_box}</w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>بعد</w:t></w:r></w:p>"
    );
    assert_eq!(opened(&body).text(), "قبلبعد\n\nفي الإطار");
}

#[test]
fn a_strict_document_is_found_by_its_relations() {
    let relations = r#"<Relationships><Relationship Id="rId1" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/text/main.xml"/><Relationship Id="rId2" Type="http://x/metadata/core-properties" Target="p.xml"/></Relationships>"#;
    let bytes = archive(&[
        ("_rels/.rels", relations),
        (
            "text/main.xml",
            r#"<document xmlns="http://purl.oclc.org/ooxml/wordprocessingml/main"><body><p><r><t>خبر</t></r></p></body></document>"#,
        ),
        (
            "p.xml",
            "<c:coreProperties><dc:title> خبر\nاليوم </dc:title><dc:creator>python-docx</dc:creator><dc:language>en-US</dc:language></c:coreProperties>",
        ),
    ]);
    let document = read(&KIND, &bytes).unwrap();
    assert_eq!(document.text(), "خبر");
    assert_eq!(document.about(), [(about::TITLE, "خبر اليوم".to_owned())]);
}

#[test]
fn of_a_damaged_file_is_read_what_is_there() {
    let whole = document(&format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "خبر طويل ".repeat(50)));
    let cut = &whole[..whole.len() - 200];
    let broken = read(&KIND, cut).unwrap();
    assert_eq!((broken.text().len() > 100, broken.remarks()), (true, &[Remark::Damaged][..]));
    let unclosed = archive(&[("word/document.xml", "<w:document><w:body><w:p><w:r><w:t>خبر</w:t></w:r></w:p><w:p>")]);
    assert_eq!(read(&KIND, &unclosed).unwrap().remarks(), [Remark::Damaged]);
    for (bytes, says) in [
        (archive(&[("xl/workbook.xml", "")]), "looks like XLSX"),
        (archive(&[("word/other.xml", "")]), "word/document.xml"),
        (b"PK\x03\x04 nothing".to_vec(), "the list of the files"),
        (b"%PDF-1.7".to_vec(), "looks like PDF"),
        (document(&"<w:ins>".repeat(300)), "elements inside each other"),
    ] {
        let message = read(&KIND, &bytes).unwrap_err().to_string();
        assert!(message.contains(says), "{message}");
    }
}
