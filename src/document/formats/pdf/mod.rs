//! PDF with a layer of text.
//!
//! A page holds glyphs at places, in any order. They are collected ([`glyphs`]) and become letters ([`letters`],
//! [`clusters`], [`ligatures`], [`mirrored`]), rows ([`lines`]), columns ([`columns`]) and lines in logical order ([`page`], [`order`]); the lines of
//! all pages become paragraphs ([`pages`], [`notes`]) and a text ([`text`]). Measures are points, x to the right, y down.

mod clusters;
mod columns;
mod facts;
mod forms;
mod glyphs;
mod guard;
mod inline_images;
mod letters;
mod ligatures;
mod lines;
mod lists;
mod mended;
mod mirrored;
mod names;
mod notes;
mod order;
mod page;
mod pages;
mod paragraph;
mod text;
mod time;

use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::Duration;

use hayro_interpret::hayro_syntax::page::Page as PdfPage;
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro_interpret::kurbo::Rect;
use hayro_interpret::{
    Context, InterpreterCache, InterpreterSettings, RenderContent, TransformExt as _, interpret_page,
};
use rayon::prelude::*;

use self::glyphs::{Collector, Enough};
use self::guard::NAME;
use self::mended::Mended;
use self::names::Names;
use self::page::Page;
use self::time::Deadline;
use super::super::builder::Builder;
use super::super::error::DocumentError;
use super::super::kind::{ArticleKind, Contents, Follow, ReadSoFar, Remark};

/// The most pages that are read.
const PAGES: usize = 20_000;
/// How many pages are read in one go, with one set of fonts; the first ones, which a reader waits for, in smaller goes.
const PAGES_AT_ONCE: usize = 8;
const FIRST_AT_ONCE: usize = 2;
/// After how many pages the file is opened anew, to let go of what they unpacked; and how often that may be.
const PAGES_IN_MEMORY: usize = 48;
const MOST_OPENINGS: usize = 64;
/// After how many times the pages that were told the beginning is told anew: all of that together takes a third longer
/// than the last time.
const TOLD_AGAIN: usize = 4;
/// How much time of a processor a page may take.
const PAGE_TIME: Duration = Duration::from_millis(1500);
/// How many pages may be given up, before the rest is.
const GIVEN_UP: u32 = 2;

/// PDF with a layer of text.
pub(crate) static KIND: ArticleKind = ArticleKind {
    name: NAME,
    extensions: &["pdf"],
    has_encodings: false,
    has_whole_page: false,
    begins: |head| memchr::memmem::find(&head[..head.len().min(1024)], b"%PDF-").is_some(),
    read: |bytes, _| read_pages(bytes, &mut |_| ControlFlow::Continue(())),
    read_by_pages: Some(|bytes, _, follow| read_pages(bytes, follow)),
};

/// Reads a PDF page by page.
fn read_pages(bytes: Vec<u8>, follow: Follow<'_, Contents>) -> Result<Contents, DocumentError> {
    guard::check_dicts(&bytes)?;
    guard::check_strings(&bytes)?;
    guard::check_streams(&bytes)?;
    let bytes = Arc::new(bytes);
    let mut pdf = open(&bytes)?;
    let mended = silent(|| guard::check_fonts(&pdf)).map_err(|()| damaged("its objects"))??;
    let mut builder = Builder::default();
    silent(|| facts::tell(&pdf, &mut builder)).ok();
    let count = pdf.pages().len();
    if count > PAGES {
        return Err(DocumentError::TooMuch { kind: NAME, what: "pages", limit: PAGES as u64 });
    }
    let pages_at_once = PAGES_IN_MEMORY.max(count / MOST_OPENINGS);
    let mut since = 0;
    let mut pages = Vec::with_capacity(count);
    let given_up = AtomicU32::new(0);
    let mut told_at = 1;
    // So many that every thread has some, and that progress is told some times a second.
    let batch = PAGES_AT_ONCE * rayon::current_num_threads() * 2;
    while pages.len() < count {
        let first = pages.len();
        let (at_once, batch) = if first == 0 {
            (FIRST_AT_ONCE, FIRST_AT_ONCE * rayon::current_num_threads())
        } else {
            (PAGES_AT_ONCE, batch)
        };
        // It keeps what it unpacks.
        if since >= pages_at_once {
            pdf = open(&bytes)?;
            since = 0;
        }
        since += batch;
        let Some(some) = pdf.pages().get(first..(first + batch).min(count)) else { break };
        let numbers = first as u32 + 1..;
        let some: Vec<(u32, &PdfPage<'_>)> = numbers.zip(some).collect();
        let read: Vec<Vec<Page>> =
            some.par_chunks(at_once).map(|some| read_some(&pdf, some, &mended, &given_up)).collect();
        pages.extend(read.into_iter().flatten());
        let is_told = pages.len() >= told_at && pages.len() < count;
        let beginning = if is_told { finish(pages.clone(), Builder::default()).ok() } else { None };
        if is_told {
            told_at = pages.len() * TOLD_AGAIN;
        }
        if follow(ReadSoFar { pages: pages.len(), of: count, beginning }).is_break() {
            break;
        }
    }
    finish(pages, builder)
}

/// Opens a PDF. The reader of the format is not proof against every damage: what it panics at is said to be damaged.
fn open(bytes: &Arc<Vec<u8>>) -> Result<Pdf, DocumentError> {
    let opened = silent(|| Pdf::new(bytes.clone())).map_err(|()| damaged("its structure"))?;
    opened.map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected | DecryptionError::UnsupportedAlgorithm) => {
            DocumentError::Locked { kind: NAME }
        }
        LoadPdfError::Decryption(_) => damaged("its encryption"),
        LoadPdfError::Invalid => damaged("its structure"),
    })
}

/// The text of the pages.
fn finish(mut pages: Vec<Page>, mut builder: Builder) -> Result<Contents, DocumentError> {
    let empty = pages.iter().filter(|page| page.lines.is_empty()).count() as u32;
    let pictures = pages.iter().filter(|page| page.lines.is_empty() && page.has_pictures).count() as u32;
    let is_damaged = pages.iter().any(|page| page.is_damaged);
    if empty == pages.len() as u32 {
        return Err(match (is_damaged, pictures) {
            (true, _) => damaged("its pages"),
            (_, 0) => DocumentError::Empty,
            _ => DocumentError::PicturesOfPages { kind: NAME, pages: pages.len() as u32 },
        });
    }
    if pictures > 0 {
        builder.remark(Remark::PagesWithoutText(pictures));
    }
    let recognized = pages.iter().filter(|page| page.is_recognized).count() as u32;
    if recognized > 0 {
        builder.remark(Remark::RecognizedPages(recognized));
    }
    if is_damaged {
        builder.remark(Remark::Damaged);
    }
    pages::drop_repeated(&mut pages);
    text::write(pages::paragraphs(pages), &mut builder);
    builder.check(NAME)?;
    Ok(builder.finish(None))
}

/// Reads some pages, with the fonts that they share.
fn read_some<'a>(pdf: &'a Pdf, pages: &[(u32, &'a PdfPage<'a>)], mended: &Mended, given_up: &AtomicU32) -> Vec<Page> {
    let cache = InterpreterCache::new();
    let mut names = Names::default();
    let read = |(number, page): &(u32, &'a PdfPage<'a>)| {
        let mut read = Page { number: *number, ..Page::default() };
        if given_up.load(Ordering::Relaxed) > GIVEN_UP {
            read.is_damaged = true;
            return read;
        }
        let has_warned = Arc::new(AtomicBool::new(false));
        let warned = has_warned.clone();
        let settings = InterpreterSettings {
            warning_sink: Arc::new(move |_| warned.store(true, Ordering::Relaxed)),
            render_content: RenderContent::PAGE,
            ..InterpreterSettings::default()
        };
        let (width, height) = page.render_dimensions();
        let transform = page.initial_transform(true).to_kurbo();
        let area = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let mut collector = Collector::new(area.size(), Deadline::after(PAGE_TIME), mended, &mut names);
        let drawn = silent(|| {
            let mut context = Context::new(transform, area, &cache, pdf.xref(), settings);
            interpret_page(page, &mut context, &mut collector);
        });
        if drawn.is_err() {
            given_up.fetch_add(1, Ordering::Relaxed);
            read.is_damaged = true;
        }
        read.has_pictures = collector.has_pictures;
        read.is_recognized = collector.is_recognized();
        let (glyphs, height) = collector.upright();
        read.height = height;
        read.lines = page::lines(glyphs, &collector.dots);
        read
    };
    pages.iter().map(read).collect()
}

/// Does what may panic in the interpreter, the last line against hostile files; nothing is reported.
fn silent<T>(work: impl FnOnce() -> T) -> Result<T, ()> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|reason| {
        drop(reason.downcast::<Enough>());
    })
}

fn damaged(what: &'static str) -> DocumentError {
    DocumentError::Damaged { kind: NAME, what }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;

    /// A PDF of pages that hold these operators, with a font for Arabic whose codes are those of the table.
    fn pdf(pages: &[&str], table: &str) -> Vec<u8> {
        let mut objects = vec![
            "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
            format!(
                "<</Type/Pages/Count {}/MediaBox[0 0 400 400]/Resources<</Font<</F 3 0 R>>>>/Kids[{}]>>",
                pages.len(),
                (0..pages.len()).map(|i| format!("{} 0 R ", 5 + 2 * i)).collect::<Vec<_>>().concat(),
            ),
            "<</Type/Font/Subtype/Type1/BaseFont/Courier/ToUnicode 4 0 R>>".to_owned(),
            stream(&format!(
                "1 begincodespacerange <00> <ff> endcodespacerange {} beginbfchar {table} endbfchar",
                table.split_whitespace().count() / 2,
            )),
        ];
        for (i, page) in pages.iter().enumerate() {
            objects.push(format!("<</Type/Page/Parent 2 0 R/Contents {} 0 R>>", 6 + 2 * i));
            objects.push(stream(page));
        }
        let mut file = "%PDF-1.4\n".to_owned();
        for (object, number) in objects.iter().zip(1..) {
            file.extend([&*format!("{number} 0 obj\n{object}\nendobj\n")]);
        }
        file.push_str("trailer <</Root 1 0 R>>\n%%EOF");
        file.into_bytes()
    }

    fn stream(data: &str) -> String {
        format!("<</Length {}>>stream\n{data}\nendstream", data.len())
    }

    fn read(pages: &[&str], table: &str) -> Contents {
        read_pages(pdf(pages, table), &mut |_| ControlFlow::Continue(())).unwrap()
    }

    /// س ل ا م, and the lam-alef as one glyph, d.
    const TABLE: &str = "<61> <FEB3> <62> <FEFC> <63> <FEE1> <65> <0628>";

    #[test]
    fn a_line_is_read_from_the_right_with_its_number_and_ligature() {
        let contents = read(&["BT /F 12 Tf 100 300 Td (2015/06/12 cba) Tj ET"], TABLE);
        assert_eq!(contents.text.as_str(), "سلام 2015/06/12");
        assert_eq!(contents.remarks, []);
    }

    #[test]
    fn letters_drawn_twice_or_askew_or_unknown_are_not_read_silently() {
        let twice = "BT /F 12 Tf 100 300 Td (cba) Tj 0.3 0 Td (cba) Tj ET ";
        let askew = "BT /F 30 Tf 0.7 0.7 -0.7 0.7 100 100 Tm (eee) Tj ET";
        assert_eq!(read(&[&format!("{twice}{askew}")], TABLE).text.as_str(), "سلام");
        let unknown = read(&["BT /F 12 Tf 100 300 Td (c\\001a) Tj ET"], TABLE);
        assert!(unknown.text.as_str().contains('\u{fffd}'));
        assert!(matches!(unknown.remarks[..], [Remark::Unproven(_)]));
    }

    #[test]
    fn what_a_program_has_recognised_in_a_picture_is_said_to_be_so() {
        let picture = "q 400 0 0 400 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID a EI Q ";
        let text = |mode: u8| format!("{picture}BT {mode} Tr /F 12 Tf 100 300 Td (cba) Tj ET");
        assert_eq!(read(&[&text(3)], TABLE).remarks, [Remark::RecognizedPages(1)]);
        assert_eq!(read(&[&text(0)], TABLE).remarks, []);
    }

    #[test]
    fn a_paragraph_goes_on_over_the_page_and_numbers_of_pages_are_left_out() {
        let page = |n: u32| {
            format!(
                "BT /F 12 Tf 50 300 Td (cba cba cba cba cba cba) Tj 0 -15 Td (cba cba cba cba cba cba) Tj 0 -265 Td ({n}) Tj ET"
            )
        };
        let contents = read(&[&page(1), &page(2), &page(3)], TABLE);
        assert_eq!(contents.text.as_str(), vec!["سلام"; 36].join(" "));
        let parts = contents.structure.unwrap_or_default();
        assert_eq!(parts.len(), 3, "a part for each page");
    }

    #[test]
    fn the_beginning_is_told_while_the_rest_is_read_and_the_rest_can_be_left_out() {
        let line = "BT /F 12 Tf 50 300 Td (cba cba cba cba cba cba) Tj 0 -60 Td (abc) Tj ET";
        let file = pdf(&[line; 300], TABLE);
        let mut told = Vec::new();
        let all = read_pages(file.clone(), &mut |so_far| {
            told.push((so_far.pages, so_far.of, so_far.beginning.map(|beginning| beginning.text.as_str().len())));
            ControlFlow::Continue(())
        })
        .unwrap();
        assert!(told.iter().all(|(_, of, _)| *of == 300) && told.is_sorted());
        let beginnings: Vec<usize> = told.iter().filter_map(|(.., beginning)| *beginning).collect();
        assert!(!beginnings.is_empty() && told[0].2.is_some(), "{told:?}");
        assert!(*beginnings.last().unwrap() < all.text.as_str().len());
        let mut first = 0;
        let some = read_pages(file, &mut |so_far| {
            first = so_far.pages;
            ControlFlow::Break(())
        })
        .unwrap();
        assert_eq!(some.text.as_str().lines().filter(|line| line.contains("سلام سلام")).count(), first);
    }

    #[test]
    fn a_row_of_thousands_of_words_and_marks_is_read() {
        let words = |letter: &str| {
            let word = format!("({letter}) Tj 30 0 Td ");
            format!("BT /F 12 Tf 9 300 Td {} ET", word.repeat(5_000))
        };
        let text = read(&[&words("e")], TABLE).text.as_str().replace([' ', '\n'], "");
        assert_eq!(text, "ب".repeat(5_000));
        let marks = TABLE.to_owned() + " <66> <064E>";
        assert!(!read(&[&words("ef")], &marks).text.as_str().is_empty());
    }

    #[test]
    fn forms_that_draw_themselves_come_to_an_end() {
        let mut file = String::from_utf8(pdf(&["/X Do"], TABLE)).unwrap();
        let form = "7 0 obj\n<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 7 0 R>>>>/Length 18>>stream\n/X Do /X Do /X Do \nendstream\nendobj\n";
        file = file.replace("/Font<<", "/XObject<</X 7 0 R>>/Font<<").replace("trailer", &format!("{form}trailer"));
        let start = Instant::now();
        assert!(read_pages(file.into_bytes(), &mut |_| ControlFlow::Continue(())).is_err());
        assert!(start.elapsed() < Duration::from_secs(5));
    }
}
