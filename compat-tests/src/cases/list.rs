//! The list of cases; everything else is made from it.
//!
//! A clause has files, each listed with the kinds of runtimes that its cases run on: `any`; `owned`, those
//! that can be shut down; `send`, those whose handle is `Send`; `owned_send`, both; `local`, those whose
//! handle is not; `apart`, any of them, in a process of its own.

/// Calls the macro of this crate that is named first with its arguments and the list.
#[doc(hidden)]
#[macro_export]
macro_rules! __cases {
    ($callback:ident $arguments:tt) => {
        $crate::__os_cases! { $callback $arguments
            t1 {
                any detach {
                    dropping_a_handle_detaches_the_task
                    dropping_a_handle_that_was_polled_detaches_the_task
                    dropping_the_handle_of_a_suspended_task_lets_it_run_on
                    detach_lets_the_task_run_on
                    a_detached_task_may_detach_another
                    dropping_the_handle_of_a_finished_task_drops_its_output
                }
            }
            t2 {
                any blocking_detach {
                    dropping_the_handle_of_a_closure_at_once_lets_it_run
                    dropping_the_handle_of_a_closure_queued_behind_a_full_pool_lets_it_run
                    dropping_the_handle_of_a_running_closure_lets_it_end
                    detaching_a_closure_lets_it_run
                    a_closure_gives_its_value
                }
            }
            t3 {
                any panics {
                    a_panic_is_an_error_with_its_literal_message
                    a_panic_is_an_error_with_its_formatted_message
                    a_panic_keeps_a_payload_of_any_type
                    a_panic_after_a_suspension_is_an_error
                    a_panic_touches_no_other_task
                    a_panic_of_a_detached_task_leaves_the_executor_running
                    a_panicking_destructor_of_an_aborted_future_stays_inside
                    a_panicking_destructor_of_an_aborted_future_nobody_awaits_stays_inside
                    a_panicking_destructor_of_an_output_nobody_took_stays_inside
                    dropping_a_handle_never_unwinds_from_its_output
                    a_panic_in_a_blocking_closure_is_an_error_with_its_payload
                    panics_of_detached_blocking_closures_leave_the_pool_running
                    awaiting_a_panicked_task_does_not_unwind_into_the_awaiting_one
                }
                owned panics_at_shutdown {
                    a_panicking_destructor_of_a_task_does_not_unwind_from_the_shutdown
                }
            }
            t4 {
                any abort {
                    aborting_before_the_first_poll_drops_the_future
                    aborting_a_suspended_task_drops_its_future
                    aborting_a_finished_task_leaves_its_output
                    an_aborted_handle_resolves_after_a_slow_destructor
                    abort_does_not_interrupt_a_poll
                    awaiting_an_aborted_handle_again_says_consumed
                    awaiting_a_handle_that_gave_its_output_says_consumed
                    aborting_twice_is_as_good_as_once
                    abort_wakes_whoever_awaits_the_handle
                    abort_stops_one_task_only
                    a_task_that_ends_by_itself_after_an_abort_is_reported_as_it_was
                    a_destructor_run_by_an_abort_may_use_the_runtime
                }
            }
            t5 {
                any blocking_abort {
                    aborting_a_running_closure_still_delivers_its_value
                    aborting_a_running_closure_that_is_awaited_still_delivers_its_value
                    aborting_a_queued_closure_tells_whether_it_ran
                    aborting_a_closure_that_ended_leaves_its_value
                    awaiting_a_blocking_handle_again_says_consumed
                }
            }
            t6 {
                any is_finished {
                    is_finished_is_false_while_the_task_waits
                    is_finished_is_true_once_the_handle_is_ready
                    is_finished_becomes_true_without_a_poll
                    asking_between_polls_with_changing_wakers_loses_no_wake_up
                    who_waits_is_woken_even_if_asking_sees_the_end_first
                    who_waits_for_an_aborted_task_is_woken_even_if_asking_sees_the_end_first
                    is_finished_is_true_after_an_abort_and_after_a_panic
                    is_finished_stays_true_after_the_output_was_taken
                    is_finished_of_a_blocking_closure_follows_the_same_rules
                }
            }
            t7 {
                any drops {
                    a_future_that_ends_is_dropped_once
                    a_future_that_panics_is_dropped_once
                    a_future_that_is_aborted_is_dropped_once
                    a_detached_future_is_dropped_once
                    an_output_is_dropped_once_by_whoever_takes_it
                }
                owned drops {
                    a_future_dropped_by_the_shutdown_is_dropped_once
                    a_future_that_was_never_polled_is_dropped_once_by_the_shutdown
                }
                send drop_threads {
                    aborting_on_a_foreign_thread_does_not_drop_the_future_there
                    dropping_the_handle_of_an_aborted_task_does_not_drop_the_future_there
                    waking_on_a_foreign_thread_neither_polls_nor_drops_the_future_there
                }
                owned_send drop_threads {
                    a_future_spawned_after_the_shutdown_is_dropped_on_the_spawning_thread
                    a_future_dropped_by_the_shutdown_is_not_dropped_on_a_bystander
                }
            }
            t8 {
                owned shutdown_tasks {
                    dropping_the_owner_drops_its_tasks
                    shutting_down_at_once_drops_the_tasks
                    shutting_down_with_nothing_that_runs_succeeds
                    an_owner_that_never_ran_can_be_dropped
                    a_graceful_shutdown_waits_for_a_running_closure
                    a_shutdown_whose_time_is_up_says_so_and_leaves_the_closure_running
                    a_closure_that_runs_while_the_owner_is_dropped_gives_its_value
                    closures_that_are_queued_at_the_shutdown_tell_what_became_of_them
                    spawning_after_the_shutdown_gives_an_error
                    spawning_a_closure_after_the_shutdown_gives_an_error
                    a_pending_handle_is_woken_by_the_shutdown
                    an_output_that_waits_for_its_taker_survives_the_shutdown
                    a_task_that_spawns_in_its_destructor_does_not_hinder_the_shutdown
                    tasks_that_hold_handles_to_each_other_are_dropped
                    aborting_a_task_after_the_shutdown_is_harmless
                }
                owned shutdown_time {
                    a_sleep_that_was_polled_is_woken_by_the_shutdown
                    a_sleep_polled_first_after_the_shutdown_completes
                    a_sleep_made_after_the_shutdown_completes
                    a_sleep_without_end_is_woken_by_the_shutdown
                    a_sleep_reset_to_never_is_woken_by_the_shutdown
                    a_sleep_reset_after_the_shutdown_completes
                    many_sleeps_are_all_woken_by_the_shutdown
                    time_goes_on_after_the_shutdown
                }
                owned shutdown_streams {
                    every_operation_of_a_tcp_stream_gives_an_error
                    every_operation_of_a_unix_stream_gives_an_error
                    a_pending_read_of_a_tcp_stream_is_woken
                    a_pending_read_of_a_unix_stream_is_woken
                    a_pending_write_is_woken
                    a_read_first_polled_after_the_shutdown_gives_an_error
                    halves_behave_as_the_stream_does
                    streams_can_be_dropped_after_the_shutdown
                    an_operation_keeps_failing_rather_than_waiting
                }
                owned shutdown_os {
                    pipes_and_waits_of_children_are_woken a_pending_signal_ends
                    files_and_programs_give_errors_after_the_end
                }
                owned shutdown_net {
                    a_pending_accept_is_woken
                    a_pending_receive_is_woken
                    a_connected_datagram_socket_gives_errors
                    pending_unix_operations_are_woken
                    a_connect_begun_before_the_shutdown_ends
                    opening_a_socket_after_the_shutdown_gives_an_error
                    opening_a_unix_socket_after_the_shutdown_gives_an_error
                    a_look_up_ends_when_the_runtime_does
                    an_accept_loop_ends_rather_than_spin
                }
                owned_send shutdown_elsewhere {
                    dropping_the_owner_on_another_thread_ends_its_tasks
                    dropping_an_owner_inside_another_runtime_is_safe
                    shutting_down_at_once_inside_another_runtime_is_safe
                    dropping_an_owner_inside_a_task_of_another_runtime_is_safe
                    a_task_that_is_being_polled_is_dropped_at_its_suspension
                    whoever_waits_on_a_plain_thread_is_woken
                    whoever_waits_elsewhere_is_woken_while_a_task_is_still_being_polled
                    owners_come_and_go_side_by_side
                    aborting_after_the_shutdown_on_another_thread_is_harmless
                }
            }
            t9 {
                any nesting {
                    blocking_inside_a_task_panics_with_the_remedy
                    blocking_inside_another_block_on_panics_with_the_remedy
                    blocking_inside_its_own_block_on_panics_with_the_remedy
                    blocking_inside_a_task_after_it_was_suspended_panics_too
                    a_task_that_blocks_is_told_and_leaves_the_rest_running
                    blocking_inside_a_blocking_closure_is_fine
                    blocking_on_a_thread_that_a_task_started_is_fine
                    the_thread_may_block_again_after_the_mistake
                    a_panic_of_the_main_future_unwinds_and_leaves_the_owner_usable
                }
            }
            t10 {
                send any_thread {
                    a_plain_thread_spawns_and_awaits_a_task
                    a_plain_thread_spawns_and_awaits_a_closure
                    a_plain_thread_sleeps
                    a_plain_thread_connects
                    a_plain_thread_listens_and_accepts
                    a_plain_thread_reads_and_writes
                    a_plain_thread_sends_and_receives_datagrams
                    a_plain_thread_uses_unix_sockets
                    a_plain_thread_resolves_a_name
                    resources_made_on_one_thread_work_on_another
                    threads_spawn_side_by_side
                    a_task_of_one_runtime_uses_the_handle_of_another
                }
                any outside {
                    a_task_spawned_before_the_owner_is_driven_runs_when_it_is
                    a_sleep_made_before_the_owner_is_driven_completes_when_it_is
                    sockets_made_before_the_owner_is_driven_work_when_it_is
                    a_task_goes_on_in_the_next_block_on
                }
            }
            t11 {
                any fairness {
                    yielding_gives_the_other_ready_tasks_a_turn
                    yielding_loops_starve_no_task
                    yielding_loops_starve_no_timer
                    yielding_loops_starve_no_stream
                    yielding_loops_starve_no_datagram_socket
                    yielding_loops_starve_no_blocking_closure
                    a_main_future_that_yields_in_a_loop_starves_nobody
                }
            }
            t12 {
                local local_tasks {
                    a_local_task_holds_what_is_not_send
                    a_local_task_is_polled_and_dropped_on_the_thread_of_its_owner
                    an_aborted_local_task_is_dropped_on_the_thread_of_its_owner
                    a_local_task_gives_an_output_that_is_not_send
                    a_local_task_spawns_another
                    a_local_task_spawned_before_its_owner_is_driven_runs_when_it_is
                    a_local_task_does_not_run_within_the_call_that_spawns_it
                    a_local_task_is_dropped_by_the_shutdown_on_this_thread
                    many_wake_ups_from_other_threads_reach_a_local_task
                }
            }
            m1 {
                any sleep_precision {
                    a_sleep_is_never_early
                    a_sleep_until_is_never_early
                    sleeps_side_by_side_are_never_early
                    a_sleep_counts_from_the_call_that_makes_it
                    a_wake_up_by_a_sleep_is_never_early
                    the_clock_never_goes_back
                }
            }
            m2 {
                any sleep_edges {
                    a_sleep_of_zero_completes_at_its_first_poll
                    a_sleep_until_a_past_instant_completes_at_its_first_poll
                    the_longest_duration_means_never
                    durations_beyond_every_instant_mean_never
                    very_long_durations_do_not_panic
                    a_far_deadline_does_not_panic
                    a_sleep_tells_its_deadline
                }
            }
            m3 {
                any sleep_reset {
                    a_reset_to_an_earlier_deadline_counts_before_the_first_poll
                    a_reset_to_a_later_deadline_counts_before_the_first_poll
                    a_reset_to_an_earlier_deadline_wakes_without_another_poll
                    a_reset_to_a_later_deadline_counts_after_the_first_poll
                    a_reset_after_completion_makes_it_wait_again
                    a_reset_to_the_past_completes_at_the_next_poll
                    a_reset_to_the_past_wakes_whoever_waits
                    a_reset_to_never_takes_the_deadline_away
                    a_reset_gives_a_deadline_to_what_had_none
                    a_sleep_that_completed_stays_complete_until_it_is_reset
                    the_last_waker_is_the_one_that_wakes
                    many_resets_end_with_the_last
                }
            }
            m4 {
                any sleep_many {
                    a_dropped_sleep_lets_its_waker_go
                    a_sleep_reset_to_never_lets_its_waker_go_when_dropped
                    a_dropped_sleep_wakes_nobody
                    a_hundred_thousand_pending_sleeps_are_no_problem
                }
            }
            m5 {
                any interval {
                    the_first_tick_is_immediate
                    a_start_that_has_passed_ticks_immediately
                    a_zero_period_is_an_error_at_construction
                    no_tick_comes_before_it_is_due
                    a_burst_gives_every_missed_tick
                    a_delay_waits_a_period_after_the_late_tick
                    a_skip_leaves_missed_ticks_out_and_keeps_the_schedule
                    a_tick_that_is_dropped_while_it_waits_comes_all_the_same
                }
            }
            m6 {
                any timeout {
                    a_ready_future_beats_an_elapsed_deadline
                    a_future_that_became_ready_beats_a_deadline_that_came_first
                    a_future_that_is_not_ready_gets_one_poll_when_no_time_is_left
                    the_time_is_up_at_the_deadline_and_not_before
                    the_longest_duration_never_ends
                    the_waker_of_the_last_poll_is_woken_at_the_deadline
                    a_timeout_that_moves_to_a_task_ends_there
                    a_future_that_never_runs_out_of_work_does_not_outlast_the_deadline
                }
            }
            b1 {
                any close {
                    closing_a_tcp_stream_lets_the_peer_read_the_end
                    closing_a_unix_stream_lets_the_peer_read_the_end
                    closing_an_accepted_stream_lets_the_peer_read_the_end
                    what_was_written_arrives_before_the_end
                    a_closed_tcp_stream_still_reads
                    a_closed_unix_stream_still_reads
                    closing_twice_is_fine
                    closing_again_after_the_peer_has_gone_is_fine
                    writing_to_a_closed_stream_is_an_error
                    flushing_is_fine_at_any_time
                }
            }
            b2 {
                any halves {
                    dropping_the_write_half_of_a_tcp_stream_sends_the_end
                    dropping_the_write_half_of_a_unix_stream_sends_the_end
                    a_forgotten_write_half_sends_no_end
                    a_forgotten_write_half_of_a_unix_stream_sends_no_end
                    closing_the_write_half_sends_the_end_once
                    dropping_the_read_half_leaves_the_write_half_open
                    dropping_both_halves_closes_the_stream
                    halves_of_one_stream_are_reunited
                    halves_of_one_unix_stream_are_reunited
                    halves_of_two_streams_are_given_back
                    halves_work_in_two_tasks
                }
            }
            b3 {
                any end_of_stream {
                    the_end_of_a_tcp_stream_is_read_again_and_again
                    the_end_of_a_unix_stream_is_read_again_and_again
                    the_end_is_the_same_for_every_way_to_read
                    a_pending_read_is_woken_by_the_end
                    a_zero_length_read_does_not_wait
                    a_read_into_a_full_cursor_does_not_wait
                    a_zero_length_read_takes_nothing
                    a_zero_length_write_sends_nothing
                    a_zero_length_write_does_not_wait_for_room
                }
            }
            b4 {
                any vectored {
                    one_vectored_write_to_a_tcp_stream_takes_every_buffer
                    one_vectored_write_to_a_unix_stream_takes_every_buffer
                    one_vectored_write_to_a_write_half_takes_every_buffer
                    one_vectored_read_of_a_tcp_stream_fills_every_buffer
                    one_vectored_read_of_a_unix_stream_fills_every_buffer
                    one_vectored_read_of_a_read_half_fills_every_buffer
                    is_write_vectored_agrees_with_what_a_write_does
                    more_buffers_than_the_system_takes_are_no_error
                }
            }
            b5 {
                any uninit {
                    a_read_of_a_tcp_stream_appends_what_was_read
                    a_read_of_a_unix_stream_appends_what_was_read
                    a_read_of_a_read_half_appends_what_was_read
                    a_read_that_waits_fills_nothing
                    the_end_of_the_stream_fills_nothing
                    a_failed_read_fills_nothing
                    appending_to_a_vector_keeps_what_is_there
                    appending_to_a_full_vector_makes_room
                }
            }
            b6 {
                any errors {
                    a_refused_connection_says_so
                    a_refused_unix_connection_says_so
                    a_read_of_a_reset_connection_says_so
                    a_pending_read_is_woken_by_the_reset
                    a_write_to_a_reset_connection_says_so
                    a_pending_write_is_woken_by_the_reset
                    a_reset_reaches_both_halves
                    data_that_arrived_before_the_peer_went_is_read_first
                    an_address_in_use_is_an_error_of_the_binding
                    a_local_address_of_another_machine_is_an_error
                }
            }
            b7 {
                apart broken_pipe {
                    a_write_to_a_tcp_peer_that_is_gone_is_an_error
                    a_vectored_write_to_a_tcp_peer_that_is_gone_is_an_error
                    a_write_to_a_unix_peer_that_is_gone_is_an_error
                    a_vectored_write_to_a_unix_peer_that_is_gone_is_an_error
                    a_write_of_a_half_to_a_peer_that_is_gone_is_an_error
                    a_datagram_to_a_peer_that_is_gone_is_an_error
                }
            }
            b8 {
                any directions {
                    both_directions_of_a_tcp_stream_wait_at_once
                    both_directions_of_a_unix_stream_wait_at_once
                    a_changed_waker_of_a_read_is_the_one_that_is_woken
                    a_changed_waker_of_a_write_is_the_one_that_is_woken
                    a_waker_that_changes_at_every_poll_misses_nothing
                    halves_wait_in_two_tasks_at_once
                    a_direction_that_is_at_its_end_leaves_the_other_alone
                }
            }
            b9 {
                any lossless {
                    bytes_not_reported_by_a_dropped_read_are_still_there
                    a_read_dropped_before_its_first_poll_takes_nothing
                    an_append_that_is_dropped_leaves_the_vector_and_the_bytes
                    a_read_that_loses_a_race_every_time_loses_no_byte
                    a_dropped_write_sent_nothing
                    every_byte_that_was_reported_as_written_arrives
                }
            }
            b10 {
                any options {
                    nodelay_reads_back
                    ttl_reads_back
                    the_hop_limit_of_version_six_reads_back
                    linger_reads_back
                    a_linger_of_zero_resets_the_peer
                    keepalive_reads_back
                    buffer_sizes_read_back
                    options_of_a_connect_are_those_of_the_stream
                    the_local_address_of_a_connect_is_what_the_peer_sees
                    buffer_sizes_of_a_datagram_socket_are_taken
                }
            }
            l1 {
                any accept {
                    every_waiter_on_a_listener_is_served
                    every_waiter_with_a_waker_of_its_own_is_served
                    every_waiter_on_a_unix_listener_is_served
                    idle_waiters_stay_asleep
                    one_connection_wakes_few_waiters
                    a_waiter_dropped_after_it_was_woken_hands_on
                    waiters_that_are_dropped_do_not_take_connections
                    a_waiter_is_woken_through_its_latest_waker
                    a_connection_that_waits_is_accepted_at_the_first_poll_or_soon
                    waiters_on_two_listeners_do_not_mix
                }
                any accept_tasks {
                    tasks_that_share_a_listener_are_all_served
                    a_task_aborted_while_it_accepts_takes_no_connection
                }
                apart descriptors {
                    accept_reports_that_descriptors_ran_out_and_recovers
                    every_waiter_goes_on_once_descriptors_are_back
                    an_accept_loop_pauses_and_goes_on_once_descriptors_are_back
                }
            }
            l2 {
                any listener_drop {
                    connections_after_the_drop_are_refused
                    connections_in_the_backlog_are_reset
                    a_listener_dropped_with_waiters_is_closed
                    binding_again_at_once_works
                    binding_again_works_with_connections_in_time_wait
                    connections_to_a_unix_listener_after_the_drop_are_refused
                }
            }
            l3 {
                any listen_options {
                    a_short_backlog_is_full_after_a_few_connections
                    a_long_backlog_takes_many_connections
                    listeners_share_a_port_only_if_both_ask_for_it
                    an_address_in_time_wait_is_refused_without_reuse
                    a_listener_on_version_six_is_dual_stack_by_default
                    a_listener_for_version_six_only_refuses_version_four
                    datagram_sockets_follow_the_same_options
                }
            }
            u1 {
                any datagrams {
                    a_receive_reports_length_and_sender
                    a_short_buffer_cuts_the_datagram_and_says_so
                    a_buffer_that_fits_exactly_cuts_nothing
                    an_empty_datagram_is_received_as_such
                    an_empty_buffer_takes_a_datagram_and_says_that_it_was_cut
                    a_large_datagram_arrives_whole
                    a_datagram_that_is_too_large_is_an_error
                    unix_datagrams_report_the_same
                }
            }
            u2 {
                any datagram_kinds {
                    connected_sockets_send_and_receive
                    a_connected_socket_hears_its_peer_only
                    a_socket_can_be_connected_anew
                    sending_without_a_peer_is_an_error
                    a_refused_datagram_is_reported_by_a_later_operation
                    broadcast_is_forbidden_until_it_is_asked_for
                    a_multicast_group_is_joined_and_left
                    a_multicast_group_of_version_six_is_joined_and_left
                    several_sockets_receive_one_group
                    peeking_leaves_the_datagram
                    a_peek_that_waits_is_woken
                    unix_datagram_sockets_connect_by_path
                    unix_datagram_pairs_talk_both_ways
                    a_version_four_socket_does_not_reach_version_six
                }
            }
            u3 {
                any datagram_waiters {
                    every_receiver_of_a_socket_is_served
                    receivers_and_senders_in_tasks_are_served
                    every_sender_that_waits_for_room_is_served
                    receiving_and_sending_wait_at_once
                    a_receiver_dropped_after_it_was_woken_hands_on
                    idle_receivers_stay_asleep
                    peeking_and_receiving_wait_at_once
                }
            }
            d1 {
                any resolve {
                    an_address_needs_no_look_up
                    a_name_gives_every_address_with_its_port
                    a_failed_look_up_is_an_error
                    a_look_up_does_not_run_within_the_poll
                    many_look_ups_run_at_once
                    a_look_up_may_be_dropped_at_any_time
                    connecting_by_name_tries_every_address
                }
            }
            c1 {
                any cancel_tasks {
                    a_sleep_dropped_at_any_point_leaves_nothing_behind
                    a_handle_awaited_by_reference_loses_no_output
                    a_handle_dropped_at_any_point_leaves_nothing_behind
                    a_blocking_handle_dropped_at_any_point_leaves_nothing_behind
                    a_yield_dropped_at_any_point_leaves_nothing_behind
                    a_look_up_dropped_at_any_point_leaves_nothing_behind
                    an_aborted_task_drops_what_it_holds_at_any_suspension
                }
                any cancel_streams {
                    a_read_of_a_tcp_stream_dropped_at_any_point_loses_nothing
                    a_read_of_a_unix_stream_dropped_at_any_point_loses_nothing
                    a_write_dropped_at_any_point_sent_what_it_reported
                    a_close_dropped_before_its_first_poll_does_nothing
                    a_dropped_stream_lets_its_wakers_go
                    an_aborted_task_closes_the_stream_that_it_waits_on
                }
                any cancel_net {
                    an_accept_dropped_at_any_point_loses_no_connection
                    a_unix_accept_dropped_at_any_point_loses_no_connection
                    an_accept_loop_dropped_at_any_point_loses_no_connection
                    a_connect_dropped_at_any_point_leaves_nothing_behind
                    a_unix_connect_dropped_at_any_point_leaves_nothing_behind
                    a_receive_dropped_at_any_point_loses_no_datagram
                    a_send_dropped_at_any_point_sent_nothing
                    a_send_to_dropped_before_its_first_poll_sent_nothing
                    a_unix_receive_dropped_at_any_point_loses_no_datagram
                }
                apart cancel_descriptors {
                    futures_of_sockets_dropped_at_any_point_leave_no_descriptor
                    runtimes_that_come_and_go_leave_no_descriptor
                }
            }
            c2 {
                send wakers {
                    a_waker_that_accepts_again_meets_no_lock
                    a_waker_that_drops_another_waiter_meets_no_lock
                    the_destructor_of_a_replaced_waker_meets_no_lock
                    the_destructor_of_the_waker_of_a_dropped_waiter_meets_no_lock
                    a_waker_that_receives_again_meets_no_lock
                    a_waker_of_a_handle_may_use_the_handle
                    a_waker_of_a_sleep_may_make_another
                    a_waker_of_a_read_that_another_one_replaces_may_write
                    a_waker_of_a_write_that_another_one_replaces_may_read
                    wakers_that_re_enter_from_all_sides_end
                }
                any panicking_wakers {
                    a_panicking_waker_of_a_waiter_leaves_the_other_waiters_alone
                    a_panicking_waker_of_a_receiver_leaves_the_others_alone
                    a_panicking_waker_of_a_handle_leaves_the_executor_running
                    a_panicking_waker_of_an_aborted_task_leaves_the_executor_running
                    a_panicking_waker_of_a_blocking_handle_leaves_the_pool_running
                    a_panicking_destructor_of_a_waker_of_a_sleep_leaves_other_sleeps_alone
                }
            }
        }
    };
}
