package dev.foretick.stream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoggingTest {
  private static final String PRODUCER = "org.apache.kafka.clients.producer.internals.Sender";

  private final LoggerContext context = new LoggerContext();

  @AfterEach
  void clear() {
    System.clearProperty("foretick.log.clients");
    context.stop();
  }

  @Test
  void withoutClients_theirWarnings_areLeftOut() throws Exception {
    Logging.withoutClients(false);
    assertThat(level(PRODUCER)).isEqualTo(Level.ERROR);
    assertThat(level("org.apache.kafka.server")).isEqualTo(Level.WARN);
  }

  @Test
  void withoutClients_verbose_leavesThemIn() throws Exception {
    Logging.withoutClients(true);
    assertThat(level(PRODUCER)).isEqualTo(Level.WARN);
  }

  private Level level(String logger) throws Exception {
    context.putProperty("foretick.log.libraries", "WARN");
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(Logging.class.getResource("/logback.xml"));
    return context.getLogger(logger).getEffectiveLevel();
  }
}
