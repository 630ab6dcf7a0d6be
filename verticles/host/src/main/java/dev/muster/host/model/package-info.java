/**
 * {@code muster model} and {@code muster experiment}: the models of a running host, which one
 * serves, and strategies that are compared.
 */
@NullMarked
package dev.muster.host.model;

import org.jspecify.annotations.NullMarked;
