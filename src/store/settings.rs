//! What the program remembers between sessions.

use std::collections::BTreeMap;
use std::fs::{File, TryLockError};
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use etcetera::{BaseStrategy as _, choose_base_strategy};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::bytes::read_own_bytes;
use super::left_open::{FolderPlace, LeftOpen};
use super::paths::free_path;
use super::save::{folder_of, write_private_file};
use super::{Change, Stamp, StoreError, WriteMode, merged};
use crate::text::{Arg, BytePos, Direction, Localize, Message};

/// Overrides the settings folder.
const FOLDER_VARIABLE: &str = "HAWASHI_CONFIG_DIR";

/// The most recent files remembered.
const RECENT_FILES: usize = 20;
/// The most files whose reading position is remembered.
const READING_PLACES: usize = 300;
/// The most folders whose place is remembered.
const FOLDER_PLACES: usize = 100;
/// How many articles with annotations in another folder are remembered.
const SAVED_ELSEWHERE: usize = 1000;
/// How often the settings are written anew when other windows write them at the same time.
const TRIES: usize = 20;
/// How long a window waits for others that write the settings, too. One that was stopped while it wrote must not stop others.
const LONGEST_TURN: Duration = Duration::from_secs(2);

/// Allowed sizes of the article's letters, in logical pixels.
pub(crate) const TEXT_SIZES: RangeInclusive<f32> = 12.0..=48.0;
/// Allowed sizes of the interface, relative to its normal size.
pub const INTERFACE_SIZES: RangeInclusive<f32> = 1.0..=2.0;
/// Allowed line heights, relative to the letter size.
pub(crate) const LINE_HEIGHTS: RangeInclusive<f32> = 1.4..=2.6;
/// Allowed widths of the column at the normal letter size, in logical pixels.
pub(crate) const COLUMN_WIDTHS: RangeInclusive<f32> = 400.0..=1200.0;
/// Allowed widths of the side panel, in logical pixels; in a narrower one its tabs do not fit.
pub(crate) const SIDE_PANEL_WIDTHS: RangeInclusive<f32> = 312.0..=640.0;
/// Allowed spaces between paragraphs, relative to the normal one.
pub(crate) const PARAGRAPH_SPACINGS: RangeInclusive<f32> = 0.0..=3.0;

/// What the program remembers between sessions. Missing fields get their default; fields that this version does not
/// know are dropped.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Recently opened articles, the latest first.
    pub recent: Vec<PathBuf>,
    /// Language of the interface, `ar` or `en`; `None` for the system's.
    pub language: Option<String>,
    /// `light`, `sepia`, `dark` or `contrast`; `None` to follow the system.
    pub theme: Option<String>,
    /// Font family of the article; `None` for the bundled Naskh.
    pub font: Option<String>,
    /// Width and height of the window, in logical pixels.
    pub window_size: Option<(f32, f32)>,
    /// Size of the interface, relative to its normal size.
    pub interface_size: Option<f32>,
    /// Size of the article's letters, in logical pixels.
    pub text_size: Option<f32>,
    /// Line height of the article, relative to the letter size.
    pub line_height: Option<f32>,
    /// Width of the article's column at the normal letter size, in logical pixels.
    pub column_width: Option<f32>,
    /// Space between paragraphs, relative to the normal one.
    pub paragraph_spacing: Option<f32>,
    /// Whether vowel marks are hidden.
    pub hide_diacritics: bool,
    /// Whether the side panel is shown.
    pub side_panel: Option<bool>,
    /// Whether it stands at the other side than usual.
    pub side_panel_moved: bool,
    /// Its width, in logical pixels.
    pub side_panel_width: Option<f32>,
    /// Of two articles side by side, the share of the width that the first one has, 0 to 1; half of it if `None`.
    pub first_share: Option<f32>,
    /// Confidence below which suggestions are hidden, 0 to 1; `None` to show all.
    pub threshold: Option<f32>,
    /// Whether invisible characters are shown as small signs.
    pub show_invisibles: bool,
    /// Whether rejected names are shown on the page and in lists.
    pub show_rejected: bool,
    /// Which rows the side panel's lists show.
    pub listed: Listed,
    /// Order of its list of mentions; by count if `None`.
    pub mentions_order: Option<ListOrder>,
    /// Order of its list of annotations; in the order of the text if `None`.
    pub annotations_order: Option<ListOrder>,
    /// Folder from which a file was last chosen.
    pub last_folder: Option<PathBuf>,
    /// The columns that are shown in the lists of folders, by their names; `None` for the usual ones.
    pub folder_columns: Option<Vec<String>>,
    /// The columns that are shown in tables of annotations, by their names; `None` for the usual ones.
    pub table_columns: Option<Vec<String>>,
    /// The widths of those whose width was chosen, in logical pixels.
    pub table_widths: BTreeMap<String, f32>,
    /// The pictures of an article or a folder that stand side by side, by their names; `None` for the usual ones.
    pub pictures: Option<Vec<String>>,
    /// Where the person was in folders, the latest first.
    pub folder_places: Vec<FolderPlace>,
    /// What was open when the person ended the program.
    pub left_open: LeftOpen,
    /// Name written into annotations; `None` for the system's user name.
    pub author: Option<String>,
    /// Whether annotations are saved by themselves once they have a file; they are if `None`.
    pub autosave: Option<bool>,
    /// Whether what is selected keeps to whole words; it does if `None`.
    pub whole_words: Option<bool>,
    /// Whether annotations get their file beside the article unasked.
    pub save_beside: bool,
    /// Whether working time and decisions an hour are shown. They are not kept anywhere.
    pub show_pace: bool,
    /// Whether the tour was begun; until then the first start offers it.
    pub tour_seen: bool,
    /// The user's lexicons.
    pub lexicons: Vec<LexiconFile>,
    /// Commands whose keys were changed.
    pub keys: Vec<CommandKeys>,
    /// Articles whose annotations were saved in another folder, the latest first: annotation files may name them.
    pub saved_elsewhere: Vec<PathBuf>,
    /// Reading positions of files, the latest first.
    pub places: Vec<ReadingPlace>,
}

/// The keys of a command, as the person has changed them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CommandKeys {
    /// The command's name in the program.
    pub command: String,
    /// Its keys, `Ctrl+Shift+K`; none if it has no key any more.
    pub keys: Vec<String>,
}

/// Which rows the lists beside the page show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Listed {
    /// All.
    #[default]
    All,
    /// Those with something undecided.
    Undecided,
    /// Those with something decided.
    Decided,
}

/// The order of such a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ListOrder {
    /// In the order of the text.
    Text,
    /// By name.
    Name,
    /// The most frequent first.
    Count,
    /// By label.
    Label,
}

/// A lexicon that the user has added.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LexiconFile {
    /// The file.
    pub path: PathBuf,
    /// Whether it is switched off.
    pub is_off: bool,
    /// The number of entries when it was last read.
    pub entries: Option<u64>,
}

/// The reading position of a file, and its settings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReadingPlace {
    /// The file, by its canonical path.
    pub file: PathBuf,
    /// First byte of the first line in view.
    pub at: u32,
    /// `rtl` or `ltr` if the user has set the direction of all paragraphs.
    pub direction: Option<String>,
}

impl ReadingPlace {
    /// The position in a text that may have changed: never past its end or inside a letter.
    pub fn in_text(&self, text: &str) -> BytePos {
        text.floor_char_boundary(self.at as usize).into()
    }

    /// The direction that the user has set.
    pub fn direction(&self) -> Option<Direction> {
        match self.direction.as_deref() {
            Some("rtl") => Some(Direction::Rtl),
            Some("ltr") => Some(Direction::Ltr),
            _ => None,
        }
    }
}

/// A settings file that could not be used; the program continues with its defaults.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SettingsError {
    /// The file is broken and was moved aside.
    #[error("the settings in {} could not be read (line {line}, column {column}: {message}); they were put aside as {}", path.display(), aside.display())]
    Broken {
        /// The settings file.
        path: PathBuf,
        /// Line, 1 for the first.
        line: usize,
        /// Column, 1 for the first.
        column: usize,
        /// What is wrong there.
        message: Message,
        /// Its new path.
        aside: PathBuf,
    },
    /// What is in the place of the file is none, or no text.
    #[error("the settings cannot be read: {} is no text file; none are kept before it was moved away", path.display())]
    NoFile {
        /// Where the file should be.
        path: PathBuf,
    },
    /// The file could not be read or written.
    #[error(transparent)]
    Store(StoreError),
    /// The system has no folder for settings.
    #[error("the system names no folder for settings; set HAWASHI_CONFIG_DIR")]
    NoFolder,
}

impl From<StoreError> for SettingsError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Special { path }
            | StoreError::Folder { path }
            | StoreError::NoText { path }
            | StoreError::Document { path, .. } => Self::NoFile { path },
            other => Self::Store(other),
        }
    }
}

impl Localize for SettingsError {
    fn key(&self) -> &'static str {
        match self {
            Self::Broken { .. } => "error-settings-broken",
            Self::NoFile { .. } => "error-settings-no-file",
            Self::Store(error) => error.key(),
            Self::NoFolder => "error-settings-no-folder",
        }
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        match self {
            Self::Broken { path, line, column, message, aside } => vec![
                ("path", path.display().to_string().into()),
                ("line", (*line).into()),
                ("column", (*column).into()),
                ("message", message.clone().into()),
                ("aside", aside.display().to_string().into()),
            ],
            Self::NoFile { path } => vec![("path", path.display().to_string().into())],
            Self::Store(error) => error.args(),
            Self::NoFolder => Vec::new(),
        }
    }
}

impl Settings {
    /// The settings file: `settings.ron` in the user's settings folder.
    pub fn path() -> Result<PathBuf, SettingsError> {
        let named = std::env::var_os(FOLDER_VARIABLE).filter(|folder| !folder.is_empty()).map(PathBuf::from);
        let folder = match named {
            Some(folder) => folder,
            None => choose_base_strategy().map_err(|_no_home| SettingsError::NoFolder)?.config_dir().join("hawashi"),
        };
        Ok(folder.join("settings.ron"))
    }

    /// Reads the settings. The result is always usable; the error says what was lost.
    pub fn load() -> (Self, Option<SettingsError>) {
        match Self::path().and_then(|path| Self::load_from(&path)) {
            Ok(settings) => (settings, None),
            Err(error) => (Self::default(), Some(error)),
        }
    }

    /// Reads a settings file; a missing one gives the defaults, a broken one is moved aside under another name.
    pub fn load_from(path: &Path) -> Result<Self, SettingsError> {
        match read(path)? {
            Read::Settings(settings, _) => Ok(settings.in_range()),
            Read::Broken(fault) => Err(fault.put_aside(path)?),
        }
    }

    /// The size of the window at the end of the last session, in logical pixels.
    pub fn last_window_size() -> Option<(f32, f32)> {
        match read(&Self::path().ok()?).ok()? {
            Read::Settings(settings, _) => settings.in_range().window_size,
            // The program will say so.
            Read::Broken(_) => None,
        }
    }

    /// Replaces unusable numbers by the nearest allowed value.
    fn in_range(mut self) -> Self {
        let clamp = |value: &mut Option<f32>, range: &RangeInclusive<f32>| {
            *value = value.filter(|value| value.is_finite()).map(|value| value.clamp(*range.start(), *range.end()));
        };
        clamp(&mut self.text_size, &TEXT_SIZES);
        clamp(&mut self.line_height, &LINE_HEIGHTS);
        clamp(&mut self.column_width, &COLUMN_WIDTHS);
        clamp(&mut self.paragraph_spacing, &PARAGRAPH_SPACINGS);
        clamp(&mut self.threshold, &(0.0..=1.0));
        clamp(&mut self.side_panel_width, &SIDE_PANEL_WIDTHS);
        clamp(&mut self.first_share, &(0.0..=1.0));
        self.window_size = self.window_size.filter(|(width, height)| width.is_finite() && height.is_finite());
        self.recent.truncate(RECENT_FILES);
        self.places.truncate(READING_PLACES);
        self.saved_elsewhere.truncate(SAVED_ELSEWHERE);
        self
    }

    /// Remembers an article whose annotations may be in another folder.
    pub fn remember_elsewhere(&mut self, article: PathBuf) {
        self.saved_elsewhere.retain(|known| *known != article);
        self.saved_elsewhere.insert(0, article);
        self.saved_elsewhere.truncate(SAVED_ELSEWHERE);
    }

    /// Writes what was changed since `base`; see [`Self::save_to`].
    pub fn save(&self, base: &Self) -> Result<(), SettingsError> {
        self.save_to(&Self::path()?, base)
    }

    /// Writes to a file what was changed since `base`, key by key: what other windows have changed there stays. Creates
    /// its folder. A file that cannot be read is not replaced; a broken one is moved aside first. Fails with
    /// [`StoreError::ChangedOnDisk`] if other windows were faster again and again; then nothing was written.
    pub fn save_to(&self, path: &Path, base: &Self) -> Result<(), SettingsError> {
        let _turn = turn(&folder_of(path));
        let mut change = Change::Written;
        for _ in 0..TRIES {
            let (settings, stamp) = match read(path)? {
                Read::Settings(theirs, stamp) => {
                    let merged = self.merged(base, (*theirs).clone());
                    if merged == *theirs {
                        return Ok(());
                    }
                    (merged, stamp)
                }
                Read::Broken(fault) => {
                    fault.put_aside(path)?;
                    (self.clone(), Stamp::ABSENT)
                }
            };
            let written = write_private_file(path, settings.to_ron(path)?.as_bytes(), WriteMode::Unchanged(stamp));
            match written.map_err(|error| error.in_own_folder(&folder_of(path), FOLDER_VARIABLE)) {
                Err(StoreError::ChangedOnDisk { change: now, .. }) => change = now,
                written => return Ok(written.map(drop)?),
            }
        }
        Err(StoreError::ChangedOnDisk { path: path.to_owned(), change }.into())
    }

    fn to_ron(&self, path: &Path) -> Result<String, StoreError> {
        let form = ron::ser::PrettyConfig::new().new_line("\n");
        let failed = |error: ron::Error| StoreError::Io { path: path.to_owned(), message: error.to_string() };
        Ok(ron::ser::to_string_pretty(self, form).map_err(failed)? + "\n")
    }

    /// What was changed here since `base`, done to the settings that other windows have left.
    fn merged(&self, base: &Self, theirs: Self) -> Self {
        macro_rules! merged {
            ($($value:ident),+) => {
                Self {
                    recent: merged::latest_first(&self.recent, &base.recent, theirs.recent, PathBuf::as_path),
                    lexicons: merged::by_key(&self.lexicons, &base.lexicons, &theirs.lexicons, |file| &file.path),
                    keys: merged::by_key(&self.keys, &base.keys, &theirs.keys, |keys| keys.command.as_str()),
                    saved_elsewhere: merged::latest_first(
                        &self.saved_elsewhere,
                        &base.saved_elsewhere,
                        theirs.saved_elsewhere,
                        PathBuf::as_path,
                    ),
                    folder_places: merged::latest_first(
                        &self.folder_places,
                        &base.folder_places,
                        theirs.folder_places,
                        |place| &place.folder,
                    ),
                    places: merged::latest_first(&self.places, &base.places, theirs.places, |place| &place.file),
                    $($value: merged::value(&self.$value, &base.$value, theirs.$value),)+
                }
            };
        }
        let merged = merged!(
            language,
            theme,
            font,
            window_size,
            interface_size,
            text_size,
            line_height,
            column_width,
            paragraph_spacing,
            hide_diacritics,
            side_panel,
            side_panel_moved,
            side_panel_width,
            first_share,
            show_pace,
            tour_seen,
            threshold,
            show_invisibles,
            show_rejected,
            listed,
            mentions_order,
            annotations_order,
            folder_columns,
            table_columns,
            table_widths,
            pictures,
            left_open,
            last_folder,
            author,
            autosave,
            whole_words,
            save_beside
        );
        merged.in_range()
    }

    /// Forgets which articles were opened, and where they were read.
    pub fn forget_recent(&mut self) {
        self.recent.clear();
        self.places.clear();
        self.folder_places.clear();
    }

    /// Moves a file to the front of the recent ones.
    pub fn remember(&mut self, file: &Path) {
        let file = file.canonicalize().unwrap_or_else(|_| file.to_owned());
        self.last_folder = file.parent().map(Path::to_owned);
        self.recent.retain(|recent| *recent != file);
        self.recent.insert(0, file);
        self.recent.truncate(RECENT_FILES);
    }

    /// Records the reading position of a file; nothing is kept for a file at its beginning without a direction of its
    /// own.
    pub fn remember_place(&mut self, file: &Path, at: BytePos, direction: Option<Direction>) {
        let file = file.canonicalize().unwrap_or_else(|_| file.to_owned());
        self.places.retain(|place| place.file != file);
        if at.0 == 0 && direction.is_none() {
            return;
        }
        let direction = direction.map(|direction| if direction.is_rtl() { "rtl" } else { "ltr" }.to_owned());
        self.places.insert(0, ReadingPlace { file, at: at.0, direction });
        self.places.truncate(READING_PLACES);
    }

    /// The reading position of a file.
    pub fn place_of(&self, file: &Path) -> Option<&ReadingPlace> {
        let file = file.canonicalize().unwrap_or_else(|_| file.to_owned());
        self.places.iter().find(|place| place.file == file)
    }

    /// Where the person was in a folder.
    pub fn folder_place(&self, folder: &Path) -> Option<&FolderPlace> {
        self.folder_places.iter().find(|place| place.folder == folder)
    }

    /// Remembers where the person is in a folder.
    pub fn remember_folder(&mut self, place: FolderPlace) {
        if self.folder_place(&place.folder) == Some(&place) {
            return;
        }
        self.folder_places.retain(|known| known.folder != place.folder);
        self.folder_places.insert(0, place);
        self.folder_places.truncate(FOLDER_PLACES);
    }

    /// The name to write into annotations.
    pub fn author(&self) -> String {
        self.author.clone().filter(|name| !name.trim().is_empty()).unwrap_or_else(system_name)
    }
}

/// What a settings file holds.
enum Read {
    /// These settings; the stamp tells whether another window writes it meanwhile.
    Settings(Box<Settings>, Stamp),
    /// Nothing that can be used.
    Broken(Fault),
}

/// What is wrong with a settings file, and where.
struct Fault {
    line: usize,
    column: usize,
    message: Message,
}

impl Fault {
    /// Moves the file aside, where no earlier copy is; returns what to say.
    fn put_aside(self, path: &Path) -> Result<SettingsError, StoreError> {
        let aside = free_path(&path.with_extension("broken.ron"));
        std::fs::rename(path, &aside).map_err(|error| StoreError::io(path, &error))?;
        let Self { line, column, message } = self;
        Ok(SettingsError::Broken { path: path.to_owned(), line, column, message, aside })
    }
}

/// Waits until no other window writes in the settings' folder, which is locked as long as the result lives. Only spares
/// windows from being overtaken again and again: where folders cannot be locked, they go on without it.
fn turn(folder: &Path) -> Option<File> {
    let (folder, begin) = (File::open(folder).ok()?, Instant::now());
    loop {
        match folder.try_lock() {
            Ok(()) => return Some(folder),
            Err(TryLockError::WouldBlock) if begin.elapsed() < LONGEST_TURN => {
                std::thread::sleep(Duration::from_millis(2));
            }
            Err(_) => return None,
        }
    }
}

/// Reads a settings file; a missing one holds the defaults.
fn read(path: &Path) -> Result<Read, StoreError> {
    let bytes = match read_own_bytes(path) {
        // In the place of the folder something else may be.
        Err(error @ StoreError::Missing { .. }) => match error.in_own_folder(&folder_of(path), FOLDER_VARIABLE) {
            StoreError::Missing { .. } => return Ok(Read::Settings(Box::default(), Stamp::ABSENT)),
            other => return Err(other),
        },
        bytes => bytes?,
    };
    Ok(match ron::de::from_bytes(&bytes) {
        Ok(settings) => Read::Settings(Box::new(settings), Stamp::of(&bytes)),
        Err(error) => {
            let (at, text) = (error.span.start, String::from_utf8_lossy(&bytes));
            Read::Broken(Fault { line: at.line, column: at.col, message: Message::of_ron(&text, &error) })
        }
    })
}

/// The user's name in the system: the full name if set, otherwise the login name.
pub fn system_name() -> String {
    let mut named = ["USER", "LOGNAME", "USERNAME"].into_iter().filter_map(|variable| std::env::var(variable).ok());
    let login = named.find(|name| !name.is_empty()).unwrap_or_default();
    let users = if login.is_empty() { String::new() } else { std::fs::read_to_string(USERS).unwrap_or_default() };
    full_name(&users, &login).unwrap_or(login)
}

/// Where Unix systems list their users.
const USERS: &str = "/etc/passwd";

/// The full name of a user in a list in the format of `/etc/passwd`.
fn full_name(users: &str, login: &str) -> Option<String> {
    let of_user = |line: &&str| line.split(':').next() == Some(login);
    let about = users.lines().find(of_user)?.split(':').nth(4)?;
    let name = about.split(',').next().unwrap_or_default().trim();
    // By an old convention, & stands for the login name.
    let mut capital = login.to_owned();
    if let Some(first) = capital.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    Some(name.replace('&', &capital)).filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::full_name;

    #[test]
    fn the_full_name_is_the_one_that_was_given() {
        let users = "root:x:0:0:root:/root:/bin/bash\nsara:x:1000:1000:Sara Haddad,Room 4,,:/home/sara:/bin/sh\n\
                     omar:x:1001:1001:عمر حداد:/home/omar:/bin/sh\nlee:x:1002:1002:& Ng:/:/bin/sh\nbare:x:1003:1003::/:/bin/sh\n";
        for (login, name) in [
            ("sara", Some("Sara Haddad")),
            ("omar", Some("عمر حداد")),
            ("lee", Some("Lee Ng")),
            ("bare", None),
            ("sar", None),
        ] {
            assert_eq!(full_name(users, login).as_deref(), name, "{login}");
        }
    }
}
