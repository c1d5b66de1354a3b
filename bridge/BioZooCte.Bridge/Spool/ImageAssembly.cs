using System.Security.Cryptography;

using BioZooCte.Bridge.Grpc;
using BioZooCte.Tensors;

namespace BioZooCte.Bridge.Spool;

/// <summary>
/// Puts images together from their parts. Used by one thread: the one that reads the stream.
/// </summary>
/// <param name="images">The images that were announced.</param>
internal sealed class ImageAssembly(IReadOnlyList<SpooledImage> images)
{
    private const int HashedAtOnce = 1 << 20;

    private readonly long[] _received = new long[images.Count];
    private readonly HashSet<long>?[] _tiles = new HashSet<long>?[images.Count];

    /// <summary>The images that are not there in full.</summary>
    public IEnumerable<SpooledImage> Missing => images.Where(image => !image.HasArrived);

    /// <summary>Takes the next bytes of an image.</summary>
    /// <exception cref="RpcException">They are not the next, too many, or no part of an announced image.</exception>
    public void AddChunk(uint position, ulong offset, ReadOnlySpan<byte> data)
    {
        SpooledImage image = ImageAt(position);
        if (!image.Description.TileSize.IsEmpty)
        {
            throw Invalid($"{image.Name}: a chunk of an image that was announced with a tile size; expected tiles.");
        }

        long received = _received[position];
        if (offset != (ulong)received)
        {
            throw OutOfRange($"{image.Name}: a chunk at {offset}; expected the next byte, {received}.");
        }

        if (data.Length > image.Storage.Length - received)
        {
            throw OutOfRange(
                $"{image.Name}: {data.Length} bytes at {offset}; expected at most {image.Storage.Length - received}, the"
                + $" image has {image.Storage.Length}.");
        }

        if (!data.IsEmpty)
        {
            image.Storage.Write(received, data);
            Count(position, data.Length);
        }
    }

    /// <summary>Takes one tile of an image.</summary>
    /// <exception cref="RpcException">It does not lie on the grid, came before, or has another size.</exception>
    public void AddTile(uint position, IReadOnlyList<ulong> start, ReadOnlyMemory<byte> data)
    {
        SpooledImage image = ImageAt(position);
        TensorRegion region = TileAt(image, start, out long number);
        int size = image.ElementType.SizeOf();
        if (data.Length != region.Shape.ElementCount * size)
        {
            throw Invalid(
                $"{image.Name}: the tile at {string.Join(", ", start)} has {data.Length} bytes; expected"
                + $" {region.Shape.ElementCount * size} ({region.Shape}).");
        }

        if (!(_tiles[position] ??= []).Add(number))
        {
            throw Invalid($"{image.Name}: the tile at {string.Join(", ", start)} came before; expected each once.");
        }

        RegionRuns.Walk(region, (to, from, count) =>
            image.Storage.Write(to * size, data.Span.Slice(from * size, count * size)));
        Count(position, data.Length);
    }

    private SpooledImage ImageAt(uint position) => position < images.Count
        ? images[(int)position]
        : throw OutOfRange($"image {position}; expected one of the {images.Count} announced, from 0.");

    private static TensorRegion TileAt(SpooledImage image, IReadOnlyList<ulong> start, out long number)
    {
        TensorShape shape = image.Shape;
        if (image.Description.TileSize.IsEmpty)
        {
            throw Invalid($"{image.Name}: a tile of an image that was announced without a tile size; expected chunks.");
        }

        if (start.Count != shape.Count)
        {
            throw Invalid($"{image.Name}: a tile with {start.Count} starts; expected {shape.Count}, one for each axis ({shape}).");
        }

        AxisRange[] ranges = new AxisRange[shape.Count];
        number = 0;
        for (int axis = 0; axis < ranges.Length; axis++)
        {
            int tile = image.Description.TileSize[axis];
            if (start[axis] >= (ulong)shape[axis].Size || start[axis] % (ulong)tile != 0)
            {
                throw OutOfRange(
                    $"{image.Name}: a tile that begins at {shape[axis].Id} {start[axis]}; expected a multiple of {tile} below"
                    + $" {shape[axis].Size}.");
            }

            int at = (int)start[axis];
            ranges[axis] = new AxisRange(at, Math.Min(tile, shape[axis].Size - at));
            number = (number * ((shape[axis].Size + tile - 1) / tile)) + (at / tile);
        }

        return new TensorRegion(shape, ranges);
    }

    private void Count(uint position, int bytes)
    {
        SpooledImage image = images[(int)position];
        _received[position] += bytes;
        if (_received[position] == image.Storage.Length)
        {
            ThrowIfOther(image);
            _tiles[position] = null;
            image.Complete();
        }
    }

    private static void ThrowIfOther(SpooledImage image)
    {
        if (image.Description.Sha256.IsEmpty)
        {
            return;
        }

        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] part = new byte[(int)Math.Min(HashedAtOnce, image.Storage.Length)];
        for (long at = 0; at < image.Storage.Length; at += part.Length)
        {
            Span<byte> next = part.AsSpan(0, (int)Math.Min(part.Length, image.Storage.Length - at));
            image.Storage.Read(at, next);
            hash.AppendData(next);
        }

        byte[] found = hash.GetHashAndReset();
        if (!found.AsSpan().SequenceEqual(image.Description.Sha256.AsSpan()))
        {
            throw new RpcException(
                StatusCode.DataLoss,
                $"{image.Name}: the elements have sha256 {Convert.ToHexStringLower(found)}; expected"
                + $" {Convert.ToHexStringLower(image.Description.Sha256.AsSpan())}.");
        }
    }

    private static RpcException Invalid(string message) => new(StatusCode.InvalidArgument, message);

    private static RpcException OutOfRange(string message) => new(StatusCode.OutOfRange, message);
}
