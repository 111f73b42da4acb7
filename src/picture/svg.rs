//! A display list as SVG. Text is written as the outlines of its letters, so that the picture looks the same on every
//! machine; what it says stands in `<title>`s.

use std::fmt::Write as _;

use super::display::{DisplayList, Item, Rect, Shape};
use crate::layout::{GlyphOutlines, Rgb, Segment};

/// The picture as a file's text.
pub fn svg(list: &DisplayList) -> String {
    let mut out = String::new();
    let (width, height) = (number(list.width), number(list.height));
    let title = escaped(&list.title);
    // Writing to a string never fails.
    let _ = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\">\n<title>{title}</title>\n\
         <rect width=\"{width}\" height=\"{height}\" fill=\"{}\"/>\n",
        color(list.ground)
    );
    let mut writer = Writer { letters: GlyphOutlines::new(), clips: Vec::new() };
    let mut at = 0;
    while let Some(first) = list.items.get(at) {
        let same = |item: &&Item| item.mark == first.mark && item.clip == first.clip;
        let run: Vec<&Item> = list.items[at..].iter().take_while(same).collect();
        let mark = first.mark.and_then(|mark| list.marks.get(mark as usize));
        let clip = first.clip.map(|clip| writer.clip(clip, &mut out));
        if mark.is_some() || clip.is_some() {
            let clip = clip.map_or(String::new(), |number| format!(" clip-path=\"url(#c{number})\""));
            let role = if mark.is_some() { " role=\"img\"" } else { "" };
            let _ = writeln!(out, "<g{role}{clip}>");
            if let Some(mark) = mark {
                let _ = writeln!(out, "<title>{}</title>", escaped(&mark.title));
            }
        }
        for item in &run {
            writer.item(item, &mut out);
        }
        if mark.is_some() || clip.is_some() {
            out.push_str("</g>\n");
        }
        at += run.len();
    }
    out.push_str("</svg>\n");
    out
}

struct Writer {
    letters: GlyphOutlines,
    clips: Vec<Rect>,
}

impl Writer {
    /// The number of a clipping rectangle, which is written once.
    fn clip(&mut self, clip: Rect, out: &mut String) -> usize {
        if let Some(known) = self.clips.iter().position(|known| *known == clip) {
            return known;
        }
        self.clips.push(clip);
        let number = self.clips.len() - 1;
        let [left, top, right, bottom] = clip;
        let _ = writeln!(out, "<clipPath id=\"c{number}\"><rect {}/></clipPath>", edges([left, top, right, bottom]));
        number
    }

    fn item(&mut self, item: &Item, out: &mut String) {
        let mut look = item.fill.map_or(" fill=\"none\"".to_owned(), |fill| format!(" fill=\"{}\"", color(fill)));
        let is_text = matches!(item.shape, Shape::Text { .. });
        if let Some(pen) = item.pen {
            let _ = write!(look, " stroke=\"{}\" stroke-width=\"{}\"", color(pen.color), number(pen.width));
            if let Some([dash, gap]) = pen.dash {
                let _ = write!(look, " stroke-dasharray=\"{} {}\"", number(dash), number(gap));
            }
            if is_text {
                look.push_str(" stroke-linejoin=\"round\" paint-order=\"stroke\"");
            } else if matches!(item.shape, Shape::Lines(_)) && pen.dash.is_none() {
                look.push_str(" stroke-linejoin=\"round\" stroke-linecap=\"round\"");
            }
        }
        let _ = match &item.shape {
            Shape::Rect { rect, radius } if *radius > 0.0 => {
                writeln!(out, "<rect {} rx=\"{}\"{look}/>", edges(*rect), number(*radius))
            }
            Shape::Rect { rect, .. } => writeln!(out, "<rect {}{look}/>", edges(*rect)),
            Shape::Circle { center: [x, y], radius } => {
                writeln!(out, "<circle cx=\"{}\" cy=\"{}\" r=\"{}\"{look}/>", number(*x), number(*y), number(*radius))
            }
            Shape::Text { layout, origin } => {
                let letters = self.letters.letters(layout);
                writeln!(out, "<path d=\"{}\"{look}/>", path(&letters, *origin))
            }
            shape => writeln!(out, "<path d=\"{}\"{look}/>", path(&shape.outline(), [0.0; 2])),
        };
    }
}

fn edges([left, top, right, bottom]: Rect) -> String {
    let (width, height) = ((right - left).max(0.0), (bottom - top).max(0.0));
    format!("x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"", number(left), number(top), number(width), number(height))
}

/// The data of a path, moved by an offset.
fn path(outline: &[Segment], [dx, dy]: [f32; 2]) -> String {
    let place = |[x, y]: [f32; 2]| format!("{} {}", number(x + dx), number(y + dy));
    let mut data = String::new();
    for segment in outline {
        let _ = match segment {
            Segment::Move(to) => write!(data, "M{}", place(*to)),
            Segment::Line(to) => write!(data, "L{}", place(*to)),
            Segment::Quad(by, to) => write!(data, "Q{} {}", place(*by), place(*to)),
            Segment::Cubic(a, b, to) => write!(data, "C{} {} {}", place(*a), place(*b), place(*to)),
            Segment::Close => write!(data, "Z"),
        };
    }
    data
}

/// A number with at most two digits after the point.
fn number(value: f32) -> String {
    let rounded = (f64::from(if value.is_finite() { value } else { 0.0 }) * 100.0).round() / 100.0;
    // Never "-0".
    format!("{}", rounded + 0.0)
}

fn color([r, g, b]: Rgb) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}

/// Text between tags; controls that XML cannot have are left out.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\t' | '\n' | '\r' => out.push(' '),
            c if (c as u32) < 0x20 || matches!(c, '\u{FFFE}' | '\u{FFFF}') => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_person_wrote_cannot_leave_its_title() {
        assert_eq!(escaped("a<b>&\u{1}\"\n"), "a&lt;b&gt;&amp;\" ");
    }

    #[test]
    fn numbers_are_short_and_never_break_a_path() {
        assert_eq!(number(1.0), "1");
        assert_eq!(number(-0.001), "0");
        assert_eq!(number(2.345_6), "2.35");
        assert_eq!(number(f32::NAN), "0");
    }
}
