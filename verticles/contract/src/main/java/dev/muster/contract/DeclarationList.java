package dev.muster.contract;

import java.util.List;

/** The declarations that have not ended, oldest first. */
public record DeclarationList(List<Declaration> declarations) implements Reply {
  public DeclarationList {
    declarations = List.copyOf(declarations);
  }
}
