package dev.foretick.stream.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.window.WindowBatch;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.bundle.ModelBundle;
import dev.foretick.model.forecaster.ForecastFailedException;
import dev.foretick.model.forecaster.Forecaster;
import dev.foretick.model.runtime.RuntimeKind;
import dev.foretick.stream.config.ServeConfig;
import dev.foretick.stream.consume.ModelInbox;
import dev.foretick.stream.metrics.LoopMetrics;
import dev.foretick.stream.score.LiveAccuracy;
import dev.foretick.stream.testing.TestModels;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ModelHandoverTest {
  private final ModelBundle bundle = TestModels.price(8);
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final List<Opened> opened = new ArrayList<>();
  private int opensUntilFailure = Integer.MAX_VALUE;
  private float answer = 1;

  private final ModelHandover handover =
      new ModelHandover(
          new ModelOpener(
              (of, kind, threads) -> open(of),
              new ServeConfig.Model(Path.of("m"), RuntimeKind.AUTO, 1, Duration.ZERO)),
          new ModelMeters(
              registry,
              () -> LiveAccuracy.NONE,
              Optional.empty(),
              ModelOpener.served(TestModels.price())));
  private final List<ModelInbox> inboxes =
      List.of(handover.join(new LoopMetrics(registry)), handover.join(new LoopMetrics(registry)));

  @Test
  void model_isOpenedAndTriedForEachLoop_andIsNotLoadedBeforeTheLoopsHaveIt() {
    handover.handOver(bundle);

    assertThat(opened).extracting(Opened::calls).containsExactly(1, 1);
    assertThat(opened).noneMatch(Opened::closed);
    assertThat(loaded()).as("that of the start").isEqualTo(1);
  }

  @Test
  void newerModel_closesThoseThatNoLoopHasTaken_andSoDoesTheEnd() {
    handover.handOver(bundle);
    handover.handOver(bundle);
    assertThat(opened).extracting(Opened::closed).containsExactly(true, true, false, false);
    inboxes.forEach(ModelInbox::close);

    assertThat(opened).allMatch(Opened::closed);
  }

  @Test
  void model_thatOpensForOneLoopOnly_isGivenToNone() {
    opensUntilFailure = 1;
    assertThatThrownBy(() -> handover.handOver(bundle)).isInstanceOf(LinkageError.class);

    assertThat(opened).singleElement().matches(Opened::closed);
  }

  @Test
  void model_thatAnswersTheProbeWithoutNumbers_isGivenToNone() {
    answer = Float.POSITIVE_INFINITY;
    assertThatThrownBy(() -> handover.handOver(bundle)).isInstanceOf(ForecastFailedException.class);

    assertThat(opened).singleElement().matches(Opened::closed);
  }

  private Opened open(ModelBundle of) {
    if (opensUntilFailure-- == 0) {
      throw new UnsatisfiedLinkError("no native library");
    }
    Opened forecaster = new Opened(of, answer);
    opened.add(forecaster);
    return forecaster;
  }

  private double loaded() {
    return registry.get("foretick.model.reload").tag("result", "success").counter().count();
  }

  /** Answers one number whatever is asked, and counts. */
  private static final class Opened implements Forecaster {
    private final ModelBundle bundle;
    private final float answer;
    private int calls;
    private boolean closed;

    Opened(ModelBundle bundle, float answer) {
      this.bundle = bundle;
      this.answer = answer;
    }

    int calls() {
      return calls;
    }

    boolean closed() {
      return closed;
    }

    @Override
    public String name() {
      return "one";
    }

    @Override
    public WindowSpec windowSpec() {
      return bundle.window();
    }

    @Override
    public QuantileLevels levels() {
      return bundle.levels();
    }

    @Override
    public void forecastInto(WindowBatch windows, float[] target, int from) {
      calls++;
      Arrays.fill(target, from, from + windows.size() * forecastLength(), answer);
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
