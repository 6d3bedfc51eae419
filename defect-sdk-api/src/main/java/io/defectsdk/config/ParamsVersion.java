package io.defectsdk.config;

import java.time.Instant;
import java.util.Optional;

/**
 * One version of parameters. Immutable.
 *
 * @param id the database's key
 * @param productCode the product; empty: for all products
 * @param version 1 for the first of its product and type, one more with each change
 * @param params the parameters
 * @param active whether it is in force; one version of a product and type is, or none
 * @param unscaled whether its thresholds are from before there was a calibrated scale: kept and shown, but not applied until
 *     somebody sets them anew; one for which today's type has no room, such as 85 for per cent, is left out of {@code params}
 * @param unreadable why {@code params} is empty although something is stored, such as a value out of its range that another
 *     system wrote; empty where it is read
 * @param createdAt when it was set
 * @param createdBy name of who did, if it is known
 * @param <P> kind of parameters
 */
public record ParamsVersion<P extends ModelParams>(
        long id,
        Optional<String> productCode,
        int version,
        P params,
        boolean active,
        boolean unscaled,
        Optional<String> unreadable,
        Instant createdAt,
        Optional<String> createdBy) {}
