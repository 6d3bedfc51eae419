package io.defectsdk.spi;

import io.defectsdk.config.AccountPolicy;
import io.defectsdk.config.GuideOptions;
import io.defectsdk.config.PictureLimits;
import io.defectsdk.config.PictureRetention;
import io.defectsdk.config.Storage;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * What the builder collected. Immutable.
 *
 * @param stores the database
 * @param models the models
 * @param storage where pictures and manuals lie
 * @param takenOver id of a storage that belonged to another database until now
 * @param artifacts where the content of recipes lies
 * @param retention which inspected pictures are kept
 * @param limits what a picture may be
 * @param accountPolicy what is asked of logins and passwords
 * @param listener told what happens
 * @param manualReader reads manuals; empty where no artifact brings one
 * @param lexicalIndexes searches manuals by words; empty where no artifact brings one
 * @param languageModel chooses, or writes, what guides say; empty: guides are extractive
 * @param guides how guides are made
 * @param clock tells the time
 * @param threads threads that one inspection or fit may use
 * @param recordTimeout how long an inspection waits for its record to be written
 * @param inspectionQueue inspections that may wait for a thread
 */
public record EngineParts(
        Stores stores,
        Models models,
        Storage storage,
        Optional<UUID> takenOver,
        Storage artifacts,
        PictureRetention retention,
        PictureLimits limits,
        AccountPolicy accountPolicy,
        EventListener listener,
        Optional<ManualReader> manualReader,
        Optional<LexicalIndexProvider> lexicalIndexes,
        Optional<LanguageModel> languageModel,
        GuideOptions guides,
        Clock clock,
        int threads,
        Duration recordTimeout,
        int inspectionQueue) {}
