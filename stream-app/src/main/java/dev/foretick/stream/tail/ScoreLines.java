package dev.foretick.stream.tail;

import dev.foretick.common.series.Score;
import dev.foretick.common.wire.MalformedRecordException;
import dev.foretick.common.wire.ScoreDecoder;
import dev.foretick.stream.terminal.Terminal;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** One line for each score: the error beside the naive one's, and whether the interval held. */
public final class ScoreLines implements TailLines {
  private static final int STEP = 4;

  private final Terminal terminal;
  private final ScoreDecoder decoder = new ScoreDecoder();
  private final GrowingColumn times = new GrowingColumn(Columns.TIME);
  private final GrowingColumn names = new GrowingColumn(Columns.SERIES);

  public ScoreLines(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Optional<String> header() {
    return Optional.of(
        terminal.bold(
            String.join(
                "  ",
                times.cell("time (UTC)"),
                names.cell("series"),
                Columns.right("step", STEP),
                Columns.right("actual", Columns.NUMBER),
                Columns.right("forecast", Columns.NUMBER),
                Columns.right("error", Columns.NUMBER),
                Columns.right("naive's", Columns.NUMBER),
                Columns.left("      interval", Columns.INTERVAL),
                "held")));
  }

  @Override
  public Optional<String> line(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      throw new MalformedRecordException("value", "null", "a score");
    }
    Score score = decoder.decode(record.value());
    String error = Columns.signed(score.error());
    boolean better = Math.abs(score.error()) < Math.abs(score.naiveError());
    boolean worse = Math.abs(score.error()) > Math.abs(score.naiveError());
    return Optional.of(
        String.join(
            "  ",
            terminal.dim(times.cell(Columns.time(score.time()))),
            names.cell(score.series().value()),
            Columns.right(Integer.toString(score.step()), STEP),
            Columns.number(score.actual()),
            terminal.cyan(Columns.number(score.yhat())),
            better ? terminal.green(error) : worse ? terminal.yellow(error) : error,
            Columns.signed(score.naiveError()),
            Columns.interval(score.lower(), score.upper()),
            score.covered() ? terminal.green("hit") : terminal.red("miss")));
  }
}
