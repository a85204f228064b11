//! The suite is tested: each runtime here breaks one clause, and the cases that notice are known.
//!
//! `expected/<name>.txt` lists the cases that fail on a wrong runtime; a line that begins with `?` is a case
//! that fails at times. `BLESS=1` writes the files anew.

mod fault;
mod local;
mod owner;
mod parts;
mod suite;

use anyrt_compat_tests::{Case, local_cases, owned_cases, owned_readiness_cases};

use fault::Fault;
use local::WrongLocal;
use owner::WrongOwner;
use suite::Wrong;

/// Lists the wrong runtimes: the name, the clause it breaks, and the clauses that lean on that one.
macro_rules! wrong {
    ($($name:ident: $clause:ident $([$($related:ident)*])?, $fault:ident;)*) => {
        $(
            #[test]
            fn $name() {
                const WRONG: Wrong = Wrong {
                    name: stringify!($name),
                    clause: stringify!($clause),
                    related: &[$($(stringify!($related)),*)?],
                };
                suite::check(&WRONG, &all_cases(), || WrongOwner::new(Fault::$fault));
            }
        )*

        /// Runs one case of one wrong runtime, in the process that was started for it.
        #[test]
        fn apart() {
            $(suite::run_if_asked(stringify!($name), all_cases(), || WrongOwner::new(Fault::$fault));)*
            suite::run_if_asked("polls_within_spawn", local_cases(), WrongLocal::new);
        }

        #[test]
        fn every_clause_has_a_wrong_runtime() {
            let broken = [$(stringify!($clause)),*, "t12"];
            let owned = all_cases().into_iter().map(|case| case.clause());
            let local = local_cases::<WrongLocal>().into_iter().map(|case| case.clause());
            for clause in owned.chain(local) {
                assert!(broken.contains(&clause), "nothing breaks {clause}");
            }
        }
    };
}

wrong! {
    drop_cancels: t1, DropCancels;
    queued_closure_dropped_with_handle: t2, DropSkipsQueued;
    panic_loses_payload: t3 [t9], LosesPayload;
    abort_resolves_early: t4 [t3 t7], ResolvesEarly;
    abort_of_closure_wins: t5, AbortWins;
    asking_loses_wake_up: t6, ForgetsWaker;
    drops_elsewhere: t7, DropsElsewhere;
    sleep_outlives_shutdown: t8, IgnoresShutdown;
    other_message: t9, OtherMessage;
    needs_context: t10 [t8], NeedsContext;
    yields_to_nobody: t11 [t4], PollsOn;
    sleeps_early: m1 [t10 m5 m6], Early;
    zero_waits: m2 [m4 m5 m6], ZeroWaits;
    reset_ignored: m3, ResetIgnored;
    timers_leak: m4 [c1], TimersLeak;
    over_for_good: m5 [m3], StaysOver;
    sleep_keeps_first_waker: m6 [m3 m4 m5], FirstWaker;
    close_sends_no_end: b1, CloseOnlyFlushes;
    dropped_half_sends_no_end: b2, DropForgets;
    end_told_once: b3, EndOnce;
    vectored_writes_dropped: b4, FirstBufferOnly;
    fills_too_much: b5, FillsTooMuch;
    reset_has_no_kind: b6, ResetIsOther;
    broken_pipe_kills: b7, Kills;
    one_waker_for_both: b8, OneWaker;
    reads_ahead: b9, ReadsAhead;
    nodelay_ignored: b10, NodelayIgnored;
    accept_forgets_a_waiter: l1 [t8 c2], OneAcceptor;
    listener_stays_open: l2 [c1], NeverCloses;
    listen_options_ignored: l3, DefaultOptions;
    truncation_untold: u1 [u2], NeverTruncated;
    peek_takes: u2 [c2], PeekTakes;
    receive_forgets_a_waiter: u3 [t8 c2], OneReceiver;
    resolves_on_the_thread: d1 [t8], OnThread;
    wakers_are_kept: c1 [c2], KeepsWakers;
    wakes_under_a_lock: c2 [l1], WakesUnderLock;
    writes_less: f1 [f2 f3], WritesLess;
    error_told_once: f2, ErrorOnce;
    seeks_aside: f3, SeeksAside;
    leaves_zombies: p1, LeavesZombies;
    output_before_errors: p2, OutputFirst;
    one_stream_hears: s1, OneStream;
    output_error_told_once: o1, OutputErrorOnce;
    descriptor_forgets_a_reader: r1, OneReader;
}

/// Returns the cases of what every runtime has, and of readiness.
fn all_cases() -> Vec<Case<WrongOwner>> {
    let mut cases = owned_cases();
    cases.extend(owned_readiness_cases());
    cases
}

#[test]
fn polls_within_spawn() {
    const WRONG: Wrong = Wrong {
        name: "polls_within_spawn",
        clause: "t12",
        related: &[],
    };
    suite::check(&WRONG, &local_cases(), WrongLocal::new);
}
