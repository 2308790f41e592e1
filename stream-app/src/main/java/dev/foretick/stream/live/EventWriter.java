package dev.foretick.stream.live;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Writes server-sent events, as the HTML standard defines {@code text/event-stream}. */
final class EventWriter {
  private final OutputStream out;

  EventWriter(OutputStream out) {
    this.out = new BufferedOutputStream(out, 16_384);
  }

  /** How soon a browser whose connection has ended makes another. */
  void retryAfter(int millis) throws IOException {
    write("retry: " + millis + "\n\n");
  }

  /** An event whose data is one line. */
  void event(String name, byte[] line) throws IOException {
    write("event: " + name + "\ndata: ");
    out.write(line);
    write("\n\n");
  }

  /** An event after which a browser whose connection has ended says how far it has come. */
  void event(String name, byte[] line, String id) throws IOException {
    write("id: " + id + "\n");
    event(name, line);
  }

  void flush() throws IOException {
    out.flush();
  }

  private void write(String text) throws IOException {
    out.write(text.getBytes(US_ASCII));
  }
}
