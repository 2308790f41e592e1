package dev.foretick.stream.live;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The part of an address behind the question mark. */
final class Query {
  private Query() {}

  /**
   * A parameter; empty if it is not there.
   *
   * @throws IllegalArgumentException if it is not well-formed
   */
  static String parameter(@Nullable String query, String name) {
    if (query == null) {
      return "";
    }
    for (String pair : query.split("&", -1)) {
      if (pair.startsWith(name + "=")) {
        return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
      }
    }
    return "";
  }
}
