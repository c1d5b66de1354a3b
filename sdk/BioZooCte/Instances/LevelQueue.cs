namespace BioZooCte.Instances;

/// <summary>
/// Pixels in the order of their levels, lowest first, equal ones first in, first out. A pixel may come in
/// below those that have left already.
/// </summary>
/// <remarks>
/// Each level has a ring of pixels, of which the last one is known; the first is next to it.
/// </remarks>
internal sealed class LevelQueue
{
    private readonly LevelSet _levels = new();
    private int[] _last = [];
    private int[] _next = [];
    private int _lowest;

    /// <summary>Makes the queue, which has to be empty, ready.</summary>
    /// <param name="pixels">Pixels are from 1 to below this; each may come in once.</param>
    /// <param name="levels">Levels are from 0 to below this.</param>
    public void Start(int pixels, int levels)
    {
        Growth.Ensure(ref _next, pixels);
        Growth.Ensure(ref _last, levels);
        _levels.Start(levels);
        _lowest = int.MaxValue;
    }

    /// <summary>Puts a pixel in.</summary>
    public void Push(int pixel, int level)
    {
        int last = _last[level];
        if (last == 0)
        {
            _next[pixel] = pixel;
            _levels.Add(level);
            _lowest = Math.Min(_lowest, level);
        }
        else
        {
            _next[pixel] = _next[last];
            _next[last] = pixel;
        }

        _last[level] = pixel;
    }

    /// <summary>Takes the lowest pixel out; false if there is none.</summary>
    public bool TryPop(out int pixel)
    {
        int level = _lowest;
        if (level == int.MaxValue)
        {
            pixel = 0;
            return false;
        }

        int last = _last[level];
        pixel = _next[last];
        if (pixel == last)
        {
            _last[level] = 0;
            _levels.Remove(level);

            // Nothing is below it.
            _lowest = _levels.NextFrom(level);
        }
        else
        {
            _next[last] = _next[pixel];
        }

        return true;
    }
}
