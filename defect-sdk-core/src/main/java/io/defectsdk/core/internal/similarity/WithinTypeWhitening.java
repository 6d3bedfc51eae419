package io.defectsdk.core.internal.similarity;

import io.defectsdk.similarity.Embedding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Learns from registered pictures which directions of an embedding tell defect types apart, and which differ among pictures of one type:
 * within-class covariance normalisation (Hatch, Kajarekar and Stolcke, Within-Class Covariance Normalization for SVM-based Speaker
 * Recognition, 2006), each dimension standardised before, both shrunk towards what few pictures can say.
 */
final class WithinTypeWhitening {
    /** With fewer pictures embeddings are compared as they are. */
    static final int MINIMUM_PICTURES = 6;

    /** So many pictures say enough; of more, some at equal distances are taken. */
    static final int MAXIMUM_PICTURES = 4_000;

    /** With more dimensions embeddings are centred and no more: the matrix would take longer than the pictures. */
    static final int MAXIMUM_DIMENSION = 1_024;

    /** A dimension's variance counts as if so many further pictures had the mean variance. */
    private static final double VARIANCE_PRIOR = 10;

    /** The covariance counts as if further pictures, this share of the dimensions, had the same variance in every direction. */
    private static final double COVARIANCE_PRIOR = 0.25;

    private static final double TINY = 1e-12;

    private WithinTypeWhitening() {}

    /**
     * An embedding to learn from.
     *
     * @param defectCode its type
     * @param embedding of a space
     */
    record Example(String defectCode, Embedding embedding) {}

    /** The map that these examples teach; the same for the same examples in the same order. */
    static LinearMap learn(List<Example> all, int dimension) {
        List<Example> examples = sample(all);
        if (examples.size() < MINIMUM_PICTURES) {
            return LinearMap.identity(dimension);
        }
        float[][] values =
                examples.stream().map(example -> example.embedding().values()).toArray(float[][]::new);
        double[] mean = mean(values, dimension);
        if (dimension > MAXIMUM_DIMENSION) {
            return LinearMap.of(single(mean), new float[0]);
        }
        double[] deviation = deviation(values, mean);
        double[] covariance = new double[dimension * dimension];
        int freedom = addWithin(examples, values, deviation, covariance);
        double[] factor = cholesky(shrunk(covariance, dimension, freedom), dimension);
        return map(mean, deviation, inverse(factor, dimension));
    }

    private static List<Example> sample(List<Example> all) {
        if (all.size() <= MAXIMUM_PICTURES) {
            return all;
        }
        return IntStream.range(0, MAXIMUM_PICTURES)
                .mapToObj(i -> all.get((int) ((long) i * all.size() / MAXIMUM_PICTURES)))
                .toList();
    }

    private static double[] mean(float[][] values, int dimension) {
        double[] mean = new double[dimension];
        for (float[] vector : values) {
            for (int i = 0; i < dimension; i++) {
                mean[i] += vector[i];
            }
        }
        for (int i = 0; i < dimension; i++) {
            mean[i] /= values.length;
        }
        return mean;
    }

    private static double[] deviation(float[][] values, double[] mean) {
        double[] variance = new double[mean.length];
        double all = 0;
        for (int i = 0; i < mean.length; i++) {
            for (float[] vector : values) {
                double difference = vector[i] - mean[i];
                variance[i] += difference * difference;
            }
            variance[i] /= values.length;
            all += variance[i];
        }
        double prior = VARIANCE_PRIOR * all / mean.length;
        for (int i = 0; i < mean.length; i++) {
            variance[i] =
                    Math.max(TINY, Math.sqrt((values.length * variance[i] + prior) / (values.length + VARIANCE_PRIOR)));
        }
        return variance;
    }

    /**
     * Adds up how pictures differ from the mean of their type.
     *
     * @param covariance receives the lower triangle
     * @return degrees of freedom
     */
    private static int addWithin(List<Example> examples, float[][] values, double[] deviation, double[] covariance) {
        Map<String, List<float[]>> byType = new TreeMap<>();
        for (int i = 0; i < values.length; i++) {
            byType.computeIfAbsent(examples.get(i).defectCode(), code -> new ArrayList<>())
                    .add(values[i]);
        }
        int freedom = 0;
        double[] difference = new double[deviation.length];
        for (List<float[]> type : byType.values()) {
            if (type.size() < 2) {
                continue;
            }
            double[] mean = mean(type.toArray(float[][]::new), deviation.length);
            for (float[] vector : type) {
                for (int i = 0; i < difference.length; i++) {
                    difference[i] = (vector[i] - mean[i]) / deviation[i];
                }
                for (int row = 0; row < difference.length; row++) {
                    double factor = difference[row];
                    int start = row * difference.length;
                    for (int column = 0; column <= row; column++) {
                        covariance[start + column] += factor * difference[column];
                    }
                }
            }
            freedom += type.size() - 1;
        }
        return freedom;
    }

    private static double[] shrunk(double[] covariance, int dimension, int freedom) {
        double trace = 0;
        for (int i = 0; i < dimension; i++) {
            trace += covariance[i * dimension + i];
        }
        double variance = freedom == 0 || trace <= 0 ? 1 : trace / dimension / freedom;
        double prior = COVARIANCE_PRIOR * dimension;
        double[] shrunk = new double[covariance.length];
        for (int i = 0; i < covariance.length; i++) {
            shrunk[i] = covariance[i] / (freedom + prior);
        }
        for (int i = 0; i < dimension; i++) {
            shrunk[i * dimension + i] += prior * variance / (freedom + prior);
        }
        return shrunk;
    }

    /** The lower triangular factor of a positive definite matrix, whose lower triangle is given and overwritten. */
    private static double[] cholesky(double[] matrix, int dimension) {
        for (int column = 0; column < dimension; column++) {
            int c = column * dimension;
            for (int row = column; row < dimension; row++) {
                int r = row * dimension;
                double sum = matrix[r + column];
                for (int k = 0; k < column; k++) {
                    sum -= matrix[r + k] * matrix[c + k];
                }
                matrix[r + column] = row == column ? Math.sqrt(sum) : sum / matrix[c + column];
            }
        }
        return matrix;
    }

    /** The inverse of a lower triangular matrix. */
    private static double[] inverse(double[] factor, int dimension) {
        double[] inverse = new double[factor.length];
        for (int row = 0; row < dimension; row++) {
            int r = row * dimension;
            for (int k = 0; k < row; k++) {
                double share = factor[r + k];
                for (int column = 0; column <= k; column++) {
                    inverse[r + column] -= share * inverse[k * dimension + column];
                }
            }
            inverse[r + row] = 1;
            for (int column = 0; column <= row; column++) {
                inverse[r + column] /= factor[r + row];
            }
        }
        return inverse;
    }

    private static LinearMap map(double[] mean, double[] deviation, double[] inverse) {
        int dimension = mean.length;
        float[] triangle = new float[Math.toIntExact(LinearMap.triangleLength(dimension))];
        int next = 0;
        for (int row = 0; row < dimension; row++) {
            for (int column = 0; column <= row; column++) {
                triangle[next++] = (float) (inverse[row * dimension + column] / deviation[column]);
            }
        }
        return LinearMap.of(single(mean), triangle);
    }

    private static float[] single(double[] values) {
        float[] single = new float[values.length];
        for (int i = 0; i < single.length; i++) {
            single[i] = (float) values[i];
        }
        return single;
    }
}
