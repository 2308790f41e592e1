package dev.foretick.stream.cli;

import dev.foretick.common.series.SeriesId;
import dev.foretick.common.wire.ObservationCodec;
import dev.foretick.common.wire.ObservationFormat;
import dev.foretick.common.wire.TimeUnitFormat;
import dev.foretick.model.dataset.Frequency;
import dev.foretick.model.dataset.SeriesData;
import dev.foretick.stream.config.LocalDefaults;
import dev.foretick.stream.config.ServeConfig;
import dev.foretick.stream.feed.JsonLines;
import dev.foretick.stream.feed.ObservationRecords;
import dev.foretick.stream.feed.RecordSource;
import dev.foretick.stream.feed.Recording;
import dev.foretick.stream.market.MarketSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Opens the one source that the options name. */
final class FeedSources {
  private static final String STDIN = "-";

  private final DataOptions data;
  private final SourceOptions other;
  private final PaceOptions pace;
  private final TimeOptions times;
  private final Optional<ServeConfig> server;
  private final Consumer<String> notices;
  private boolean isCsv;

  /**
   * Prepares.
   *
   * @param server whose topic it is, if a configuration says so
   * @param notices takes lines for the user while it runs
   */
  FeedSources(
      DataOptions data,
      SourceOptions other,
      PaceOptions pace,
      TimeOptions times,
      Optional<ServeConfig> server,
      Consumer<String> notices) {
    this.data = data;
    this.other = other;
    this.pace = pace;
    this.times = times;
    this.server = server;
    this.notices = notices;
  }

  /** Whether records come when they happen. */
  boolean isLive() {
    return !isCsv;
  }

  /**
   * Checks the options against each other.
   *
   * @param given whether an option was given
   * @throws IllegalArgumentException if they contradict each other
   */
  void check(Predicate<String> given) {
    List<String> sources = Stream.of("--data", "--json", "--market").filter(given).toList();
    if (sources.size() != 1) {
      throw new IllegalArgumentException(
          "source: %s (expected: one of --data, --json, --market)"
              .formatted(sources.isEmpty() ? "none" : String.join(", ", sources)));
    }
    isCsv = sources.contains("--data");
    if (!isCsv && (times.now || times.loop)) {
      throw new IllegalArgumentException("--now, --loop: without --data (expected: with it)");
    }
    if (other.market != null && !pace.isUnlimited()) {
      throw new IllegalArgumentException(
          "--speed-up, --rate: with --market (expected: neither, it has a pace of its own)");
    }
    if (other.market != null == other.products.isEmpty()) {
      throw new IllegalArgumentException(
          "--product: %s (expected: with --market, at least one)"
              .formatted(other.products.isEmpty() ? "none" : "without --market"));
    }
    if (isCsv && server.isEmpty()) {
      data.check();
    }
  }

  /**
   * Opens it; a CSV file is read to its end, so that what is wrong with it shows before anything is
   * sent.
   */
  RecordSource open() {
    if (other.market != null) {
      return market(other.market);
    }
    return other.json == null ? recording() : lines(other.json);
  }

  private RecordSource recording() {
    ObservationFormat format = format(data.targetName(), data.covariateFields());
    data.defaultTo(format.targetField(), format.covariateFields());
    data.check();
    int columns = 1 + data.covariateFields().size();
    if (columns != format.channels()) {
      throw new IllegalArgumentException(
          "--covariate-fields: %s (expected: %d, the server reads %s)"
              .formatted(data.covariateFields(), format.channels() - 1, format.covariateFields()));
    }
    List<SeriesData> series = data.history();
    boolean fromNow = times.now || data.timeField().isEmpty();
    return new Recording(
        series,
        new ObservationRecords(format),
        fromNow ? Optional.of(Instant.now()) : Optional.empty(),
        times.loop ? Optional.of(Frequency.infer(series)) : Optional.empty());
  }

  private RecordSource lines(String file) {
    if (server.isEmpty() && !data.hasTarget()) {
      throw new IllegalArgumentException(
          "--target-field: missing (expected: the field that is forecast, or --config)");
    }
    ObservationFormat format =
        server.isPresent()
            ? format(data.targetName(), data.covariateFields())
            : FeedFormat.json(
                data.timeField().orElse(LocalDefaults.TIME_FIELD),
                data.timeFormat().orElse(TimeUnitFormat.ISO),
                data.seriesField(),
                data.targetName(),
                data.covariateFields());
    if (pace.followsTime() && format.timeField().isEmpty()) {
      throw new IllegalArgumentException(
          "--speed-up: messages state no time (expected: --rate, or input.time-field)");
    }
    if (other.series == null && format.seriesField().isEmpty()) {
      throw new IllegalArgumentException(
          "--series: missing (expected: the series of the lines, or --series-field)");
    }
    SeriesId series = new SeriesId(other.series == null ? "none" : other.series);
    String name = file.equals(STDIN) ? "stdin" : file;
    return new JsonLines(bytes(file), name, series, new ObservationCodec(format), notices);
  }

  private RecordSource market(Market market) {
    ObservationFormat format = format("price", List.of("size"));
    if (format.channels() > 2) {
      throw new IllegalArgumentException(
          "input.covariate-fields: %s (expected: at most one, the size of a trade)"
              .formatted(format.covariateFields()));
    }
    return MarketSource.open(
        market.exchange(),
        other.marketUrl == null ? market.exchange().address() : other.marketUrl,
        other.products,
        format,
        notices);
  }

  private ObservationFormat format(String target, List<String> covariates) {
    return server
        .map(config -> FeedFormat.of(config, target, covariates))
        .orElseGet(() -> FeedFormat.standard(target, covariates));
  }

  private static InputStream bytes(String file) {
    if (file.equals(STDIN)) {
      return System.in;
    }
    try {
      InputStream bytes = Files.newInputStream(Path.of(file));
      return file.endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
    } catch (NoSuchFileException e) {
      throw new CommandFailedException("%s: not there (expected: a readable file)".formatted(file));
    } catch (AccessDeniedException e) {
      throw new CommandFailedException(
          "%s: may not be read (expected: a readable file)".formatted(file));
    } catch (IOException e) {
      throw new CommandFailedException(
          "%s: %s (expected: a readable file)".formatted(file, e.getMessage()));
    }
  }
}
