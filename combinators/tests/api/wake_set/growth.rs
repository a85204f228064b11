//! Sets that get more children.

use anyrt_combinators::wake_set::WakeSet;

use super::visitor::Visitor;

#[test]
fn growing_visits_the_new_children_and_leaves_the_wakers_of_the_others() {
    let mut visitor = Visitor::new(WakeSet::new(0));
    let mut len = 0;
    for more in [1, 2, 60, 1, 1, 63, 500, 3] {
        visitor.set.grow(len + more);
        assert_eq!(visitor.visit_all(), (len..len + more).collect::<Vec<_>>());
        len += more;
        for child in 0..len {
            visitor.wake(child);
        }
        assert_eq!(visitor.visit_all(), (0..len).collect::<Vec<_>>());
    }
    visitor.set.grow(1);
    assert_eq!(visitor.set.len(), len);
}

#[test]
fn what_was_woken_before_is_visited_after_growing() {
    let mut visitor = Visitor::new(WakeSet::new(2));
    visitor.visit();
    visitor.wake(1);
    visitor.set.wake(0);
    visitor.set.grow(130);
    assert_eq!(visitor.visit_all(), (0..130).collect::<Vec<_>>());
    assert!(visitor.visit().is_empty());
}

#[test]
fn growing_in_the_middle_of_a_rotated_first_pass_visits_everyone_once() {
    let mut visitor = Visitor::new(WakeSet::new(4).starting_at(2));
    assert_eq!(visitor.visit_until(2), [2]);
    visitor.set.grow(80);
    assert_eq!(
        visitor.visit_all(),
        (0..80).filter(|child| *child != 2).collect::<Vec<_>>()
    );
}
