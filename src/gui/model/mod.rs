//! The window's data: open articles and folders, the search, notices, and the actions that can be requested.
//!
//! Owns plain values, from which `panels` are drawn and which `app` changes. Must not know either of them.

mod about;
mod action;
mod adjudicating;
mod alike;
mod appearance;
mod auditing;
mod changes;
mod cheat_sheet;
mod concordance;
mod decisions;
mod details;
mod detection;
mod differences;
mod digest;
mod drawn_picture;
mod exporting;
mod file_request;
mod find;
mod folder;
mod folder_rows;
mod history;
mod importing;
mod joint;
mod journal;
mod labels;
mod learning;
mod lexicons;
mod mark_index;
mod mentions;
mod merging;
mod moved;
mod natural;
mod notice;
mod pace;
mod pair;
mod palette;
mod picture_kinds;
mod pictures;
mod places;
mod relating;
mod review;
mod saving;
mod seeing;
mod several;
mod sharing;
mod tab;
mod tab_id;
mod tour;
mod versions;
mod watched;

pub(crate) use about::{About, AboutAction};
pub(crate) use action::{AppAction, SideTab, Timeline};
pub(crate) use adjudicating::{Adjudicating, AdjudicatingAction, Compared, Group};
pub(crate) use alike::{Alike, AlikeAction, AlikeArticle, AlikePlace, AlikeRow, Deed, Sought, surroundings};
pub(crate) use appearance::{AppearanceAction, interface_size, theme_of};
pub(crate) use auditing::{AuditAction, Auditing, Fineness, FoundLine, MOST_FINDINGS, name_in_folder};
pub(crate) use changes::Changes;
pub(crate) use cheat_sheet::cheat_sheet;
pub(crate) use concordance::{ConcordanceLine, ConcordanceOf, ConcordanceOrder, FoundLines, LineFinder};
pub(crate) use decisions::decisions;
pub(crate) use details::{AttributeFields, Described, Details, DetailsAction};
pub(crate) use detection::{Detection, PassageFirst, Progress};
pub(crate) use differences::{
    Choice, ComparedState, Comparison, DifferencesAction, Placeable, Placement, Purpose, ShownComparison,
};
pub(crate) use digest::{Digest, Excerpt, Stage};
pub(crate) use drawn_picture::{DrawnMap, DrawnPicture, PictureOf};
pub(crate) use exporting::{
    ExportAction, ExportChoices, ExportDoing, ExportOnly, ExportPage, Foreseen, FormatUse, Scope, can_export,
    finds_format, format_meant, formats_like, proposed_file,
};
pub(crate) use file_request::{AfterSave, FileRequest, Leaving};
pub(crate) use find::{Find, FindAction, FindSwitch};
pub(crate) use folder::{FolderTab, SharedChoice};
pub(crate) use folder_rows::{Content, FolderRow, FolderRows, Listed};
pub(crate) use history::{HistoryAction, HistoryRow, StepKind, StepWords, rows_of_history, step_words};
pub(crate) use importing::{
    ImportAction, ImportChoices, ImportDetail, ImportDoing, ImportPage, ImportTarget, Understood, can_import,
    may_import,
};
pub(crate) use joint::{JointPart, JointProgress, JointStep, JointTask, JointWork, UndoBut};
pub(crate) use journal::{Journaling, Offered, Restored, RestoredAction, Resumed, Safety};
pub(crate) use labels::{AttributePart, LabelsAction, Owner, Slot, TYPES, adding_relation, changing_relation};
pub(crate) use learning::{Keeping, Learning};
pub(crate) use lexicons::{LexiconAction, LexiconReading, UserLexicons};
pub(crate) use mark_index::{AnnotationRow, MarkIndex, OrphanRow};
pub(crate) use mentions::MentionGroup;
pub(crate) use merging::{Merging, MergingAction, Taken};
pub(crate) use moved::{FoundExactly, Placing, PlacingAction, moved, show_place};
pub(crate) use natural::natural;
pub(crate) use notice::{Notice, NoticeKind, Said, said};
pub(crate) use pace::Pace;
pub(crate) use pair::Pair;
pub(crate) use palette::{PaletteAction, PaletteEntry, PaletteGroup, PaletteHit, PaletteIndex, PaletteTarget};
pub(crate) use picture_kinds::{MatrixOrder, PictureChoices, PictureFormat, PictureKind, PictureRoom, PictureTarget};
pub(crate) use pictures::{PictureAction, Pictures, PlacedByHand, ToPlace};
pub(crate) use places::Place;
pub(crate) use relating::{Relating, RelatingAction};
pub(crate) use review::{Choosing, Review};
pub(crate) use saving::{SaveState, SaveView};
pub(crate) use seeing::{
    Asked, ConcordanceAction, EntityColumn, Seeing, SeeingAction, SeenLine, SeenMark, SeenPassage, SeenTable, SeenView,
    SeenWords, SeenWriting, Shown, Taught,
};
pub(crate) use several::{Measure, NameReach, OnlyAlike, Several, SeveralAction};
pub(crate) use sharing::SharedUse;
pub(crate) use tab::{Arriving, Begins, FileState, Missing, NoteEdit, NoteOn, Tab, shown};
pub(crate) use tab_id::TabId;
pub(crate) use tour::{Tour, TourAction, TourDone, TourStep};
pub(crate) use versions::{ListedFor, ListedState, VersionsAction};
pub(crate) use watched::Watched;
