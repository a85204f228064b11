//! A plot of several rows: a column for each, a line for each library, on a logarithmic axis.

use std::{error::Error, io};

use anyrt_benches::median;
use plotters::prelude::*;

use crate::{
    compare::Compared,
    entrant::OURS,
    peers::LIBRARIES,
    places::Places,
    report::{Report, section::entrants},
};

const SIZE: (u32, u32) = (1100, 560);
/// Where the list of names begins.
const NAMES_AT: u32 = 900;

/// Rows to be drawn together.
pub(crate) struct Plot<'a> {
    name: String,
    title: String,
    columns: Vec<(String, &'a Compared)>,
}

/// A library, and the best of its channels in each column that it has.
type Line = (&'static str, Vec<(f64, f64)>);

/// Makes one plot of the streams in each place, and one of all else.
pub(crate) fn all(report: &Report) -> Vec<Plot<'_>> {
    let streams = ["1p1c", "4p1c", "4p4c"];
    let rows = || report.rows.iter().filter(|row| row.key.bytes == 8);
    let is_stream = |row: &&Compared| streams.contains(&row.key.scenario);
    let mut plots: Vec<_> = Places::ALL
        .iter()
        .map(|place| Plot {
            name: place.name().to_owned(),
            title: format!("streams of 8 bytes, {}: CPU ns per message", place.name()),
            columns: rows()
                .filter(is_stream)
                .filter(|row| row.key.place == *place)
                .map(labelled)
                .collect(),
        })
        .collect();
    plots.push(Plot {
        name: "waits".to_owned(),
        title: "pairs and waits, 8 bytes: CPU ns per operation".to_owned(),
        columns: rows()
            .filter(|row| {
                [
                    "pair",
                    "backlog",
                    "cancelled-recv",
                    "cancelled-send",
                    "8000-senders",
                ]
                .contains(&row.key.scenario)
            })
            .map(labelled)
            .collect(),
    });
    plots.push(Plot {
        name: "others".to_owned(),
        title: "oneshot, broadcast, watch and local, 8 bytes: CPU ns per message".to_owned(),
        columns: rows()
            .filter(|row| {
                let scenario = row.key.scenario;
                ["oneshot", "broadcast", "watch", "local"]
                    .iter()
                    .any(|kind| scenario.starts_with(kind))
            })
            .map(labelled)
            .collect(),
    });
    plots.retain(|plot| plot.columns.len() > 1);
    plots
}

fn labelled(row: &Compared) -> (String, &Compared) {
    let capacity = row.key.capacity.map(|capacity| format!(" {capacity}"));
    let label = format!("{}{}", row.key.scenario, capacity.unwrap_or_default());
    (label, row)
}

impl Plot<'_> {
    /// The name of its file.
    pub(crate) fn file(&self) -> String {
        format!("channels-{}.svg", self.name)
    }

    /// What it shows.
    pub(crate) fn title(&self) -> &str {
        &self.title
    }

    /// Draws it as SVG.
    pub(crate) fn draw(&self) -> io::Result<String> {
        let mut text = String::new();
        self.draw_on(&mut text)
            .map_err(|error| io::Error::other(error.to_string()))?;
        Ok(text)
    }

    fn lines(&self) -> Vec<Line> {
        let rows: Vec<_> = self.columns.iter().map(|(_, row)| *row).collect();
        let mut libraries: Vec<_> = entrants(&rows).iter().map(|one| one.library).collect();
        libraries.dedup();
        let line = |library| {
            let columns = (0_u32..).zip(&rows);
            let points = columns.filter_map(|(x, row)| {
                let of = row.entries.iter().filter(|(one, _)| one.library == library);
                let best = of.map(|(_, measured)| median(&measured.cpu));
                Some((f64::from(x), best.min_by(f64::total_cmp)?))
            });
            (library, points.collect())
        };
        libraries.into_iter().map(line).collect()
    }

    /// Whether a line leads from one point to the other: they are neighbours of one scenario.
    fn joins(&self, a: (f64, f64), b: (f64, f64)) -> bool {
        let neighbours = (0_u32..).zip(self.columns.windows(2));
        neighbours.into_iter().any(|(x, pair)| {
            let is_first = (f64::from(x) - a.0).abs() < 0.5;
            let is_next = b.0 - a.0 < 1.5;
            is_first && is_next && pair[0].1.key.scenario == pair[1].1.key.scenario
        })
    }

    fn draw_on(&self, text: &mut String) -> Result<(), Box<dyn Error>> {
        let lines = self.lines();
        let values = lines.iter().flat_map(|(_, points)| points);
        let (low, high) = values.fold((f64::INFINITY, 0.0_f64), |(low, high), (_, y)| {
            (low.min(*y), high.max(*y))
        });
        let last = f64::from(u32::try_from(self.columns.len())?) - 1.0;
        // Below it, the axis has a line at each doubling.
        let base = if high / low < 100.0 { 2.0 } else { 10.0 };
        let root = SVGBackend::with_string(text, SIZE).into_drawing_area();
        root.fill(&WHITE)?;
        let (plot, names) = root.split_horizontally(NAMES_AT);
        let mut chart = ChartBuilder::on(&plot)
            .caption(&self.title, ("sans-serif", 20))
            .margin(12)
            .x_label_area_size(150)
            .y_label_area_size(64)
            .build_cartesian_2d(
                -0.3..last + 0.3,
                (low * 0.8..high * 1.25).log_scale().base(base),
            )?;
        chart
            .configure_mesh()
            .disable_x_mesh()
            .light_line_style(WHITE)
            .x_labels(0)
            .y_desc("ns")
            .y_label_formatter(&|y| format!("{y:.0}"))
            .draw()?;
        for (x, (label, _)) in (0_u32..).zip(&self.columns) {
            let (x, y) = chart.backend_coord(&(f64::from(x), low * 0.8));
            let style = ("sans-serif", 12)
                .into_font()
                .transform(FontTransform::Rotate90);
            root.draw(&Text::new(label.clone(), (x + 5, y + 8), style))?;
        }
        for (index, (library, points)) in lines.into_iter().enumerate() {
            let color = color(library);
            let style = color.stroke_width(if library == OURS { 3 } else { 1 });
            for run in points.chunk_by(|a, b| self.joins(*a, *b)) {
                chart.draw_series(LineSeries::new(run.iter().copied(), style))?;
            }
            let dots = points.iter().map(|at| Circle::new(*at, 3, color.filled()));
            chart.draw_series(dots)?;
            let y = 60 + 24 * i32::try_from(index)?;
            names.draw(&PathElement::new([(0, y), (24, y)], style))?;
            names.draw(&Text::new(library, (32, y - 6), ("sans-serif", 13)))?;
        }
        root.present()?;
        Ok(())
    }
}

/// Dark enough for a thin line on white, and far enough apart; in the order of the libraries.
const COLORS: [RGBColor; 13] = [
    RGBColor(214, 39, 40),
    RGBColor(148, 103, 189),
    RGBColor(255, 127, 14),
    RGBColor(31, 119, 180),
    RGBColor(44, 160, 44),
    RGBColor(140, 86, 75),
    RGBColor(23, 190, 207),
    RGBColor(227, 119, 194),
    RGBColor(188, 189, 34),
    RGBColor(127, 127, 127),
    RGBColor(255, 187, 60),
    RGBColor(0, 60, 140),
    RGBColor(120, 200, 120),
];

/// The same in every plot; ours is black.
fn color(library: &str) -> RGBAColor {
    let place = LIBRARIES.iter().position(|name| *name == library);
    place.map_or(BLACK, |place| COLORS[place]).to_rgba()
}
