//! Actions for the selected words or mark: labels, note, copy, accept, reject.
//!
//! The bar floats below or above the words and never covers them; if they fill the page it is docked at the foot of the
//! page, which makes room. If not all labels fit it has those that are used most; all are in a searchable list.

use std::cmp::Reverse;
use std::collections::HashMap;

use eframe::egui::{Area, CornerRadius, Id, Order, Rect, Role, Shadow, Stroke, StrokeKind, Ui, UiBuilder, pos2, vec2};

use super::beside::beside;
use super::keys::letter_text;
use crate::annotation::{AttributeKind, Label as TagLabel, LabelId, Status};
use crate::gui::command::UiCommand;
use crate::gui::i18n::I18n;
use crate::gui::model::{AppAction, Tab};
use crate::gui::reader::MarkRef;
use crate::gui::text::TextRole;
use crate::gui::theme::{Highlight, size};
use crate::gui::widgets::text_field::is_typing;
use crate::gui::widgets::{Button, Icon, Label, MenuRow, Shaped, WidgetStyle, choice_button, tooltip};
use crate::session::{LabelCount, Session};
use crate::text::Span;

/// The widest name of a label on the bar, in points; longer ones are shortened in the middle.
const NAME: f32 = 150.0;
/// The fewest labels on the bar.
const LEAST_LABELS: usize = 2;
/// The most labels that are tried: more do not fit into two rows.
const MOST_LABELS: usize = 40;
/// The widest bar, in points.
const WIDEST: f32 = 780.0;
/// The least height of a page on which the bar may have two rows, in points.
const TWO_ROWS: f32 = 400.0;

/// The action of a button.
#[derive(Clone, Copy, PartialEq)]
enum Does {
    Command(UiCommand),
    /// Tags with the label of this index.
    Tag(usize),
    /// Opens the list of all labels.
    More,
}

struct Item {
    does: Does,
    text: String,
    icon: Option<Icon>,
    key: Option<String>,
    highlight: Option<Highlight>,
    is_current: bool,
    tip: String,
}

impl Item {
    fn button(&self) -> Button<'_> {
        let mut button = Button::new(&self.text).quiet();
        if let Some(icon) = self.icon {
            button = button.icon(icon);
        }
        if let Some(highlight) = self.highlight {
            button = button.line(highlight.line).widest(NAME);
            if self.is_current {
                button = button.tinted(highlight);
            }
        }
        if let Some(key) = &self.key {
            button = button.key(key);
        }
        button
    }
}

/// The position of the bar.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TagBar {
    /// Its place, in points.
    pub(crate) rect: Rect,
    /// Whether it is docked at the foot of the page, which has to make room for it.
    pub(crate) is_docked: bool,
}

/// Draws the bar beside the words (points) on the page; in review at the foot of the page, where it stays.
pub(crate) fn tag_bar(
    ui: &Ui,
    i18n: &I18n,
    tab: &Tab,
    recent: &[LabelId],
    words: Option<Rect>,
    page: Rect,
    acts: &mut Vec<AppAction>,
) -> Option<TagBar> {
    let session = tab.session.as_ref()?;
    let look = WidgetStyle::of(ui.ctx());
    let hidden = session.labels().hidden();
    let labels: Vec<&TagLabel> = session.labels().iter().filter(|label| !hidden.contains(&label.id)).collect();
    let ranked = by_use(&tab.mark_index.counts, &labels, recent);
    let review = tab.review.as_ref();
    let widest = if review.is_some() { f32::MAX } else { WIDEST };
    let room = (page.width() - 2.0 * size::GROUP).min(widest) - 2.0 * size::INSIDE;
    let most_rows = if page.height() >= TWO_ROWS && review.is_none() { 2 } else { 1 };
    let selected = tab.reader.selected.as_ref().filter(|_| tab.reader.selection().is_none());
    let current = selected.and_then(|mark| mark.label(session));
    let current = current.and_then(|id| labels.iter().position(|label| label.id == id));
    let status = selected.and_then(|mark| mark.status(session));
    let has_note = match selected {
        Some(MarkRef::Annotation(id)) => session.annotations().get(id).is_some_and(|a| !a.note.trim().is_empty()),
        _ => false,
    };
    let told = review.and_then(|review| review.choosing).map(|_| i18n.text("review-digits").into_owned());
    let is_review = review.is_some();
    let missing = selected.and_then(|mark| missing_attributes(session, mark));
    let bar = Contents {
        ui,
        i18n,
        look,
        labels: &labels,
        ranked: &ranked,
        selected,
        status,
        current,
        has_note,
        here: selected.map_or(0, |mark| marks_here(session, mark)),
        has_relations: !session.labels().relation_kinds.is_empty(),
        missing,
        is_review,
        told: &told,
    };
    let Fitting { items, folded, widths, rows, tells } = bar.fitting(room, most_rows);
    let width = rows_of(&rows, &widths).fold(0.0, f32::max);
    let lines = rows.len() as f32;
    let height = lines * size::ROW + (lines - 1.0) * size::STEP + 2.0 * size::INSIDE;
    // Once the page has made room, the bar floats again only if it still leaves that room free.
    let free = page.with_max_y(page.bottom() - tab.docked_bar.unwrap_or(0.0));
    let words = words.filter(|_| !is_review);
    let floating = words.and_then(|words| beside(words, vec2(width + 2.0 * size::INSIDE, height), free, None));
    let rect = floating.unwrap_or_else(|| page.with_min_y(page.bottom() - height));
    let name = i18n.text("popover-name").into_owned();
    let area = Area::new(Id::unique("tag-bar")).order(Order::Foreground).fixed_pos(rect.min).constrain(false);
    area.role(Role::Toolbar).accessible_name(name).show(ui.ctx(), |ui| {
        ui.allocate_rect(rect, eframe::egui::Sense::hover());
        paint_ground(ui, rect, floating.is_some(), look);
        let mut at = 0;
        for (number, count) in rows.iter().enumerate() {
            let top = rect.top() + size::INSIDE + number as f32 * (size::ROW + size::STEP);
            // Slightly wider, because sums of widths are rounded.
            let left = if floating.is_some() { rect.left() + size::INSIDE - 0.5 } else { rect.left() + size::GROUP };
            let right = if floating.is_some() { rect.right() - size::INSIDE + 0.5 } else { rect.right() - size::GROUP };
            let row = Rect::from_min_max(pos2(left, top), pos2(right, top + size::ROW));
            let mut row = ui.new_child(UiBuilder::new().max_rect(row).layout(look.along()));
            row.spacing_mut().item_spacing.x = size::STEP;
            let does = |item: &Item| match item.does {
                Does::Command(command) => AppAction::Command(command),
                Does::Tag(number) => AppAction::Tag(labels[number].id.clone()),
                Does::More => AppAction::Command(UiCommand::FindLabel),
            };
            for item in items.iter().skip(at).take(*count) {
                let shown = row.add(item.button());
                if shown.clicked() {
                    acts.push(does(item));
                }
                if !item.tip.is_empty() {
                    tooltip(shown, &item.tip);
                }
            }
            if number + 1 == rows.len() {
                if !folded.is_empty() {
                    choice_button(&mut row, &i18n.text("popover-fold"), |ui| {
                        for item in &folded {
                            let menu_row = MenuRow::new(&item.text).keys(item.key.as_deref());
                            if ui.add(menu_row).clicked() {
                                acts.push(does(item));
                                ui.close();
                            }
                        }
                    });
                }
                if let Some(told) = told.as_ref().filter(|_| tells) {
                    row.add(Label::new(told).role(TextRole::Small).color(look.theme.dim));
                }
            }
            at += count;
        }
    });
    Some(TagBar { rect, is_docked: floating.is_none() })
}

/// The width of each row, in points.
fn rows_of<'a>(rows: &'a [usize], widths: &'a [f32]) -> impl Iterator<Item = f32> + 'a {
    let mut at = 0;
    rows.iter().map(move |count| {
        let row = &widths[at..at + count];
        at += count;
        row.iter().sum::<f32>() + size::STEP * (*count as f32 - 1.0)
    })
}

fn paint_ground(ui: &Ui, rect: Rect, floats: bool, look: WidgetStyle) {
    let line = Stroke::new(size::HAIRLINE, look.theme.line);
    if floats {
        let radius = CornerRadius::same(size::CARD_RADIUS);
        let shadow = Shadow { offset: [0, 4], blur: 16, spread: 0, color: look.theme.shadow };
        ui.painter().add(shadow.as_shape(rect, radius));
        ui.painter().rect(rect, radius, look.theme.card, line, StrokeKind::Inside);
    } else {
        ui.painter().rect_filled(rect, 0, look.theme.card);
        ui.painter().hline(rect.x_range(), rect.top() + 0.5, line);
    }
}

/// The numbers of labels: first those that are used most, then those that were used last.
pub(super) fn by_use(counts: &[LabelCount], labels: &[&TagLabel], recent: &[LabelId]) -> Vec<usize> {
    let mut numbers: Vec<usize> = (0..labels.len()).collect();
    let counts: HashMap<&LabelId, usize> = counts.iter().map(|count| (&count.label, count.accepted)).collect();
    let accepted = |id: &LabelId| counts.get(id).copied().unwrap_or_default();
    let place = |id: &LabelId| recent.iter().position(|used| used == id).unwrap_or(usize::MAX);
    numbers.sort_by_cached_key(|number| {
        let id = &labels[*number].id;
        (Reverse(accepted(id)), place(id), *number)
    });
    numbers
}

/// How many required attributes a mark lacks; `None` if its label has no attributes at all.
fn missing_attributes(session: &Session, mark: &MarkRef) -> Option<usize> {
    let label = mark.label(session)?;
    let kinds = &session.labels().get(&label)?.attributes;
    let own = match mark {
        MarkRef::Annotation(id) => session.annotations().get(id),
        MarkRef::Suggestion { .. } => None,
    };
    let has = |id: &str| own.is_some_and(|annotation| annotation.attributes.get(id).is_some());
    let lacks = |kind: &&AttributeKind| kind.required && !has(&kind.id) && (own.is_some() || kind.default.is_none());
    (!kinds.is_empty()).then(|| kinds.iter().filter(lacks).count())
}

/// How many marks lie where a mark begins; no more than can be listed.
fn marks_here(session: &Session, mark: &MarkRef) -> usize {
    const MOST: usize = 99;
    let text = session.document().text();
    let start = mark.first_span(session).map_or(0, |span| span.start.index());
    let end = text.ceil_char_boundary((start + 1).min(text.len()));
    session.each_mark(Span::from_range(start..end)).take(MOST).count()
}

/// What stands on the bar.
struct Fitting {
    items: Vec<Item>,
    /// The commands that have no room, behind a button after the others.
    folded: Vec<Item>,
    /// The widths of the buttons, in points, and how many there are in each row.
    widths: Vec<f32>,
    rows: Vec<usize>,
    /// Whether there is room to say who has the digits.
    tells: bool,
}

/// The contents of the bar.
struct Contents<'a> {
    ui: &'a Ui,
    i18n: &'a I18n,
    look: WidgetStyle,
    labels: &'a [&'a TagLabel],
    /// The numbers of the labels, those first that are used most.
    ranked: &'a [usize],
    selected: Option<&'a MarkRef>,
    status: Option<Status>,
    current: Option<usize>,
    /// Whether the selected mark has a note.
    has_note: bool,
    /// How many marks there are where it begins.
    here: usize,
    /// Whether there are kinds of relations.
    has_relations: bool,
    /// How many required attributes it lacks, if its label has any.
    missing: Option<usize>,
    /// Whether the article is being reviewed: the card has the keys for deciding.
    is_review: bool,
    /// Who has the digits, if not the labels.
    told: &'a Option<String>,
}

impl Contents<'_> {
    /// As many labels as fit into this many rows. The selected mark's label is always included. Where not even the
    /// fewest labels leave room, the last commands are folded.
    fn fitting(&self, room: f32, most_rows: usize) -> Fitting {
        let told = self
            .told
            .as_ref()
            .map_or(0.0, |told| Shaped::line(self.ui.ctx(), told, TextRole::Small).size().x + size::GROUP);
        let fitting = self.fit(room - told, most_rows);
        if told == 0.0 || fitting.rows.len() <= most_rows {
            return fitting;
        }
        Fitting { tells: false, ..self.fit(room, most_rows) }
    }

    fn fit(&self, room: f32, most_rows: usize) -> Fitting {
        let least = self.labels.len().min(LEAST_LABELS);
        let mut shown = self.labels.len().min(MOST_LABELS);
        loop {
            let mut items = self.items(shown);
            let mut widths: Vec<f32> = items.iter().map(|item| item.button().width(self.ui.ctx())).collect();
            let mut rows = wrapped(&widths, room);
            if rows.len() > most_rows && shown > least {
                shown -= 1;
                continue;
            }
            let mut folded = Vec::new();
            let fold = Button::new(&self.i18n.text("popover-fold")).quiet().icon(Icon::Down).width(self.ui.ctx());
            while rows.len() > most_rows
                && let Some(last) = items.iter().rposition(|item| matches!(item.does, Does::Command(_)))
            {
                folded.insert(0, items.remove(last));
                widths.truncate(items.len() + 1);
                widths.remove(last);
                widths.push(fold);
                rows = wrapped(&widths, room);
            }
            return Fitting { items, folded, widths, rows, tells: true };
        }
    }

    fn items(&self, shown: usize) -> Vec<Item> {
        let text = |key: &str| self.i18n.text(key).into_owned();
        // A key is shown only while it works.
        let keys_work = !is_typing(self.ui.ctx());
        let letter_of =
            |command: UiCommand| keys_work.then(|| letter_text(self.ui.ctx(), self.i18n, command)).flatten();
        let command = |key: &str, icon: Option<Icon>, command: UiCommand| Item {
            does: Does::Command(command),
            text: text(key),
            icon,
            key: letter_of(command),
            highlight: None,
            is_current: false,
            tip: String::new(),
        };
        let mut items = Vec::new();
        if let Some(status) = self.status.filter(|status| *status != Status::Accepted && !self.is_review) {
            let reject = if status == Status::Rejected { "command-reopen" } else { "popover-reject" };
            items.push(command("popover-accept", Some(Icon::Check), UiCommand::Accept));
            items.push(command(reject, Some(Icon::Cross), UiCommand::Reject));
        }
        let mut numbers: Vec<usize> = self.ranked.iter().copied().take(shown).collect();
        if let (Some(current), Some(last)) = (self.current, numbers.last_mut())
            && !self.ranked.iter().take(shown).any(|number| *number == current)
        {
            *last = current;
        }
        // Whatever is used most, a label stays where the eye looks for it.
        numbers.sort_unstable();
        items.extend(numbers.into_iter().map(|number| {
            let label = self.labels[number];
            Item {
                does: Does::Tag(number),
                text: label.name_in(self.i18n.lang().code()).to_owned(),
                icon: None,
                key: label.key.filter(|_| keys_work && self.told.is_none()).map(|key| key_text(self.i18n, key)),
                highlight: Some(self.look.theme.label(label.id.as_str(), &label.color)),
                is_current: self.current == Some(number),
                tip: label.description_in(self.i18n.lang().code()).to_owned(),
            }
        }));
        if shown < self.labels.len() {
            let count = self.labels.len() - shown;
            let more = self.i18n.text_with("popover-more", &[("count", count.into())]).into_owned();
            items.push(Item {
                does: Does::More,
                text: more,
                icon: None,
                key: letter_of(UiCommand::FindLabel),
                highlight: None,
                is_current: false,
                tip: String::new(),
            });
        }
        if let Some(missing) = self.missing {
            let text = match missing {
                0 => text("popover-attributes"),
                count => self.i18n.text_with("popover-attributes-missing", &[("count", count.into())]).into_owned(),
            };
            items.push(Item { text, ..command("popover-attributes", None, UiCommand::EditAttributes) });
        }
        if self.selected.is_some() && !self.is_review {
            items.push(command("popover-entity", None, UiCommand::LinkEntity));
        }
        let note = if self.has_note { "popover-edit-note" } else { "popover-note" };
        items.push(command(note, None, UiCommand::AddNote));
        if !self.is_review {
            items.push(command("popover-copy", None, UiCommand::Copy));
        }
        if self.here > 1 {
            let text = self.i18n.text_with("popover-here", &[("count", self.here.into())]).into_owned();
            items.push(Item { text, ..command("popover-here", None, UiCommand::MarksHere) });
        }
        if self.selected.is_some() && self.has_relations {
            items.push(command("popover-relation", None, UiCommand::Relate));
        }
        if matches!(self.selected, Some(MarkRef::Annotation(_))) {
            items.push(command("popover-delete", Some(Icon::Delete), UiCommand::Delete));
        }
        items
    }
}

/// The number of buttons in each row of this width.
fn wrapped(widths: &[f32], room: f32) -> Vec<usize> {
    let mut rows: Vec<usize> = Vec::new();
    let mut used = f32::MAX;
    for width in widths {
        match rows.last_mut() {
            Some(count) if used + size::STEP + width <= room => {
                *count += 1;
                used += size::STEP + width;
            }
            _ => {
                rows.push(1);
                used = *width;
            }
        }
    }
    rows
}

/// A label's key in the digits of the interface.
pub(super) fn key_text(i18n: &I18n, key: char) -> String {
    key.to_digit(10).map_or_else(|| key.to_string(), |digit| i18n.number(digit as usize))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buttons_wrap_into_rows() {
        assert_eq!(wrapped(&[50.0, 50.0, 50.0], 200.0), [3]);
        assert_eq!(wrapped(&[50.0, 50.0, 50.0], 110.0), [2, 1]);
        assert_eq!(wrapped(&[500.0, 50.0], 110.0), [1, 1], "one that is too wide has its own row");
        assert_eq!(wrapped(&[], 110.0), [0_usize; 0]);
        assert_eq!(rows_of(&[2, 1], &[50.0, 60.0, 70.0]).collect::<Vec<_>>(), [114.0, 70.0]);
    }
}
