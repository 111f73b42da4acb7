//! TEI.

use super::*;

#[test]
fn names_in_the_text_are_read() {
    for (path, names) in [("tei/odyssey.tei.xml", 11), ("tei/haqaiq-3.TEIP5.xml", 23), ("tei/haqaiq-10.TEIP5.xml", 54)]
    {
        let Some(all) = peer("tei", path) else { return };
        let (document, state, report) = &all[0];
        assert!(report.is_whole(), "{path}: {report:?}");
        assert_eq!(state.annotations.len(), names, "{path}");
        assert!(marked(document, state).iter().all(|(quote, _)| quote.trim() == quote && !quote.is_empty()), "{path}");
    }
}

#[test]
fn what_stands_beside_the_text_and_in_it_is_read() {
    let file = "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><title>x <placeName>y</placeName></title></teiHeader>\n<text><body>\n\
        <p>سقوط <placeName ref='place:sirte'>سرت</placeName> في\n   يد <rs type='Faction'>«قسد»</rs>.</p><p>نهاية</p></body></text>\n\
        <standOff><spanGrp><span xml:id='a' target='#string-range(//p[1],5,3)' ana='#Location'/><span xml:id='b' \
        target='#string-range(//p[9],5,3)'/>\n<span xml:id='c' target='#string-range(//p[2],0,5)' ana='#Location'/></spanGrp>\
        <note target='#a'>ملاحظة</note><listRelation><relation name='near' active='#a' passive='#c'/></listRelation></standOff></TEI>";
    let all = imported(format_named("tei").unwrap(), "a.xml", file.as_bytes(), &Files::default(), None);
    let Imported { document, annotation_state: state, report, .. } = &all[0];
    assert_eq!(document.text(), "سقوط سرت في يد «قسد».\nنهاية\n");
    let words = marked(document, state);
    let words: Vec<&str> = words.iter().map(|(quote, _)| quote.as_str()).collect();
    assert_eq!(words, ["سرت", "سرت", "«قسد»", "نهاية"]);
    assert!(state.annotations.iter().any(|annotation| annotation.entity.as_deref() == Some("place:sirte")));
    assert!(state.annotations.iter().any(|annotation| annotation.note == "ملاحظة"));
    assert_eq!((state.relations.len(), report.broken.len()), (1, 1));
    assert_eq!(report.broken[0].at.to_string(), "line 5");
}
