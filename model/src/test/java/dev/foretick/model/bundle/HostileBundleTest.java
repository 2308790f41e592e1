package dev.foretick.model.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.window.WindowBatch;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.forecaster.Forecaster;
import dev.foretick.model.network.ConvBlock;
import dev.foretick.model.network.NetworkSpec;
import dev.foretick.model.runtime.RuntimeKind;
import dev.foretick.model.runtime.Runtimes;
import dev.foretick.model.scaling.Normalization;
import dev.foretick.model.scaling.TargetTransform;
import dev.foretick.model.testing.NetworkCases;
import dev.foretick.model.testing.RandomModels;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bundles that somebody made to do harm: refused with a reason, and in little memory. */
@Timeout(60)
class HostileBundleTest {
  private static final int CENTRAL_ENTRY = 0x02014b50;
  private static final int CRC_AT = 16;
  private static final int SIZE_AT = 24;
  private static final int NAME_LENGTH_AT = 28;
  private static final int NAME_AT = 46;

  private final ModelBundle bundle =
      RandomModels.bundle(
          4,
          new WindowSpec(24, 3, 2),
          new NetworkSpec(List.of(ConvBlock.patchEmbedding(8, 4)), List.of(4), 0, true),
          TargetTransform.NONE,
          Normalization.LAST_VALUE,
          QuantileLevels.centralInterval(90));

  @TempDir Path directory;
  private Path file = Path.of("unset");
  private TamperedBundle tampered = new TamperedBundle(file);

  @BeforeEach
  void writeBundle() {
    file = directory.resolve("m.foretick");
    tampered = new TamperedBundle(file);
    BundleFile.write(bundle, file);
  }

  @ParameterizedTest
  @CsvSource({
    "weights.bin, 2147483647, at most 268435456",
    "weights.bin, -2, at most 268435456",
    "model.onnx, 335544321, at most 335544320",
    "groups.json, 2147483647, at most 33554432",
    "manifest.json, 2147483647, at most 1048576",
    "calibration.bin, 268435456, expected: ",
    "weights.bin, 268435456, expected: "
  })
  void declaredSize_isCheckedBeforeMemoryIsAskedFor(String entry, int size, String reason)
      throws IOException {
    patch(entry, SIZE_AT, size);
    assertRefused(reason);
  }

  @Test
  void entryThatInflatesToMoreThanDeclared_isNotReadBeyondThat() throws IOException {
    tampered.rewrite("manifest.json", bytes -> new byte[200 << 20]);
    assertThat(Files.size(file)).isLessThan(1 << 20);
    patch("manifest.json", SIZE_AT, 1_000);
    assertRefused("manifest.json: ", "1000 bytes");
  }

  @Test
  void entriesThatNeedMoreThanTheHeap_areRefusedBeforeTheyAreRead() throws IOException {
    tampered.rewrite("calibration.bin", bytes -> new byte[200 << 20]);
    assertThatThrownBy(() -> BundleReader.read(file, 256 << 20))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("of memory (expected: at most the 256 MB of Java's heap");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"input_size\" : 24 | \"input_size\" : 2147483647 | input-size: 2147483647",
        "\"horizon\" : 3 | \"horizon\" : 2147483647 | horizon: 2147483647",
        "\"horizon\" : 3 | \"horizon\" : -3 | horizon: -3",
        "\"horizon\" : 3 | \"horizon\" : 3e9 | manifest.json",
        "\"channels\" : 2 | \"channels\" : 2147483647 | channels: 2147483647",
        "\"kernel\" : 8 | \"kernel\" : 2147483647 | 2147483647",
        "\"stride\" : 8 | \"stride\" : 0 | 0",
        "\"filters\" : 4 | \"filters\" : 2147483647 | 2147483647",
        "\"levels\" : [ 0.05 | \"levels\" : [ 0.05, 0.05 | expected: "
      })
  void absurdShapes_areRefusedByName(String text, String replacement, String reason)
      throws IOException {
    tampered.rewriteManifest(text, replacement);
    assertRefused(reason);
  }

  @Test
  void windowsThatFillTheMemoryOfEveryBatch_areRefused() throws IOException {
    tampered.rewriteManifest("\"input_size\" : 24", "\"input_size\" : 100000");
    tampered.rewriteManifest("\"channels\" : 2", "\"channels\" : 1000");
    assertRefused("channels and input-size: 1000 by 100000");
  }

  @Test
  void forecastsThatFillTheMemoryOfEveryBatch_areRefused() throws IOException {
    StringBuilder levels = new StringBuilder("\"levels\" : [ ");
    for (int i = 0; i < 900; i++) {
      levels.append("0.01, ");
    }
    tampered.rewriteManifest("\"levels\" : [ ", levels.toString());
    tampered.rewriteManifest("\"horizon\" : 3", "\"horizon\" : 10000");
    assertRefused("horizon and levels: 10000 by 903");
  }

  @Test
  void deepJson_isRefused() throws IOException {
    replace("manifest.json", bytes -> "[".repeat(500_000).getBytes(UTF_8));
    assertRefused("manifest.json: ");
    BundleFile.write(bundle, file);
    tampered.rewriteGroups(json -> "[".repeat(500_000));
    assertRefused("groups.json: ");
  }

  @Test
  void listsInPlaceOfGroups_areRefusedAtTheFirst() throws IOException {
    tampered.rewriteGroups(json -> "{\"blends\":[" + "[],".repeat(2 << 20) + "[]]}");
    assertRefused("groups.json: ");
  }

  @Test
  void calibrationListLongerThanItsEntry_isRefused() {
    byte[] lists = CalibrationCodec.encode(bundle.model().groups());
    ByteBuffer.wrap(lists).order(ByteOrder.LITTLE_ENDIAN).putInt(12, Integer.MAX_VALUE);
    assertThatThrownBy(() -> CalibrationCodec.decode(lists, 1, 3, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("calibration list: 2147483647 numbers");
  }

  @Test
  void pathsInEntryNames_areNeverPaths() throws IOException {
    for (String name : List.of("../../evil", "/tmp/evil", "a/../../evil", "C:\\evil")) {
      tampered.rewrite(
          entries -> {
            entries.keySet().removeIf(entry -> entry.contains("evil"));
            entries.put(name, new byte[3]);
            return entries;
          });
      assertRefused("7 entries");
    }
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactly(file);
    }
  }

  /** Whoever writes a bundle may write any graph; the runtime gets one of our own. */
  @Test
  void graphOfAnotherKind_neverGetsToTheRuntime() throws IOException {
    byte[] harm = "no graph at all".getBytes(UTF_8);
    ModelBundle other =
        new ModelBundle(
            bundle.model(), bundle.schema(), bundle.report(), bundle.provenance(), harm);
    BundleFile.write(other, file);
    ModelBundle read = BundleFile.read(file);
    assertThat(read.onnxGraph()).isEqualTo(harm);
    WindowBatch windows = NetworkCases.walks(bundle, 3, 100);
    try (Forecaster expected = Runtimes.open(bundle, RuntimeKind.ONNX);
        Forecaster forecaster = Runtimes.open(read, RuntimeKind.ONNX)) {
      int length = 3 * 3 * 3;
      float[] numbers = new float[length];
      float[] right = new float[length];
      forecaster.forecastInto(windows, numbers, 0);
      expected.forecastInto(windows, right, 0);
      assertThat(numbers).isEqualTo(right);
    }
  }

  private void replace(String entry, UnaryOperator<byte[]> change) throws IOException {
    tampered.rewrite(entry, change);
    byte[] bytes = tampered.entries().get(entry);
    CRC32 checksum = new CRC32();
    checksum.update(bytes);
    patch(entry, CRC_AT, (int) checksum.getValue());
  }

  /** Changes what the zip's directory says of an entry. */
  private void patch(String entry, int at, int value) throws IOException {
    ByteBuffer zip = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    byte[] name = entry.getBytes(UTF_8);
    int patched = 0;
    for (int i = 0; i + NAME_AT + name.length <= zip.capacity(); i++) {
      if (zip.getInt(i) == CENTRAL_ENTRY && zip.getShort(i + NAME_LENGTH_AT) == name.length) {
        byte[] found = new byte[name.length];
        zip.get(i + NAME_AT, found);
        if (new String(found, UTF_8).equals(entry)) {
          zip.putInt(i + at, value);
          patched++;
        }
      }
    }
    assertThat(patched).isOne();
    Files.write(file, zip.array());
  }

  private void assertRefused(String... parts) {
    assertThatThrownBy(() -> BundleFile.read(file))
        .isInstanceOf(BundleException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageNotContaining("\n")
        .hasMessageContainingAll(parts)
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(1_000));
  }
}
