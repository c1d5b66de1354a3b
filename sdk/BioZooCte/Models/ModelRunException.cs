using BioZooCte.Errors;

namespace BioZooCte.Models;

/// <summary>A pass through a network that failed.</summary>
public sealed class ModelRunException : BioZooCteException
{
    /// <summary>A failed pass.</summary>
    /// <param name="model">The model's identifier.</param>
    /// <param name="message">What failed, what was found, what was expected.</param>
    /// <param name="innerException">The runtime's own error, where there is one.</param>
    public ModelRunException(string model, string message, Exception? innerException = null)
        : base($"{model}: {message}", innerException)
    {
        Model = model;
    }

    /// <summary>The model's identifier.</summary>
    public string Model { get; }
}
