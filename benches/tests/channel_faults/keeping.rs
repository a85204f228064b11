use anyrt_benches::held;

const MESSAGES: usize = 100_000;
type Message = [u64; 8];
const ALL: usize = MESSAGES * size_of::<Message>();

/// The bytes that an unbounded channel has when it is new, and after a burst that was received.
fn burst<S, R>(
    make: impl FnOnce() -> (S, R),
    send: impl Fn(&S, Message),
    mut recv: impl FnMut(&mut R) -> Option<Message>,
) -> (usize, usize) {
    let ((sender, mut receiver), new) = held(make);
    let ((), after) = held(|| {
        for number in 0..MESSAGES {
            send(&sender, [number as u64; 8]);
        }
        let received = std::iter::from_fn(|| recv(&mut receiver)).count();
        assert_eq!(received, MESSAGES);
    });
    (new, new.wrapping_add(after))
}

#[test]
fn flume_keeps_all_of_a_burst() {
    let (_, kept) = burst(
        flume::unbounded::<Message>,
        |sender, message| assert!(sender.send(message).is_ok()),
        |receiver| receiver.try_recv().ok(),
    );
    assert!(kept >= ALL, "{kept}");
}

#[test]
fn kanal_keeps_all_of_a_burst() {
    let (_, kept) = burst(
        kanal::unbounded::<Message>,
        |sender, message| assert!(sender.send(message).is_ok()),
        |receiver| receiver.try_recv().ok().flatten(),
    );
    assert!(kept >= ALL, "{kept}");
}

#[test]
fn loole_keeps_all_of_a_burst() {
    let (_, kept) = burst(
        loole::unbounded::<Message>,
        |sender, message| assert!(sender.send(message).is_ok()),
        |receiver| receiver.try_recv().ok(),
    );
    assert!(kept >= ALL, "{kept}");
}

#[test]
fn asyncband_keeps_all_of_a_burst_when_there_may_be_several_receivers() {
    let (_, kept) = burst(
        asyncband::mpmc::unbounded::<Message>,
        |sender, message| assert!(sender.send(message).is_ok()),
        |receiver| receiver.try_recv().ok(),
    );
    assert!(kept >= ALL, "{kept}");
}

#[test]
fn tokio_keeps_three_blocks_more_than_it_began_with() {
    const BLOCK: usize = 32 * size_of::<Message>();
    let (new, kept) = burst(
        tokio::sync::mpsc::unbounded_channel::<Message>,
        |sender, message| assert!(sender.send(message).is_ok()),
        |receiver| receiver.try_recv().ok(),
    );
    assert!(new >= BLOCK, "the first block is there before a message");
    assert!(kept >= new + 3 * BLOCK, "{new}, then {kept}");
}

#[test]
fn a_bounded_channel_of_tokio_keeps_blocks_too() {
    const BLOCK: usize = 32 * size_of::<Message>();
    let (new, kept) = burst(
        || tokio::sync::mpsc::channel::<Message>(MESSAGES),
        |sender, message| assert!(sender.try_send(message).is_ok()),
        |receiver| receiver.try_recv().ok(),
    );
    assert!(kept >= new + 3 * BLOCK, "{new}, then {kept}");
}
