namespace BioZooCte.Cli;

/// <summary>The one place where an exception becomes a message and an exit code.</summary>
internal static class Guard
{
    /// <summary>Runs a command; what it throws is printed.</summary>
    public static async Task<int> RunAsync(Terminal terminal, Func<Task<int>> command)
    {
        try
        {
            return await command().ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever it is, the caller gets a message and an exit code.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return Report(terminal, exception);
        }
    }

    /// <summary>Prints what an exception means; returns its exit code.</summary>
    public static int Report(Terminal terminal, Exception exception)
    {
        Failure failure = Failure.Of(exception);
        terminal.ErrorText.WriteLine($"zoocte: {failure.Message}");
        return failure.Code;
    }
}
