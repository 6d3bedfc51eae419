package io.defectsdk.postgres.internal.store;

import io.defectsdk.account.Actor;
import io.defectsdk.guide.GuideEntry;
import io.defectsdk.guide.GuideLanguage;
import io.defectsdk.guide.GuideMethod;
import io.defectsdk.guide.GuideRating;
import io.defectsdk.guide.GuideRecord;
import io.defectsdk.guide.ModelUse;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import org.jdbi.v3.core.mapper.RowMapper;

/** Reads rows of guides. Those of a hand-made database hold the seed's columns alone, with whatever somebody wrote there. */
final class GuideRows {
    /** Roles of those who rated before roles were kept are those of their accounts, or workers'. */
    static final String SELECT = """
            SELECT r.*, COALESCE(r.feedback_role, u.user_type, 'worker') AS rater_role,
                   COALESCE(r.feedback_by_name, u.username) AS rater_name
            FROM <schema>.response_history r
            LEFT JOIN <schema>.users u ON u.user_id = r.feedback_by
            """;

    static final RowMapper<GuideRating> RATING = (row, context) -> new GuideRating(
            row.getInt("stars"),
            Columns.optionalText(row, "comment"),
            Columns.optionalActor(row),
            Columns.time(row, "rated_at"));

    static final RowMapper<GuideEntry> ENTRY = (row, context) -> new GuideEntry(
            row.getLong("response_id"),
            guide(row),
            rating(row),
            row.getString("action_status").equals("done"));

    private static final double MICROS_PER_SECOND = 1e6;

    private GuideRows() {}

    private static GuideRecord guide(ResultSet row) throws SQLException {
        Optional<String> content = Columns.optionalText(row, "content");
        return new GuideRecord(
                subject(row),
                Columns.time(row, "executed_at"),
                Columns.optionalText(row, "language")
                        .map(name -> GuideLanguage.valueOf(name.toUpperCase(Locale.ROOT)))
                        .orElse(GuideLanguage.KOREAN),
                Columns.optionalText(row, "method")
                        .map(name -> GuideMethod.valueOf(name.toUpperCase(Locale.ROOT)))
                        .orElse(GuideMethod.UNKNOWN),
                content.map(StoredGuide::read).orElse(List.of()),
                Columns.optionalText(row, "guide_content").orElse(""),
                number(row, "confidence_score"),
                Optional.ofNullable(row.getObject("manual_index_id", Long.class)),
                model(row),
                Columns.optionalText(row, "fallback"),
                time(row, "retrieval_time"),
                time(row, "processing_time"),
                Columns.optionalActor(row));
    }

    private static GuideRecord.Subject subject(ResultSet row) throws SQLException {
        return new GuideRecord.Subject(
                row.getString("product_code"),
                row.getString("defect_code"),
                Columns.optionalText(row, "words"),
                Optional.ofNullable(row.getObject("inspection_id", UUID.class)),
                Optional.ofNullable(row.getObject("search_id", Long.class)),
                number(row, "similarity_score"),
                number(row, "anomaly_score"),
                Columns.optionalText(row, "test_image_path"),
                Columns.optionalText(row, "reference_image_path"));
    }

    private static Optional<ModelUse> model(ResultSet row) throws SQLException {
        Optional<String> name = Columns.optionalText(row, "model_name");
        return name.isEmpty()
                ? Optional.empty()
                : Optional.of(new ModelUse(
                        name.get(),
                        row.getString("prompt_version"),
                        Columns.optionalInt(row, "prompt_tokens"),
                        Columns.optionalInt(row, "answer_tokens"),
                        time(row, "model_time").orElse(Duration.ZERO),
                        row.getInt("dropped")));
    }

    private static Optional<GuideRating> rating(ResultSet row) throws SQLException {
        int stars = row.getInt("feedback_rating");
        if (row.wasNull()) {
            return Optional.empty();
        }
        return Optional.of(new GuideRating(
                stars,
                Columns.optionalText(row, "feedback_text"),
                rater(row),
                Columns.optionalTime(row, "feedback_at").orElse(Columns.time(row, "executed_at"))));
    }

    private static Optional<Actor> rater(ResultSet row) throws SQLException {
        Optional<String> name = Columns.optionalText(row, "rater_name");
        if (name.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Columns.actor(row, "feedback_by", "rater_name", "rater_role"));
    }

    private static OptionalDouble number(ResultSet row, String column) throws SQLException {
        double number = row.getDouble(column);
        return row.wasNull() || !Double.isFinite(number) ? OptionalDouble.empty() : OptionalDouble.of(number);
    }

    private static Optional<Duration> time(ResultSet row, String column) throws SQLException {
        OptionalDouble seconds = number(row, column);
        return seconds.isPresent()
                ? Optional.of(Duration.of(Math.round(seconds.getAsDouble() * MICROS_PER_SECOND), ChronoUnit.MICROS))
                : Optional.empty();
    }
}
