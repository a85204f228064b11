use std::pin::Pin;

use crate::{
    operation::{Entrant, OURS, Operation, Work},
    reactor::Parent,
    target::Target,
};

/// What the tokens have in common.
trait Token: 'static {
    fn make() -> Self;
    fn child(&self) -> Self;
    fn cancel(&self);
    fn cancelled(&self) -> impl Future<Output = ()>;
}

macro_rules! token {
    ($token:ty) => {
        impl Token for $token {
            fn make() -> Self {
                Self::new()
            }

            fn child(&self) -> Self {
                self.child_token()
            }

            fn cancel(&self) {
                self.cancel();
            }

            fn cancelled(&self) -> impl Future<Output = ()> {
                self.cancelled()
            }
        }
    };
}

type Ours = anyrt_combinators::task::CancellationToken;
type Util = tokio_util::sync::CancellationToken;

token!(Ours);
token!(Util);

/// How many of the futures are ready.
fn ready(parent: &Parent, waiting: &mut [Pin<Box<impl Future>>]) -> usize {
    waiting
        .iter_mut()
        .map(|future| usize::from(parent.poll(|cx| future.as_mut().poll(cx)).is_ready()))
        .sum()
}

fn work<T: Token>(n: usize) -> Option<Work> {
    let parent = Parent::default();
    Work::alone(n, move || {
        let token = T::make();
        let children: Vec<T> = (0..n).map(|_| token.child()).collect();
        let mut waiting: Vec<_> = children
            .iter()
            .map(|child| Box::pin(child.cancelled()))
            .collect();
        assert_eq!(ready(&parent, &mut waiting), 0);
        token.cancel();
        assert_eq!(ready(&parent, &mut waiting), n);
    })
}

/// A tree of two levels is made, waited for and cancelled.
pub(crate) fn cancel() -> Operation {
    Operation {
        name: "token",
        what: "A cancellation token and children of it are made, each child is waited for, and the token is \
               cancelled.",
        unit: "child",
        sizes_of: "children",
        sizes: &[1, 64, 1024],
        entrants: vec![
            Entrant::new(OURS, "CancellationToken", work::<Ours>),
            Entrant::new("tokio-util", "CancellationToken", work::<Util>),
        ],
        target: Target::None,
    }
}
