package dev.foretick.stream.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The producer's process.
 *
 * <pre>
 * fill TOPIC FIRST COUNT ROUNDS   each of COUNT series ROUNDS ticks, as fast as the broker takes them
 * saturate TOPIC                  as fast as credits allow, until it is told to stop
 * credit TOTAL                    so many ticks may have gone out since then
 * pace TOPIC RATE                 RATE ticks a second by an absolute schedule, until it is told to stop
 * stop                            flushes
 * scores TOPIC SIZE HORIZON MAX   how many scores the ticks bring about that went there
 * </pre>
 *
 * {@code fill} and {@code stop} are answered with {@link Sent}, {@code scores} with {@link Due}.
 */
final class BenchedProducer implements AutoCloseable {
  /** Sends larger batches where ticks need not be fast, only many. */
  private static final int BULK_LINGER_MILLIS = 5;

  private static final int PROMPT_LINGER_MILLIS = 1;

  /**
   * Ticks of so short a time go out together, each under the time at which it was due: waking up
   * for each would take the processor from the server.
   */
  private static final long BURST_NANOS = 1_000_000;

  private final TickCounts counts;
  private final TickSender bulk;
  private final TickSender prompt;
  private @Nullable Thread sending;
  private volatile boolean stopped;
  private volatile long sent;
  private volatile long worstDelayNanos;
  private volatile Credits credits = new Credits();

  private BenchedProducer(RandomWalks walks, Map<String, String> connection) {
    counts = new TickCounts(walks.series());
    bulk = new TickSender(walks, counts, connection, BULK_LINGER_MILLIS);
    prompt = new TickSender(walks, counts, connection, PROMPT_LINGER_MILLIS);
  }

  /**
   * What went out.
   *
   * @param failed ticks that the broker did not take
   * @param worstDelaySeconds how long after it was due a tick went out at worst
   */
  record Sent(long ticks, long failed, double worstDelaySeconds) {}

  /** Scores that there should be. */
  record Due(long scores) {}

  /** Takes the number of series, that of covariates, and a file of connection properties. */
  public static void main(String... arguments) {
    RandomWalks walks =
        new RandomWalks(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
    ChildAnswers.run(
        answers -> {
          try (BenchedProducer producer =
              new BenchedProducer(walks, connection(Path.of(arguments[2])))) {
            answers.serve(producer::answer);
          }
        });
  }

  @Override
  public void close() {
    end();
    bulk.close();
    prompt.close();
  }

  private Optional<?> answer(String[] words) {
    switch (words[0]) {
      case "fill" -> {
        return Optional.of(
            fill(
                words[1],
                Integer.parseInt(words[2]),
                Integer.parseInt(words[3]),
                Integer.parseInt(words[4])));
      }
      case "saturate" -> start(() -> saturate(words[1], credits));
      case "credit" -> credits.allow(Long.parseLong(words[1]));
      case "pace" -> start(() -> pace(words[1], Double.parseDouble(words[2])));
      case "stop" -> {
        end();
        return Optional.of(summary());
      }
      case "scores" -> {
        DueScores due =
            DueScores.of(
                Integer.parseInt(words[2]), Integer.parseInt(words[3]), Integer.parseInt(words[4]));
        return Optional.of(new Due(counts.scores(words[1], due)));
      }
      default -> throw new IllegalArgumentException("command: " + words[0]);
    }
    return Optional.empty();
  }

  private Sent fill(String topic, int first, int count, int rounds) {
    sent = 0;
    worstDelayNanos = 0;
    for (int round = 0; round < rounds; round++) {
      for (int series = first; series < first + count; series++) {
        bulk.send(topic, series, WallClock.epochNanos());
      }
    }
    bulk.flush();
    sent = (long) rounds * count;
    return summary();
  }

  private void start(Runnable work) {
    end();
    stopped = false;
    sent = 0;
    worstDelayNanos = 0;
    Thread thread = new Thread(work, "bench-ticks");
    thread.setDaemon(true);
    thread.start();
    sending = thread;
  }

  private void saturate(String topic, Credits allowance) {
    try {
      long count = 0;
      for (long allowed = allowance.await(0); allowed > 0; allowed = allowance.await(count)) {
        for (; count < allowed && !stopped; count++) {
          bulk.sendNext(topic, WallClock.epochNanos());
        }
        sent = count;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void pace(String topic, double perSecond) {
    long startNanos = System.nanoTime();
    long startEpochNanos = WallClock.epochNanos();
    TickSchedule schedule = new TickSchedule(startNanos, perSecond);
    long count = 0;
    long worst = 0;
    while (!stopped) {
      long due = schedule.dueNanos(count);
      long early = due - System.nanoTime();
      if (early > 0) {
        LockSupport.parkNanos(Math.max(early, BURST_NANOS));
      } else {
        worst = Math.max(worst, -early);
        prompt.sendNext(topic, startEpochNanos + (due - startNanos));
        count++;
      }
    }
    sent = count;
    worstDelayNanos = worst;
  }

  private void end() {
    Thread thread = sending;
    if (thread == null) {
      return;
    }
    stopped = true;
    credits.end();
    LockSupport.unpark(thread);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    sending = null;
    credits = new Credits();
    bulk.flush();
    prompt.flush();
  }

  private Sent summary() {
    return new Sent(sent, bulk.failed() + prompt.failed(), worstDelayNanos / 1e9);
  }

  private static Map<String, String> connection(Path file) throws IOException {
    Properties properties = new Properties();
    try (var reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    Map<String, String> connection = new HashMap<>();
    properties
        .stringPropertyNames()
        .forEach(key -> connection.put(key, properties.getProperty(key)));
    return connection;
  }
}
