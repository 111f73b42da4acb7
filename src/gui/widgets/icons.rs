//! Small line icons, drawn with the painter: sharp at every scale, tinted by the theme.

use eframe::egui::epaint::{CircleShape, PathShape};
use eframe::egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, pos2, vec2};

/// An icon. Drawn on a grid of 16 units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Icon {
    /// An arrow bent back.
    Undo,
    /// An arrow bent forward.
    Redo,
    /// A magnifying glass.
    Find,
    /// A half-filled disc: light or dark.
    Theme,
    /// A small ×: close.
    Close,
    /// A plus.
    Plus,
    /// A chevron in reading direction.
    Forward,
    /// A chevron in reading direction.
    Back,
    /// A chevron that opens downwards.
    Down,
    /// A chevron pointing up: parent folder.
    Up,
    /// A filled dot: unsaved.
    Dot,
    /// A sheet with lines.
    Note,
    /// A folder.
    Folder,
    /// A sheet with a folded corner.
    File,
    /// A tick: accept, or a switch that is on.
    Check,
    /// A ×: reject.
    Cross,
    /// A triangle with a stroke.
    Warning,
    /// Two overlapping sheets.
    Copy,
    /// A bin.
    Delete,
    /// A side panel.
    Panel,
    /// A ring: not started.
    Ring,
    /// A partly filled ring: in progress.
    Pie,
    /// A tick in a ring: done.
    Done,
    /// Two bars in a ring: put aside.
    Paused,
    /// A head and shoulders.
    Person,
    /// An eye with a stroke: hidden.
    Hidden,
}

impl Icon {
    /// All icons.
    pub const ALL: [Self; 26] = [
        Self::Undo,
        Self::Redo,
        Self::Find,
        Self::Theme,
        Self::Close,
        Self::Plus,
        Self::Forward,
        Self::Back,
        Self::Down,
        Self::Up,
        Self::Dot,
        Self::Note,
        Self::Folder,
        Self::File,
        Self::Check,
        Self::Cross,
        Self::Warning,
        Self::Copy,
        Self::Delete,
        Self::Panel,
        Self::Ring,
        Self::Pie,
        Self::Done,
        Self::Paused,
        Self::Person,
        Self::Hidden,
    ];

    /// Whether the icon points along the line and is mirrored in an Arabic interface.
    pub fn points(self) -> bool {
        matches!(
            self,
            Self::Undo | Self::Redo | Self::Forward | Self::Back | Self::Note | Self::File | Self::Find | Self::Panel
        )
    }
}

/// Draws an icon in the largest square in the middle of `rect` (logical points). `mirrored` mirrors icons that point
/// along the line; pass the direction of the interface.
pub(crate) fn paint(painter: &Painter, rect: Rect, icon: Icon, color: Color32, mirrored: bool) {
    let side = rect.width().min(rect.height());
    let pen = Pen {
        painter,
        origin: rect.center() - vec2(side, side) / 2.0,
        unit: side / GRID,
        mirrored: mirrored && icon.points(),
        stroke: Stroke::new((side / GRID * 1.4).max(1.0), color),
    };
    pen.draw(icon);
}

const GRID: f32 = 16.0;

struct Pen<'a> {
    painter: &'a Painter,
    origin: Pos2,
    unit: f32,
    mirrored: bool,
    stroke: Stroke,
}

impl Pen<'_> {
    fn draw(&self, icon: Icon) {
        match icon {
            Icon::Undo => self.bent_arrow(false),
            Icon::Redo => self.bent_arrow(true),
            Icon::Find => {
                self.circle(7.0, 7.0, 4.0, false);
                self.line(&[(10.0, 10.0), (13.5, 13.5)]);
            }
            Icon::Theme => {
                self.circle(8.0, 8.0, 5.5, false);
                // The left half, as a fan of points on the circle.
                let half = (0..=16).map(|step| {
                    let angle = std::f32::consts::PI * (0.5 + step as f32 / 16.0);
                    (8.0 + 5.5 * angle.cos(), 8.0 + 5.5 * angle.sin())
                });
                self.fill(&half.collect::<Vec<_>>());
            }
            Icon::Close => self.cross(5.0),
            Icon::Cross => self.cross(4.0),
            Icon::Plus => {
                self.line(&[(8.0, 3.5), (8.0, 12.5)]);
                self.line(&[(3.5, 8.0), (12.5, 8.0)]);
            }
            Icon::Forward => self.line(&[(6.0, 4.0), (10.0, 8.0), (6.0, 12.0)]),
            Icon::Back => self.line(&[(10.0, 4.0), (6.0, 8.0), (10.0, 12.0)]),
            Icon::Down => self.line(&[(4.0, 6.0), (8.0, 10.0), (12.0, 6.0)]),
            Icon::Up => self.line(&[(4.0, 10.0), (8.0, 6.0), (12.0, 10.0)]),
            Icon::Dot => self.circle(8.0, 8.0, 4.0, true),
            Icon::Note => {
                self.closed(&[
                    (2.5, 3.0),
                    (13.5, 3.0),
                    (13.5, 11.0),
                    (7.0, 11.0),
                    (4.5, 13.5),
                    (4.5, 11.0),
                    (2.5, 11.0),
                ]);
                self.line(&[(5.0, 6.0), (11.0, 6.0)]);
                self.line(&[(5.0, 8.5), (9.0, 8.5)]);
            }
            Icon::Folder => self.closed(&[(2.0, 3.5), (6.0, 3.5), (7.5, 5.5), (14.0, 5.5), (14.0, 12.5), (2.0, 12.5)]),
            Icon::File => {
                self.closed(&[(3.5, 2.0), (9.5, 2.0), (12.5, 5.0), (12.5, 14.0), (3.5, 14.0)]);
                self.line(&[(9.5, 2.0), (9.5, 5.0), (12.5, 5.0)]);
            }
            Icon::Check => self.line(&[(3.0, 8.5), (6.5, 12.0), (13.0, 4.5)]),
            Icon::Warning => {
                self.closed(&[(8.0, 2.0), (14.5, 13.5), (1.5, 13.5)]);
                self.line(&[(8.0, 6.5), (8.0, 9.5)]);
                self.circle(8.0, 11.5, 0.9, true);
            }
            Icon::Copy => {
                self.closed(&[(5.5, 5.5), (13.5, 5.5), (13.5, 13.5), (5.5, 13.5)]);
                self.line(&[(10.5, 5.5), (10.5, 2.5), (2.5, 2.5), (2.5, 10.5), (5.5, 10.5)]);
            }
            Icon::Delete => {
                self.line(&[(2.5, 4.5), (13.5, 4.5)]);
                self.line(&[(6.0, 4.5), (6.0, 2.5), (10.0, 2.5), (10.0, 4.5)]);
                self.line(&[(4.0, 4.5), (4.7, 13.5), (11.3, 13.5), (12.0, 4.5)]);
            }
            Icon::Ring => self.circle(8.0, 8.0, 5.5, false),
            Icon::Pie => {
                self.circle(8.0, 8.0, 5.5, false);
                let part = (0..=12).map(|step| {
                    let angle = std::f32::consts::PI * (step as f32 / 12.0 - 0.5);
                    (8.0 + 5.5 * angle.cos(), 8.0 + 5.5 * angle.sin())
                });
                self.fill(&part.collect::<Vec<_>>());
            }
            Icon::Done => {
                self.circle(8.0, 8.0, 5.5, false);
                self.line(&[(5.3, 8.3), (7.3, 10.3), (10.8, 5.9)]);
            }
            Icon::Paused => {
                self.circle(8.0, 8.0, 5.5, false);
                self.line(&[(6.5, 5.8), (6.5, 10.2)]);
                self.line(&[(9.5, 5.8), (9.5, 10.2)]);
            }
            Icon::Person => {
                self.circle(8.0, 5.5, 2.5, false);
                let shoulders = (0..=12).map(|step| {
                    let angle = std::f32::consts::PI * (1.0 + step as f32 / 12.0);
                    (8.0 + 4.5 * angle.cos(), 13.5 + 4.0 * angle.sin())
                });
                self.line(&shoulders.collect::<Vec<_>>());
            }
            Icon::Hidden => {
                self.line(&[(1.5, 8.0), (4.5, 5.0), (8.0, 4.0), (11.5, 5.0), (14.5, 8.0)]);
                self.line(&[(1.5, 8.0), (4.5, 11.0), (8.0, 12.0), (11.5, 11.0), (14.5, 8.0)]);
                self.line(&[(3.0, 13.5), (13.0, 2.5)]);
            }
            Icon::Panel => {
                self.closed(&[(2.0, 3.0), (14.0, 3.0), (14.0, 13.0), (2.0, 13.0)]);
                self.line(&[(10.0, 3.0), (10.0, 13.0)]);
            }
        }
    }

    /// Undo's arrow, or Redo's when turned.
    fn bent_arrow(&self, turned: bool) {
        let x = |x: f32| if turned { GRID - x } else { x };
        let arc = (0..=12).map(|step| {
            let angle = std::f32::consts::PI * (-0.5 + step as f32 / 12.0);
            (x(9.0 + 3.75 * angle.cos()), 9.25 + 3.75 * angle.sin())
        });
        let mut points = vec![(x(3.0), 5.5)];
        points.extend(arc);
        points.push((x(5.5), 13.0));
        self.line(&points);
        self.line(&[(x(6.0), 2.5), (x(3.0), 5.5), (x(6.0), 8.5)]);
    }

    fn cross(&self, from: f32) {
        let to = GRID - from;
        self.line(&[(from, from), (to, to)]);
        self.line(&[(to, from), (from, to)]);
    }

    fn at(&self, (x, y): (f32, f32)) -> Pos2 {
        let x = if self.mirrored { GRID - x } else { x };
        self.origin + vec2(x, y) * self.unit
    }

    fn points(&self, points: &[(f32, f32)]) -> Vec<Pos2> {
        points.iter().map(|&point| self.at(point)).collect()
    }

    fn line(&self, points: &[(f32, f32)]) {
        self.painter.add(PathShape::line(self.points(points), self.stroke));
    }

    fn closed(&self, points: &[(f32, f32)]) {
        self.painter.add(PathShape::closed_line(self.points(points), self.stroke));
    }

    fn fill(&self, points: &[(f32, f32)]) {
        let color = self.stroke.color;
        self.painter.add(PathShape::convex_polygon(self.points(points), color, Stroke::NONE));
    }

    fn circle(&self, x: f32, y: f32, radius: f32, filled: bool) {
        let center = self.at((x, y));
        let radius = radius * self.unit;
        self.painter.add(Shape::Circle(if filled {
            CircleShape::filled(center, radius, self.stroke.color)
        } else {
            CircleShape::stroke(center, radius, self.stroke)
        }));
    }
}

/// The square for an icon of `side` points in the middle of `rect`.
pub(crate) fn square(rect: Rect, side: f32) -> Rect {
    Rect::from_center_size(pos2(rect.center().x, rect.center().y), vec2(side, side))
}
