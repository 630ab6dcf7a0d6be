// SPDX-License-Identifier: Apache-2.0
package dev.muster.plugin;

import org.jspecify.annotations.Nullable;

/**
 * How an attempt ended, or the last attempt of a task: raw components, null where nobody measured.
 * {@code result} and {@code landing} are the words of outcomes (succeeded, failed, ...; landed,
 * unchecked, ...).
 */
public record OutcomeFacts(
    @Nullable String attemptId,
    String result,
    int agents,
    @Nullable Long durationMs,
    @Nullable Long tokens,
    @Nullable Integer conflicts,
    @Nullable String landing) {}
