//! `hawashi map`: draws the places that are named.

use super::args::MapArgs;
use super::outcome::complain;
use super::pictures::{Output, check_range};
use super::{CliError, Exit, Reporter};
use crate::layout::TextEngine;
use crate::picture::Language;
use crate::picture::map::{MapLook, View, geojson, projection};

/// Runs the subcommand.
pub fn run(args: &MapArgs) -> Result<Exit, CliError> {
    let output = Output::of(&args.out, &[Output::Svg, Output::Png, Output::Geojson, Output::Csv])?;
    check_range("--width", args.width, [320.0, 8000.0])?;
    args.height.map_or(Ok(()), |height| check_range("--height", height, [200.0, 8000.0]))?;
    let [least, most] = projection::ZOOMS;
    args.zoom.map_or(Ok(()), |zoom| check_range("--zoom", zoom as f32, [least as f32, most as f32]))?;
    args.drawing.check(&args.out)?;
    let mut reporter = Reporter::default();
    let (surveyed, rows) = args.drawing.read(&mut reporter)?;
    let language = Language::from(args.drawing.language);
    let counted = args.drawing.counted(&surveyed, &rows, language);
    let places = counted.places(args.drawing.within.into()).picture;
    if places.places.is_empty() {
        let why = match places.unplaced.len() {
            0 => "no place was found".to_owned(),
            1 => "the one place that was found has no coordinates".to_owned(),
            some => format!("none of the {some} places that were found has coordinates"),
        };
        complain(&format!("there is nothing to draw: {why}; a --lexicon can name places with coordinates"));
        return Ok(reporter.exit().max(Exit::No));
    }
    if output == Output::Geojson {
        args.drawing.write_bytes(&args.out, geojson::geojson(&places).as_bytes())?;
        return Ok(reporter.exit());
    }
    let look = MapLook { names: args.names.into(), ..MapLook::new(args.width, language, args.drawing.theme.into()) };
    let [width, height] = look.size;
    let size = [width, args.height.unwrap_or(height)];
    let view =
        args.center.zip(args.zoom).map(|([lat, lon], zoom)| View { center: projection::project(lon, lat), zoom, size });
    let look = MapLook { size, view, ..look };
    args.drawing.write(&args.out, output, || places.draw(&mut TextEngine::new(), &look), || places.table(language))?;
    Ok(reporter.exit())
}
