using BioZooCte.Perturbations;
using BioZooCte.Perturbations.Features;
using BioZooCte.Tensors;

namespace BioZooCte.Predictions;

/// <summary>A perturbation of the features of a sample, with what its random numbers depend on.</summary>
/// <param name="Perturbation">The perturbation.</param>
/// <param name="Key">What its numbers are drawn by.</param>
/// <param name="Torch">Instead, PyTorch's seed and how many samples came before; null for the key.</param>
internal sealed record PreparedFeatures(FeaturePerturbation Perturbation, NoiseKey Key, (ulong Seed, int Before)? Torch)
{
    /// <summary>Fits a run to a sample.</summary>
    public static PreparedFeatures Of(FeatureRun run, PerturbationPlan plan, NoiseKey key) => new(
        run.Perturbation,
        key,
        plan.Random == FeatureRandom.Torch ? (unchecked(plan.Seed + (ulong)run.Run), plan.SamplesBefore) : null);

    /// <summary>Perturbs a copy of a tile's features.</summary>
    /// <param name="features">The features.</param>
    /// <param name="copy">Where they go; of the same shape and type.</param>
    /// <param name="tile">The tile's input, in the sample.</param>
    public void Perturb(AxisTensor features, AxisTensor copy, TensorRegion tile)
    {
        features.Bytes.CopyTo(copy.Bytes);
        VoxelPosition start = new(
            0, 0, Start(AxisIds.Z, features, tile), Start(AxisIds.Y, features, tile), Start(AxisIds.X, features, tile));
        FeatureDraws draws = Torch is (ulong seed, int before)
            ? new TorchDraws(seed, before)
            : new CoordinateDraws(Key);
        Perturbation.Perturb(copy, start, draws);
    }

    /// <summary>Where a tile begins, counted in features.</summary>
    private static int Start(string axis, AxisTensor features, TensorRegion tile)
    {
        int index = tile.Whole.IndexOf(axis);
        double downsampling = index < 0 ? 1 : (double)tile[index].Length / features.Shape.SizeOf(axis, tile[index].Length);
        return index < 0 ? 0 : (int)Math.Floor(tile[index].Start / downsampling);
    }
}
