//! Models of the engine with real threads: `cargo xtask loom`.

#![cfg(loom)]

mod raw;

use std::{
    ops::ControlFlow,
    sync::Arc,
    task::{Context, Poll, Wake, Waker},
};

use anyrt_combinators::wake_set::WakeSet;
use loom::{
    sync::{
        Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    thread,
};

/// A leaf future: a flag that another thread sets, without any ordering of its own, before it wakes.
struct Leaf {
    is_set: AtomicBool,
    waker: Mutex<Option<Waker>>,
}

impl Leaf {
    fn new() -> Arc<Self> {
        Arc::new(Self {
            is_set: AtomicBool::new(false),
            waker: Mutex::new(None),
        })
    }

    /// Registers first and looks then.
    fn poll(&self, cx: &Context<'_>) -> bool {
        let new = cx.waker().clone();
        let old = self.waker.lock().expect("no panic").replace(new);
        drop(old);
        self.is_set.load(Ordering::Relaxed)
    }

    fn set(&self) {
        self.is_set.store(true, Ordering::Relaxed);
        let waker = self.waker.lock().expect("no panic").take();
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

/// Counts wake-ups, and has loom check that the last use comes before the end.
struct Count(AtomicUsize, raw::Used);

impl Count {
    fn new() -> Arc<Self> {
        Arc::new(Self(AtomicUsize::new(0), raw::Used::new()))
    }

    fn get(&self) -> usize {
        self.0.load(Ordering::SeqCst)
    }
}

impl Wake for Count {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.1.use_it();
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

/// Waits until every leaf, the child of that number, was seen to be set, as a `join` does.
async fn join(mut set: WakeSet, leaves: Vec<(usize, Arc<Leaf>)>) {
    let mut done = vec![false; leaves.len()];
    std::future::poll_fn(move |cx| {
        set.poll_children(cx, |child, cx| {
            let Some(at) = leaves.iter().position(|(number, _)| *number == child) else {
                return ControlFlow::Continue(());
            };
            done[at] = done[at] || leaves[at].1.poll(cx);
            if done.iter().all(|is_done| *is_done) {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        })
    })
    .await;
}

/// Polls once, and tells each visited child its waker.
fn visit(set: &mut WakeSet, parent: &Waker, mut to: impl FnMut(usize, &Waker)) {
    let poll = set.poll_children(&mut Context::from_waker(parent), |child, cx| {
        to(child, cx.waker());
        ControlFlow::<()>::Continue(())
    });
    assert_eq!(poll, Poll::Pending);
}

fn model(bound: usize, code: impl Fn() + Send + Sync + 'static) {
    let executions = Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let count = executions.clone();
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound = Some(bound);
    builder.max_branches = 10_000;
    builder.check(move || {
        count.fetch_add(1, Ordering::Relaxed);
        code();
    });
    let executions = executions.load(Ordering::Relaxed);
    assert!(executions > 1, "one execution shows nothing");
    println!("{executions} executions, at most {bound} preemptions");
}

fn join_of(children: usize, numbers: &'static [usize]) -> impl Fn() + Send + Sync + 'static {
    move || {
        let leaves: Vec<_> = numbers
            .iter()
            .map(|number| (*number, Leaf::new()))
            .collect();
        let setters: Vec<_> = leaves
            .iter()
            .map(|(_, leaf)| {
                let leaf = leaf.clone();
                thread::spawn(move || leaf.set())
            })
            .collect();
        loom::future::block_on(join(WakeSet::new(children), leaves));
        for setter in setters {
            setter.join().expect("no panic");
        }
    }
}

#[test]
fn a_wake_races_with_a_poll() {
    model(4, join_of(1, &[0]));
}

#[test]
fn two_wakers_in_one_chunk() {
    model(2, join_of(2, &[0, 1]));
    model(2, join_of(65, &[0, 1]));
}

/// The chunk of the block as it was made stays the one that is never on the stack.
#[test]
fn two_wakers_in_a_set_that_has_grown() {
    model(2, || {
        let mut set = WakeSet::new(1);
        let parent = Waker::from(Count::new());
        visit(&mut set, &parent, |_, waker| drop(waker.clone()));
        set.grow(65);
        set.wake_all();
        let leaves: Vec<_> = [0, 64].map(|number| (number, Leaf::new())).into();
        let setters: Vec<_> = leaves
            .iter()
            .map(|(_, leaf)| {
                let leaf = leaf.clone();
                thread::spawn(move || leaf.set())
            })
            .collect();
        loom::future::block_on(join(set, leaves));
        for setter in setters {
            setter.join().expect("no panic");
        }
    });
}

#[test]
fn two_wakers_in_two_chunks() {
    model(2, join_of(65, &[0, 64]));
}

/// What was written before a wake is seen by the poll that it leads to, with nothing else to order it;
/// and the parent is woken for it.
#[test]
fn a_poll_sees_what_its_child_was_woken_for() {
    model(3, || {
        let mut set = WakeSet::new(1);
        let count = Count::new();
        let parent = Waker::from(count.clone());
        let mut child = None;
        visit(&mut set, &parent, |_, waker| child = Some(waker.clone()));
        let child = child.expect("visited");
        let flag = Arc::new(AtomicBool::new(false));
        let setter = {
            let flag = flag.clone();
            thread::spawn(move || {
                flag.store(true, Ordering::Relaxed);
                child.wake();
            })
        };
        let mut visits = 0;
        visit(&mut set, &parent, |_, _| {
            visits += 1;
            assert!(flag.load(Ordering::Relaxed));
        });
        setter.join().expect("no panic");
        // A poll that meets the notification half-way wakes the parent itself.
        assert!((1..=2).contains(&count.get()));
        visit(&mut set, &parent, |_, _| visits += 1);
        assert_eq!(visits, 1);
    });
}

/// The sibling whose bit was not the first has nothing but the word to be ordered by.
#[test]
fn a_poll_sees_what_a_sibling_was_woken_for() {
    // A block of one chunk, and one of two.
    model(3, two_siblings_of(2));
    model(3, two_siblings_of(65));
}

fn two_siblings_of(children: usize) -> impl Fn() + Send + Sync + 'static {
    move || {
        let mut set = WakeSet::new(children);
        let parent = Waker::from(Count::new());
        let flags = [(); 2].map(|()| Arc::new(AtomicBool::new(false)));
        let mut setters = Vec::new();
        visit(&mut set, &parent, |child, waker| {
            let Some(flag) = flags.get(child).cloned() else {
                return;
            };
            let waker = waker.clone();
            setters.push(thread::spawn(move || {
                flag.store(true, Ordering::Relaxed);
                waker.wake();
            }));
        });
        let mut visits = 0;
        visit(&mut set, &parent, |child, _| {
            visits += 1;
            assert!(flags[child].load(Ordering::Relaxed));
        });
        for setter in setters {
            setter.join().expect("no panic");
        }
        visit(&mut set, &parent, |_, _| visits += 1);
        assert_eq!(visits, 2);
    }
}

/// The second wake pushes the chunk again, as soon as the poll has zeroed its word.
#[test]
fn a_chunk_is_pushed_again_while_it_is_taken() {
    model(3, || {
        let mut set = WakeSet::new(65);
        let parent = Waker::from(Count::new());
        let mut children: Vec<Option<Waker>> = vec![None, None];
        visit(&mut set, &parent, |child, waker| {
            if child % 64 == 0 {
                children[child / 64] = Some(waker.clone());
            }
        });
        let second = children.pop().flatten().expect("visited");
        let first = children.pop().flatten().expect("visited");
        second.wake_by_ref();
        first.wake_by_ref();
        // The stack is the first chunk, then the second.
        let again = thread::spawn(move || first.wake());
        let mut visits = [0, 0];
        visit(&mut set, &parent, |child, _| visits[child / 64] += 1);
        again.join().expect("no panic");
        visit(&mut set, &parent, |child, _| visits[child / 64] += 1);
        assert_eq!(visits[1], 1, "the sibling's wake-up is not lost");
        assert!((1..=2).contains(&visits[0]));
        drop(second);
    });
}

/// The block is made by two threads at once: both wakers work.
#[test]
fn two_threads_clone_in_the_first_pass() {
    model(2, || {
        let mut set = WakeSet::new(1);
        let count = Count::new();
        let parent = Waker::from(count.clone());
        let mut clones = Vec::new();
        visit(&mut set, &parent, |_, waker| {
            clones.extend(raw::clone_twice(waker));
        });
        assert!(clones[0].will_wake(&clones[1]));
        for clone in clones {
            clone.wake();
            let mut visits = 0;
            visit(&mut set, &parent, |_, _| visits += 1);
            assert_eq!(visits, 1);
        }
        assert_eq!(count.get(), 2);
    });
}

/// The last reference goes on whichever thread is last.
#[test]
fn a_wake_races_with_the_drop_of_the_set() {
    model(3, || {
        let mut set = WakeSet::new(2);
        let count = Count::new();
        let parent = Waker::from(count.clone());
        let mut children = Vec::new();
        visit(&mut set, &parent, |_, waker| children.push(waker.clone()));
        let wakers: Vec<_> = children
            .into_iter()
            .map(|child| thread::spawn(move || child.wake()))
            .collect();
        drop(set);
        for waker in wakers {
            waker.join().expect("no panic");
        }
        assert!(count.get() <= 1);
        drop(parent);
        assert_eq!(Arc::strong_count(&count), 1, "no waker is left");
    });
}

#[test]
fn the_last_reference_is_dropped_by_a_waker_on_another_thread() {
    model(3, || {
        let mut set = WakeSet::new(65);
        let parent = Waker::from(Count::new());
        let mut child = None;
        visit(&mut set, &parent, |_, waker| child = Some(waker.clone()));
        let child = child.expect("visited");
        let other = {
            let another = child.clone();
            thread::spawn(move || drop(another))
        };
        let third = thread::spawn(move || child.wake());
        drop(set);
        other.join().expect("no panic");
        third.join().expect("no panic");
    });
}

/// Each poll comes with another parent, which is registered while a child notifies the one before: it is
/// the new one that later wake-ups are told to.
#[test]
fn a_wake_races_with_a_change_of_the_parent() {
    model(3, || {
        let mut set = WakeSet::new(2);
        let (old, new) = (Count::new(), Count::new());
        let mut children = Vec::new();
        visit(&mut set, &Waker::from(old.clone()), |_, waker| {
            children.push(waker.clone());
        });
        let second = children.pop().expect("visited");
        let first = children.pop().expect("visited");
        let other = thread::spawn(move || first.wake());
        visit(&mut set, &Waker::from(new.clone()), |child, _| {
            assert_eq!(child, 0);
        });
        second.wake();
        other.join().expect("no panic");
        assert!(new.get() > 0, "the wake-up is lost");
        drop(set);
        assert_eq!(Arc::strong_count(&old), 1);
        assert_eq!(Arc::strong_count(&new), 1);
    });
}

/// The set is told of two children between two polls, which must not keep the parent from hearing of a third.
#[test]
fn a_wake_races_with_what_the_set_is_told() {
    model(3, || {
        let mut set = WakeSet::new(66);
        let parent = Count::new();
        let waker = Waker::from(parent.clone());
        let mut child = None;
        visit(&mut set, &waker, |number, waker| {
            if number == 65 {
                child = Some(waker.clone());
            }
        });
        let child = child.expect("visited");
        let other = thread::spawn(move || child.wake());
        let mut visits = [0; 66];
        set.wake(0);
        set.wake(64);
        visit(&mut set, &waker, |child, _| visits[child] += 1);
        set.wake(1);
        set.wake(63);
        other.join().expect("no panic");
        assert!(visits[65] == 1 || parent.get() > 0, "the wake-up is lost");
        visit(&mut set, &waker, |child, _| visits[child] += 1);
        assert_eq!(visits.iter().sum::<usize>(), 5);
        for child in [0, 1, 63, 64, 65] {
            assert_eq!(visits[child], 1);
        }
    });
}

/// The parent changes twice while a child notifies the first, so that a waker is put into the slot that the
/// notifier is to look at, and taken out again.
#[test]
fn a_wake_races_with_two_changes_of_the_parent() {
    model(3, || {
        let mut set = WakeSet::new(2);
        let counts = [Count::new(), Count::new(), Count::new()];
        let mut children = Vec::new();
        visit(&mut set, &Waker::from(counts[0].clone()), |_, waker| {
            children.push(waker.clone());
        });
        let second = children.pop().expect("visited");
        let first = children.pop().expect("visited");
        let other = thread::spawn(move || first.wake());
        let mut visits = [0, 0];
        for count in &counts[1..] {
            visit(&mut set, &Waker::from(count.clone()), |child, _| {
                visits[child] += 1;
            });
        }
        second.wake();
        other.join().expect("no panic");
        assert!(counts[2].get() > 0, "the wake-up is lost");
        visit(&mut set, &Waker::from(counts[2].clone()), |child, _| {
            visits[child] += 1;
        });
        assert_eq!(visits, [1, 1]);
        drop(set);
        for count in counts {
            assert_eq!(Arc::strong_count(&count), 1, "a waker is left");
        }
    });
}

/// The owner drops the parent's waker while two children notify it, or has them do so.
#[test]
fn two_wakes_race_with_a_change_and_the_drop_of_the_set() {
    model(2, || {
        let mut set = WakeSet::new(2);
        let counts = [Count::new(), Count::new()];
        let mut children = Vec::new();
        visit(&mut set, &Waker::from(counts[0].clone()), |_, waker| {
            children.push(waker.clone());
        });
        let wakers: Vec<_> = children
            .into_iter()
            .map(|child| thread::spawn(move || child.wake()))
            .collect();
        visit(&mut set, &Waker::from(counts[1].clone()), |_, _| ());
        drop(set);
        for waker in wakers {
            waker.join().expect("no panic");
        }
        for count in counts {
            assert_eq!(Arc::strong_count(&count), 1, "a waker is left");
        }
    });
}

/// References that the owner has counted ahead are used up by the poll, while others are given up elsewhere.
#[test]
fn a_clone_in_a_later_poll_races_with_the_end_of_others() {
    model(3, || {
        let mut set = WakeSet::new(1);
        let parent = Waker::from(Count::new());
        let mut child = None;
        visit(&mut set, &parent, |_, waker| child = Some(waker.clone()));
        let child = child.expect("visited");
        set.wake_all();
        let other = {
            let another = child.clone();
            thread::spawn(move || drop(another.clone()))
        };
        let mut clone = None;
        visit(&mut set, &parent, |_, waker| clone = Some(waker.clone()));
        let third = thread::spawn(move || clone.expect("visited").wake());
        drop(set);
        other.join().expect("no panic");
        third.join().expect("no panic");
        drop(child);
    });
}

/// A parent that nobody else keeps ends with its waker, which a notifier may have called just before.
#[test]
fn a_parent_ends_after_it_was_called() {
    for changes in [true, false] {
        model(3, move || {
            let mut set = WakeSet::new(1);
            let mut child = None;
            visit(&mut set, &Waker::from(Count::new()), |_, waker| {
                child = Some(waker.clone());
            });
            let child = child.expect("visited");
            let other = thread::spawn(move || child.wake());
            if changes {
                visit(&mut set, &Waker::from(Count::new()), |_, _| ());
                visit(&mut set, &Waker::from(Count::new()), |_, _| ());
            }
            drop(set);
            other.join().expect("no panic");
        });
    }
}
