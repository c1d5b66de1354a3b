using System.Globalization;

using BioZooCte.Onnx.Graph.Proto;
using BioZooCte.Packages;

using DataType = BioZooCte.Onnx.Graph.Proto.TensorProto.Types.DataType;

namespace BioZooCte.Onnx.Graph.Check;

/// <summary>Whether a tensor in a file has the data that its type and sizes ask for.</summary>
internal sealed class TensorCheck(string name, ExternalFiles external)
{
    /// <summary>Checks one tensor.</summary>
    /// <exception cref="InvalidModelPackageException">It does not hold together.</exception>
    public void Check(TensorProto tensor, string place)
    {
        int bits = TensorBits.PerElement(tensor.DataType);
        if (bits == 0)
        {
            throw Error(place, $"of the data type {tensor.DataType}", "one that ONNX names (1 to 26)");
        }

        if (tensor.Segment is not null)
        {
            throw Error(place, "stored in segments", "a tensor in one piece");
        }

        long elements = CountElements(tensor, place);
        if (tensor.DataLocation == TensorProto.Types.DataLocation.External)
        {
            CheckExternal(tensor, place, TensorBits.Bytes(elements, bits));
        }
        else if (tensor.HasRawData && (DataType)tensor.DataType != DataType.String)
        {
            Require(place, tensor, tensor.RawData.Length, TensorBits.Bytes(elements, bits), "bytes");
        }
        else
        {
            Require(place, tensor, TensorBits.Stored(tensor), TensorBits.Expected(tensor.DataType, elements), "values");
        }
    }

    /// <summary>Checks one sparse tensor.</summary>
    /// <exception cref="InvalidModelPackageException">It does not hold together.</exception>
    public void Check(SparseTensorProto tensor, string place)
    {
        if (tensor.Values is null || tensor.Indices is null)
        {
            throw Error(place, "sparse without values or indices", "both");
        }

        Check(tensor.Values, place + ".values");
        Check(tensor.Indices, place + ".indices");
        if ((DataType)tensor.Indices.DataType != DataType.Int64)
        {
            throw Error(place + ".indices", $"of the data type {tensor.Indices.DataType}", "7 (int64)");
        }
    }

    private long CountElements(TensorProto tensor, string place)
    {
        // As the runtime counts bytes: what it could not address is refused before it multiplies.
        const long Most = 1L << 40;
        long elements = 1;
        foreach (long size in tensor.Dims)
        {
            if (size < 0 || size > Most || (size > 0 && elements > Most / size))
            {
                throw Error(place, $"of the sizes {Sizes(tensor)}", "sizes of 0 or more that memory holds");
            }

            elements *= size;
        }

        return elements;
    }

    private void CheckExternal(TensorProto tensor, string place, long bytes)
    {
        string? location = tensor.ExternalData.LastOrDefault(e => e.Key == "location")?.Value;
        if (string.IsNullOrEmpty(location))
        {
            throw Error(place, "stored outside the graph without a location", "a path inside the package");
        }

        long file = external.LengthOf(location, place);
        long offset = ReadNumber(tensor, place, "offset") ?? 0;
        long length = ReadNumber(tensor, place, "length") ?? bytes;
        if (offset > file || length > file - offset)
        {
            throw Error(
                place, $"bytes {offset} to {offset + length} of '{location}'", $"bytes of that file, which has {file}");
        }

        Require(place, tensor, length, bytes, "bytes");
    }

    private long? ReadNumber(TensorProto tensor, string place, string key)
    {
        if (tensor.ExternalData.LastOrDefault(e => e.Key == key)?.Value is not string text)
        {
            return null;
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value) && value < 1L << 48
            ? value
            : throw Error(place, $"stored with the {key} '{Place.Shorten(text)}'", "a number of bytes");
    }

    private void Require(string place, TensorProto tensor, long found, long expected, string what)
    {
        if (found != expected)
        {
            throw Error(
                place, $"{found} {what} for the sizes {Sizes(tensor)} of {(DataType)tensor.DataType}", $"{expected}");
        }
    }

    private static string Sizes(TensorProto tensor) =>
        tensor.Dims.Count == 0 ? "()" : string.Join(" × ", tensor.Dims.Take(8));

    private InvalidModelPackageException Error(string place, string found, string expected) =>
        new(name, null, place, found, expected);
}
