package dev.foretick.stream.app;

import dev.foretick.model.bundle.BundleException;
import dev.foretick.model.bundle.BundleFile;
import dev.foretick.model.bundle.ModelBundle;
import dev.foretick.stream.config.ConfigException;
import dev.foretick.stream.config.ServeConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells what would keep a server from starting, as far as that shows without a broker: settings
 * that Kafka's clients refuse together, and a model that cannot be read, that means other messages,
 * or that lacks steps to be scored.
 */
public final class ServerCheck {
  private final ServeConfig config;
  private final List<String> problems = new ArrayList<>();

  private ServerCheck(ServeConfig config) {
    this.config = config;
  }

  /**
   * Checks the settings of Kafka's clients and the model.
   *
   * @throws ConfigException with all that is wrong
   */
  public static void requireStartable(ServeConfig config) {
    ServerCheck check = new ServerCheck(config);
    check.checkClients();
    check.checkModel();
    check.refuse();
  }

  /**
   * Checks the settings of Kafka's clients, where the model is not at hand.
   *
   * @throws ConfigException with all that is wrong
   */
  public static void requireClients(ServeConfig config) {
    ServerCheck check = new ServerCheck(config);
    check.checkClients();
    check.refuse();
  }

  /** A complaint about a configuration, with what is wrong with its model besides. */
  public static ConfigException withModel(ConfigException complaint, Path model) {
    List<String> all = new ArrayList<>(complaint.problems());
    try {
      BundleFile.read(model);
    } catch (BundleException e) {
      all.add("model.path: " + e.getMessage());
    }
    return new ConfigException(all);
  }

  private void checkClients() {
    KafkaClients clients = new KafkaClients(config, config.instanceId().orElse("check"));
    List.<Runnable>of(clients::checkConsumer, clients::checkProducer, clients::offsetReset)
        .forEach(this::attempt);
  }

  private void checkModel() {
    try {
      ModelBundle bundle = BundleFile.read(config.model().path());
      attempt(() -> requireFit(bundle));
      attempt(() -> ScoringContract.of(config, bundle));
    } catch (BundleException e) {
      problems.add("model.path: " + e.getMessage());
    }
  }

  private void requireFit(ModelBundle bundle) {
    if (BarContract.of(config, bundle).isEmpty()) {
      InputContract.of(config.input(), bundle);
    }
  }

  private void attempt(Runnable part) {
    try {
      part.run();
    } catch (ConfigException e) {
      e.problems().stream().filter(problem -> !problems.contains(problem)).forEach(problems::add);
    }
  }

  private void refuse() {
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
  }
}
