// SPDX-License-Identifier: Apache-2.0
/** Tests with scripts that know nothing of us. */
@NullMarked
package dev.muster.bundled.hooks;

import org.jspecify.annotations.NullMarked;
