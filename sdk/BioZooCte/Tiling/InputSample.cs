using BioZooCte.Images;
using BioZooCte.Tensors;

namespace BioZooCte.Tiling;

/// <summary>
/// What of an image goes through a model as one sample: all of it, or one plane. It is read by region along the
/// axes of the model's input.
/// </summary>
internal sealed class InputSample : ITensorSource
{
    private readonly IImageSource _image;
    private readonly ChannelChoice _channels;
    private readonly ElementType? _narrowTo;

    /// <summary>A sample of an image.</summary>
    /// <param name="image">The image.</param>
    /// <param name="axisIds">The model input's axes, in its order.</param>
    /// <param name="frame">The frame where the model has no time axis.</param>
    /// <param name="slice">The slice where the model has no z axis.</param>
    /// <param name="channels">The channels given.</param>
    /// <param name="narrowTo">An integer type that every value has to fit, where the image's own is wider; else null.</param>
    public InputSample(
        IImageSource image,
        IReadOnlyList<string> axisIds,
        int frame,
        int slice,
        ChannelChoice channels,
        ElementType? narrowTo)
    {
        _image = image;
        _channels = channels;
        _narrowTo = narrowTo;
        Frame = frame;
        Slice = slice;
        Shape = new TensorShape(axisIds.Select(id => new TensorAxis(id, SizeOf(id))));
    }

    /// <summary>The name of the image.</summary>
    public string ImageName => _image.Name;

    /// <summary>The whole image's axes and lengths.</summary>
    public TensorShape ImageShape => _image.Shape;

    /// <summary>The frame in the image where the model has no time axis; else 0.</summary>
    public int Frame { get; }

    /// <summary>The slice in the image where the model has no z axis; else 0.</summary>
    public int Slice { get; }

    /// <summary>The model input's axes with this sample's lengths, unpadded; the batch is 1.</summary>
    public TensorShape Shape { get; }

    /// <summary>The type of what is read.</summary>
    public ElementType ElementType => _channels.IsLuminance ? ElementType.Float32 : _image.ElementType;

    /// <summary>Reads a region that lies inside the sample.</summary>
    /// <exception cref="InvalidImageException">The file is damaged, or a value does not fit the model's input.</exception>
    public async ValueTask<AxisTensor> ReadAsync(TensorRegion region, CancellationToken cancellationToken)
    {
        TensorRegion source = new(_image.Shape, _image.Shape.Select(axis => RangeOf(axis, region)));
        AxisTensor tensor = AxisTensor.Uninitialized(source.Shape, _image.ElementType);
        await _image.ReadAsync(source, tensor, cancellationToken).ConfigureAwait(false);
        if (_channels.IsLuminance)
        {
            tensor = RgbPlanes.Luminance(tensor);
        }

        if (_narrowTo is ElementType narrow)
        {
            ElementRange.ThrowIfOutside(tensor, narrow, _image.Name);
        }

        return AxisOrder.Reorder(tensor, [.. region.Whole.Select(axis => axis.Id)]);
    }

    private int SizeOf(string axisId) => axisId switch
    {
        AxisIds.Batch => 1,
        AxisIds.Channel => _channels.IsLuminance ? 1 : _channels.Range.Length,
        _ => _image.Shape.SizeOf(axisId),
    };

    private AxisRange RangeOf(TensorAxis imageAxis, TensorRegion region)
    {
        int bound = region.Whole.IndexOf(imageAxis.Id);
        return imageAxis.Id switch
        {
            AxisIds.Channel => _channels.Range,
            AxisIds.Time when bound < 0 => new AxisRange(Frame, 1),
            AxisIds.Z when bound < 0 => new AxisRange(Slice, 1),
            _ when bound < 0 => new AxisRange(0, 1),
            _ => region[bound],
        };
    }
}
