package io.defectsdk.postgres.internal.schema;

import java.sql.SQLException;
import java.time.Duration;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/** Sets the {@link Limits} of the transaction in which Flyway migrates, before anything else in it. */
final class LimitedMigrations implements Callback {
    private final Duration lockPatience;

    LimitedMigrations(Duration lockPatience) {
        this.lockPatience = lockPatience;
    }

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.BEFORE_EACH_MIGRATE;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public void handle(Event event, Context context) {
        try {
            Limits.set(context.getConnection(), lockPatience);
        } catch (SQLException e) {
            throw new FlywayException("the limits of the migration's transaction could not be set", e);
        }
    }

    @Override
    public String getCallbackName() {
        return "limits of migrations";
    }
}
