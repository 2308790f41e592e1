package dev.foretick.common.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "AAPL", "a\"b\\c/d", "Größe", "日本語", "\uD83D\uDE00", "\uDBFF\uDFFF"})
  void put_text_isWhatJacksonPrints(String text) throws IOException {
    assertThat(printed(text)).isEqualTo(byJackson(text));
  }

  @Test
  void put_everyCharacter_isWhatJacksonPrints() throws IOException {
    for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint += step(codePoint)) {
      if (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE) {
        String text = "x" + Character.toString(codePoint) + "y";
        assertThat(printed(text)).as("U+%x", codePoint).isEqualTo(byJackson(text));
      }
    }
  }

  private static int step(int codePoint) {
    return codePoint < 0x1000 ? 1 : 97;
  }

  private static String printed(String text) {
    JsonBytes out = new JsonBytes();
    JsonText.put(text, out);
    return '"' + new String(out.toArray(), UTF_8) + '"';
  }

  private static String byJackson(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = Json.writer().createGenerator(bytes)) {
      json.writeString(text);
    }
    return bytes.toString(UTF_8);
  }
}
