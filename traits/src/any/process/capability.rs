use std::io;

use super::AnyChild;
use crate::{
    any::{
        AnyRuntime,
        absent::{Absent, unsupported},
        parts::Part,
    },
    process::{Command, Process, SendProcess},
};

pub(in crate::any) trait DynProcess: Part {
    fn start(&self, command: &mut Command) -> io::Result<AnyChild>;
}

impl<T: SendProcess> DynProcess for T {
    fn start(&self, command: &mut Command) -> io::Result<AnyChild> {
        self.spawn_child(command).map(AnyChild::new)
    }
}

impl DynProcess for Absent {
    fn start(&self, _command: &mut Command) -> io::Result<AnyChild> {
        Err(unsupported("process"))
    }
}

impl Process for AnyRuntime {
    type Child = AnyChild;

    fn spawn_child(&self, command: &mut Command) -> io::Result<AnyChild> {
        self.parts.process.start(command)
    }
}
