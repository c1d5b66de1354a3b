using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

using BioZooCte.Tensors;

namespace BioZooCte.Onnx.Tests.Support;

/// <summary>Reads what numpy writes by default: little-endian, C order.</summary>
internal static partial class Npy
{
    public static AxisTensor Read(string path, string letters)
    {
        byte[] bytes = File.ReadAllBytes(path);
        int start = bytes[6] == 1 ? 10 + BitConverter.ToUInt16(bytes, 8) : 12 + BitConverter.ToInt32(bytes, 8);
        Match header = Header().Match(Encoding.ASCII.GetString(bytes, 0, start));
        Assert.IsTrue(header.Success, $"{path}: little-endian, C order");
        int[] sizes = [.. header.Groups["shape"].Value.Split(',', StringSplitOptions.TrimEntries)
            .Where(s => s.Length > 0).Select(s => int.Parse(s, CultureInfo.InvariantCulture))];
        ElementType type = header.Groups["type"].Value switch
        {
            "f2" => ElementType.Float16,
            "f4" => ElementType.Float32,
            "f8" => ElementType.Float64,
            "u1" => ElementType.UInt8,
            "u2" => ElementType.UInt16,
            string other => throw new NotSupportedException(other),
        };
        AxisTensor tensor = new(TensorShape.Of(letters, sizes), type);
        bytes.AsSpan(start).CopyTo(tensor.Bytes);
        return tensor;
    }

    [GeneratedRegex(@"'descr': *'[<|](?<type>\w\d)', *'fortran_order': *False, *'shape': *\((?<shape>[\d, ]*)\)")]
    private static partial Regex Header();
}
