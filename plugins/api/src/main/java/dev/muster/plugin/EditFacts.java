// SPDX-License-Identifier: Apache-2.0
package dev.muster.plugin;

import org.jspecify.annotations.Nullable;

/**
 * An edit of one file by a coding agent's session: the repository's common git folder, the path
 * inside it, the worktree's root, the session, its sub-agent or null for the session itself, and
 * the tool that edits.
 */
public record EditFacts(
    String repo,
    String path,
    String worktree,
    String session,
    @Nullable String subagent,
    String tool) {}
