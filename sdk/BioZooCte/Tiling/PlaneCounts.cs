using BioZooCte.Tensors;

namespace BioZooCte.Tiling;

/// <summary>How many frames and slices the planes make up that a model was given one by one.</summary>
/// <param name="Frames">Frames; 1 where the model takes time itself.</param>
/// <param name="Slices">Slices; 1 where the model takes z itself.</param>
internal readonly record struct PlaneCounts(int Frames, int Slices)
{
    /// <summary>The counts: those of the image; chosen planes are counted through, as slices.</summary>
    /// <param name="image">The image's axes and lengths.</param>
    /// <param name="takesTime">Whether the model takes time itself.</param>
    /// <param name="takesZ">Whether the model takes z itself.</param>
    /// <param name="planes">How many planes it was given.</param>
    public static PlaneCounts Of(TensorShape image, bool takesTime, bool takesZ, int planes)
    {
        PlaneCounts all = new(
            takesTime ? 1 : image.SizeOf(AxisIds.Time), takesZ ? 1 : image.SizeOf(AxisIds.Z));
        return planes == all.Frames * all.Slices ? all : new PlaneCounts(1, planes);
    }
}
