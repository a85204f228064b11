//! The commands that changed the data, on their way to the file.
//!
//! It lies with the data under one lock, and does no input or output.

use std::sync::Arc;

use super::script::Script;

/// What the file does not have yet.
///
/// A position in it is the number of bytes recorded since the start.
#[derive(Debug, Default)]
pub(crate) struct Journal {
    phase: Phase,
    fresh: Script,
    end: u64,
    /// Whether there is something to do that the writer was not told.
    news: bool,
    rewrite: Rewrite,
}

/// Whether commands are recorded.
#[derive(Debug, Default)]
enum Phase {
    /// There is no file, or it is being read.
    #[default]
    Off,
    /// They are.
    On,
    /// Not any more: writing has failed, with this error.
    Failed(Arc<str>),
}

/// How far the making of a compact file has come.
#[derive(Debug, Default)]
enum Rewrite {
    /// None is being made.
    #[default]
    Idle,
    /// Somebody has asked for one.
    Wanted,
    /// One is being made, and lacks these commands.
    Running(Script),
}

/// Commands to be written.
#[derive(Debug)]
pub(super) struct Batch {
    /// The commands.
    pub(super) bytes: Vec<u8>,
    /// The position after the last of them.
    pub(super) end: u64,
}

impl Journal {
    /// Begins to record.
    pub(super) fn start(&mut self) {
        self.phase = Phase::On;
    }

    /// Records nothing any more, and forgets what was not written.
    pub(super) fn fail(&mut self, error: Arc<str>) {
        self.phase = Phase::Failed(error);
        self.fresh = Script::default();
        self.rewrite = Rewrite::Idle;
    }

    /// Returns why nothing more can be recorded, if that is so.
    pub(crate) fn error(&self) -> Option<&str> {
        match &self.phase {
            Phase::Failed(error) => Some(error),
            Phase::Off | Phase::On => None,
        }
    }

    /// Records a command that has changed a database.
    pub(crate) fn record(
        &mut self,
        database: usize,
        name: &[u8],
        arguments: impl ExactSizeIterator<Item: AsRef<[u8]>>,
    ) {
        if !matches!(self.phase, Phase::On) {
            return;
        }
        if let Rewrite::Running(missing) = &mut self.rewrite {
            let arguments: Vec<_> = arguments.collect();
            missing.push(database, name, arguments.iter());
            return self.append(database, name, arguments.into_iter());
        }
        self.append(database, name, arguments);
    }

    /// Appends a command to those that the file lacks.
    fn append(
        &mut self,
        database: usize,
        name: &[u8],
        arguments: impl ExactSizeIterator<Item: AsRef<[u8]>>,
    ) {
        // A length always fits.
        self.end += self.fresh.push(database, name, arguments) as u64;
        self.news = true;
    }

    /// Returns the position after the last command.
    pub(crate) fn position(&self) -> u64 {
        self.end
    }

    /// Returns whether the writer is to be told that there is something to do.
    pub(crate) fn take_news(&mut self) -> bool {
        std::mem::take(&mut self.news)
    }

    /// Takes the commands that the file lacks, if there are any.
    pub(super) fn take(&mut self) -> Option<Batch> {
        (!self.fresh.is_empty()).then(|| Batch {
            bytes: self.fresh.take(),
            end: self.end,
        })
    }

    /// Asks for a compact file; returns whether nobody has before.
    pub(crate) fn want_rewrite(&mut self) -> bool {
        let idle = matches!(self.rewrite, Rewrite::Idle);
        if idle {
            self.rewrite = Rewrite::Wanted;
            self.news = true;
        }
        idle
    }

    /// Returns whether a compact file is wanted and not begun.
    pub(super) fn wants_rewrite(&self) -> bool {
        matches!(self.rewrite, Rewrite::Wanted)
    }

    /// Begins to gather what a compact file, which has all up to now, will lack.
    pub(super) fn begin_rewrite(&mut self) {
        self.rewrite = Rewrite::Running(Script::default());
    }

    /// Takes the commands that the compact file lacks; more of them may follow.
    pub(super) fn take_missing(&mut self) -> Vec<u8> {
        match &mut self.rewrite {
            Rewrite::Running(missing) => missing.take(),
            Rewrite::Idle | Rewrite::Wanted => Vec::new(),
        }
    }

    /// Ends the gathering and takes the last commands that the compact file lacks, and those that the
    /// present one does. What follows may go to either.
    pub(super) fn end_rewrite(&mut self) -> (Vec<u8>, Option<Batch>) {
        let missing = self.take_missing();
        self.rewrite = Rewrite::Idle;
        let batch = self.take();
        self.fresh.forget_database();
        (missing, batch)
    }
}

#[cfg(test)]
impl Journal {
    /// Makes a journal that records, for claims about single parts.
    pub(crate) fn recording() -> Self {
        let mut journal = Self::default();
        journal.start();
        journal
    }

    /// Takes what was recorded, as text.
    pub(crate) fn take_text(&mut self) -> String {
        let bytes = self.take().map(|batch| batch.bytes).unwrap_or_default();
        String::from_utf8_lossy(&bytes).into_owned()
    }
}
