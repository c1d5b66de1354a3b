namespace BioZooCte.Errors;

/// <summary>The base of the exceptions that this library throws for bad input from outside.</summary>
public abstract class BioZooCteException : Exception
{
    /// <summary>An error with its message and, where there is one, its cause.</summary>
    private protected BioZooCteException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
