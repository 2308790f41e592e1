package dev.foretick.stream.market;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** What came of one connection and nobody has looked at yet. Any thread puts, one takes. */
final class Inbox implements TextSocket.Events {
  /** As many messages as the socket is ready for, a pong and an end: never many. */
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

  private final AtomicBoolean hasPong = new AtomicBoolean();

  @Override
  public void message(String text) {
    events.add(new Event.Message(text));
  }

  @Override
  public void pong() {
    if (hasPong.compareAndSet(false, true)) {
      events.add(new Event.Pong());
    }
  }

  @Override
  public void closed(String reason) {
    events.add(new Event.Closed(reason));
  }

  /** The next event; null if none comes in time. */
  @Nullable Event poll(Duration atMost) throws InterruptedException {
    Event event = events.poll(atMost.toNanos(), TimeUnit.NANOSECONDS);
    if (event instanceof Event.Pong) {
      hasPong.set(false);
    }
    return event;
  }

  /** Something that happened. */
  sealed interface Event {
    record Message(String text) implements Event {}

    record Pong() implements Event {}

    record Closed(String reason) implements Event {}
  }
}
