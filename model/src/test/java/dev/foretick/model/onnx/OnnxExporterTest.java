package dev.foretick.model.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.bundle.ModelBundle;
import dev.foretick.model.network.ConvBlock;
import dev.foretick.model.network.NetworkSpec;
import dev.foretick.model.scaling.Normalization;
import dev.foretick.model.scaling.TargetTransform;
import dev.foretick.model.testing.RandomModels;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.StringStringEntryProto;
import onnx.Onnx.ValueInfoProto;
import org.junit.jupiter.api.Test;
import org.nd4j.shade.protobuf.InvalidProtocolBufferException;

class OnnxExporterTest {
  private final ModelBundle bundle =
      RandomModels.bundle(
          4,
          new WindowSpec(24, 3, 2),
          new NetworkSpec(List.of(ConvBlock.patchEmbedding(8, 4)), List.of(4, 3), 0, true),
          TargetTransform.LOG_RETURN,
          Normalization.INSTANCE,
          QuantileLevels.centralInterval(90));

  @Test
  void export_statesInputAndOutput() throws InvalidProtocolBufferException {
    ModelProto model = ModelProto.parseFrom(bundle.onnxGraph());

    assertThat(shape(model.getGraph().getInput(0))).isEqualTo("window[N, 2, 24]");
    assertThat(shape(model.getGraph().getOutput(0))).isEqualTo("quantiles[N, 3, 3]");
    assertThat(model.getGraph().getInput(0).getDocString()).contains("oldest observation first");
    assertThat(model.getGraph().getOutput(0).getDocString()).contains("0.05, 0.5, 0.95");
  }

  @Test
  void export_statesWhatTheModelIs() throws InvalidProtocolBufferException {
    Map<String, String> metadata =
        ModelProto.parseFrom(bundle.onnxGraph()).getMetadataPropsList().stream()
            .collect(
                Collectors.toMap(StringStringEntryProto::getKey, StringStringEntryProto::getValue));

    assertThat(metadata)
        .containsEntry("foretick.model", "cnn-lstm")
        .containsEntry("foretick.model_version", bundle.provenance().modelVersion())
        .containsEntry("foretick.input_size", "24")
        .containsEntry("foretick.horizon", "3")
        .containsEntry("foretick.target", "price")
        .containsEntry("foretick.covariates", "covariate1")
        .containsEntry("foretick.frequency", "PT1S")
        .containsEntry("foretick.quantile_levels", "0.05, 0.5, 0.95");
  }

  @Test
  void export_namesAndDescribesEveryNodeOnce() throws InvalidProtocolBufferException {
    Set<String> names = new HashSet<>();
    for (NodeProto node : ModelProto.parseFrom(bundle.onnxGraph()).getGraph().getNodeList()) {
      assertThat(node.getName()).isNotEmpty();
      assertThat(names.add(node.getName())).as(node.getName()).isTrue();
      assertThat(node.getDocString()).as(node.getName()).isNotEmpty();
    }
  }

  @Test
  void export_twice_givesTheSameBytes() {
    byte[] again =
        OnnxExporter.export(bundle.model(), bundle.schema(), bundle.provenance().modelVersion());

    assertThat(again).isEqualTo(bundle.onnxGraph());
  }

  private static String shape(ValueInfoProto value) {
    return value.getName()
        + value.getType().getTensorType().getShape().getDimList().stream()
            .map(dim -> dim.hasDimParam() ? dim.getDimParam() : Long.toString(dim.getDimValue()))
            .collect(Collectors.joining(", ", "[", "]"));
  }
}
