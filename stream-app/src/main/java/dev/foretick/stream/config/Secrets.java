package dev.foretick.stream.config;

import java.util.List;
import java.util.Locale;

/** Which keys hold what nobody may read in a log, and what is shown in their place. */
final class Secrets {
  private static final String MASK = "****";
  private static final List<String> PARTS =
      List.of(
          "password",
          "passwd",
          "passphrase",
          "secret",
          "token",
          "credential",
          "jaas",
          "user.info",
          "apikey");
  private static final List<String> ENDINGS = List.of(".key", "-key", "_key");

  private Secrets() {}

  static boolean isSecret(String key) {
    String name = key.toLowerCase(Locale.ROOT);
    return PARTS.stream().anyMatch(name::contains) || ENDINGS.stream().anyMatch(name::endsWith);
  }

  static String mask(String key, String value) {
    return isSecret(key) ? MASK : value;
  }
}
