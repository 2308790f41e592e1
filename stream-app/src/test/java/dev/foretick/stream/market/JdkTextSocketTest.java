package dev.foretick.stream.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Openings that come to nothing: the server shakes hands when it is asked to. */
@Timeout(60)
class JdkTextSocketTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  private ExchangeServer exchange;

  @BeforeEach
  void start() throws IOException {
    exchange = new ExchangeServer();
  }

  @AfterEach
  void stop() throws IOException {
    exchange.close();
  }

  @Test
  void open_interrupted_leavesNoConnection() throws Exception {
    CompletableFuture<Throwable> end = new CompletableFuture<>();
    Thread opening =
        new Thread(
            () -> {
              try {
                open(LONG);
                end.complete(new AssertionError("open"));
              } catch (IOException | InterruptedException e) {
                end.complete(e);
              }
            });
    opening.start();
    while (opening.getState() != Thread.State.TIMED_WAITING) {
      Thread.sleep(10);
    }
    opening.interrupt();
    assertThat(end.get()).isInstanceOf(InterruptedException.class);
    try (ExchangeServer.Session late = exchange.accept()) {
      assertThat(late.awaitGone(LONG.dividedBy(2))).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ws://no-such-host.invalid/, unknown host",
    "ws://127.0.0.1:1/, nobody there takes connections",
  })
  void open_nobodyThere_saysWhyWithoutTheAddress(URI address, String reason) {
    assertThatIOException()
        .isThrownBy(() -> JdkTextSocket.opener(LONG, 100).open(address, new Inbox()))
        .withMessage(reason);
  }

  @Test
  void open_noAnswer_saysAfterWhatTime() {
    assertThatIOException()
        .isThrownBy(() -> open(Duration.ofMillis(300)))
        .withMessage("no answer within 300 ms");
  }

  private void open(Duration timeout) throws IOException, InterruptedException {
    TextSocket unused = JdkTextSocket.opener(timeout, 100).open(exchange.address(), new Inbox());
  }
}
