package dev.muster.host.mcp;

import dev.muster.contract.Declaration;
import dev.muster.contract.DeclarationAnswer;
import dev.muster.contract.DeclaredFile;
import dev.muster.contract.FileLease;
import dev.muster.contract.LeaseAnswer;
import dev.muster.contract.LeasesReleased;
import dev.muster.contract.LineRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Leases and declarations in words. */
final class FileWords {
  private FileWords() {}

  static Told nothingOfARepository() {
    return new Told(
        "None of these paths is a file that leases are for: they are outside of a git worktree, or"
            + " ignored. Edit them freely.",
        Map.of("files", List.of()));
  }

  static String declared(DeclarationAnswer answer) {
    return (answer.text() + "\n" + advice(answer)).strip();
  }

  private static String advice(DeclarationAnswer answer) {
    return switch (answer.advice()) {
      case GO_ON -> "Advice: go on.";
      case TAKE_ANOTHER_PART ->
          "Advice: begin with the files that nobody else has, and declare again before the rest.";
      case PARK ->
          "Advice: leave it until the other has landed"
              + (answer.waitsFor() == null ? "" : " (" + answer.waitsFor() + ")")
              + ". A slot of yours that was parked has ended: call claim_task for other work.";
    };
  }

  static String leased(LeaseAnswer answer) {
    var lines = new ArrayList<String>();
    if (answer.text() != null) {
      lines.add(answer.text());
    }
    if (answer.granted()) {
      lines.add(
          "Leased: "
              + answer.leases().stream().map(l -> l.file().path()).collect(Collectors.joining(", "))
              + ". Each lease ends when you do not edit its file for a while; call release_lease"
              + " when your edits are committed.");
    } else {
      lines.add("Not leased; do not edit these files now:");
      answer.held().forEach(lease -> lines.add("  " + lease(lease)));
    }
    return String.join("\n", lines);
  }

  static String released(LeasesReleased released) {
    return released.leases().isEmpty()
        ? "You held none of them."
        : "Given back: "
            + released.leases().stream().map(l -> l.file().path()).collect(Collectors.joining(", "))
            + ".";
  }

  static String holdings(Holdings found) {
    if (found.leases().isEmpty() && found.declarations().isEmpty()) {
      return "Nobody holds or declared them.";
    }
    var lines = new ArrayList<String>();
    found.leases().forEach(lease -> lines.add("Held: " + lease(lease)));
    found.declarations().forEach(said -> lines.add("Declared: " + declaration(said)));
    return String.join("\n", lines);
  }

  static String lease(FileLease lease) {
    return "%s in %s, by %s since %s, until %s unless it edits%s"
        .formatted(
            lease.file().path(),
            lease.file().worktree(),
            lease.agent(),
            lease.grantedAt(),
            lease.until(),
            intent(lease.intent()));
  }

  static String declaration(Declaration said) {
    return "%s in %s, by %s%s%s"
        .formatted(
            said.files().stream().map(FileWords::file).collect(Collectors.joining(", ")),
            said.worktree(),
            said.agent(),
            said.readOnly() ? ", only to read" : "",
            intent(said.intent()));
  }

  private static String intent(@Nullable String intent) {
    return intent == null ? "" : ": \"" + intent + "\"";
  }

  private static String file(DeclaredFile file) {
    return file.lines().isEmpty()
        ? file.path()
        : file.path()
            + file.lines().stream()
                .map(FileWords::range)
                .collect(Collectors.joining(", ", " (lines ", ")"));
  }

  private static String range(LineRange range) {
    return range.from() + "-" + range.to();
  }
}
