use crate::{
    compare::{Compared, Measured, Plan},
    entrant::Entrant,
    scenarios::Burst,
};

/// All that was measured.
#[derive(Debug)]
pub(crate) struct Report {
    pub(crate) plan: Plan,
    pub(crate) rows: Vec<Compared>,
    pub(crate) bursts: Vec<Burst>,
}

impl Report {
    pub(crate) fn new(plan: Plan) -> Self {
        Self {
            plan,
            rows: Vec::new(),
            bursts: Vec::new(),
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.bursts.is_empty()
    }

    /// The row of this name.
    pub(crate) fn row(&self, name: &str) -> Option<&Compared> {
        self.rows.iter().find(|row| row.key.name() == name)
    }
}

impl Compared {
    /// What the channel of this library and form took.
    pub(crate) fn of(&self, wanted: Entrant) -> Option<&Measured> {
        let mut entries = self.entries.iter();
        let found = entries.find(|(entrant, _)| *entrant == wanted);
        found.map(|(_, measured)| measured)
    }
}
