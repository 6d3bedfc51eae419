-- The three views with their old columns, put right.

-- Each table is counted by itself: joined with each other, four children multiply their rows, and averages go wrong.
-- Types other than normal are counted as such, not by taking one off.
CREATE VIEW ${schema}.v_dashboard_stats AS
SELECT
    p.product_code,
    p.product_name,
    i.normal_count,
    i.defect_count,
    dt.defect_type_count,
    sh.total_search_count,
    rh.total_response_count,
    rh.feedback_count,
    rh.avg_rating
FROM ${schema}.products p
CROSS JOIN LATERAL (
    SELECT
        COUNT(*) FILTER (WHERE image_type = 'normal') AS normal_count,
        COUNT(*) FILTER (WHERE image_type = 'defect') AS defect_count
    FROM ${schema}.images
    WHERE product_id = p.product_id
) i
CROSS JOIN LATERAL (
    SELECT COUNT(*) AS defect_type_count
    FROM ${schema}.defect_types
    WHERE product_id = p.product_id AND defect_code <> 'normal'  -- 정상 제외
) dt
CROSS JOIN LATERAL (
    SELECT COUNT(*) AS total_search_count
    FROM ${schema}.search_history
    WHERE product_code = p.product_code
) sh
CROSS JOIN LATERAL (
    SELECT
        COUNT(*) AS total_response_count,
        COUNT(feedback_rating) AS feedback_count,
        ROUND(AVG(feedback_rating), 2) AS avg_rating
    FROM ${schema}.response_history
    WHERE product_code = p.product_code
) rh
WHERE p.is_active;

COMMENT ON VIEW ${schema}.v_dashboard_stats IS '대시보드 제품별 통계';

-- Inspections, each with its latest guide if it has one, and guides that belong to no inspection (from before).
-- The Korean name comes through the product; what was done is said by action_status, not inferred from a rating.
CREATE VIEW ${schema}.v_recent_inspections AS
SELECT
    recent.response_id,
    recent.executed_at,
    recent.product_code,
    p.product_name,
    recent.defect_code,
    COALESCE(dt.defect_name_ko, CASE recent.defect_code
        WHEN 'normal' THEN '정상'
        WHEN 'unknown' THEN '미분류'
    END) AS defect_name_ko,
    recent.similarity_score,
    recent.anomaly_score,
    CASE
        WHEN recent.action_status = 'done' THEN '조치완료'
        WHEN recent.verdict = 'OK' THEN '조치불필요'
        ELSE '미조치'
    END AS status,
    recent.feedback_rating,
    recent.verdict,
    recent.inspection_id
FROM (
    (
        SELECT
            guide.response_id,
            i.inspected_at AS executed_at,
            ip.product_code,
            COALESCE(guide.defect_code, CASE i.verdict WHEN 'OK' THEN 'normal' ELSE 'unknown' END) AS defect_code,
            guide.similarity_score,
            i.anomaly_score,
            guide.action_status,
            guide.feedback_rating,
            i.verdict,
            i.inspection_id
        FROM (
            SELECT * FROM ${schema}.inspections
            ORDER BY inspection_id DESC  -- by time
            LIMIT 50
        ) i
        JOIN ${schema}.products ip ON ip.product_id = i.product_id
        LEFT JOIN LATERAL (
            SELECT * FROM ${schema}.response_history
            WHERE inspection_id = i.inspection_id
            ORDER BY executed_at DESC
            LIMIT 1
        ) guide ON TRUE
    )
    UNION ALL
    (
        SELECT
            response_id,
            executed_at,
            product_code,
            defect_code,
            similarity_score,
            anomaly_score,
            action_status,
            feedback_rating,
            NULL,
            NULL
        FROM ${schema}.response_history
        WHERE inspection_id IS NULL
        ORDER BY executed_at DESC
        LIMIT 50
    )
) recent
LEFT JOIN ${schema}.products p ON p.product_code = recent.product_code
LEFT JOIN ${schema}.defect_types dt ON dt.product_id = p.product_id AND dt.defect_code = recent.defect_code
ORDER BY recent.executed_at DESC
LIMIT 50;

COMMENT ON VIEW ${schema}.v_recent_inspections IS '최근 검사 이력 (상위 50건)';

CREATE VIEW ${schema}.v_deployment_status AS
SELECT
    dl.deploy_type,
    p.product_code,
    p.product_name,
    dl.status,
    dl.started_at,
    dl.completed_at,
    EXTRACT(EPOCH FROM (COALESCE(dl.completed_at, NOW()) - dl.started_at)) AS duration_seconds,
    dl.result_message
FROM (
    SELECT DISTINCT ON (deploy_type, product_id) *
    FROM ${schema}.deployment_logs
    ORDER BY deploy_type, product_id, deploy_id DESC
) dl
LEFT JOIN ${schema}.products p ON p.product_id = dl.product_id
ORDER BY dl.started_at DESC;

COMMENT ON VIEW ${schema}.v_deployment_status IS '제품별 최신 배포 상태';
