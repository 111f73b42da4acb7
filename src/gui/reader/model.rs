//! The page's state between frames.

use std::ops::Range;
use std::sync::Arc;

use eframe::egui::accesskit::NodeId;
use eframe::egui::{Id, Pos2, Rect, Response, Vec2};

use super::arc_cache::ArcCache;
use super::bar_cache::BarCache;
use super::block_marks::MarkCache;
use super::snapping::Snapping;
use crate::annotation::{AnnotationId, LabelId, RelationId, Status};
use crate::detect::Kind;
use crate::document::Document;
use crate::gui::i18n::I18n;
use crate::gui::pointer::Presses;
use crate::gui::theme::Theme;
use crate::gui::widgets::text_runs::TextRuns;
use crate::layout::{Affinity, PageLayout, PageStyle, Palette, ParagraphLayout};
use crate::lexicon::Lexicon;
use crate::session::{Mark, MarkKind, Session, Target};
use crate::text::{BytePos, Span};

/// A caret in the document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Caret {
    /// Byte offset, on a grapheme boundary.
    pub pos: BytePos,
    /// The neighbour to which it belongs if the two are apart.
    pub affinity: Affinity,
}

/// A reference to a mark that stays valid across frames: to the selected mark or the one under the pointer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MarkRef {
    /// An annotation.
    Annotation(AnnotationId),
    /// A candidate, by span and kind, because indices change with each detection run.
    Suggestion {
        /// Its span, in bytes.
        span: Span,
        /// Its kind.
        kind: Kind,
    },
}

impl MarkRef {
    /// The mark's current span, from the first to the last of several fragments; `None` if the mark is gone.
    pub fn span(&self, session: &Session) -> Option<Span> {
        match self {
            Self::Annotation(id) => session.annotations().get(id).map(|a| a.spans.hull()),
            Self::Suggestion { span, kind } => session.candidate_on(*span, *kind).map(|_| *span),
        }
    }

    /// The mark's current span, or that of the first of several fragments; `None` if the mark is gone.
    pub(crate) fn first_span(&self, session: &Session) -> Option<Span> {
        match self {
            Self::Annotation(id) => session.annotations().get(id).map(|a| a.spans.first()),
            Self::Suggestion { .. } => self.span(session),
        }
    }

    /// The mark's current fragments, usually one; none if the mark is gone.
    pub(crate) fn fragments(&self, session: &Session) -> Vec<Span> {
        match self {
            Self::Annotation(id) => {
                session.annotations().get(id).map_or_else(Vec::new, |own| own.spans.iter().collect())
            }
            Self::Suggestion { .. } => self.span(session).into_iter().collect(),
        }
    }

    /// The mark's label; `None` if the mark is gone.
    pub fn label(&self, session: &Session) -> Option<LabelId> {
        match self {
            Self::Annotation(id) => session.annotations().get(id).map(|a| a.label.clone()),
            Self::Suggestion { kind, .. } => session.label_of_kind(*kind).cloned(),
        }
    }

    /// The id of what the mark's name means; `None` if that is not known, or the mark is gone.
    pub(crate) fn entity(&self, session: &Session) -> Option<String> {
        match self {
            Self::Suggestion { span, kind } => {
                session.candidates().get(session.candidate_on(*span, *kind)?).and_then(|own| session.entity_of(own))
            }
            Self::Annotation(id) => session.annotations().get(id)?.entity.clone(),
        }
    }

    /// The innermost mark at a byte with a visible label.
    pub fn at(session: &Session, at: Range<u32>, hidden: &[LabelId]) -> Option<Self> {
        let mark = marks_at(session, at, hidden).min_by_key(rank)?;
        Self::of(session, &mark)
    }

    /// The mark at a byte after this one, from the innermost to the outermost and round again.
    pub(super) fn next_at(session: &Session, at: Range<u32>, hidden: &[LabelId], after: Option<&Self>) -> Option<Self> {
        let mut marks: Vec<Mark<'_>> = marks_at(session, at, hidden).collect();
        marks.sort_by_key(rank);
        let place = |mark: &Mark<'_>| Self::of(session, mark).as_ref() == after;
        let next = marks.iter().position(place).map_or(0, |at| (at + 1) % marks.len());
        Self::of(session, marks.get(next)?)
    }

    /// The mark on exactly this span with this label.
    pub fn on(session: &Session, span: Span, label: &LabelId) -> Option<Self> {
        let there = session.each_mark(span).filter(|mark| mark.span == span && mark.label == label);
        Self::of(session, &there.min_by_key(|mark| mark.status == Status::Rejected)?)
    }

    /// The visible mark on exactly this span, whatever its label.
    pub(crate) fn upon(session: &Session, span: Span) -> Option<Self> {
        let mark = session.each_mark(span).find(|mark| mark.span == span)?;
        Self::of(session, &mark)
    }

    /// The mark after a change: a suggestion about which somebody has decided is an annotation now. `None` if the mark is
    /// gone or not shown any more.
    pub(crate) fn followed(self, session: &Session) -> Option<Self> {
        if let Self::Suggestion { span, kind } = self {
            let candidate = session.candidates().get(session.candidate_on(span, kind)?)?;
            if session.is_decided(candidate) {
                let label = session.label_of_kind(kind)?;
                return Self::on(session, span, label).or_else(|| Self::upon(session, span));
            }
        }
        self.span(session).is_some().then_some(self)
    }

    /// The status of the mark; `None` if it is gone.
    pub fn status(&self, session: &Session) -> Option<Status> {
        match self {
            Self::Annotation(id) => session.annotations().get(id).map(|a| a.status),
            Self::Suggestion { span, kind } => {
                let candidate = session.candidates().get(session.candidate_on(*span, *kind)?)?;
                Some(if session.is_left_out(candidate) { Status::Rejected } else { Status::Suggested })
            }
        }
    }

    /// The target of a decision about the mark.
    pub fn target(&self) -> Target {
        match self {
            Self::Annotation(id) => Target::Annotation(id.clone()),
            Self::Suggestion { span, kind } => Target::Candidate { span: *span, kind: *kind },
        }
    }

    /// A reference to a mark of this frame.
    pub fn of(session: &Session, mark: &Mark<'_>) -> Option<Self> {
        Some(match mark.kind {
            MarkKind::Annotation(id) => Self::Annotation(id.clone()),
            MarkKind::Suggestion(i) => Self::Suggestion { span: mark.span, kind: session.candidates().get(i)?.kind },
        })
    }
}

/// The marks at a byte with a visible label.
fn marks_at<'s>(session: &'s Session, at: Range<u32>, hidden: &[LabelId]) -> impl Iterator<Item = Mark<'s>> {
    let span = Span { start: at.start.into(), end: at.end.into() };
    session.each_mark(span).filter(|mark| !hidden.contains(mark.label))
}

/// The innermost first; rejected marks are below the others.
fn rank(mark: &Mark<'_>) -> (u32, bool) {
    (mark.span.len(), mark.status == Status::Rejected)
}

impl From<Target> for MarkRef {
    fn from(target: Target) -> Self {
        match target {
            Target::Annotation(id) => Self::Annotation(id),
            Target::Candidate { span, kind } => Self::Suggestion { span, kind },
        }
    }
}

/// A request of the page to the program.
#[derive(Clone, Debug, PartialEq)]
pub enum ReaderAction {
    /// List the annotations with this label at this byte, beside this rectangle.
    ListPile(Pile),
    /// Move a mark's ends; `begins` starts a new step for undo.
    Resize {
        /// The mark.
        mark: MarkRef,
        /// Which of its fragments, from 0.
        fragment: usize,
        /// The fragment's new span.
        span: Span,
        /// Whether this is the first move of a drag or of the arrows.
        begins: bool,
    },
    /// Add a fragment to a mark, or take it away if it has exactly this one.
    AddFragment(MarkRef, Span),
    /// Restore the ends to where a drag or the arrow keys found them, and select this mark again.
    GiveUpResize(MarkRef),
    /// Open the editor of an annotation's note.
    EditNote(AnnotationId),
    /// Relate two marks.
    Relate {
        /// Where the relation begins.
        from: MarkRef,
        /// Where it ends.
        to: MarkRef,
    },
    /// Select a relation.
    SelectRelation(RelationId),
    /// What was dragged onto the page was let go: on the words that are selected, or beside the text.
    Drop(bool),
}

/// Annotations of one label that lie on the same letters and are drawn once.
#[derive(Clone, Debug, PartialEq)]
pub struct Pile {
    /// A letter that they lie on.
    pub(crate) letter: Span,
    /// Their label; `None` for all marks on that letter, whatever their labels.
    pub(crate) label: Option<LabelId>,
    /// Where their number stands, in points.
    pub(crate) number: Rect,
}

/// The position of a mark along the document.
#[derive(Clone, Debug, PartialEq)]
pub struct MarkPlace {
    /// The share of the text above it, 0 to 1.
    pub share: f32,
    /// Its label.
    pub label: LabelId,
    /// Whether a person made or accepted it.
    pub is_decided: bool,
}

/// The settings of the page in this frame.
pub struct ReaderLook<'a> {
    /// The window's colours.
    pub theme: &'a Theme,
    /// The same as plain numbers, for marks.
    pub palette: &'a Palette,
    /// Positions of marks along the document.
    pub places: &'a [MarkPlace],
    /// Labels that are switched off.
    pub hidden: &'a [LabelId],
    /// Where annotations were found approximately and are not placed yet, in order.
    pub uncertain: &'a [Span],
    /// Matches of the search, in order.
    pub found: &'a [Span],
    /// Changes with the matches.
    pub found_stamp: u64,
    /// The match last moved to.
    pub current: Option<Span>,
    /// The number of words of what is dragged onto the page.
    pub dragged: Option<usize>,
    /// The page style; lengths in points.
    pub style: PageStyle,
    /// Whether the interface runs from right to left, so that the scrollbar is on the left.
    pub is_mirrored: bool,
    /// Widest column, in points.
    pub column: f32,
    /// Whether invisible characters are shown as small signs.
    pub show_invisibles: bool,
    /// The page's name for screen readers.
    pub accessible_name: String,
    /// Whether it stands beside the page of the front article: it shows and scrolls, the keys are not its own, and what
    /// is done to it calls it to the front.
    pub is_beside: bool,
    /// The language in which marks are named.
    pub i18n: &'a I18n,
    /// Whether the article is being reviewed: the line of the selected mark is then held at one height, and the margin
    /// is kept free for a card.
    pub is_reviewed: bool,
    /// The height of what covers the foot of the page when the article is in front, in points: so the line is held at the
    /// same height then.
    pub foot: f32,
    /// The card in the margin, in points: notes make way for it.
    pub card: Option<Rect>,
    /// Whether there are relations, for which the margin at the other side keeps room.
    pub has_relations: bool,
    /// Whether there are kinds of relations, so that one can be drawn from the selected mark.
    pub can_relate: bool,
    /// Whether a relation is being made, and the mark to which it leads: it has a ring, too.
    pub is_relating: bool,
    /// That mark.
    pub other_end: Option<&'a MarkRef>,
    /// The lexicon whose words selections keep to; `None` selects exactly.
    pub snaps: Option<&'a Lexicon>,
}

impl<'a> ReaderLook<'a> {
    /// The id of the page.
    pub(super) fn page_id(&self) -> Id {
        if self.is_beside { Reader::id_beside() } else { Reader::id() }
    }

    /// What selections keep to.
    pub(super) fn snapping<'s>(&self, session: &'s Session) -> Snapping<'s>
    where
        'a: 's,
    {
        Snapping::new(session, self.snaps)
    }
}

/// How a page that stands beside the front one is called to the front.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Call {
    /// By a press, or from the keyboard.
    Front,
    /// By a press that asks for its menu.
    Menu,
}

/// The results of drawing a frame.
#[derive(Default)]
pub struct ReaderOutput {
    /// Its requests.
    pub actions: Vec<ReaderAction>,
    /// How it was asked for, if it was: a page that stands beside the front one comes to the front then.
    pub called: Option<Call>,
    /// The rectangle of the selection or the selected mark, for a popover; points.
    pub focus_rect: Option<Rect>,
    /// The words with which the selected relation begins, if they are in view, in points.
    pub relation_rect: Option<Rect>,
    /// The first line of the selected mark with its ring, in points.
    pub ring: Option<Rect>,
    /// The margin beside the text, in which notes stand, in points.
    pub margin: Option<Rect>,
    /// The mark under the pointer and its rectangle, in points.
    pub hovered: Option<(MarkRef, Rect)>,
    /// Whether a drag is in progress, so that popovers must wait.
    pub dragging: bool,
    /// The page itself, for its menu.
    pub page: Option<Response>,
    /// Where the selected relation stands in the margin, in points.
    pub relation: Option<Rect>,
}

/// A block in view.
#[derive(Clone)]
pub(super) struct Placed {
    pub(super) block: usize,
    pub(super) span: Span,
    /// Top of its text, in pixels below the view's top.
    pub(super) top_px: f32,
    /// Bottom of its last line. An empty line of a book page has a layout but no height: it must not catch clicks meant
    /// for the next paragraph.
    pub(super) bottom_px: f32,
    pub(super) layout: Arc<ParagraphLayout>,
}

impl Placed {
    /// A block whose space above begins at a given height, in pixels of the view.
    pub(super) fn new(page: &PageLayout, block: usize, y: f32, layout: Arc<ParagraphLayout>) -> Self {
        let (top_px, bottom_px) = (y + page.space_above(block), y + page.height(block));
        Self { block, span: page.block(block).span, top_px, bottom_px, layout }
    }

    /// Whether a line of it is seen: a blank line of a read page is not.
    pub(super) fn has_height(&self) -> bool {
        self.bottom_px > self.top_px
    }
}

/// What a pressed pointer does.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Drag {
    #[default]
    None,
    /// Extends the selection in these units, from the unit that was pressed.
    Select { unit: SelectUnit, from: Span },
    /// Moves one end of the selected mark; `to_line` is the offset from the pointer to the end.
    Resize { before: MarkRef, fragment: usize, fixed: BytePos, to_line: Vec2, moved: bool },
    /// Draws a relation from the selected mark to another one.
    Relate { from: MarkRef },
    /// Moves the scrollbar's handle, held this far below its top, in points.
    Scroll { grab: f32 },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SelectUnit {
    Cluster,
    Word,
    Sentence,
    Paragraph,
}

/// An end of the selected mark while the arrow keys move it.
#[derive(Clone, Debug)]
pub(super) struct MovedEnd {
    /// Of which fragment, from 0.
    pub(super) fragment: usize,
    /// Whether it is the end rather than the beginning.
    pub(super) is_end: bool,
    /// Whether it has moved yet.
    pub(super) is_moved: bool,
    /// The mark before the movement.
    pub(super) before: MarkRef,
}

/// The nodes published in the last frame, to which requests refer.
#[derive(Default)]
pub(super) struct Published {
    pub(super) runs: TextRuns,
    pub(super) blocks: Vec<(NodeId, Span)>,
    pub(super) marks: Vec<(NodeId, MarkRef)>,
}

impl Published {
    /// The span of a node.
    pub(super) fn span(&self, node: NodeId, session: &Session) -> Option<Span> {
        let of_run = self.runs.span(node).map(|bytes| Span { start: BytePos(bytes.start), end: BytePos(bytes.end) });
        let of_block = self.blocks.iter().filter(|(id, _)| *id == node).map(|(_, span)| *span);
        let of_mark = self.marks.iter().filter(|(id, _)| *id == node).filter_map(|(_, mark)| mark.span(session));
        of_run.into_iter().chain(of_block).chain(of_mark).next()
    }
}

/// The position of the view: a block, and the distance below its top in pixels. Blocks further up may turn out higher
/// or lower than estimated without any visible effect.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct ScrollAnchor {
    pub(super) block: usize,
    pub(super) below_px: f64,
}

/// The line being read: the first that is completely in view. Kept while nobody scrolls, so that making the window
/// narrower and wider again shows the same line at the same height.
#[derive(Clone, Copy, Debug)]
pub(super) struct ReadLine {
    /// A byte of the line.
    pub(super) byte: BytePos,
    /// Top of the line, in pixels below the view's top.
    pub(super) top_px: f32,
    /// The position of the view at that time.
    pub(super) place: ScrollAnchor,
}

/// Smooth scrolling to a target.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glide {
    pub(super) target: ScrollAnchor,
    pub(super) since_secs: f64,
    /// Remaining distance at `since_secs`, in pixels.
    pub(super) distance_px: f64,
    pub(super) gone_px: f64,
}

/// The page of one tab.
#[derive(Default)]
pub struct Reader {
    pub(super) page: Option<PageLayout>,
    pub(super) place: ScrollAnchor,
    pub(super) glide: Option<Glide>,
    /// The line being read, while the view is where it was placed for that line.
    pub(super) read_line: Option<ReadLine>,
    /// Whether the page was laid out again since the view was computed.
    pub(super) is_restyled: bool,
    /// Top of the page in the window, in points, once drawn.
    pub(super) page_top: Option<f32>,
    pub(super) view: Vec<Placed>,
    pub(super) view_height_px: f32,
    /// Without what covers the foot of the page while it is in front, in pixels; and the height of that.
    pub(super) free_height_px: f32,
    pub(super) foot_px: f32,
    /// The moving end of the selection.
    pub(super) focus: Caret,
    /// The fixed end of the selection.
    pub(super) anchor: Caret,
    pub(super) goal_x_px: Option<f32>,
    pub(super) drag: Drag,
    /// Whether the keyboard was the page's at the end of the last frame, and nothing was open over it.
    pub(super) had_keyboard: bool,
    /// The end of the selected mark that the arrow keys move.
    pub(super) moved_end: Option<MovedEnd>,
    pub(super) presses: Presses,
    pub(super) flash: Option<(Span, f64)>,
    /// Scrolling requested by a drag or the caret, for the next frame, in pixels.
    pub(super) autoscroll_px: f64,
    /// A byte whose line is moved to the top once the page is laid out.
    pub(super) resumed: Option<BytePos>,
    /// A span to scroll to once the page is laid out.
    pub(super) wanted: Option<Span>,
    /// Whether the line of the selected mark is held at one height.
    pub(super) is_held: bool,
    /// The first line of the selected mark with its ring, in points.
    pub(super) ring: Option<Rect>,
    /// Whether an assistive technology has moved the caret, so that it must be scrolled into view.
    pub(super) keep_in_view: bool,
    pub(super) published: Published,
    pub(super) bar: BarCache,
    pub(super) marks: MarkCache,
    /// The mark onto which the pointer was moved; cleared by a key or by scrolling.
    pub(super) pointed: Option<MarkRef>,
    /// The note under the pointer or with the keyboard focus.
    pub(super) lit_note: Option<AnnotationId>,
    /// The note opened over the page by a click.
    pub(super) open_note: Option<AnnotationId>,
    /// The note whose card is open over the page, and the card's rectangle, in points.
    pub(super) note_card: Option<(AnnotationId, Rect)>,
    /// Where notes stand in the margin, in points.
    pub(super) note_places: Vec<Rect>,
    /// The mark to which the selection that is being dragged is added.
    pub(super) adds_to: Option<MarkRef>,
    /// The mark that was selected before the button was pressed, and the one that was selected last at all.
    pub(super) selected_before: Option<MarkRef>,
    pub(super) selected_last: Option<MarkRef>,
    /// The relations beside the page, and where they can be clicked, in points.
    pub(super) arcs: ArcCache,
    pub(super) arc_places: Vec<Rect>,
    /// The relation that was selected last; see [`Reader::relation`].
    pub(super) selected_relation: Option<RelationId>,
    /// Where a relation is being drawn to, in points.
    pub(super) drawn_to: Option<Pos2>,
    /// Where the numbers of piles stand, in points.
    pub(super) number_places: Vec<Rect>,
    /// The mark that is selected.
    pub selected: Option<MarkRef>,
    /// The passage for which a note is being written.
    pub noted: Option<Span>,
}

impl Reader {
    /// The selected passage; `None` if there is only a caret.
    pub fn selection(&self) -> Option<Span> {
        let (a, b) = (self.anchor.pos, self.focus.pos);
        (a != b).then(|| Span { start: a.min(b), end: a.max(b) })
    }

    /// The mark onto which the pointer was moved.
    pub(crate) fn pointed(&self) -> Option<&MarkRef> {
        self.pointed.as_ref()
    }

    /// The mark that was selected last, to which selected words can be added.
    pub(crate) fn last_mark(&self, session: &Session) -> Option<&MarkRef> {
        self.selected_last.as_ref().filter(|mark| mark.span(session).is_some())
    }

    /// The caret, which is the moving end of the selection.
    pub fn caret(&self) -> Caret {
        self.focus
    }

    /// Selects a passage, with the caret at its end.
    pub fn select(&mut self, span: Span) {
        self.anchor = Caret { pos: span.start, affinity: Affinity::Downstream };
        self.focus = Caret { pos: span.end, affinity: Affinity::Upstream };
        self.goal_x_px = None;
        self.leave_ends();
    }

    /// Clears the selection; the caret stays.
    pub(crate) fn deselect(&mut self) {
        self.anchor = self.focus;
    }

    /// Scrolls to a passage, moves the caret there and flashes it once.
    pub(crate) fn reveal(&mut self, span: Span) {
        self.wanted = Some(span);
        self.leave_ends();
        self.focus = Caret { pos: span.start, affinity: Affinity::Downstream };
        self.deselect();
    }

    /// Brings the line of a passage to the height where review holds it; the caret goes there, too.
    pub(crate) fn hold(&mut self, span: Span) {
        // An end that is being moved goes on being moved.
        self.wanted = Some(span);
        self.focus = Caret { pos: span.start, affinity: Affinity::Downstream };
        self.deselect();
    }

    /// Whether the page has the keyboard, and nothing is open over it.
    pub(crate) fn has_keyboard(&self) -> bool {
        self.had_keyboard
    }

    /// Whether there is a passage to scroll to when it is drawn next.
    pub(crate) fn is_sent(&self) -> bool {
        self.wanted.is_some()
    }

    /// Drops the layout, because the document was replaced.
    pub fn reset(&mut self) {
        *self = Self::default();
    }

    /// The text in view, in whole blocks; `None` before the first frame.
    pub(crate) fn in_view(&self) -> Option<Span> {
        Some(Span { start: self.view.first()?.span.start, end: self.view.last()?.span.end })
    }

    /// The page, created or updated if size or width have changed.
    pub(super) fn page(&mut self, document: &Document, style: &PageStyle, width_px: f32) -> &mut PageLayout {
        if let Some(page) = &mut self.page {
            self.is_restyled |= page.restyle(document, style, width_px);
        }
        self.page.get_or_insert_with(|| PageLayout::new(document, style.clone(), width_px))
    }
}
