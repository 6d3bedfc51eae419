-- A database as a plant's engineer makes it by hand from the agreed data model: keys and checks under names of his own,
-- hardly an index, one view of three, and rows from some weeks of work.

create table users (
    user_id serial,
    username varchar(50) not null,
    password_hash varchar(255) not null,
    user_type varchar(20) not null default 'worker',
    full_name varchar(100),
    is_active boolean default true,
    created_at timestamp default current_timestamp,
    last_login_at timestamp,
    constraint pk_users primary key (user_id),
    constraint uq_users_username unique (username),
    constraint ck_users_type check (user_type in ('admin', 'worker'))
);

create table products (
    product_id serial constraint pk_products primary key,
    product_code varchar(50) not null constraint uq_products_code unique,
    product_name varchar(100) not null,
    description text,
    is_active boolean default true,
    created_at timestamp default current_timestamp,
    updated_at timestamp default current_timestamp
);

create table manuals (
    manual_id serial primary key,
    product_id integer constraint fk_manuals_product references products on delete cascade,
    file_name varchar(255) not null,
    file_path varchar(500) not null,
    file_size bigint,
    vector_indexed boolean default false,
    indexed_at timestamp,
    created_at timestamp default current_timestamp,
    constraint uq_manuals unique (product_id, file_name)
);

create table defect_types (
    defect_type_id serial primary key,
    product_id integer references products on delete cascade,
    defect_code varchar(50) not null,
    defect_name_ko varchar(100) not null,
    defect_name_en varchar(100),
    full_name_ko varchar(200),
    is_active boolean default true,
    created_at timestamp default current_timestamp,
    unique (product_id, defect_code)
);

create table images (
    image_id serial primary key,
    product_id integer references products on delete cascade,
    image_type varchar(20) not null,
    defect_type_id integer references defect_types,
    file_name varchar(255) not null,
    file_path varchar(500) not null,
    file_size bigint,
    uploaded_at timestamp default current_timestamp,
    constraint ck_images_type check (image_type in ('normal', 'defect', 'test'))
);

create table search_history (
    search_id serial primary key,
    searched_at timestamp default current_timestamp,
    uploaded_image_path varchar(500) not null,
    product_code varchar(50),
    defect_code varchar(50),
    top_k_results jsonb not null,
    processing_time double precision,
    constraint ck_top_k check (jsonb_typeof(top_k_results) = 'array')
);

create table response_history (
    response_id serial primary key,
    executed_at timestamp default current_timestamp,
    search_id integer references search_history on delete set null,
    product_code varchar(50) not null,
    defect_code varchar(50) not null,
    similarity_score double precision,
    anomaly_score double precision,
    confidence_score double precision,
    test_image_path varchar(500),
    reference_image_path varchar(500),
    heatmap_path varchar(500),
    overlay_path varchar(500),
    guide_content text,
    guide_generated_at timestamp,
    feedback_rating integer,
    feedback_text text,
    feedback_at timestamp,
    processing_time double precision,
    constraint ck_rating check (feedback_rating >= 1 and feedback_rating <= 5)
);

create table model_params (
    param_id serial primary key,
    product_id integer references products on delete cascade,
    model_type varchar(50) not null,
    params jsonb not null,
    is_active boolean default true,
    created_at timestamp default current_timestamp,
    updated_at timestamp default current_timestamp,
    constraint ck_model_type check (model_type in ('clip', 'patchcore', 'llm', 'preprocessing'))
);

create table deployment_logs (
    deploy_id serial primary key,
    deploy_type varchar(50) not null,
    product_id integer references products,
    status varchar(20) default 'pending',
    started_at timestamp default current_timestamp,
    completed_at timestamp,
    result_message text,
    result_data jsonb,
    deployed_by integer references users,
    constraint ck_deploy_type check (deploy_type in ('clip_rebuild', 'patchcore_create', 'rag_index', 'full_deploy')),
    constraint ck_status check (status in ('pending', 'running', 'completed', 'failed'))
);

create table system_config (
    config_key varchar(100) primary key,
    config_value jsonb not null,
    description text,
    updated_at timestamp default current_timestamp,
    updated_by integer references users
);

create view v_dashboard_stats as select product_code, product_name from products;

-- ids with gaps, as after deletions; those of pictures were given by an import that left the sequence behind
insert into users (user_id, username, password_hash, user_type, created_at, last_login_at) values
    (1, 'kim', '$2b$12$placeholder', 'admin', '2025-11-09 08:00:00', '2025-11-10 00:30:00.123456'),
    (7, 'lee', '$2b$12$0123456789012345678901234567890123456789012345678901X', 'worker', '2025-11-09 08:01:00', null);

insert into products (product_code, product_name, description, created_at, updated_at) values
    ('housing', '하우징', '주조 공정', '2025-11-09 09:00:00', '2025-11-20 18:00:00'),
    ('cover', '커버', null, '2025-11-09 09:00:01', '2025-11-09 09:00:01');

insert into manuals (product_id, file_name, file_path, vector_indexed, indexed_at, created_at) values
    (1, '하우징.pdf', '/manuals/housing.pdf', true, '2025-11-09 12:00:00', '2025-11-09 11:00:00');

insert into defect_types (product_id, defect_code, defect_name_ko, defect_name_en, full_name_ko, created_at) values
    (1, 'normal', '정상', 'normal', '정상품', '2025-11-09 09:10:00'),
    (1, 'hole', '기공', 'hole', '기공 결함', '2025-11-09 09:10:00'),
    (2, 'normal', '정상', 'normal', null, '2025-11-09 09:10:00');

insert into images (image_id, product_id, image_type, defect_type_id, file_name, file_path, file_size, uploaded_at) values
    (1, 1, 'normal', null, 'ok_1.jpeg', '/pictures/ok_1.jpeg', 1000, '2025-11-09 10:00:00'),
    (2, 1, 'normal', null, 'ok_2.jpeg', '/pictures/ok_2.jpeg', null, '2025-11-09 10:00:00'),
    (300, 1, 'defect', 2, '기공_1.jpeg', '/pictures/hole_1.jpeg', null, '2025-11-09 10:00:00');

insert into search_history (searched_at, uploaded_image_path, product_code, defect_code, top_k_results, processing_time) values
    ('2025-11-11 00:30:00', '/uploads/1.jpeg', 'housing', 'hole', '[{"rank": 1, "similarity": 0.98}]', 0.25);

insert into response_history (executed_at, search_id, product_code, defect_code, similarity_score, guide_content,
        guide_generated_at, feedback_rating, feedback_at) values
    ('2025-11-11 00:31:00', 1, 'housing', 'hole', 0.98, '금형 온도 확인', '2025-11-11 00:31:05', 4, '2025-11-11 08:00:00'),
    ('2025-11-12 00:31:00', null, 'housing', 'hole', 0.91, null, null, null, null);

insert into model_params (product_id, model_type, params, created_at, updated_at) values
    (1, 'patchcore', '{"image_threshold": 0.7}', '2025-11-09 09:20:00', '2025-11-09 09:20:00'),
    (null, 'clip', '{"top_k": 7}', '2025-11-09 09:20:00', '2025-11-09 09:20:00');

insert into deployment_logs (deploy_type, product_id, status, started_at, completed_at, result_data, deployed_by) values
    ('patchcore_create', 1, 'completed', '2025-11-09 13:00:00', '2025-11-09 13:00:25.7', '{"num_patches": 614}', 7);

insert into system_config (config_key, config_value, description, updated_at, updated_by) values
    ('default_image_threshold', '0.8', '이미지 임계값', '2025-11-09 09:30:00', 1),
    ('max_upload_size_mb', '20', null, '2025-11-09 09:30:00', null),
    ('mes_line', '{"name": "3호기"}', null, '2025-11-09 09:30:00', 1);
