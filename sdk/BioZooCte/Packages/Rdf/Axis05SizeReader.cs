using BioZooCte.Packages.Description;

namespace BioZooCte.Packages.Rdf;

/// <summary>Reads the rule for the length of an axis of format 0.5.</summary>
internal static class Axis05SizeReader
{
    private const string Positive = "a whole number above 0";

    /// <summary>The rule; null with a problem where there is none.</summary>
    public static AxisSize? Read(RdfField size, bool isOutput, bool isIndex)
    {
        string expected = (isOutput, isIndex) switch
        {
            (false, _) => $"{Positive}, min and step, or a reference to an axis",
            (true, true) => $"{Positive}, a reference to an axis, or min and max",
            _ => $"{Positive}, or a reference to an axis",
        };
        if (size.IsAbsent)
        {
            size.Fail(expected);
            return null;
        }

        if (size.Node is not RdfMapping mapping)
        {
            return size.ReadWhole(1, Positive) is int length ? new AxisSize.Fixed(length) : null;
        }

        if (mapping["tensor_id"] is not null || mapping["axis_id"] is not null)
        {
            return ReadReference(size);
        }

        if (!isOutput && (mapping["step"] is not null || mapping["min"] is not null))
        {
            size.ExpectKeys("min", "step");
            int? min = size["min"].Require(Positive).ReadWhole(1, Positive);
            int? step = size["step"].Require(Positive).ReadWhole(1, Positive);
            return min is null || step is null ? null : new AxisSize.Parameterized(min.Value, step.Value);
        }

        if (isOutput && isIndex)
        {
            return ReadDataDependent(size);
        }

        size.Fail(expected);
        return null;
    }

    private static AxisSize.Referenced? ReadReference(RdfField size)
    {
        size.ExpectKeys("tensor_id", "axis_id", "offset");
        string? tensor = Identifiers.ReadTensorId(
            size["tensor_id"].Require("a tensor's identifier"), isLengthLimited: true);
        string? axis = Identifiers.ReadAxisId(size["axis_id"].Require("an axis' identifier"));
        int offset = size["offset"].ReadWhole(int.MinValue, "a whole number") ?? 0;
        return tensor is null || axis is null ? null : new AxisSize.Referenced(tensor, axis, 1, offset);
    }

    private static AxisSize.DataDependent? ReadDataDependent(RdfField size)
    {
        size.ExpectKeys("min", "max");
        int min = size["min"].ReadWhole(1, Positive) ?? 1;
        int? max = size["max"].ReadWhole(2, "a whole number above 1, or null");
        if (max <= min)
        {
            size["max"].Fail($"a whole number above min ({min})");
            return null;
        }

        return new AxisSize.DataDependent(min, max);
    }
}
