using System.Collections.Immutable;

using BioZooCte.Bridge.Mapping;
using BioZooCte.Bridge.Spool;
using BioZooCte.Bridge.V1;
using BioZooCte.Images;
using BioZooCte.Tensors;

using Google.Protobuf;

namespace BioZooCte.Bridge.Tests.Support;

/// <summary>Image files as a plugin sends them: read here, and streamed as chunks or as tiles.</summary>
internal static class StreamedFiles
{
    /// <summary>The messages of a ranking; each file is read when its turn comes.</summary>
    /// <param name="paths">The files.</param>
    /// <param name="tile">The side of tiles of one plane each; null for chunks.</param>
    /// <param name="ranking">How models are ranked; null for the defaults.</param>
    public static IEnumerable<RankModelsRequest> Ranking(
        IReadOnlyList<string> paths, int? tile = null, RankingSettings? ranking = null)
    {
        RankModelsSettings settings = new() { Ranking = ranking };
        foreach (string path in paths)
        {
            using IImageSource image = ImageFile.Open(path);
            ImageHeader header = ImageMapper.ToHeader(new SpooledImageDescription
            {
                Name = image.Name,
                Shape = image.Shape,
                ElementType = image.ElementType,
                ChannelNames = [.. image.ChannelNames],
                IsRgb = image.IsRgb,
            });
            header.TileSize.Add(tile is int side ? TileSize(image.Shape, side).Select(length => (ulong)length) : []);
            settings.Images.Add(header);
        }

        yield return new RankModelsRequest { Settings = settings };
        for (int i = 0; i < paths.Count; i++)
        {
            using IImageSource image = ImageFile.Open(paths[i]);
            foreach (RankModelsRequest message in tile is int side ? Tiles(image, side) : Chunks(image))
            {
                message.Tile?.Image = (uint)i;
                message.Chunk?.Image = (uint)i;
                yield return message;
            }
        }
    }

    private static IEnumerable<RankModelsRequest> Chunks(IImageSource image) =>
        ImageMapper.ToChunks(Read(image, TensorRegion.All(image.Shape)))
            .Select(chunk => new RankModelsRequest { Chunk = chunk });

    private static IEnumerable<RankModelsRequest> Tiles(IImageSource image, int side)
    {
        int[] size = TileSize(image.Shape, side);
        IEnumerable<ImmutableArray<AxisRange>> tiles = [[]];
        foreach ((int length, int step) in image.Shape.Select(axis => axis.Size).Zip(size))
        {
            AxisRange[] ranges =
            [
                .. Enumerable.Range(0, ((length - 1) / step) + 1)
                    .Select(i => new AxisRange(i * step, Math.Min(step, length - (i * step)))),
            ];
            tiles = tiles.SelectMany(_ => ranges, (tile, range) => tile.Add(range));
        }

        return tiles.Select(tile => new RankModelsRequest
        {
            Tile = new ImageTile
            {
                Start = { tile.Select(range => (ulong)range.Start) },
                Data = ByteString.CopyFrom(Read(image, new TensorRegion(image.Shape, tile)).Bytes),
            },
        });
    }

    /// <summary>So long along y and x, all channels, and one position of every other axis.</summary>
    private static int[] TileSize(TensorShape shape, int side) =>
    [
        .. shape.Select(axis => axis.Id switch
        {
            AxisIds.Y or AxisIds.X => side,
            AxisIds.Channel => axis.Size,
            _ => 1,
        }),
    ];

    private static AxisTensor Read(IImageSource image, TensorRegion region)
    {
        AxisTensor pixels = AxisTensor.Uninitialized(region.Shape, image.ElementType);
        image.ReadAsync(region, pixels, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        return pixels;
    }
}
