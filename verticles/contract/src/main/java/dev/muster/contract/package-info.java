/**
 * What travels on the event bus and over HTTP: immutable records, their ids and their addresses.
 *
 * <p>JSON names are the component names in snake_case; an id is its string; an instant is ISO-8601.
 * Messages carry their simple class name as {@code type}.
 */
@NullMarked
package dev.muster.contract;

import org.jspecify.annotations.NullMarked;
