package dev.foretick.stream.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** User and password from the environment, as Kafka's clients read them. */
class JaasTextTest {
  private static final String MINIMAL =
      "kafka.bootstrap.servers: b:1\nmodel.path: m\ntopics.input: t\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3cret",
        "a\"b",
        "\"",
        "a'b",
        "C:\\temp\\no",
        "\\",
        "\\\\\"",
        "ends with\\",
        "\" user=\"admin",
        "two\r\nlines",
        "semi;colon // /* no comment #",
        "${OTHER}",
        "größer=,",
      })
  void variableBetweenQuotes_isReadAsItIs(String value) {
    for (String quote : new String[] {"\"", "'"}) {
      assertThat(
              read(
                  "a.Login required username=#${SECRET}# password=#${SECRET}-${SECRET}#;"
                      .replace("#", quote),
                  value))
          .as("%s between %s", value, quote)
          .isEqualTo(Map.of("username", value, "password", value + "-" + value));
    }
  }

  @Test
  void variableWithoutQuotes_isPutInAsItStands() {
    String whole = "a.Login required username=\"me\" password=\"a\\\"b\";";
    assertThat(read("${SECRET}", whole)).isEqualTo(Map.of("username", "me", "password", "a\"b"));
    assertThat(read("a.Login required note=\"a\\\"b\" ${SECRET};", "password=\"it's\""))
        .isEqualTo(Map.of("note", "a\"b", "password", "it's"));
  }

  /** It would take the first escape of the value away, and so let the value end the text. */
  @Test
  void loneBackslashBeforeAVariable_standsForItself() {
    String value = "\" user=\"admin";
    assertThat(read("a.Login required username=\"DESK\\${SECRET}\";", value))
        .isEqualTo(Map.of("username", "DESK\\" + value));
    assertThat(read("a.Login required username=\"DESK\\\\${SECRET}\";", value))
        .isEqualTo(Map.of("username", "DESK\\" + value));
  }

  @Test
  void default_isWrittenAsTheFileIs() {
    assertThat(read("a.Login required user=\"${NOT_THERE:a\\\"b}\" password=\"${SECRET}\";", "\\"))
        .isEqualTo(Map.of("user", "a\"b", "password", "\\"));
  }

  @Test
  void otherKeys_takeVariablesAsTheyAre() {
    String yaml = MINIMAL + "kafka.ssl.keystore.password: '\"${SECRET}\"'\n";
    assertThat(ServeConfig.parse(yaml, Map.of("SECRET", "a\"b\\")).kafka())
        .containsEntry("ssl.keystore.password", "\"a\"b\\\"");
  }

  @Test
  void redact_knowsAPasswordAsItIsReadAndAsItIsWritten() {
    String password = "hunter\"2\\of\\many";
    Map<String, String> properties =
        Map.of(
            "sasl.jaas.config", "a.Login required password=\"" + JaasText.quoted(password) + "\";");
    for (String told : new String[] {password, JaasText.quoted(password)}) {
      assertThat(Secrets.redact("cannot log in with " + told + " today", properties))
          .isEqualTo("cannot log in with **** today");
    }
  }

  private static Map<String, ?> read(String jaas, String secret) {
    String yaml = MINIMAL + "kafka.sasl.jaas.config: |-\n  " + jaas + "\n";
    String resolved =
        ServeConfig.parse(yaml, Map.of("SECRET", secret))
            .kafka()
            .getOrDefault("sasl.jaas.config", "");
    return JaasContext.loadClientContext(Map.of("sasl.jaas.config", new Password(resolved)))
        .configurationEntries()
        .get(0)
        .getOptions();
  }
}
