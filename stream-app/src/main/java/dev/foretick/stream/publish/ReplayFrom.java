package dev.foretick.stream.publish;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * What a committed offset says beside itself, in its metadata: {@code replay-from=123} is the first
 * offset whose record has changed a window that no snapshot shows.
 */
public final class ReplayFrom {
  private static final String NAME = "replay-from=";
  private static final Pattern PATTERN = Pattern.compile(Pattern.quote(NAME) + "(\\d{1,18})");

  private ReplayFrom() {}

  static OffsetAndMetadata beside(OffsetAndMetadata next, long offset) {
    return new OffsetAndMetadata(next.offset(), next.leaderEpoch(), NAME + offset);
  }

  /** What a committed offset says; empty if somebody else committed it. */
  public static OptionalLong of(OffsetAndMetadata committed) {
    Matcher matcher = PATTERN.matcher(committed.metadata());
    return matcher.matches()
        ? OptionalLong.of(Long.parseLong(matcher.group(1)))
        : OptionalLong.empty();
  }
}
