package dev.foretick.stream.reload;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.foretick.model.bundle.BundleFile;
import dev.foretick.model.bundle.ModelBundle;
import dev.foretick.model.scaling.TargetTransform;
import dev.foretick.stream.testing.TestModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class ModelReloadTest {
  private static final ModelBundle RUNNING = TestModels.price();
  private static final ModelBundle OTHER = TestModels.price(8);

  @TempDir Path directory;
  private final List<String> handedOver = new ArrayList<>();
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private int refused;
  private RuntimeException refusal = new IllegalStateException("none");
  private boolean refuses;
  private Path file;
  private ModelReload reload;

  @BeforeEach
  void start() {
    file = TestModels.write(RUNNING, directory);
    reload = new ModelReload(file, FileState.of(file), RUNNING, this::handOver, () -> refused++);
    log.start();
    logger().addAppender(log);
  }

  @AfterEach
  void stop() {
    logger().detachAppender(log);
  }

  @Test
  void file_thatStaysAsItWas_isLeftAlone() {
    look(3);

    assertNothing();
    assertThat(log.list).isEmpty();
  }

  @Test
  void file_thatIsReplacedInOneStep_isHandedOverOnce() {
    BundleFile.write(OTHER, file);
    look(1);
    assertThat(handedOver).as("before the second look").isEmpty();
    look(3);

    assertThat(handedOver).containsExactly(version(OTHER));
    assertThat(refused).isZero();
    assertThat(log.list).isEmpty();
  }

  @Test
  void file_thatWasReplacedBeforeTheFirstLook_isHandedOver() {
    FileState before = FileState.of(file);
    BundleFile.write(OTHER, file);
    reload = new ModelReload(file, before, RUNNING, this::handOver, () -> refused++);
    look(2);

    assertThat(handedOver).containsExactly(version(OTHER));
  }

  @Test
  void file_thatIsStillBeingWritten_isNotRead() throws IOException {
    byte[] whole = bytes(OTHER);
    for (int part = 1; part <= 8; part++) {
      Files.write(file, Arrays.copyOf(whole, whole.length * part / 8));
      look(1);
    }
    assertNothing();
    look(1);

    assertThat(handedOver).containsExactly(version(OTHER));
    assertThat(log.list).isEmpty();
  }

  @Test
  void file_thatStaysHalfWritten_isRefusedOnce_andReadWhenItIsWhole() throws IOException {
    byte[] whole = bytes(OTHER);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    look(5);

    assertThat(handedOver).isEmpty();
    assertThat(refused).isEqualTo(1);
    assertThat(warnings())
        .singleElement()
        .asString()
        .startsWith(
            "The model file is not served, %s goes on: %s: damaged or cut off"
                .formatted(version(RUNNING), file));
    Files.write(file, whole);
    look(3);
    assertThat(handedOver).containsExactly(version(OTHER));
    assertThat(refused).isEqualTo(1);
  }

  @Test
  void file_thatIsTouched_isNoNewModel() throws IOException {
    touch(1);
    look(3);

    assertNothing();
    assertThat(warnings()).isEmpty();
    BundleFile.write(OTHER, file);
    look(2);
    touch(2);
    look(3);
    assertThat(handedOver).containsExactly(version(OTHER));
  }

  @Test
  void brokenFile_thatIsTouched_isRefusedOnlyOnce() throws IOException {
    Files.writeString(file, "no model");
    look(2);
    touch(1);
    look(2);
    assertThat(refused).isEqualTo(1);
    Files.writeString(file, "no model either");
    look(2);

    assertThat(refused).isEqualTo(2);
    assertThat(warnings()).hasSize(2);
  }

  @Test
  void file_thatIsDeletedAndComesBack_isRefusedOnce_andThenGoesOn() throws IOException {
    byte[] content = Files.readAllBytes(file);
    Files.delete(file);
    look(4);
    assertThat(refused).isEqualTo(1);
    assertThat(warnings())
        .singleElement()
        .asString()
        .endsWith("is not there (expected: a model bundle)");
    Files.write(file, content);
    look(3);
    assertThat(handedOver).isEmpty();
    assertThat(refused).isEqualTo(1);
    Files.delete(file);
    BundleFile.write(OTHER, file);
    look(2);

    assertThat(handedOver).containsExactly(version(OTHER));
  }

  @Test
  void model_ofAnotherShape_isRefusedWithAllThatDiffers() {
    BundleFile.write(TestModels.price(2 * TestModels.INPUT_SIZE, 8), file);
    look(3);
    BundleFile.write(TestModels.model(TargetTransform.LOG, List.of("volume")), file);
    look(3);

    assertThat(handedOver).isEmpty();
    assertThat(refused).isEqualTo(2);
    assertThat(warnings().get(0))
        .endsWith(
            "window.input-size: 32 (expected: 16, as of the model that runs; restart to serve it)");
    assertThat(warnings().get(1))
        .contains("window.channels: 2 (expected: 1")
        .contains("schema.covariates: [volume] (expected: []")
        .contains("takes logarithms: true (expected: false");
  }

  @Test
  void model_thatTheRuntimeRefuses_isTriedOnceOnly_andTheNextIsTaken() {
    refuses = true;
    refusal = new IllegalArgumentException("model.onnx: broken (expected: a graph)");
    BundleFile.write(OTHER, file);
    look(3);
    assertThat(refused).isEqualTo(1);
    assertThat(warnings())
        .singleElement()
        .asString()
        .endsWith(": model.onnx: broken (expected: a graph)");
    refuses = false;
    ModelBundle third = TestModels.price(9);
    BundleFile.write(third, file);
    look(3);

    assertThat(handedOver).containsExactly(version(third));
  }

  @Test
  void modelOfTheStart_thatComesBack_isHandedOverAgain() {
    BundleFile.write(OTHER, file);
    look(2);
    BundleFile.write(RUNNING, file);
    look(2);

    assertThat(handedOver).containsExactly(version(OTHER), version(RUNNING));
  }

  @Test
  void directory_inThePlaceOfTheFile_isRefused() throws IOException {
    Files.delete(file);
    Files.createDirectory(file);
    look(3);

    assertThat(refused).isEqualTo(1);
    assertThat(warnings()).singleElement().asString().contains("is not a file");
  }

  private void handOver(ModelBundle bundle) {
    if (refuses) {
      throw refusal;
    }
    handedOver.add(version(bundle));
  }

  private void look(int times) {
    for (int i = 0; i < times; i++) {
      reload.look();
    }
  }

  private void assertNothing() {
    assertThat(handedOver).isEmpty();
    assertThat(refused).isZero();
  }

  private List<String> warnings() {
    return log.list.stream()
        .filter(event -> event.getLevel() == Level.WARN)
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  private void touch(int seconds) throws IOException {
    Files.setLastModifiedTime(
        file, FileTime.from(Files.getLastModifiedTime(file).toInstant().plusSeconds(seconds)));
  }

  private byte[] bytes(ModelBundle bundle) throws IOException {
    Path elsewhere = directory.resolve("elsewhere.foretick");
    BundleFile.write(bundle, elsewhere);
    return Files.readAllBytes(elsewhere);
  }

  private static String version(ModelBundle bundle) {
    return bundle.provenance().modelVersion();
  }

  private static Logger logger() {
    return (Logger) LoggerFactory.getLogger(ModelReload.class);
  }
}
