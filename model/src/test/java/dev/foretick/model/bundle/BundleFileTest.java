package dev.foretick.model.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.network.ConvBlock;
import dev.foretick.model.network.NetworkSpec;
import dev.foretick.model.network.Padding;
import dev.foretick.model.network.Pooling;
import dev.foretick.model.scaling.Normalization;
import dev.foretick.model.scaling.TargetTransform;
import dev.foretick.model.testing.RandomModels;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleFileTest {
  private static final ConvBlock BLOCK =
      new ConvBlock(3, 4, 2, Padding.SAME, Optional.of(new Pooling(Pooling.Kind.AVERAGE, 2, 2)));

  private final ModelBundle bundle =
      RandomModels.bundle(
          4,
          new WindowSpec(24, 3, 2),
          new NetworkSpec(List.of(BLOCK, ConvBlock.patchEmbedding(2, 3)), List.of(3, 2), 0.1, true),
          TargetTransform.LOG_RETURN,
          Normalization.INSTANCE,
          QuantileLevels.centralInterval(90));

  @TempDir Path directory;
  private Path file = Path.of("unset");

  @BeforeEach
  void writeBundle() {
    file = directory.resolve("m.foretick");
    BundleFile.write(bundle, file);
  }

  @Test
  void read_whatWasWritten_isTheSameBundle() throws IOException {
    ModelBundle read = BundleFile.read(file);

    assertThat(read.window()).isEqualTo(bundle.window());
    assertThat(read.schema()).isEqualTo(bundle.schema());
    assertThat(read.network()).isEqualTo(bundle.network());
    assertThat(read.scaling()).isEqualTo(bundle.scaling());
    assertThat(read.levels()).isEqualTo(bundle.levels());
    assertThat(read.provenance()).isEqualTo(bundle.provenance());
    assertThat(read.report()).isEqualTo(bundle.report());
    assertThat(read.onnxGraph()).isEqualTo(bundle.onnxGraph());
    assertThat(read.weights().names()).isEqualTo(bundle.weights().names());
    for (String name : read.weights().names()) {
      assertThat(read.weights().get(name)).as(name).isEqualTo(bundle.weights().get(name));
    }
    assertThat(read.calibration().conformityScores())
        .isDeepEqualTo(bundle.calibration().conformityScores());
    assertThat(read.calibration().naiveResiduals())
        .isDeepEqualTo(bundle.calibration().naiveResiduals());
    assertThat(bytes(read)).isEqualTo(Files.readAllBytes(file));
  }

  @Test
  void write_overOlderFile_leavesOnlyTheNewOne() throws IOException {
    Files.writeString(file, "older");
    BundleFile.write(bundle, file);

    assertThat(bytes(BundleFile.read(file))).isEqualTo(bytes(bundle));
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void write_intoDirectoryThatIsNotThere_saysSo() {
    Path nowhere = directory.resolve("nowhere/m.foretick");
    assertThatThrownBy(() -> BundleFile.write(bundle, nowhere))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining(nowhere.toString())
        .hasMessageContaining("expected: a file name in a writable directory");
  }

  @Test
  void read_fileThatIsNotThere_saysSo() {
    Path nowhere = directory.resolve("nowhere");
    assertRefused(() -> BundleFile.read(nowhere), nowhere, "is not there");
    assertRefused(() -> BundleFile.read(directory), directory, "is not a file");
  }

  @Test
  void read_fileThatIsNoBundle_saysWhatWasExpected() throws IOException {
    rewrite(entries -> Map.of("a.txt", new byte[3]));
    assertRefused("1 entries, among them [a.txt]", "manifest.json");
    Files.writeString(file, "price\n1\n2\n");
    assertRefused("no readable zip", "expected: a model bundle, whole");
  }

  @Test
  void read_fileWithFurtherEntry_isRefused() throws IOException {
    rewrite(
        entries -> {
          entries.put("../../evil.sh", new byte[3]);
          return entries;
        });
    assertRefused("6 entries, among them [../../evil.sh,", "expected: [calibration.bin,");
  }

  @Test
  void read_entryWithOtherBytes_namesBothChecksums() throws IOException {
    rewrite("weights.bin", bytes -> flip(bytes, 5));
    assertRefused("weights.bin: SHA-256 ", "expected: ");
  }

  @Test
  void read_entryOfOtherSize_namesBothSizes() throws IOException {
    int size = bundle.onnxGraph().length;
    rewrite("model.onnx", bytes -> new byte[7]);
    assertRefused("model.onnx: 7 bytes (expected: " + size + ")");
  }

  @Test
  void read_unknownFormat_isRefused() throws IOException {
    rewriteManifest("\"format_version\" : 1", "\"format_version\" : 2");
    assertRefused("format version 2 (expected: 1)");
    rewriteManifest("\"format_version\" : 2", "\"format_version\" : \"1\"");
    assertRefused("format version \"1\" (expected: 1)");
    rewriteManifest("foretick-model", "other");
    assertRefused("format 'other' (expected: 'foretick-model')");
  }

  @Test
  void read_manifestWithImpossibleValue_namesIt() throws IOException {
    rewriteManifest("\"input_size\" : 24", "\"input_size\" : 0");
    assertRefused("input-size: 0 (expected: 1 to 100000)");
    rewriteManifest("\"input_size\" : 0", "\"input_sighs\" : 24");
    assertRefused("manifest.json: ", "'input_size'");
  }

  @Test
  void read_networkTooLargeToBeBelieved_isRefused() throws IOException {
    rewriteManifest("\"input_size\" : 24", "\"input_size\" : 100000");
    rewriteManifest("\"horizon\" : 3", "\"horizon\" : 10000");
    assertRefused("weights: more than 67108864 numbers");
  }

  @Test
  void read_weightsOfAnotherNetwork_areRefused() throws IOException {
    rewriteManifest("\"horizon\" : 3", "\"horizon\" : 4");
    assertRefused("weights.bin: ", "for this network");
  }

  @Test
  void read_calibrationOfAnotherShape_isRefused() {
    ModelBundle other =
        RandomModels.bundle(
            4,
            new WindowSpec(24, 3, 2),
            bundle.network(),
            TargetTransform.LOG_RETURN,
            Normalization.INSTANCE,
            QuantileLevels.of(0.1, 0.2, 0.5, 0.8, 0.9));
    assertThatThrownBy(
            () -> CalibrationCodec.decode(CalibrationCodec.encode(other.calibration()), 3, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("calibration intervals: 2 (expected: 1)");
  }

  @Test
  void read_entryThatInflatesBeyondItsLimit_isRefusedBeforeItIsRead() throws IOException {
    rewrite("manifest.json", bytes -> new byte[5 << 20]);
    assertRefused("manifest.json: 5242880 bytes (expected: at most 4194304)");
  }

  @Test
  void read_truncatedFile_isRefused() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length += 211) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertRefused("expected: ");
    }
  }

  @Test
  void read_fileWithFlippedBytes_isRefusedOrTheSameBundle() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    byte[] canonical = bytes(bundle);
    Random random = new Random(7);
    int refused = 0;
    int rounds = 1_000;
    for (int round = 0; round < rounds; round++) {
      byte[] damaged = whole.clone();
      int flips = 1 + random.nextInt(3);
      for (int i = 0; i < flips; i++) {
        // Half of the damage goes to the structure at the end, which is small beside the data.
        int position =
            random.nextBoolean()
                ? random.nextInt(whole.length)
                : whole.length - 1 - random.nextInt(400);
        damaged[position] ^= (byte) (1 + random.nextInt(255));
      }
      Files.write(file, damaged);
      try {
        assertThat(bytes(BundleFile.read(file))).isEqualTo(canonical);
      } catch (BundleException e) {
        assertThat(e).hasMessageContaining(file.toString()).hasMessageContaining("expected: ");
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(rounds / 2);
  }

  private void assertRefused(String... parts) {
    assertRefused(() -> BundleFile.read(file), file, parts);
  }

  private static void assertRefused(ThrowingCallable read, Path named, String... parts) {
    assertThatThrownBy(read)
        .isInstanceOf(BundleException.class)
        .hasMessageStartingWith(named + ": ")
        .hasMessageContaining("(expected: ")
        .hasMessageNotContaining("\n")
        .hasMessageContainingAll(parts);
  }

  private void rewriteManifest(String text, String replacement) throws IOException {
    rewrite(
        "manifest.json",
        bytes -> {
          String json = new String(bytes, StandardCharsets.UTF_8);
          assertThat(json).contains(text);
          return json.replace(text, replacement).getBytes(StandardCharsets.UTF_8);
        });
  }

  private void rewrite(String entry, UnaryOperator<byte[]> change) throws IOException {
    rewrite(
        entries -> {
          entries.computeIfPresent(entry, (name, bytes) -> change.apply(bytes));
          return entries;
        });
  }

  private void rewrite(UnaryOperator<Map<String, byte[]>> change) throws IOException {
    Map<String, byte[]> entries = change.apply(entries());
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
  }

  private Map<String, byte[]> entries() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
      }
    }
    return entries;
  }

  private static byte[] flip(byte[] bytes, int position) {
    byte[] copy = bytes.clone();
    copy[position] ^= 1;
    return copy;
  }

  private static byte[] bytes(ModelBundle bundle) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BundleWriter.write(bundle, bytes);
    return bytes.toByteArray();
  }
}
