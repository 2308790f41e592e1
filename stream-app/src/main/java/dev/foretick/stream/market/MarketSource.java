package dev.foretick.stream.market;

import dev.foretick.common.series.EpochNanos;
import dev.foretick.common.series.SeriesId;
import dev.foretick.common.wire.MalformedRecordException;
import dev.foretick.common.wire.ObservationFormat;
import dev.foretick.stream.feed.FeedRecord;
import dev.foretick.stream.feed.ObservationRecords;
import dev.foretick.stream.feed.RecordSource;
import dev.foretick.stream.terminal.Figures;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The trades of an exchange as records, for as long as somebody asks. Whoever asks also connects,
 * waits, and connects again: there is no thread but the socket's own.
 */
public final class MarketSource implements RecordSource {
  /** A snapshot of Kraken has some 10 kB. */
  private static final int MAX_MESSAGE = 1 << 20;

  /** So many malformed messages are told; what follows is only counted. */
  private static final int MAX_TOLD = 10;

  private final Exchange exchange;
  private final URI address;
  private final List<String> products;
  private final ObservationRecords records;
  private final boolean withSize;
  private final Consumer<String> notices;
  private final MarketTimes times;
  private final TextSocket.Opener opener;
  private final LongSupplier nanoClock;
  private final JitteredBackOff backOff;
  private final TradeOrder order;
  private final Queue<FeedRecord> ready = new ArrayDeque<>();
  private @Nullable TextSocket socket;
  private Inbox inbox = new Inbox();
  private long retryNanos;
  private long openedNanos;
  private long heardNanos;
  private boolean pinged;
  private long connections;
  private long trades;
  private long malformed;

  MarketSource(
      Exchange exchange,
      URI address,
      List<String> products,
      ObservationFormat format,
      Consumer<String> notices,
      MarketTimes times,
      TextSocket.Opener opener,
      LongSupplier nanoClock) {
    this.exchange = exchange;
    this.address = address;
    this.products = products.stream().map(name -> name.toUpperCase(Locale.ROOT)).toList();
    this.records = new ObservationRecords(format);
    this.withSize = format.channels() > 1;
    this.notices = notices;
    this.times = times;
    this.opener = opener;
    this.nanoClock = nanoClock;
    this.backOff =
        new JitteredBackOff(times.firstWait(), times.longestWait(), ThreadLocalRandom.current());
    this.order = new TradeOrder(notices);
    this.retryNanos = nanoClock.getAsLong();
  }

  /**
   * Prepares; the first {@link #poll} connects.
   *
   * @param address of the exchange, or of something that speaks as it does
   * @param products a series each
   * @param format what the server reads: the price, and the size if it has a covariate
   * @param notices takes lines for the user: of a lost connection, of a gap
   */
  public static MarketSource open(
      Exchange exchange,
      URI address,
      List<String> products,
      ObservationFormat format,
      Consumer<String> notices) {
    return new MarketSource(
        exchange,
        address,
        products,
        format,
        notices,
        MarketTimes.STANDARD,
        JdkTextSocket.opener(MarketTimes.STANDARD.answer(), MAX_MESSAGE),
        System::nanoTime);
  }

  /**
   * Gives the next trade.
   *
   * @throws MarketException if the exchange refuses what it is asked for
   */
  @Override
  public Optional<FeedRecord> poll(Duration atMost) throws InterruptedException {
    if (ready.isEmpty()) {
      TextSocket open = socket;
      if (open == null) {
        connectOrWait(atMost);
      } else {
        listen(open, atMost);
      }
    }
    return Optional.ofNullable(ready.poll());
  }

  @Override
  public boolean isOver() {
    return false;
  }

  @Override
  public List<String> remarks() {
    return List.of(
        "%s trades over %d connections; %d gaps with %s trades missed; %d malformed messages"
            .formatted(
                Figures.count(trades),
                connections,
                order.gaps(),
                Figures.count(order.missed()),
                malformed));
  }

  @Override
  public void close() {
    if (socket != null) {
      socket.close();
      socket = null;
    }
  }

  private void connectOrWait(Duration atMost) throws InterruptedException {
    long wait = Math.min(retryNanos - nanoClock.getAsLong(), atMost.toNanos());
    if (wait > 0) {
      TimeUnit.NANOSECONDS.sleep(wait);
      return;
    }
    inbox = new Inbox();
    try {
      TextSocket opened = opener.open(address, inbox);
      socket = opened;
      openedNanos = nanoClock.getAsLong();
      opened.send(exchange.subscription(products));
      heardNanos = openedNanos;
      pinged = false;
      connections++;
      notices.accept("%s: connected%s".formatted(address, connections > 1 ? " again" : ""));
    } catch (IOException e) {
      retry("not connected", String.valueOf(e.getMessage()));
    }
  }

  private void listen(TextSocket open, Duration atMost) throws InterruptedException {
    Inbox.Event event = inbox.poll(atMost);
    if (event == null) {
      watch(open);
      return;
    }
    heardNanos = nanoClock.getAsLong();
    pinged = false;
    if (event instanceof Inbox.Event.Message message) {
      read(message.text());
      open.ready();
    } else if (event instanceof Inbox.Event.Closed closed) {
      lose(closed.reason());
    }
  }

  /** A connection that is lost without a word looks like a quiet one. */
  private void watch(TextSocket open) {
    long silence = nanoClock.getAsLong() - heardNanos;
    if (silence > times.idle().toNanos()) {
      lose("nothing heard for " + Figures.span(times.idle()));
    } else if (silence > times.ping().toNanos() && !pinged) {
      pinged = true;
      try {
        open.ping();
      } catch (IOException e) {
        lose(String.valueOf(e.getMessage()));
      }
    }
  }

  private void read(String text) {
    try {
      MarketMessage message = exchange.read(text);
      if (message instanceof MarketMessage.Trades some) {
        // An exchange may batch them in any order.
        some.trades().stream().sorted(Comparator.comparingLong(Trade::id)).forEach(this::take);
      } else if (message instanceof MarketMessage.Refused refused) {
        refuse(refused.reason().strip());
      }
    } catch (MalformedRecordException e) {
      malformed++;
      if (malformed <= MAX_TOLD) {
        notices.accept("malformed message: " + e.getMessage());
      }
    }
  }

  private void take(Trade trade) {
    if (order.isNew(trade)) {
      trades++;
      double[] channels =
          withSize ? new double[] {trade.price(), trade.size()} : new double[] {trade.price()};
      ready.add(records.of(new SeriesId(trade.product()), EpochNanos.of(trade.time()), channels));
    }
  }

  /** What never worked will not work next time; what did may. */
  private void refuse(String reason) {
    if (trades == 0) {
      throw new MarketException(
          "%s refuses %s: %s (expected: products that it trades)"
              .formatted(address, String.join(", ", products), reason));
    }
    lose(reason);
  }

  private void lose(String reason) {
    retry("connection lost", reason);
  }

  private void retry(String what, String reason) {
    long now = nanoClock.getAsLong();
    if (socket != null && now - openedNanos > times.stable().toNanos()) {
      backOff.reset();
    }
    close();
    Duration pause = backOff.pause();
    retryNanos = now + pause.toNanos();
    notices.accept(
        "%s: %s: %s; next try in %s"
            .formatted(address, what, reason, Figures.span(Duration.ofMillis(pause.toMillis()))));
  }
}
