using System.Globalization;

namespace BioZooCte.Tiling;

/// <summary>
/// Which planes (frames and slices) of an image a model sees that has no axis for them. Each plane is a sample of
/// its own; the image's score pools their counts.
/// </summary>
public readonly record struct PlaneSelection
{
    private readonly Kind _kind;
    private readonly int _index;

    private PlaneSelection(Kind kind, int index = 0)
    {
        _kind = kind;
        _index = index;
    }

    private enum Kind
    {
        All,
        Middle,
        Single,
    }

    /// <summary>Every plane.</summary>
    public static PlaneSelection All { get; }

    /// <summary>The plane in the middle: position ⌊length / 2⌋ of each such axis.</summary>
    public static PlaneSelection Middle { get; } = new(Kind.Middle);

    /// <summary>One plane by its position, from 0, frames before slices.</summary>
    public static PlaneSelection Single(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        return new PlaneSelection(Kind.Single, index);
    }

    /// <summary>What <see cref="ToString"/> gives: <c>all</c>, <c>middle</c> or a position from 0.</summary>
    /// <returns>Whether the text is one of these.</returns>
    public static bool TryParse(string text, out PlaneSelection value)
    {
        value = text == "middle" ? Middle : All;
        if (text is "middle" or "all")
        {
            return true;
        }

        bool isPosition = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int position);
        value = isPosition ? Single(position) : value;
        return isPosition;
    }

    /// <inheritdoc/>
    public override string ToString() => _kind switch
    {
        Kind.All => "all",
        Kind.Middle => "middle",
        _ => _index.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>The chosen planes of an image with so many frames and slices; none where the position is beyond them.</summary>
    internal IReadOnlyList<(int Frame, int Slice)> Choose(int frames, int slices)
    {
        switch (_kind)
        {
            case Kind.Middle:
                return [(frames / 2, slices / 2)];
            case Kind.Single:
                return _index < (long)frames * slices ? [(_index / slices, _index % slices)] : [];
            default:
                List<(int, int)> planes = new(checked(frames * slices));
                for (int frame = 0; frame < frames; frame++)
                {
                    for (int slice = 0; slice < slices; slice++)
                    {
                        planes.Add((frame, slice));
                    }
                }

                return planes;
        }
    }
}
