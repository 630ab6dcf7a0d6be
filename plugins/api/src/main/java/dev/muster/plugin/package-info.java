// SPDX-License-Identifier: Apache-2.0
/** All that the author of a plugin sees: phases, what each is told, what may be answered. */
@NullMarked
package dev.muster.plugin;

import org.jspecify.annotations.NullMarked;
