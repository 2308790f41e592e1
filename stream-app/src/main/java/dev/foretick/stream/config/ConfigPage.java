package dev.foretick.stream.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** The documentation of every key, written from the declarations that the server reads by. */
public final class ConfigPage {
  private static final String HEAD =
      """
      # Configuration

      <!-- Generated from the declarations in dev.foretick.stream.config.Settings:
           mvn -pl stream-app -am test -Dtest='*PageTest' -Dsurefire.failIfNoSpecifiedTests=false -Dforetick.docs.update -->

      `foretick serve foretick.yaml` reads one YAML file. `foretick config check foretick.yaml` only checks it.

      ```yaml
      kafka:
        bootstrap.servers: localhost:9092
      model.path: model.foretick
      topics:
        input: ticks
        output: forecasts
      ```

      - Sections and dotted keys are the same: `http: {port: 8080}` is `http.port: 8080`.
      - `${NAME}` stands for an environment variable, `${NAME:default}` for one that may be missing, `$${` for `${` itself.
        Between the quotes of `kafka.sasl.jaas.config` a variable may hold any characters, and needs no escapes.
      - Durations are written `500ms`, `30s`, `5m`, `2h`, `7d` or in ISO-8601 (`PT30S`).
      - Every problem is reported at once, and a key that does not exist is one of them.
      - Passwords, tokens, keys and JAAS configurations are masked wherever a configuration is printed.

      ## kafka.*

      Everything under `kafka.` goes to Kafka's consumer, producer and admin client by its own name and untouched, so
      security and tuning work as in any client. `kafka.bootstrap.servers` is required. What the server decides itself is
      refused: `group.id` (see below), `enable.auto.commit`, `transactional.id`, and the serializers.
      Unless they are set, the server starts a new group at the `earliest` offset, assigns partitions cooperatively, compresses
      what it publishes with `lz4` in batches of up to 256 kB (`batch.size`) that wait for 2 ms (`linger.ms`), and leaves the
      size of socket buffers to the operating system.
      """;

  private ConfigPage() {}

  /** The whole page as Markdown. */
  public static String render() {
    Map<String, StringBuilder> sections = new LinkedHashMap<>();
    for (Setting<?> setting : Settings.ALL) {
      int dot = setting.name().indexOf('.');
      String section = dot < 0 ? setting.name() : setting.name().substring(0, dot) + ".*";
      sections.computeIfAbsent(section, name -> new StringBuilder()).append(row(setting));
    }
    StringBuilder page = new StringBuilder(HEAD);
    sections.forEach(
        (section, rows) ->
            page.append("\n## ")
                .append(section)
                .append("\n\n| key | values | default | |\n|---|---|---|---|\n")
                .append(rows));
    return page.toString();
  }

  private static String row(Setting<?> setting) {
    return "| `%s` | %s | %s | %s |%n"
        .formatted(
            setting.name(),
            setting.type().expected().replace("|", "\\|"),
            setting.presence().text(),
            setting.description().replace("|", "\\|"))
        .replace("\r\n", "\n");
  }
}
