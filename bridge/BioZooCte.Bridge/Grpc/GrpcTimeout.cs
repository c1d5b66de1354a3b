using System.Globalization;

namespace BioZooCte.Bridge.Grpc;

/// <summary>How long a caller waits, as <c>grpc-timeout</c> says it: up to eight digits and a unit.</summary>
internal static class GrpcTimeout
{
    private const int MostDigits = 8;

    /// <summary>Reads the value of the header.</summary>
    /// <returns>False where it is malformed.</returns>
    public static bool TryParse(string value, out TimeSpan timeout)
    {
        timeout = default;
        if (value.Length is < 2 or > MostDigits + 1
            || !uint.TryParse(value.AsSpan(..^1), NumberStyles.None, CultureInfo.InvariantCulture, out uint count)
            || TicksOf(value[^1]) is not { } ticks)
        {
            return false;
        }

        // Parts of a tick (100 ns) are rounded up, so that only a zero is zero.
        timeout = ticks > 0
            ? TimeSpan.FromTicks(count * ticks)
            : TimeSpan.FromTicks((count + TimeSpan.NanosecondsPerTick - 1) / TimeSpan.NanosecondsPerTick);
        return true;
    }

    /// <summary>When a wait of this length, begun now, is over.</summary>
    public static DateTimeOffset DeadlineAfter(TimeSpan timeout, DateTimeOffset now) =>
        timeout < DateTimeOffset.MaxValue - now ? now + timeout : DateTimeOffset.MaxValue;

    // Zero for nanoseconds, which are less than a tick.
    private static long? TicksOf(char unit) => unit switch
    {
        'H' => TimeSpan.TicksPerHour,
        'M' => TimeSpan.TicksPerMinute,
        'S' => TimeSpan.TicksPerSecond,
        'm' => TimeSpan.TicksPerMillisecond,
        'u' => TimeSpan.TicksPerMicrosecond,
        'n' => 0,
        _ => null,
    };
}
