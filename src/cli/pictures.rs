//! What `hawashi chart` and `hawashi map` share: reading, and writing a picture in the format that its ending names.

use std::path::{Path, PathBuf};

use super::args::{Drawing, YesNo};
use super::surveyed::{Surveyed, Wanted};
use super::{CliError, Reporter};
use crate::annotation::Status;
use crate::exchange::csv::{spreadsheet, tamed};
use crate::picture::from_survey::Counted;
use crate::picture::{DisplayList, Language, Table, paint, svg};
use crate::store::{self, ExportSource, WriteMode};
use crate::survey::RowRef;

/// The longest side of a PNG, and the most pixels that it has.
const LONGEST_SIDE: f32 = 16_000.0;
const MOST_PIXELS: f32 = 120e6;

/// What a file is to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Output {
    /// The picture as outlines.
    Svg,
    /// The picture as pixels.
    Png,
    /// The numbers.
    Csv,
    /// Places as data.
    Geojson,
    /// A page.
    Html,
}

impl Output {
    const ALL: [(&'static str, Self); 5] =
        [("svg", Self::Svg), ("png", Self::Png), ("csv", Self::Csv), ("geojson", Self::Geojson), ("html", Self::Html)];

    /// What a file's ending means.
    pub(super) fn of(path: &Path, allowed: &[Self]) -> Result<Self, CliError> {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
        let known = Self::ALL.into_iter().filter(|(_, output)| allowed.contains(output));
        let found = known.clone().find(|(name, _)| ending.as_deref() == Some(name));
        found.map(|(_, output)| output).ok_or_else(|| {
            let names: Vec<String> = known.map(|(name, _)| format!(".{name}")).collect();
            let names = names.join(", ");
            CliError::Usage(format!("{}: the ending says what to write; use one of {names}", path.display()))
        })
    }
}

/// A number of an argument that lies in its range.
pub(super) fn check_range(name: &str, value: f32, [low, high]: [f32; 2]) -> Result<(), CliError> {
    if (low..=high).contains(&value) {
        Ok(())
    } else {
        Err(CliError::Usage(format!("{name} must be between {low} and {high}, not {value}")))
    }
}

impl Drawing {
    fn mode(&self) -> WriteMode {
        if self.force { WriteMode::Force } else { WriteMode::New }
    }

    /// Fails if the file cannot be written, before anything is read.
    pub(super) fn check(&self, out: &Path) -> Result<(), CliError> {
        check_range("--scale", self.scale, [0.25, 8.0])?;
        let named: Vec<&PathBuf> = self.paths.iter().chain(&self.lexicon).chain(&self.reading.article).collect();
        store::refuse_input(out, named)?;
        store::check_replaceable(out, self.mode())?;
        store::check_writable(out)?;
        Ok(())
    }

    /// Reads what is counted.
    pub(super) fn read(&self, reporter: &mut Reporter) -> Result<(Surveyed, Vec<RowRef>), CliError> {
        self.wanted().count(reporter).map(|surveyed| self.with_rows(surveyed))
    }

    /// The same; `keep` gets each article.
    pub(super) fn read_each(
        &self,
        reporter: &mut Reporter,
        mut keep: impl FnMut(ExportSource),
    ) -> Result<(Surveyed, Vec<RowRef>), CliError> {
        let surveyed = self.wanted().read(reporter, |_, _, source| {
            keep(source);
            Ok(())
        })?;
        Ok(self.with_rows(surveyed))
    }

    fn with_rows(&self, surveyed: Surveyed) -> (Surveyed, Vec<RowRef>) {
        let rows = surveyed.rows(&self.statuses());
        (surveyed, rows)
    }

    /// The statuses that count.
    pub(super) fn statuses(&self) -> Vec<Status> {
        self.wanted().statuses()
    }

    fn wanted(&self) -> Wanted<'_> {
        Wanted {
            paths: &self.paths,
            reading: &self.reading,
            author: self.author.as_deref(),
            lexicon: &self.lexicon,
            status: &self.status,
        }
    }

    /// What is counted, with names in a language.
    pub(super) fn counted<'s>(&self, surveyed: &'s Surveyed, rows: &'s [RowRef], names: Language) -> Counted<'s> {
        Counted {
            survey: &surveyed.survey,
            rows,
            lexicon: surveyed.lexicon(),
            language: self.language.into(),
            names,
            theme: self.theme.into(),
        }
    }

    /// Writes a picture or its table.
    pub(super) fn write(
        &self,
        out: &Path,
        output: Output,
        list: impl FnOnce() -> DisplayList,
        table: impl FnOnce() -> Table,
    ) -> Result<(), CliError> {
        let bytes = match output {
            Output::Svg => svg::svg(&list()).into_bytes(),
            Output::Png => self.png(&list())?,
            Output::Csv | Output::Geojson | Output::Html => {
                spreadsheet(&table().lines(|text| tamed(text).into_owned()), self.bom != Some(YesNo::No))
            }
        };
        self.write_bytes(out, &bytes)
    }

    /// Writes a file.
    pub(super) fn write_bytes(&self, out: &Path, bytes: &[u8]) -> Result<(), CliError> {
        store::write_file(out, bytes, self.mode())?;
        Ok(())
    }

    fn png(&self, list: &DisplayList) -> Result<Vec<u8>, CliError> {
        let (width, height) = ((list.width * self.scale).ceil(), (list.height * self.scale).ceil());
        if width.max(height) > LONGEST_SIDE || width * height > MOST_PIXELS {
            return Err(CliError::Usage(format!(
                "a picture of {width} x {height} pixels is too large for PNG; choose a smaller --width or --scale, or write \
                 an SVG"
            )));
        }
        let picture = paint::paint(list, self.scale);
        picture.png().map_err(|error| CliError::Usage(format!("the picture cannot be encoded: {error}")))
    }
}
