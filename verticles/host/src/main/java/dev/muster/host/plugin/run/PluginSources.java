package dev.muster.host.plugin.run;

import dev.muster.host.plugin.engine.Engine;
import dev.muster.host.plugin.folder.Candidate;
import dev.muster.host.plugin.folder.Found;
import dev.muster.host.plugin.folder.Manifest;
import dev.muster.plugin.PluginConfig;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Where plugins come from: what lies in the folders, the digest that is locked for each id, how an
 * engine of a candidate is made (not started; it may read files), and how an operator's values are
 * checked. A source that throws changes nothing; it is asked again at the next scan.
 */
public record PluginSources(
    Supplier<List<Found>> found,
    Supplier<Map<String, String>> locked,
    Engines engines,
    Configs configs) {

  /** Makes the engine of a candidate. */
  public interface Engines {
    Engine open(Candidate candidate) throws Exception;
  }

  /** Checks the values that an operator gave a plugin, and fills in the defaults. */
  public interface Configs {
    PluginConfig read(Manifest manifest, Map<String, Object> given) throws Exception;
  }
}
