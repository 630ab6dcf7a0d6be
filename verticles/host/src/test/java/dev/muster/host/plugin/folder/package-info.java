/** Tests of how plugins are found, read and let in. */
@NullMarked
package dev.muster.host.plugin.folder;

import org.jspecify.annotations.NullMarked;
