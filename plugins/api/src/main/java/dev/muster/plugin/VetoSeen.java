// SPDX-License-Identifier: Apache-2.0
package dev.muster.plugin;

/**
 * What was stopped: what the plugins of a phase were asked, the plugin that vetoed it, and why. A
 * plugin that failed, is quarantined or did not start and denies on failure vetoes as well.
 */
public record VetoSeen(HookInput input, String plugin, String reason) {}
