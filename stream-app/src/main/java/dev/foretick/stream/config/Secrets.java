package dev.foretick.stream.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Which texts hold what nobody may read in a log, and what is shown in their place. */
public final class Secrets {
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
          "private",
          "apikey");
  private static final List<String> ENDINGS =
      List.of(".key", "-key", "_key", "accesskey", ".pwd", ".pass");

  /** {@code user:password@} of an address, wherever the key does not tell. */
  private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/@\\s]+(?=@)");

  /** {@code password=…} within a value whose key does not tell. */
  private static final Pattern OPTION =
      Pattern.compile("(?i)((?:password|passwd|passphrase|secret|token)\\s*=\\s*)[^\\s;,&]+");

  /** What is shorter would be found in half of all words. */
  private static final int LEAST_LENGTH = 4;

  private Secrets() {}

  static boolean isSecret(String key) {
    String name = key.toLowerCase(Locale.ROOT);
    return PARTS.stream().anyMatch(name::contains) || ENDINGS.stream().anyMatch(name::endsWith);
  }

  static String mask(String key, String value) {
    if (isSecret(key)) {
      return MASK;
    }
    String known = USER_INFO.matcher(value).replaceAll(MASK);
    return OPTION.matcher(known).replaceAll("$1" + MASK);
  }

  /** A text that somebody else wrote, such as a client's complaint, without the secret values. */
  public static String redact(String text, Map<String, String> properties) {
    List<String> secrets = new ArrayList<>();
    properties.forEach(
        (key, value) -> {
          if (isSecret(key)) {
            secrets.add(value);
            // The password in a JAAS configuration, as it is read and as it is written.
            for (String quoted : JaasText.values(value)) {
              secrets.add(quoted);
              secrets.add(JaasText.quoted(quoted));
            }
          }
        });
    secrets.sort(Comparator.comparingInt(String::length).reversed());
    String redacted = text;
    for (String secret : secrets) {
      if (secret.length() >= LEAST_LENGTH) {
        redacted = redacted.replace(secret, MASK);
      }
    }
    return redacted;
  }
}
