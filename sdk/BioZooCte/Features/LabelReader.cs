using System.Globalization;

using BioZooCte.Images;
using BioZooCte.Instances;
using BioZooCte.Tensors;
using BioZooCte.Tiling;

namespace BioZooCte.Features;

/// <summary>Shows a sampler the labels of what of a case goes through a model, band by band.</summary>
/// <param name="labels">The label image, of the case's size.</param>
/// <param name="classes">What its numbers mean.</param>
/// <param name="sampler">The sampler.</param>
internal sealed class LabelReader(IImageSource labels, LabelClasses classes, PositionSampler sampler)
{
    private const string Place = "labels";

    /// <summary>More are no classes but numbers of objects.</summary>
    private const int MostClasses = 256;

    private readonly CaseExtent _extent = CaseExtent.Of(labels.Shape);

    /// <summary>Reads the labels of one sample of the image.</summary>
    /// <exception cref="InvalidImageException">A label is no class, or the file is damaged.</exception>
    public async Task ReadAsync(InputSample sample, CancellationToken cancellationToken)
    {
        string[] axes =
        [
            .. ((string[])[AxisIds.Time, AxisIds.Z]).Where(sample.Shape.Has),
            AxisIds.Y,
            AxisIds.X,
        ];
        InputSample source = new(
            labels, axes, sample.Frame, sample.Slice, new ChannelChoice(new AxisRange(0, 1)), narrowTo: null);
        foreach (TensorRegion band in TensorBands.Of(source.Shape))
        {
            cancellationToken.ThrowIfCancellationRequested();
            AxisTensor tensor = await source.ReadAsync(band, cancellationToken).ConfigureAwait(false);
            Show(ReadClasses(tensor), band, sample);
        }
    }

    private void Show(int[] labelsOfBand, TensorRegion band, InputSample sample)
    {
        AxisRange frames = RangeOf(band, AxisIds.Time, sample.Frame);
        AxisRange slices = RangeOf(band, AxisIds.Z, sample.Slice);
        AxisRange rows = RangeOf(band, AxisIds.Y, 0);
        AxisRange columns = RangeOf(band, AxisIds.X, 0);
        int next = 0;
        for (int frame = frames.Start; frame < frames.End; frame++)
        {
            for (int slice = slices.Start; slice < slices.End; slice++)
            {
                for (int row = rows.Start; row < rows.End; row++)
                {
                    long pixel = _extent.PixelAt(frame, slice, row, columns.Start);
                    for (int i = 0; i < columns.Length; i++)
                    {
                        sampler.Add(labelsOfBand[next++], pixel + i);
                    }

                    ThrowIfNoClasses();
                }
            }
        }
    }

    private static AxisRange RangeOf(TensorRegion band, string axisId, int otherwise) =>
        band.Whole.IndexOf(axisId) is int axis and >= 0 ? band[axis] : new AxisRange(otherwise, 1);

    private int[] ReadClasses(AxisTensor tensor)
    {
        if (classes == LabelClasses.Values)
        {
            ThrowIfBeyondInt32(tensor);
        }

        if (!LabelValues.TryRead(tensor, out int[] values, out string problem))
        {
            throw new InvalidImageException(labels.Name, Place, problem, "whole numbers from 0");
        }

        for (int i = 0; classes == LabelClasses.Foreground && i < values.Length; i++)
        {
            values[i] = values[i] > 0 ? 1 : 0;
        }

        return values;
    }

    /// <summary>Numbers that large are replaced by others as they are read, and those differ from band to band.</summary>
    private void ThrowIfBeyondInt32(AxisTensor tensor)
    {
        if (tensor.ElementType is not (ElementType.UInt32 or ElementType.Int64 or ElementType.UInt64))
        {
            return;
        }

        foreach (long value in ElementConverter.Cast(tensor, ElementType.Int64).AsSpan<long>())
        {
            if (value > int.MaxValue)
            {
                throw new InvalidImageException(
                    labels.Name,
                    Place,
                    string.Create(CultureInfo.InvariantCulture, $"has the value {value}"),
                    "numbers of classes, from 0");
            }
        }
    }

    private void ThrowIfNoClasses()
    {
        if (sampler.ClassCount > MostClasses)
        {
            throw new InvalidImageException(
                labels.Name,
                Place,
                $"there are more than {MostClasses} different numbers",
                "numbers of classes, not of objects: take every number above 0 for foreground instead");
        }
    }
}
