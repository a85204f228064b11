//! Which faults there are, by group, and which runtimes have them.

/// Makes a module of tests, one per fault, for one runtime; the kinds are those of `conformance!`.
macro_rules! faults {
    ($runtime:ident, $kind:ident, $owner:ty, $make:expr) => {
        mod $runtime {
            use super::*;

            fn make() -> $owner {
                ($make)()
            }

            all_faults!($kind);
        }
    };
}

/// Every fault: `group { tag { fault... } }`, where the tag is that of the runtimes which have it.
macro_rules! all_faults {
    ($kind:ident) => {
        fault_tests! { $kind
            descriptors { any {
                an_accept_without_a_descriptor
                an_accept_loop_without_a_descriptor
                a_connection_without_a_descriptor
                an_opening_without_a_descriptor
            } }
            disk { any {
                full
                full_at_the_end_of_a_copy
                a_file_beyond_its_limit
                a_replacement_beyond_the_limit
            } }
            dropped { ended {
                with_tasks
                with_timers
                with_sockets
                with_files
                with_children
                with_a_closure_that_blocks
                by_a_panic
            } }
            half_close { any {
                by_us
                by_the_peer
                by_dropping_a_half
                through_a_copy
                a_peer_that_reads_nothing
            } }
            interrupted { any {
                reads_and_writes
                accepts_and_connects
                sleeps
                file_operations
                files_that_block
                waits_for_children
            } }
            many { heavy {
                sleeping_tasks_that_end
                sleeping_tasks_that_are_aborted
                connections
            } }
            panics { any {
                in_a_task
                in_a_blocking_closure
                in_the_destructor_of_an_aborted_task
                in_the_destructor_of_an_output
                in_a_waker_of_a_task
                in_a_waker_of_a_socket
                in_a_waker_of_a_sleep
            } }
            partial { any {
                vectored_writes_to_a_slow_peer
                vectored_reads
                vectored_writes_to_a_child
                vectored_writes_to_a_file
                a_copy_between_slow_peers
            } }
            resets { any {
                in_a_read
                in_a_write
                in_both_halves
                of_the_source_of_a_copy
                of_the_target_of_a_copy
                in_a_copy_both_ways
            } }
            time { any {
                a_sleep_for_ever
                a_timeout_of_for_ever
                a_deadline_in_the_past
                an_interval_of_zero_or_for_ever
            } }
            zero { any {
                on_a_socket
                on_a_file
                on_a_pipe_of_a_child
                on_a_datagram_socket
                a_copy
            } }
        }
    };
}

macro_rules! fault_tests {
    ($kind:ident $($group:ident { $($tag:ident { $($fault:ident)* })* })*) => {
        $(
            mod $group {
                $($(fault_test!($kind $tag $group $fault);)*)*
            }
        )*
    };
}

macro_rules! fault_test {
    (local any $group:ident $fault:ident) => { fault_test!(@observe local $group $fault); };
    ($kind:ident any $group:ident $fault:ident) => { fault_test!(@observe send $group $fault); };
    // Nothing ends with the value of a global runtime, so that what must hold is another thing there.
    (global ended $group:ident $fault:ident) => {
        fault_test!(@observe send never_ends $fault);
    };
    (local ended $group:ident $fault:ident) => { fault_test!(@observe local $group $fault); };
    (owned ended $group:ident $fault:ident) => { fault_test!(@observe send $group $fault); };
    (local heavy $group:ident $fault:ident) => {
        fault_test!(@observe_alone local $group $fault);
    };
    ($kind:ident heavy $group:ident $fault:ident) => {
        fault_test!(@observe_alone send $group $fault);
    };
    (@$how:ident $flavour:ident $group:ident $fault:ident) => {
        #[test]
        fn $fault() {
            crate::observe::$how(
                concat!(module_path!(), "::", stringify!($fault)),
                crate::$flavour::$group::$fault,
                super::make,
            );
        }
    };
}
