package dev.muster.host.plugin.folder;

import dev.muster.contract.PluginKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code plugins.lock}: the plugins that the operator lets in, a line each of {@code id version
 * kind sha256}. It is read whole or not at all, and written by one process at a time.
 */
public final class LockFile {
  private static final long BYTES_MAX = 1L << 20;
  private static final Pattern LINE =
      Pattern.compile(
          "(%s) (%s) (jar|executable|wasm) ([0-9a-f]{64})"
              .formatted(Manifest.ID_PATTERN, Manifest.VERSION_PATTERN));
  private static final FileAttribute<?> MINE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path file;

  public LockFile(Path file) {
    this.file = file;
  }

  /** Where it is. */
  public Path path() {
    return file;
  }

  /** The lines by id; none when there is no file yet. */
  public Map<String, LockLine> read() throws IOException, PluginRefused {
    try {
      FileStatus status = FileStatus.of(file);
      if (status.writableByOthers()) {
        throw new PluginRefused(
            "%s can be written by others (mode %s): check its lines, then run chmod 600 on it"
                .formatted(file, status.permissions()));
      }
      if (!status.regular() || status.size() > BYTES_MAX) {
        throw new PluginRefused(file + " must be a file of at most " + BYTES_MAX + " bytes");
      }
      // Any byte is a character here: what is no line is refused with its number.
      return parse(Files.readAllLines(file, StandardCharsets.ISO_8859_1));
    } catch (NoSuchFileException none) {
      return Map.of();
    }
  }

  private Map<String, LockLine> parse(List<String> lines) throws PluginRefused {
    Map<String, LockLine> found = new TreeMap<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      Matcher parts = LINE.matcher(line);
      if (line.isBlank()) {
        continue;
      }
      if (!parts.matches()) {
        throw refused(i, "expected `id version kind sha256`, found `" + shown(line) + "`");
      }
      PluginKind kind = PluginKind.valueOf(parts.group(3).toUpperCase(Locale.ROOT));
      String id = parts.group(1);
      if (found.put(id, new LockLine(id, parts.group(2), kind, parts.group(4))) != null) {
        throw refused(i, "expected one line for each id, found a second one for " + id);
      }
    }
    return Collections.unmodifiableMap(found);
  }

  private PluginRefused refused(int index, String what) {
    return new PluginRefused(file + ":" + (index + 1) + ": " + what);
  }

  private static String shown(String line) {
    return line.length() <= 100 ? line : line.substring(0, 99) + "…";
  }

  /** Lets a plugin in, in place of the line of its id if there is one. */
  public void put(LockLine line) throws IOException, PluginRefused {
    if (!LINE.matcher(line.toString()).matches()) {
      throw new PluginRefused("expected `id version kind sha256`, found `" + line + "`");
    }
    change(lines -> lines.put(line.id(), line));
  }

  /** Lets a plugin in no longer; one without a line is none already. */
  public void remove(String id) throws IOException, PluginRefused {
    change(lines -> lines.remove(id));
  }

  private void change(Consumer<Map<String, LockLine>> edit) throws IOException, PluginRefused {
    Path turn = file.resolveSibling(file.getFileName() + ".turn");
    var options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try (FileChannel mine = FileChannel.open(turn, options, MINE);
        var _ = mine.lock()) {
      Map<String, LockLine> lines = new TreeMap<>(read());
      edit.accept(lines);
      write(lines);
    } catch (OverlappingFileLockException busy) {
      throw new PluginRefused(file + " is being written; try again");
    }
  }

  private void write(Map<String, LockLine> lines) throws IOException {
    StringBuilder text = new StringBuilder();
    lines.values().forEach(line -> text.append(line).append('\n'));
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (FileChannel out = FileChannel.open(fresh, options, MINE)) {
      ByteBuffer bytes = StandardCharsets.US_ASCII.encode(text.toString());
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
