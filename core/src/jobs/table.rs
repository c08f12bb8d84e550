//! The two tables, as diesel sees them.

diesel::table! {
    jobs (id) {
        id -> Int8,
        queue -> Text,
        kind -> Text,
        payload -> Jsonb,
        state -> Text,
        unique_key -> Nullable<Text>,
        requests -> Int4,
        attempts -> Int4,
        max_attempts -> Int4,
        runs -> Int4,
        due_at -> Timestamptz,
        leased_by -> Nullable<Text>,
        leased_until -> Nullable<Timestamptz>,
        created_at -> Timestamptz,
        finished_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    job_attempts (job_id, run) {
        job_id -> Int8,
        run -> Int4,
        attempt -> Int4,
        worker -> Text,
        started_at -> Timestamptz,
        finished_at -> Nullable<Timestamptz>,
        outcome -> Nullable<Text>,
        error -> Nullable<Text>,
    }
}

diesel::joinable!(job_attempts -> jobs (job_id));
diesel::allow_tables_to_appear_in_same_query!(jobs, job_attempts);
