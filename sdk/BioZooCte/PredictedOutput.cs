using System.Collections.Immutable;

using BioZooCte.Images;
using BioZooCte.Predictions;
using BioZooCte.Tensors;

namespace BioZooCte;

/// <summary>
/// One output of a model for a whole image: read by region, like an image. Where the model took the image plane by
/// plane, its axes are preceded by the image's time and z. There is no batch axis.
/// </summary>
public sealed class PredictedOutput : ITensorSource, IDisposable
{
    private readonly ImmutableArray<PredictionCanvas> _planes;
    private readonly int _planeAxes;
    private readonly ImmutableArray<int> _frame;

    internal PredictedOutput(
        string id, ImmutableArray<PredictionCanvas> planes, int frames, int slices, ImmutableArray<int> frame)
    {
        Id = id;
        _planes = planes;
        _frame = frame;
        TensorShape plane = planes[0].Shape;
        List<TensorAxis> axes = [];
        AddIfMissing(AxisIds.Time, frames);
        AddIfMissing(AxisIds.Z, slices);
        _planeAxes = axes.Count;
        for (int i = 0; i < plane.Count; i++)
        {
            if (plane[i].Id != AxisIds.Batch)
            {
                axes.Add(plane[i] with { Size = Math.Max(0, plane[i].Size - (2 * frame[i])) });
            }
        }

        Shape = new TensorShape(axes);

        void AddIfMissing(string axisId, int size)
        {
            if (size > 1 && !plane.Has(axisId))
            {
                axes.Add(new TensorAxis(axisId, size));
            }
        }
    }

    /// <summary>The output's identifier in the RDF.</summary>
    public string Id { get; }

    /// <summary>The axes with their lengths, slowest first.</summary>
    public TensorShape Shape { get; }

    /// <summary>The type of the elements.</summary>
    public ElementType ElementType => _planes[0].ElementType;

    /// <summary>Reads a region that lies inside the output.</summary>
    public async ValueTask<AxisTensor> ReadAsync(TensorRegion region, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(region);
        if (!region.IsInside || !region.Whole.Equals(Shape))
        {
            throw new ArgumentException($"{region} is no region of {Shape}.", nameof(region));
        }

        AxisTensor result = AxisTensor.Uninitialized(region.Shape, ElementType);
        int perPlane = 1;
        for (int axis = _planeAxes; axis < Shape.Count; axis++)
        {
            perPlane *= region[axis].Length;
        }

        perPlane *= ElementType.SizeOf();
        int at = 0;
        foreach (int plane in PlanesOf(region))
        {
            AxisTensor tensor =
                await _planes[plane].ReadAsync(InPlane(region, _planes[plane].Shape), cancellationToken).ConfigureAwait(false);
            tensor.Bytes.CopyTo(result.Bytes[at..]);
            at += perPlane;
        }

        return result;
    }

    /// <summary>Writes the output, band by band, as a TIFF that ImageJ opens.</summary>
    /// <param name="path">The file, replaced where there is one; there whole or not at all.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="InvalidOperationException">The output has an axis that a TIFF has no place for.</exception>
    public Task WriteTiffAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        TensorAxis foreign = Shape.FirstOrDefault(a =>
            a.Id is not (AxisIds.Time or AxisIds.Z or AxisIds.Channel or AxisIds.Y or AxisIds.X));
        return foreign.Id is null
            ? TiffWriter.WriteAsync(path, this, channelNames: null, cancellationToken)
            : throw new InvalidOperationException(
                $"Output '{Id}' has an axis '{foreign.Id}'; a TIFF holds time, z, channel, y and x.");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (PredictionCanvas plane in _planes)
        {
            plane.Dispose();
        }
    }

    private IEnumerable<int> PlanesOf(TensorRegion region)
    {
        AxisRange outer = _planeAxes > 0 ? region[0] : new AxisRange(0, 1);
        AxisRange inner = _planeAxes > 1 ? region[1] : new AxisRange(0, 1);
        int perOuter = _planeAxes > 1 ? Shape[1].Size : 1;
        for (int i = outer.Start; i < outer.End; i++)
        {
            for (int j = inner.Start; j < inner.End; j++)
            {
                yield return (i * perOuter) + j;
            }
        }
    }

    private TensorRegion InPlane(TensorRegion region, TensorShape plane)
    {
        int axis = _planeAxes;
        return new TensorRegion(plane, plane.Select((a, i) =>
        {
            if (a.Id == AxisIds.Batch)
            {
                return new AxisRange(0, 1);
            }

            AxisRange range = region[axis++];
            return range with { Start = range.Start + _frame[i] };
        }).ToArray());
    }
}
