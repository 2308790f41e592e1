package dev.foretick.stream.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Holds a page of docs/ to what the code declares, or writes it anew when the system property
 * {@code foretick.docs.update} is set.
 */
public final class GeneratedPage {
  private GeneratedPage() {}

  public static void check(String name, String expected) throws IOException {
    Path page = Path.of("..", "docs", name).toAbsolutePath().normalize();
    if (System.getProperty("foretick.docs.update") != null) {
      Files.createDirectories(page.getParent());
      Files.writeString(page, expected);
    }
    assertThat(page)
        .as("stale: the first lines of the page say which command writes it anew")
        .exists()
        .hasContent(expected);
  }
}
