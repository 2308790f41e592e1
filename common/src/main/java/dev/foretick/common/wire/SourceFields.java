package dev.foretick.common.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** The fields that say which observation caused a forecast, and what closes the message. */
final class SourceFields {
  private final byte[] opening;
  private final byte[] beforeOffset;
  private final byte[] closing;

  private SourceFields(String opening, String prefix, String inputTopic, String closing) {
    JsonBytes text = new JsonBytes();
    text.put((opening + '"' + prefix + "topic\":\"").getBytes(US_ASCII));
    JsonText.put(inputTopic, text);
    text.put(("\",\"" + prefix + "partition\":").getBytes(US_ASCII));
    this.opening = text.toArray();
    this.beforeOffset = (",\"" + prefix + "offset\":").getBytes(US_ASCII);
    this.closing = closing.getBytes(US_ASCII);
  }

  /** An object of their own, behind the array of steps. */
  static SourceFields nested(String inputTopic) {
    return new SourceFields("],\"source\":{", "", inputTopic, "}}");
  }

  /** Beside the other fields. */
  static SourceFields flat(String inputTopic) {
    return new SourceFields(",", "source_", inputTopic, "}");
  }

  void put(int partition, long offset, JsonBytes out) {
    out.put(opening);
    out.integer(partition);
    out.put(beforeOffset);
    out.integer(offset);
    out.put(closing);
  }
}
