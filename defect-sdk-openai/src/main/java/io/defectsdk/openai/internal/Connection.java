package io.defectsdk.openai.internal;

import java.time.Duration;

/**
 * How a server is called. Immutable.
 *
 * @param address where it is
 * @param key what lets us in
 * @param connectTimeout until a connection stands
 * @param retries further attempts at most
 * @param maxAnswerBytes of a body at most
 * @param timing time and chance
 */
public record Connection(
        ServerAddress address, ApiKey key, Duration connectTimeout, int retries, int maxAnswerBytes, Timing timing) {}
