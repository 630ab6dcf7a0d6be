package dev.muster.contract;

import org.jspecify.annotations.Nullable;

/** Ask for the declarations that have not ended, of one repository when named. */
public record ListDeclarations(@Nullable String repo) implements Request {}
