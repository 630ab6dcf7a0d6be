package dev.muster.host.plugin.cli;

import dev.muster.host.plugin.folder.Manifest;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a plugin's id, which names a file and a part of an address. */
final class PluginId implements ITypeConverter<String> {
  @Override
  public String convert(String value) {
    if (!value.matches(Manifest.ID_PATTERN)) {
      throw new TypeConversionException(
          "an id has 1..64 of a-z, 0-9 and -, and begins with no -, was " + value);
    }
    return value;
  }
}
