package dev.foretick.stream.fault;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A record that is an observation or is none.
 *
 * @param kind what is wrong with it, if anything
 */
record FuzzRecord(
    Fate fate,
    String kind,
    byte @Nullable [] key,
    byte @Nullable [] value,
    Header[] headers,
    @Nullable Tick tick) {

  /** What a good one says. */
  record Tick(String series, long second, double price) {}

  /** Tells, almost surely, whether a copy is the same. */
  static int fingerprint(byte @Nullable [] key, byte @Nullable [] value, Header... headers) {
    int hash = Objects.hash(Arrays.hashCode(key), Arrays.hashCode(value));
    for (Header header : headers) {
      hash =
          31 * hash
              + Objects.hash(
                  Arrays.hashCode(header.key().getBytes(StandardCharsets.UTF_8)),
                  Arrays.hashCode(header.value()));
    }
    return hash;
  }

  /** The fingerprint of its dead letter, without what the server adds. */
  int fingerprint() {
    return fingerprint(key, fate == Fate.DEAD_LETTER_WITHOUT_VALUE ? null : value, headers);
  }
}
