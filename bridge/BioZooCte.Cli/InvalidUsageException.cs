namespace BioZooCte.Cli;

/// <summary>The program was asked for something that it cannot do, whatever the files hold.</summary>
/// <param name="message">The option, what was found, what was expected.</param>
internal sealed class InvalidUsageException(string message) : Exception(message);
