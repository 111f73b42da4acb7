//! Documents of other programs: read as they were written, kept beside their annotations, one of many in a file.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use hawashi::annotation::{Annotation, AnnotationSet, AnnotationState, Carried};
use hawashi::document::{Document, ReadOptions, Role};
use hawashi::store::{self, Articles, Seen, StoreError, WriteMode};
use hawashi::text::Span;
use icu_normalizer::ComposingNormalizer;

/// The documents of our making, with what is to be read of them.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/documents")
}

/// What two texts are compared by: words, without marks of direction; of PDF, which stores marks in the order of their
/// drawing, in one form.
fn compared(text: &str, is_pdf: bool) -> Vec<char> {
    let is_mark =
        |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let text: String = text.chars().filter(|c| !is_mark(*c)).collect();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = if is_pdf { ComposingNormalizer::new_nfc().normalize(&text).into_owned() } else { text };
    text.chars().collect()
}

/// The fewest characters to insert, remove or replace to make one text of the other.
fn distance(one: &[char], other: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (number, c) in one.iter().enumerate() {
        let mut before = std::mem::replace(&mut row[0], number + 1);
        for (at, there) in other.iter().enumerate() {
            let replaced = before + usize::from(c != there);
            before = row[at + 1];
            row[at + 1] = replaced.min(row[at] + 1).min(before + 1);
        }
    }
    row[other.len()]
}

/// The text of a document, or the texts of a file of many one behind the other.
fn text_of(path: &Path) -> Result<String, StoreError> {
    if store::collection_kind(path).is_none() {
        return store::read_article(path, None).map(|document| document.text().to_owned());
    }
    let texts = store::list_articles(path)?.articles.into_iter();
    let texts = texts.map(|article| store::read_article(&article, None).map(|document| document.text().to_owned()));
    Ok(texts.collect::<Result<Vec<_>, _>>()?.join("\n\n"))
}

/// PDFs whose letters the file itself tells wrongly, or whose pages can be read in two ways, and how many characters of them
/// are read otherwise than they were written; what is known of each is in `tests/documents/manifest.json`.
const KNOWN: [(&str, usize); 3] =
    [("tesseract-ar-bridge.pdf", 10), ("weasyprint-fa-poem.pdf", 13), ("xelatex-fa-poem.pdf", 18)];

#[test]
fn documents_read_as_they_were_written() {
    let mut wrong = Vec::new();
    for entry in fs::read_dir(folder()).unwrap() {
        let gold = entry.unwrap().path();
        let Some(path) = gold.to_str().and_then(|path| path.strip_suffix(".gold.txt")).map(PathBuf::from) else {
            continue;
        };
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name.starts_with("pictures-") {
            continue;
        }
        let is_pdf = path.extension().is_some_and(|extension| extension == "pdf");
        // Notes stand where the page has them, or behind the paragraph that refers to them.
        let notes = path.with_file_name(format!("{name}.notes.txt"));
        let golds = [fs::read_to_string(&gold).ok(), fs::read_to_string(notes).ok()];
        let read = match text_of(&path) {
            Ok(read) => compared(&read, is_pdf),
            Err(error) => {
                wrong.push(format!("{name}: {error}"));
                continue;
            }
        };
        let errors = golds.iter().flatten().map(|gold| {
            let gold = compared(gold, is_pdf);
            (distance(&read, &gold), gold.len())
        });
        let (errors, len) = errors.min().unwrap();
        let known = KNOWN.iter().find(|(known, _)| *known == name).map(|(_, errors)| *errors);
        let allowed = known.unwrap_or(if is_pdf { len / 100 } else { 0 });
        if errors > allowed {
            wrong.push(format!("{name}: {errors} of {len} characters"));
        }
    }
    wrong.sort();
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn what_cannot_be_read_is_said() {
    let error = |name: &str| store::read_article(&folder().join(name), None).map(|_| ()).unwrap_err().to_string();
    assert!(error("encrypted-he-council.pdf").contains("password"), "{}", error("encrypted-he-council.pdf"));
    assert!(error("pictures-ar-harakat.pdf").contains("pictures of pages"), "{}", error("pictures-ar-harakat.pdf"));
}

const PAGE: &str = "<html><head><title>خبر</title><meta charset=utf-8></head><body><nav>الرئيسية</nav><article><h1>معارك في \
    سرت</h1><p>قالت مصادر محلية إن قوات مجلس شورى ثوار بنغازي انسحبت من وسط المدينة، بعد أيام من القصف العنيف على أحيائها \
    الغربية والجنوبية، وإن السكان بدأوا العودة إلى بيوتهم.</p><p>وأضافت المصادر أن الطريق إلى مصراتة مفتوح منذ صباح اليوم أمام \
    الشاحنات، وأن الهدنة صامدة حتى الآن في معظم الجبهات.</p></article></body></html>";

/// An annotation of this passage.
fn tagged(document: &Document, quote: &str) -> AnnotationState {
    let at = document.text().find(quote).unwrap();
    let annotation = Annotation::new(Span::from_range(at..at + quote.len()), "location");
    AnnotationState { annotations: AnnotationSet::from_annotations([annotation]), ..AnnotationState::default() }
}

fn save(article: &Path, document: &Document, state: &AnnotationState) -> PathBuf {
    let path = store::annotation_path(article);
    store::save_annotations(&path, article, document, state, &Carried::default(), WriteMode::Force).unwrap();
    path
}

/// The words that are tagged.
fn words(opened: &store::Opened) -> Vec<String> {
    let (state, _) = opened.states();
    state.annotations.iter().map(|annotation| annotation.spans.quote(opened.document.text()).into_owned()).collect()
}

#[test]
fn the_text_of_a_document_stays_where_its_annotations_are() {
    let folder = tempfile::tempdir().unwrap();
    let article = folder.path().join("خبر.html");
    fs::write(&article, PAGE).unwrap();
    let document = Arc::new(store::read_article(&article, None).unwrap());
    assert!(!document.text().contains("الرئيسية"));
    let annotations = save(&article, &document, &tagged(&document, "مصراتة"));
    let kept = store::kept_text_path(&annotations, &article);
    assert!(fs::read_to_string(&kept).unwrap().starts_with(document.text()));
    // A folder does not list it as an article of its own.
    assert_eq!(store::list_articles(folder.path()).unwrap().articles, std::slice::from_ref(&article));

    // The page changes: the text stays, and the change is noticed.
    fs::write(&article, PAGE.replace("معارك", "هدوء")).unwrap();
    let opened = store::open(&article, None).unwrap();
    assert_eq!((opened.document.text(), words(&opened)), (document.text(), vec!["مصراتة".to_owned()]));
    assert_eq!(opened.seen, Seen::nothing());
    let on_disk = store::look_again(&article, &opened.seen, &opened.document);
    assert!(matches!(on_disk, store::OnDisk::Changed { .. }), "{on_disk:?}");
    let again = store::read_again(&article, &opened.document).unwrap();
    assert!(again.text().contains("هدوء في سرت"), "{}", again.text());

    // On a machine without the page.
    fs::remove_file(&article).unwrap();
    for path in [&annotations, &article, &kept] {
        let opened = store::open(path, None).unwrap();
        assert_eq!((opened.document.text(), words(&opened)), (document.text(), vec!["مصراتة".to_owned()]));
        assert!(opened.document.structure().unwrap().iter().any(|part| part.role == Role::Heading(1)));
        let on_disk = store::look_again(&opened.article, &opened.seen, &opened.document);
        assert!(matches!(on_disk, store::OnDisk::Untouched), "{on_disk:?}");
    }
    assert_eq!(store::list_articles(folder.path()).unwrap().articles, [article]);
}

#[test]
fn all_that_a_page_shows_is_kept_as_it_was_wanted() {
    let folder = tempfile::tempdir().unwrap();
    let article = folder.path().join("a.html");
    fs::write(&article, PAGE).unwrap();
    let whole = ReadOptions { whole_page: true, ..ReadOptions::default() };
    let document = store::read_anew(&article, &whole).unwrap();
    assert!(document.text().contains("الرئيسية"));
    save(&article, &document, &tagged(&document, "مصراتة"));
    let opened = store::open(&article, None).unwrap();
    assert_eq!(opened.document.text(), document.text());
    assert_eq!(store::read_again(&article, &opened.document).unwrap().text(), document.text());
    let article_alone = store::read_again_as(&article, &opened.document, Some(false)).unwrap();
    assert!(!article_alone.text().contains("الرئيسية"));
}

#[test]
fn an_article_that_was_annotated_as_it_stands_stays_so() {
    let folder = tempfile::tempdir().unwrap();
    let article = folder.path().join("a.md");
    fs::write(&article, "# عنوان\n\nسقطت **سرت** أمس.\n").unwrap();
    let as_it_stands = Document::from_text(fs::read_to_string(&article).unwrap()).unwrap();
    save(&article, &as_it_stands, &tagged(&as_it_stands, "سرت"));
    let opened = store::open(&article, None).unwrap();
    assert_eq!((opened.document.text(), words(&opened)), (as_it_stands.text(), vec!["سرت".to_owned()]));
    fs::remove_file(store::annotation_path(&article)).unwrap();
    assert_eq!(store::open(&article, None).unwrap().document.text(), "عنوان\n\nسقطت سرت أمس.");
}

#[test]
fn articles_of_one_file_have_their_own_annotations_beside_it() {
    let place = tempfile::tempdir().unwrap();
    let channel = place.path().join("result.json");
    fs::copy(folder().join("telegram-channel.json"), &channel).unwrap();
    let listing = store::list_articles(&channel).unwrap();
    assert!(listing.articles.len() > 1, "{listing:?}");
    let post = &listing.articles[0];
    assert!(post.starts_with(&channel));
    let document = Arc::new(store::read_article(post, None).unwrap());
    let word = document.text().split_whitespace().next().unwrap().to_owned();
    let annotations = save(post, &document, &tagged(&document, &word));
    assert!(annotations.starts_with(place.path().join("result.json.hawashi")), "{annotations:?}");
    for path in [post, &annotations] {
        let opened = store::open_among(path, None, Articles::default()).unwrap();
        assert_eq!((&opened.article, words(&opened)), (post, vec![word.clone()]));
    }
    let scan = store::scan_folder(&channel, "").unwrap();
    assert_eq!(scan.articles.len(), listing.articles.len());
    assert!(scan.articles.iter().any(|article| article.annotated.is_some()));
    // Without the channel, or in a later export of it.
    fs::remove_file(&channel).unwrap();
    assert_eq!(words(&store::open(&annotations, None).unwrap()), [word]);
}
