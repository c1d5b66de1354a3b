using BioZooCte.Bridge.V1;
using BioZooCte.Images;
using BioZooCte.Tensors;

using Google.Protobuf;

namespace BioZooCte.Bridge.Tests.Support;

/// <summary>A small image of bright disks on a dark ground, as the models of the repository know them.</summary>
internal sealed class BlobImage
{
    private BlobImage(string name, AxisTensor tensor)
    {
        Name = name;
        Tensor = tensor;
    }

    public string Name { get; }

    public AxisTensor Tensor { get; }

    public ImageHeader Header => new()
    {
        Name = Name,
        DataType = DataType.Uint8,
        Axes = { Tensor.Shape.Select(axis => new Axis { Name = axis.Id[..1], Size = (ulong)axis.Size }) },
    };

    public static BlobImage Make(string name, int seed, int height = 96, int width = 80)
    {
        Random random = new(seed);
        byte[] pixels = new byte[height * width];
        random.NextBytes(pixels);
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)(10 + (pixels[i] % 12));
        }

        for (int disk = 0; disk < 6; disk++)
        {
            (int cy, int cx, int radius) = (random.Next(height), random.Next(width), random.Next(5, 11));
            for (int y = Math.Max(0, cy - radius); y < Math.Min(height, cy + radius); y++)
            {
                for (int x = Math.Max(0, cx - radius); x < Math.Min(width, cx + radius); x++)
                {
                    if (((y - cy) * (y - cy)) + ((x - cx) * (x - cx)) < radius * radius)
                    {
                        pixels[(y * width) + x] = (byte)(120 + random.Next(40));
                    }
                }
            }
        }

        return new BlobImage(name, AxisTensor.FromArray<byte>(TensorShape.Of("yx", height, width), pixels));
    }

    public TensorImage ToSource() => new(Name, Tensor);

    /// <summary>Writes it as a TIFF of its name.</summary>
    public string WriteTo(string folder)
    {
        string path = Path.Combine(folder, Name);
        TiffWriter.Write(path, Tensor);
        return path;
    }

    /// <summary>Its chunks, of so many bytes each.</summary>
    public IEnumerable<ImageChunk> Chunks(uint position, int bytes = 1000)
    {
        for (int offset = 0; offset < Tensor.Bytes.Length; offset += bytes)
        {
            yield return new ImageChunk
            {
                Image = position,
                Offset = (ulong)offset,
                Data = ByteString.CopyFrom(Tensor.Bytes.Slice(offset, Math.Min(bytes, Tensor.Bytes.Length - offset))),
            };
        }
    }

    /// <summary>Its tiles, the last first.</summary>
    public IEnumerable<ImageTile> Tiles(uint position, int tile)
    {
        (int height, int width) = (Tensor.Shape[0].Size, Tensor.Shape[1].Size);
        for (int top = (height - 1) / tile * tile; top >= 0; top -= tile)
        {
            for (int left = (width - 1) / tile * tile; left >= 0; left -= tile)
            {
                using MemoryStream data = new();
                for (int y = top; y < Math.Min(height, top + tile); y++)
                {
                    data.Write(Tensor.Bytes.Slice((y * width) + left, Math.Min(tile, width - left)));
                }

                yield return new ImageTile
                {
                    Image = position,
                    Start = { (ulong)top, (ulong)left },
                    Data = ByteString.CopyFrom(data.ToArray()),
                };
            }
        }
    }
}
