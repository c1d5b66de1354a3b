using System.Globalization;

namespace BioZooCte.Cli.Progress;

/// <summary>Progress as a line now and then, for logs and pipes.</summary>
/// <param name="writer">Where the lines go.</param>
/// <param name="time">The clock.</param>
internal sealed class PlainProgress(TextWriter writer, TimeProvider time) : IProgress<WorkProgress>
{
    /// <summary>Lines stand at least so far apart where another thing begins.</summary>
    private static readonly TimeSpan BetweenLabels = TimeSpan.FromSeconds(2);

    /// <summary>Lines stand so far apart while one thing goes on.</summary>
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(15);

    private readonly Lock _lock = new();
    private readonly long _start = time.GetTimestamp();
    private string? _label;
    private long? _last;

    /// <inheritdoc/>
    public void Report(WorkProgress value)
    {
        lock (_lock)
        {
            TimeSpan since = _last is long last ? time.GetElapsedTime(last) : TimeSpan.MaxValue;
            if (since < (value.Label == _label ? BetweenLines : BetweenLabels))
            {
                return;
            }

            _label = value.Label;
            _last = time.GetTimestamp();
            string left = TimeLeft.Of(value.Share, time.GetElapsedTime(_start));
            writer.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{value.Label}, {value.Share * 100:0} %{(left.Length > 0 ? $", {left}" : "")}"));
        }
    }
}
