package dev.muster.model.risk;

import dev.muster.model.Sealed;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A commit-risk model with what is needed to ask it, and its sealed bytes.
 *
 * @param features names, in the order in which the model reads them
 * @param withinDays a commit counts as faulty when it was fixed within so many days
 * @param commits how many the model and its recalibration were fitted to
 * @param faults how many of these counted as faulty
 * @param until seconds since 1970 of the newest of these
 */
public record RiskFile(
    List<String> features,
    RiskModel model,
    Platt platt,
    int withinDays,
    int commits,
    int faults,
    long until) {
  private static final String KIND = "muster-commit-risk";
  private static final int VERSION = 1;

  public RiskFile {
    features = List.copyOf(features);
    if (features.size() != model.features()) {
      throw new IllegalArgumentException(
          "%d names for %d features".formatted(features.size(), model.features()));
    }
  }

  /** A probability of 0 to 1 that a commit with these features is faulty. */
  public double probability(double[] of) {
    return platt.probability(model.logOdds(of, 0));
  }

  /** The bytes of a file, with their digest. */
  public byte[] sealed() {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeInt(features.size());
      for (String name : features) {
        out.writeUTF(name);
      }
      model.write(out);
      out.writeDouble(platt.slope());
      out.writeDouble(platt.shift());
      out.writeInt(withinDays);
      out.writeInt(commits);
      out.writeInt(faults);
      out.writeLong(until);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return Sealed.seal(KIND, VERSION, bytes.toByteArray());
  }

  /**
   * The model that was sealed.
   *
   * @throws IllegalArgumentException when the bytes are of something else or were changed
   */
  public static RiskFile open(byte[] sealed) {
    ByteBuffer content = Sealed.open(KIND, VERSION, sealed);
    byte[] bytes = new byte[content.remaining()];
    content.get(bytes);
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int count = in.readInt();
      var names = new ArrayList<String>();
      for (int i = 0; i < count; i++) {
        names.add(in.readUTF());
      }
      RiskModel model = RiskModel.read(in);
      var platt = new Platt(in.readDouble(), in.readDouble());
      return new RiskFile(
          names, model, platt, in.readInt(), in.readInt(), in.readInt(), in.readLong());
    } catch (IOException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException(KIND + ": the content is malformed", e);
    }
  }
}
