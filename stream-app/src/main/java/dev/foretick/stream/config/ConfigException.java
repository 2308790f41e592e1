package dev.foretick.stream.config;

import java.util.List;

/**
 * A configuration that cannot be used. Each problem is one line of the form {@code http.port: 70000
 * (expected: 0 to 65535)}; all of them are reported at once.
 */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final List<String> problems;

  public ConfigException(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
    this.problems = List.copyOf(problems);
  }

  public List<String> problems() {
    return problems;
  }
}
