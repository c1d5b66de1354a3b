namespace BioZooCte.Features;

/// <summary>How one axis of a layer lies over the model's input.</summary>
/// <param name="Axis">The layer's axis.</param>
/// <param name="InputAxis">The input's axis.</param>
/// <param name="Downsampling">Positions of the input from one element to the next.</param>
/// <param name="Lost">Positions of the input that the layer does not cover, half at either end.</param>
internal readonly record struct LayerAxis(int Axis, int InputAxis, double Downsampling, double Lost)
{
    /// <summary>How an axis of measured lengths lies.</summary>
    /// <param name="axis">The layer's axis.</param>
    /// <param name="inputAxis">The input's axis.</param>
    /// <param name="downsampling">Positions of the input from one element to the next.</param>
    /// <param name="size">The layer's length.</param>
    /// <param name="inputSize">The input's length at that.</param>
    public static LayerAxis Of(int axis, int inputAxis, double downsampling, int size, int inputSize)
    {
        // Less than an element is what rounding leaves over at the far end; more is what unpadded convolutions take.
        double lost = inputSize - (size * downsampling);
        return new LayerAxis(axis, inputAxis, downsampling, Math.Abs(lost) < downsampling ? 0 : lost);
    }

    /// <summary>
    /// Between which elements a position lies: the first one, the second one, and the second one's weight. Pixels and
    /// elements are areas with their centres in the middle (<c>align_corners</c> is false); beyond the outermost
    /// centres the outermost element alone counts.
    /// </summary>
    /// <param name="position">The position, from the first of the tile's input.</param>
    /// <param name="size">The layer's length.</param>
    public (int First, int Second, double Weight) Between(int position, int size)
    {
        double place = ((position + 0.5 - (Lost / 2)) / Downsampling) - 0.5;
        place = Math.Clamp(place, 0, size - 1);
        int first = (int)Math.Floor(place);
        return (first, Math.Min(first + 1, size - 1), place - first);
    }
}
