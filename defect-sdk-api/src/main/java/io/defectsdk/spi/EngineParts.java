package io.defectsdk.spi;

import io.defectsdk.config.ImageStorage;
import io.defectsdk.config.PictureLimits;
import io.defectsdk.config.PictureRetention;
import java.time.Clock;
import java.time.Duration;

/**
 * What the builder collected. Immutable.
 *
 * @param stores the database
 * @param models the models
 * @param images where pictures are kept
 * @param retention which pictures are kept
 * @param limits what a picture may be
 * @param listener told what happens
 * @param clock tells the time
 * @param threads threads that one inspection or fit may use
 * @param recordTimeout how long an inspection waits for its record to be written
 */
public record EngineParts(
        Stores stores,
        Models models,
        ImageStorage images,
        PictureRetention retention,
        PictureLimits limits,
        EventListener listener,
        Clock clock,
        int threads,
        Duration recordTimeout) {}
