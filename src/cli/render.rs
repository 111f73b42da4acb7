//! `hawashi render`: draws an article with its highlights as a picture.

use super::args::RenderArgs;
use super::engine::Engine;
use super::export;
use super::inputs::Input;
use super::{CliError, Exit, Reporter};
use crate::layout::picture::{PictureStyle, draw};
use crate::layout::{Family, PageLayout, PageStyle, Palette, TextEngine, marks_in};
use crate::session::Session;
use crate::store::{self, WriteMode};

/// White space around the text, in logical pixels.
const MARGIN: f32 = 40.0;

/// Runs the subcommand.
pub fn run(args: RenderArgs) -> Result<Exit, CliError> {
    let in_range = |name: &str, value: f32, low: f32, high: f32| {
        if (low..=high).contains(&value) {
            Ok(())
        } else {
            Err(CliError::Usage(format!("{name} must be between {low} and {high}, not {value}")))
        }
    };
    in_range("--width", args.width, 40.0, 8000.0)?;
    in_range("--size", args.size, 4.0, 400.0)?;
    in_range("--scale", args.scale, 0.25, 8.0)?;
    args.reading.check([&args.path])?;
    let mode = if args.force { WriteMode::Force } else { WriteMode::New };
    let named = [Some(&args.path), args.reading.article.as_ref()].into_iter().flatten().chain(&args.lexicon);
    store::refuse_input(&args.out, named)?;
    if !args.out.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("png")) {
        let message = format!("{}: pictures are written as PNG; name one that ends in .png", args.out.display());
        return Err(CliError::Usage(message));
    }
    store::check_replaceable(&args.out, mode)?;
    store::check_writable(&args.out)?;
    let reporter = Reporter::default();
    let mut text = TextEngine::new();
    let family = family(&mut text, args.font)?;
    let engine = Engine::with_lexicons(&args.lexicon)?;
    let source = export::read(&Input::of(args.path), &args.reading, &engine, &reporter)?;
    store::refuse_input(&args.out, &source.files)?;
    let session = Session::open(source.document, "", source.annotation_state, source.carried);
    let palette = Palette::of(args.theme.into());
    let style = PageStyle { family, ..PageStyle::book(args.size * args.scale) };
    let mut page = PageLayout::new(session.document(), style, args.width * args.scale);
    let look = PictureStyle {
        paper: palette.paper,
        ink: palette.ink,
        dim: palette.dim,
        margin_px: MARGIN * args.scale,
        point_px: args.scale,
    };
    let drawing = draw(&mut text, session.document(), &mut page, &look, &|span| marks_in(&session, span, palette, &[]));
    if drawing.is_cut {
        reporter
            .warn(&"the picture is cut at 16,000 pixels; a larger --width or a smaller --size or --scale shows more");
    }
    let png =
        drawing.picture.png().map_err(|error| CliError::Usage(format!("the picture cannot be encoded: {error}")))?;
    store::write_file(&args.out, &png, mode)?;
    Ok(reporter.exit())
}

/// The font family with a name; otherwise an error that lists the available ones.
pub(super) fn family(text: &mut TextEngine, name: Option<String>) -> Result<Family, CliError> {
    let Some(name) = name else { return Ok(Family::Article) };
    match text.find_family(&name) {
        Some(name) => Ok(Family::Named(name)),
        None => {
            let known = text.family_names().join(", ");
            Err(CliError::Usage(format!("there is no font {name:?}; installed are {known}")))
        }
    }
}
