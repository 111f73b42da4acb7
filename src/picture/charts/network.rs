//! Who occurs with whom, as nodes and lines; for few nodes only, because more become a tangle that nobody can read.

use super::super::canvas::{Align, Canvas, Run, Type};
use super::super::display::{DisplayList, Pen, Spot};
use super::super::{Cell, Language, Table};
use super::frame::{MARGIN, head, key_of, nothing};
use super::matrix::Within;
use super::{KeyEntry, Look, Row};
use crate::layout::{Rgb, TextEngine};

/// The most nodes that are drawn.
pub const MOST_NODES: usize = 60;

/// Rounds in which nodes find their places.
const ROUNDS: u16 = 300;
/// The longest name, and the height of a name below its node, in pixels.
const LONGEST_NAME: f32 = 150.0;
const NAME_HEIGHT: f32 = 20.0;

/// A line between two nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge {
    /// One node.
    pub a: usize,
    /// The other.
    pub b: usize,
    /// How often both are named.
    pub count: u64,
}

/// What is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Network {
    /// Nodes with their mentions.
    pub nodes: Vec<(Row, u64)>,
    /// Lines between them.
    pub edges: Vec<Edge>,
    /// The labels.
    pub key: Vec<KeyEntry>,
    /// What an edge counts.
    pub within: Within,
}

impl Network {
    /// The chart's title.
    pub fn title(language: Language) -> &'static str {
        language.say("Named together", "ذُكرت معا")
    }

    /// Draws the chart, at most [`MOST_NODES`] nodes; if there are more, it says so instead. A mark's row is the node,
    /// or an edge's first node with the second as its part.
    pub fn draw(&self, engine: &mut TextEngine, look: &Look) -> DisplayList {
        let (language, colors) = (look.language, &look.colors);
        let title = Self::title(language);
        let mut canvas = Canvas::new(engine, look.width, colors.paper, language);
        let top = head(&mut canvas, look, title, self.within.words(language), &key_of(&self.key));
        if self.nodes.is_empty() {
            let bottom = nothing(&mut canvas, look, top);
            return canvas.finish(bottom, title.to_owned());
        }
        if self.nodes.len() > MOST_NODES {
            let (count, most) = (language.count(self.nodes.len() as u64), language.count(MOST_NODES as u64));
            let words = match language {
                Language::English => format!("{count} names are too many for lines, at most {most}; see the matrix."),
                Language::Arabic => format!("عدد الأسماء {count}، وأقصى ما يُرسم {most}؛ انظر المصفوفة."),
            };
            canvas.text(&words, Type::BODY, [MARGIN, top + 12.0], Align::Start, colors.dim);
            return canvas.finish(top + 24.0 + MARGIN, title.to_owned());
        }
        let free = (look.width * 0.62).clamp(280.0, 900.0).max((self.nodes.len() as f32).sqrt() * 90.0);
        let height = look.height.map_or(free, |height| (height - top - MARGIN).max(160.0));
        let named = self.nodes.iter().map(|node| node.1).max().unwrap_or(1).max(1);
        let most = self.edges.iter().map(|edge| edge.count).max().unwrap_or(1).max(1);
        let radius = |count: u64| (16.0 * (count as f32 / named as f32).sqrt()).max(4.0);
        let runs: Vec<Run> =
            self.nodes.iter().map(|(row, _)| canvas.set_within(&row.name, Type::SMALL, LONGEST_NAME)).collect();
        let sizes: Vec<[f32; 2]> = (self.nodes.iter().zip(&runs))
            .map(|((_, count), run)| {
                let r = radius(*count);
                [run.width().max(2.0 * r) + 8.0, 2.0 * r + NAME_HEIGHT]
            })
            .collect();
        let places = self.places([MARGIN, top + 4.0, look.width - MARGIN, top + height], &sizes);
        for edge in &self.edges {
            let (Some(a), Some(b)) = (places.get(edge.a), places.get(edge.b)) else { continue };
            let share = edge.count as f32 / most as f32;
            let names = [edge.a, edge.b].map(|node| Language::isolated(&self.nodes[node].0.name));
            let with = language.say("with", "مع");
            let counted = self.within.counted(language, edge.count);
            let spot = Spot { row: edge.a as u32, part: Some(edge.b as u32) };
            canvas.mark(spot, format!("{} {with} {}: {counted}", names[0], names[1]), |canvas| {
                let color = mixed(colors.paper, colors.others_edge, 0.3 + 0.6 * share);
                canvas.line(*a, *b, Pen::new(color, 1.0 + 6.0 * share));
            });
        }
        // The largest last, so that no small one is hidden by a line's end.
        for (number, ((row, count), place)) in self.nodes.iter().zip(&places).enumerate() {
            let title = format!("{}: {}", Language::isolated(&row.name), language.mentions(*count));
            canvas.mark(Spot { row: number as u32, part: None }, title, |canvas| {
                let r = radius(*count);
                if row.is_broken {
                    // Told apart by shape, too.
                    let [x, y] = *place;
                    let corners = vec![[x, y - r], [x + r, y], [x, y + r], [x - r, y]];
                    canvas.polygon(vec![corners], Some(row.color), Some(Pen::new(colors.paper, 1.0)));
                } else {
                    canvas.circle(*place, r, Some(row.color), Some(Pen::new(colors.paper, 1.0)));
                }
            });
        }
        // Names come last, each below its node, which has the room for it.
        let halo = Pen::new(colors.paper, 3.0);
        for (((_, count), run), [x, y]) in self.nodes.iter().zip(&runs).zip(&places) {
            let middle = y + radius(*count) + NAME_HEIGHT / 2.0 - 1.0;
            canvas.draw(run, [*x, middle], Align::Center, colors.ink, Some(halo));
        }
        canvas.finish(top + height + MARGIN, title.to_owned())
    }

    /// Places of the nodes inside a frame: springs between those that are named together, all that are near pushing one
    /// another away (Fruchterman and Reingold 1991), then apart until each has the room for its name, of this width and
    /// height. The same values always give the same places.
    fn places(&self, frame: [f32; 4], sizes: &[[f32; 2]]) -> Vec<[f32; 2]> {
        let count = self.nodes.len();
        let [left, top, right, bottom] = frame;
        let middle = [f32::midpoint(left, right), f32::midpoint(top, bottom)];
        if count == 1 {
            return vec![middle];
        }
        // A sunflower's spiral: evenly spread, and no two in one place. A spring's length is 1.
        let reach = (count as f32).sqrt() * 0.6;
        let mut places: Vec<[f32; 2]> = (0..count)
            .map(|number| {
                let (turn, far) = (number as f32 * 2.399_963, ((number as f32 + 0.5) / count as f32).sqrt());
                [far * reach * turn.cos(), far * reach * turn.sin()]
            })
            .collect();
        let most = self.edges.iter().map(|edge| edge.count).max().unwrap_or(1).max(1) as f32;
        for round in 0..ROUNDS {
            let reach = 0.4 * (1.0 - f32::from(round) / f32::from(ROUNDS)) + 0.01;
            let mut moves = vec![[0.0_f32; 2]; count];
            for a in 0..count {
                for b in a + 1..count {
                    let (dx, dy) = (places[a][0] - places[b][0], places[a][1] - places[b][1]);
                    let far = dx.hypot(dy).max(0.05);
                    // What is far away does not push: nothing is driven to the edge.
                    if far < 3.0 {
                        let push = 1.0 / (far * far);
                        moves[a] = [moves[a][0] + dx * push, moves[a][1] + dy * push];
                        moves[b] = [moves[b][0] - dx * push, moves[b][1] - dy * push];
                    }
                }
            }
            for edge in self.edges.iter().filter(|edge| edge.a < count && edge.b < count) {
                let (a, b) = (edge.a, edge.b);
                let (dx, dy) = (places[a][0] - places[b][0], places[a][1] - places[b][1]);
                let pull = dx.hypot(dy) * (0.2 + 0.8 * edge.count as f32 / most);
                moves[a] = [moves[a][0] - dx * pull, moves[a][1] - dy * pull];
                moves[b] = [moves[b][0] + dx * pull, moves[b][1] + dy * pull];
            }
            for (place, by) in places.iter_mut().zip(&moves) {
                // A little towards the middle, so that what nothing holds does not fly off.
                let by = [by[0] - place[0] * 0.15, by[1] - place[1] * 0.15];
                let far = by[0].hypot(by[1]).max(1e-4);
                let share = reach.min(far) / far;
                *place = [place[0] + by[0] * share, place[1] + by[1] * share];
            }
        }
        // All of them fill the frame.
        for axis in 0..2 {
            let of = |places: &[[f32; 2]]| {
                places.iter().fold([f32::MAX, f32::MIN], |[a, b], place| [a.min(place[axis]), b.max(place[axis])])
            };
            let [least, largest] = of(&places);
            let half = sizes.iter().map(|size| size[axis]).fold(0.0, f32::max) / 2.0;
            let [from, to] = [frame[axis] + half, frame[axis + 2] - half];
            let scale = (to - from).max(1.0) / (largest - least).max(1e-3);
            for place in &mut places {
                place[axis] = from + (place[axis] - least) * scale;
            }
        }
        parted(&mut places, frame, sizes);
        places
    }

    /// A row for each edge.
    pub fn table(&self, language: Language) -> Table {
        let head = [("name", "الاسم"), ("with", "مع"), ("together", "معا")];
        let name = |node: usize| self.nodes.get(node).map_or(Cell::Empty, |node| node.0.cell());
        let row = |edge: &Edge| vec![name(edge.a), name(edge.b), edge.count.into()];
        let head = head.map(|(en, ar)| language.say(en, ar).to_owned()).to_vec();
        Table::new(head, self.edges.iter().map(row).collect())
    }
}

/// Moves nodes apart until no node's room, of these widths and heights, meets another's, or there is no more room.
fn parted(places: &mut [[f32; 2]], [left, top, right, bottom]: [f32; 4], sizes: &[[f32; 2]]) {
    for _ in 0..ROUNDS {
        let mut is_free = true;
        for a in 0..places.len() {
            for b in a + 1..places.len() {
                let apart = |axis: usize| places[a][axis] - places[b][axis];
                let over = |axis: usize| f32::midpoint(sizes[a][axis], sizes[b][axis]) - apart(axis).abs();
                let [x, y] = [over(0), over(1)];
                if x <= 0.0 || y <= 0.0 {
                    continue;
                }
                is_free = false;
                let (axis, by) = if x < y { (0, x) } else { (1, y) };
                let by = if apart(axis) < 0.0 { -by } else { by } * 0.5 + 0.01;
                places[a][axis] += by;
                places[b][axis] -= by;
            }
        }
        for (place, [width, height]) in places.iter_mut().zip(sizes) {
            let inside = |at: f32, low: f32, high: f32| at.clamp(low, high.max(low));
            place[0] = inside(place[0], left + width / 2.0, right - width / 2.0);
            place[1] = inside(place[1], top + height / 2.0, bottom - height / 2.0);
        }
        if is_free {
            break;
        }
    }
    // The node stands at the top of its room, its name below it.
    for place in places {
        place[1] -= NAME_HEIGHT / 2.0;
    }
}

fn mixed(paper: Rgb, color: Rgb, share: f32) -> Rgb {
    crate::layout::palette::mix(paper, color, share)
}
