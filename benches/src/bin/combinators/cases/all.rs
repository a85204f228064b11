use super::{concurrent, copy, forward, join, merge, race, sets, timeout, token};

use crate::operation::Operation;

/// Makes the list of all there are.
pub(crate) fn all() -> Vec<Operation> {
    vec![
        join::woken(),
        join::ready(),
        race::losers_woken(),
        sets::one_woken(),
        sets::all_ready(),
        sets::churn(),
        merge::one_hot(),
        concurrent::bounded(),
        forward::queues(),
        forward::items(),
        copy::bytes(),
        timeout::one_turn(),
        token::cancel(),
    ]
}
