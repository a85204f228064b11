use super::{
    concurrent, copy, forward, join, lines, merge, race, sets, streams_of_many, timeout, token,
    try_join,
};

use crate::operation::Operation;

/// Makes the list of all there are.
pub(crate) fn all() -> Vec<Operation> {
    vec![
        join::woken(),
        join::ready(),
        try_join::woken(),
        race::losers_woken(),
        sets::one_woken(),
        sets::all_ready(),
        sets::churn(),
        merge::one_hot(),
        streams_of_many::zip(),
        streams_of_many::chain(),
        concurrent::bounded(),
        forward::queues(),
        forward::items(),
        copy::bytes(),
        lines::read(),
        timeout::one_turn(),
        token::cancel(),
    ]
}
