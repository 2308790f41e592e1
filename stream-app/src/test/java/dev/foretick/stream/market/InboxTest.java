package dev.foretick.stream.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class InboxTest {
  private final Inbox inbox = new Inbox();

  /** Whoever floods a client with pongs fills no memory. */
  @Test
  void pongs_areOneUntilItIsTaken() throws InterruptedException {
    inbox.pong();
    inbox.pong();
    inbox.message("m");

    assertThat(inbox.poll(Duration.ZERO)).isInstanceOf(Inbox.Event.Pong.class);
    assertThat(inbox.poll(Duration.ZERO)).isEqualTo(new Inbox.Event.Message("m"));
    assertThat(inbox.poll(Duration.ZERO)).isNull();

    inbox.pong();
    assertThat(inbox.poll(Duration.ZERO)).isInstanceOf(Inbox.Event.Pong.class);
  }
}
