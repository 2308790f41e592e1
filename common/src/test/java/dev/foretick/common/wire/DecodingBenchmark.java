package dev.foretick.common.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.foretick.common.wire.ObservationFormat.Kind;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long one observation with a covariate takes, from a record's bytes to its values. Samples
 * calls, so that the median holds on a machine that has other work too.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@NullUnmarked // The fields are set before each trial.
public class DecodingBenchmark {
  private static final int MESSAGES = 1_024;

  @Param public Kind kind = Kind.JSON;

  private ObservationCodec codec;
  private DecodedObservation decoded;
  private byte[] key;
  private byte[][] messages;
  private int next;

  @Setup(Level.Trial)
  public void open() {
    codec =
        new ObservationCodec(
            new ObservationFormat(
                kind,
                Optional.empty(),
                Optional.of("ts"),
                TimeUnitFormat.ISO,
                "price",
                List.of("size"),
                ',',
                List.of("ts", "price", "size")));
    decoded = new DecodedObservation(2);
    key = "sensor-000042".getBytes(UTF_8);
    String layout =
        switch (kind) {
          case JSON -> "{\"ts\":\"2026-01-02T15:%02d:%02d.%03dZ\",\"price\":%d.%02d,\"size\":%d}";
          case CSV -> "2026-01-02T15:%02d:%02d.%03dZ,%d.%02d,%d";
        };
    messages = new byte[MESSAGES][];
    for (int i = 0; i < MESSAGES; i++) {
      messages[i] =
          layout.formatted(i / 60, i % 60, i % 1_000, 100 + i % 7, i % 100, i).getBytes(UTF_8);
    }
  }

  @Benchmark
  public DecodedObservation decode() {
    next = (next + 1) % MESSAGES;
    codec.decode(key, messages[next], 0, decoded);
    return decoded;
  }
}
