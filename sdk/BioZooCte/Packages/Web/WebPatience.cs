using System.Globalization;

namespace BioZooCte.Packages.Web;

/// <summary>
/// How often a file is asked for again. Bytes that arrived restore the patience, but not for ever. The waits double; a
/// server that says how long to wait is heard, up to a minute.
/// </summary>
/// <param name="time">The clock.</param>
internal sealed class WebPatience(TimeProvider time)
{
    private const int MostInARow = 4;
    private const int MostOverall = 40;

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(0.25);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private int _inARow;
    private int _overall;

    /// <summary>Waits before the next try, unless there is none.</summary>
    /// <param name="trouble">What went wrong.</param>
    /// <param name="hasProgress">Whether the try brought bytes.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>Null, or what is said when there is no further try.</returns>
    public async Task<string?> WaitAsync(WebTroubleException trouble, bool hasProgress, CancellationToken ct)
    {
        _inARow = hasProgress ? 1 : _inARow + trouble.Weight;
        _overall++;
        if (trouble.Advice is TimeSpan advice && advice > LongestWait)
        {
            return string.Create(
                CultureInfo.InvariantCulture, $"{trouble.Message} and asks to wait {advice.TotalSeconds:0} seconds");
        }

        if (_inARow >= MostInARow || _overall >= MostOverall)
        {
            return _overall == 1 || trouble.Weight > 1 ? trouble.Message : $"{trouble.Message} ({_overall} tries)";
        }

        TimeSpan wait = trouble.Advice ?? FirstWait * Math.Pow(2, _inARow - 1);
        await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, time, ct).ConfigureAwait(false);
        return null;
    }
}
