package dev.foretick.stream.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Where a command works: in a directory that the user wants to keep, or in a temporary one. */
final class KeptDirectory {
  private KeptDirectory() {}

  /**
   * Makes the directory.
   *
   * @param keep what {@code --keep} says
   * @param prefix of a temporary directory's name
   */
  static Path of(@Nullable Path keep, String prefix, CommandSpec spec) throws IOException {
    if (keep == null) {
      return Files.createTempDirectory(prefix);
    }
    // The topics of an earlier run would be taken for this one's.
    String[] files = keep.toFile().list();
    if (Files.exists(keep) && (files == null || files.length > 0)) {
      throw new ParameterException(
          spec.commandLine(),
          "--keep: %s is there already (expected: a new or empty directory)".formatted(keep));
    }
    return Files.createDirectories(keep.toAbsolutePath());
  }
}
