package dev.muster.model;

import java.util.HexFormat;

/** Models of every family as bytes: sealed, versioned, never serialized objects. */
public final class ModelFile {
  /** Most bytes that are read: a forest of 4 million nodes is no model to serve. */
  public static final int BYTES_MAX = 64 << 20;

  private ModelFile() {}

  /** The bytes of a model. */
  public static byte[] write(Model model) {
    return switch (model) {
      case Surface surface -> surface.toBytes();
      case Trees trees -> trees.toBytes();
      case Perceptron perceptron -> perceptron.toBytes();
    };
  }

  /**
   * The model that {@link #write} wrote.
   *
   * @throws IllegalArgumentException that says what is wrong: not a model, of another version, cut,
   *     changed, or larger than {@link #BYTES_MAX}
   */
  public static Model read(byte[] bytes) {
    if (bytes.length > BYTES_MAX) {
      throw new IllegalArgumentException(
          "a model has at most " + BYTES_MAX + " bytes, this has " + bytes.length);
    }
    String kind = Sealed.kind(bytes);
    return switch (kind) {
      case Surface.KIND -> Surface.of(bytes);
      case Trees.BOOSTING_KIND -> Trees.of(Trees.Family.BOOSTING, bytes);
      case Trees.FOREST_KIND -> Trees.of(Trees.Family.FOREST, bytes);
      case Perceptron.KIND -> Perceptron.of(bytes);
      default -> throw new IllegalArgumentException("not a model but " + kind);
    };
  }

  /**
   * The family of a model: {@code surface}, {@code boosting}, {@code forest} or {@code perceptron}.
   */
  public static String family(Model model) {
    return switch (model) {
      case Surface _ -> "surface";
      case Trees trees ->
          switch (trees.family()) {
            case BOOSTING -> "boosting";
            case FOREST -> "forest";
          };
      case Perceptron _ -> "perceptron";
    };
  }

  /** SHA-256 of bytes, in hexadecimal: the name of a model. */
  public static String digest(byte[] bytes) {
    return HexFormat.of().formatHex(Sealed.digest(bytes));
  }
}
