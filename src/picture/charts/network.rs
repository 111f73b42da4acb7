//! Who occurs with whom, as nodes and lines; for few nodes only, because more become a tangle that nobody can read.

use super::super::canvas::{Align, Canvas, Type};
use super::super::display::{DisplayList, Pen, Spot};
use super::super::{Language, Table};
use super::frame::{MARGIN, head, key_of, nothing};
use super::matrix::Within;
use super::{KeyEntry, Look, Row};
use crate::layout::{Rgb, TextEngine};

/// The most nodes that are drawn.
pub const MOST_NODES: usize = 60;

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
        let height = (look.width * 0.62).clamp(280.0, 900.0).max((self.nodes.len() as f32).sqrt() * 90.0);
        // Names stand beside the nodes at the edges, too.
        let aside = (look.width * 0.1).min(80.0);
        let frame = [MARGIN + aside, top + 24.0, look.width - MARGIN - aside, top + height - 24.0];
        let places = self.places(frame);
        let most = self.edges.iter().map(|edge| edge.count).max().unwrap_or(1).max(1);
        let named = self.nodes.iter().map(|node| node.1).max().unwrap_or(1).max(1);
        let radius = |count: u64| (16.0 * (count as f32 / named as f32).sqrt()).max(4.0);
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
        let halo = Pen::new(colors.paper, 3.0);
        let mut taken: Vec<[f32; 4]> = self
            .nodes
            .iter()
            .zip(&places)
            .map(|((_, count), [x, y])| {
                let r = radius(*count);
                [x - r, y - r, x + r, y + r]
            })
            .collect();
        let mut order: Vec<usize> = (0..self.nodes.len()).collect();
        order.sort_by_key(|node| std::cmp::Reverse(self.nodes[*node].1));
        for number in order {
            let ((row, count), [x, y]) = (&self.nodes[number], places[number]);
            let r = radius(*count);
            let run = canvas.set_within(&row.name, Type::SMALL, 180.0);
            let half = run.width() / 2.0;
            let middles = [
                [x, y + r + 10.0],
                [x, y - r - 10.0],
                [x + r + half + 4.0, y],
                [x - r - half - 4.0, y],
                [x + r + half, y + r + 8.0],
                [x - r - half, y - r - 8.0],
                [x + r + half, y - r - 8.0],
                [x - r - half, y + r + 8.0],
                [x, y + r + 26.0],
                [x, y - r - 26.0],
            ];
            let around = |[x, y]: [f32; 2]| [x - half, y - 8.0, x + half, y + 8.0];
            let is_free = |rect: [f32; 4]| {
                rect[0] > 2.0
                    && rect[2] < look.width - 2.0
                    && taken.iter().all(|o| rect[2] <= o[0] || rect[0] >= o[2] || rect[3] <= o[1] || rect[1] >= o[3])
            };
            // One that fits nowhere is said by its mark's title.
            if let Some(place) = middles.into_iter().find(|middle| is_free(around(*middle))) {
                taken.push(around(place));
                canvas.draw(&run, place, Align::Center, colors.ink, Some(halo));
            }
        }
        canvas.finish(top + height + MARGIN, title.to_owned())
    }

    /// Places of the nodes inside a frame: springs between those that are named together, all pushing one another away
    /// (Fruchterman and Reingold 1991). The same values always give the same places.
    fn places(&self, [left, top, right, bottom]: [f32; 4]) -> Vec<[f32; 2]> {
        let count = self.nodes.len();
        let (width, height) = ((right - left).max(1.0), (bottom - top).max(1.0));
        let middle = [f32::midpoint(left, right), f32::midpoint(top, bottom)];
        // A sunflower's spiral: evenly spread, and no two in one place.
        let mut places: Vec<[f32; 2]> = (0..count)
            .map(|number| {
                let (turn, far) = (number as f32 * 2.399_963, ((number as f32 + 0.5) / count as f32).sqrt());
                [middle[0] + far * width * 0.45 * turn.cos(), middle[1] + far * height * 0.45 * turn.sin()]
            })
            .collect();
        if count == 1 {
            return vec![middle];
        }
        let most = self.edges.iter().map(|edge| edge.count).max().unwrap_or(1).max(1) as f32;
        let ideal = (width * height / count as f32).sqrt() * 0.6;
        let rounds = 300;
        for round in 0..rounds {
            let reach = ideal * 0.5 * (1.0 - round as f32 / rounds as f32) + 0.5;
            let mut moves = vec![[0.0_f32; 2]; count];
            for a in 0..count {
                for b in a + 1..count {
                    let (dx, dy) = (places[a][0] - places[b][0], places[a][1] - places[b][1]);
                    let far = dx.hypot(dy).max(0.5);
                    let push = ideal * ideal / (far * far);
                    moves[a] = [moves[a][0] + dx * push, moves[a][1] + dy * push];
                    moves[b] = [moves[b][0] - dx * push, moves[b][1] - dy * push];
                }
            }
            for edge in self.edges.iter().filter(|edge| edge.a < count && edge.b < count) {
                let (a, b) = (edge.a, edge.b);
                let (dx, dy) = (places[a][0] - places[b][0], places[a][1] - places[b][1]);
                let pull = dx.hypot(dy) / ideal * (0.3 + 0.7 * edge.count as f32 / most);
                moves[a] = [moves[a][0] - dx * pull, moves[a][1] - dy * pull];
                moves[b] = [moves[b][0] + dx * pull, moves[b][1] + dy * pull];
            }
            for (place, by) in places.iter_mut().zip(&moves) {
                // A little towards the middle, so that what nothing holds does not fly off.
                let by = [by[0] + (middle[0] - place[0]) * 0.3, by[1] + (middle[1] - place[1]) * 0.3];
                let far = by[0].hypot(by[1]).max(0.01);
                let share = reach.min(far) / far;
                *place = [(place[0] + by[0] * share).clamp(left, right), (place[1] + by[1] * share).clamp(top, bottom)];
            }
        }
        places
    }

    /// A row for each edge.
    pub fn table(&self, language: Language) -> Table {
        let head = [("name", "الاسم"), ("with", "مع"), ("together", "معا")];
        let names = |node: usize| self.nodes.get(node).map_or("", |node| node.0.name.as_str());
        let row = |edge: &Edge| vec![names(edge.a).into(), names(edge.b).into(), edge.count.into()];
        Table {
            head: head.map(|(en, ar)| language.say(en, ar).to_owned()).to_vec(),
            rows: self.edges.iter().map(row).collect(),
        }
    }
}

fn mixed(paper: Rgb, color: Rgb, share: f32) -> Rgb {
    crate::layout::palette::mix(paper, color, share)
}
