package dev.foretick.model.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.interval.IntervalCalibration;
import dev.foretick.model.network.ConvBlock;
import dev.foretick.model.network.NetworkSpec;
import dev.foretick.model.network.Padding;
import dev.foretick.model.network.Pooling;
import dev.foretick.model.scaling.Normalization;
import dev.foretick.model.scaling.TargetTransform;
import dev.foretick.model.testing.RandomModels;
import dev.foretick.model.trained.Blend;
import dev.foretick.model.trained.SeriesGroups;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
          QuantileLevels.centralInterval(90),
          7,
          List.of(Blend.MODEL, new Blend(0.25f, 0.5f), new Blend(0, 0)));

  @TempDir Path directory;
  private Path file = Path.of("unset");
  private TamperedBundle tampered = new TamperedBundle(file);

  @BeforeEach
  void writeBundle() {
    file = directory.resolve("m.foretick");
    tampered = new TamperedBundle(file);
    BundleFile.write(bundle, file);
  }

  @Test
  void read_whatWasWritten_isTheSameBundle() throws IOException {
    ModelBundle read = BundleFile.read(file);

    assertThat(read.window()).isEqualTo(bundle.window());
    assertThat(read.schema()).isEqualTo(bundle.schema());
    assertThat(read.model().network()).isEqualTo(bundle.model().network());
    assertThat(read.scaling()).isEqualTo(bundle.scaling());
    assertThat(read.levels()).isEqualTo(bundle.levels());
    assertThat(read.provenance()).isEqualTo(bundle.provenance());
    assertThat(read.report()).isEqualTo(bundle.report());
    assertThat(read.onnxGraph()).isEqualTo(bundle.onnxGraph());
    assertThat(read.model().weights().names()).isEqualTo(bundle.model().weights().names());
    for (String name : read.model().weights().names()) {
      assertThat(read.model().weights().get(name))
          .as(name)
          .isEqualTo(bundle.model().weights().get(name));
    }
    assertThat(read.modelName()).isEqualTo(bundle.modelName());
    assertThat(read.model().point()).isEqualTo(bundle.model().point());
    assertSameGroups(read.model().groups(), bundle.model().groups());
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
    tampered.rewrite(entries -> Map.of("a.txt", new byte[3]));
    assertRefused("1 entries, among them [a.txt]", "manifest.json");
    Files.writeString(file, "price\n1\n2\n");
    assertRefused("not a model bundle (expected: a file that foretick train wrote)");
    Files.write(file, new byte[] {'P', 'K', 3, 4, 'x'});
    assertRefused("damaged or cut off (expected: a model bundle, whole)");
  }

  @Test
  void read_fileWithFurtherEntry_isRefused() throws IOException {
    tampered.rewrite(
        entries -> {
          entries.put("../../evil.sh", new byte[3]);
          return entries;
        });
    assertRefused("7 entries, among them [../../evil.sh,", "expected: [calibration.bin,");
  }

  @Test
  void read_entryWithOtherBytes_namesBothChecksums() throws IOException {
    tampered.rewrite("weights.bin", bytes -> flip(bytes, 5));
    assertRefused("weights.bin: SHA-256 ", "expected: ");
  }

  @Test
  void read_entryOfOtherSize_namesBothSizes() throws IOException {
    int size = bundle.onnxGraph().length;
    tampered.rewrite("model.onnx", bytes -> new byte[7]);
    assertRefused("model.onnx: 7 bytes (expected: " + size + ")");
  }

  @Test
  void read_unknownFormat_isRefused() throws IOException {
    tampered.rewriteManifest("\"format_version\" : 2", "\"format_version\" : 3");
    assertRefused("format version 3 (expected: 2");
    tampered.rewriteManifest("\"format_version\" : 3", "\"format_version\" : \"2\"");
    assertRefused("format version \"2\" (expected: 2");
    tampered.rewriteManifest("foretick-model", "other");
    assertRefused("format 'other' (expected: 'foretick-model')");
  }

  @Test
  void read_bundleOfTheFirstVersion_saysWhatToDo() throws IOException {
    tampered.rewriteManifest("\"format_version\" : 2", "\"format_version\" : 1");
    tampered.rewrite(
        entries -> {
          entries.remove("groups.json");
          return entries;
        });
    assertRefused("manifest.json: format version 1 (expected: 2; train again to get one)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"s1\" : 1     | \"s1\" : 3     | group of s1: 3 (expected: 0 to 2)",
        "\"s1\" : 1     | \"s1\" : -1    | group of s1: -1 (expected: 0 to 2)",
        "\"s1\" : 1     | \"s1\" : null  | members: {s1=null, s2=2}",
        "\"s1\" : 1     | \"\" : 1       | series id: 0 characters",
        "\"s1\" : 1     | \"s2\" : 1     | groups.json: Duplicate field 's2'",
        "\"period\" : 7 | \"period\" : 0 | period: 0 (expected: >= 1)",
        "\"period\" : 7 | \"period\" : 25 | period: 25 (expected: 1 to the input-size 24)",
        "0.25           | 0.75           | blend: 0.75 of the model, 0.5 of the seasonal naive",
        "0.25           | -0.25          | blend: -0.25 of the model",
        "\"blends\" : [  | \"blends\" : [ null, | groups.json",
        "\"blends\" : [  | \"blends\" : [ {\"network\" : 1, \"seasonal\" : 0}, | calibration groups: 3 (expected: 4)",
      })
  void read_groupsThatCannotBe_areRefused(String text, String replacement, String reason)
      throws IOException {
    tampered.rewriteGroups(json -> json.replace(text, replacement));
    assertRefused(reason);
  }

  @Test
  void read_fewerGroupsThanCalibrations_isRefused() throws IOException {
    tampered.rewriteGroups(json -> json.replaceFirst("(?s)\\[ \\{.*\\} \\]", "[ ]"));
    assertRefused("calibration groups: 3 (expected: 0)");
  }

  @Test
  void read_manifestWithImpossibleValue_namesIt() throws IOException {
    tampered.rewriteManifest("\"input_size\" : 24", "\"input_size\" : 0");
    assertRefused("input-size: 0 (expected: 1 to 100000)");
    tampered.rewriteManifest("\"input_size\" : 0", "\"input_sighs\" : 24");
    assertRefused("manifest.json: ", "'input_size'");
  }

  @Test
  void read_networkTooLargeToBeBelieved_isRefused() throws IOException {
    tampered.rewriteManifest("\"input_size\" : 24", "\"input_size\" : 100000");
    tampered.rewriteManifest("\"horizon\" : 3", "\"horizon\" : 10000");
    assertRefused("weights: more than 67108864 numbers");
  }

  @Test
  void read_weightsOfAnotherNetwork_areRefused() throws IOException {
    tampered.rewriteManifest("\"horizon\" : 3", "\"horizon\" : 4");
    assertRefused("weights.bin: ", "for this network");
  }

  @Test
  void read_calibrationOfAnotherShape_isRefused() {
    ModelBundle other =
        RandomModels.bundle(
            4,
            new WindowSpec(24, 3, 2),
            bundle.model().network(),
            TargetTransform.LOG_RETURN,
            Normalization.INSTANCE,
            QuantileLevels.of(0.1, 0.2, 0.5, 0.8, 0.9));
    assertThatThrownBy(
            () -> CalibrationCodec.decode(CalibrationCodec.encode(other.model().groups()), 1, 3, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("calibration intervals: 2 (expected: 1)");
  }

  @Test
  void read_entryThatInflatesBeyondItsLimit_isRefusedBeforeItIsRead() throws IOException {
    tampered.rewrite("manifest.json", bytes -> new byte[5 << 20]);
    assertRefused("manifest.json: 5242880 bytes (expected: at most 1048576)");
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

  private static void assertSameGroups(SeriesGroups read, SeriesGroups written) {
    assertThat(read.count()).isEqualTo(written.count());
    assertThat(read.period()).isEqualTo(written.period());
    assertThat(read.members()).isEqualTo(written.members());
    for (int group = 0; group < read.count(); group++) {
      IntervalCalibration calibration = read.group(group).calibration();
      IntervalCalibration expected = written.group(group).calibration();
      assertThat(read.group(group).blend()).isEqualTo(written.group(group).blend());
      assertThat(calibration.conformityScores()).isDeepEqualTo(expected.conformityScores());
      assertThat(calibration.naiveResiduals()).isDeepEqualTo(expected.naiveResiduals());
    }
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
