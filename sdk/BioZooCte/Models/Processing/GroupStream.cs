using System.Numerics;
using System.Runtime.InteropServices;

using BioZooCte.Numerics;
using BioZooCte.Tensors;

namespace BioZooCte.Models.Processing;

/// <summary>Statistics of a few groups whose elements come band by band, in one pass or more.</summary>
internal sealed class GroupStream<T>
    where T : unmanaged, INumber<T>
{
    private readonly int _first;
    private readonly Moments[] _moments;
    private readonly long[] _notNumbers;
    private readonly RadixSelection<T>[] _selections;
    private readonly double[] _found;
    private bool _isFirstPass = true;

    /// <summary>A stream that has seen nothing.</summary>
    /// <param name="first">The first group of those in a band.</param>
    /// <param name="count">How many groups from there.</param>
    /// <param name="percentiles">What is asked for beside the moments.</param>
    public GroupStream(int first, int count, IReadOnlyList<Percentile> percentiles)
    {
        _first = first;
        _moments = new Moments[count];
        Array.Fill(_moments, Moments.None);
        _notNumbers = new long[count];
        _found = new double[percentiles.Count];
        _selections = new RadixSelection<T>[percentiles.Count == 0 ? 0 : count];
        for (int i = 0; i < _selections.Length; i++)
        {
            _selections[i] = new RadixSelection<T>(percentiles);
        }
    }

    /// <summary>Takes a band, its groups one after another.</summary>
    public void Observe(AxisTensor grouped, int groupsInBand)
    {
        ReadOnlySpan<T> values = MemoryMarshal.Cast<byte, T>(grouped.Bytes);
        int size = values.Length / groupsInBand;
        for (int i = 0; i < _moments.Length; i++)
        {
            ReadOnlySpan<T> group = values.Slice((_first + i) * size, size);
            if (_isFirstPass)
            {
                _moments[i] += Moments.Of(group, out long notNumbers);
                _notNumbers[i] += notNumbers;
            }

            if (_selections.Length > 0)
            {
                _selections[i].Observe(group);
            }
        }
    }

    /// <summary>Ends a pass; whether all bands have to be observed once more.</summary>
    public bool Advance()
    {
        _isFirstPass = false;
        bool isUnfinished = false;
        foreach (RadixSelection<T> selection in _selections)
        {
            isUnfinished |= selection.Advance();
        }

        return isUnfinished;
    }

    /// <summary>Hands over what was found, to the groups' positions among all.</summary>
    public void CopyTo(GroupStatistics result, ReadOnlySpan<int> groups)
    {
        for (int i = 0; i < _moments.Length; i++)
        {
            int group = groups[_first + i];
            result.Moments[group] = _moments[i];
            result.NotNumbers[group] = _notNumbers[i];
            for (int p = 0; p < _found.Length; p++)
            {
                _selections[i].CopyTo(_found);
                result.Percentiles[p][group] = _found[p];
            }
        }
    }
}
