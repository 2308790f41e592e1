package dev.foretick.model.dataset;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Public data sets that lie beside the project and are no part of it. Where they lie is said by the
 * system property {@code foretick.data} or the variable {@code FORETICK_DATA}; by default it is
 * {@code ../shared/data}, seen from the project's root.
 */
public final class SharedData {
  private SharedData() {}

  /** A file of the data sets; where it is absent, the test is skipped with the reason. */
  public static Path file(String name) {
    Path file = directory().resolve(name);
    assumeThat(file)
        .as("data set %s is absent: set FORETICK_DATA to the directory of the data sets", file)
        .isRegularFile();
    return file;
  }

  private static Path directory() {
    String configured = System.getProperty("foretick.data", System.getenv("FORETICK_DATA"));
    return configured == null ? root().resolve("../shared/data").normalize() : Path.of(configured);
  }

  private static Path root() {
    Path directory = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(directory.resolve(".mvn")) && directory.getParent() != null) {
      directory = directory.getParent();
    }
    return directory;
  }
}
