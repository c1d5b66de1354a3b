using System.Collections.Immutable;

using Microsoft.Win32.SafeHandles;

namespace BioZooCte.Agreement;

/// <summary>
/// Keeps the votes of all models until they are compared: in memory up to a budget, beyond it in a temporary file
/// that vanishes with the store. Its sheets are read from many threads.
/// </summary>
/// <param name="memoryBudget">Bytes up to which votes stand in memory.</param>
internal sealed class VoteStore(long memoryBudget = VoteStore.UsualBudget) : IDisposable
{
    /// <summary>256 MiB: four thousand pairs of a model and an image with the usual number of positions.</summary>
    public const long UsualBudget = 1L << 28;

    private readonly Lock _lock = new();
    private readonly Dictionary<(ulong Seed, string Image, int Rows, int Columns, int? Sample), VotePositions> _positions = [];
    private SafeFileHandle? _file;
    private long _memoryLeft = memoryBudget;
    private long _fileLength;

    /// <summary>The positions of an image; drawn once where they are the same for each model, as they mostly are.</summary>
    /// <inheritdoc cref="VotePositions(ulong, string, ImmutableArray{ValueTuple{int, int}}, int, int, int?)"/>
    public VotePositions PositionsOf(
        ulong seed, string imageName, ImmutableArray<(int Frame, int Slice)> planes, int rows, int columns, int? sample)
    {
        lock (_lock)
        {
            if (!_positions.TryGetValue((seed, imageName, rows, columns, sample), out VotePositions? known)
                || !known.Planes.AsSpan().SequenceEqual(planes.AsSpan()))
            {
                known = new VotePositions(seed, imageName, planes, rows, columns, sample);
                _positions[(seed, imageName, rows, columns, sample)] = known;
            }

            return known;
        }
    }

    /// <summary>An empty sheet for one model and one image.</summary>
    public VoteSheet Open(VotePositions positions)
    {
        lock (_lock)
        {
            if (positions.Count <= Math.Min(_memoryLeft, Array.MaxLength))
            {
                _memoryLeft -= positions.Count;
                return new VoteSheet(positions);
            }

            _file ??= File.OpenHandle(
                Path.Combine(Path.GetTempPath(), $"biozoocte-{Environment.ProcessId}-{Guid.NewGuid():N}.votes"),
                FileMode.CreateNew,
                FileAccess.ReadWrite,
                FileShare.None,
                FileOptions.DeleteOnClose | FileOptions.RandomAccess);
            long offset = _fileLength;
            _fileLength += positions.Count;
            return new VoteSheet(positions, _file, offset);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();
}
