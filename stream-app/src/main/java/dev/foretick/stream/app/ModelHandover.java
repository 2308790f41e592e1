package dev.foretick.stream.app;

import dev.foretick.model.bundle.ModelBundle;
import dev.foretick.stream.consume.LoopModel;
import dev.foretick.stream.consume.ModelInbox;
import dev.foretick.stream.metrics.LoopMetrics;
import dev.foretick.stream.reload.ProbeWindows;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Gives a new model to every loop, or to none. Loops join before the first model comes. */
final class ModelHandover {
  private final ModelOpener opener;
  private final ModelMeters meters;
  private final List<Receiver> receivers = new ArrayList<>();

  private record Receiver(ModelInbox inbox, LoopMetrics metrics) {}

  ModelHandover(ModelOpener opener, ModelMeters meters) {
    this.opener = opener;
    this.meters = meters;
  }

  /** Where a further loop finds its models. */
  ModelInbox join(LoopMetrics ofLoop) {
    ModelInbox inbox = new ModelInbox();
    receivers.add(new Receiver(inbox, ofLoop));
    return inbox;
  }

  /** Opens a model for every loop, tries each, and only then lets the loops have them. */
  void handOver(ModelBundle bundle) {
    AtomicInteger waiting = new AtomicInteger(receivers.size());
    Runnable whenTaken =
        () -> {
          if (waiting.decrementAndGet() == 0) {
            meters.loaded(ModelOpener.served(bundle));
          }
        };
    List<LoopModel> models = new ArrayList<>();
    try {
      for (Receiver receiver : receivers) {
        LoopModel model = opener.open(bundle, receiver.metrics(), whenTaken);
        models.add(model);
        ProbeWindows.requireForecasts(bundle, model.forecaster());
      }
    } catch (RuntimeException | Error e) {
      models.forEach(model -> model.forecaster().close());
      throw e;
    }
    for (int i = 0; i < models.size(); i++) {
      receivers.get(i).inbox().put(models.get(i));
    }
  }
}
