//! Property lists in XML, read from the beginning to the end.

use quick_xml::Reader;
use quick_xml::events::Event;

use super::super::html::xml_text;
use super::super::mhtml::base64;
use super::page::{CHARSET, DATA, FRAMES, MAIN, MEDIA, PAGES, Page, URL};

/// How many dictionaries and arrays may be inside each other: an archive, the list of its frames, an archive there.
const DEPTH: usize = 2 * PAGES;

/// A dictionary or an array that is open, and the name of what comes next in a dictionary.
#[derive(Default)]
struct Open {
    key: String,
}

/// The pages of an archive: its own, and those of its frames, in this order.
pub(super) fn pages(bytes: &[u8]) -> Vec<Page<'static>> {
    let text = xml_text(bytes);
    let is_there = |page: &Page<'_>| !page.data.is_empty();
    let mut reader = Reader::from_str(&text);
    let config = reader.config_mut();
    config.expand_empty_elements = true;
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut pages: Vec<(usize, Page<'static>)> = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    let mut page: Option<Page<'static>> = None;
    let mut said = String::new();
    while open.len() <= DEPTH && pages.len() < PAGES {
        match reader.read_event() {
            Ok(Event::Start(element)) => {
                said.clear();
                if matches!(element.name().as_ref(), b"dict" | b"array") {
                    let is_page = is_page(&open);
                    open.push(Open::default());
                    page = is_page.then(Page::default).or(page);
                }
            }
            Ok(Event::End(element)) => match element.name().as_ref() {
                b"key" => {
                    if let Some(dict) = open.last_mut() {
                        std::mem::swap(&mut dict.key, &mut said);
                    }
                }
                b"string" | b"data" => {
                    // An end without a beginning says nothing again.
                    let said = std::mem::take(&mut said);
                    if let (Some(page), Some(dict), Some(_)) = (&mut page, open.last(), said.split_whitespace().next())
                    {
                        note(page, &dict.key, &said);
                    }
                }
                b"dict" | b"array" => {
                    open.pop();
                    if is_page(&open) {
                        pages.extend(page.take().filter(is_there).map(|page| (open.len(), page)));
                    }
                }
                _ => {}
            },
            Ok(Event::Text(text)) => said.push_str(&String::from_utf8_lossy(&text)),
            Ok(Event::CData(text)) => said.push_str(&String::from_utf8_lossy(&text)),
            Ok(Event::GeneralRef(name)) => {
                let named = || quick_xml::escape::resolve_predefined_entity(std::str::from_utf8(&name).ok()?);
                match name.resolve_char_ref() {
                    Ok(Some(c)) => said.push(c),
                    _ => said.push_str(named().unwrap_or_default()),
                }
            }
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    // That of one that is cut off.
    pages.extend(page.filter(is_there).map(|page| (open.len(), page)));
    pages.sort_by_key(|(depth, _)| *depth);
    pages.into_iter().map(|(_, page)| page).collect()
}

/// Whether what comes next is a page: the main resource of the archive, or of one in its frames.
fn is_page(open: &[Open]) -> bool {
    let Some((last, frames)) = open.split_last() else { return false };
    last.key == MAIN && frames.chunks(2).all(|pair| matches!(pair, [archive, _array] if archive.key == FRAMES))
}

fn note(page: &mut Page<'static>, key: &str, said: &str) {
    match key {
        DATA => page.data = base64(said.as_bytes()).into(),
        MEDIA => said.trim().clone_into(&mut page.media),
        CHARSET => page.charset = Some(said.trim().to_owned()),
        URL => page.url = Some(said.trim().to_owned()),
        _ => {}
    }
}
