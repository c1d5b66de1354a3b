using BioZooCte.Tensors;

namespace BioZooCte.Images.Npy;

/// <summary>An NPY file as an image. It names no axes: the caller does.</summary>
internal sealed class NpyImage : IImageSource
{
    private readonly ImageBytes _file;
    private readonly NpyArray _array;

    private NpyImage(ImageBytes file, NpyHeader header, TensorShape shape)
    {
        _file = file;
        _array = new NpyArray(file, header, shape);
        ElementType = header.ElementType;
        Name = Path.GetFileName(file.Path);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public TensorShape Shape => _array.Shape;

    /// <inheritdoc/>
    public ElementType ElementType { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> ChannelNames => [];

    /// <inheritdoc/>
    public bool IsRgb => false;

    /// <summary>Opens the file, which the image then owns.</summary>
    public static NpyImage Open(ImageBytes file, string? axes)
    {
        NpyHeader header = NpyHeader.Read(file);
        FileAxis[] own = [.. header.Sizes.Select(size => new FileAxis(FileAxes.Unknown, size, IsStated: false))];
        TensorShape shape = FileAxes.Match(file.Path, own, "the NPY header", axes);
        return shape.ElementCount > 0
            ? new NpyImage(file, header, shape)
            : throw file.Error("header", $"the axes are {shape}", "at least one element");
    }

    /// <inheritdoc/>
    public ValueTask ReadAsync(TensorRegion region, AxisTensor destination, CancellationToken cancellationToken)
    {
        ImageRegions.ThrowIfUnfit(this, region, destination);
        cancellationToken.ThrowIfCancellationRequested();
        _array.Read(region, destination);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
