namespace BioZooCte.Bridge.Isolation;

/// <summary>What the exit code of a process says.</summary>
internal static class ProcessEnd
{
    private const int FirstSignal = 129;
    private const int Killed = 137;

    // By these somebody else ended it: the end of the terminal or of the machine, as Unix and Windows say it.
    private static readonly int[] AskedToEnd = [FirstSignal, 130, 143, unchecked((int)0xC000013A)];

    /// <summary>Whether it was asked to end.</summary>
    public static bool IsAsked(int code) => AskedToEnd.Contains(code);

    /// <summary>Whether it was killed: where memory has run out by the system, or by somebody, and nothing says which.</summary>
    public static bool IsKilled(int code) => code == Killed;

    /// <summary>Whether a fault ended it: not because it was asked to or killed, nor as programs end.</summary>
    public static bool IsFault(int code) => code is < 0 or >= FirstSignal && !IsAsked(code) && !IsKilled(code);

    /// <summary>The code in words, and the last that the process said; empty where it said nothing.</summary>
    public static string Describe(int code, string last)
    {
        string words = code >= FirstSignal ? $"exit code {code}, signal {code - FirstSignal + 1}" : $"exit code {code}";
        return last.Length == 0 ? words : $"{words}: {last}";
    }
}
