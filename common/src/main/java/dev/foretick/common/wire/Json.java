package dev.foretick.common.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;

/** How messages are read and written: strict JSON within bounds that no honest message reaches. */
final class Json {
  /** Bytes of the largest message. */
  static final int MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

  private static final StreamReadConstraints BOUNDS =
      StreamReadConstraints.builder()
          .maxNestingDepth(100)
          .maxNumberLength(1_000)
          .maxNameLength(10_000)
          .maxStringLength(1_000_000)
          .maxDocumentLength(MAX_MESSAGE_BYTES)
          .build();

  private Json() {}

  /** For any bytes: field names that a stranger chose are kept out of the JVM's string table. */
  static JsonFactory reader() {
    return builder().build();
  }

  /** For our own messages: a field that stands twice is refused. */
  static JsonFactory strictReader() {
    return builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  }

  /** Prints the shortest digits that read back as the same float or double. */
  static JsonFactory writer() {
    return new JsonFactoryBuilder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();
  }

  private static JsonFactoryBuilder builder() {
    return new JsonFactoryBuilder()
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .streamReadConstraints(BOUNDS)
        .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER);
  }
}
