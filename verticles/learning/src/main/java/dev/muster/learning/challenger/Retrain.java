package dev.muster.learning.challenger;

import dev.muster.model.Model;
import dev.muster.model.ModelFile;
import java.io.File;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * A process that fits one model and ends, so that the host's heap, collector and compiler never
 * notice: {@code Retrain FAMILY ROWS MODEL SEED}, where ROWS is a file as {@link Rows#toBytes}
 * writes it and MODEL the file to write.
 */
public final class Retrain {
  /** The model is there. */
  public static final int OK = 0;

  /** The arguments are wrong. */
  public static final int USAGE = 2;

  /** The rows cannot be read, or are too few. */
  public static final int ROWS = 3;

  /** The fit failed. */
  public static final int FIT = 4;

  /** The model cannot be written. */
  public static final int MODEL = 5;

  private static final System.Logger LOG = System.getLogger(Retrain.class.getName());
  private static final int SIGNAL = 128;
  private static final String HEAP = "-Xmx256m";

  private Retrain() {}

  public static void main(String[] args) {
    System.exit(run(List.of(args)));
  }

  /**
   * The process that does it: least priority, a heap of 256 MB, one thread for OpenBLAS.
   *
   * @param natives a folder into which OpenBLAS is put; only a perceptron needs it
   */
  public static ProcessBuilder command(
      Family family, Path rows, Path model, long seed, Path natives) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var command =
        new ProcessBuilder(
            "nice",
            "-n",
            "19",
            java,
            HEAP,
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            Retrain.class.getName(),
            family.label(),
            rows.toString(),
            model.toString(),
            Long.toString(seed));
    if (family == Family.PERCEPTRON) {
      OpenBlas.unpack(natives);
      String folder = natives.toAbsolutePath().toString();
      command
          .environment()
          .merge("LD_LIBRARY_PATH", folder, (old, added) -> added + File.pathSeparator + old);
      command.environment().put("OPENBLAS_NUM_THREADS", "1");
    }
    return command;
  }

  /** Does what {@code args} say; the answer is the exit code. */
  static int run(List<String> args) {
    if (args.size() != 4) {
      return failed(USAGE, "usage: Retrain FAMILY ROWS MODEL SEED");
    }
    Family family;
    long seed;
    try {
      family = Family.of(args.getFirst());
      seed = Long.parseLong(args.getLast());
    } catch (IllegalArgumentException e) {
      return failed(USAGE, e.toString());
    }
    Rows rows;
    try {
      rows = Rows.of(Files.readAllBytes(Path.of(args.get(1))));
    } catch (IOException | IllegalArgumentException e) {
      return failed(ROWS, "rows: " + e);
    }
    return fit(family, rows, seed, Path.of(args.get(2)));
  }

  private static int fit(Family family, Rows rows, long seed, Path target) {
    Model model;
    try {
      model = Challengers.fit(family, rows, seed);
    } catch (IllegalArgumentException e) {
      return failed(ROWS, e.toString());
    } catch (RuntimeException e) {
      return failed(FIT, e.toString());
    }
    try {
      Path part = target.resolveSibling(target.getFileName() + ".part");
      Files.write(part, ModelFile.write(model));
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return OK;
    } catch (IOException e) {
      return failed(MODEL, "model: " + e);
    }
  }

  /** What an exit code says, in words. */
  public static String meaning(int code) {
    return switch (code) {
      case OK -> "the model is there";
      case USAGE -> "the arguments are wrong";
      case ROWS -> "the outcomes cannot be read, or are too few";
      case FIT -> "the fit failed";
      case MODEL -> "the model cannot be written";
      default ->
          code > SIGNAL ? "the process was ended by signal " + (code - SIGNAL) : "the JVM failed";
    };
  }

  private static int failed(int code, String why) {
    LOG.log(Level.ERROR, why);
    return code;
  }
}
