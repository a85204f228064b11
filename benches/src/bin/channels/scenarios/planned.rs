use crate::{
    entrant::Entrant,
    row::{Key, Row, Work},
};

/// A row that is not set up yet.
pub(crate) struct Planned {
    pub(crate) key: Key,
    entries: Vec<(Entrant, Make)>,
}

type Make = Box<dyn Fn() -> Option<Work>>;

/// Something that an entrant has entered.
pub(crate) trait Entry: Copy + 'static {
    fn entrant(&self) -> Entrant;
}

impl Planned {
    /// A row in which each does what `make` makes of it.
    pub(crate) fn new<E: Entry>(
        key: Key,
        entries: Vec<E>,
        make: impl Fn(E) -> Option<Work> + Copy + 'static,
    ) -> Self {
        let entries = entries
            .into_iter()
            .map(|entry| -> (Entrant, Make) { (entry.entrant(), Box::new(move || make(entry))) });
        Self {
            key,
            entries: entries.collect(),
        }
    }

    /// Sets up what those do that are wanted.
    pub(crate) fn set_up(&self, wants: impl Fn(&Entrant) -> bool) -> Row {
        let entries = self.entries.iter().filter(|(entrant, _)| wants(entrant));
        let entries = entries.filter_map(|(entrant, make)| Some((*entrant, make()?)));
        Row {
            key: self.key,
            entries: entries.collect(),
        }
    }
}
