// @generated automatically by Diesel CLI.

diesel::table! {
    accounts (id) {
        id -> Int8,
        login -> Text,
        password_hash -> Text,
        role -> Text,
        name -> Text,
        province -> Nullable<Text>,
        school_id -> Nullable<Int8>,
        level -> Nullable<Text>,
        department -> Nullable<Text>,
        student_id -> Nullable<Int8>,
        company_id -> Nullable<Int8>,
        disabled_at -> Nullable<Timestamptz>,
        created_at -> Timestamptz,
        email -> Text,
    }
}

diesel::table! {
    agreements (case_id) {
        case_id -> Int8,
        number -> Nullable<Text>,
        company_name -> Text,
        credit_code -> Text,
        nature -> Text,
        industry -> Text,
        region -> Text,
        address -> Text,
        postcode -> Text,
        contact -> Text,
        telephone -> Text,
        mobile -> Text,
        email -> Text,
        job_category -> Text,
        job_title -> Text,
        work_place -> Text,
        pay -> Int4,
        probation_months -> Int4,
        probation_pay -> Nullable<Int4>,
        term_from -> Nullable<Date>,
        term_to -> Nullable<Date>,
        report_on -> Nullable<Date>,
        benefits -> Text,
        takes_archive -> Bool,
        takes_household -> Bool,
        archive_unit -> Text,
        archive_address -> Text,
        archive_postcode -> Text,
        archive_contact -> Text,
        archive_telephone -> Text,
        household_address -> Text,
        damages -> Nullable<Int4>,
        other_terms -> Text,
        signed_on -> Nullable<Date>,
    }
}

diesel::table! {
    api_clients (id) {
        id -> Text,
        secret -> Text,
        province -> Nullable<Text>,
        school_id -> Nullable<Int8>,
        disabled_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    api_nonces (client_id, signature) {
        client_id -> Text,
        signature -> Text,
        seen_at -> Timestamptz,
    }
}

diesel::table! {
    audit_entries (id) {
        id -> Int8,
        at -> Timestamptz,
        account_id -> Nullable<Int8>,
        school_id -> Nullable<Int8>,
        act -> Text,
        subject -> Text,
        subject_id -> Nullable<Int8>,
        request_id -> Nullable<Text>,
        detail -> Jsonb,
    }
}

diesel::table! {
    case_events (id) {
        id -> Int8,
        case_id -> Int8,
        version -> Int4,
        at -> Timestamptz,
        actor -> Text,
        account_id -> Nullable<Int8>,
        command -> Text,
        from_state -> Text,
        to_state -> Text,
        reason_code -> Nullable<Text>,
        text -> Nullable<Text>,
        before -> Nullable<Jsonb>,
        after -> Nullable<Jsonb>,
    }
}

diesel::table! {
    case_files (id) {
        id -> Int8,
        case_id -> Int8,
        hash -> Text,
        name -> Text,
        purpose -> Text,
        uploaded_by -> Nullable<Int8>,
        uploaded_at -> Timestamptz,
        removed_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    case_moves (kind, from_state, to_state) {
        kind -> Text,
        from_state -> Text,
        to_state -> Text,
    }
}

diesel::table! {
    cases (id) {
        id -> Int8,
        kind -> Text,
        state -> Text,
        version -> Int4,
        school_id -> Int8,
        cohort -> Int4,
        student_id -> Int8,
        company_id -> Nullable<Int8>,
        department -> Text,
        level -> Text,
        initiator -> Text,
        agreement_id -> Nullable<Int8>,
        created_at -> Timestamptz,
        entered_at -> Timestamptz,
        submitted_at -> Nullable<Timestamptz>,
        decided_at -> Nullable<Timestamptz>,
        due_at -> Nullable<Timestamptz>,
        module -> Text,
        occupies -> Bool,
        open -> Bool,
        dormant -> Bool,
        student_name -> Text,
        student_no -> Text,
        subject -> Text,
        reminded -> Int4,
        ends -> Nullable<Text>,
        employer_code -> Nullable<Text>,
        followed -> Bool,
    }
}

diesel::table! {
    codes (list, code) {
        list -> Text,
        code -> Text,
        name -> Text,
        parent -> Nullable<Text>,
        from_cohort -> Int4,
        to_cohort -> Int4,
        position -> Int4,
    }
}

diesel::table! {
    cohorts (year) {
        year -> Int4,
        is_current -> Bool,
    }
}

diesel::table! {
    companies (id) {
        id -> Int8,
        credit_code -> Text,
        name -> Text,
        nature -> Text,
        industry -> Text,
        region -> Text,
        address -> Text,
        postcode -> Text,
        contact -> Text,
        telephone -> Text,
        mobile -> Text,
        email -> Text,
        registered_at -> Nullable<Timestamptz>,
        created_at -> Timestamptz,
        licence -> Nullable<Text>,
        licence_name -> Nullable<Text>,
    }
}

diesel::table! {
    company_register (company_id) {
        company_id -> Int8,
        verdict -> Text,
        status_text -> Text,
        abnormal -> Bool,
        seriously_illegal -> Bool,
        fetched_at -> Nullable<Timestamptz>,
        asked_at -> Timestamptz,
        failure -> Nullable<Text>,
    }
}

diesel::table! {
    company_registrations (id) {
        id -> Int8,
        credit_code -> Text,
        name -> Text,
        nature -> Text,
        industry -> Text,
        region -> Text,
        address -> Text,
        postcode -> Text,
        contact -> Text,
        telephone -> Text,
        mobile -> Text,
        email -> Text,
        created_at -> Timestamptz,
        licence -> Nullable<Text>,
        licence_name -> Nullable<Text>,
    }
}

diesel::table! {
    contact_sync (student_id) {
        student_id -> Int8,
        changed_at -> Timestamptz,
        pushed_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    destination_sync (student_id) {
        student_id -> Int8,
        version -> Int8,
        changed_at -> Timestamptz,
        pushed_version -> Int8,
        pushed_at -> Nullable<Timestamptz>,
        unknown_there -> Bool,
        unplaced_version -> Nullable<Int8>,
        unplaced_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    destinations (case_id) {
        case_id -> Int8,
        #[sql_name = "type"]
        type_ -> Text,
        category -> Text,
        registered_on -> Date,
        company_name -> Nullable<Text>,
        credit_code -> Nullable<Text>,
        nature -> Nullable<Text>,
        industry -> Nullable<Text>,
        region -> Nullable<Text>,
        address -> Nullable<Text>,
        contact -> Nullable<Text>,
        telephone -> Nullable<Text>,
        job_category -> Nullable<Text>,
        job_title -> Nullable<Text>,
        pay -> Nullable<Int4>,
        country -> Nullable<Text>,
        institution -> Nullable<Text>,
        institution_foreign -> Nullable<Text>,
        major -> Nullable<Text>,
        education_level -> Nullable<Text>,
        programme -> Nullable<Text>,
        reason -> Nullable<Text>,
        archive_to -> Nullable<Text>,
        household_to -> Nullable<Text>,
        website -> Nullable<Text>,
    }
}

diesel::table! {
    documents (case_id) {
        case_id -> Int8,
        form -> Text,
        hash -> Text,
        made_at -> Timestamptz,
    }
}

diesel::table! {
    employment_records (student_id) {
        student_id -> Int8,
        student -> Nullable<Jsonb>,
        destination -> Nullable<Jsonb>,
        fetched_at -> Nullable<Timestamptz>,
        asked_at -> Timestamptz,
        failure -> Nullable<Text>,
    }
}

diesel::table! {
    files (hash) {
        hash -> Text,
        media_type -> Text,
        size -> Int8,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    form_drafts (account_id, form) {
        account_id -> Int8,
        form -> Text,
        typed -> Jsonb,
        saved_at -> Timestamptz,
    }
}

diesel::table! {
    handlers (school_id, cohort, level) {
        school_id -> Int8,
        cohort -> Int4,
        level -> Text,
        name -> Text,
        telephone -> Text,
        address -> Text,
        postcode -> Text,
        set_at -> Timestamptz,
    }
}

diesel::table! {
    invitation_batches (id) {
        id -> Int8,
        company_id -> Int8,
        account_id -> Int8,
        lines -> Jsonb,
        sent -> Int4,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    invitation_drafts (id) {
        id -> Int8,
        company_id -> Int8,
        account_id -> Int8,
        version -> Int4,
        typed -> Jsonb,
        updated_at -> Timestamptz,
        form_key -> Nullable<Text>,
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
        told -> Nullable<Text>,
    }
}

diesel::table! {
    messages (id) {
        id -> Int8,
        event_id -> Int8,
        case_id -> Int8,
        notice -> Text,
        channel -> Text,
        student_id -> Nullable<Int8>,
        company_id -> Nullable<Int8>,
        state -> Text,
        created_at -> Timestamptz,
        sent_at -> Nullable<Timestamptz>,
        receipt -> Nullable<Text>,
        read_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    one_time_codes (id) {
        id -> Int8,
        handle -> Text,
        purpose -> Text,
        way -> Text,
        address -> Text,
        student_id -> Nullable<Int8>,
        account_id -> Nullable<Int8>,
        company_id -> Nullable<Int8>,
        registration_id -> Nullable<Int8>,
        tries -> Int4,
        created_at -> Timestamptz,
        expires_at -> Timestamptz,
        sent_at -> Nullable<Timestamptz>,
        used_at -> Nullable<Timestamptz>,
        case_id -> Nullable<Int8>,
        case_version -> Nullable<Int4>,
    }
}

diesel::table! {
    province_settings (province, cohort) {
        province -> Text,
        cohort -> Int4,
        agreement_form -> Text,
    }
}

diesel::table! {
    school_settings (school_id, cohort) {
        school_id -> Int8,
        cohort -> Int4,
        signing_open -> Bool,
        paper_open -> Bool,
        destination_open -> Bool,
        review_mode -> Text,
        termination_limit -> Int4,
        acted_at -> Nullable<Timestamptz>,
        version -> Int4,
    }
}

diesel::table! {
    schools (id) {
        id -> Int8,
        code -> Text,
        name -> Text,
        province -> Text,
    }
}

diesel::table! {
    sessions (digest) {
        digest -> Bytea,
        account_id -> Int8,
        created_at -> Timestamptz,
        seen_at -> Timestamptz,
        user_agent -> Text,
        id -> Int8,
        address -> Text,
    }
}

diesel::table! {
    student_changes (id) {
        id -> Int8,
        student_id -> Int8,
        at -> Timestamptz,
        account_id -> Int8,
        before -> Jsonb,
        after -> Jsonb,
    }
}

diesel::table! {
    student_counts (school_id, cohort, department, level, dormant) {
        school_id -> Int8,
        cohort -> Int4,
        department -> Text,
        level -> Text,
        dormant -> Bool,
        number -> Int4,
    }
}

diesel::table! {
    students (id) {
        id -> Int8,
        school_id -> Int8,
        cohort -> Int4,
        #[sql_name = "ref"]
        ref_ -> Text,
        student_no -> Text,
        name -> Text,
        id_number -> Text,
        gender -> Text,
        ethnicity -> Text,
        political_status -> Text,
        born_on -> Date,
        department -> Text,
        class_name -> Text,
        major_code -> Text,
        major_name -> Text,
        major_direction -> Text,
        education_level -> Text,
        level -> Text,
        study_years -> Text,
        study_form -> Text,
        training_mode -> Text,
        commissioned_by -> Text,
        enrolled_on -> Date,
        graduates_on -> Date,
        origin_region -> Text,
        rural -> Bool,
        normal_student -> Text,
        difficulty -> Text,
        mobile -> Text,
        email -> Text,
        archive_before -> Text,
        household_before -> Text,
        archive_moved -> Bool,
        household_moved -> Bool,
        wechat_openid -> Nullable<Text>,
        dormant_since -> Nullable<Timestamptz>,
        restore_due_at -> Nullable<Timestamptz>,
        created_at -> Timestamptz,
        dormant -> Bool,
    }
}

diesel::table! {
    terminations (case_id) {
        case_id -> Int8,
        reason_code -> Text,
        reason_text -> Text,
        ended_on -> Nullable<Date>,
        asks -> Int4,
        means -> Text,
        explanation -> Nullable<Text>,
    }
}

diesel::table! {
    uploads (id) {
        id -> Int8,
        ticket -> Text,
        account_id -> Nullable<Int8>,
        hash -> Text,
        name -> Text,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    verdict_reasons (id) {
        id -> Int8,
        school_id -> Nullable<Int8>,
        module -> Text,
        code -> Text,
        name -> Text,
        position -> Int4,
    }
}

diesel::table! {
    wage_floors (region, valid_from) {
        region -> Text,
        yuan -> Int4,
        valid_from -> Date,
    }
}

diesel::table! {
    warnings (id) {
        id -> Int8,
        company_id -> Int8,
        school_id -> Int8,
        reason -> Text,
        explanation -> Text,
        marked_by -> Nullable<Int8>,
        marked_at -> Timestamptz,
        withdrawn_by -> Nullable<Int8>,
        withdrawn_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    wechat_tokens (appid) {
        appid -> Text,
        token -> Text,
        expires_at -> Timestamptz,
    }
}

diesel::joinable!(accounts -> companies (company_id));
diesel::joinable!(accounts -> schools (school_id));
diesel::joinable!(agreements -> cases (case_id));
diesel::joinable!(api_clients -> schools (school_id));
diesel::joinable!(api_nonces -> api_clients (client_id));
diesel::joinable!(audit_entries -> accounts (account_id));
diesel::joinable!(audit_entries -> schools (school_id));
diesel::joinable!(case_events -> accounts (account_id));
diesel::joinable!(case_events -> cases (case_id));
diesel::joinable!(case_files -> accounts (uploaded_by));
diesel::joinable!(case_files -> cases (case_id));
diesel::joinable!(case_files -> files (hash));
diesel::joinable!(cases -> companies (company_id));
diesel::joinable!(cases -> schools (school_id));
diesel::joinable!(companies -> files (licence));
diesel::joinable!(company_register -> companies (company_id));
diesel::joinable!(company_registrations -> files (licence));
diesel::joinable!(contact_sync -> students (student_id));
diesel::joinable!(destination_sync -> students (student_id));
diesel::joinable!(destinations -> cases (case_id));
diesel::joinable!(documents -> agreements (case_id));
diesel::joinable!(documents -> files (hash));
diesel::joinable!(employment_records -> students (student_id));
diesel::joinable!(form_drafts -> accounts (account_id));
diesel::joinable!(handlers -> cohorts (cohort));
diesel::joinable!(handlers -> schools (school_id));
diesel::joinable!(invitation_batches -> accounts (account_id));
diesel::joinable!(invitation_batches -> companies (company_id));
diesel::joinable!(invitation_drafts -> accounts (account_id));
diesel::joinable!(invitation_drafts -> companies (company_id));
diesel::joinable!(job_attempts -> jobs (job_id));
diesel::joinable!(messages -> case_events (event_id));
diesel::joinable!(messages -> cases (case_id));
diesel::joinable!(messages -> companies (company_id));
diesel::joinable!(messages -> students (student_id));
diesel::joinable!(one_time_codes -> accounts (account_id));
diesel::joinable!(one_time_codes -> cases (case_id));
diesel::joinable!(one_time_codes -> companies (company_id));
diesel::joinable!(one_time_codes -> company_registrations (registration_id));
diesel::joinable!(one_time_codes -> students (student_id));
diesel::joinable!(province_settings -> cohorts (cohort));
diesel::joinable!(school_settings -> cohorts (cohort));
diesel::joinable!(school_settings -> schools (school_id));
diesel::joinable!(sessions -> accounts (account_id));
diesel::joinable!(student_changes -> accounts (account_id));
diesel::joinable!(student_changes -> students (student_id));
diesel::joinable!(students -> cohorts (cohort));
diesel::joinable!(students -> schools (school_id));
diesel::joinable!(terminations -> cases (case_id));
diesel::joinable!(uploads -> accounts (account_id));
diesel::joinable!(uploads -> files (hash));
diesel::joinable!(verdict_reasons -> schools (school_id));
diesel::joinable!(warnings -> companies (company_id));
diesel::joinable!(warnings -> schools (school_id));

diesel::allow_tables_to_appear_in_same_query!(
    accounts,
    agreements,
    api_clients,
    api_nonces,
    audit_entries,
    case_events,
    case_files,
    case_moves,
    cases,
    codes,
    cohorts,
    companies,
    company_register,
    company_registrations,
    contact_sync,
    destination_sync,
    destinations,
    documents,
    employment_records,
    files,
    form_drafts,
    handlers,
    invitation_batches,
    invitation_drafts,
    job_attempts,
    jobs,
    messages,
    one_time_codes,
    province_settings,
    school_settings,
    schools,
    sessions,
    student_changes,
    student_counts,
    students,
    terminations,
    uploads,
    verdict_reasons,
    wage_floors,
    warnings,
    wechat_tokens,
);
