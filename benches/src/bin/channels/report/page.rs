use anyrt_benches::{Machine, locked_versions};

use super::{Report, section, targets};
use crate::{compare::Plan, peers::LIBRARIES, places::Places, plot};

const LOCK: &str = include_str!("../../../../../Cargo.lock");

/// Writes everything down.
pub(crate) fn write(report: &Report) -> String {
    let mut text = format!(
        "# The channels next to others\n\nWritten by `cargo xtask bench channels`.\n\n{}\n- {}\n\n{}\n{}",
        Machine::look(),
        locked_versions(LOCK, &LIBRARIES),
        method(report.plan),
        targets(report),
    );
    for plot in plot::all(report) {
        text.push_str(&format!("\n![{}]({})\n", plot.title(), plot.file()));
    }
    for section in section::all(report) {
        text.push('\n');
        text.push_str(&section.text);
    }
    text
}

fn method(Plan { rounds, block }: Plan) -> String {
    let places = Places::ALL.map(|place| format!("- *{}*: {}.\n", place.name(), place.what()));
    format!(
        "{rounds} rounds; in each, every channel of a row runs for about {} ms, in an order that changes. Cells\n\
         have the median over the rounds, with an interval that holds the true median with at least 95%\n\
         confidence; and, where there are any, the heap allocations per operation. The columns have the\n\
         capacity and the size of the messages; capacity 0 is a rendezvous. Where not said otherwise it is one\n\
         thread. Producers of unbounded channels pause after every 128 messages. What arrives is counted and\n\
         added up.\n\n\
         {}\n\
         Two of the libraries are unsound, and no measure for a target: the futures of crossfire's queues are\n\
         `Send` although they borrow what is not `Sync`, and kanal writes a waker after it let go of its lock;\n\
         that is a data race as soon as there are two threads, so it is measured on one alone. A channel is\n\
         *strict* if it never gives out a message whose send still waits, and holds no more than its capacity:\n\
         flume, kanal, loole, crossfire and futures-channel are not. One whose form begins with *local* does not\n\
         leave its thread, and is compared with such ones alone.\n",
        block.as_millis(),
        places.concat(),
    )
}
