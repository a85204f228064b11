use anyrt_channels::mpmc;

#[test]
fn weak_handles_keep_nothing_open() {
    for (tx, rx) in [mpmc::bounded::<u8>(0), mpmc::bounded(1), mpmc::unbounded()] {
        let (weak_tx, weak_rx) = (tx.downgrade(), rx.downgrade());
        let strong = (weak_tx.clone().upgrade(), weak_rx.clone().upgrade());
        assert!(strong.0.is_some_and(|other| other.same_channel(&tx)));
        assert!(strong.1.is_some_and(|other| other.same_channel(&rx)));
        assert_eq!((rx.sender_count(), tx.receiver_count()), (1, 1));
        drop(tx);
        assert!(rx.is_closed());
        assert!(weak_tx.upgrade().is_none() && weak_rx.upgrade().is_some());
        drop(rx);
        assert!(weak_rx.upgrade().is_none());
    }
}
