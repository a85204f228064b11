//! A plot of time by size, both on logarithmic axes.

use std::{error::Error, io};

use anyrt_benches::median;
use plotters::prelude::*;

use crate::{compare::Compared, report::grouped};

/// A name, whether it is ours, and the points.
type Line = (String, bool, Vec<(f64, f64)>);

const SIZE: (u32, u32) = (960, 480);
/// Where the list of names begins.
const NAMES_AT: u32 = 700;
/// From the least to the greatest; below it, the axis has a line at each doubling.
const NARROW: f64 = 40.0;

/// Draws the plot as SVG.
pub(crate) fn draw(result: &Compared) -> io::Result<String> {
    let mut text = String::new();
    draw_on(result, &mut text).map_err(|error| io::Error::other(error.to_string()))?;
    Ok(text)
}

fn draw_on(result: &Compared, text: &mut String) -> Result<(), Box<dyn Error>> {
    let lines: Vec<Line> = result
        .entrants
        .iter()
        .enumerate()
        .map(|(index, name)| {
            let points = result.sizes.iter().filter_map(|size| {
                let found = size.entrants[index].as_ref()?;
                Some((to_float(size.size), median(&found.rounds)))
            });
            (
                format!("{} {}", name.library, name.form),
                name.is_ours,
                points.collect(),
            )
        })
        .collect();
    let values = lines
        .iter()
        .flat_map(|(_, _, points)| points.iter().map(|(_, y)| *y));
    let (low, high) = values.fold((f64::INFINITY, 0.0_f64), |(low, high), y| {
        (low.min(y), high.max(y))
    });
    let sizes = || result.sizes.iter().map(|size| to_float(size.size));
    let (first, last) = (
        sizes().fold(f64::INFINITY, f64::min),
        sizes().fold(0.0, f64::max),
    );

    let root = SVGBackend::with_string(text, SIZE).into_drawing_area();
    root.fill(&WHITE)?;
    let (plot, names) = root.split_horizontally(NAMES_AT);
    let base = if high / low < NARROW { 2.0 } else { 10.0 };
    let heights = (low * 0.8..high * 1.25).log_scale().base(base);
    let mut chart = ChartBuilder::on(&plot)
        .caption(
            format!("{}: ns per {}", result.name, result.unit),
            ("sans-serif", 20),
        )
        .margin(12)
        .x_label_area_size(40)
        .y_label_area_size(64)
        .build_cartesian_2d((first..last).log_scale(), heights)?;
    chart
        .configure_mesh()
        .x_desc(result.sizes_of)
        .y_desc(format!("ns per {}", result.unit))
        .x_label_formatter(&|x| label(*x))
        .y_label_formatter(&|y| label(*y))
        .light_line_style(WHITE)
        .draw()?;
    for (index, (name, is_ours, points)) in lines.into_iter().enumerate() {
        let color = Palette99::pick(index).to_rgba();
        let style = color.stroke_width(if is_ours { 3 } else { 1 });
        let dots = points.iter().map(|at| Circle::new(*at, 3, color.filled()));
        chart.draw_series(dots)?;
        chart.draw_series(LineSeries::new(points, style))?;
        let y = 60 + 24 * i32::try_from(index)?;
        names.draw(&PathElement::new([(0, y), (24, y)], style))?;
        names.draw(&Text::new(name, (32, y - 6), ("sans-serif", 13)))?;
    }
    root.present()?;
    Ok(())
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "labels of an axis are small and not negative"
)]
fn label(value: f64) -> String {
    if value < 10.0 {
        format!("{value:.1}")
    } else {
        grouped(value.round() as usize)
    }
}

#[expect(clippy::cast_precision_loss, reason = "sizes are far below 2^52")]
fn to_float(size: usize) -> f64 {
    size as f64
}
