use std::{io, path::PathBuf};

use anyrt_async_std::AsyncStd;
use anyrt_benches::Run;
use anyrt_smol::SmolGlobal;
use anyrt_tokio::TokioHandle;
use anyrt_traits::AnyRuntime;

use crate::{anyrt, bare, scratch::Scratch};

/// What is done, once in a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operation {
    /// Writes a file anew, in writes of `size` bytes, and flushes.
    Write { size: usize, times: usize },
    /// Reads a file to its end, in reads of `size` bytes.
    Read { size: usize, times: usize },
    /// Reads a whole file, `times` times.
    ReadFile { times: usize },
    /// Writes a whole file, `times` times.
    WriteFile { times: usize },
    /// Opens and closes a file, `times` times.
    Open { times: usize },
    /// Takes the output of a program that writes `bytes`, `times` times.
    Output { bytes: usize, times: usize },
}

/// How large the file of `ReadFile` and `WriteFile` is.
pub(crate) const WHOLE: usize = 16 * 1024;

impl Operation {
    pub(crate) const ALL: [Self; 10] = [
        Self::write(64 * 1024, 512),
        Self::write(512, 16 * 1024),
        Self::write(1024 * 1024, 32),
        Self::read(64 * 1024, 512),
        Self::read(4 * 1024, 4 * 1024),
        Self::ReadFile { times: 500 },
        Self::WriteFile { times: 500 },
        Self::Open { times: 500 },
        Self::Output {
            bytes: 1024 * 1024,
            times: 20,
        },
        Self::Output {
            bytes: 0,
            times: 20,
        },
    ];

    const fn write(size: usize, times: usize) -> Self {
        Self::Write { size, times }
    }

    const fn read(size: usize, times: usize) -> Self {
        Self::Read { size, times }
    }

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Write { size: 512, .. } => "write-512",
            Self::Write { size: 65_536, .. } => "write-64k",
            Self::Write { .. } => "write-1m",
            Self::Read { size: 4_096, .. } => "read-4k",
            Self::Read { .. } => "read-64k",
            Self::ReadFile { .. } => "read-file",
            Self::WriteFile { .. } => "write-file",
            Self::Open { .. } => "open",
            Self::Output { bytes: 0, .. } => "output-none",
            Self::Output { .. } => "output-1m",
        }
    }

    /// How many operations a run has.
    pub(crate) const fn times(self) -> usize {
        match self {
            Self::Write { times, .. }
            | Self::Read { times, .. }
            | Self::ReadFile { times }
            | Self::WriteFile { times }
            | Self::Open { times }
            | Self::Output { times, .. } => times,
        }
    }

    /// How large the file is that it finds.
    const fn file_size(self) -> usize {
        match self {
            Self::Write { .. } | Self::Open { .. } => 0,
            Self::Read { size, times } => size * times,
            Self::ReadFile { .. } | Self::WriteFile { .. } => WHOLE,
            Self::Output { bytes, .. } => bytes,
        }
    }
}

/// An operation on a runtime, bare, through anyrt, and through its erased form.
pub(crate) struct Case {
    pub(crate) operation: Operation,
    pub(crate) runtime: &'static str,
    pub(crate) variants: [Run; 3],
}

/// Makes every operation on every runtime that has it.
pub(crate) fn all(scratch: &Scratch) -> io::Result<Vec<Case>> {
    let mut cases = Vec::new();
    for operation in Operation::ALL {
        let path = scratch.file(operation.name(), operation.file_size())?;
        cases.push(on_tokio(operation, path.clone())?);
        cases.push(on_smol(operation, path.clone()));
        // async-std's own programs are smol's, behind an unstable feature.
        if !matches!(operation, Operation::Output { .. }) {
            cases.push(on_async_std(operation, path));
        }
    }
    Ok(cases)
}

fn on_tokio(operation: Operation, path: PathBuf) -> io::Result<Case> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let runtime = std::rc::Rc::new(runtime);
    let handle = TokioHandle::from(runtime.handle().clone());
    let erased = AnyRuntime::new(handle.clone());
    let (on, at) = (runtime.clone(), path.clone());
    let bare: Run = Box::new(move || on.block_on(bare::tokio::run(operation, &at)));
    let (on, at) = (runtime.clone(), path.clone());
    let known: Run = Box::new(move || on.block_on(anyrt::run(&handle, operation, &at)));
    let erased: Run = Box::new(move || runtime.block_on(anyrt::run(&erased, operation, &path)));
    Ok(Case {
        operation,
        runtime: "tokio",
        variants: [bare, known, erased],
    })
}

fn on_smol(operation: Operation, path: PathBuf) -> Case {
    let at = path.clone();
    let bare: Run = Box::new(move || smol::block_on(bare::smol::run(operation, &at)));
    let at = path.clone();
    let known: Run =
        Box::new(move || smol::block_on(anyrt::run(&SmolGlobal::new(), operation, &at)));
    let rt = AnyRuntime::new(SmolGlobal::new());
    let erased: Run = Box::new(move || smol::block_on(anyrt::run(&rt, operation, &path)));
    Case {
        operation,
        runtime: "smol",
        variants: [bare, known, erased],
    }
}

fn on_async_std(operation: Operation, path: PathBuf) -> Case {
    use async_std::task::block_on;

    let at = path.clone();
    let bare: Run = Box::new(move || block_on(bare::async_std::run(operation, &at)));
    let at = path.clone();
    let known: Run = Box::new(move || block_on(anyrt::run(&AsyncStd::new(), operation, &at)));
    let rt = AnyRuntime::new(AsyncStd::new());
    let erased: Run = Box::new(move || block_on(anyrt::run(&rt, operation, &path)));
    Case {
        operation,
        runtime: "async-std",
        variants: [bare, known, erased],
    }
}
