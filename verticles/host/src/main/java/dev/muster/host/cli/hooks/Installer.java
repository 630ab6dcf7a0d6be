package dev.muster.host.cli.hooks;

import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.Refusal;
import dev.muster.host.cli.hooks.SettingsEdit.Undo;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts our entries into one settings file and takes them out again. A file that nobody changed
 * since gets its old bytes back; from one that somebody changed only our entries go.
 */
final class Installer {
  /** The text before and after; null where there is no file. */
  record Change(Path file, @Nullable String before, @Nullable String after) {
    boolean none() {
      return before == null ? after == null : before.equals(after);
    }
  }

  /** What the file would say without us, and the folders that were made for it. */
  private record Base(@Nullable String text, List<Path> folders) {}

  private final Path data;
  private final HookEntries entries;
  private final SettingsFile file;

  Installer(Path data, HookEntries entries, Path path) {
    this.data = data;
    this.entries = entries;
    this.file = new SettingsFile(path);
  }

  /** Puts the entries in, in place of those of an earlier installation. */
  Change install(boolean dryRun) {
    String now = file.read();
    Base base = without(now);
    var installed = edited(base.text() == null ? "" : base.text());
    if (!dryRun) {
      // Saved before and after, so that an interrupted installation can be undone.
      remember(base.text(), installed, base.folders());
      var folders = new LinkedHashSet<>(base.folders());
      folders.addAll(file.replace(now, installed.text()));
      remember(base.text(), installed, List.copyOf(folders));
    }
    return new Change(file.path(), now, installed.text());
  }

  private void remember(
      @Nullable String before, SettingsEdit.Installed installed, List<Path> folders) {
    new Installation(
            entries.agent().vendor(),
            file.path(),
            before,
            SettingsFile.sha256(installed.text()),
            installed.undo(),
            folders)
        .save(data);
  }

  /** Takes the entries out; the file and folders go when they were made for them. */
  Change uninstall(boolean dryRun) {
    String now = file.read();
    Base base = without(now);
    if (!dryRun) {
      if (now != null) {
        file.replace(now, base.text());
      }
      if (base.text() == null) {
        base.folders().forEach(Installer::removeEmpty);
      }
      Installation.read(data, file.path()).ifPresent(known -> known.forget(data));
    }
    return new Change(file.path(), now, base.text());
  }

  private SettingsEdit.Installed edited(String before) {
    try {
      if (!before.isBlank() && !entries.agent().form().comments()) {
        requireStrict(before);
      }
      var installed =
          SettingsEdit.install(before, entries.list(), entries.agent().form().versioned());
      JsonScanner.scan(installed.text());
      return installed;
    } catch (IllegalArgumentException e) {
      throw unreadable(e);
    }
  }

  private void requireStrict(String text) {
    if (!JsonScanner.scan(text).strict()) {
      throw new Refusal(
          ExitCode.CONFIG,
          file.path()
              + " has comments or trailing commas, and "
              + entries.agent().names().title()
              + " ignores such a file as a whole; remove them first");
    }
  }

  private Base without(@Nullable String now) {
    Optional<Installation> known = Installation.read(data, file.path());
    List<Path> folders = known.map(Installation::folders).orElse(List.of());
    if (now == null) {
      return new Base(null, folders);
    }
    if (known.isPresent() && known.get().wrote(now)) {
      return new Base(known.get().before(), folders);
    }
    try {
      Undo undo = known.map(Installation::undo).orElse(Undo.NOTHING);
      String rest = now.isBlank() ? now : SettingsEdit.uninstall(now, entries::ours, undo);
      boolean made = known.isPresent() && known.get().before() == null;
      return new Base(made && saysNothing(rest) ? null : rest, folders);
    } catch (IllegalArgumentException e) {
      throw unreadable(e);
    }
  }

  private static boolean saysNothing(String text) {
    return text.replaceAll("[\\s\ufeff]", "").equals("{}");
  }

  private static void removeEmpty(Path folder) {
    try {
      Files.delete(folder);
    } catch (DirectoryNotEmptyException | NoSuchFileException kept) {
      // Somebody else uses it, or it is gone already.
    } catch (IOException e) {
      throw new Refusal(ExitCode.CONFIG, folder + " cannot be removed: " + e.getMessage());
    }
  }

  private Refusal unreadable(IllegalArgumentException e) {
    return new Refusal(
        ExitCode.CONFIG,
        file.path() + " is no settings file: " + e.getMessage() + "; left as it is");
  }
}
