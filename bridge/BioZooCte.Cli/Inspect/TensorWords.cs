using System.Globalization;

using BioZooCte.Packages.Description;
using BioZooCte.Tensors;

namespace BioZooCte.Cli.Inspect;

/// <summary>What a tensor is, in words.</summary>
internal static class TensorWords
{
    /// <summary>Its type, and the range of its values where one is stated.</summary>
    public static string Elements(TensorDescription tensor)
    {
        ElementDescription first = tensor.Elements[0];
        if (tensor.Elements.Any(e => e != first && e.Values != first.Values))
        {
            return $"{first.Type.Name()}, values differ by channel";
        }

        if (first.IsNominalOrOrdinal)
        {
            return $"{first.Type.Name()}, one of {string.Join(", ", first.Values)}";
        }

        return (first.Minimum, first.Maximum) switch
        {
            (double low, double high) => Invariant($"{first.Type.Name()} from {low} to {high}"),
            (double low, null) => Invariant($"{first.Type.Name()} from {low}"),
            (null, double high) => Invariant($"{first.Type.Name()} to {high}"),
            _ => first.Type.Name(),
        };
    }

    /// <summary>An axis and the rule for its length.</summary>
    public static string Axis(AxisDescription axis)
    {
        string names = axis.ChannelNames.IsEmpty ? "" : $" ({string.Join(", ", axis.ChannelNames)})";
        string halo = axis.Halo > 0 ? $", {axis.Halo} at either end lack context" : "";
        return $"{axis.Id}{names}: {Size(axis.Size)}{halo}";
    }

    private static string Size(AxisSize size) => size switch
    {
        AxisSize.Fixed(int length) => $"{length}",
        AxisSize.Free => "any length",
        AxisSize.Parameterized(int min, int step) => step == 1 ? $"{min} or more" : $"{min} or more, by {step}",
        AxisSize.Referenced(string tensor, string axis, double ratio, double offset) => Invariant(
            $"that of {tensor}.{axis}{(ratio == 1 ? "" : $" × {ratio:0.####}")}{Offset(offset)}"),
        AxisSize.DataDependent s => s.Max is int max
            ? $"known after running, {s.Min} to {max}"
            : $"known after running, {s.Min} or more",
        _ => size.ToString(),
    };

    private static string Offset(double offset) => offset == 0 ? "" : Invariant($"{offset: + 0.##; − 0.##}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
