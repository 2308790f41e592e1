package dev.foretick.model.bundle;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import dev.foretick.model.network.Pooling;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** The JSON of a bundle: names in snake case, times in ISO 8601, every field required. */
final class BundleJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .addModule(
              new SimpleModule()
                  .addSerializer(Instant.class, ToStringSerializer.instance)
                  .addDeserializer(Instant.class, new Parsed<>(Instant.class, Instant::parse))
                  .addSerializer(Duration.class, ToStringSerializer.instance)
                  .addDeserializer(Duration.class, new Parsed<>(Duration.class, Duration::parse))
                  .addSerializer(Optional.class, new OptionalWriter())
                  .addDeserializer(Optional.class, new OptionalPoolingReader()))
          .build();

  private BundleJson() {}

  static byte[] write(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e.getOriginalMessage(), e);
    }
  }

  /**
   * Reads an entry as JSON.
   *
   * @throws IOException with the name of the entry, what was found and what was expected
   */
  static JsonNode tree(byte[] json, BundleEntry entry) throws IOException {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw refused(entry, e.getOriginalMessage() + " (expected: JSON)", e);
    }
  }

  /**
   * Reads a value out of the JSON of an entry.
   *
   * @throws IOException with the name of the entry, what was found and what was expected
   */
  static <T> T read(JsonNode tree, Class<T> type, BundleEntry entry) throws IOException {
    try {
      return MAPPER.treeToValue(tree, type);
    } catch (JsonProcessingException e) {
      throw refused(entry, reason(e), e);
    }
  }

  /**
   * Reads an entry that may be large, without a tree of it in between.
   *
   * @throws IOException with the name of the entry, what was found and what was expected
   */
  static <T> T read(byte[] json, Class<T> type, BundleEntry entry) throws IOException {
    try {
      return MAPPER.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw refused(entry, reason(e), e);
    }
  }

  private static String reason(JsonProcessingException e) {
    return e.getCause() instanceof IllegalArgumentException cause
        ? String.valueOf(cause.getMessage())
        : e.getOriginalMessage().replaceAll("; `DeserializationFeature\\S+ enabled", "")
            + " (expected: the fields of this format version)";
  }

  private static IOException refused(BundleEntry entry, String reason, Exception cause) {
    return new IOException(entry.fileName() + ": " + reason, cause);
  }

  /** A value that is a string in JSON. */
  private static final class Parsed<T> extends FromStringDeserializer<T> {
    private static final long serialVersionUID = 1L;

    private final transient Function<String, T> parser;

    Parsed(Class<T> type, Function<String, T> parser) {
      super(type);
      this.parser = parser;
    }

    @Override
    protected T _deserialize(String value, DeserializationContext context) {
      return parser.apply(value);
    }
  }

  @SuppressWarnings("rawtypes") // The one class object that Optional has is raw.
  private static final class OptionalWriter extends StdSerializer<Optional> {
    private static final long serialVersionUID = 1L;

    OptionalWriter() {
      super(Optional.class);
    }

    @Override
    public void serialize(Optional value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writePOJO(value.isPresent() ? value.get() : null);
    }
  }

  /** The one optional part of a manifest. */
  @SuppressWarnings("rawtypes") // The one class object that Optional has is raw.
  private static final class OptionalPoolingReader extends StdDeserializer<Optional> {
    private static final long serialVersionUID = 1L;

    OptionalPoolingReader() {
      super(Optional.class);
    }

    @Override
    public Optional<Pooling> deserialize(JsonParser json, DeserializationContext context)
        throws IOException {
      return Optional.of(context.readValue(json, Pooling.class));
    }

    @Override
    public Optional<Pooling> getNullValue(DeserializationContext context) {
      return Optional.empty();
    }
  }
}
