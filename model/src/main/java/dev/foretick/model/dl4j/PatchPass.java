package dev.foretick.model.dl4j;

import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;

/**
 * One pass of a batch of windows through a layer of patches, and back. A patch position of a
 * channel is a matrix within the windows themselves, of shape [patch, batch] with a window from one
 * column to the next: nothing is copied before the products.
 *
 * <p>Parameters are those of {@link org.deeplearning4j.nn.params.ConvolutionParamInitializer}: the
 * weights' memory has shape [patch, channels, filters], so those of a channel are a matrix of shape
 * [filters, patch]. Feature maps have shape [patches, batch, filters].
 */
final class PatchPass implements AutoCloseable {
  private final PatchSize size;
  private final NativeFloats maps;
  private final NativeFloats ones;
  private final float[][] activations;
  private final float[] biases;
  private final float[] slopes;

  PatchPass(PatchSize size) {
    int columns = Math.multiplyExact(size.patches(), size.batch());
    this.size = size;
    this.maps = new NativeFloats(Math.multiplyExact(columns, size.filters()));
    this.ones = new NativeFloats(columns);
    this.activations = new float[size.patches()][size.maps()];
    this.biases = new float[size.maps()];
    this.slopes = new float[size.maps()];
    float[] one = new float[columns];
    Arrays.fill(one, 1);
    ones.put(0, one, 0, columns);
  }

  PatchSize size() {
    return size;
  }

  /**
   * Computes the feature maps.
   *
   * @param windows shape [batch, channels, inputSize]
   */
  void forward(FloatPointer windows, FloatPointer weights, float[] bias, FloatPointer result) {
    for (int row = 0; row < size.batch(); row++) {
      System.arraycopy(bias, 0, biases, row * bias.length, bias.length);
    }
    for (int at = 0; at < size.patches(); at++) {
      for (int channel = 0; channel < size.channels(); channel++) {
        Blas.multiply(
            weightsOf(weights, channel),
            patches(windows, channel, at),
            mapsOf(at),
            size.filters(),
            size.batch(),
            size.patch(),
            channel == 0 ? 0 : 1);
      }
      float[] active = activations[at];
      maps.get(at * size.maps(), active, 0, active.length);
      ArrayMath.addAndRelu(active, biases, active.length);
      maps.put(at * size.maps(), active, 0, active.length);
    }
    maps.copyTo(0, result, size.patches() * size.maps());
  }

  /**
   * Computes the slopes with regard to the parameters, after {@link #forward}.
   *
   * @param epsilon the slopes with regard to the feature maps, of the same shape
   */
  void backward(
      FloatPointer windows, FloatPointer epsilon, FloatPointer weights, FloatPointer bias) {
    maps.copyFrom(epsilon, size.patches() * size.maps());
    for (int at = 0; at < size.patches(); at++) {
      maps.get(at * size.maps(), slopes, 0, slopes.length);
      ArrayMath.reluSlope(slopes, activations[at], slopes.length);
      maps.put(at * size.maps(), slopes, 0, slopes.length);
      for (int channel = 0; channel < size.channels(); channel++) {
        Blas.multiply(
            mapsOf(at),
            patches(windows, channel, at).transpose(),
            weightsOf(weights, channel),
            size.filters(),
            size.patch(),
            size.batch(),
            at == 0 ? 0 : 1);
      }
    }
    Blas.sumColumns(maps.at(0), ones.at(0), bias, size.filters(), size.patches() * size.batch());
  }

  private Blas.Matrix weightsOf(FloatPointer weights, int channel) {
    return Blas.Matrix.of(
        weights.getPointer((long) channel * size.filters()), size.channels() * size.filters());
  }

  private Blas.Matrix patches(FloatPointer windows, int channel, int at) {
    return Blas.Matrix.of(
        windows.getPointer((long) channel * size.inputSize() + (long) at * size.patch()),
        size.channels() * size.inputSize());
  }

  private Blas.Matrix mapsOf(int at) {
    return Blas.Matrix.of(maps.at(at * size.maps()), size.filters());
  }

  @Override
  public void close() {
    maps.close();
    ones.close();
  }
}
