//! The formats of other programs, one file each, and the list of them.

pub mod brat;
pub mod conll;
pub mod conllu;
pub mod csv;
pub mod doccano;
pub mod events;
mod flat;
pub mod gate_xml;
pub mod html;
pub mod jsonl;
pub mod label_studio;
mod layers;
pub mod markdown;
pub mod places;
pub mod prodigy;
pub mod refi_qda;
pub mod tei;
pub mod uima;
pub mod web;
pub mod webanno_tsv;

use std::path::Path;

use super::Format;

/// All formats that are written, in the order of menus and help. A new one needs its own file and one line here.
pub static FORMATS: &[&Format] = &[
    &super::ron::FORMAT,
    &refi_qda::FORMAT,
    &csv::FORMAT,
    &csv::TABS,
    &jsonl::FORMAT,
    &web::w3c::FORMAT,
    &web::hypothesis::FORMAT,
    &web::recogito::FORMAT,
    &conll::FORMAT,
    &conllu::FORMAT,
    &brat::FORMAT,
    &webanno_tsv::FORMAT,
    &uima::json::FORMAT,
    &uima::xmi::FORMAT,
    &tei::FORMAT,
    &doccano::FORMAT,
    &label_studio::FORMAT,
    &prodigy::FORMAT,
    &events::FORMAT,
    &places::GEOJSON,
    &places::KML,
    &html::FORMAT,
    &markdown::FORMAT,
];

/// Those that are only read.
pub static READ_ONLY: &[&Format] = &[&gate_xml::FORMAT];

/// All formats, those that are only read last.
pub fn all_formats() -> impl Iterator<Item = &'static Format> {
    FORMATS.iter().chain(READ_ONLY).copied()
}

/// The format with this name.
pub fn format_named(name: &str) -> Option<&'static Format> {
    all_formats().find(|format| format.name == name)
}

/// The format of a file to be read, by its name.
pub fn format_of_path(path: &Path) -> Option<&'static Format> {
    let extension = path.extension()?.to_str()?.to_ascii_lowercase();
    FORMATS.iter().copied().find(|format| format.extensions.contains(&extension.as_str()))
}

/// The names of the formats for which `holds` returns true, for use in a sentence.
pub fn format_names(holds: impl Fn(&Format) -> bool) -> String {
    let names: Vec<&str> = all_formats().filter(|format| holds(format)).map(|format| format.name).collect();
    names.join(", ")
}
