// SPDX-License-Identifier: Apache-2.0
/** A bundled plugin: a team's hook scripts, run as they are. */
@NullMarked
package dev.muster.bundled.hooks;

import org.jspecify.annotations.NullMarked;
