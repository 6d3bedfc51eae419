package io.defectsdk.catalog;

import java.time.Duration;
import java.util.Optional;

/**
 * How far the registration of a folder is. Immutable.
 *
 * @param done files that were looked at
 * @param total files of the folder
 * @param added of these, registered
 * @param duplicates of these, registered before
 * @param refused of these, refused
 * @param remaining estimate, once there is something to estimate from
 */
public record FolderProgress(
        int done, int total, int added, int duplicates, int refused, Optional<Duration> remaining) {}
