package dev.muster.host.plugin.run;

import dev.muster.plugin.Phase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.VarHandle;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which plugin is in which phase, in a mapped file: the system keeps what was written there when
 * the process dies. A place of 128 bytes for each thread: the step (0 while nothing runs), the
 * length of the plugin's id, the id. What stands there at the next start counts as a death in the
 * file beside it; an orderly end leaves nothing.
 */
final class CrashMarker implements AutoCloseable {
  static final byte START = 100;
  static final byte CLOSE = 101;
  static final byte VETO_SEEN = 102;

  private static final List<Phase> PHASES = List.of(Phase.values());
  private static final int PLACES = 1024;
  private static final int PLACE_BYTES = 128;
  private static final int ID_MAX = PLACE_BYTES - 2;

  /** How often the host died while the plugin was in a call, and in which phase last. */
  record Deaths(int count, String phase) {}

  private final MappedByteBuffer places;
  private final Path file;
  private final BitSet taken = new BitSet(PLACES);
  private final Map<String, Deaths> deaths;

  private CrashMarker(MappedByteBuffer places, Path file, Map<String, Deaths> deaths) {
    this.places = places;
    this.file = file;
    this.deaths = deaths;
  }

  /** Opens the marker {@code calls} and counts what stands in it into {@code deaths}. */
  static CrashMarker open(Path calls, Path deaths) {
    try (var channel =
        FileChannel.open(
            calls, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      var places = channel.map(FileChannel.MapMode.READ_WRITE, 0, (long) PLACES * PLACE_BYTES);
      var marker = new CrashMarker(places, deaths, read(deaths));
      marker.count();
      return marker;
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot use " + calls, failure);
    }
  }

  static byte step(Phase phase) {
    return (byte) (PHASES.indexOf(phase) + 1);
  }

  /** Each plugin that was in a call when the host died. */
  synchronized Map<String, Deaths> deaths() {
    return Map.copyOf(deaths);
  }

  /** Forgets the deaths of a plugin. */
  synchronized void forgive(String plugin) {
    if (deaths.remove(plugin) != null) {
      write();
    }
  }

  /** A place for one thread of the plugin; past 1,024 threads it marks nothing. */
  synchronized Mark mark(String plugin) {
    int place = taken.nextClearBit(0);
    if (place >= PLACES) {
      return new Mark(-1);
    }
    taken.set(place);
    byte[] id = plugin.getBytes(StandardCharsets.UTF_8);
    int length = Math.min(id.length, ID_MAX);
    places.put(place * PLACE_BYTES + 1, (byte) length);
    places.put(place * PLACE_BYTES + 2, id, 0, length);
    return new Mark(place);
  }

  @Override
  public synchronized void close() {
    for (int place = 0; place < PLACES; place++) {
      places.put(place * PLACE_BYTES, (byte) 0);
    }
  }

  private void count() {
    var dead = new HashMap<String, String>();
    for (int place = 0; place < PLACES; place++) {
      byte step = places.get(place * PLACE_BYTES);
      if (step != 0) {
        dead.put(id(place), phase(step));
        places.put(place * PLACE_BYTES, (byte) 0);
      }
    }
    dead.forEach((plugin, phase) ->
        deaths.merge(
            plugin, new Deaths(1, phase), (before, one) -> new Deaths(before.count() + 1, phase)));
    if (!dead.isEmpty()) {
      write();
    }
  }

  private String id(int place) {
    byte[] id = new byte[Math.clamp(places.get(place * PLACE_BYTES + 1), 0, ID_MAX)];
    places.get(place * PLACE_BYTES + 2, id);
    return new String(id, StandardCharsets.UTF_8);
  }

  private static String phase(byte step) {
    return switch (step) {
      case START -> "start";
      case CLOSE -> "close";
      case VETO_SEEN -> Tally.VETO_SEEN;
      default -> step > 0 && step <= PHASES.size() ? PHASES.get(step - 1).toString() : "unknown";
    };
  }

  private static Map<String, Deaths> read(Path file) throws IOException {
    var deaths = new TreeMap<String, Deaths>();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        String[] words = line.split(" ", -1);
        if (words.length == 3 && words[1].matches("[0-9]{1,6}")) {
          deaths.put(words[0], new Deaths(Integer.parseInt(words[1]), words[2]));
        }
      }
    }
    return deaths;
  }

  private void write() {
    var lines = new TreeSet<String>();
    deaths.forEach((plugin, died) -> lines.add(plugin + " " + died.count() + " " + died.phase()));
    try {
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.write(fresh, lines);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot write " + file, failure);
    }
  }

  private synchronized void free(int place) {
    taken.clear(place);
  }

  /** The place of one thread. */
  final class Mark {
    private final int place;

    private Mark(int place) {
      this.place = place;
    }

    /** Says that the thread does {@code step} from now on; before the plugin's code runs. */
    void enter(byte step) {
      if (place >= 0) {
        places.put(place * PLACE_BYTES, step);
        VarHandle.releaseFence();
      }
    }

    /** Says that it does nothing. */
    void leave() {
      enter((byte) 0);
    }

    /** Gives the place back. */
    void free() {
      leave();
      if (place >= 0) {
        CrashMarker.this.free(place);
      }
    }
  }
}
