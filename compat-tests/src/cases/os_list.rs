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
        }
    };
}
