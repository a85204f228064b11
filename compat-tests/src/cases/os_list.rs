//! The rest of the list: the clauses on what an operating system adds.

/// Calls the macro that is named first with its arguments, the list so far, and its end.
#[doc(hidden)]
#[macro_export]
macro_rules! __os_cases {
    ($callback:ident $arguments:tt $($before:tt)*) => {
        $crate::$callback! { $arguments
            $($before)*
            f1 {
                any files {
                    bytes_are_there_after_a_flush_however_they_are_cut
                    bytes_are_there_after_a_close vectored_writes_are_there_after_a_flush
                    more_than_any_buffer_arrives_whole a_file_dropped_without_a_flush_is_written
                    a_write_dropped_at_any_point_has_written_what_it_reported
                    a_read_dropped_at_any_point_loses_nothing
                }
                owned files {
                    a_file_that_outlives_its_runtime_has_written_what_it_accepted
                }
            }
            f2 {
                any files {
                    a_full_disk_is_told_by_every_flush_and_all_that_follows
                    a_full_disk_is_told_if_the_flush_was_dropped
                }
                apart files {
                    a_limit_on_the_size_is_told_by_every_flush
                }
            }
            f3 {
                any positions {
                    a_write_goes_where_the_read_before_has_ended
                    a_failed_seek_leaves_the_position
                    any_order_of_operations_does_what_it_does_on_a_file_of_std
                    what_is_appended_goes_to_the_end a_clone_shares_the_position
                    positioned_operations_leave_the_position
                    a_file_tells_and_takes_its_length_and_permissions
                }
                any paths {
                    files_are_read_written_copied_renamed_and_removed
                    directories_are_made_listed_and_removed
                    links_lead_and_are_not_followed_when_removed
                    a_file_is_replaced_whole_and_keeps_its_permissions
                    an_operation_that_is_not_polled_does_nothing
                }
            }
            p1 {
                any children {
                    a_child_dropped_before_its_end_leaves_no_zombie
                    a_child_dropped_after_its_end_leaves_no_zombie
                    many_children_dropped_at_once_leave_no_zombie kill_on_drop_kills
                    without_kill_on_drop_a_child_runs_on waiting_again_gives_the_same
                    a_wait_dropped_at_any_point_affects_nothing waiting_closes_the_input
                    a_killed_child_ends_by_the_signal
                }
                owned children {
                    a_child_that_outlives_its_runtime_leaves_no_zombie
                }
            }
            p2 {
                any children {
                    output_drains_both_pipes_at_once wait_with_output_drains_what_is_piped
                    a_command_is_run_as_it_says writing_to_a_child_that_is_gone_is_an_error
                    a_read_of_a_pipe_waits_for_the_child
                }
            }
            s1 {
                apart signals {
                    two_streams_of_a_signal_both_hear_of_it
                    a_signal_before_the_first_poll_is_heard a_signal_wakes_who_waits
                    a_dropped_stream_leaves_the_others ctrl_c_is_heard
                    signals_that_cannot_be_heard_of_are_refused
                }
            }
            o1 {
                apart standard_streams {
                    the_output_is_written_after_a_flush the_error_is_written_after_a_flush
                    more_output_than_any_buffer_arrives_whole
                    a_dropped_output_writes_what_it_accepted
                    what_one_write_accepts_is_not_torn output_that_failed_stays_failed
                    input_arrives_in_order_and_ends
                    a_read_of_the_input_dropped_at_any_point_loses_nothing
                    who_waits_for_input_lets_others_run
                    a_read_of_the_input_keeps_no_program_from_its_end
                }
                owned_apart standard_streams {
                    a_read_of_the_input_keeps_no_shutdown_waiting
                }
            }
        }
    };
}

/// Calls the macro that is named first with its arguments and the cases of what a runtime may have.
#[doc(hidden)]
#[macro_export]
macro_rules! __readiness_cases {
    ($callback:ident $arguments:tt) => {
        $crate::$callback! { $arguments
            r1 {
                any readiness {
                    every_reader_of_a_descriptor_is_served every_writer_of_a_descriptor_is_served
                    the_directions_of_a_descriptor_do_not_mix
                    idle_waiters_on_a_descriptor_stay_asleep
                    readiness_is_told_and_asked_again_after_it_was_used_up
                    the_end_of_a_peer_wakes_who_waits_for_a_descriptor
                    a_waiter_on_a_descriptor_that_is_dropped_hands_on
                    a_waiter_on_a_descriptor_is_woken_through_its_latest_waker
                    an_operation_on_a_descriptor_dropped_at_any_point_loses_nothing
                    a_descriptor_comes_back_open_and_non_blocking
                    a_duplicate_is_ready_when_the_original_is
                    an_interrupted_operation_is_tried_again_and_an_error_is_told
                    what_is_always_ready_is_refused
                }
                send readiness {
                    a_waker_that_asks_the_descriptor_again_meets_no_lock
                }
                owned readiness {
                    who_waits_for_a_descriptor_is_told_of_the_shutdown
                }
            }
        }
    };
}
