package dev.foretick.stream.config;

import java.io.IOException;
import java.io.StreamTokenizer;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands between the quotes of a JAAS configuration. Kafka's clients read it by a {@link
 * StreamTokenizer}, to which a backslash and the end of a line mean something there.
 */
final class JaasText {
  private JaasText() {}

  /** A variable's value as it has to be written behind a text for it to be read as it is. */
  static String written(String value, String before) {
    if (!isOpen(before)) {
      return value;
    }
    // A lone backslash would be one of the value's; so it stands for itself.
    return isEscaping(before) ? "\\" + quoted(value) : quoted(value);
  }

  /** A value as it is written between quotes, of either kind. */
  static String quoted(String value) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char each = value.charAt(i);
      switch (each) {
        case '"', '\'', '\\' -> text.append('\\').append(each);
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        default -> text.append(each);
      }
    }
    return text.toString();
  }

  /** The values between quotes, as they are read. */
  static List<String> values(String text) {
    StreamTokenizer tokens = new StreamTokenizer(new StringReader(text));
    // Rather too much than a value taken for a comment.
    tokens.ordinaryChar('/');
    List<String> values = new ArrayList<>();
    try {
      while (tokens.nextToken() != StreamTokenizer.TT_EOF) {
        if (tokens.ttype == '"' || tokens.ttype == '\'') {
          values.add(tokens.sval);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return values;
  }

  private static boolean isOpen(String text) {
    char open = 0;
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if (each == '\n' || each == '\r') {
        open = 0;
      } else if (open == 0 && (each == '"' || each == '\'')) {
        open = each;
      } else if (open != 0 && each == '\\') {
        i++;
      } else if (each == open) {
        open = 0;
      }
    }
    return open != 0;
  }

  private static boolean isEscaping(String text) {
    int from = text.length();
    while (from > 0 && text.charAt(from - 1) == '\\') {
      from--;
    }
    return (text.length() - from) % 2 != 0;
  }
}
