//! Controls that shape and order Arabic correctly, in Hawashi's look.
//!
//! Used for every string in the window, including Latin ones, so that all look the same. They know egui, the theme and
//! the text engine; they must not know documents, annotations or sessions. All sizes are logical points. Texts are
//! passed in translated; each follows the direction of its content, and is aligned by the direction of the interface
//! ([`WidgetStyle`]). They cannot fail: text that cannot be shaped shows as boxes.

mod agreement_row;
mod annotator;
mod bar_row;
mod button;
mod change_row;
mod chip;
mod choice_row;
mod concordance_row;
mod control;
mod copy_text;
mod field_menu;
mod font_row;
pub mod icons;
mod keycap;
mod label;
mod label_row;
mod list;
mod look_choice;
mod marked;
mod menu;
mod meter;
mod palette_row;
mod passage;
mod portion;
mod row;
mod scroll;
mod segments;
mod series_row;
mod shaped;
mod sides_row;
mod slider;
mod strip;
mod style;
mod swatch;
mod switch;
mod tab;
mod table;
pub mod text_field;
pub(crate) mod text_runs;
mod tick;
mod tick_box;
mod timeline_row;
mod tooltip;

pub use agreement_row::{AgreementRow, agreement_head};
pub(crate) use annotator::paint_annotator;
pub use bar_row::BarRow;
pub use button::{Button, IconButton};
pub(crate) use change_row::HEIGHT as CHANGE_ROW;
pub use change_row::{ChangeRow, ChangeSign};
pub use chip::Chip;
pub use choice_row::ChoiceRow;
pub use concordance_row::{ConcordanceRow, concordance_columns};
pub use copy_text::CopyText;
pub use font_row::FontRow;
pub use icons::Icon;
pub(crate) use keycap::Keycap;
pub(crate) use label::strong;
pub use label::{Label, label, small, title};
pub(crate) use label_row::HEIGHT as LABEL_ROW;
pub use label_row::LabelRow;
pub use list::{List, ListPlace};
pub(crate) use look_choice::paint_look;
pub use look_choice::{ColorChoice, LineChoice};
pub use marked::{MarkedPassage, PassageMark};
pub use menu::{MenuRow, menu_button};
pub(crate) use menu::{
    choice_button, choice_button_with, choice_of, context_menu, context_menu_at, is_context_menu_open, menu_separator,
    open_context_menu, submenu, ticks_button,
};
pub(crate) use meter::meter;
pub(crate) use palette_row::PaletteRow;
pub use passage::Passage;
pub(crate) use portion::paint_portions;
pub use row::Row;
pub(crate) use scroll::{scroll_column, scroll_if};
pub use segments::Segments;
pub use series_row::SeriesRow;
pub use shaped::Shaped;
pub(crate) use sides_row::{HEIGHT as SIDES_ROW, SideText, SidesRow, columns as sides_columns};
pub use slider::Slider;
pub use strip::Strip;
pub use style::WidgetStyle;
pub use swatch::ThemeSwatch;
pub use switch::Switch;
pub(crate) use tab::panel_tab;
pub use tab::{ArticleTab, TabResponse};
pub use table::{Cell, ColumnHead, Side, TableRow, Tone};
pub(crate) use table::{Edge, table_edges, table_head};
pub use text_field::{FieldResponse, FieldState, TextField};
pub use tick::Tick;
pub use tick_box::Ticked;
pub use timeline_row::TimelineRow;
pub(crate) use tooltip::{tooltip, tooltip_at_pointer, tooltip_with_keys};
