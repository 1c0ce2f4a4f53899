//! The suite that every driver must pass: one case each for what the traits promise. Invented things about nobody.
//!
//! A driver's test names a function that gives a fresh store and something to hold while it is used:
//! `huiyin_store::contract!(fresh);`. To add a case: a function here and its line in [`contract!`](crate::contract!).

pub mod commits;
pub mod earlier;
pub mod figures;
pub mod given;
pub mod lists;
pub mod numbers;
pub mod search;
pub mod topics;
pub mod whole;
pub mod work;

/// How a case ends; what it could not do is a failure like what it found wrong.
pub type Outcome = Result<(), Box<dyn std::error::Error + Send + Sync>>;

/// One test for each case, each with a store of its own from `fresh`: an `async fn` that gives `Ok((Store, hold))`.
#[macro_export]
macro_rules! contract {
    ($fresh:ident) => {
        $crate::contract!($fresh, commits:
            a_commit_loads_back, only_what_follows_is_loaded, several_streams_are_loaded_at_once, a_moved_stream_is_a_conflict,
            a_refused_commit_leaves_nothing, twenty_append_to_one_access_log, one_of_many_on_a_stream_wins,
            a_claim_is_taken_once, an_expired_claim_is_free, expired_claims_are_swept, keys_are_replaced,
            absent_contents_are_left_out, time_never_goes_back, offices_do_not_see_each_other,
            streams_come_in_order_and_whole);
        $crate::contract!($fresh, numbers:
            a_number_leads_to_its_matter, a_series_is_whole_under_many_writers, a_refused_commit_takes_no_number,
            numbers_come_in_order);
        $crate::contract!($fresh, lists:
            rows_are_replaced_and_counts_move, pages_go_on_through_ties_and_rows_without_a_day, filters_narrow_a_list,
            many_units_are_merged, sealed_rows_are_in_no_list, what_is_under_seal_stands_in_its_own_lists, counting_stops, overdue_rows_are_found);
        $crate::contract!($fresh, figures:
            sums_by_every_cut, a_past_day_is_asked, what_is_behind_adds_up, folding_changes_no_sum, lines_read_back);
        $crate::contract!($fresh, work:
            a_job_is_taken_once, a_finished_job_is_gone, a_failed_job_comes_back,
            a_job_queued_twice_is_done_once, a_job_queued_while_done_is_done_again, a_job_that_was_taken_over_is_the_others, leaves_have_no_gaps,
            one_holds_the_lease);
        $crate::contract!($fresh, search:
            noted_texts_are_found, packing_changes_no_find, what_is_forgotten_is_not_found, terms_weigh_what_is_said,
            a_merge_keeps_each_text_once);
        $crate::contract!($fresh, topics:
            a_matter_waits_and_stands_in_one_topic, nobody_counts_what_he_may_not_read,
            a_topic_is_warned_of_by_its_last_day);
        $crate::contract!($fresh, whole:
            the_tables_are_those_of_the_schema, a_rebuild_starts_empty, a_snapshot_stands_still,
            after_closing_nothing_is_written);

        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn a_dump_loads_into_another_store() {
            let ((from, _hold), (to, _hold_too)) = ($fresh().await.unwrap(), $fresh().await.unwrap());
            $crate::contract::whole::a_dump_loads_into_another_store(&from, &to).await.unwrap();
        }
    };
    ($fresh:ident, $group:ident: $($case:ident),+ $(,)?) => {
        mod $group {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $case() {
                    let (store, _hold) = super::$fresh().await.unwrap();
                    $crate::contract::$group::$case(&store).await.unwrap();
                }
            )+
        }
    };
}
