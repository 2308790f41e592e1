package dev.foretick.stream.market;

import java.io.IOException;
import java.net.URI;

/** A connection that carries texts both ways. */
interface TextSocket extends AutoCloseable {
  void send(String text) throws IOException;

  /** Asks the other side for a sign of life. */
  void ping() throws IOException;

  /** Lets one more message come: whoever is slow is not flooded. */
  void ready();

  /** Ends it at once, without an event. */
  @Override
  void close();

  /** What happens to it, on any thread. */
  interface Events {
    /** A whole message, however many frames it came in. */
    void message(String text);

    /** A sign of life. */
    void pong();

    /** It is over; nothing comes after this. */
    void closed(String reason);
  }

  /** Makes connections. */
  interface Opener {
    /**
     * Connects; the first message may come at once.
     *
     * @throws IOException if nobody is there, with a message that says so
     */
    TextSocket open(URI address, Events events) throws IOException, InterruptedException;
  }
}
