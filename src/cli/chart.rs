//! `hawashi chart`: draws what is there as charts.

use super::args::{ChartArgs, ChartKind};
use super::outcome::complain;
use super::pictures::{Output, check_range};
use super::{CliError, Exit, Reporter};
use crate::layout::TextEngine;
use crate::picture::charts::network::MOST_NODES;
use crate::picture::from_survey::Counted;
use crate::picture::{DisplayList, Language, Look, Table};

/// Runs the subcommand.
pub fn run(args: &ChartArgs) -> Result<Exit, CliError> {
    let output = Output::of(&args.out, &[Output::Svg, Output::Png, Output::Csv])?;
    check_range("--width", args.width, [320.0, 8000.0])?;
    if args.kind == ChartKind::Network && args.most.is_some_and(|most| usize::from(most) > MOST_NODES) {
        return Err(CliError::Usage(format!(
            "--most: a network of more than {MOST_NODES} names cannot be read; draw the matrix instead"
        )));
    }
    args.drawing.check(&args.out)?;
    let mut reporter = Reporter::default();
    let (surveyed, rows) = args.drawing.read(&mut reporter)?;
    let counted = args.drawing.counted(&surveyed, &rows, args.names.unwrap_or(args.drawing.language).into());
    let Some((list, table)) = chart(args, &counted) else {
        let has_mentions = !rows.is_empty();
        let why = match args.kind {
            ChartKind::Timeline if has_mentions => {
                "no article has a date (a first line with one, or a file name like 2026-11-30.txt)"
            }
            ChartKind::Matrix if has_mentions => "no two names stand together; a larger --within may find some",
            _ => "no annotation and no mention was found",
        };
        complain(&format!("there is nothing to draw: {why}"));
        return Ok(reporter.exit().max(Exit::No));
    };
    args.drawing.write(&args.out, output, list, table)?;
    Ok(reporter.exit())
}

/// A chart to be drawn, and its table.
type Drawn<'c> = (Box<dyn FnOnce() -> DisplayList + 'c>, Box<dyn FnOnce() -> Table + 'c>);

fn drawn<'c, P: 'c>(
    picture: P,
    draw: impl Fn(&P, &mut TextEngine) -> DisplayList + 'c,
    table: impl Fn(&P) -> Table + 'c,
) -> Drawn<'c> {
    let picture = std::rc::Rc::new(picture);
    let same = picture.clone();
    (Box::new(move || draw(&picture, &mut TextEngine::new())), Box::new(move || table(&same)))
}

/// The chart; `None` if there is nothing to draw.
fn chart<'c>(args: &ChartArgs, counted: &Counted<'_>) -> Option<Drawn<'c>> {
    let language = Language::from(args.drawing.language);
    let look = Look::new(args.width, language, args.drawing.theme.into());
    let most = |usual: u16| usize::from(args.most.unwrap_or(usual));
    let (subject, within) = (args.by.into(), args.drawing.within.into());
    Some(match args.kind {
        ChartKind::Dispersion => {
            let picture = counted.dispersion(subject, most(10)).picture;
            let picture = (!picture.rows.is_empty()).then_some(picture)?;
            drawn(picture, move |p, engine| p.draw(engine, &look), move |p| p.table(language))
        }
        ChartKind::Frequency => {
            let picture = counted.bars(subject, most(10)).picture;
            let picture = (!picture.bars.is_empty()).then_some(picture)?;
            drawn(picture, move |p, engine| p.draw(engine, &look), move |p| p.table(language))
        }
        ChartKind::Matrix => {
            let picture = counted.matrix(within, args.sort.into(), [most(12); 2]).picture;
            let picture = (!picture.rows.is_empty()).then_some(picture)?;
            drawn(picture, move |p, engine| p.draw(engine, &look), move |p| p.table(language))
        }
        ChartKind::Network => {
            let picture = counted.network(within, most(30)).picture;
            let picture = (!picture.nodes.is_empty()).then_some(picture)?;
            drawn(picture, move |p, engine| p.draw(engine, &look), move |p| p.table(language))
        }
        ChartKind::Timeline => {
            let picture = counted.timeline(subject, args.every.into(), most(6)).picture;
            let picture = (!picture.slots.is_empty()).then_some(picture)?;
            drawn(picture, move |p, engine| p.draw(engine, &look), move |p| p.table(language))
        }
    })
}
