package dev.foretick.stream.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class CreditsTest {
  private final Credits credits = new Credits();

  @Test
  void await_withCreditLeft_saysHowMuchThereIsInAll() throws InterruptedException {
    credits.allow(5);
    credits.allow(3);
    assertThat(credits.await(4)).isEqualTo(5);
  }

  @Test
  void await_withoutCredit_waitsForMore()
      throws InterruptedException, ExecutionException, TimeoutException {
    credits.allow(5);
    CompletableFuture<Long> waiting = CompletableFuture.supplyAsync(() -> await(5));
    assertThat(waiting.isDone()).isFalse();
    credits.allow(9);
    assertThat(waiting.get(10, TimeUnit.SECONDS)).isEqualTo(9);
  }

  @Test
  void await_atTheEnd_isOver() throws InterruptedException {
    credits.allow(5);
    credits.end();
    assertThat(credits.await(0)).isZero();
  }

  private long await(long sent) {
    try {
      return credits.await(sent);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
