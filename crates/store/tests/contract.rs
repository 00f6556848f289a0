//! What every engine must do, run on SQLite and on PostgreSQL. Names with an id of the reliability
//! checklist (`b7_`, `e1_` ...) show which of its items they cover.

#[path = "contract/access.rs"]
mod access;
#[path = "contract/acts.rs"]
mod acts;
#[path = "contract/backups.rs"]
mod backups;
#[path = "contract/bench.rs"]
mod bench;
#[path = "contract/boxes.rs"]
mod boxes;
#[path = "contract/deadlines.rs"]
mod deadlines;
#[path = "contract/election.rs"]
mod election;
#[path = "contract/letters.rs"]
mod letters;
#[path = "contract/members.rs"]
mod members;

/// Makes each case a test on both engines.
macro_rules! on_both_engines {
    ($($area:ident :: $case:ident,)+) => {
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $case() {
                super::$area::$case(&super::bench::Bench::sqlite()).await;
            })+
        }
        mod postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $case() {
                if let Some(bench) = super::bench::Bench::postgres().await {
                    super::$area::$case(&bench).await;
                }
            })+
        }
    };
}

on_both_engines! {
    access::a_session_lasts_to_its_instant,
    access::proving_more_makes_a_new_session,
    access::b7_a_link_works_once_among_fifty,
    access::a_link_dies_by_time_misses_and_signing_out,
    access::passkeys_belong_to_one_person,
    access::a_challenge_is_answered_once,
    access::a_code_of_the_second_factor_works_once,
    access::secrets_and_languages_stay,
    access::a4_an_address_names_all_who_share_it,
    access::a5_names_of_public_roles_are_not_logged,
    access::a5_addresses_come_in_order_and_that_they_were_taken_is_logged,
    deadlines::a_held_lock_costs_no_more_than_the_deadline,
    deadlines::a_reader_sees_every_commit_at_once,
    acts::an_allowed_act_is_durable_and_seen_at_once,
    acts::a_refused_act_writes_nothing,
    acts::acts_that_go_together_are_all_on_the_record_or_none,
    acts::f7_a_changed_row_is_named,
    acts::f7_a_missing_row_is_named,
    acts::d9_an_older_record_is_refused,
    acts::inclusion_proofs_hold_for_every_row,
    acts::rebuilt_tables_equal_the_live_ones,
    acts::two_stores_see_one_record_or_are_refused,
    acts::papers_fit_their_act,
    acts::tables_of_a_newer_program_are_refused,
    acts::answers_for_monitoring_come_with_an_application_alone,
    backups::e5_a_restored_copy_has_the_same_head,
    backups::a_damaged_copy_is_named,
    boxes::b7_one_vote_per_credential,
    boxes::b7_two_votes_race_and_one_wins,
    boxes::b8_the_last_vote_counts_where_the_rule_says_so,
    boxes::b9_a_copy_under_another_credential_is_refused,
    boxes::a_sealed_box_takes_nothing_more,
    boxes::a_box_streams_in_the_order_of_its_chain,
    boxes::a_changed_vote_is_named,
    boxes::c1_a_box_holds_no_time_and_no_member,
    boxes::b12_an_opened_ballot_is_never_cast,
    election::an_election_runs_to_its_declaration_and_is_rebuilt,
    letters::e9_the_same_letter_is_never_queued_twice,
    letters::e9_every_letter_ends_in_one_state,
    letters::e9_bounces_are_listed_for_another_channel,
    letters::e9_an_officer_corrects_a_letter,
    letters::e9_a_dead_workers_letters_are_not_lost,
    letters::e9_who_waits_at_the_screen_goes_first,
    letters::e9_workers_do_not_share_a_letter,
    members::an_import_is_all_or_nothing_and_keeps_ids,
    members::a5_every_look_is_logged,
    members::a2_a_frozen_roll_stays,
}
